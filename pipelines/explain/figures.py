"""The figures of an article: their words marked in its text, and how each was read.

What they are gathered into stands in accounts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from pipelines.explain.terminal import bounds, printable

Row = dict[str, Any]
QUOTE, PHRASE = "underline", "bold reverse"


def highlighted(text: str, figures: Sequence[Row]) -> Text:
    """The text with quotes underlined, and quantity words inverse with their position after."""
    shown = Text(printable(text))
    for figure in figures:
        shown.stylize(QUOTE, figure["quote_start"], figure["quote_end"])
        if figure["phrase"] is not None:
            shown.stylize(PHRASE, figure["phrase_start"], figure["phrase_end"])
    ends = sorted((f["phrase_end"] or f["quote_end"], f["position"]) for f in figures)
    pieces = shown.divide([end for end, _ in ends])
    marks = [Text(f"[{position}]", style="cyan") for _, position in ends]
    return Text.assemble(*(part for pair in zip(pieces, marks, strict=False) for part in pair),
                         pieces[-1])  # fmt: skip


def lines_of(figures: Sequence[Row], names: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Per figure its position and three lines: the number, who says so, and its account's name."""
    for figure in figures:
        account = figure["report_id"] or figure["toll_id"]
        yield (
            str(figure["position"]),
            [
                f"{_measure(figure)}: {_value(figure)}, {figure['victims']}",
                f"read by {_rule(figure)}; stated by {_source(figure)}",
                f"in {names[account]}" + (f" ({why})" if (why := figure["grouped_by"]) else ""),
            ],
        )


def _measure(figure: Row) -> str:
    joint = f" with {figure['joint_with']}" if figure["joint_with"] else ""
    return figure["measure"] + joint


def _value(figure: Row) -> str:
    value = bounds(*(figure[f"value_{part}"] for part in ("low", "best", "high")))
    households = " households" if figure["unit"] == "household" else ""
    return f"{figure['quantifier']} {value}{households}"


def _rule(figure: Row) -> str:
    notes = [
        f"part of {figure['part_of_position']}" if figure["part_of"] else None,
        f"repeats {figure['repeat_of_position']}" if figure["repeat_of"] else None,
        "superseded" if figure["is_superseded"] else None,
        f"profile {figure['number_profile']}" if figure["number_profile"] else None,
    ]
    return ", ".join(filter(None, [figure["rule_id"], *notes]))


def _source(figure: Row) -> str:
    kind = figure["stated_by_type"]
    return f"{figure['stated_by']} ({kind})" if figure["stated_by"] else kind
