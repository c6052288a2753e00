"""bilan evaluate: how well annotated articles are read, and how far confidences can be trusted."""

from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

import typer

from pipelines.cli.options import stop

PARTS: tuple[Literal["open", "aside"], ...] = ("open", "aside")
Gold = Annotated[
    list[Path], typer.Option("--gold", help="Annotated articles, JSON lines; may be repeated.")
]
Split = Annotated[
    Literal["open", "aside"] | None,
    typer.Option("--split", help="Only the third kept aside, or only the other two."),
]
Misses = Annotated[
    int, typer.Option("--misses", min=0, help="Show so many wrong readings in their sentences.")
]
Json = Annotated[
    Path | None, typer.Option("--json", dir_okay=False, help="Write the scores to this file, too.")
]
Fit = Annotated[
    Path | None,
    typer.Option(
        "--fit",
        dir_okay=False,
        help="Count on the open articles how often each kind of reading is right, and write the"
        " table of confidences to this file (seeds/confidence.csv).",
    ),
]
FitGrouping = Annotated[
    Path | None,
    typer.Option(
        "--fit-grouping",
        dir_okay=False,
        help="Count on the open articles what tells that figures are of one incident, and write the"
        " table to this file (seeds/grouping.csv).",
    ),
]


def evaluate(
    gold: Gold,
    split: Split = None,
    misses: Misses = 0,
    as_json: Json = None,
    fit: Fit = None,
    fit_grouping: FitGrouping = None,
) -> None:
    """Score what is read in annotated articles: figures, attributes, events, totals, confidence."""
    # Polars and Pandera take a second to import; wrong usage is said before that.
    from pipelines.evaluate import evaluate as evaluated
    from pipelines.evaluate.fitting import fitted
    from pipelines.evaluate.gold import read_gold
    from pipelines.evaluate.grouping import fitted_grouping
    from pipelines.evaluate.misses import misses as told
    from pipelines.evaluate.printing import json_text, reliability_lines, score_lines
    from pipelines.evaluate.readings import read_articles
    from pipelines.lexicons import load_seeds

    try:
        annotated, articles, seeds = read_gold(gold), read_articles(gold), load_seeds()
        if fit_grouping is not None:
            seeds = fitted_grouping(annotated, articles, seeds, fit_grouping)
        if fit is not None:
            seeds = fitted(annotated, articles, seeds, fit)
        evaluation = evaluated(annotated, articles, seeds, split)
        if as_json is not None:
            as_json.write_text(json_text(evaluation), "utf-8")
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}; check the path")
    except ValueError as error:
        stop(str(error))
    lines = [*islice(told(evaluation), misses), *score_lines(evaluation)]
    for part in (split,) if split else PARTS:
        lines += reliability_lines(evaluation.part(part), part)
    typer.echo("\n".join(lines))
