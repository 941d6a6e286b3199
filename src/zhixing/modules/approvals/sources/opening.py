"""Open a log of any of the four kinds as the DuckDB table `raw`: text columns `c0`, `c1` …, one row a record, in order.

What could not even be read as a record stands in the table `unread` (line, text, problem), so that it is not lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhixing.modules.approvals.refusals import EmptyLog, NoSuchLog, TooManyColumns
from zhixing.modules.approvals.sources import delimited, lines, xes
from zhixing.modules.approvals.sources.gathering import MOST_COLUMNS, Gathering
from zhixing.modules.approvals.sources.plain import Plain, plain

_PARQUET = b"PAR1"


@dataclass(frozen=True, slots=True)
class Source:
    """What was opened: its kind, its columns by their own names, how many records, how many lines that are none."""

    name: str
    form: str
    columns: dict[str, str]
    records: int
    unread: int
    encoding: str | None = None


def opened(path: Path, folder: Path, connection: Any, encoding: str | None = None) -> Source:
    """Read all of the log into `raw` and `unread`. `folder` takes what is needed on the way.

    Raises the refusals of a log that cannot be read (`refusals`); nothing is read half.
    """
    connection.execute("set preserve_insertion_order=true; set TimeZone='UTC'")
    connection.execute("create or replace table unread (line bigint, text varchar, problem varchar)")
    if not path.exists():
        raise NoSuchLog(path=path)
    if path.is_dir() or _starts(path) == _PARQUET:
        return _parquet(path, connection)
    found = plain(path, folder, encoding)
    sign = _first_sign(found.path)
    if sign == "<":
        return _gathered(path, "xes", found, folder, connection)
    if sign == "{":
        return _gathered(path, "jsonl", found, folder, connection)
    return _delimited(path, found, connection)


def _starts(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _first_sign(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.read(4096).lstrip()[:1]


def _delimited(path: Path, found: Plain, connection: Any) -> Source:
    cut = delimited.layout(found.path, path.name)
    columns = {name: f"c{n}" for n, name in enumerate(cut.names)}
    connection.execute("drop table if exists reject_errors; drop table if exists reject_scans")
    connection.execute(
        "create or replace table raw as select * from read_csv($path, auto_detect=false, header=true, delim=$cut, quote='\"',"
        " escape='\"', columns="
        + _types(columns)
        + ", store_rejects=true, rejects_limit=0, max_line_size=16777216,"
        " nullstr='')",
        {"path": str(found.path), "cut": cut.delimiter},
    )
    connection.execute(
        "insert into unread select line, any_value(csv_line), any_value(error_message) from reject_errors group by line"
    )
    return _source(path, "csv", columns, connection, found.encoding)


def _types(columns: dict[str, str]) -> str:
    return "{" + ", ".join(f"'{inner}': 'VARCHAR'" for inner in columns.values()) + "}"


def _gathered(path: Path, form: str, found: Plain, folder: Path, connection: Any) -> Source:
    gathering = Gathering(folder)
    if form == "xes":
        xes.gather(found.path, path.name, gathering)
    elif unread := lines.gather(found.path, gathering):
        connection.executemany("insert into unread values (?, ?, ?)", unread)
    gathering.finish()
    if not gathering.files:
        raise EmptyLog(path=path.name)
    columns = ", ".join(gathering.names.values())
    connection.execute(
        f"create or replace table raw as select {columns} from read_parquet($files, union_by_name=true)",
        {"files": [str(file) for file in gathering.files]},
    )
    for file in gathering.files:
        file.unlink()
    return _source(path, form, gathering.names, connection, found.encoding)


def _parquet(path: Path, connection: Any) -> Source:
    files = [str(file) for file in sorted(path.rglob("*.parquet"))] if path.is_dir() else [str(path)]
    if not files:
        raise NoSuchLog(path=path)
    scan = "read_parquet($files, union_by_name=true)"
    names = [
        row[0] for row in connection.execute(f"describe select * from {scan}", {"files": files}).fetchall()
    ]
    if len(names) > MOST_COLUMNS:
        raise TooManyColumns(most=MOST_COLUMNS)
    columns = {name: f"c{n}" for n, name in enumerate(names)}
    casts = ", ".join(f"cast({quoted(name)} as varchar) as {inner}" for name, inner in columns.items())
    connection.execute(f"create or replace table raw as select {casts} from {scan}", {"files": files})
    return _source(path, "parquet", columns, connection, None)


def quoted(name: str) -> str:
    """A name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _source(path: Path, form: str, columns: dict[str, str], connection: Any, encoding: str | None) -> Source:
    ((records,),) = connection.execute("select count(*) from raw").fetchall()
    ((unread,),) = connection.execute("select count(*) from unread").fetchall()
    if not records and not unread:
        raise EmptyLog(path=path.name)
    return Source(path.name, form, dict(columns), records, unread, encoding)
