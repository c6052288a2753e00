"""Articles read = with figures + without + quarantined; rows handed on = accepted + quarantined."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
from command import bilan
from generated import FIGURES, KINDS, article, write

PARTS = (13, 4, 2, 1)
"""How many of twenty articles are of each kind."""
_KIND = [kind for kind, n in zip(KINDS, PARTS, strict=True) for _ in range(n)]


def test_every_article_and_every_row_is_accounted_for(
    tmp_path: Path, size: Callable[[int, int], int], tell: Callable[[str], None]
) -> None:
    number = size(2_000, 100_000)
    kinds = [_KIND[n % len(_KIND)] for n in range(number)]
    path = write(tmp_path / "a.jsonl", (article(n, kind) for n, kind in enumerate(kinds)))
    run = bilan("run", path, "--output", tmp_path / "out", "--json", "--quiet")
    assert run.exit_code == 0, run.stderr
    told, made = json.loads(run.stdout), Counter(kinds)
    with duckdb.connect(tmp_path / "out" / "bilan.duckdb", read_only=True) as database:
        outcomes = dict(
            database.execute(
                "select outcome, count(*) from core.extraction_log group by 1"
            ).fetchall()
        )
        [(steps,)] = database.execute(
            "select count(*) filter (n_read <> n_accepted + n_known + n_quarantined)"
            " from core.stage_counts"
        ).fetchall()
        [(figures,)] = database.execute("select count(*) from core.figures").fetchall()
    assert outcomes == {
        "figures": made["figures"],
        "no_figures": made["none"],
        "language_without_words": made["language"],
    }
    assert told["articles_read"] == number == sum(outcomes.values()) + told["quarantined"]
    assert (told["quarantined"], steps) == (made["broken"], 0)
    assert figures == FIGURES * made["figures"]
    tell(
        f"{number:,} articles = {outcomes} + {told['quarantined']:,} quarantined; {figures:,} figures"
    )
