"""bilan explain: how the figures of one article were read."""

from typing import Annotated

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, Output, stop


def explain(
    source_ref: Annotated[
        str, typer.Argument(help="The article's id, URL or file name, as in source_ref.")
    ],
    output: Output = DEFAULT_OUTPUT,
) -> None:
    """Show an article with its figures highlighted, each with its bounds, rule and account."""
    from rich.console import Console

    from pipelines.cli.published import published
    from pipelines.explain import explain as explained

    with published(output) as connection:
        try:
            parts = explained(connection, source_ref)
        except LookupError as error:
            stop(str(error.args[0]))
    console = Console()
    for part in parts:
        console.print(part)
