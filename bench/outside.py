"""Made-up cases of an outside approval system for the benchmarks: a connected source, and its log as CSV, XES or JSON Lines.

Ten events a case, over thirty working weeks of 2026, in twenty units by two hundred people; about one case in seven is late.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

STEPS = (
    "received", "accepted", "step_received", "step_taken", "step_received", "step_taken", "examined", "step_received",
    "decided", "delivered",
)  # fmt: skip
COLUMNS = ("办件编号", "事件编号", "环节", "时间", "单位", "经办人", "事项", "承诺日期")
MAPPING = """
case: 办件编号
event_id: 事件编号
activity: 环节
moment: 时间
unit: 单位
resource: 经办人
starts: [approvals.received]
ends: [approvals.decided]
facts:
  item_name: {column: 事项, of: case}
  promised_on: {column: 承诺日期, as: day, of: case}
limits:
  - code: bench.promise
    title: {en: promised day, zh: 承诺日期}
    on: [approvals.accepted]
    until: [approvals.decided]
    due: promised_on
"""
PACKS = ["administrative-licensing"]
FIRST = datetime(2026, 1, 5, 9)  # noqa: DTZ001  # as a system without zones writes it


def records(events: int, first: int = 0) -> Iterator[tuple[str, ...]]:
    """So many records, case by case, from the case with this number."""
    for number in range(first, first + events // len(STEPS)):
        mixed = number * 2_654_435_761 % 2**32
        began = FIRST + timedelta(days=mixed % 210, minutes=mixed // 210 % 400)
        promised = (began + timedelta(days=12)).date().isoformat()
        for place, step in enumerate(STEPS):
            at = began + timedelta(days=place * (1 + (mixed >> 8) % 7 // 6), minutes=7 * place)
            yield (
                f"YC{number:09}", f"e{number:09}-{place}", f"approvals.{step}", at.isoformat(" "), f"单位{mixed % 20}",
                f"经办{mixed // 20 % 200}", f"事项{mixed % 300}", promised,
            )  # fmt: skip


def as_csv(path: Path, events: int, first: int = 0) -> Path:
    """The log as CSV."""
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        file.writelines(",".join(record) + "\n" for record in records(events, first))
    return path


def as_lines(path: Path, events: int, first: int = 0) -> Path:
    """The log as JSON Lines: what the bulk door of the API takes."""
    with path.open("w", encoding="utf-8") as file:
        for record in records(events, first):
            file.write(json.dumps(dict(zip(COLUMNS, record, strict=True)), ensure_ascii=False) + "\n")
    return path


def as_xes(path: Path, events: int, first: int = 0) -> Path:
    """The log as XES, in which every attribute of a case is told once: for the same mapping each event repeats them here."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="2.0">\n')
        case = ""
        for record in records(events, first):
            if record[0] != case:
                file.write(("</trace>\n" if case else "") + "<trace>\n")
                case = record[0]
            told = "".join(f'<string key="{n}" value="{v}"/>' for n, v in zip(COLUMNS, record, strict=True))
            file.write(f"<event>{told}</event>\n")
        file.write("</trace>\n</log>\n")
    return path


def connected(code: str) -> tuple[Any, Any]:
    """A government with twenty units, a source that takes deliveries, and the account that delivers."""
    from django.db import transaction

    from zhixing.base import clock
    from zhixing.kernel.access.models import Account, Grant, Reach
    from zhixing.kernel.matters import participations
    from zhixing.kernel.matters.models import Standing
    from zhixing.kernel.matters.opening import open_matter
    from zhixing.kernel.organisation.models import Kind, Level, Unit
    from zhixing.modules.approvals.models import Source, UnitName

    def unit(name: str, kind: str, parent: Any, **more: Any) -> Any:
        made = Unit.objects.create(
            code=f"{code}-{Unit.objects.count()}", name=name, short_name=name, level=Level.CITY, kind=kind, parent=parent,
            path="0", opened_on=date(2020, 1, 1), **more,
        )  # fmt: skip
        made.path = f"{parent.path}.{made.pk}" if parent else str(made.pk)
        made.save(update_fields=["path"])
        return made

    with transaction.atomic():
        gov = unit("基准市人民政府", Kind.GOVERNMENT, None, is_jurisdiction=True)
        units = [unit(f"单位{n}", Kind.DEPARTMENT, gov) for n in range(20)]
        account = Account.objects.create(username=f"program-{code}", is_service=True)
        Grant.objects.create(
            account=account,
            role="approvals.outside_system",
            unit=units[0],
            reach=Reach.UNIT,
            from_on=date(2020, 1, 1),
        )
        source = open_matter(
            Source, jurisdiction=gov, state="active", title="审批系统", code=code, supervising_unit=units[1], mapping=MAPPING,
            packs=PACKS, watched_from=clock.today(),
        )  # fmt: skip
        participations.stand(source, {Standing.LEAD: ([units[0]], []), Standing.SUPERVISOR: ([units[1]], [])})
        source.save()
        UnitName.objects.bulk_create([UnitName(source=source, name=u.name, unit=u) for u in units])
    return source, account
