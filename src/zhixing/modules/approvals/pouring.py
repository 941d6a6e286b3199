"""Rows out of DuckDB into PostgreSQL by COPY, as one file of CSV on the way: nothing of them passes through Python objects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PIECE = 1 << 20


def pour(connection: Any, query: str, cursor: Any, folder: Path, into: str, digest: Any = None) -> None:
    """Copy what a DuckDB query says into a table whose columns are named as the query's. `digest` takes in the bytes."""
    described = connection.execute(f"describe {query}").fetchall()
    path = folder / "pour.csv"
    connection.execute(f"copy ({query}) to '{path}' (format csv, header false)")
    names = ", ".join(f'"{row[0]}"' for row in described)
    with path.open("rb") as file, cursor.copy(f"copy {into} ({names}) from stdin (format csv)") as copy:
        while piece := file.read(PIECE):
            if digest is not None:
                digest.update(piece)
            copy.write(piece)
    path.unlink()
