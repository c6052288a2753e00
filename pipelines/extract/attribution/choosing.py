"""Which of the sources that a sentence names are a figure's: the nearest, not who only passes on or is quoted.

What does not belong here: finding them (attribution) and their words (phrases).
"""

from collections.abc import Sequence

from pipelines.extract.attribution.phrases import DASHES, Source
from pipelines.extract.lexed import Token

_CUE_BEFORE = 2  # tokens: "and quoted survivors as saying"
_RELAY_ENDS = 4  # tokens behind a name that only passes on: "reports.", "« Tolo »."
_PARTS = frozenset({",", ";"})
_STRAIGHT = '"'
_CLOSING = frozenset({"»", "”"})
_MARKS = _CLOSING | {"«", "“", _STRAIGHT}


def nearest(
    found: list[Source], at: int, after: int, tokens: Sequence[Token] = ()
) -> Source | None:
    """The source whose words stand nearest to tokens [at, after), those in their part of the sentence first."""
    found = [s for s in found if not _is_aside(s, after, tokens)]
    if len(found) > 1:
        found = _outside_quotation(found, at, tokens)
    if any(s.at < at for s in found):
        found = [s for s in found if s.at < after or not _tells_on(s, tokens)]
    if len(found) <= 1:
        return found[0] if found else None
    turns = [i for i, t in enumerate(tokens) if t.has("meanwhile") or t.form == ";"]
    if tokens[0].has("subordinate"):  # "Although the police spoke of three, residents counted 15"
        turns += [i for i, t in enumerate(tokens) if t.form == ","][:1]
    return min(
        found,
        key=lambda s: (
            any(s.after <= i < at or after <= i < s.at for i in turns),
            any(t.has("conjunction") for t in tokens[s.after : s.after + 1] if s.after <= at),
            any(
                t.has("conjunction", "contrast")
                for t in tokens[max(0, s.at - _CUE_BEFORE) : s.at]
                if s.at >= after
            ),
            max(s.at - after - _is_right_behind(tokens, after), at - s.after, 0),
            s.at < at,
        ),
    )


def _is_aside(source: Source, after: int, tokens: Sequence[Token]) -> bool:
    """ "150 drowned in boats that coastguards say are unfit", "30 fled and, according to Awa, ten were hurt",
    "61 were killed and the agency reported 25 dead in Tibet", "19 died, while police counted 14 missing": a
    source of what stands behind it alone.
    """
    first = source.at
    if not after < first < len(tokens):
        return False
    before = tokens[max(after, first - _CUE_BEFORE - 1) : first]
    is_joined = before[-1].has("according") and any(t.has("conjunction") for t in before[:-1])
    is_joined |= (
        before[-1].has("conjunction")
        and " " not in before[-1].form  # not "ainsi que"
        and not any(t.form in DASHES for t in tokens[first : source.after])
    )
    return is_joined or before[-1].has("who", "that", "meanwhile", "whose", "of_whom")


def _tells_on(source: Source, tokens: Sequence[Token]) -> bool:
    """ "L'armée dit avoir tué douze rebelles, ceux-ci ont reconnu trois morts": what it tells follows it."""
    for token in tokens[source.after :]:
        if token.form in _PARTS:
            return False
        if token.has("number") or token.form.isdigit():
            return True
    return False


def _outside_quotation(found: list[Source], at: int, tokens: Sequence[Token]) -> list[Source]:
    """The sources but those of a quotation: "According to Awa Sy, “agencies have reported that four died”"."""
    opening, closing = _quotation(tokens, at)
    return [s for s in found if not opening < s.at < closing] or found


def _quotation(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The marks between which a token stands in its sentence, or the sentence's ends; twice `at` if in none."""
    marks = [i for i, t in enumerate(tokens) if t.form in _MARKS]
    opening = None
    for i in marks:
        is_closing = tokens[i].form in _CLOSING or (
            tokens[i].form == _STRAIGHT and opening is not None
        )
        if is_closing:
            if (-1 if opening is None else opening) < at < i:
                return (-1 if opening is None else opening), i
            opening = None
        else:
            opening = i
    return (opening, len(tokens)) if opening is not None and opening < at else (at, at)


def is_relay(tokens: list[Token], told: Source, last: Source) -> bool:
    """ "…, said the mayor on Telegram, writes UNN", "l'armée a fait état de dix morts, selon la radio": who
    only passes on what another is named for.
    """
    is_name = last.kind == "witness" and last.known_by is not None
    if not (last.kind == "media" or is_name) or told.kind in ("media", "witness"):
        return False
    if any(t.has("document") for t in tokens[told.at : told.after]):
        return False  # "un rapport décrit l'attaque, selon l'agence"
    between = tokens[told.after : last.at]
    counts = [i for i, t in enumerate(between) if t.has("number") or t.form.isdigit()]
    behind = tokens[last.after :]
    is_apart = any(t.form in _PARTS or t.has("meanwhile") for t in between[:-_CUE_BEFORE])
    is_end = len(behind) <= _RELAY_ENDS and not any(t.form in _PARTS for t in behind)
    return is_end and not (counts and is_apart)


def is_all_quoted(tokens: list[Token], named: Sequence[Source]) -> bool:
    """Whether a pronoun says what a sentence quotes, and its sources stand in the quotation alone."""
    cues = [i for i, t in enumerate(tokens) if t.has("said_by_pronoun")]
    return bool(cues) and all(is_quoted(tokens, source, cues[-1]) for source in named)


def is_quoted(tokens: list[Token], source: Source, cue: int) -> bool:
    """ "« Selon nos informations, … », a-t-il déclaré": whether a source stands in what another says."""
    opening, closing = _quotation(tokens, source.at)
    return opening < closing <= cue


def is_citing(tokens: list[Token], source: Source) -> bool:
    """ "La radio, citant un médecin, a fait état de": a speaker whose words name whom he cites."""
    return any(t.has("citing") for t in tokens[source.at + 1 : source.after])


def _is_right_behind(tokens: Sequence[Token], after: int) -> bool:
    """ "Trente selon l'ONU, une quarantaine, selon l'AFP": past the comma."""
    comma, cue = (*tokens[after : after + 2], None, None)[:2]
    return comma is not None and comma.form == "," and cue is not None and cue.has("according")
