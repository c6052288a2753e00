"""Who was harmed: the people that stand where a verb group expects them.

Frames, not patterns per sentence: each voice names a side, and one search serves each side, with what
coordination joins to it ("une mère et ses deux filles"). What does not belong here: the searches
themselves (subjects, objects), counts without a verb (counts), what hangs on another statement
(appositions), values and victims (figures).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import DETERMINERS, Clause
from pipelines.extract.statements.companions import accompanied, company
from pipelines.extract.statements.object_pronouns import taken_up
from pipelines.extract.statements.objects import (
    antecedent,
    companion,
    counted_event,
    fronted,
    inverted,
    objects,
)
from pipelines.extract.statements.participles import (
    gapped_objects,
    gapped_passive,
    joined_participle,
    opening,
    reduced,
)
from pipelines.extract.statements.rows_of_people import number_of_people
from pipelines.extract.statements.subjects import subjects
from pipelines.extract.statements.things import are_things
from pipelines.extract.statements.unreal import is_habit, is_unreal
from pipelines.extract.statements.verbs import Verb, Voice
from pipelines.lexicons.phrases import Harm

_DIRECT_OBJECT = re.compile(r"(?:,(?:x{1,2}|d[xu]{0,2}[PNu]?x?),)?x{0,2}([PHNu])")
_CAUSED = re.compile(r"k[xd,(]{0,5}([PH])(?:\(P[xd]?\))?(?:[xd]{0,5}|,[sgo][^V.]*,[xd]{0,2})$")
_MADE_TO = re.compile(r"k[xudPN]{1,6}$")
_SEEN_TO = re.compile(r"kx?$")
_JOINED_INFINITIVE = re.compile(r"(?:,|,?c)[xd]{0,2}$")
_LEAST_PARTS = 2
_TIME_WITHIN = 4  # tokens from an article to its word of time: "the very same day"
_JOINT_MEASURES = {"killed", "injured"}


def frame(clause: Clause, index: int, verb: Verb, claims: Claims) -> None:
    """Claim the people of a verb group; nothing where it is negated or has not happened."""
    if verb.harm.measure != "missing" and is_unreal(clause, index):
        return
    if verb.voice == "past":
        verb = replace(verb, voice=_voice_of_past(clause, index))
    if (joint := _joint_objects(clause, index, verb)) is not None:
        who, other = joint
        if other != verb.harm.measure:
            claims.take(who, verb, joint=(other,))
        return
    found = _people(clause, index, verb, claims)
    is_zero = any((p := clause.items[i].people) is not None and p.quantity.is_zero for i in found)
    if is_zero and verb.harm.negated:
        _none_survived(clause, found[0], verb, claims)
        return
    if verb.is_negated != verb.harm.negated and not is_zero:
        return
    is_subject = verb.voice in ("passive", "subject", "reduced")
    parts = _parts_of_first(clause, sorted(found), index) if is_subject else ()
    is_among = clause.tokens[verb.core].has("among")  # "three women were among the dead"
    for i in found:
        if _are_dead(clause.items[i].people, verb) or _are_hurt(clause, i, verb):
            continue
        if is_habit(clause, i, verb) or _are_meant(clause, i, verb):
            continue
        if is_subject and (are_things(clause, i) or _are_whose_bodies(clause, i)):
            continue
        if is_subject and i != max(found) and _are_of_other_harm(clause.items[i].people, verb):
            continue
        includes = is_among or i in parts or clause.kinds[i - 1 : i] == "o"
        core = is_subject or i == found[0]
        claims.take(i, verb, includes=includes, core=core, people=_of_the(clause, i, verb))
    is_flight = verb.harm.measure == "displaced"  # "I fled with my sons" counts nobody
    if (is_subject and found) or (verb.voice in ("passive", "subject") and not is_flight):
        company(clause, index, verb, claims)
    elif verb.voice in ("active", "nominal") and found:
        company(clause, max(index, found[-1]), verb, claims)


def _of_the(clause: Clause, index: int, verb: Verb) -> People | None:
    """ "Les dépouilles des soldats": those behind a noun, with an article, may have been told of."""
    people = clause.items[index].people
    is_of = people is not None and clause.tokens[people.at].has("definite_of")
    is_theirs = verb.voice == "nominal" and is_of and clause.tokens[verb.core].form.endswith("s")
    return replace(people, is_definite=True) if people and is_theirs else people


def _parts_of_first(clause: Clause, found: list[int], index: int) -> list[int]:
    """ "Deux soldats, un sergent et un caporal, ont été tués": the rest, where they make up the first."""
    numbers = [number_of_people(clause, i) for i in found]
    is_sum = len(found) > _LEAST_PARTS and numbers[0] == sum(numbers[1:])
    is_aside = is_sum and "," in clause.kinds[found[-1] + 1 : index]
    return found[1:] if is_aside else []


def _are_dead(people: People | None, verb: Verb) -> bool:
    """ "five bodies were taken to hospital": the dead suffer nothing else, nor do the wounded flee."""
    harm = people.harm if people is not None else None
    if harm is not None and harm.measure == "injured":
        return verb.harm.measure == "displaced"
    if harm is not None and harm.measure == "abducted":
        return verb.harm.measure == "detained"  # "hostages freed after being held for a year"
    return harm is not None and harm.measure == "killed" != verb.harm.measure


def _are_hurt(clause: Clause, index: int, verb: Verb) -> bool:
    """ "the injured peacekeepers were evacuated to a hospital": brought away hurt, they fled no home; "certains
    blessés se trouvent dans un état critique" are of those told of.
    """
    item = clause.items[index]
    if clause.kinds[index] == "H" and clause.tokens[item.at].has("certain"):
        return verb.harm.measure == "injured" and verb.at == verb.core
    around = clause.tokens[max(0, item.at - 1) : item.after]
    harms = [h for t in around if isinstance(h := t.meanings.get("counted"), Harm)]
    return verb.harm.measure == "displaced" and any(h.measure in _JOINT_MEASURES for h in harms)


def _are_meant(clause: Clause, index: int, verb: Verb) -> bool:
    """ "All these soldiers were killed after April": whom the text has told of, without a number."""
    people = clause.items[index].people
    is_bare = people is not None and people.quantity.is_plural
    is_own = is_bare and verb.voice == "passive" and "r" not in clause.kinds[index : index + 2]
    return is_own and people is not None and clause.tokens[people.at].has("demonstrative")


def _are_whose_bodies(clause: Clause, index: int) -> bool:
    """ "Two bodies of refugees were buried": the bodies are counted."""
    noun, people = clause.items[index - 1], clause.items[index].people
    is_beside = index > 0 and noun.kind == "H" and noun.after == clause.items[index].at
    return is_beside and people is not None and people.is_bare


def _are_of_other_harm(people: People | None, verb: Verb) -> bool:
    """ "37 blessés et six sont portés disparus": the wounded are told of by themselves; "282 interpellations et
    157 personnes placées en garde à vue" are not those kept alone.
    """
    harm = people.harm if people is not None else None
    others = _JOINT_MEASURES - {verb.harm.measure}
    if verb.harm.measure == "missing":
        others |= {"abducted", "detained"}  # "four abducted and three are missing"
    if verb.harm.measure == "detained" and verb.harm.is_treated:
        others |= {"detained"}
    return harm is not None and harm.measure in others


def _joint_objects(clause: Clause, index: int, verb: Verb) -> tuple[int, str] | None:
    """ "killed or wounded 30 people", "ont tué et enlevé dix": the people of both verbs, the second measure;
    of "shot and slashed 30 to death" the second verb tells all.
    """
    if clause.kinds[index + 1 : index + 3] != "cV":
        return None
    before = clause.token_before(index)
    if before is not None and before.has("object_clitic"):
        return None  # "visant le chef, le blessant et tuant un passant"
    second = clause.items[index + 2].verb
    measures = {verb.harm.measure, second.harm.measure} if second else set[str]()
    is_joint = measures == _JOINT_MEASURES
    is_joint |= verb.voice == "active" and "displaced" not in measures
    is_joint |= len(measures) == 1 and verb.at == verb.core
    if second is None or not is_joint:
        return None
    is_active = verb.voice == "active" and second.voice == "reduced"  # "ont tué et blessé"
    is_like = is_active or second.voice in ("active", "past")
    found = objects(clause, index + 2, second) if is_like else []
    return (found[0], second.harm.measure) if found else None


def _none_survived(clause: Clause, index: int, verb: Verb, claims: Claims) -> None:
    """ "Aucun des trois occupants n'a survécu" counts all three."""
    people = clause.items[index].people
    if people is not None and people.whole is not None:
        claims.take(index, verb, people=replace(people, quantity=people.whole))


def _people(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int]:
    match verb.voice:
        case "passive" | "subject":
            found = accompanied(clause, index, verb, claims)
            found = found or subjects(clause, index, verb, claims)
            return found or ([] if verb.harm.needs else inverted(clause, index))
        case "active":
            return (
                objects(clause, index, verb)
                or antecedent(clause, index, verb)
                or taken_up(clause, index, verb)
            )
        case "nominal":
            return counted_event(clause, index) or objects(clause, index, verb)
        case "reduced" | "past":
            return (
                reduced(clause, index, claims)
                or joined_participle(clause, index, claims)
                or gapped_passive(clause, index, verb, claims)
                or gapped_objects(clause, index, verb)
                or fronted(clause, index)
                or opening(clause, index)
                or taken_up(clause, index, verb)
            )
        case "infinitive":
            return (
                _joined_infinitive(clause, index, verb)
                or _made_to_do(clause, index, verb)
                or _one(_CAUSED.search(clause.kinds[:index]))
                or _witnessed(clause, index, verb)
            )


def _joined_infinitive(clause: Clause, index: int, verb: Verb) -> list[int]:
    """ "a permis de tuer 15 rebelles et d'en capturer quatre": an infinitive joined to one that was done."""
    before = clause.kinds.rfind("V", 0, index)
    first = clause.items[before].verb if before >= 0 else None
    is_done = first is not None and first.voice == "active"
    if first is None or not is_done or not clause.tokens[first.core].has("infinitive"):
        return []
    is_joined = _JOINED_INFINITIVE.search(clause.kinds, before + 1, index) is not None
    return objects(clause, index, verb) if is_joined and verb.harm.takes == "object" else []


def _made_to_do(clause: Clause, index: int, verb: Verb) -> list[int]:
    """ "The clash prompted the authorities to evacuate 400 students": what one was made to do was done."""
    is_made = _MADE_TO.search(clause.kinds, 0, index) is not None
    return objects(clause, index, verb) if is_made and verb.harm.takes == "object" else []


def _witnessed(clause: Clause, index: int, verb: Verb) -> list[int]:
    """ "Ils ont vu périr quarante de leurs compagnons": who suffers stands behind the infinitive."""
    is_seen = _SEEN_TO.search(clause.kinds, 0, index) is not None
    return objects(clause, index, verb) if is_seen else []


def _voice_of_past(clause: Clause, index: int) -> Voice:
    """ "killed nine villagers" is active, "nine villagers killed in a raid" is not."""
    match, after = _DIRECT_OBJECT.match(clause.kinds, index + 1), clause.items[index].after
    behind = clause.tokens[after : after + _TIME_WITHIN]
    if behind and (behind[0].has("object_pronoun") or _is_of_thing(behind)):
        return "active"  # "since a gunman shot her", "the police evacuated the building"
    if match is None:
        return "active" if companion(clause, index) is not None else "reduced"
    if any(t.has("contrast") for t in clause.tokens[after : clause.items[match.start(1)].at]):
        return "reduced"  # "ten civilians wounded but none killed"
    before = clause.token_before(index)
    people = clause.items[match.start(1)].people
    is_described = before is not None and before.has(*DETERMINERS, "preposition")
    if people is None or (people.is_bare and is_described):
        return "reduced"  # "the injured workers", "caring for injured workers"
    return "active"


def _is_of_thing(words: Sequence[Token]) -> bool:
    """ "… the building", "… three guns", but not "… the previous day", "… a week ago"."""
    is_noun = words[0].has("definite_singular", "indefinite_singular")
    is_noun |= len(words) > 1 and _is_number(words[0]) and words[1].has("thing")
    return is_noun and not any(t.has("period", "moment", "ordinal") for t in words[1:])


def _is_number(token: Token) -> bool:
    return token.has("number") or token.form[0].isdigit()


def _one(match: re.Match[str] | None) -> list[int]:
    return [match.start(1)] if match else []
