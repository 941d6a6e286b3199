"""Engines other than DuckDB for one run: the house's PostgreSQL (or the one DATABASE_URL names), Apache Spark."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from zhixing.kernel.obligations.batch.engines import Engine, PostgreSQL, Spark, spark_session
from zhixing.modules.approvals.refusals import EngineMissing, NoSharedFolder


def elsewhere(
    name: str, master: str | None, shared: Path | None
) -> Callable[[Path], AbstractContextManager[Engine]] | None:
    """What makes the engine of this name for a run; None for DuckDB, which the run has anyway."""
    if name == "postgres":
        return on_postgres
    if name == "spark":
        return lambda folder: on_spark(folder, master, shared)
    return None


@contextmanager
def on_postgres(folder: Path) -> Iterator[Engine]:
    """Temporary tables within one transaction that is rolled back: nothing stays in the database."""
    import psycopg

    from zhixing.launch.database import at_hand
    from zhixing.launch.paths import DataFolder

    with at_hand(DataFolder.chosen()) as addresses, psycopg.connect(addresses.app) as connection:
        try:
            yield PostgreSQL(connection)
        finally:
            connection.rollback()


@contextmanager
def on_spark(folder: Path, master: str | None, shared: Path | None) -> Iterator[Engine]:
    """A local Spark session with its stages in the run's own folder; or the cluster `master`, with its stages in a folder of
    their own within `shared`, which every machine of the cluster sees under that name. It is removed in the end."""
    try:
        import pyspark  # noqa: F401
    except ImportError as wrong:
        raise EngineMissing(engine="spark", what=str(wrong)) from wrong
    if master is None or master.startswith("local"):
        stages = folder / "spark"
        stages.mkdir()
        with spark_session(stages, master=master) as session:
            yield Spark(session, stages)
        return
    if shared is None or not shared.is_dir():
        raise NoSharedFolder(master=master, folder=shared or "—")
    with (
        tempfile.TemporaryDirectory(prefix="zhixing-", dir=shared) as place,
        spark_session(Path(place), master=master) as session,
    ):
        Path(place).chmod(0o777)  # the workers may run under another account
        yield Spark(session, Path(place))
