"""Counts that need no verb: "12 morts", "n'a pas fait de victimes", "la sixième victime"."""

import re
from collections.abc import Sequence
from itertools import takewhile

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.tolls import harm_of
from pipelines.extract.statements.unreal import is_unreal
from pipelines.lexicons.phrases import Harm

_VERB_WITHIN = 8  # tokens: auxiliaries, adverbs and the participle
_SINGULAR = ("é", "ée")  # "ont fait 1.200 morts et chassé …": a verb, not a noun
_BARE_PLURAL_AFTER = "lcv,.(Vqs"
_TELLING = re.compile(r"[klb][^.Vr]*$")
_LEFT = re.compile(r"[kl](P(?:[xdN]{0,3},P)*)[xdN]{0,3},?c$")
_BEHIND_NOUN = re.compile(r"x{0,2}d(P)")
_BEHIND_WHOM = (
    ",",
    ".",
    "(",
    ")",
)  # "170.000 déplacés et 10.335 retournés": who returned are others
_COUNTING = ("number", "vague", "definite_plural", "definite_singular", "indefinite_singular")
_MAY_COME_BACK = ("abducted", "detained", "missing")
_NEVER_JOINT = (("injured", "displaced"), ("missing", "killed"))
"""What is told of the same people: "were wounded and evacuated", "are missing and presumed dead"."""

_JOINT = re.compile(
    r"(?:c|,(?=[hV](?:,[hV])*c[hV]))([hV])"
)  # "or injured", ", injured or kidnapped"


def counted(clause: Clause, index: int, claims: Claims) -> None:
    """A quantity with a noun of harm says it all."""
    people = clause.items[index].people
    if people is None or people.harm is None or index in claims.by_item:
        return
    if people.harm.measure != "missing" and not people.is_definite and is_unreal(clause, index):
        return
    if clause.tokens[people.at].has("certain"):
        return  # "certains blessés sont dans un état critique": of those told of
    if people.is_described and (people.is_definite or _is_of_him(clause, people)):
        return
    if people.is_partitive and people.harm.measure == "displaced" and people.quantity.best == 1:
        return  # "one of the displaced clans"
    if people.quantity.is_zero and clause.kinds[index + 1 : index + 2] == "?":
        return  # "no more lives should be lost"
    if people.quantity.is_article and clause.tokens[people.after - 1].has("number_of"):
        return  # "the committee's toll"
    if people.quantity.is_plural and not _may_stand_bare(clause, index):
        return
    if people.harm.measure == "displaced" and _is_no_longer(clause, people):
        return
    if people.harm.measure == "injured" and _is_of_one(clause, index, people):
        return
    if people.quantity.is_article and _is_mere_event(clause, index, people):
        return
    behind = _BEHIND_NOUN.match(clause.kinds, index + 1)
    if behind is not None and _counts_those_behind(clause, people, behind.start(1)):
        claims.add(
            behind.start(1), people.harm, "counted"
        )  # "des enlèvements massifs de neuf élèves"
        return
    if _is_fraction(clause, index):
        return
    if _is_set_free(clause, index):
        claims.add_whole(people, people.harm, people.after)
        return
    claims.add(index, people.harm, "counted", includes=clause.kinds[index - 1 : index] == "o")
    for i in _left_with(clause, index):
        claims.add(i, people.harm, "counted")


def _left_with(clause: Clause, index: int) -> list[int]:
    """ "left nine gunmen and 14 others dead": those joined before a count that a participle ends."""
    row = _LEFT.search(clause.kinds, 0, index)
    item = clause.items[index]
    last = clause.tokens[item.after - 2 : item.after]
    if row is None or not last[-1].has("participle") or last[0].has("of"):
        return []  # "a fait de nombreuses victimes et des milliers de déplacés"
    people = {i: clause.items[i].people for i in range(row.start(1), row.end(1))}
    return [i for i, p in people.items() if p and not clause.tokens[p.after - 1].has("zero_only")]


def _is_mere_event(clause: Clause, index: int, people: People) -> bool:
    """ "Depuis un enlèvement massif": how many were taken it does not say, unless a verb counts it."""
    is_taking = people.harm is not None and people.harm.measure in ("abducted", "detained")
    is_event = clause.tokens[people.after - 1].has("nominal")
    return is_taking and is_event and clause.kinds[max(0, index - 1) : index] not in ("l", "q", "c")


def _is_no_longer(clause: Clause, people: People) -> bool:
    """ "some of the displaced have returned home"; and "a displaced person", of whom something else is told."""
    behind = clause.tokens[people.after : people.after + _VERB_WITHIN]
    own = takewhile(lambda t: t.form not in _BEHIND_WHOM and not t.form[0].isdigit(), behind)
    is_one = people.quantity.best == 1 and not clause.tokens[people.at].form[0].isdigit()
    return is_one or any(t.has("returned") for t in own)


def _is_of_one(clause: Clause, index: int, people: People) -> bool:
    """ "He suffered an injury to the head": one who may have more; but "one death and one injury"."""
    is_event = clause.tokens[people.after - 1].has("injury")
    return is_event and (
        clause.tokens[people.at].has("indefinite_singular") or "V" in clause.kinds[:index][-2:]
    )


def _counts_those_behind(clause: Clause, noun: People, index: int) -> bool:
    people, before = clause.items[index].people, clause.token_before(index)
    is_number = people is not None and bool(people.quantity.best)
    return noun.quantity.is_plural and is_number and before is not None and before.has("of")


def _is_of_him(clause: Clause, people: People) -> bool:
    """ "his body", of whose death the text may have told before (bodies)."""
    return clause.tokens[people.at].has("possessive")


def ranked_victims(clause: Clause, claims: Claims) -> None:
    """ "C'est la sixième victime depuis lundi": one death (annotation guide), where nothing else tells it."""
    if claims.by_item or "ordinal" not in clause.meanings:
        return
    for index, item in enumerate(clause.items):
        people = item.people
        if people is None or people.quantity.best != 1:
            continue
        words = clause.tokens[people.at : people.after]
        harm = words[-1].meanings.get("zero_only")
        if (
            isinstance(harm, Harm)
            and any(t.has("ordinal") for t in words)
            and "V" not in clause.kinds
        ):
            claims.add(index, harm, "counted")


def _may_stand_bare(clause: Clause, index: int) -> bool:
    """ "a fait des morts" counts people, "l'ampleur des meurtres" does not."""
    before = index - 1
    while before > 0 and clause.tokens[clause.items[before].at].has("adverb"):
        before -= 1  # "il y a aussi des blessés"
    if clause.kinds[:index].endswith(("cd", "lr", "qr")):
        before -= 1  # "fait état de morts et de blessés", "n'a fait que …", "dit que des blessés …"
    if _is_besides(clause, index) or _says_who(clause, index):
        return False
    if clause.kinds[:index].endswith(("nVc", "nhc")):
        return False  # "le décompte des morts et des blessés"
    if clause.kinds[:index].endswith("Hc") and _are_both_of(clause, index):
        return _may_stand_bare(clause, index - 2)  # "le ministère des réfugiés et des disparus"
    noun = clause.tokens[clause.items[index].after - 1]
    is_joined = before >= 0 and clause.kinds[before] in ",c" and noun.has("crime")
    if is_joined and not _TELLING.search(clause.kinds, 0, index):
        return False  # "accusés d'avoir commis des vols, des meurtres"
    is_found = before >= 0 and clause.tokens[clause.items[before].at].has("recovered")
    return is_found or before < 0 or clause.kinds[before] in _BARE_PLURAL_AFTER


def _says_who(clause: Clause, index: int) -> bool:
    """ "Les victimes étaient des réfugiés": who people told of were."""
    before = clause.token_before(index)
    return before is not None and before.has("be")


def _are_both_of(clause: Clause, index: int) -> bool:
    """ "des blessés et des morts": both with the same "des", which a noun before them may govern."""
    return all(clause.tokens[clause.items[i].at].has("definite_of") for i in (index - 2, index))


def _is_besides(clause: Clause, index: int) -> bool:
    """ "En plus des morts, on compte 29 blessés": of the dead it was told before."""
    before, own = clause.token_before(index), clause.tokens[clause.items[index].at]
    is_aside = clause.kinds[index - 1 : index + 2] == "cH,"
    is_more = before is not None and before.has("further")
    return is_aside and is_more and own.has("definite_of")


def _is_fraction(clause: Clause, index: int) -> bool:
    """ "70 % des tués", "la moitié des 12 otages"."""
    before = clause.token_before(index)
    if before is not None and before.has("definite_of"):
        before = clause.tokens[max(0, clause.items[index].at - 2)]
    return before is not None and before.has("fraction")


def _is_set_free(clause: Clause, index: int) -> bool:
    """ "dix otages ont été libérés": the released as such are no figure (annotation guide)."""
    people = clause.items[index].people
    if people is None or people.harm is None or people.harm.measure not in _MAY_COME_BACK:
        return False
    if clause.kinds[index + 1 : index + 2] == "V":
        verb = clause.items[index + 1].verb
        if verb is not None and verb.voice == "reduced" and people.whole is None:
            return False  # "Les 14 otages enlevés à Biakato ont été libérés"
    before = clause.token_before(index)
    is_object = before is not None and before.has("released")
    words = clause.tokens[people.at : people.after]
    is_called_taken = any(t.has("participle", "called_taken") for t in words)
    if is_object and not is_called_taken:
        return True  # "freed ten hostages", but not "rescued ten kidnapped pupils"
    if is_called_taken and people.harm.measure == "abducted":
        return False  # "ten kidnapped pupils regained their freedom"
    return any(t.has("released") for t in clause.tokens[people.after : people.after + _VERB_WITHIN])


def joint(clause: Clause, statement: Statement) -> tuple[str, ...]:
    """The other measures of a joint count: "25 morts et blessés", "tués, blessés ou enlevés"."""
    found: list[str] = []
    if statement.people.quantity.best == 1:
        return ()  # "one was wounded and arrested": one suffers both
    # "were killed or injured": with no object behind it no past tense
    voices = ("reduced", "past") if statement.rule.startswith("passive") else ("reduced",)
    last = next(i for i, item in enumerate(clause.items) if item.after >= statement.after)
    match = _JOINT.match(clause.kinds, last + 1)
    while match is not None:
        harm, verb = harm_of(clause, match.start(1)), clause.items[match.start(1)].verb
        is_bare = verb is None or (verb.voice in voices and verb.core == verb.at)
        if verb is not None and clause.tokens[verb.at].form.endswith(_SINGULAR):
            break  # "ont fait 1.200 morts et chassé de chez elles …"
        if harm and (statement.harm.measure, harm.measure) in _NEVER_JOINT:
            break
        has_own = clause.kinds[match.end() : match.end() + 1] in ("P", "H", "N")
        has_own |= _takes_thing(clause.tokens[clause.items[match.start(1)].after :])
        if harm is None or not is_bare or has_own or harm.measure == statement.harm.measure:
            break
        found.append(harm.measure)
        match = _JOINT.match(clause.kinds, match.end())
    return tuple(found)


def _takes_thing(behind: Sequence[Token]) -> bool:
    """ "… et brûlé plusieurs maisons": an object of its own."""
    return len(behind) > 1 and behind[0].has(*_COUNTING) and behind[1].has("thing")
