"""What stands around figures: the dates, places and triggers of their sentences and of the lead.

What belongs here: looking up, once per sentence, what other modules find. What does not: choosing
among it (accounts, reports).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from pipelines.extract.actor_context import in_article
from pipelines.extract.actors import find_actors
from pipelines.extract.attribution import Source
from pipelines.extract.clauses import Clause
from pipelines.extract.date_heading import sharpen
from pipelines.extract.dates import find_dates
from pipelines.extract.event_types import Trigger, opening, triggers
from pipelines.extract.figures import Account
from pipelines.extract.lexed import Token
from pipelines.extract.model import ActorMention, Article, DateMention, PlaceMention
from pipelines.extract.page import Page
from pipelines.extract.places import Survey, survey_places
from pipelines.extract.reader import Reader
from pipelines.extract.reports import Lead
from pipelines.extract.setting import Setting
from pipelines.lexicons import Seeds

_LEAD_SENTENCES = 3
_ARTICLE_READ = 6000  # characters behind the lead in which the kind of event is still looked for
_GOES_ON = 3  # sentences before one whose day and place it still tells of
_SINCE = "date.since"
_WHOLE_COUNTRY = 5  # UCDP where_prec of a country, or of a wide part of one
_STOPS = frozenset({";", ":"})
_STOP, _CLAUSE, _COMMA = 1000, 100, 25
"""How many characters of distance a semicolon, ", and" before a clause and a mere comma are worth."""
_BESIDE = 2  # characters between a verb of saying and the day on which it was said
_HEADER = "date"  # "date 2019-08-15" at the head of a text tells of its publication
_HEADER_END = 40  # characters before which such a header stands
_PRECISE = 3  # UCDP where_prec of a place within a district or nearer


class Surroundings:
    """Collects the settings of the sentences of one article that hold figures."""

    def __init__(self, article: Article, page: Page, reader: Reader, seeds: Seeds) -> None:
        self.settings: dict[int, Setting] = {}
        self._days_before: dict[int, DateMention | None] = {}
        self._dates_found: dict[int, list[DateMention]] = {}
        self._triggers_found: dict[int, list[Trigger]] = {}
        self._actors_found: dict[int, list[ActorMention]] = {}
        self._article = article
        self._page = page
        self._reader = reader
        self._words = seeds.dates[article.language]
        self._published = sharpen(
            article.text, self._words, (article.published_start, article.published_end)
        )
        self._actor_words = seeds.actor_words[article.language]
        self._actors = in_article(
            article.text, page.folded, seeds.actors, self._actor_words, _year(article)
        )
        survey = survey_places(article.text, seeds.places, seeds.place_cues[article.language])
        self._all_places = _credible(survey, seeds.states)

    def add(self, sentence: int, clause: Clause, sources: Sequence[Source]) -> Setting:
        """Look up a sentence; places within the words of a source are not where it happened."""
        start, end = self._page.sentences.bounds(sentence)
        setting = Setting(
            start=start,
            end=end,
            paragraph=self._page.paragraph(sentence),
            dates=_of_events(self._dates_in(sentence), clause, sources),
            places=[
                p
                for p in self._places(start, end)
                if not any(s.start <= p.text_start < s.end for s in sources)
            ],
            triggers=self._triggers_in(sentence),
            date_before=self._date_before(sentence),
            place_before=self._place_before(start),
            day_told=self._day_told(self._recent(sentence), start),
            place_told=self._place_told(self._recent(sentence), start),
            opening=self._opening(sentence, clause),
            triggers_told=self._triggers(self._recent(sentence), start),
            country=self._country,
            coarse_days=self._coarse_days,
            breaks=list(_breaks(clause.tokens)),
        )
        self.settings[sentence] = setting
        return setting

    @cached_property
    def _country(self) -> PlaceMention | None:
        """The first mention of the lead's country as a whole."""
        iso3 = self.lead.place.iso3 if self.lead.place else None
        named = (p for p in self._all_places if p.where_prec >= _WHOLE_COUNTRY)
        return next((p for p in named if p.latitude is None and p.iso3 == iso3), None)

    @property
    def _coarse_days(self) -> int:
        first, last = self._published
        return (last - first).days if first and last else 0

    def _date_before(self, sentence: int) -> DateMention | None:
        """The last day told before a sentence in its paragraph, else the lead's."""
        day, paragraph = None, self._page.paragraph(sentence)
        for earlier in range(sentence - 1, -1, -1):
            if self._page.paragraph(earlier) != paragraph:
                break
            days = [d for d in self._dates_in(earlier) if _is_day(d)]
            day = days[-1] if days else self._days_before.get(earlier)
            if days or earlier in self._days_before:
                break
        self._days_before[sentence] = day
        return day or self.lead.date

    def _place_before(self, start: int) -> PlaceMention | None:
        """The last precise place told before a sentence in its paragraph, else the lead's."""
        return self._place_told(self._paragraph_start(start), start) or self.lead.place

    def _day_told(self, start: int, end: int) -> DateMention | None:
        days = [d for d in self._dates(start, end) if _is_day(d)]
        return days[-1] if days else None

    def _place_told(self, start: int, end: int) -> PlaceMention | None:
        precise = [p for p in self._places(start, end) if p.where_prec <= _PRECISE]
        return precise[-1] if precise else None

    def _recent(self, sentence: int) -> int:
        """Where the sentences begin with which a sentence goes on, within its paragraph."""
        starts = self._page.sentences.starts
        earliest = starts[max(0, sentence - _GOES_ON)]
        return max(earliest, self._paragraph_start(starts[sentence]))

    def _opening(self, sentence: int, clause: Clause) -> str:
        """How a sentence, else one before it without figures, brings in what happened."""
        found = opening(clause.tokens)
        earlier = self._page.sentences.index_at(self._recent(sentence))
        for before in range(sentence - 1, earlier - 1, -1):
            if found or before in self.settings:
                break
            found = opening(self._page.tokens(before))
        return found or "none"

    def _paragraph_start(self, offset: int) -> int:
        starts = self._page.paragraphs
        return starts[bisect_right(starts, offset) - 1]

    @cached_property
    def lead(self) -> Lead:
        """The first day, the first precise place and all triggers of the first sentences."""
        end = self._lead_end
        days = [d for d in self._dates(0, end) if _is_day(d)]
        places = self._places(0, end) or self._all_places
        return Lead(
            date=next(iter(days), None),
            place=min(places, key=lambda p: p.where_prec > _PRECISE, default=None),
            triggers=[
                triggers(self._reader.words(self._article.title)) + self._triggers(0, end),
                self._triggers(end, min(len(self._page.text), end + _ARTICLE_READ)),
            ],
        )

    def actors(self, account: Account) -> list[ActorMention]:
        """The actors named in an account's sentences, then those of the lead."""
        lead = self._page.between(0, self._lead_end)
        return [m for s in (*account.sentences, *lead) for m in self._actors_in(s)]

    def _actors_in(self, sentence: int) -> list[ActorMention]:
        found = self._actors_found.get(sentence)
        if found is None:
            page, words, bounds = self._page, self._actor_words, self._bounds(sentence)
            found = find_actors(page.text, page.folded, self._actors, words, *bounds)
            self._actors_found[sentence] = found
        return found

    def _bounds(self, sentence: int) -> tuple[int, int]:
        return self._page.sentences.bounds(sentence)

    @property
    def _lead_end(self) -> int:
        last = min(_LEAD_SENTENCES, len(self._page.sentences.starts)) - 1
        return self._bounds(last)[1]

    @cached_property
    def since(self) -> DateMention | None:
        """The first "since …" of the article: from when a toll counts that does not say so."""
        found = self._dates(0, len(self._page.text))
        return next((d for d in found if d.rule_id == _SINCE and d.start), None)

    def _dates(self, start: int, end: int) -> list[DateMention]:
        return [d for s in self._page.between(start, end) for d in self._dates_in(s)]

    def _dates_in(self, sentence: int) -> list[DateMention]:
        found = self._dates_found.get(sentence)
        if found is None:
            page, bounds = self._page, self._bounds(sentence)
            dates = find_dates(page.text, page.folded, self._words, self._published, *bounds)
            found = self._dates_found[sentence] = [d for d in dates if not self._is_header(d)]
        return found

    def _is_header(self, date: DateMention) -> bool:
        before = self._page.folded[: date.text_start] if date.text_start < _HEADER_END else ""
        return before.strip() == _HEADER

    def _places(self, start: int, end: int) -> list[PlaceMention]:
        first = bisect_left(self._all_places, start, key=_start)
        return self._all_places[first : bisect_left(self._all_places, end, key=_start)]

    def _triggers(self, start: int, end: int) -> list[Trigger]:
        return [t for s in self._page.between(start, end) for t in self._triggers_in(s)]

    def _triggers_in(self, sentence: int) -> list[Trigger]:
        found = self._triggers_found.get(sentence)
        if found is None:
            found = self._triggers_found[sentence] = triggers(self._page.tokens(sentence))
        return found


def _credible(survey: Survey, capitals: frozenset[str]) -> list[PlaceMention]:
    """Without towns of countries that nothing else in the article speaks of: "Karma, au Burkina Faso"
    is not the Karma of India. Capitals need no other word.
    """
    named = {m.iso3 for m in survey.mentions if m.where_prec >= _WHOLE_COUNTRY}
    named |= {cue.iso3 for cue in survey.peoples}
    if not named:
        return list(survey.mentions)
    return [m for m in survey.mentions if m.iso3 in named or m.text.lower() in capitals]


def _year(article: Article) -> int | None:
    return article.published_end.year if article.published_end else None


def _of_events(
    dates: list[DateMention], clause: Clause, sources: Sequence[Source]
) -> list[DateMention]:
    """Without the days on which something was said: "a déclaré dimanche le maire"."""
    said = [
        (t.start, t.end) for t in clause.tokens if t.has("said", "said_by_pronoun", "published")
    ]
    start = clause.tokens[0].start
    speaking = [d for d in dates if d.text_start - start <= _BESIDE]  # "Mercredi, l'état-major a …"
    opening = [d for d in speaking if any(0 <= s.start - d.text_end <= _BESIDE for s in sources)]
    return [
        d
        for d in dates
        if d.is_period or not (d in opening or any(_is_beside(d, *span) for span in said))
    ]


def _breaks(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a sentence is parted, and how far that sets apart what stands on either side."""
    for before, token in pairwise(tokens):
        if token.form in _STOPS:
            yield token.start, _STOP
        elif token.has("meanwhile") or (before.form == "," and token.has("conjunction", "contrast")):
            yield token.start, _CLAUSE
        elif token.form == "," or token.has("conjunction"):
            yield token.start, _COMMA


def _is_beside(date: DateMention, start: int, end: int) -> bool:
    return 0 <= date.text_start - end <= _BESIDE or 0 <= start - date.text_end <= _BESIDE


def _is_day(mention: DateMention) -> bool:
    return not mention.is_period and mention.start is not None


def _start(mention: PlaceMention) -> int:
    return mention.text_start
