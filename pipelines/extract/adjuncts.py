"""Days and places that hang on a noun for an event: "Sunday's bombing", "la frappe du 23 avril à Derhachi".

What belongs here: which mentions of a sentence do so, and where its verbs part it. What does not: which of
them is a figure's (nearness).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, get_args

from pipelines.extract.lexed import Token
from pipelines.extract.model import DateMention
from pipelines.extract.page import Page
from pipelines.extract.people.nouns import is_plural
from pipelines.lexicons.language_file import WEAK, Form

_BOUNDS = frozenset({",", ";", ":", ".", "(", ")", "«", "»", "“", "”", '"', "–", "—"})
_PARTED = frozenset({";", ":", "."})
_VERBS = ("be", "have", "said", "relative", "aftermath", *get_args(Form))
_NOUN_WITHIN = 8  # tokens between a noun and its day: "strike on a printing house on 23 April"
_LEADING_IN = ("preposition", "locative", "of")
_OPENED_WITHIN = 8  # tokens in which a sentence takes up an event: "Le bilan de cette attaque"
_OWNED_WITHIN = 4  # tokens from "Sunday's" to its noun: "Sunday's deadly market bombing"


def anchored(tokens: Sequence[Token], dates: Sequence[DateMention]) -> frozenset[int]:
    """Where the days start that hang on a noun for an event."""
    if not any(map(_is_event, tokens)):
        return frozenset()
    return frozenset(d.text_start for d in dates if _hangs(tokens, d))


class NamedEvent(NamedTuple):
    """Where a noun for one event stands, and the day that hangs on it."""

    start: int
    day: DateMention | None


def named_events(tokens: Sequence[Token], dates: Sequence[DateMention]) -> dict[str, NamedEvent]:
    """The nouns for one event in a sentence."""
    nouns = [t for t in tokens if _is_telling_noun(t)]
    days = {d.text_start: d for d in dates if d.start and not d.is_period}
    found = {t.form: NamedEvent(t.start, None) for t in nouns}
    for start in anchored(tokens, list(days.values())) if nouns and days else ():
        nearest = min(nouns, key=lambda t: abs(t.start - start))
        found[nearest.form] = NamedEvent(nearest.start, days[start])
    return found


def taken_up(tokens: Sequence[Token]) -> tuple[tuple[int, str], ...]:
    """The nouns for one event that come back to it, "the bombing", "cet attentat", and where they stand."""
    return tuple(
        (t.start, t.form)
        for before, t in pairwise(tokens)
        if _is_telling_noun(t) and before.has("definite_singular")
    )


def first_told_with(page: Page, sentence: int) -> int:
    """The first sentence of its paragraph, or of the one before where that opens with "cette attaque"."""
    first = page.first_beside(sentence)
    if first and _takes_up_last(page.tokens(first)):
        return page.first_beside(first - 1)
    return first


def _takes_up_last(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with the event told of right before: "Cette attaque", "Le bilan de ce raid"."""
    return any(
        before.has("demonstrative") and "event_noun" in t.meanings and not is_plural(t)
        for before, t in pairwise(tokens[:_OPENED_WITHIN])
    )


def is_in_this(tokens: Sequence[Token]) -> bool:
    """Whether what is told happened in the event of right before: "lors de ces combats", "in that attack",
    "These raids also left …".
    """
    rows = zip((None, *tokens), tokens, tokens[1:], strict=False)
    return any(
        this.has("demonstrative")
        and noun.has("event_noun", "mutual")
        and (before is None or before.form in _BOUNDS or before.has(*_LEADING_IN))
        for before, this, noun in rows
    )


def counts_again(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with the count told of right before: "Ce bilan est contredit par …"."""
    return any(t.has("that_count") for t in tokens[:_OPENED_WITHIN])


def _is_telling_noun(token: Token) -> bool:
    """ "Bombing", "embuscade", one of them: an "attack" may be any event told of."""
    if "event_noun" not in token.meanings:
        return False
    event = token.meanings.get("event")
    is_weak = not isinstance(event, tuple) or event[0] >= WEAK
    return not is_weak and not is_plural(token)


def turns(tokens: Sequence[Token]) -> list[int]:
    """Where verbs, relatives and stops stand that part a day from what it is not told of, and the commas that
    close what a relative tells: "the attack of 13 March, which left 19 dead, was judged on Monday".
    """
    found, is_aside = list[int](), False
    for before, token in pairwise((None, *tokens)):
        assert token is not None  # noqa: S101
        is_comma = token.form == ","
        if token.form in _PARTED or _is_verb(token) or (is_comma and is_aside):
            found.append(token.start)
        opens = before is not None and before.form == "," and token.has("relative")
        is_aside = opens or (is_aside and not is_comma)
    return found


def _hangs(tokens: Sequence[Token], date: DateMention) -> bool:
    first = next((i for i, t in enumerate(tokens) if t.end > date.text_start), len(tokens))
    after = next((i for i, t in enumerate(tokens) if t.start >= date.text_end), len(tokens))
    is_aside = first > 0 and tokens[first - 1].form == "," and _ends(tokens[after : after + 1])
    last = first - is_aside  # "le naufrage de Mpala, le 12 septembre."
    before = reversed(tokens[max(0, last - _NOUN_WITHIN) : last])
    is_owner = any(t.has("possessive_mark") for t in tokens[after : after + 1])
    behind = tokens[after + 1 : after + 1 + _OWNED_WITHIN] if is_owner else ()
    if any(t.start - date.text_end == 1 and _is_event_noun(t) for t in tokens[after : after + 1]):
        return True  # "weekend attacks"
    return _reaches_event(before) or _reaches_event(behind)


def _ends(tokens: Sequence[Token]) -> bool:
    return all(t.form in _BOUNDS for t in tokens)


def _reaches_event(tokens: Iterable[Token]) -> bool:
    for token in tokens:
        if _is_event(token):
            return True
        if token.form in _BOUNDS or _is_verb(token):
            return False
    return False


def _is_event(token: Token) -> bool:
    return "event_noun" in token.meanings or ("event" in token.meanings and not token.has(*_VERBS))


def _is_event_noun(token: Token) -> bool:
    return "event_noun" in token.meanings


def _is_verb(token: Token) -> bool:
    return token.has(*_VERBS) and "event_noun" not in token.meanings
