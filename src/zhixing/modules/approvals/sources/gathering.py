"""Records of text, gathered in pieces and written as Parquet, whatever columns they turn out to have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from zhixing.modules.approvals.refusals import TooManyColumns

MOST_COLUMNS = 1_000
AT_ONCE = 50_000


class Gathering:
    """Takes records one by one; `finish` leaves files of at most `AT_ONCE` records in `folder`, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}  # a column's own name → its name within
        self.files: list[Path] = []
        self.records = 0
        self._waiting: list[Mapping[str, str | None]] = []

    def add(self, record: Mapping[str, str | None]) -> None:
        """Take one record. Raises TooManyColumns."""
        for name in record:
            if name not in self.names:
                self.names[name] = f"c{len(self.names)}"
                if len(self.names) > MOST_COLUMNS:
                    raise TooManyColumns(most=MOST_COLUMNS)
        self._waiting.append(record)
        self.records += 1
        if len(self._waiting) >= AT_ONCE:
            self._write()

    def finish(self) -> None:
        if self._waiting:
            self._write()

    def _write(self) -> None:
        columns = {
            inner: pa.array([record.get(name) for record in self._waiting], pa.string())
            for name, inner in self.names.items()
        }
        path = self.folder / f"records-{len(self.files):06}.parquet"
        pq.write_table(pa.table(columns), path)
        self.files.append(path)
        self._waiting = []
