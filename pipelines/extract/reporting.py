"""Days and places of what happened, apart from those of who said it.

"…, a annoncé mardi à Bamako l'état-major": a stretch between commas, stops and "que" that holds a verb
of saying or "selon", and nothing that harms, only reports. Who the source is stands in attribution.py.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar, get_args

from pipelines.extract.aftermath import days_after, days_long_after
from pipelines.extract.attribution.phrases import Source
from pipelines.extract.background import is_of_background
from pipelines.extract.dates.of_event import SINCE
from pipelines.extract.lexed import Token
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.lexicons.language_file import Form

_BOUNDS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", "“", "”", '"', "–", "—"})
_SAYING = frozenset({"said", "said_by_pronoun", "according", "of_source", "published", "spoke"})
_SAID = ("said", "said_participle", "said_by_pronoun", "published")
_PAPERS = ("document", "manner")  # "in a statement on Monday"
_BOUND = frozenset({"relative", "pronoun"})
_TELLING = frozenset({"event", "that_one", *get_args(Form)})
_BESIDE = 1  # characters between a verb of saying and the day on which it was said
_RANGE = "date.range"
_WEEK_PREC = 3  # UCDP date_prec: up to a week
_VERBS = ("be", "have", "finite")  # of what is said: behind a subject of its own
_STOPS = frozenset(",;:.")
_COMPARED_WITHIN = 8  # tokens between "the deadliest" and "since 2017"
_INSTEAD_WITHIN = 4  # tokens from "against" to the day: "against 52 dead in January"
_COUNTED_WITHIN = 7  # tokens from "the toll" to the day on which it was counted
_RISING = ("be", "been", "have", "finite", "perfect", "rises_to", "rise", "changed", "said")
_OPENING = 2  # characters of ", " between a day and who spoke on it
_OPENING_WORD = 3  # characters of "In " or "A " before a place that opens its sentence
_START = attrgetter("start")

Span = tuple[int, int]
M = TypeVar("M", DateMention, PlaceMention)


@dataclass(frozen=True, slots=True)
class Told:
    """The days and the scenes that one sentence tells of; `said` are days on which it was told, which lie
    near those of what happened, `later` those of trials and anniversaries, which do not.
    """

    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    said: Sequence[DateMention] = ()
    later: Sequence[DateMention] = ()

    def outside(self, spans: Sequence[Span]) -> "Told":
        """Without the days and scenes that stand in one of the spans, but for "since the wreck of 12 May"."""
        if not spans:
            return self
        kept = {d.text_start for d in _outside(self.dates, spans)}
        dates = [d for d in self.dates if d.rule_id == SINCE or d.text_start in kept]
        return replace(self, dates=dates, places=_outside(self.places, spans))


def _outside(mentions: Sequence[M], spans: Sequence[Span]) -> Sequence[M]:
    return [m for m in mentions if not any(a <= m.text_start < b for a, b in spans)]


NOTHING_TOLD = Told((), ())


def of_events(
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    tokens: Sequence[Token],
    sources: Sequence[Source],
) -> Told:
    """Without the days on which something was said, and the places where, or of those who did."""
    reports = reporting_spans(tokens)
    is_tally = any("tallied" in token.meanings for token in tokens)
    dates = [
        d
        for d in dates
        if not (d.is_period and _is_of_comparison(d, tokens))
        and not is_of_background(d, dates, tokens, places)
    ]
    asked = [d for d in dates if not d.is_period]
    said = [d for d in asked if _is_of_saying(d, tokens, sources, reports, is_tally=is_tally)]
    said += [d for d in dates if d.is_period and not is_tally and _is_said_in(d, tokens)]
    said += [d for d in days_after(dates, tokens, places) if d not in said]
    speakers = [s for s in sources if not _harms(s, tokens)]
    told = [
        p
        for p in places
        if not any(s.start <= p.text_start < s.end and not _is_itself(p, s) for s in speakers)
        and not any(start <= p.text_start < end for start, end in reports)
        and not _is_of_speech(p, tokens, said)
    ]
    if len(told) > 1 and told[1].breadth <= 1 and _opens_for_speaker(told[0], tokens, sources):
        told = told[1:]
    later = days_long_after(said, tokens)
    dates = [d for d in dates if d not in said]
    return Told(dates, told, [d for d in said if d not in later], later)


def _harms(source: Source, tokens: Sequence[Token]) -> bool:
    """Whether what was said was taken for who said it: "Gunmen killed a driver in Gao, reports said"."""
    first = bisect_left(tokens, source.start, key=_START)
    own = tokens[first : bisect_left(tokens, source.end, first, key=_START)]
    return any(t.has("finite") for t in own)


def _opens_for_speaker(
    place: PlaceMention, tokens: Sequence[Token], sources: Sequence[Source]
) -> bool:
    """ "A Niamey, le gouvernement a annoncé la mort de douze civils à Torodi": where it was told."""
    is_first = place.text_start - tokens[0].start <= _OPENING_WORD
    return is_first and any(0 <= s.start - place.text_end <= _OPENING for s in sources)


def _is_of_speech(
    place: PlaceMention, tokens: Sequence[Token], said: Sequence[DateMention]
) -> bool:
    """ "Les autorités ont annoncé mercredi à Bamako la mort de …": where it was told."""
    last = bisect_left(tokens, place.text_start, key=_START) - 1
    if last < 0 or not tokens[last].has("locative"):
        return False
    day = next((d for d in said if 0 <= tokens[last].start - d.text_end <= _BESIDE), None)
    before = bisect_left(tokens, day.text_start if day else tokens[last].start, key=_START) - 1
    if day and before > 0 and tokens[before].has("locative"):
        before -= 1
    is_passive = before > 0 and tokens[before - 1].has(
        "be", "been"
    )  # "no deaths were reported in Gao"
    return before >= 0 and tokens[before].has(*_SAID) and not is_passive


def _is_itself(place: PlaceMention, source: Source) -> bool:
    """Whether a province or town is what counts: "L'Ituri compte 1,8 million de déplacés"."""
    return source.kind == "witness" and source.known_by == place.text.lower()


def reporting_spans(tokens: Sequence[Token]) -> list[Span]:
    """Character spans of `tokens` that only report, in their order."""
    if all(_SAYING.isdisjoint(t.meanings) for t in tokens):
        return []
    return [(part[0].start, part[-1].end) for part in _stretches(tokens) if _only_reports(part)]


def _only_reports(part: Sequence[Token]) -> bool:
    meanings = frozenset[str]().union(*[t.meanings for t in part if t.meanings])
    return not _SAYING.isdisjoint(meanings) and _TELLING.isdisjoint(meanings)


def _stretches(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    first = 0
    for at, token in enumerate(tokens):
        if token.form in _BOUNDS or not _BOUND.isdisjoint(token.meanings):
            if at > first:
                yield from _without_told(tokens[first:at])
            first = at + 1
    if len(tokens) > first:
        yield from _without_told(tokens[first:])


def _without_told(part: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut behind "said" where what was said has a verb: "The mayor said officers were passing through Gao"."""
    said = next((at for at, token in enumerate(part) if token.has("said")), len(part))
    if any(token.has(*_VERBS) for token in part[said + 2 :]):
        yield part[: said + 1]
        yield part[said + 1 :]
    else:
        yield part


def _is_of_saying(
    date: DateMention,
    tokens: Sequence[Token],
    sources: Sequence[Source],
    reports: Sequence[Span],
    *,
    is_tally: bool,
) -> bool:
    """Whether it is told on that day: "a déclaré dimanche le maire", "Mercredi, l'état-major a …"."""
    if any(start <= date.text_start < end for start, end in reports):
        return True
    if is_tally and date.precision > _WEEK_PREC:
        return False  # "In July, the mission documented three deaths"
    opens = date.text_start - tokens[0].start <= _OPENING
    if opens and any(0 <= s.start - date.text_end <= _OPENING for s in sources):
        return True
    if any(_is_beside(date, t) and t.has(*_SAID, *_PAPERS) for t in _around(date, tokens)):
        return True
    if date.is_day and _is_between_commas(date, tokens):
        return True
    return date.is_day and date.rule_id != SINCE and _is_of_counting(date, tokens)


def _is_between_commas(date: DateMention, tokens: Sequence[Token]) -> bool:
    """ "Les autorités ont annoncé, samedi 14 novembre, avoir perdu 23 soldats"."""
    first = bisect_left(tokens, date.text_start, key=_START)
    after = bisect_left(tokens, date.text_end, lo=first, key=_START)
    is_behind = first > 1 and tokens[first - 1].form == "," and tokens[first - 2].has(*_SAID)
    return is_behind and after < len(tokens) and tokens[after].form == ","


def _is_of_counting(date: DateMention, tokens: Sequence[Token]) -> bool:
    """ "The toll rose to 45 on Wednesday", "le bilan s'est alourdi mardi à 18 morts": not when they died."""
    before = [t for t in tokens if t.end <= date.text_start][-_COUNTED_WITHIN:]
    first = next((i for i, t in reversed(list(enumerate(before))) if t.has("number_of")), None)
    if first is None or not before[first + 1 :]:
        return False
    between = before[first + 1 :]
    if any(t.form in _BOUNDS or t.has("event_noun", "relative") for t in between):
        return False
    return any(t.has(*_RISING) and not t.has("participle") for t in between)


def _is_of_comparison(date: DateMention, tokens: Sequence[Token]) -> bool:
    """Whether other events are counted in a period: "the deadliest month since 2022", "its second raid this
    year".
    """
    near = [t for t in tokens if t.end <= date.text_start][-_COMPARED_WITHIN:]
    stop = max((i for i, t in enumerate(near) if t.form in _STOPS), default=-1)
    own = near[stop + 1 :]
    if any(t.has("superlative") for t in own):
        return True
    counted = (i for i, t in enumerate(own) if t.has("ordinal"))
    return any(t.has("event_noun", "event") for i in counted for t in own[i + 1 :])


def is_compared(date: DateMention, tokens: Sequence[Token]) -> bool:
    """Whether what is told is compared with a day: "down from July", "against 52 in January"."""
    if date.rule_id == _RANGE:
        return False  # "from July 30 to 31"
    last = bisect_left(tokens, date.text_start + 1, key=_START)
    for token in reversed(tokens[max(0, last - _INSTEAD_WITHIN) : last]):
        if token.has("instead"):
            return True
        if token.form in _BOUNDS:
            return False
    return False


def _is_said_in(date: DateMention, tokens: Sequence[Token]) -> bool:
    """ "L'ONU a indiqué cette semaine que …"."""
    last = bisect_left(tokens, date.text_start, key=_START) - 1
    return date.precision <= _WEEK_PREC and last >= 0 and tokens[last].has(*_SAID)


def _around(date: DateMention, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a day, and those that may be beside it: every one is a character long or longer."""
    first = bisect_left(tokens, date.text_start, key=_START)
    after = bisect_left(tokens, date.text_end, lo=first, key=_START)
    return tokens[max(0, first - 1 - _BESIDE) : after + 1 + _BESIDE]


def _is_beside(date: DateMention, token: Token) -> bool:
    gaps = date.text_start - token.end, token.start - date.text_end
    return 0 <= gaps[0] <= _BESIDE or 0 <= gaps[1] <= _BESIDE
