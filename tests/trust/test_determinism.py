"""The same input gives the same bytes: whatever the threads, the hash seed, the batches, the order."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
from command import ARTICLES, INPUTS, NOW, bilan

from schemas import TABLES

BILAN = Path(sys.executable).with_name("bilan")
SURROUNDINGS = (("1", "0"), ("4", "1"), ("1", "random"), ("4", "random"), ("4", "0"), ("1", "1"))
"""Threads of Polars, and PYTHONHASHSEED."""


def digests(output: Path) -> dict[str, str]:
    """Hash of every exported file, by its name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (output / "exports").rglob("*")
        if path.is_file()
    }


def tables(output: Path) -> dict[str, object]:
    """Hash of the rows of every published table, moments of recording included."""
    with duckdb.connect(output / "bilan.duckdb", read_only=True) as database:
        return {
            table: database.execute(f"select bit_xor(hash(t)), count(*) from {table} t").fetchall()
            for table in TABLES
        }


def test_threads_and_hash_seeds_change_nothing(
    tmp_path: Path, size: Callable[[int, int], int], tell: Callable[[str], None]
) -> None:
    inputs = INPUTS if size(0, 1) == 0 else [str(ARTICLES)]
    surroundings = SURROUNDINGS[: size(2, len(SURROUNDINGS))]
    outputs = [tmp_path / f"{threads}-{seed}" for threads, seed in surroundings]
    for output, (threads, seed) in zip(outputs, surroundings, strict=True):
        command = [BILAN, "run", *inputs, "--output", output, "--now", NOW, "--quiet"]
        given = {**os.environ, "POLARS_MAX_THREADS": threads, "PYTHONHASHSEED": seed}
        assert subprocess.run(command, env=given, check=False).returncode == 0
    assert len({str(sorted(digests(output).items())) for output in outputs}) == 1
    assert len({str(tables(output)) for output in outputs}) == 1
    tell(
        f"{len(outputs)} runs (threads, hash seed: {surroundings}): {len(digests(outputs[0]))} files"
        f" and {len(TABLES)} tables the same"
    )


def test_bit_by_bit_is_the_same_as_all_at_once(
    tmp_path: Path, published: Path, tell: Callable[[str], None]
) -> None:
    """Only what is new is read, and the sums are those of a rebuild from scratch."""
    for name in reversed(INPUTS):
        run = bilan("run", name, "--output", tmp_path, "--now", NOW, "--quiet")
        assert run.exit_code == 0, run.stderr
    again = bilan("run", *INPUTS, "--output", tmp_path, "--now", NOW, "--json", "--quiet")
    assert '"accepted": 0' in again.stdout
    assert digests(tmp_path) == digests(published)
    tell(f"2 runs, one file each = 1 run of both: {len(digests(tmp_path))} files the same")
