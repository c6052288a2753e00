"""What stands around figures: the dates, places and triggers of their sentences and of the lead.

What belongs here: looking up, once per sentence, what other modules find. What does not: choosing
among it (accounts, reports).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from pipelines.extract.accounts.late_deaths import is_late, spans_of_death
from pipelines.extract.accounts.scenes import Lead
from pipelines.extract.actors import find_actors
from pipelines.extract.actors.context import in_article
from pipelines.extract.actors.hits import Tokens, tokenise
from pipelines.extract.adjuncts import (
    NamedEvent,
    anchored,
    counts_again,
    is_in_this,
    named_events,
    taken_up,
    turns,
)
from pipelines.extract.apart import opens
from pipelines.extract.attribution.phrases import Source
from pipelines.extract.event_types import Trigger, opening, triggers
from pipelines.extract.figures import Account
from pipelines.extract.lexed import Token
from pipelines.extract.model import ActorMention, Article, DateMention, PlaceMention
from pipelines.extract.page import Page
from pipelines.extract.places_in_rows import places_of
from pipelines.extract.reader import Reader
from pipelines.extract.setting import CLAUSE, COMMA, LEAD_SENTENCES, STOP, Scene, Setting
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.telling import Telling
from pipelines.lexicons import Seeds
from pipelines.lexicons.actors import Actors

_ARTICLE_READ = 6000  # characters behind the lead in which the kind of event is still looked for
_STOPS = frozenset({";"})
_NEXT_CLAUSE = frozenset({"conjunction", "contrast"})
_ENDS_COUNT = frozenset({",", ";", "."})
_TOWN_WITHIN = 40  # characters from a noun for an event to its town: "bombing of a cafe in "
_OLD_WITHIN = 40  # characters between an earlier count and the day that it is of
_COMMAS = frozenset({",", ":"})  # what stands before a colon goes for all behind it


class Surroundings:
    """Collects the settings of the sentences of one article that hold figures."""

    def __init__(self, article: Article, page: Page, reader: Reader, seeds: Seeds) -> None:
        self.settings: dict[int, Setting] = {}
        self._triggers_found: dict[int, list[Trigger]] = {}
        self._actors_found: dict[int, list[ActorMention]] = {}
        self._scenes_named: dict[str, Scene] = {}
        self._article = article
        self._page = page
        self._reader = reader
        self._telling = Telling(article, page, seeds)
        self._known = seeds.actors
        self._actor_words = seeds.actor_words[article.language]

    def find_dates(self, sentences: Iterable[int]) -> None:
        """Look up the days that sentences name."""
        self._telling.find_dates(sentences)

    def add(
        self,
        sentence: int,
        clause: Clause,
        sources: Sequence[Source],
        told: Sequence[Statement],
    ) -> Setting:
        """Look up a sentence; what its sources say of themselves is not when or where it happened."""
        start, end = self._bounds(sentence)
        telling = self._telling
        dates = telling.read(sentence, sources, spans_of_death(clause, told)).dates
        places, breaks = telling.places(sentence), list(_breaks(clause.tokens))
        spans = {s.at: (clause.tokens[s.at].start, clause.tokens[s.after - 1].end) for s in told}
        quotes, parts = sorted(spans.values()), {spans[s.at] for s in told if s.includes}
        is_torn = len(dates) > 1 or (bool(dates) and any(is_late(clause, s) for s in told))
        setting = Setting(
            start=start,
            end=end,
            paragraph=self._page.paragraph(sentence),
            dates=dates,
            places=places,
            triggers=self._triggers_in(sentence),
            date_before=telling.date_before(sentence),
            place_before=telling.place_before(sentence),
            day_told=telling.day_told(sentence),
            place_told=telling.place_told(sentence),
            since_told=telling.since_told(sentence),
            opening=self._opening(sentence, clause),
            triggers_told=[t for s in telling.recent(sentence) for t in self._triggers_in(s)],
            country=telling.country,
            coarse_days=telling.coarse_days,
            published=telling.published_day,
            breaks=breaks,
            other_from=min(telling.other_from(sentence), _old_from(clause, told, dates)),
            quotes=quotes,
            places_of=places_of(quotes, parts, places, breaks),
            anchored=anchored(clause.tokens, dates) if dates else frozenset(),
            turns=turns(clause.tokens) if is_torn else (),
            scene=None if dates else self._scene(sentence) or self._taken_up_at(start, clause),
            named=self._events_named(clause.tokens, dates, places),
            taken_up=() if dates else taken_up(clause.tokens),
            counts_again=counts_again(clause.tokens),
            is_in_this=is_in_this(clause.tokens),
        )
        self.settings[sentence] = setting
        return setting

    def _opening(self, sentence: int, clause: Clause) -> str:
        """How a sentence, else one before it without figures, brings in what happened."""
        found = opening(clause.tokens)
        for before in reversed(self._telling.recent(sentence)):
            if found or before in self.settings:
                break
            found = opening(self._page.tokens(before))
        return found or "none"

    def _scene(self, sentence: int) -> Scene | None:
        """The event that a sentence right before one brings in, and that holds no figures."""
        for before in reversed(self._telling.recent(sentence)):
            if before in self.settings:
                return None
            told, start = self._telling.of(before), self._bounds(before)[0]
            town = next((p for p in told.places if p.is_local), None)
            day = self._day_brought_in(before, told.dates)
            if day or (town and self._brings_in(before)):
                return Scene(start, day, town)
        return None

    def _events_named(
        self,
        tokens: Sequence[Token],
        dates: Sequence[DateMention],
        places: Sequence[PlaceMention],
    ) -> dict[str, NamedEvent]:
        """The nouns for events of a sentence; their days are kept for what comes back to them."""
        found = named_events(tokens, dates)
        for noun, event in found.items():
            if event.day:
                behind = (p for p in places if 0 < p.text_start - event.start <= _TOWN_WITHIN)
                town = next((p for p in behind if p.is_local), None)
                self._scenes_named[noun] = Scene(event.start, event.day, town)
        return found

    def _taken_up_at(self, start: int, clause: Clause) -> Scene | None:
        """The event named before that a sentence comes back to: "The toll from the bombing has climbed"."""
        scenes = (self._scenes_named.get(noun) for _, noun in taken_up(clause.tokens))
        scene = next((scene for scene in scenes if scene), None)
        return replace(scene, start=start) if scene else None

    def _day_brought_in(self, sentence: int, dates: Sequence[DateMention]) -> DateMention | None:
        """The day of an event in a sentence: one on which it turns, or any beside a word for an event."""
        days = [d for d in dates if d.is_day]
        if not days:
            return None
        start, hung = self._bounds(sentence)[0], anchored(self._page.tokens(sentence), days)
        told = (d for d in days if d.text_start in hung or opens(d, start))
        return next(told, days[-1] if self._brings_in(sentence) else None)

    def _brings_in(self, sentence: int) -> bool:
        """Whether a sentence tells of an event, and begins a paragraph or says that it is another."""
        how = opening(self._page.tokens(sentence))
        is_first = self._page.first_beside(sentence) == sentence and how != "back"
        return bool(self._triggers_in(sentence)) and (is_first or how == "other")

    @cached_property
    def lead(self) -> Lead:
        """The day, the place and all triggers of the first sentences."""
        end = self._lead_end
        return Lead(
            date=self._telling.lead_date,
            place=self._telling.lead_place,
            title=triggers(self._reader.words(self._article.title)),
            triggers=[
                self._triggers(0, end),
                self._triggers(end, min(len(self._page.text), end + _ARTICLE_READ)),
            ],
        )

    @property
    def since(self) -> DateMention | None:
        """The first "since …" of the article: from when a toll counts that does not say so."""
        return self._telling.since

    def actors(self, account: Account) -> list[ActorMention]:
        """The actors named in an account's sentences, then those of the lead."""
        lead = self._page.between(0, self._lead_end)
        return [m for s in (*account.sentences, *lead) for m in self._actors_in(s)]

    @cached_property
    def _named(self) -> Tokens:
        return tokenise(self._article.text, self._page.folded)

    @cached_property
    def _actors(self) -> Actors:
        return in_article(self._named, self._known, self._actor_words, _year(self._article))

    def _actors_in(self, sentence: int) -> list[ActorMention]:
        found = self._actors_found.get(sentence)
        if found is None:
            named = self._named.part(*self._bounds(sentence))
            found = find_actors(named, self._actors, self._actor_words)
            self._actors_found[sentence] = found
        return found

    def _bounds(self, sentence: int) -> tuple[int, int]:
        return self._page.sentences.bounds(sentence)

    @property
    def _lead_end(self) -> int:
        return self._bounds(min(LEAD_SENTENCES, len(self._page.sentences.starts)) - 1)[1]

    def _triggers(self, start: int, end: int) -> list[Trigger]:
        return [t for s in self._page.between(start, end) for t in self._triggers_in(s)]

    def _triggers_in(self, sentence: int) -> list[Trigger]:
        found = self._triggers_found.get(sentence)
        if found is None:
            found = self._triggers_found[sentence] = triggers(self._page.tokens(sentence))
        return found


def _year(article: Article) -> int | None:
    return article.published_end.year if article.published_end else None


def _old_from(clause: Clause, told: Sequence[Statement], dates: Sequence[DateMention]) -> int:
    """Where a number begins that counted before, with the day of it: ", contre 374.900 un mois plus tôt"."""
    for old in (s for s in told if s.is_old):
        end = clause.tokens[old.after - 1].end
        behind = [t for t in clause.tokens if end <= t.start <= end + _OLD_WITHIN]
        comma = next((t.start for t in behind if t.form in _ENDS_COUNT), end + _OLD_WITHIN)
        if any(end <= d.text_start < comma for d in dates):
            return clause.tokens[old.at].start
    return clause.tokens[-1].end


def _breaks(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a sentence is parted, and how far that sets apart what stands on either side."""
    for before, token in pairwise(tokens):
        meanings = token.meanings
        if token.form in _STOPS:
            yield token.start, STOP
        elif "meanwhile" in meanings or (
            before.form == "," and not _NEXT_CLAUSE.isdisjoint(meanings)
        ):
            yield token.start, CLAUSE
        elif token.form in _COMMAS or "conjunction" in meanings:
            yield token.start, COMMA
