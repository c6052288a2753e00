"""Who suffers a verb or noun of harm: its objects behind it, with those joined to them.

What belongs here: the search behind a verb. What does not: subjects (subjects), which search a voice needs
(frames).
"""

import re
from collections.abc import Iterable

from pipelines.extract.people import People
from pipelines.extract.people.nouns import OFFSPRING, are_many
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.rows_of_people import is_related_noun, number_of_people
from pipelines.extract.statements.verbs import Verb

_OBJECT = re.compile(r"(?:[xdu]{0,8}(?:,(?:[^VPH.,]|(?<=d)P){1,12}){1,3},)?[xuNd,(lgt]{0,8}?([PH])")
_BEHIND_AGENT = re.compile(r"[xN]{0,4}d([PH])")
_SPEAKER = re.compile(r"[xudN]{0,8}q")
_NEXT_SINGLE = re.compile(r"(?:[dx]?|x{0,4}(?=N))([uN])")
_NEXT_OBJECT = re.compile(
    r"(?:,N(?=,)|,oP(?:cP)?,(?=d))?[xNu()]{0,4}(?:d(?:[xuN()]|cx(?=,)){0,8}){0,3}(?:,N(?=,|c)|,[xN]{1,3}(?:d[xuN]{1,5}){1,2}(?=,?c)|x[tdl]x?P(?=,?c))?(?:,c|,|c)[xd]?([PHuN])"
)
_SECOND_VERB = re.compile(r"(?:,x)?,?cx(?=[xuNd]{0,3}[PH])")
_AGE = re.compile(r"(?:N?,x(?=,))?")
_COMPANION = re.compile(r"x(?:,|,?c)(P)")
_NAMED_AS = re.compile(r",P(?=,)")
_INVERTED = re.compile(r"(?:x|x?\.)?([PH])")
_INVERTED_FIRST = re.compile(r"(?:d[xuN]{1,4})?x?(?:x?\.)?([PH])")
_FRONTED = re.compile(r"x?V[xd]{0,5}v([PHN])")
_RELATIVE_OBJECT = re.compile(r"([PHN])[xdN]{0,4},?(r)[^.rVq?]{1,8}$")
_OWN_VERB = re.compile(r"[xduN(]{0,6}V")
_OF_WAR_WITHIN = 2  # tokens: "an ethnic | Tuareg uprising"
_LEAST_PARTS = 2
_STRUCK = frozenset({"killed", "injured"})
_SINGLE_OBJECT = frozenset({"killed"})
_OTHER_VERBS = ("released", "finite", "gerund", "participle", "said", "event", "reported")


def objects(clause: Clause, index: int, verb: Verb) -> list[int]:
    """The people after a verb, with those joined to them that no later verb claims."""
    kinds = clause.kinds
    single = _NEXT_SINGLE.match(kinds, index + 1)
    if single and _takes_single(clause, index, single.start(1), verb):
        return _with_joined(clause, single.start(1))
    match = _OBJECT.match(kinds, _behind_second(clause, index, verb))
    if match is None:
        beside = companion(clause, index)
        return [] if beside is None else _with_joined(clause, beside)
    first = match.start(1)
    before = clause.token_before(first)
    if before is not None and before.has("according"):
        return []  # "enlevés dimanche, d'après les responsables"
    if verb.voice != "nominal" and before is not None and before.has("beside"):
        return []  # "évacuées et relogées chez des proches"
    between = clause.tokens[clause.items[index].after : clause.items[first].at]
    if clause.tokens[verb.core].has("gerund") and any(t.has("agent") for t in between):
        return []  # "a killing perpetrated by rebels"
    if verb.voice == "nominal" and before is not None and before.has("agent"):
        match = _BEHIND_AGENT.match(kinds, first + 1)  # "le massacre par eux de dix civils"
        first = match.start(1) if match else first
    doer = clause.tokens[max(0, verb.at - 1)]
    is_of_doer = doer.has("who")  # "the men who killed two guards were …"
    if verb.voice == "active" and not is_of_doer and _has_own_verb(clause, first):
        return []
    if "," in kinds[index + 1 : first] and _SPEAKER.match(kinds, first + 1):
        return []  # "in a suspected Islamist killing, police said"
    if verb.voice == "nominal" and not _is_complement(clause, index, first):
        return []
    people = clause.items[first].people
    if verb.voice == "active" and _owns_thing(clause, verb, first):
        return []  # "a tué le bétail de trois éleveurs"
    if _is_of_war(clause, index, first):
        return []  # "hijacked a rebellion by separatists"
    if people and people.head == "unknown" and _are_things(clause, index, people):
        return []
    if verb.voice == "nominal" and verb.harm.measure == "missing" and people and people.is_bare:
        return []  # "the fate of refugees"
    if verb.voice == "nominal" and people and people.head == "elliptic" and not _counts(people):
        return []  # "la mort de certains remonte à mai", "sur l'enlèvement ni sur ses auteurs"
    is_noun = verb.voice == "nominal"
    return _with_joined(clause, first, is_of_doer=is_of_doer, is_noun=is_noun)


def _is_of_war(clause: Clause, verb: int, first: int) -> bool:
    """Whether a war or an uprising stands where the people of an abduction should."""
    named, people = clause.items[verb].verb, clause.items[first].people
    if named is None or people is None or named.harm.measure != "abducted":
        return False
    end = people.after + _OF_WAR_WITHIN if people.head == "possible" else people.at
    return any(t.has("war") for t in clause.tokens[named.after : end])


def _owns_thing(clause: Clause, verb: Verb, first: int) -> bool:
    """Whether a thing is what the verb struck, and the people behind "of" own it."""
    words = clause.tokens[verb.after : clause.items[first].at]
    is_of = len(words) > 1 and words[-1].has("of") and words[-2].has("thing")
    is_of &= verb.harm.measure in _STRUCK  # but "ont pris en otage le car de douze touristes"
    return is_of and not words[-2].has("crew", "person", "counted")


def _are_things(clause: Clause, index: int, people: People) -> bool:
    """ "seized three guns, four chargers", "set fire to several installations"."""
    verb, words = clause.items[index].verb, clause.tokens[clause.items[index].after : people.at]
    is_burnt = verb is not None and verb.harm.of_things and verb.harm.measure in _STRUCK
    is_behind = words[-1:] != [] and words[-1].form == "," and any(t.has("thing") for t in words)
    return is_behind or (is_burnt and people.quantity.best is None)


def counted_event(clause: Clause, index: int) -> list[int]:
    """ "quatre cents décès de migrants": the number before a noun that also names whose deaths they are."""
    before = clause.items[index - 1].people if clause.kinds[index - 1 : index] == "P" else None
    if before is None or before.head != "elliptic" or (before.quantity.best or 0) <= 1:
        return []
    return [index - 1] if before.after == clause.items[index].at else []


def _behind_second(clause: Clause, index: int, verb: Verb) -> int:
    """The item behind "décapité et démembré", "killed and mutilated": an unknown verb with the same object."""
    match = _SECOND_VERB.match(clause.kinds, index + 1)
    if match is None or verb.voice not in ("active", "past"):
        return index + 1
    second, core = clause.tokens[clause.items[match.end() - 1].at], clause.tokens[verb.core]
    is_form = not second.meanings or second.has("released", "event", "participle")
    is_like = second.form[-1] == core.form[-1] and not second.is_capital
    return match.end() if is_form and is_like and second.form.isalpha() else index + 1


def _counts(people: People) -> bool:
    return people.is_partitive or (people.quantity.best or 0) > 0


def _with_joined(
    clause: Clause, first: int, *, is_of_doer: bool = False, is_noun: bool = False
) -> list[int]:
    """An object and those joined to it that no later verb claims."""
    kinds, found, last = clause.kinds, [first], first
    if kinds[first] == "N" and _is_title(clause, first):
        last = first + 2  # "killed Abu Hamza, a commander, and three of his men"
    while (joiner := _NEXT_OBJECT.match(kinds, _behind_age(clause, last))) is not None:
        following = joiner.start(1)
        people = clause.items[following].people
        is_bare = people is not None and people.is_bare and not people.has_other
        if people is None or is_bare or _SPEAKER.match(kinds, following + 1):
            break
        before = clause.tokens[people.at - 1]
        is_verb = not before.meanings or before.has(*_OTHER_VERBS)
        if kinds[following - 1] == "x" and is_verb:
            break  # an unknown verb: "killed two men and freed three"
        if kinds[following] == "H" or (not is_of_doer and _has_own_verb(clause, following)):
            break
        if kinds[following] == "N" and not _is_named_beside(clause, following, last):
            break
        is_of_noun = is_noun and following == last + 2 and people.head == "known"
        if not (before.has("of") or is_of_noun) and _does_something(clause, people):
            break  # but "the bodies of a man and two women were found"
        if kinds[following] == "u" and not _is_of_them(clause, following, last):
            break
        if _is_gapped(clause, people):
            break
        found.append(following)
        last = following
    if _is_sum(clause, found):
        return found[:1]  # "killed 19 people, 16 soldiers and three civilians"
    is_list = len(found) > 1 and "c" in kinds[found[-2] : found[-1]]
    is_list |= is_related_noun(clause, found[-1])  # "killed the mayor, his driver"
    is_apposition = (
        not is_list and number_of_people(clause, found[-1]) == 1
    )  # "killed Abu Hamza, a commander"
    if not is_apposition:
        return found
    is_of_last = "c" in kinds[found[0] : found[-2:][0]]  # "a teacher and his father Juan, a farmer"
    return found[:-1] if is_of_last else found[:1]


def _is_named_beside(clause: Clause, index: int, before: int) -> bool:
    """ "killed Ali Hassan, 30, and Omar Bello", "a soldier and Omar Bello": a name joined to one by "and"."""
    is_one = clause.kinds[before] in "NP" and number_of_people(clause, before) == 1
    is_joined = is_one and clause.kinds[index - 1] == "c"
    return is_joined and clause.kinds[index + 1 : index + 2] in ("", ".", ",", "d", "(")


def _does_something(clause: Clause, people: People) -> bool:
    """ "a capturé huit rebelles et 38 autres se sont rendus": a verb of their own, whatever it means."""
    following = clause.tokens[people.after : people.after + 1]
    is_are = are_many(clause.tokens, people.after) and following[0].has("be")
    if people.quantity.best == 1 and is_are:
        return False  # "the bodies of two women and a man were found"
    return any(t.has("have", "be", "been") and not t.has("participle") for t in following)


def _is_of_them(clause: Clause, index: int, before: int) -> bool:
    """ "a tué cinq soldats et leur instructeur": whose noun is unknown, but not whose he is."""
    is_beside = clause.kinds[index - 1] in "c," and before == index - 2
    return is_beside and is_related_noun(clause, index)


def _behind_age(clause: Clause, last: int) -> int:
    """The item after one, or after his age: "killed Ali Hassan, 12, and his sister Mona, 9, and …"."""
    is_one = number_of_people(clause, last) == 1
    match = _AGE.match(clause.kinds, last + 1) if is_one else None
    return match.end() if match else last + 1


def _is_gapped(clause: Clause, people: People) -> bool:
    """ "a tué 30 personnes, 22 dans la capitale": a bare number with a place or a source of its own."""
    following = clause.tokens[people.after : people.after + 1]
    is_bare = people.head == "elliptic" and not (people.has_other or people.is_partitive)
    return is_bare and any(t.has("locative", "according", "side") for t in following)


def _is_title(clause: Clause, name: int) -> bool:
    """Whether a single person between commas behind a name says who he is."""
    is_between = _NAMED_AS.match(clause.kinds, name + 1) is not None
    is_other = is_related_noun(clause, name + 2) if is_between else True  # "John, his wife, and …"
    return not is_other and number_of_people(clause, name + 2) == 1


def _is_sum(clause: Clause, found: list[int]) -> bool:
    numbers = [number_of_people(clause, i) for i in found]
    is_all = len(numbers) > _LEAST_PARTS and numbers[0] == sum(numbers[1:])
    return is_all and may_hold(clause, found[0], found[1:])


def may_hold(clause: Clause, whole: int, parts: Iterable[int]) -> bool:
    """Whether people can be those told of behind them: of two women none is a man."""
    own = _victims(clause, whole)
    return own not in OFFSPRING or all(_victims(clause, i) == own for i in parts)


def _victims(clause: Clause, index: int) -> str:
    people = clause.items[index].people
    return people.victims if people is not None else ""


def companion(clause: Clause, index: int) -> int | None:
    """ "killed Mohebi and his driver", "killed him, his wife and two guards": who is with him is counted.

    Whose name is one word is known.
    """
    match = _COMPANION.match(clause.kinds, index + 1)
    if match is None:
        return None
    first = clause.tokens[clause.items[index + 1].at]
    if first.has("reflexive_plural", "object_pronoun") and not first.has("plural_pronoun"):
        return match.start(1)
    is_his = "," not in match.group() and is_related_noun(clause, match.start(1))
    return match.start(1) if is_his else None


def _takes_single(clause: Clause, index: int, people: int, verb: Verb) -> bool:
    """Whether a name or an unknown noun is the object: just behind the verb, or behind "de"."""
    if _is_of_war(clause, index, people):
        return False
    if verb.voice == "nominal" and not _is_complement(clause, index, people):
        return False
    if clause.kinds[people] == "N" and people > index + 1:
        between = clause.tokens[clause.items[index + 1].at]
        if verb.voice == "active" and between.has("locative"):
            return False  # "killing in Jebel Marra"
    if clause.kinds[people] == "N":
        return verb.voice != "nominal" or not verb.harm.of_things  # "le massacre de Port Sudan"
    if verb.harm.of_things or (verb.voice != "nominal" and people != index + 1):
        return False
    return verb.harm.measure in _SINGLE_OBJECT


def _is_complement(clause: Clause, index: int, people: int) -> bool:
    """Whether "de" stands before the people of a noun: in its phrase or just before them."""
    first, before = clause.tokens[clause.items[people].at], clause.token_before(people)
    is_open = clause.tokens[clause.items[index].after - 1].form.endswith(
        _article_endings(clause, index)
    )
    is_apart = "," in clause.kinds[index:people] and clause.kinds[index + 1 : people] != ",x,"
    if is_open and is_apart:
        return False  # "la mort de la CMB, en 1987, dans l'esprit de bien des gens"
    if first.has("of") or (before is not None and before.has("of")):
        return people == index + 1 or not first.has("of") or not _is_vague(clause, people)
    if people == index + 1:
        return not first.has("contracted")  # "décès au volant"
    return is_open and not _is_vague(clause, people)


def _is_vague(clause: Clause, index: int) -> bool:
    """Whether people further on can hardly be those of the noun: "la perte de force dans ses membres"."""
    people = clause.items[index].people
    return people is not None and (people.head == "unknown" or people.quantity.is_plural)


def _article_endings(clause: Clause, index: int) -> tuple[str, ...]:
    verb = clause.items[index].verb
    return (" de", " d'", " du", " des", " of") if verb else ()


def _has_own_verb(clause: Clause, index: int) -> bool:
    """Whether a verb with a subject of its own follows these people before anything else does."""
    match = _OWN_VERB.match(clause.kinds, index + 1)
    verb = clause.items[match.end() - 1].verb if match else None
    if verb is None or clause.tokens[verb.at].has("before_being"):
        return False
    return verb.voice in ("passive", "subject")


def antecedent(clause: Clause, index: int, verb: Verb) -> list[int]:
    """ "les trois hommes que les rebelles ont tués": the object of a relative clause."""
    match = _RELATIVE_OBJECT.search(clause.kinds, 0, index)
    core = clause.tokens[verb.core]
    if match is None or not core.has("participle") or verb.at == verb.core:
        return []
    people = clause.items[match.start(1)].people
    is_that = clause.tokens[clause.items[match.start(2)].at].has("that")
    if people is None or not is_that or people.head == "possible":
        return []
    is_one = people.quantity.best == 1
    return [match.start(1)] if is_one != core.form.endswith("s") else []


def inverted(clause: Clause, index: int) -> list[int]:
    """The people behind a verb whose subject follows it: "où ont péri 22 fidèles", "Ont été tués : un imam
    et son fils".
    """
    is_first = index == 0
    match = (_INVERTED_FIRST if is_first else _INVERTED).match(clause.kinds, index + 1)
    if match is None:
        return []
    joiner = clause.token_before(match.start(1))
    if clause.kinds[match.start(1) - 1] == "." and (joiner is None or joiner.form != ":"):
        return []
    if is_first and clause.items[match.start(1)].people is not None:
        return _with_joined(
            clause, match.start(1)
        )  # "Sont décédés le conducteur et ses deux passagers"
    return _new_people(clause, match.start(1))


def fronted(clause: Clause, index: int) -> list[int]:
    """The people behind a participle that opens its sentence: "Also killed in the raid were an imam and his
    son".
    """
    match = _FRONTED.match(clause.kinds)
    if match is None or index > 1:
        return []
    people = clause.items[match.start(1)].people
    is_one = people is not None and people.is_definite and people.quantity.best == 1
    return (_with_joined if is_one else _new_people)(clause, match.start(1))


def _new_people(clause: Clause, index: int) -> list[int]:
    people = clause.items[index].people
    is_new = people is not None and not people.is_definite and people.head != "elliptic"
    return _with_joined(clause, index) if is_new else []
