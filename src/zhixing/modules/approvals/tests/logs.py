"""Small logs for the tests, and one way to run them."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.rulebook.loading import parse
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.monitoring import Asked, Told, monitor

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
STEPS = {"case": "case", "activity": "step", "moment": "at"}
TWO = {"en": "x", "zh": "某规则"}


def written(path: Path, rows: list[list[str]], header: tuple[str, ...] = ("case", "step", "at")) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def pack(*rules: str) -> Any:
    """A pack of deadline rules, each in the few words that matter."""
    head = """
pack: little
version: 1
title: {en: little, zh: 小规则}
source: {en: made for a test, zh: 测试自拟}
levels: [city]
in_force_on: 1990-01-01
rules:
"""
    body = "".join(
        f"""
  - code: {rule.split()[0]}
    kind: deadline
    title: {{en: x, zh: 某规则}}
    basis: [{{document: made up, article: "1"}}]
    holder: {{unit: unit_id}}
    {" ".join(rule.split()[1:])}
""".replace(" ; ", "\n    ")
        for rule in rules
    )
    return parse(head + body, "little.yaml")


FIVE_WORKING_DAYS = "a.five on: [received] ; until: [decided] ; values: [{from_on: 1990-01-01, amount: 5, unit: working_days}] ; warnings: [{colour: yellow, after: 1}]"  # noqa: E501
TEN_DAYS = "a.ten on: [received] ; until: [decided] ; roll: none ; values: [{from_on: 1990-01-01, amount: 10, unit: natural_days}] ; remind_on_rest_days: true ; warnings: [{colour: yellow, after: 1, unit: natural_days}]"  # noqa: E501


def run(
    log: Path, out: Path, mapping: dict[str, Any] | None, *packs: Any, as_of: date | None = None, **more: Any
) -> Told:
    read = Mapping.model_validate(mapping) if mapping else None
    return monitor(
        Asked(log=log, out=out, now=NOW, calendar=national(), mapping=read, packs=packs, as_of=as_of, **more)
    )


def rows(path: Path, columns: str = "*", where: str = "true") -> list[tuple[Any, ...]]:
    return duckdb.sql(f"select {columns} from read_parquet('{path}') where {where} order by all").fetchall()


def found(told: Told) -> dict[str, int]:
    """The findings by code with their numbers."""
    return {f["code"]: f["count"] for f in told.quality["findings"]}
