"""The ledger of supervised items as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhixing.kernel.tables.tests import sheets as tables

HEAD = ["事项名称", "来源", "来源文号", "主办单位", "协办单位", "包干领导", "负总责", "办结时限", "反馈周期"]
GOOD = [
    "新建公园5个",
    "会议决定",
    "云政办〔2026〕8号",
    "市住房和城乡建设局",
    "市财政局",
    "沈若兰",
    "郭建平",
    "2026-06-30",
    "每月",
]


def line(**changes: Any) -> list[Any]:
    """A good line with these cells changed, by heading key."""
    keys = ["title", "source", "source_number", "lead_unit", "supporting_units", "carrying_leader", "overall_leader",
            "limit_on", "rhythm"]  # fmt: skip
    cells = dict(zip(keys, GOOD, strict=True)) | changes
    return [cells[k] for k in keys]


def book(rows: Sequence[Sequence[Any]], *, head: Sequence[str] = HEAD, **more: Any) -> bytes:
    """An XLSX of the ledger with these rows."""
    return tables.book(rows, head=head, **more)
