import gc
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipelines.articles import read_batches
from pipelines.moments import moment
from pipelines.readers import prepare, read

SAMPLE = Path(__file__).parents[2] / "seeds" / "articles" / "depeches-libye.jsonl"
NOW = moment("2020-01-01T12:00Z")


@pytest.fixture(scope="module")
def batches() -> list[pl.DataFrame]:
    [batch] = read_batches([str(SAMPLE)], now=NOW)
    return list(batch.articles.iter_slices(3))


def test_several_processes_give_what_one_gives_in_the_same_order(batches):
    alone = list(read(batches, "literal"))
    together = list(read(batches, "literal", workers=2))
    assert len(alone) == len(together) == len(batches)
    for (batch, tables), (same_batch, same_tables) in zip(alone, together, strict=True):
        assert_frame_equal(batch, same_batch)
        for table in tables:
            assert_frame_equal(tables[table], same_tables[table])


def test_a_single_batch_starts_no_process(batches, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("pipelines.processes.ProcessPoolExecutor", refuse)
    assert len(list(read(batches[:1], "literal", workers=2))) == 1


def test_a_process_that_stands_prepared_reads_a_single_batch_and_then_ends(batches):
    prepare("literal", workers=2)
    [(batch, tables)] = read(batches[:1], "literal", workers=2)
    [(_, own)] = read(batches[:1], "literal")
    assert_frame_equal(batch, batches[0])
    assert all(tables[table].equals(own[table]) for table in own)
    assert wait_until(lambda: not active_children())


@pytest.mark.parametrize(("own", "while_reading"), [(700, 100_000), (200_000, 200_000), (0, 0)])
def test_unused_cycles_are_seldom_looked_for_while_a_batch_is_read(
    batches, monkeypatch, own, while_reading
):
    seen: list[int] = []
    monkeypatch.setattr(
        "pipelines.extract.tables.extract_batch",
        lambda *_: seen.append(gc.get_threshold()[0]),
    )
    before = gc.get_threshold()
    gc.set_threshold(own)
    try:
        list(read(batches[:1], "literal"))
        assert (seen, gc.get_threshold()[0]) == ([while_reading], own)
    finally:
        gc.set_threshold(*before)


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it holds before the time is over."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return held
