"""Where the words that name a source end: who passed them on, a bracket, a name in quotation marks.

What does not belong here: reading such words from where they begin, or back from a verb (phrases).
"""

from pipelines.extract.lexed import Token

OPENING_QUOTES = frozenset({"«", "“"})
_CLOSING_QUOTES = frozenset({'"', "”", "»"})
_QUOTATION_MARKS = OPENING_QUOTES | _CLOSING_QUOTES
_CLAUSE_MARKS = frozenset({",", ";", "!", "?", ":"})
_OF_SPEECH = frozenset({":"})
_QUOTED_NAME = 4  # tokens


def quoted_name(tokens: list[Token], after: int) -> int | None:
    """Where the name in quotation marks begins that ends before a token: l'agence "Wafa"."""
    if tokens[after - 1].form not in _CLOSING_QUOTES:
        return None
    for at in range(after - 2, max(0, after - 2 - _QUOTED_NAME), -1):
        if tokens[at].form in _CLAUSE_MARKS or tokens[at].has("said", "have", "be", "finite"):
            return None
        if tokens[at - 1].form in _QUOTATION_MARKS:
            return (
                at - 1 if tokens[at].is_capital and tokens[at - 2].form not in _OF_SPEECH else None
            )
    return None


def before_relay(tokens: list[Token], at: int, after: int) -> int:
    """The end of "une source" in "une source, citée par l'AFP"."""
    relay = next((i for i in range(at + 1, after) if tokens[i].has("relayed_by", "at_hour")), after)
    return relay if any(t.has("source") for t in tokens[at:relay]) else after


def closes(tokens: list[Token], at: int, after: int) -> bool:
    """Whether a bracket that opens in tokens [at, after) closes just behind them: "l'OIM (ONU)"."""
    is_open = any(t.form == "(" for t in tokens[at:after])
    return is_open and after < len(tokens) and tokens[after].form == ")"
