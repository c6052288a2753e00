"""What kind of source the words of a source's name make it: by its nouns, by whose they are, by a known name.

What does not belong here: where the name begins and ends (phrases), who was introduced before (speakers).
"""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from pipelines.extract.event_types import ARMED
from pipelines.extract.lexed import Token

_LONGEST_NAME = 8  # tokens
_LONGEST_PARTY = 5  # tokens: "Lord's Resistance Army"
_PARTED = re.compile(r"[-' ]+")
_GROUP_AND_OFFICE = 2
_OFFICES = frozenset({"government", "security_forces", "local_official", "medical"})
_BODIES = frozenset({"un_or_igo", "armed_group"})
_BESIDE_RANK = ("media", "witness")  # "un sergent rescapé", "un colonel joint par l'AFP"
_OF_PEOPLE = {
    "security_forces": "security_forces",
    "armed_group": "armed_group",
    "aid_or_un": "ngo",
    "journalists": "media",
}


def kind_of(
    words: list[Token], known: Mapping[str, str], *, of_office: bool = True
) -> tuple[str | None, bool]:
    """The type of a source, None where nothing in it is one, and whether its words themselves tell it.

    `of_office` is false where words of television and radio only say where a paper was read.
    """
    named = [t for t in words if "source" in t.meanings and (of_office or not t.has("channel"))]
    first = [t for t in takewhile(lambda t: not t.has("conjunction"), words) if t in named]
    if named and first and len(first) < len(named) and all(t.has("office") for t in first):
        return str(first[0].meanings["source"]), True  # "officials and residents"
    telling = _telling(first) or _telling(named)
    if telling:
        return _telling_kind(telling), True
    party = _known_name(words, known) if len(words) <= _LONGEST_NAME else None
    if any(map(_is_office, words)) and any(t.has("division") for t in words):
        return "local_official", True  # "the head of Kaga district", "un responsable de la commune"
    if named:
        return (party, True) if party in ARMED else (_telling_kind(named), False)
    people = [str(t.meanings["person"]) for t in words if "person" in t.meanings]
    if people and not any(map(_is_number, words)):
        return _OF_PEOPLE.get(people[0], "witness"), False
    is_name = (
        not people
        and not any(map(_is_number, takewhile(_is_no_comma, words)))
        and len(words) <= _LONGEST_NAME
        and any(map(is_bare, words))
    )
    if party and not people:
        return party, True
    return ("witness" if is_name else None), False


def _is_office(token: Token) -> bool:
    """ "the head", "un responsable", but not "a young man"."""
    is_generic = token.has("generic_source") and token.has("person")
    return is_generic and token.meanings.get("source") != "witness"


def _telling(named: Iterable[Token]) -> list[Token]:
    return [t for t in named if not t.has("generic_source")]


def _known_name(words: list[Token], known: Mapping[str, str]) -> str | None:
    """The type of the first state or party that is named: "EI", "South Sudan", but not "Ira" in "Ira Cohen"."""
    for at, token in enumerate(words):
        if not token.is_capital:
            continue
        for after in range(min(len(words), at + _LONGEST_PARTY), at, -1):
            if after == at + 1 and token.meanings and not token.has("source"):
                break  # "Is", "Front"
            kind = known.get(_PARTED.sub(" ", " ".join(t.form for t in words[at:after])))
            is_whole = kind == "government" or not any(
                map(is_bare, (*words[max(0, at - 1) : at], *words[after : after + 1]))
            )
            if kind is not None and is_whole:
                return kind
    return None


def _is_no_comma(token: Token) -> bool:
    return token.form != ","


def _is_number(token: Token) -> bool:
    if token.has("age"):
        return False  # "a 23-year-old Eritrean"
    return token.form[0].isdigit() or (token.has("number") and not token.has("indefinite_singular"))


def is_bare(token: Token) -> bool:
    """Whether a word is nothing but a name."""
    return token.is_capital and not token.meanings


def _telling_kind(named: list[Token]) -> str:
    """The first telling word's type; a rank gives way to whose it is, a group to the office that it holds.

    "Col. Naw Bu of the Independence Army" · "the Taliban governor", "a Taliban police chief".
    """
    named = _behind_office(named)
    first = named[0]
    if any(t.has("unrecognised") for t in named):
        return "armed_group"  # "the prime minister of the self-proclaimed republic"
    offices = [
        t for t in named if not t.has("military_rank") and t.meanings["source"] not in _BESIDE_RANK
    ]
    if first.has("military_rank") and offices:
        return str(offices[0].meanings["source"])
    kinds = [str(t.meanings["source"]) for t in named[:_GROUP_AND_OFFICE]]
    if kinds[0] == "armed_group" and kinds[-1] in _OFFICES and named[len(kinds) - 1].has("office"):
        return kinds[-1]
    if kinds[0] == "media" and kinds[-1] == "security_forces" and not named[-1].has("person"):
        return kinds[-1]  # the "AFP Western Command" of armed forces with an agency's initials
    if first.has("official_of") and not named[-1].has("document"):
        return kinds[-1]  # "un bilan officiel de l'état-major", "un officiel de l'ONU"
    if first.has("describes_source"):
        return next((k for k in kinds[1:] if k in _BODIES), kinds[0])  # "military chief of the M23"
    return kinds[0]


def _behind_office(named: list[Token]) -> list[Token]:
    """ "A spokesman for the movement": the body of which a bare office is."""
    is_office = named[0].has("generic_source") and named[0].has("person")
    bodies = [t for t in named[1:] if t.has("organisation") and t.meanings["source"] in _BODIES]
    return bodies if is_office and bodies else named


def known_by(words: list[Token]) -> str | None:
    """The word by which the text may have told before who a source is: its name, else "the source"."""
    names = [t for t in words if is_bare(t)]
    named = [t for t in words if "source" in t.meanings]
    if names:
        return names[-1].form
    is_definite = bool(words) and words[0].has("definite_singular", "possessive", "demonstrative")
    is_definite |= bool(words) and words[-1].has(
        "organisation"
    )  # "un responsable de l'organisation"
    return named[-1].form if named and is_definite else None
