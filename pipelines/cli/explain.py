"""bilan explain: how the figures of one article were read."""

import json
from typing import Annotated

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, Output, stop


def explain(
    source_ref: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The article's id (source_ref) or URL; a file's name without its ending.",
        ),
    ],
    output: Output = DEFAULT_OUTPUT,
    as_json: Annotated[bool, typer.Option("--json", help="Print all rows as JSON.")] = False,
) -> None:
    """Show an article with its figures highlighted, and why each was read, dated and placed so."""
    from rich.console import Console

    from pipelines.cli.published import published
    from pipelines.explain import articles, shown

    with published(output) as connection:
        try:
            found = articles(connection, source_ref)
        except LookupError as error:
            stop(str(error.args[0]))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
        return
    console = Console()
    for article in found:
        console.print(shown(article))
