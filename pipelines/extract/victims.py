"""Who the people of a figure are: from the noun and the words beside it.

The most telling class counts (annotation guide). What does not belong here: what the account makes likely
where the words leave it open (likely_victims).
"""

from collections.abc import Sequence

from pipelines.extract.event_types import ARMED
from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.people.nouns import is_plural
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.descriptions import described_as
from pipelines.extract.victim_sides import are_of_both, side_of
from pipelines.lexicons.language import Language

UNKNOWN = "unspecified"
_OTHERS_WITHIN = 5  # tokens: "and", "at least ten", "other", an adjective, the noun
_DESCRIBED = 2  # tokens: a word that describes and the noun
_OF = ("of", "set_of", "including", "out_of")
_HINT_TOKENS = 8  # behind the noun, within its clause
_OWN_LOSS = frozenset({"killed.lost", "killed.losing"})
_UNTOLD = ("counted", "elliptic")
_EMPLOYERS = frozenset({"aid_or_un", "journalists"})
_BEFORE_PREDICATE = ("be", "adverb", "indefinite_singular", "indefinite_plural", "premodifier")
_PREDICATE_TOKENS = 5  # "were", an article, an adjective, a thing, the noun
_CLAUSE_END = frozenset('.,;:()»"”-–—')
_ENDS_NOUN_PHRASE = ("according", "said", "agent", "have", "be", "been", "relative", "locative")
_OPENS_SENTENCE = ("indefinite_plural", "definite_plural", "indefinite_singular")
_OPEN_TO_HINTS = (UNKNOWN, "civilians")
_UNARMED = frozenset({UNKNOWN, "civilians", "women", "children"})
_BOTH_SIDES = frozenset({"civilians", "security_forces"})
_SERVED = frozenset({"aid_or_un", "armed_group"})
_SERVES = ("of", "serving")
_NUMBER_OF = "number_of"
_NUMBERED_TOKENS = 3  # behind "the number of": an article, an adjective, the noun
_DEMONYMS = 2  # words between "soldats" and "de la Minusca"
_NAME_TOKENS = 6
OF_EITHER = ("militant", "activist", "opposant")  # of a party, or of an armed group
_OF_BOTH_SIDES = frozenset({"killed", "injured"})  # who is taken hostage is of neither side


def victims_of(clause: Clause, statement: Statement, folded: str, language: Language) -> str:
    """The class that a statement's noun names, else the first hint in the words behind it."""
    people = statement.people
    if people.head == "counted" and (whose := _whose(clause.tokens, people)) is not None:
        return whose
    if are_of_both(clause, statement):
        return "mixed"
    if people.victims == UNKNOWN and (people.head in _UNTOLD or statement.includes):
        told = (_predicate(clause, at) for at in (people.after, statement.after))
        if (named := next((n for n in told if n != UNKNOWN), None)) is not None:
            return named  # "three of the dead were raiders and one was a herder"
    if people.victims == UNKNOWN and (side := side_of(clause, statement)) not in (None, UNKNOWN):
        return side
    if people.victims == UNKNOWN and people.head == "elliptic":
        if statement.rule.startswith(_NUMBER_OF) and (noun := _numbered(clause, people)) != UNKNOWN:
            return noun
        told = _out_of_those(clause, people)
        if told is not None:
            return told
    if people.victims == UNKNOWN and statement.includes:
        return _hint(clause, people, folded, language) or UNKNOWN
    if clause.tokens[people.at].has("reflexive"):
        return _himself(clause, people)
    if (told := described_as(clause, people, language)) is not None:
        return told
    if (told := _by_age(clause, statement)) is not None:
        return told
    if people.victims in _OPEN_TO_HINTS and _are_women(clause, people, language):
        return "women"
    if people.victims == UNKNOWN and _are_its_own(clause, statement):
        return _own_side(clause, people, folded, language) or UNKNOWN
    is_one_of = people.is_partitive or clause.tokens[people.at].has("one_of")
    if people.victims == "civilians" and is_one_of and _are_its_own(clause, statement):
        employer = _own_side(clause, people, folded, language, _EMPLOYERS)
        return employer or people.victims  # "one of its nurses"
    if people.victims == "security_forces":
        described = _own_hint(clause, people, folded, language)
        master = described or _served(clause, people, folded, language)  # "a Hezbollah commander"
        master = master or _among_others(clause.tokens[people.after :][:_OTHERS_WITHIN])
        return master if master in _SERVED else people.victims
    if people.victims == "armed_group" and people.head == "known":
        master = _served(clause, people, folded, language)
        return master if master == "security_forces" else people.victims  # "fighters of the army"
    if people.victims == UNKNOWN and people.head in _UNTOLD and "of_civilians" in clause.meanings:
        return "civilians"  # "civilian casualties were caused by gunfire (five deaths)"
    if people.victims == UNKNOWN and "crackdown" in clause.meanings:
        return "civilians"  # "some 3,000 people have died in the crackdown"
    if people.victims not in _OPEN_TO_HINTS or people.head == "elliptic":
        return people.victims
    hint = _own_hint(clause, people, folded, language)
    if people.victims != UNKNOWN and hint not in _EMPLOYERS:
        hint = None
    hint = hint or _hint(clause, people, folded, language)
    if hint == "armed_group" and statement.harm.measure == "abducted":
        hint = None  # "les otages du Hamas"
    if hint in ARMED and statement.harm.measure == "displaced":
        hint = None  # "familles fuyant les exactions des rebelles"
    if hint is None and people.victims == "civilians":
        return _told_by_side(clause, statement) or people.victims
    if hint is None and _are_attacked(clause, statement):
        return "civilians"
    return hint or ("civilians" if people.is_household else people.victims)


def _are_attacked(clause: Clause, statement: Statement) -> bool:
    """ "88 deaths in attacks on herders": whom the attacks were on, where they are no force."""
    behind = clause.tokens[statement.after : statement.after + _HINT_TOKENS]
    attack = next((i for i, t in enumerate(behind) if t.has("event_noun")), len(behind))
    words = [t for t in behind[attack + 1 :] if not t.has("definite_plural")]
    if len(words) < _DESCRIBED or not words[0].has("preposition") or words[0].has("of", "agent"):
        return False
    return words[1].meanings.get("person") in _UNARMED


def _among_others(behind: Sequence[Token]) -> str | None:
    """ "a commander and ten other rebels": whom the others are like."""
    if not behind or not behind[0].has("conjunction") or not any(t.has("other") for t in behind):
        return None
    return next((str(t.meanings["person"]) for t in behind if t.has("person")), None)


def _by_age(clause: Clause, statement: Statement) -> str | None:
    """ "His son" may be grown, "students at a boarding school" are not, nor are "dont quatre mineurs"."""
    words = clause.tokens[statement.people.at : statement.people.after]
    if words[-1].has("of_any_age") and not any(t.has("age") for t in words):
        return "civilians"
    is_minor = words[-1].has("minor") and statement.includes and "mines" not in clause.meanings
    is_pupil = words[-1].has("pupil") and "schools" in clause.meanings
    return "children" if is_minor or is_pupil else None


def _are_women(clause: Clause, people: People, language: Language) -> bool:
    """ "Five female students", "a woman cyclist"."""
    words = clause.tokens[people.at : people.after]
    if not language.file.head_last or any(t.has("conjunction") for t in words):
        return False
    return any(t.has("female") or t.meanings.get("person") == "women" for t in words[:-1])


def _told_by_side(clause: Clause, statement: Statement) -> str | None:
    """ "une commerçante" is a woman; "sept soldats et trois militants" died fighting each other."""
    people = statement.people
    if people.quantity.is_article and clause.tokens[people.at].has("feminine"):
        return None if people.is_household else "women"
    if statement.harm.measure not in _OF_BOTH_SIDES or not people.noun.startswith(OF_EITHER):
        return None
    beside = (i.people for i in clause.items if i.people is not None and i.people is not people)
    return "armed_group" if any(p.victims in ARMED for p in beside) else None


def _numbered(clause: Clause, people: People) -> str:
    """Whom "le nombre de Casques bleus tués s'élève à 12" counts: the noun behind the nearest "number of"."""
    tokens = clause.tokens
    counts = [i for i, t in enumerate(tokens) if t.has("number_of")]
    nearest = min(counts, key=lambda i: abs(i - people.at), default=len(tokens))
    behind = tokens[nearest + 1 : nearest + 1 + _NUMBERED_TOKENS]
    for token in behind:
        if token.has("person") and not token.has("counted"):
            return str(token.meanings["person"])
        if token.meanings.get("source") in ARMED:
            return str(token.meanings["source"])  # "les pertes de l'armée"
    return UNKNOWN


def _himself(clause: Clause, people: People) -> str:
    """Who "a bomber killed three people and himself" names before: the first whose class is told."""
    before = (i.people for i in clause.items if i.people is not None and i.after <= people.at)
    return next((p.victims for p in before if p.victims != UNKNOWN), UNKNOWN)


def _out_of_those(clause: Clause, people: People) -> str | None:
    """Who "soixante soldats tenaient la base, 43 ont été tués" or "l'un d'eux" takes up: those just named."""
    tokens = clause.tokens
    if tokens[people.after - 1].has("of_them"):
        who = (t for t in reversed(tokens[: people.at]) if t.has("person") and is_plural(t))
        named = next((str(t.meanings["person"]) for t in who), UNKNOWN)
        return named if named != UNKNOWN and _predicate(clause, people.after) == UNKNOWN else None
    before = [i.people for i in clause.items if i.people is not None and i.after <= people.at]
    whole = before[-1] if before else None
    number = people.quantity.best or 0
    is_some = whole is not None and 1 < number < (whole.quantity.best or whole.quantity.low or 0)
    is_known = whole is not None and whole.victims not in (UNKNOWN, "civilians")
    return whole.victims if whole is not None and is_some and is_known else None


def _predicate(clause: Clause, at: int) -> str:
    """What is said of a part: "three of them children", "ten were soldiers", "one was a cattle herder"."""
    said = UNKNOWN
    for token in clause.tokens[at : at + _PREDICATE_TOKENS]:
        if token.has("person"):
            said = str(token.meanings["person"])  # the last: "civilian children"
        elif not token.has("thing") and (said != UNKNOWN or not token.has(*_BEFORE_PREDICATE)):
            break
    return said


def _whose(tokens: Sequence[Token], people: People) -> str | None:
    """The class in "twelve bodies of farmers", "the deaths of women", "the rebel leader's death"."""
    at = people.after
    owner = next((i for i in range(people.at + 1, at) if tokens[i].has("possessive_mark")), None)
    if owner is not None and tokens[owner - 1].meanings.get("person", UNKNOWN) != UNKNOWN:
        return str(tokens[owner - 1].meanings["person"])
    is_of = at < len(tokens) and (tokens[at].has("of") or tokens[at - 1].has("nominal"))
    behind = tokens[at + tokens[at].has("of") :] if is_of and at + 1 < len(tokens) else ()
    noun = next((t for t in behind if not t.has("definite_plural", "definite_singular")), None)
    return str(noun.meanings["person"]) if noun is not None and noun.has("person") else None


def _are_its_own(clause: Clause, statement: Statement) -> bool:
    """ "The rebels lost 14 men", "the navy said three of its men were missing"."""
    people = statement.people
    words = clause.tokens[people.at : people.after]
    is_own = any(t.has("possessive", "of_own_side") for t in words)
    is_suffered = any(t.has("suffered") for t in clause.tokens[people.at - 1 : people.at])
    return is_own or is_suffered or statement.harm.rule in _OWN_LOSS


def _own_side(
    clause: Clause,
    people: People,
    folded: str,
    language: Language,
    sides: frozenset[str] = ARMED,
) -> str | None:
    """The last force, or employer, that the clause names before its own people."""
    words = folded[clause.tokens[0].start : clause.tokens[people.at].start]
    found = [language.hints[hint][1] for hint, _ in sorted(_hints_in(words, language), key=_place)]
    return next((side for side in reversed(found) if side in sides), None)


def _place(hit: tuple[int, int]) -> int:
    return hit[1]


def _own_hint(clause: Clause, people: People, folded: str, language: Language) -> str | None:
    """What describes a noun that names no class: "20 army members", "Frontier Corps personnel"."""
    noun = clause.tokens[people.after - 1]
    is_noun = people.head == "known" or not noun.has("counted")  # "ten injured CRPF men"
    is_described = language.file.head_last and is_noun and not noun.has("zero_only")
    if not is_described or people.after - people.quantity.after < _DESCRIBED:
        return None
    words = folded[clause.tokens[people.quantity.after].start : noun.start]
    first, _ = min(_hints_in(words, language), default=(None, 0))
    if first is not None:
        return language.hints[first][1]
    before = clause.tokens[people.quantity.after : people.after - 1]
    sides = (t.meanings.get("person") for t in before if people.victims == UNKNOWN)
    return next((str(side) for side in sides if side in ARMED), None)  # "the rebel chief"


def _served(clause: Clause, people: People, folded: str, language: Language) -> str | None:
    """ "cinq soldats de la Minusca", "un commandant du Hezbollah", "combattants de l'armée": whose."""
    tokens, at = clause.tokens, people.after
    while at < len(tokens) and at - people.after < _DEMONYMS and not _ends_or_serves(tokens[at]):
        at += 1
    if at >= len(tokens) or not tokens[at].has(*_SERVES):
        return None
    after = at + 1
    while after < len(tokens) and after - at <= _NAME_TOKENS and not _ends_phrase(tokens[after]):
        after += 1
    around = folded[tokens[at].start : tokens[after - 1].end]
    found = [(start, language.hints[hint][1]) for hint, start in _hints_in(around, language)]
    _, first = min(found, default=(0, None))
    return first


def _ends_or_serves(token: Token) -> bool:
    return token.form in _CLAUSE_END or token.has(*_SERVES)


def _ends_phrase(token: Token) -> bool:
    return token.form in _CLAUSE_END or token.has(*_ENDS_NOUN_PHRASE)


def _hint(clause: Clause, people: People, folded: str, language: Language) -> str | None:
    tokens = clause.tokens
    after = people.after
    while after < len(tokens) and after - people.after < _HINT_TOKENS:
        if (
            people.head == "counted"
            and tokens[after].has("preposition")
            and not tokens[after].has(*_OF)
        ):
            break  # "44 wounded during an army raid"
        if tokens[after].is_capital and tokens[after].has(*_OPENS_SENTENCE):
            break  # "au moins 20 morts Des hommes armés ont …": a headline has run into the text
        if tokens[after].has("including"):
            break  # "six people including a policeman"
        is_end = tokens[after].form in _CLAUSE_END and not _is_glossed(tokens, after)
        is_whose = tokens[after - 1].has("belonging")  # "soupçonnés d'appartenir aux shebab"
        if is_end or (tokens[after].has(*_ENDS_NOUN_PHRASE) and not is_whose):
            break
        is_number = tokens[after].has("number") or tokens[after].form[0].isdigit()
        if is_number and tokens[after - 1].has("conjunction"):
            break  # "22 civils et trois policiers"
        after += 1
    noun = tokens[people.after - 1]
    around = folded[noun.start : tokens[after - 1].end + 1]
    found = [
        language.hints[hint][1]
        for hint, start in sorted(_hints_in(around, language))
        if people.victims == UNKNOWN or not 0 < start < noun.end - noun.start
    ]  # not "fighters" in "former fighters"
    if _BOTH_SIDES.issubset(found):
        return "mixed"  # "cent personnes, civils et militaires"
    return found[0] if found else None


def _hints_in(words: str, language: Language) -> list[tuple[int, int]]:
    """The hints with which words of a text begin, by their number in the language, and where."""
    words += " "
    hits = language.hint_finder.find_matches_as_indexes(words, overlapping=True)
    before = (
        (hint, start, words[start - 1 : start]) for hint, start, end in hits if _ends(words, end)
    )
    return [(hint, start) for hint, start, c in before if not (c.isalpha() or c == "-")]


def _ends(words: str, end: int) -> bool:
    """Whether a word, or its plural, ends at a character: "ngo" is none of "Ngongo"."""
    end += words[end] == "s" if end < len(words) else 0
    return not (words[end - 1 : end].isalpha() and words[end : end + 1].isalpha())


def _is_glossed(tokens: list[Token], comma: int) -> bool:
    """Whether bare nouns for people follow: "une quarantaine de personnes, civils ou militaires"."""
    following = tokens[comma + 1 : comma + 1 + _HINT_TOKENS]
    if any(t.has("said") for t in following):
        return False  # "killing 15, aid workers and officials said"
    following = following[sum(t.has("indefinite_plural") for t in following[:1]) :]
    return len(following) > 1 and following[0].has("person") and following[1].has("conjunction")
