"""The days and scenes that each sentence of an article tells of, and the lead's.

Looked up once per sentence, with what only tells who said it left out (reporting). What does not belong here:
whose day and place they are (nearness, accounts).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import get_args

from pipelines.extract.adjuncts import first_told_with
from pipelines.extract.agreement import lies_within, same_days
from pipelines.extract.attribution import sources
from pipelines.extract.attribution.phrases import Source
from pipelines.extract.dated import Dated
from pipelines.extract.dates.of_event import BEGINNINGS, WHEN
from pipelines.extract.lead_days import OPENING_SENTENCES, Opening, day_of_lead, is_day_told
from pipelines.extract.lead_places import after_first, is_capital, named_again
from pipelines.extract.lexed import Token
from pipelines.extract.model import COUNTRY_PREC, Article, DateMention, PlaceMention
from pipelines.extract.occasions import turn_to_earlier
from pipelines.extract.page import Page
from pipelines.extract.places import survey_places
from pipelines.extract.places.holders import EXACT
from pipelines.extract.places.roles import not_at_home
from pipelines.extract.reporting import NOTHING_TOLD, Told, is_compared, of_events
from pipelines.extract.setting import LEAD_SENTENCES
from pipelines.lexicons import Seeds
from pipelines.lexicons.language_file import Form

_GOES_ON = 3  # sentences before one whose day and place it still tells of
_MONTH = 4  # UCDP date_prec of what is longer than a week: in later sentences, of something else
_AFTER_ANOTHER = "date.after"
_UNTIL = "date.until"
_PEOPLE = ("person", *get_args(Form))
_COUNTED_WITHIN = 3  # tokens from a number to whom or what it counts: "five more were killed"
_SPANS = frozenset({"date.year", "date.range", "date.month_of_year"})
_TURNING = frozenset({_AFTER_ANOTHER, WHEN})
_FROM_ANOTHER = frozenset({"date.anaphor", "date.shifted", "date.adjacent"})  # "the day before"
_OPENING_CHARACTERS = 10  # in which "Deux jours après l'attaque, …" opens a sentence


class Telling:
    """What the sentences of one article tell of when and where."""

    def __init__(self, article: Article, page: Page, seeds: Seeds) -> None:
        self._page = page
        self._states, self._speakers = seeds.states, seeds.speakers
        self._dated = Dated(article, page, seeds.dates[article.language])
        self._cues = seeds.place_cues[article.language]
        self._survey = survey_places(article.text, seeds.places, self._cues, article.title or "")
        self._told: dict[int, Told] = {}
        self._other_from: dict[int, int] = {}
        self._days_before: dict[int, DateMention | None] = {}

    def find_dates(self, sentences: Iterable[int]) -> None:
        """Look up the days that sentences name."""
        for sentence in sentences:
            self._dated.dates(sentence)

    def read(
        self, sentence: int, named: Sequence[Source], deaths: Sequence[tuple[int, int]]
    ) -> Told:
        """What a sentence tells whose sources are known; in `deaths` stands when and where wounded died."""
        self._told[sentence] = self._tell(sentence, named).outside(deaths)
        return self._told[sentence]

    def of(self, sentence: int) -> Told:
        """What a sentence tells."""
        if sentence not in self._told:
            self._told[sentence] = self._tell(sentence)
        return self._told[sentence]

    def _tell(self, sentence: int, named: Sequence[Source] | None = None) -> Told:
        """Its words are only looked at where it holds a day or a place."""
        dates = self._dated.dates(sentence)
        mentions = self._survey.between(*self._page.sentences.bounds(sentence))
        places = [p for p in mentions if p.role == "scene"]
        if not (dates or places):
            return NOTHING_TOLD
        tokens = self._page.tokens(sentence)
        if named is None:
            named = sources(tokens, self._speakers)
        told = of_events(dates, places, tokens, named)
        return replace(told, places=not_at_home(told.places))

    def date_before(self, sentence: int) -> DateMention | None:
        """The last day told before a sentence in its paragraph, else the lead's."""
        if self._goes_on(sentence + 1) and (days := self._own_days(sentence + 1)):
            return days[-1]
        day = None
        for earlier in self._before(sentence):
            days = self._days_or_span(earlier)
            day = days[-1] if days else self._days_before.get(earlier)
            if days or earlier in self._days_before:
                break
        self._days_before[sentence] = day
        return day or self._dated.heading(sentence) or self._day_of_others(sentence)

    def _day_of_others(self, sentence: int) -> DateMention | None:
        """The lead's day; where it only tells of a month, the day of what was told right before a paragraph."""
        lead = self.lead_date
        if lead is None or not (lead.is_period or lead.precision >= _MONTH):
            return lead
        first = first_told_with(self._page, sentence)
        earlier = range(first - 1, max(0, first - 1 - _GOES_ON), -1)
        days = (d for i in earlier for d in reversed(self._own_days(i)) if d.is_day)
        return next(days, lead)

    def place_before(self, sentence: int) -> PlaceMention | None:
        """The last town told before a sentence in its paragraph, else the lead's place."""
        start = self._page.sentences.starts[first_told_with(self._page, sentence)]
        for mention in reversed(self._survey.between(start, self._page.sentences.starts[sentence])):
            if mention.is_local and mention in self.of(self._sentence(mention)).places:
                return mention
        return self.lead_place

    def day_told(self, sentence: int) -> DateMention | None:
        """The last day of the sentences with which one goes on, itself left out."""
        recent = map(self._days_or_span, self._recent(sentence))
        return next((days[-1] for days in recent if days), None)

    def since_told(self, sentence: int) -> DateMention | None:
        """The last "since …" of the sentences with which one goes on: "At war since May. It has killed 90"."""
        recent = (d for i in self._recent(sentence) for d in reversed(self.of(i).dates))
        return next(filter(_begins, recent), None)

    def _days_or_span(self, sentence: int) -> list[DateMention]:
        """Its days, else its year or longer span: "In 2004 a ferry was bombed. The blast …"."""
        days = self._own_days(sentence) or self._days(sentence)
        return days or [d for d in self.of(sentence).dates if d.rule_id in _SPANS and d.start]

    def place_told(self, sentence: int) -> PlaceMention | None:
        """The last town of the sentences with which one goes on, itself left out; else what else they name."""
        towns = (p for i in self._recent(sentence) for p in self._towns(i)[-1:])
        named = (p for i in self._recent(sentence) for p in self.of(i).places)
        return next(towns, None) or next(named, None)

    def places(self, sentence: int) -> Sequence[PlaceMention]:
        """Its scenes; those of the next one where it has no exact town, and that goes on."""
        places = self.of(sentence).places
        if any(p.is_local and p.where_prec == EXACT for p in places) or not self._goes_on(
            sentence + 1
        ):
            return places
        named = {p.iso3 for p in places}
        end = self.other_from(sentence + 1)
        towns = (p for p in self._towns(sentence + 1) if p.text_start < end)
        later = [p for p in towns if not named or p.iso3 in named]
        return later or places

    def recent(self, sentence: int) -> range:
        """The sentences before one with which it goes on, within its paragraph."""
        return range(max(first_told_with(self._page, sentence), sentence - _GOES_ON), sentence)

    def _recent(self, sentence: int) -> Iterator[int]:
        return reversed(self.recent(sentence))

    def _before(self, sentence: int) -> Iterator[int]:
        return iter(range(sentence - 1, first_told_with(self._page, sentence) - 1, -1))

    def _sentence(self, mention: PlaceMention) -> int:
        return self._page.sentences.index_at(mention.text_start)

    def _days(self, sentence: int) -> list[DateMention]:
        return [d for d in self.of(sentence).dates if is_day_told(d)]

    def _own_days(self, sentence: int) -> list[DateMention]:
        """Without those of another event: "Cette attaque survient deux semaines après l'attentat"."""
        end = self.other_from(sentence)
        days = [
            d for d in self._days(sentence) if d.text_start < end and d.rule_id != _AFTER_ANOTHER
        ]
        tokens = self._page.tokens(sentence) if days else ()
        return [d for d in days if not is_compared(d, tokens)]

    def other_from(self, sentence: int) -> int:
        """Where a sentence turns to an earlier event, ", une semaine après l'attentat"; else its end."""
        found = self._other_from.get(sentence)
        if found is None:
            found = self._other_from[sentence] = self._turn(sentence)
        return found

    def _turn(self, sentence: int) -> int:
        start, end = self._page.sentences.bounds(sentence)
        tokens = self._page.tokens(sentence)
        dates = self._dated.dates(sentence)
        turns = [d.text_start for d in dates if d.rule_id in _TURNING]
        if turns and self._is_told_since(dates, sentence):
            turns = []
        if (earlier := turn_to_earlier(tokens)) is not None:
            turns.append(tokens[earlier].start)
        return min((at for at in turns if at > start + _OPENING_CHARACTERS), default=end)

    def _is_told_since(self, dates: Sequence[DateMention], sentence: int) -> bool:
        """ "They were buried on Sunday, a day after gunmen shot them": the only day of what happened; where
        more are counted behind it, it is another's.
        """
        after = [d for d in dates if d.rule_id == _AFTER_ANOTHER]
        told, tokens = self.of(sentence), self._page.tokens(sentence)
        until = [d for d in told.dates if d.rule_id == _UNTIL]
        is_later = bool(told.said or told.later or until)
        if len(after) != 1 or not is_later or any(d not in (*after, *until) for d in told.dates):
            return False
        behind = [t for t in tokens if t.start >= after[0].text_end]
        return not any(_counts_people(behind, at) for at in range(len(behind)))

    def _towns(self, sentence: int) -> list[PlaceMention]:
        return [p for p in self.of(sentence).places if p.is_local]

    def _own_places(self, sentence: int) -> list[PlaceMention]:
        """Without those of another event, before or meanwhile: "…, alors que l'on défilait à Kinshasa"."""
        places = [p for p in self.of(sentence).places if not self._is_of_other(p, sentence)]
        tokens = self._page.tokens(sentence) if len(places) > 1 else ()
        turn = next((t.start for t in tokens if t.has("meanwhile")), len(self._page.text))
        return [p for p in places if p.text_start < turn] or places

    def _is_of_other(self, mention: PlaceMention, sentence: int) -> bool:
        """Of an earlier event: "The worst attack since the one in Gao", "In May 2019 a raid on Gao had …"."""
        dates, lead = self.of(sentence).dates if sentence else (), self.lead_date
        is_then = any(d.is_day or d.start is None or same_days(d, lead) for d in dates)
        is_older = bool(dates) and lead is not None and not is_then
        is_other = is_older or self._opens_elsewhen(sentence)
        return is_other or mention.text_start >= self.other_from(sentence)

    def _opens_elsewhen(self, sentence: int) -> bool:
        """ "The day before, …", "Deux jours plus tôt, …": behind the first, one that opens with another day."""
        start = self._page.sentences.starts[sentence]
        opening = (
            d for d in self.of(sentence).dates if d.text_start - start <= _OPENING_CHARACTERS
        )
        return sentence > 0 and any(d.rule_id in _FROM_ANOTHER for d in opening)

    def _goes_on(self, sentence: int) -> bool:
        """Whether a sentence tells on: "L'attaque …", "The blast …", "The mayor said the attack …"."""
        if sentence >= len(self._page.sentences.starts):
            return False
        bounds, cues = self._page.sentences.bounds(sentence), self._cues
        told = cues.incident.match(self._page.folded, *bounds)
        return bool(told or cues.incident_told.search(self._page.folded, *bounds))

    @cached_property
    def lead_date(self) -> DateMention | None:
        """The day that the opening tells of."""
        known = min(OPENING_SENTENCES, len(self._page.sentences.starts))
        return day_of_lead(self._opening, known, self._dated.published[0])

    def _opening(self, sentence: int) -> Opening:
        if self._opens_elsewhen(sentence):
            return Opening(self.of(sentence), self._page.sentences.starts[sentence], (), False)
        days, goes_on = self._own_days(sentence), self._goes_on(sentence)
        return Opening(self.of(sentence), self.other_from(sentence), days, goes_on)

    @cached_property
    def lead_place(self) -> PlaceMention | None:
        """The first town of the lead or the title, then of what follows; then the dateline's or a country."""
        if self._opening_region and self._town_of_incident:
            return self._town_of_incident
        lead = self._places_of_first(LEAD_SENTENCES)
        lead += [p for p in self._survey.mentions if p.text_end <= 0 and p.role == "scene"]
        first = min(lead, key=lambda p: p.breadth, default=None)
        later = self._places_of_first(OPENING_SENTENCES)
        if first is not None and first.where_prec < COUNTRY_PREC:
            return first
        country = first.iso3 if first else self._survey.country
        filed = self._survey.datelines
        if first is not None:  # "BAMAKO – … dans le centre du Mali": not in the capital
            filed = [p for p in filed if not is_capital(p, self._states)]
        towns = (*named_again(filed, later, self._states), *later, *self._of_speakers, *filed)
        near = next((p for p in towns if p.is_local and p.iso3 == country), None)
        return near or first or next(iter(later), self._survey.main_country)

    def _places_of_first(self, sentences: int) -> list[PlaceMention]:
        return after_first(
            [self._own_places(i) for i in range(self._count(sentences))], self._states
        )

    @cached_property
    def _opening_region(self) -> PlaceMention | None:
        """The region of the first sentence, where it names no town."""
        places = self.of(0).places
        first = min(places, key=lambda p: p.breadth, default=None)
        return first if first is not None and first.breadth == 1 else None

    @cached_property
    def _town_of_incident(self) -> PlaceMention | None:
        """The town of that region of which the opening goes on to tell: "L'attaque a visé Gao"."""
        going_on = (i for i in range(self._count(OPENING_SENTENCES)) if self._goes_on(i))
        towns = (p for i in going_on for p in self._own_places(i) if p.is_local)
        region = self._opening_region
        return next((p for p in towns if region and lies_within(p, region)), None)

    @property
    def _of_speakers(self) -> list[PlaceMention]:
        """The towns of the opening that only tell who spoke, but for capitals: "le maire de Bankass"."""
        end = self._page.sentences.bounds(self._count(OPENING_SENTENCES) - 1)[1]
        mentions = self._survey.between(0, end)
        named = (p for p in mentions if p.role in ("scene", "office"))
        named = (p for p in named if not self._is_of_other(p, self._sentence(p)))
        return [p for p in named if not is_capital(p, self._states)]

    @cached_property
    def country(self) -> PlaceMention | None:
        """The country of the lead, as a whole, or its region where no words name that country; else the
        country that most words speak for.
        """
        iso3 = self.lead_place.iso3 if self.lead_place else None
        named = (p for p in self._survey.mentions if p.where_prec >= COUNTRY_PREC)
        whole = next((p for p in named if p.latitude is None and p.iso3 == iso3), None)
        return whole or self._opening_region or self._survey.main_country

    @cached_property
    def since(self) -> DateMention | None:
        """The first "since …" of the article that compares nothing: from when tolls count."""
        for sentence in range(len(self._page.sentences.starts)):
            if any(map(_begins, self._dated.dates(sentence))):
                found = filter(_begins, self.of(sentence).dates)
                if (first := next(found, None)) is not None:
                    return first
        return None

    @property
    def coarse_days(self) -> int:
        """By how many days a coarse publication date widens every interval."""
        return self._dated.coarse_days

    @property
    def published_day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        first, last = self._dated.published
        return first if first == last else None

    def _count(self, most: int) -> int:
        return min(most, len(self._page.sentences.starts))


def _counts_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is of people, "after five were killed": not "120 kilometres", "an explosion"."""
    token = tokens[at]
    is_number = token.form.isdigit() or (
        token.has("number") and not token.has("indefinite_singular")
    )
    return is_number and any(t.has(*_PEOPLE) for t in tokens[at + 1 : at + 1 + _COUNTED_WITHIN])


def _begins(date: DateMention) -> bool:
    return date.rule_id in BEGINNINGS and date.start is not None
