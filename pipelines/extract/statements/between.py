"""What stands between a subject and its verb: words that describe it, aims, nouns of harm.

What does not belong here: the search for the subject (subjects), commas around an aside (asides).
"""

import re

from pipelines.extract.statements.clauses import Clause, day_length

_PEOPLE = re.compile(r"[PNH](?:d[xu]{1,2})?$")
_MODIFIER = re.compile(r"x?[dt](?:[xduN]|(?<=[dt])P|(?<=[dt]x)P){1,12}")
_OTHER_SUBJECT = re.compile(r"[vV][xd]{0,8},?c(u|d?x{2,3})$")
_WHEN = re.compile(r"r?x{1,4}")
_GERUND_OBJECT = re.compile(r"[xuNd]{1,5}")


def describes_subject(clause: Clause, first: int, second: int) -> bool:
    """ "A boy hit by a stray bullet later died": the first of two verbs only describes who died."""
    verb = clause.items[first].verb
    is_being = verb is not None and clause.tokens[verb.at].has("dangling")  # "being held by"
    is_bare = verb is not None and (verb.at == verb.core or is_being) and verb.voice != "nominal"
    is_beside = _PEOPLE.search(clause.kinds, 0, first) is not None
    behind = first + 1 + day_length(clause, first + 1)  # "wounded on Monday in Gao"
    is_modified = _MODIFIER.fullmatch(without_since(clause, second), behind) is not None
    is_modified |= _is_of_time(clause, first + 1, second)
    if verb is not None and clause.tokens[verb.core].has(
        "gerund"
    ):  # "men fleeing the town were shot"
        is_modified |= _GERUND_OBJECT.fullmatch(clause.kinds, first + 1, second) is not None
    return is_bare and is_beside and (is_modified or second == behind)


def is_aim(clause: Clause, index: int) -> bool:
    """ "Some 900 people trying to escape the fighting reached the camp": what they tried is not done."""
    verb = clause.items[index].verb
    return verb is not None and verb.voice == "infinitive"


def is_of_another(clause: Clause, index: int) -> bool:
    """ "Twenty-one were rescued and the rest are missing", "… and some 300 goats died": a verb with another
    subject, who are no people counted.
    """
    match = _OTHER_SUBJECT.search(clause.kinds, 0, index)
    if match is None:
        return False
    words = clause.tokens[clause.items[match.start(1)].at : clause.items[index].at]
    is_counted = any(t.has("number") or t.form[0].isdigit() for t in words[:-1])
    return words[0].has("definite_singular", "definite_plural") or is_counted


def is_governed_noun(clause: Clause, index: int) -> bool:
    """ "Des hommes impliqués dans le meurtre du maire ont été arrêtés": the murder only describes the men."""
    verb = clause.items[index].verb
    is_noun = index > 0 and verb is not None and verb.voice == "nominal"
    return (
        is_noun and clause.kinds[:index].endswith(("d", "dx", "x")) and "P" in clause.kinds[:index]
    )


def _is_of_time(clause: Clause, first: int, end: int) -> bool:
    """ "Abducted last week", "enlevé il y a un an", "held after the vote": words for when alone."""
    words = clause.tokens[clause.items[first].at : clause.items[end].at]
    is_told = any(t.has("period", "moment") for t in words) or clause.kinds[first] == "r"
    return is_told and _WHEN.fullmatch(clause.kinds, first, end) is not None


def without_since(clause: Clause, end: int) -> str:
    """The kinds before an item, where "since" only dates: "held by rebels since April"."""
    return "".join(
        "x" if k == "r" and clause.tokens[i.at].has("since") else k
        for k, i in zip(clause.kinds[:end], clause.items[:end], strict=True)
    )


def are_made_to(clause: Clause, index: int, verb: int) -> bool:
    """ "one of around 200 people forced to flee": a number of people, though it stands behind "of"."""
    people, words = clause.items[index].people, clause.items[index + 1 : verb]
    if people is None or people.quantity.is_plural or len(words) != 1:
        return False
    return clause.tokens[words[0].at].has("realised_modal")
