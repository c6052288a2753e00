"""Dagster's records of a run, written through connections that stay open."""

from pathlib import Path
from typing import Any

import pytest
from dagster import DagsterInstance, Definitions, MaterializeResult, asset
from sqlalchemy import event
from sqlalchemy.engine import Engine

from pipelines.cli import home
from pipelines.cli.event_log import connections_kept

_ROUNDS = 20  # each asks the file of the run and the index; making them takes some connections


@asset
def counted() -> MaterializeResult[Any]:
    return MaterializeResult(metadata={"rows": 3})


def _run(instance: DagsterInstance) -> str:
    job = Definitions(assets=[counted]).resolve_implicit_global_asset_job_def()
    return job.execute_in_process(instance=instance).run_id


def _recorded(folder: Path, run_id: str) -> list[str]:
    with DagsterInstance.from_config(str(folder)) as instance:
        kept = instance.all_logs(run_id)
        latest = instance.get_latest_materialization_event(counted.key)
    assert latest is not None
    assert latest.run_id == run_id
    return [str(entry.dagster_event_type) for entry in kept]


def test_what_is_recorded_is_the_same_and_there_for_others(tmp_path: Path) -> None:
    folder = home.prepare(tmp_path)
    with DagsterInstance.from_config(str(folder)) as instance:
        as_ever = _run(instance)
    expected = _recorded(folder, as_ever)
    with DagsterInstance.from_config(str(folder)) as instance, connections_kept(instance):
        kept = _run(instance)
    assert _recorded(folder, kept) == expected


def test_each_file_is_opened_by_few_connections(tmp_path: Path) -> None:
    folder, opened = home.prepare(tmp_path), list[object]()
    with DagsterInstance.from_config(str(folder)) as instance:
        of_the_log = instance.event_log_storage

        def note(connection: object, _: object) -> None:
            opened.append(connection)

        event.listen(Engine, "connect", note)
        try:
            with connections_kept(instance):
                for _ in range(_ROUNDS):
                    assert of_the_log.get_logs_for_run("no such run") == []
                    assert not of_the_log.has_asset_key(counted.key)
        finally:
            event.remove(Engine, "connect", note)
    assert len(opened) < _ROUNDS


def test_the_log_is_as_before_afterwards(tmp_path: Path) -> None:
    with DagsterInstance.from_config(str(home.prepare(tmp_path))) as instance:
        with pytest.raises(RuntimeError, match="in the block"), connections_kept(instance):
            raise RuntimeError("in the block")
        assert _run(instance)


def test_a_log_elsewhere_stays_as_it_is() -> None:
    with DagsterInstance.ephemeral() as instance, connections_kept(instance):
        assert _run(instance)
