"""Who suffers a verb: its subject, found backwards from it past appositions, with what is joined to it.

What belongs here: the search before a verb. What does not: objects, which search a voice needs (frames).
"""

import re

from pipelines.extract.people import People
from pipelines.extract.statements.asides import opening_of, opens_aside
from pipelines.extract.statements.between import (
    are_made_to,
    describes_subject,
    is_aim,
    is_governed_noun,
    is_of_another,
    without_since,
)
from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.doers import does_else, is_of_none, who_did_it
from pipelines.extract.statements.rows_of_people import (
    is_related_noun,
    is_whom_they_guard,
    joined_before,
    number_of_people,
    other_unit,
    outer_group,
)
from pipelines.extract.statements.verbs import Verb

_EVENT = re.compile(r"[xd]{0,3}u?[xd]{1,2}|[xd]{0,3}u")
_EVENT_WITHIN = 8  # tokens behind the verb
_SUBJECT_GAP = 24  # items between a subject and its verb, appositions not counted
_HARD = ".?"
_ADJECTIVES = ("", "x", "xx")  # "avec vingt soldats français ayant péri"
_INCLUDED_NEXT_TO = re.compile(
    r"[PH](?:[xdu]{0,4}|,[xdq]{1,5}),?[og](?:[PN][xdu]{0,8},)*(?:[PN][xdu]{0,8}\(?c)?$"
)
_ANTECEDENT = re.compile(r"([PH])[xdu]{0,4}(?:,x[xdu]{1,4}(?=,))?,?r(?:[xP]?q)?[xd]{0,2}$")
_SEEN = re.compile(r"([PN])(?:xN)?$")
_TELLING = re.compile(r"q[xudNP]{0,5}$")
_SPEAKER = re.compile(r"q[xdu,]{0,8}r")  # "a local official said …, after they were snatched"
_ANYBODY = re.compile(r"[PNu]")
_RESTATED = re.compile(
    r"s(P)[xdu]{0,4},[xd]?$"
)  # "45 % des habitants, soit 700 personnes, ont fui"
_WITH_PART = re.compile(r"([PH])[xdu]{0,4},?r?o[xd]?(?:P[xdu]{0,4}(?:,|,?c)){0,4}$")
_JOINED_VERB = re.compile(r"[xduN]{0,10},?c[x]?")
_RELATIVE_OF_SOMEONE = re.compile(r"[PN](?:[xdu]{0,5}|,x(?=,)),?c$")
_OF_GROUP = re.compile(r"P(d)(?:x{1,3}|ux{0,2})$")
_NAMES = re.compile(
    r"[PNu][xdN]{0,4}(?:,[xdN]{0,3}[PNu][xdN]{0,4}|,xx?(?=,))*,?c[xd]{0,2}$"
)  # "X, Y and"
_INTRODUCED = re.compile(r"(P)[xd]{0,3},(x)N?[^Vr.?;q]*$")
_ROW = re.compile(r"(?:P[xdN]{0,6},)+$")
_NAME_ENDS = ("", ",x,", ",xx,")  # "X, 19 ans, et Y, 32 ans, ont été tués"
NAMED_MEASURES = frozenset({"killed", "injured", "abducted", "missing", "detained"})


def subjects(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int]:
    """The subject before a verb, with what is joined to it; of a share the number that says it again."""
    if (named := _introduced(clause, index, verb)) is not None:
        return [named]
    found = _subjects(clause, index, verb, claims)
    is_told = any(not _is_bare(clause, i) for i in found)  # "les habitants, soit 9.000 personnes"
    again = None if is_told else _RESTATED.search(clause.kinds, 0, index)
    return found if again is None else [again.start(1)]


def _introduced(clause: Clause, index: int, verb: Verb) -> int | None:
    """ "Two men, identified as Ali Hassan, a farmer, and Omar Sid, a driver, were shot": the two men."""
    match = _INTRODUCED.search(clause.kinds, 0, index) if "identified" in clause.meanings else None
    if match is None or not clause.tokens[clause.items[match.start(2)].at].has("identified"):
        return None
    return match.start(1) if _may_be_subject(clause, match.start(1), verb) else None


def _subjects(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int]:
    kinds, i, skipped = clause.kinds, index - 1, 0
    core = clause.tokens[verb.at]
    is_after = kinds[i : i + 1] == "r"
    is_when = is_after and clause.tokens[clause.items[i].at].has("subordinate")
    if (is_after and core.has("dangling")) or (is_when and core.has("gerund")):
        return _first_subject(kinds[:i])
    first = _first_subject(kinds[: max(0, kinds.find("V", 0, index))])
    if first and core.has("before_being"):  # "Le tireur a tué un passant avant d'être abattu"
        return first
    if _is_pronoun_before(clause, index):
        return []
    if clause.tokens[verb.at].has("dangling") and (seen := _SEEN.search(kinds, 0, index)):
        return [] if is_plural_mention(clause, seen.start(1)) else [seen.start(1)]
    if (meant := _antecedents(clause, index, verb, claims)) is not None:
        return meant
    if is_after and is_of_none(clause, index - 1):
        return []
    if (doer := who_did_it(clause, index)) is not None:
        return [i for i in doer if _may_be_subject(clause, i, verb)]
    while i >= 0 and not _is_hard(clause, i) and skipped < _SUBJECT_GAP:
        kind = kinds[i]
        opening = opening_of(clause, i) if kind in ",)" else None
        if opening is not None:
            i = opening - 1
            continue
        if i == index - 1 and _is_part_alone(clause, i):
            return [i]
        is_contracted = clause.tokens[clause.items[i].at].has("contracted")  # "du maire"
        is_free = (i == 0 or not _is_governing(clause, i - 1)) and not is_contracted
        is_free = is_free and not (_is_of_group(clause, i) or is_governed_noun(clause, i - 1))
        is_free = is_free and not is_whom_they_guard(clause, i)
        is_free |= i == index - 1 and kinds[i - 1 : i] == "l"  # "with 219 people were wounded"
        is_free |= core.has("participial") and kinds[i + 1 : index] in _ADJECTIVES
        is_free |= are_made_to(clause, i, index)
        if (
            is_free
            and kind in "PHNu"
            and not _SPEAKER.match(kinds, i + 1, index)
            and not _is_included(kinds, i)
            and _may_be_subject(clause, i, verb)
            and not does_else(clause, i, index)
        ):
            found = joined_before(clause, outer_group(clause, i), claims)
            return found if len(found) > 1 else [*found, *_row_before(clause, i, verb)]
        if i == index - 1 and (is_of_another(clause, index) or kinds[i - 1 : i + 1] == "qN"):
            return []  # "officials said Ana Sol died"
        if kind == "V" and describes_subject(clause, i, index):
            i -= 1
            continue
        is_aside = kind == "V" and opens_aside(clause, i) and verb.voice in ("passive", "subject")
        is_aside |= is_aim(clause, i)
        if is_aside or (kind == "V" and is_governed_noun(clause, i)):
            i, skipped = i - 1, skipped + 1
            continue
        if kind == "V" and "r" not in kinds[max(0, i - 3) : i]:
            return _shared(clause, i, index, claims)
        if kind == "r" and _begins_another(clause, i, index, verb):
            return []
        i, skipped = i - 1, skipped + 1
    return []


def _antecedents(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int] | None:
    """Whom the relative before a verb takes up: "les soldats qui ont été tués"; None where there is none."""
    antecedent = _ANTECEDENT.search(without_since(clause, index))
    if antecedent is None or _is_what_is_said(clause, clause.kinds.rindex("r", 0, index)):
        return None
    who = _whole_before(clause.kinds, antecedent.start(1))
    told = claims.by_item.get(who)
    if told is not None and told.harm.measure != verb.harm.measure:
        who = antecedent.start(1)  # "wounding 90, including two boys who were killed"
    if is_plural_mention(clause, who) or _is_predicate(clause, who):
        return []
    unit = other_unit(clause, who)
    is_row = unit == who == index - 2 and not verb.is_singular and not _is_bare(clause, who)
    return joined_before(clause, who, claims) if is_row else [unit]


def _row_before(clause: Clause, last: int, verb: Verb) -> list[int]:
    """ "Le maire, deux gardes, un chauffeur ont été enlevés": a row without "et" before a verb of many."""
    row = _ROW.search(clause.kinds, 0, last)
    is_of_one = number_of_people(clause, last) == 1
    if row is None or not is_of_one or not clause.tokens[verb.at].has("of_many"):
        return []
    return [i for i in range(row.start(), last) if clause.kinds[i] == "P"]


def _is_bare(clause: Clause, index: int) -> bool:
    people = clause.items[index].people
    return people is not None and people.quantity.is_plural


def _whole_before(kinds: str, index: int) -> int:
    """ "Ce sont quinze civils dont deux enfants qui ont été tués": the fifteen."""
    whole = _WITH_PART.search(kinds, 0, index)
    return whole.start(1) if whole is not None else index


def _begins_another(clause: Clause, index: int, following: int, verb: Verb) -> bool:
    """Whether what comes before a word such as "after" or "that" is not whom a verb behind it befell."""
    if _names_event(clause, index, following, verb):
        return False
    return _opens_clause(clause, index) or _is_what_is_said(clause, index)


def _opens_clause(clause: Clause, index: int) -> bool:
    """ "lorsque", after which a clause has a subject of its own, unless a pronoun takes up the one before."""
    item = clause.items[index]
    following = clause.tokens[item.after : item.after + 1]
    is_again = any(t.has("pronoun") for t in following)
    return clause.tokens[item.at].has("subordinate") and not is_again


def _names_event(clause: Clause, index: int, following: int, verb: Verb) -> bool:
    """ "Two men arrested after the vote were shot": "after" with a noun that is not what the verb befell."""
    nouns = _EVENT.fullmatch(clause.kinds, index + 1, following)
    is_behind_verb = clause.kinds[index - 1 : index] == "V"
    return is_behind_verb and nouns is not None and not ("u" in nouns.group() and verb.is_singular)


def _is_what_is_said(clause: Clause, index: int) -> bool:
    """ "The spokesman told reporters that … were killed", "cited evidence that Omar died": who speaks is not
    who was.
    """
    item = clause.items[index]
    is_telling = _TELLING.search(clause.kinds, 0, index) is not None
    is_named = any(t.is_capital for t in clause.tokens[item.after : item.after + 1])
    return clause.tokens[item.at].has("that") and (is_telling or is_named)


def _shared(clause: Clause, first: int, second: int, claims: Claims) -> list[int]:
    """ "a été atteint d'une balle et a succombé": the second of two verbs joined shares the subject."""
    verb, core = clause.items[first].verb, clause.items[second]
    before = clause.token_before(second)
    is_but = before is not None and before.has("contrast") and clause.kinds[second - 1] == "x"
    is_joined = _JOINED_VERB.fullmatch(clause.kinds, first + 1, second) is not None or is_but
    if verb is None or not is_joined:
        return []
    is_own = core.verb is not None and clause.tokens[core.at].has("have", "be", "been")
    is_death = core.verb is not None and core.verb.voice == "subject"  # "was shot and died"
    if not (is_own or is_death) or verb.voice not in ("passive", "subject"):
        return []
    return [i for i, s in claims.by_item.items() if s.at <= verb.core < s.after]


def _is_pronoun_before(clause: Clause, index: int) -> bool:
    """ "La famille pense qu'elle a été tuée": the subject is a pronoun, which counts nobody."""
    tokens, at = clause.tokens, clause.items[index].at - 1
    while at > 0 and tokens[at].has("here", "negation"):
        at -= 1
    if at < 0 or not tokens[at].has("pronoun") or tokens[at].has("relative"):
        return False
    is_beside = clause.token_before(index) is tokens[at]
    is_again = at > 0 and tokens[at - 1].has("relative")  # "was walking home when she was hit"
    return at > 0 and (tokens[at - 1].has("that") or (is_beside and not is_again))


def _first_subject(kinds: str) -> list[int]:
    """ "a gunman killed three people before being shot": who does the one suffers the other."""
    start = max(kinds.rfind("r"), kinds.rfind("q")) + 1
    match = _ANYBODY.search(kinds, start) or _ANYBODY.search(kinds)
    return [match.start()] if match else []


def _is_hard(clause: Clause, index: int) -> bool:
    """Whether a subject cannot stand before an item; what hangs on it may tell what has not happened."""
    kinds = clause.kinds
    if kinds[index] != "?":
        return kinds[index] in _HARD
    is_accusing = clause.tokens[clause.items[index].at].has("accusing")
    return not is_accusing and "r" not in kinds[:index][-4:]


def is_plural_mention(clause: Clause, index: int) -> bool:
    """ "sur des habitants qui fuyaient", "aux militaires décédés": nobody is counted in passing."""
    people, before = clause.items[index].people, clause.token_before(index)
    if people is None or not people.quantity.is_plural:
        return False
    first = clause.tokens[people.at]
    is_governed = before is not None and before.has("preposition") and not before.has("of")
    return is_governed or first.has("contracted")


def _is_predicate(clause: Clause, index: int) -> bool:
    """ "The victims are farmers who were shot": a noun that only says who others are."""
    before = clause.token_before(index)
    return _is_bare(clause, index) and before is not None and before.has("be")


def _is_included(kinds: str, index: int) -> bool:
    """ "cinq civils dont un enfant ont été tués": the verb is that of the civilians."""
    return _INCLUDED_NEXT_TO.search(kinds, 0, index) is not None


def _is_part_alone(clause: Clause, index: int) -> bool:
    """ "1.767 civils, dont 658 ont été tués": behind a comma that nothing closes a mere number has the verb."""
    people = clause.items[index].people
    is_open = clause.kinds[:index].endswith(",o")
    return is_open and people is not None and people.head == "elliptic"


def _is_governing(clause: Clause, index: int) -> bool:
    """Whether what follows an item is no subject: "aid workers with a Norwegian charity were killed"."""
    people = clause.items[index + 1].people
    if index == 0 and people is not None and people.quantity.quantifier == "range":
        return False  # "De 12 à 15 personnes ont péri"
    is_with = clause.tokens[clause.items[index].at].has("preposition")
    return clause.kinds[index] in "dts" or (clause.kinds[index] == "l" and is_with)


def _is_of_group(clause: Clause, index: int) -> bool:
    """ "three members of local uprising forces": the bare noun says of whom the three are."""
    match, people = _OF_GROUP.search(clause.kinds, 0, index), clause.items[index].people
    if match is None or people is None or not people.is_bare:
        return False
    words = clause.tokens[clause.items[match.start(1)].at : people.at]
    if words[1].has("definite_singular"):
        return True  # "two officers from the special emergency forces"
    return words[0].has("of") and not any(t.is_capital or t.has("definite_singular") for t in words)


def _may_be_subject(clause: Clause, index: int, verb: Verb) -> bool:
    """Names and unknown nouns only of a verb in the singular, and of what befalls persons alone."""
    kind, measure = clause.kinds[index], verb.harm.measure
    people = clause.items[index].people
    if people is None or (verb.is_singular and _is_plural(clause, people)):
        return False
    if kind in "PH":
        return True
    if _RELATIVE_OF_SOMEONE.search(clause.kinds, 0, index) and is_related_noun(clause, index):
        return True
    is_of_one = verb.is_singular or (kind == "N" and clause.tokens[verb.at].has("of_any_number"))
    is_of_one |= _is_last_of_names(clause, index, verb)
    is_of_one |= kind == "N" and measure == "killed" and _is_in_event(clause, index, verb)
    if not is_of_one or measure not in NAMED_MEASURES:
        return False
    if kind == "u" and verb.harm.of_things:
        return False
    is_demonym = clause.tokens[people.after - 1].is_capital  # "un Syrien s'est noyé"
    return kind == "N" or is_demonym or (verb.voice == "passive" and measure != "missing")


def _is_last_of_names(clause: Clause, index: int, verb: Verb) -> bool:
    """ "Jean Dupont et Paul Durand ont été tués": names joined just before a verb in the plural."""
    row = _NAMES.search(clause.kinds, 0, index)
    own = next(i for i in range(index, len(clause.items)) if clause.items[i].at == verb.at)
    is_beside = clause.kinds[index] == "N" and clause.kinds[index + 1 : own] in _NAME_ENDS
    return is_beside and row is not None and number_of_people(clause, row.start()) == 1


def _is_in_event(clause: Clause, index: int, verb: Verb) -> bool:
    """ "John Okello died in the fire", "John Okello, 24, died when …", "… died of his wounds": a death of which
    an event is told, or which no illness brings.
    """
    behind = clause.tokens[verb.core : verb.after + _EVENT_WITHIN]
    is_aged = clause.kinds[index + 1 :].startswith((",x,Vr", ",xx,Vr"))
    people = clause.items[index].people
    is_told = is_aged or any(t.has("event", "of_wounds", "by_force") for t in behind)
    is_told |= people is not None and people.victims == "security_forces"
    return verb.at == verb.core and is_told


def _is_plural(clause: Clause, people: People) -> bool:
    """Whether a verb in the singular cannot be that of these people; collectives take either."""
    quantity = people.quantity
    if clause.tokens[people.at].has("indefinite_singular"):
        return False  # "a family of four was killed"
    is_exact = quantity.quantifier == "exact" and (quantity.best or 0) > 1
    return is_exact or people.is_bare or (quantity.is_plural and people.is_definite)
