"""Which word a noun phrase is about, in languages where it comes last: "12 Syrian army officers".

What belongs here: finding that word and whether it is a plural. What does not: how many there are
(quantities), who they are (people).
"""

from pipelines.extract.lexed import Token
from pipelines.lexicons.language import Language

LONGEST = 7
"""Words of a noun phrase before its last noun."""

OFFSPRING = frozenset({"women", "children"})
"""Of two nouns with one article these are a second person; "a teacher and activist" may be one."""

ADULT = 18
"""Years: who is younger is a child."""

_NOT_PEOPLE = ("war", "organisation", "thing")
_SHORTEST_NOUN = 3  # letters; 4 behind a capital: "UBS" is nobody
_BRACKETED = 8  # tokens: brackets and what an abbreviation stands for
_APOSTROPHES = ("'", "’")
_BRACKETS = {"(": ")", "[": "]"}
_NOUNS = ("person", "thing", "household", "event")
_NOUNS_OF_PEOPLE = ("person", "counted", "household")
_MODIFIERS = ("premodifier", "other", "quote", "gerund", "light", "several")
_INSIDE = frozenset(
    {"person", "thing", "household", "event", "source", "generic_source", "premodifier", "plural"}
    | {"other", "disease", "month", "ordinal", "possessive_mark", "age"}
    | {
        "military_rank",
        "office",
        "label",
        "event_noun",
        "captors",
        "officers",
        "rank",
        "organisation",
    }
    | {
        "taken_to",
        "division",
        "of_any_age",
        "pupil",
        "schools",
        "shelter",
        "speaks_for",
        "last_one",
    }
    | {"sites"}
)


def head_at(tokens: list[Token], at: int, language: Language, *, is_many: bool) -> int:
    """The token of the noun that the phrase from `at` is about; `at` where none is known.

    With `is_many` the noun must be a plural: "12 village chiefs" are chiefs. Nouns that follow each
    other directly are one: "a school bus driver" is a driver.
    """
    if not language.file.head_last:
        return at
    first: int | None = None
    end = min(len(tokens), at + LONGEST)
    j = at
    while j < end and (is_inside(tokens[j]) or tokens[j].form in _BRACKETS):
        if tokens[j].form in _BRACKETS:
            behind_it = _behind_bracket(tokens, j)
            if behind_it == j or not _noun_follows(tokens, behind_it, language):
                break
            end, j = min(len(tokens), end + behind_it - j), behind_it
            continue
        if _is_noun(tokens[j]) and not _is_possessor(tokens, j):
            j = _last_of_row(tokens, j, end)
            if not is_many or is_plural(tokens[j]):
                return j
            first = j if first is None else first
        j += 1
    if j < end and _is_noun_of_harm(tokens[j]):
        return j
    return at if first is None else first


def noun_at(tokens: list[Token], at: int, language: Language, *, is_many: bool) -> int:
    """The token of the noun behind adjectives and, in some languages, other nouns."""
    j = _behind_modifiers(tokens, at, language)
    return head_at(tokens, j, language, is_many=is_many)


def described_noun(tokens: list[Token], participle: int, language: Language) -> int:
    """The noun behind a participle that describes it, else the participle itself."""
    if not language.file.head_last or participle + 1 >= len(tokens):
        return participle
    noun = head_at(tokens, participle + 1, language, is_many=True)
    return noun if tokens[noun].has("person") else participle


def described_one(tokens: list[Token], at: int, language: Language) -> int:
    """The noun of "the deceased man", where a noun of harm describes one person; else the token itself."""
    if at >= len(tokens) or not tokens[at].has("counted") or is_body_of(tokens, at):
        return at
    noun = described_noun(tokens, at, language)
    return at if is_plural(tokens[noun]) else noun


def _behind_modifiers(tokens: list[Token], at: int, language: Language) -> int:
    while at < len(tokens) and (
        tokens[at].has(*_MODIFIERS)
        or _is_participle(tokens, at, language)
        or _is_rank(tokens, at)
        or _is_manner(tokens, at, language)
    ):
        is_noun = tokens[at].has("person") and not _noun_follows(tokens, at + 1, language)
        is_verb = tokens[at].has("gerund", "light") and not _describes(tokens, at, language)
        if is_noun or is_verb:
            break
        at += 1
    return at


def _is_rank(tokens: list[Token], at: int) -> bool:
    """ "le troisième prêtre enlevé", "un cinquième corps"."""
    following = tokens[at + 1 : at + 2]
    return tokens[at].has("ordinal") and any(t.has("person", "counted") for t in following)


def _is_participle(tokens: list[Token], at: int, language: Language) -> bool:
    """ "Thousands of forced labourers"."""
    is_one = tokens[at].has("participle", "cause") and not tokens[at].has("counted")
    is_one |= tokens[at].has("finite") and _is_noun_of_harm(tokens[min(at + 1, len(tokens) - 1)])
    return is_one and _describes(tokens, at, language)


def _is_manner(tokens: list[Token], at: int, language: Language) -> bool:
    """ "six horribly mutilated bodies": how the participle before a noun of harm came about."""
    is_adverb = bool(language.adverb_endings) and tokens[at].form.endswith(language.adverb_endings)
    words = tokens[at + 1 : at + 3] if is_adverb and language.file.head_last else []
    return len(words) > 1 and words[0].has("participle") and _is_noun_of_harm(words[1])


def _describes(tokens: list[Token], at: int, language: Language) -> bool:
    """ "a leading cleric", "20,000 registered refugees": a form of a verb before a noun for people."""
    return language.file.head_last and _noun_follows(tokens, at + 1, language)


def _noun_follows(tokens: list[Token], at: int, language: Language) -> bool:
    if at >= len(tokens):
        return False
    return tokens[head_at(tokens, at, language, is_many=False)].has(*_NOUNS_OF_PEOPLE)


def _behind_bracket(tokens: list[Token], at: int) -> int:
    """The token behind "four Radio Television (RTA) | staff", "two guard [the army of Chad] | soldiers"."""
    closing = _BRACKETS.get(tokens[at].form)
    within = tokens[at : at + _BRACKETED] if closing else ()
    return next((at + n for n, t in enumerate(within, start=1) if t.form == closing), at)


def is_plural(token: Token) -> bool:
    """Whether a noun looks like a plural or is listed as one."""
    is_of = "s of " in token.form  # "members of one family"
    return token.has("plural") or token.form.endswith("s") or is_of


def _last_of_row(tokens: list[Token], at: int, end: int) -> int:
    """ "police officers": the last of the nouns that stand side by side, if they are for people."""
    last = at
    while last + 1 < end:
        if _goes_on(tokens[last], tokens[last + 1]):
            last += 1
        elif last + 2 < end and _is_hall_of(tokens[last : last + 3]):
            last += 2
        else:
            break
    return last


def _is_hall_of(words: list[Token]) -> bool:
    """ "city hall official", "a Canadian mining executive": an unknown word inside a noun for people."""
    first, unknown, person = words
    is_inner = (first.has("thing") and not is_plural(first)) or _is_demonym(first)
    is_word = not unknown.meanings and unknown.form.isalpha() and not unknown.is_capital
    return is_inner and is_word and person.has("person")


def _goes_on(noun: Token, following: Token) -> bool:
    """Whether two nouns are one; behind people, a word for an event may be a verb ("rebels attack")."""
    is_verb = noun.has("person") and following.has("event") and not following.has("person", "thing")
    is_verb = is_verb and not _is_demonym(noun)  # "an Israeli drone strike"
    return _is_noun(following) and not is_verb


def _is_demonym(noun: Token) -> bool:
    return noun.is_capital and noun.meanings.get("person") == "unspecified" and not is_plural(noun)


def _is_noun(token: Token) -> bool:
    return token.has(*_NOUNS) and is_inside(token)


def is_inside(token: Token) -> bool:
    """Whether a word may stand in a noun phrase: known as part of one, or a word without meaning."""
    if token.has("ordinal"):
        return True  # "the third policeman", though "third" is a fraction, too
    if token.meanings:
        return _INSIDE.issuperset(token.meanings)
    return token.form[0].isalpha() or (token.form[0].isdigit() and "-" in token.form)


def is_event(token: Token) -> bool:
    """ "deux attentats" counts no people."""
    return token.has("event") and not token.has(
        "person", "participle", "gerund", "counted", "household", "finite", "perfect"
    )


def are_many(tokens: list[Token], at: int) -> bool:
    """Whether the auxiliary at a token is that of a plural: "were"."""
    return any(t.has("be", "have") and not t.has("singular") for t in tokens[at : at + 1])


def is_ordinal_alone(tokens: list[Token], at: int) -> bool:
    """ "Two were shot and the third was beheaded", "l'autre est mort": one of those told of."""
    if at + 1 >= len(tokens):
        return False
    if not tokens[at].has("ordinal"):
        return tokens[at].has("last_one") and tokens[at + 1].has("be", "have", "finite")
    return tokens[at + 1].form == "," or tokens[at + 1].has("be", "have", "finite", "perfect")


def behind(tokens: list[Token], at: int, *tags: str) -> int:
    """The first token from `at` on that means none of these."""
    while at < len(tokens) and tokens[at].has(*tags):
        at += 1
    return at


def are_others(tokens: list[Token], at: int) -> bool:
    """ "Other people were kidnapped"."""
    return tokens[at].form == "other" and at + 1 < len(tokens) and tokens[at + 1].has("person")


def are_of_all_kinds(tokens: list[Token], noun: int) -> bool:
    """ "They abducted men, women and children": people counted in passing, of each sex and age."""
    if noun + 2 >= len(tokens) or not is_plural(tokens[noun]):
        return False
    is_joined = tokens[noun + 1].form == "," or tokens[noun + 1].has("conjunction")
    return is_joined and tokens[noun + 2].meanings.get("person") in OFFSPRING


def are_the_harmed(tokens: list[Token], at: int) -> bool:
    """ "the wounded | soldiers": those told of before."""
    return tokens[at - 1].has("participle") and tokens[at - 2].has("definite_plural")


def are_joined(tokens: list[Token], noun: int) -> bool:
    """ "both tourists and locals": the noun behind "both" is the first of two, and no two people."""
    return any(t.has("conjunction") for t in tokens[noun + 1 : noun + 2])


def is_attribute(tokens: list[Token], noun: int) -> bool:
    """ "a displacement shelter", "a rights body said": the noun of harm describes a thing, or names one."""
    if noun + 1 >= len(tokens) or tokens[noun].has("plural"):
        return False
    is_office = tokens[noun].has("body") and tokens[noun + 1].has("said")
    return is_office or tokens[noun + 1].has("thing")


def is_numbered(tokens: list[Token], at: int) -> bool:
    """Whether "the number of" stands before the noun at a token and its adjectives: "of wounded Somalis"."""
    before = at - 1
    while before > 0 and (
        tokens[before].is_capital or tokens[before].has("premodifier", "participle")
    ):
        before -= 1
    return before >= 0 and tokens[before].has("number_of")


def describes_thing(tokens: list[Token], noun: int, language: Language) -> bool:
    """ "its separatist struggle", "the Somali capital": a word for people that is an adjective before a noun
    that is none for people.
    """
    if not language.file.head_last or noun + 1 >= len(tokens):
        return False
    word, following = tokens[noun], tokens[noun + 1]
    is_adjective = word.has("person") and not is_plural(word)
    is_adjective &= word.has("premodifier") or _is_demonym(word)
    is_noun = following.has(*_NOT_PEOPLE) or is_unknown_noun(following, language)
    is_noun |= is_event(following)
    return is_adjective and is_noun and not following.is_capital


def _is_possessor(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].has("possessive_mark")


def _is_noun_of_harm(token: Token) -> bool:
    """ "civilian deaths", but not "civilians killed"."""
    return token.has("counted") and not token.has("participle")


def name_end(tokens: list[Token], at: int) -> int:
    """The token after a run of capitalised words that mean nothing else: "Ali Bello", "N'Golo Diop"."""
    while at < len(tokens) and tokens[at].is_capital and not tokens[at].meanings:
        mark = tokens[at + 1 : at + 2] if len(tokens[at].form) == 1 else []
        at += 2 if any(t.form in _APOSTROPHES for t in mark) else 1
    return at


def is_body_of(tokens: list[Token], noun: int) -> bool:
    """ "the soldier's body", "his body"."""
    is_his = tokens[noun - 1].has("singular") and tokens[noun].has("body")
    return tokens[noun].has("counted") and (is_his or tokens[noun - 1].has("possessive_mark"))


def is_unknown_noun(token: Token, language: Language) -> bool:
    """Whether a word without meaning looks like a noun for people: neither an adverb nor a name of things."""
    form, least = token.form, _SHORTEST_NOUN + token.is_capital
    is_word = not token.meanings and form[0].isalpha() and len(form) >= least
    if is_word and language.adverb_endings:
        is_word = not form.endswith(language.adverb_endings)
    return is_word and not is_abstract(token, language)


def is_abstract(token: Token, language: Language) -> bool:
    """Whether a word without meaning ends as names of things do: "trois exploitations"."""
    return not token.meanings and token.form.endswith(language.thing_endings)
