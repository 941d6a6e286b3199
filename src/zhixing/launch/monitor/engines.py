"""Engines other than DuckDB for one run: the house's PostgreSQL (or the one DATABASE_URL names), Apache Spark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from zhixing.kernel.obligations.batch.engines import Engine, PostgreSQL, Spark, spark_session
from zhixing.modules.approvals.refusals import EngineMissing


def elsewhere(name: str, master: str | None) -> Callable[[Path], AbstractContextManager[Engine]] | None:
    """What makes the engine of this name for a run; None for DuckDB, which the run has anyway."""
    if name == "postgres":
        return on_postgres
    if name == "spark":
        return lambda folder: on_spark(folder, master)
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
def on_spark(folder: Path, master: str | None) -> Iterator[Engine]:
    """A local Spark session, or the one of `master`; its stages are files in the run's own folder."""
    try:
        import pyspark  # noqa: F401
    except ImportError as wrong:
        raise EngineMissing(engine="spark", what=str(wrong)) from wrong
    stages = folder / "spark"
    stages.mkdir()
    if master and not master.startswith("local"):
        raise EngineMissing(engine="spark", what=master)
    with spark_session(stages) as session:
        yield Spark(session, stages)
