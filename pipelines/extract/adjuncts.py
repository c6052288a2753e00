"""Days and places that hang on a noun for an event: "Sunday's bombing", "la frappe du 23 avril à Derhachi".

What belongs here: which mentions of a sentence do so, and where its verbs part it. What does not: which of
them is a figure's (nearness).
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from pipelines.extract.lexed import Token
from pipelines.extract.model import DateMention
from pipelines.lexicons.language import Form

_BOUNDS = frozenset({",", ";", ":", ".", "(", ")", "«", "»", "“", "”", '"', "–", "—"})
_PARTED = frozenset({";", ":", "."})
_VERBS = ("be", "have", "said", "relative", *get_args(Form))
_NOUN_WITHIN = 8  # tokens between a noun and its day: "strike on a printing house on 23 April"
_OWNED_WITHIN = 4  # tokens from "Sunday's" to its noun: "Sunday's deadly market bombing"


def anchored(tokens: Sequence[Token], dates: Sequence[DateMention]) -> frozenset[int]:
    """Where the days start that hang on a noun for an event."""
    if not any(map(_is_event, tokens)):
        return frozenset()
    return frozenset(d.text_start for d in dates if _hangs(tokens, d))


def turns(tokens: Sequence[Token]) -> list[int]:
    """Where verbs, relatives and stops stand that part a day from what it is not told of."""
    return [t.start for t in tokens if t.form in _PARTED or _is_verb(t)]


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
