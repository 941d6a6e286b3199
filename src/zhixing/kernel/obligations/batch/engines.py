"""Where the definition runs: DuckDB (in memory, or over files), PostgreSQL, Apache Spark.

An engine loads tables, makes each stage a table of its own, and reads the last ones. It knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

import pyarrow as pa

from zhixing.kernel.obligations.batch.script import Step


class Engine(Protocol):
    """What `evaluate` needs of an engine. `dialect` is the SQL it speaks, as Ibis names it."""

    dialect: str

    def load(self, name: str, table: pa.Table) -> None:
        """Make this table known under the name, in place of an earlier one."""

    def make(self, step: Step) -> None:
        """Make the stage a table of its own."""

    def read(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""


_SQL = {
    "string": "text",
    "boolean": "boolean",
    "int64": "bigint",
    "float64": "double precision",
    "array<int64>": "bigint[]",
}


def _cast(step: Step, names: Mapping[str, str], quote: str = '"') -> str:
    """The stage's query with the type that each column must have: sums come wider out of every engine than they go in."""
    columns = ", ".join(
        f"cast(s.{quote}{c}{quote} as {names[kind]}) as {quote}{c}{quote}" for c, kind in step.types.items()
    )
    return f"select {columns} from ({step.query}) as s"


@dataclass(slots=True)
class DuckDB:
    """DuckDB, in memory or on a file. `views` names tables that are read where they lie, e.g. `read_parquet('…')`."""

    place: str = ":memory:"
    memory: str = "2GB"
    threads: int = 2
    views: Mapping[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    dialect: str = "duckdb"
    connection: Any = None

    def __post_init__(self) -> None:
        import duckdb

        self.connection = duckdb.connect(self.place)
        self.connection.execute(f"set memory_limit='{self.memory}'; set threads={self.threads}")
        self.connection.execute("set preserve_insertion_order=false")
        for name, source in self.views.items():
            self.connection.execute(f'create or replace view "{name}" as select * from {source}')

    def load(self, name: str, table: pa.Table) -> None:
        self.connection.register("loading", table)
        self.connection.execute(f'create or replace table "{name}" as select * from loading')
        self.connection.unregister("loading")

    def make(self, step: Step) -> None:
        begun = perf_counter()
        self.connection.execute(f'create or replace table "{step.name}" as {_cast(step, _SQL)}')
        self.seconds[step.name] = perf_counter() - begun

    def read(self, query: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
        return rows

    def close(self) -> None:
        self.connection.close()


@dataclass(slots=True)
class PostgreSQL:
    """PostgreSQL through a psycopg connection: temporary tables in one transaction, which the caller ends (and so drops them).

    Statistics are taken of every stage, and nested loops are off for the transaction: their plans are chosen on estimates that
    the windows make worthless (20 times slower where it was measured).
    """

    connection: Any
    work_mem: str = "256MB"
    seconds: dict[str, float] = field(default_factory=dict)
    dialect: str = "postgres"

    def __post_init__(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("set local enable_nestloop = off")
            cursor.execute(f"set local work_mem = '{self.work_mem}'")

    def load(self, name: str, table: pa.Table) -> None:
        columns = ", ".join(f'"{c.name}" {_postgres_type(c.type)}' for c in table.schema)
        with self.connection.cursor() as cursor:
            cursor.execute(f'drop table if exists pg_temp."{name}"')
            cursor.execute(f'create temporary table "{name}" ({columns}) on commit drop')
            with cursor.copy(f'copy pg_temp."{name}" from stdin') as copy:
                for batch in table.to_batches(20_000):
                    for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        copy.write_row(row)
            cursor.execute(f'analyze pg_temp."{name}"')

    def make(self, step: Step) -> None:
        begun = perf_counter()
        with self.connection.cursor() as cursor:
            cursor.execute(f'drop table if exists pg_temp."{step.name}"')
            cursor.execute(f'create temporary table "{step.name}" on commit drop as {_cast(step, _SQL)}')
            cursor.execute(f'analyze pg_temp."{step.name}"')
        self.seconds[step.name] = perf_counter() - begun

    def read(self, query: str) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows


def _postgres_type(kind: pa.DataType) -> str:
    if pa.types.is_string(kind):
        return 'text collate "C"'  # CEL compares text by its code points
    if pa.types.is_list(kind):
        return "bigint[]"
    return {pa.int64(): "bigint", pa.float64(): "double precision", pa.bool_(): "boolean"}[kind]


_SPARK = {
    "string": "string",
    "boolean": "boolean",
    "int64": "bigint",
    "float64": "double",
    "array<int64>": "array<bigint>",
}


@dataclass(slots=True)
class Spark:
    """Apache Spark through a session. Every stage is written to files in `folder`, for Spark would compute it again for
    each one that reads it."""

    session: Any
    folder: Path
    views: Mapping[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    dialect: str = "pyspark"

    def __post_init__(self) -> None:
        for name, path in self.views.items():
            self.session.read.parquet(path).createOrReplaceTempView(name)

    def load(self, name: str, table: pa.Table) -> None:
        import pyarrow.parquet as pq

        path = self.folder / f"{name}.parquet"
        pq.write_table(table, path)
        self.session.read.parquet(str(path)).createOrReplaceTempView(name)

    def make(self, step: Step) -> None:
        begun = perf_counter()
        path = str(self.folder / step.name)
        self.session.sql(_cast(step, _SPARK, "`")).write.mode("overwrite").parquet(path)
        self.session.read.parquet(path).createOrReplaceTempView(step.name)
        self.seconds[step.name] = perf_counter() - begun

    def read(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(query).collect()]


@contextmanager
def spark_session(
    folder: Path, *, memory: str = "2g", threads: int = 2, compiled: bool = True, master: str | None = None
) -> Iterator[Any]:
    """A Spark session: local, or of the cluster `master`, whose machines must see `folder` under the same name.

    `compiled` False suits small sets: Spark then interprets its plans instead of compiling them. On a cluster, memory, cores and
    partitions are what its own configuration says.

    Raises ImportError without pyspark, and what Spark raises without Java.
    """
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    builder = (
        builder.master(master or f"local[{threads}]")
        .appName("zhixing")
        .config("spark.driver.memory", memory)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.codegen.wholeStage", str(compiled).lower())
        .config("spark.sql.codegen.factoryMode", "FALLBACK" if compiled else "NO_CODEGEN")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    )
    if master is None or master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config(
            "spark.driver.host", "127.0.0.1"
        )
        builder = builder.config("spark.sql.shuffle.partitions", str(2 * threads))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()
