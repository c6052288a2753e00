"""How many events a sentence tells of: one attack, or several whose people it counts together.

What belongs here: the number and article of nouns for events. What does not: which event a noun names
(event_types), and what follows for a count (scope).
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipelines.extract.lexed import Token
from pipelines.extract.people.nouns import is_plural
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause

_TENSE_WITHIN = 4  # tokens from "avait" to a statement: "avait fait au moins 12 morts"
_PARTED = frozenset(".;:!?")
_OF_ONE = frozenset({"event_noun", "event"})
_OF_SEVERAL = frozenset({"event_noun", "several_events"})
TURNING = frozenset({"recalls", "since", "comes"})
"""What a word must mean to turn a sentence to an earlier event."""

_ROW = 12  # characters between two counts of one row: " et ", " and wounded "
_PAIR = "2"
_RECALLED_WITHIN = 6  # tokens from "in retaliation for" to the noun: "the 7 June night-time attack"
_WHO_WITHIN = 3  # tokens from "who" to a statement: "who had shot dead"
_OF_DEEDS = frozenset({"past_deed", "accused", "behind"})
_DEED_WITHIN = (
    14  # tokens from "accused of" to those killed: "planned the bombing of a post in which 13"
)
_TELLS_ANSWER = frozenset({"later_than", "recalls"})
_NAMED_BEHIND = 5  # tokens from a statement to its own event: "was killed in an attack"
_PRIOR = frozenset({"prior", "prior_behind"})
_CLAUSES = ("relative", "participle")
_PRIOR_WITHIN = 2  # tokens from "an earlier" to its noun: "an earlier suicide bombing"
_MOMENT_WITHIN = 8  # tokens from a statement to its moment: "were killed in the east of Mali when"
_DETERMINED_WITHIN = 3  # tokens from "deux" or "une" to the noun: "two separate suicide attacks"


def counts_several(
    clause: Clause, statement: Statement, places: Sequence[int], quotes: Sequence[tuple[int, int]]
) -> bool:
    """Whether a statement's people are those of several events: "in several raids", "attaques distinctes".

    `places` are where towns are named: with towns it must be said behind the people and before the
    towns, for "in separate attacks, gunmen killed three in Gao and two in Mopti" counts each. `quotes`
    are the spans of all figures of the sentence: what stands behind another of them is of that one.
    """
    if _OF_SEVERAL.isdisjoint(clause.meanings):
        return False
    tokens, turn = clause.tokens, turn_to_earlier(clause.tokens)
    first = turn if turn is not None and turn < statement.at else 0  # "these raids followed …"
    for at, token in enumerate(tokens):
        if at < first or _OF_SEVERAL.isdisjoint(token.meanings):
            continue
        is_noun = token.has("event_noun") and is_plural(token) and _is_counted(tokens, at)
        is_noun &= not _is_of_speaker(tokens, statement, at)
        if (
            (is_noun or token.has("several_events"))
            and not _is_anothers(clause, statement, token, quotes)
            and not _is_of_place(tokens, statement.after, at)
        ):
            is_behind = at >= statement.after and all(token.start < start for start in places)
            is_last = at < statement.at and all(start < token.start for start in places)
            return not places or (len(places) > 1 and (is_behind or is_last))
    return False


def _is_of_speaker(tokens: Sequence[Token], statement: Statement, at: int) -> bool:
    """ "Nine died in raids, said a doctor, who attributed these raids to the rebels"."""
    is_taken_up = any(t.has("demonstrative") for t in tokens[at - 1 : at])
    return is_taken_up and any(t.has("said") for t in tokens[statement.after : at])


def _is_anothers(
    clause: Clause, statement: Statement, noun: Token, quotes: Sequence[tuple[int, int]]
) -> bool:
    """ "Four died in an attack, said the army, which killed 65 in several operations": not of the four."""
    end = clause.tokens[statement.after - 1].end
    for start, last in sorted(quotes):
        if start >= end and start - end > _ROW and last <= noun.start:
            return True
        if start >= end:
            end = last
    return False


def _is_of_place(tokens: Sequence[Token], after: int, at: int) -> bool:
    """ "… in Metekel, which has recently seen a series of attacks": what a place is known for."""
    told = tokens[after:at]
    who = next((i for i, t in enumerate(told) if t.has("relative")), len(told))
    return any(t.has("present_perfect") for t in told[who : who + _WHO_WITHIN])


def are_many(tokens: Sequence[Token]) -> bool:
    """Whether events are told of in the plural: "in drone strikes", "of protests"."""
    return any("event_noun" in token.meanings and is_plural(token) for token in tokens)


def sums_up(tokens: Sequence[Token]) -> bool:
    """Whether what several events did is told of: "in two attacks", "when gunmen raided two villages"."""
    return are_many(tokens) or any(token.has("sites") for token in tokens)


def is_single(clause: Clause) -> bool:
    """ "dans un attentat", "in a truck bombing", "le pire attentat", "the deadliest attack"."""
    tokens = clause.tokens
    return not _OF_ONE.isdisjoint(clause.meanings) and any(
        not _OF_ONE.isdisjoint(token.meanings)
        and (_is_introduced(tokens, at) or _is_the_worst(tokens, at))
        for at, token in enumerate(tokens)
    )


def _is_the_worst(tokens: Sequence[Token], at: int) -> bool:
    is_one = tokens[at].has("event_noun") and not is_plural(tokens[at])
    return is_one and at > 0 and tokens[at - 1].has("superlative")


def _is_introduced(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return (
        token.has("event_noun", "event")
        and not token.has("person")
        and not is_plural(token)
        and any(t.has("indefinite_singular") for t in _before(tokens, at))
    )


def is_of_one_man(clause: Clause, statement: Statement) -> bool:
    """ "A man who shot six dead at a mosque in 2017"."""
    if "who" not in clause.meanings:
        return False
    tokens = clause.tokens
    for at in range(max(1, statement.at - _WHO_WITHIN), statement.at):
        if tokens[at].has("who") and tokens[at - 1].has("person") and not is_plural(tokens[at - 1]):
            return any(t.has("indefinite_singular") for t in _before(tokens, at - 1))
    return False


def is_of_one_moment(clause: Clause, statement: Statement) -> bool:
    """ "In 2019, 39 people died when a convoy was hit", but not "when protests were put down"."""
    if "when" not in clause.meanings:
        return False
    behind = clause.tokens[statement.after :]
    at = next((i for i, t in enumerate(behind[:_MOMENT_WITHIN]) if t.has("when")), None)
    return at is not None and not sums_up(behind[at:])


def event_before(clause: Clause, statement: Statement) -> int | None:
    """Where an event is named that happened before what the article tells: "un attentat qui avait fait 358
    morts", "two days after the ambush that had killed seven".
    """
    is_turned = not TURNING.isdisjoint(clause.meanings)
    turn = turn_to_earlier(clause.tokens) if is_turned else None
    if turn is not None and _is_told_behind(clause, statement, turn):
        return clause.tokens[turn].start
    if "past_perfect" not in clause.meanings:
        return None
    tense = clause.tokens[max(0, statement.at - _TENSE_WITHIN) : statement.after]
    if not any(t.has("past_perfect") for t in tense):
        return None
    for at in range(statement.at - 1, -1, -1):
        token = clause.tokens[at]
        if token.form in _PARTED:
            return None
        if token.has("event_noun", "event"):
            before = any(t.has("later_than") for t in _before(clause.tokens, at))
            return token.start if before or _is_introduced(clause.tokens, at) else None
    return None


def event_answered(clause: Clause, statement: Statement, before: Statement | None) -> int | None:
    """Where an event is named to which harm told of before it in the sentence was the answer: "troops shot
    four dead after a soldier was killed in an attack", "en représailles à la mort de deux des leurs".
    """
    if before is None or before.harm.measure != statement.harm.measure:
        return None
    if _TELLS_ANSWER.isdisjoint(clause.meanings) or statement.people.has_other:
        return None
    between = clause.tokens[before.after : statement.at]
    turn = next((t for t in between if t.has(*_TELLS_ANSWER)), None)
    if turn is None or any(t.has("rises_to") for t in clause.tokens[: before.after]):
        return None
    behind = clause.tokens[statement.after : statement.after + _NAMED_BEHIND]
    is_named = any(_is_introduced(behind, at) for at in range(len(behind)))
    is_death = statement.rule.startswith("nominal") or turn.has("recalls")
    return turn.start if is_named or is_death else None


def earlier_event(clause: Clause, statement: Statement) -> tuple[int, int] | None:
    """From where to where a sentence tells of an event before what the article is about, named as such or as
    what somebody is held to have done: what has no day of its own there has none.
    """
    return _past_deed(clause, statement) or _prior_event(clause, statement)


def _past_deed(clause: Clause, statement: Statement) -> tuple[int, int] | None:
    """ "Accused of killing three", "planned the bombing in which 13 died"; not what the article
    tells of, "behind the attack".
    """
    if _OF_DEEDS.isdisjoint(clause.meanings):
        return None
    tokens = clause.tokens
    for at in range(statement.at - 1, max(-1, statement.at - 1 - _DEED_WITHIN), -1):
        if tokens[at].form in _PARTED:
            return None
        if _is_of_deed(tokens, at):
            named = tokens[at + 1 : statement.at + 1][:_RECALLED_WITHIN]
            is_near = statement.at <= at + _RECALLED_WITHIN
            is_told = tokens[at].has("behind") and _is_known_event(named)
            is_deed = not is_told and (is_near or any(map(_names_event, named)))
            return (tokens[at].start, tokens[-1].end) if is_deed else None
    return None


def _is_of_deed(tokens: Sequence[Token], at: int) -> bool:
    is_of = at + 1 < len(tokens) and tokens[at + 1].has("of")
    return tokens[at].has("past_deed", "behind") or (is_of and tokens[at].has("accused"))


def _is_known_event(tokens: Sequence[Token]) -> bool:
    """ "The bombing", not "the killing of"."""
    return any(
        the.has("definite_singular") and noun.has("event_noun") and not noun.has("gerund")
        for the, noun in pairwise(tokens)
    )


def _prior_event(clause: Clause, statement: Statement) -> tuple[int, int] | None:
    """ "Killed in an earlier strike", "lors d'un précédent raid"."""
    if _PRIOR.isdisjoint(clause.meanings):
        return None
    tokens = clause.tokens
    first, last = _stretch(tokens, statement.at, statement.after)
    for at in range(first, last):
        nouns = tokens[at + 1 : at + 1 + _PRIOR_WITHIN] if tokens[at].has("prior") else ()
        before = tokens[max(first, at - 1) : at] if tokens[at].has("prior_behind") else ()
        if any(n.has("event_noun") and not is_plural(n) for n in (*nouns, *before)):
            return tokens[first].start, tokens[last - 1].end
    return None


def _stretch(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """What stands around tokens up to the next comma or stop on either side."""
    ends = (*_PARTED, ",")
    start = next((i + 1 for i in range(first - 1, -1, -1) if tokens[i].form in ends), 0)
    end = next((i for i in range(last, len(tokens)) if tokens[i].form in ends), len(tokens))
    return start, end


def turn_to_earlier(tokens: Sequence[Token]) -> int | None:
    """Which token turns a sentence to an earlier event: "in retaliation for the 7 June attack on the outpost",
    "rappelle celle de Paoua", "the deadliest since the one in Bilibiza".
    """
    is_worst = False
    for at, token in enumerate(tokens):
        meanings = token.meanings
        if not meanings:
            continue
        is_worst |= "superlative" in meanings
        if "comes" in meanings and _comes_after(tokens, at):
            return at
        if is_worst and "since" in meanings and _tells_when(tokens, at):
            return at
        if "recalls" in meanings or ("since" in meanings and is_worst):
            for named in tokens[at + 1 : at + 1 + _RECALLED_WITHIN]:
                if named.form in _PARTED or named.form == ",":
                    break
                if named.has("that_one") or (_names_event(named) and not is_plural(named)):
                    return at
    return None


def _comes_after(tokens: Sequence[Token], at: int) -> bool:
    """ "The blast came two weeks after gunmen killed 35", but not "he came after a driver died"."""
    is_event = any(_names_event(t) and not _is_of_dead(t) for t in _before(tokens, at))
    behind = takewhile(_is_no_pause, tokens[at + 1 : at + 1 + _RECALLED_WITHIN])
    return is_event and any(t.has("later_than") for t in behind)


def _is_of_dead(token: Token) -> bool:
    """ "The death of", which comes after what killed; "the killings" are an event."""
    return token.has("nominal") and not token.has("event_noun")


def _tells_when(tokens: Sequence[Token], since: int) -> bool:
    """ "The deadliest attack since 2011, when 85 people died"."""
    behind = tokens[since + 1 : since + 1 + _RECALLED_WITHIN]
    return any(a.form == "," and b.has("at_time") for a, b in pairwise(behind))


def _is_no_pause(token: Token) -> bool:
    return token.form != "," and token.form not in _PARTED


def _names_event(token: Token) -> bool:
    return token.has("event_noun", "nominal") or (token.has("event") and not token.has("finite"))


def _is_told_behind(clause: Clause, statement: Statement, turn: int) -> bool:
    """Whether people are counted in the earlier event: "…, which left ten dead", "the abduction of 276"."""
    between = clause.tokens[turn + 1 : statement.at]
    if clause.tokens[turn].has("comes"):
        return statement.at > turn
    if statement.rule.startswith("nominal"):
        return statement.at > turn and not any(t.form == "," for t in between)
    return statement.at > turn and any(t.form == "(" or t.has(*_CLAUSES) for t in between)


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but what describes the events stands between a number and their noun."""
    before = _before(tokens, at)
    is_taken_up = any(t.has("definite_plural") for t in before)  # "in these two attacks"
    for token in reversed(before):
        if (token.has("pair") or token.form == _PAIR) and not is_taken_up:
            return False  # told of as one, unless they are said to be separate
        if token.has("number", "vague", "several") or token.form.isdigit():
            # neither "un attentat" nor "après des affrontements" counts several
            return not token.has("indefinite_singular", "indefinite_plural")
        if token.has("demonstrative"):
            return not tokens[at].has(
                "mutual"
            )  # "ces attaques", but "ces affrontements" may be one
        if token.has("person", "counted", "preposition", "finite"):
            return False
    return False


def _before(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    return tokens[max(0, at - _DETERMINED_WITHIN) : at]
