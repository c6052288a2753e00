"""Single persons without an article, as headlines have them: "Policier tué", "Gunmen kill village chief".

What belongs here: telling them from other nouns in the singular. What does not: who they are (people).
"""

from pipelines.extract.lexed import Token
from pipelines.lexicons.language import Language

_ADJECTIVES = 2  # words between the noun and its participle: "Soldat français grièvement blessé"


def is_headline(tokens: list[Token], at: int, after: int, language: Language) -> bool:
    """Whether the noun phrase of tokens [at, after) is one person told of as headlines do."""
    before = tokens[at - 1] if at else None
    drops_object = not language.file.function["indefinite_plural"]
    if drops_object and before and before.has("finite") and not before.has("participle"):
        return True
    is_named = after < len(tokens) and tokens[after].is_capital
    if drops_object and _begins(tokens, at) and not is_named:
        return True  # "Muslim cleric working for a radio station was shot"
    return (_begins(tokens, at) or _is_titled(before)) and _is_described(tokens, after)


def _begins(tokens: list[Token], at: int) -> bool:
    """Whether nothing but names stands before a token: "NPA rebel killed"."""
    return all(t.is_capital and not t.meanings for t in tokens[:at])


def _is_titled(before: Token | None) -> bool:
    """ "Mali: soldat tué"."""
    return before is not None and before.form == ":"


def _is_described(tokens: list[Token], after: int) -> bool:
    """Whether a participle of harm follows, past words that may be adjectives."""
    for token in tokens[after : after + _ADJECTIVES + 1]:
        if token.has("participle"):
            return True
        if token.meanings and not token.has("adverb", "premodifier"):
            return False
        if not token.form[0].isalpha():
            return False
    return False
