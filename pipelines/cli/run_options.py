"""The options of bilan run, with what its help says of them; what they do stands in resources."""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH…", help="Files, folders, globs, URLs of articles and feeds."),
]
Inputs = Annotated[
    list[str] | None, typer.Option("--input", help="The same as PATH; may be repeated.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what was read before and start anew.")]
Now = Annotated[
    str, typer.Option(metavar="MOMENT", help="Moment to record, such as 2019-08-15T10:00Z.")
]
AsOf = Annotated[
    str,
    typer.Option(metavar="DAY", help="Only what was published by this day, such as 2019-08-15."),
]
NumberProfile = Annotated[str, typer.Option(metavar="NAME", help="How vague words become bounds.")]
Corrections = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Reviewers' corrections (seeds/corrections.yaml)."),
]
Keep = Annotated[
    int | None, typer.Option(min=1, help="So many of the newest releases stay. [default: 5]")
]
KeepDays = Annotated[
    int, typer.Option(min=0, help="Releases of so many days stay, however many they are.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Do it all beside the dataset, then throw it away.")
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that extract side by side.")]
Scheduler = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Dask cluster that extracts instead: tcp://…")
]
Shards = Annotated[
    str, typer.Option(metavar="URL", help="Folder that the cluster reaches: s3://…, file://…")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", help="Say nothing but errors and what is wrong with the input.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show Dagster's own log.")]
