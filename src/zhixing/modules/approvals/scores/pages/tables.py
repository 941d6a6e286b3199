"""How a table of scores shows itself: its figures with their intervals, corrections, objections, and what each figure means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.modules.approvals.models import ScoreTable, Source
from zhixing.modules.approvals.models.scores import ObjectionState, ScoreState
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.scores import tables
from zhixing.modules.approvals.scores.pictures import whiskers
from zhixing.web.components import Chip, Column, Fact, Link, Option, Row, Table
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

CHIPS = {
    ScoreState.FROZEN: ("snowflake", "active"),
    ScoreState.TO_PUBLISH: ("speakerphone", "met"),
    ScoreState.KEPT: ("lock", "closed"),
}


def chip(table: Any) -> Chip:
    """The state as icon, word and tone."""
    state = ScoreState(table.state)
    icon, tone = CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def facts(table: ScoreTable) -> Sequence[Fact]:
    """Of what and when, by whom, published when and by whose decision."""
    span = w("{first} to {last}", "{first}至{last}")
    found = [
        Fact(w("Period", "评分期间"), span.put(first=table.first_on, last=table.last_on)),
        Fact(w("Frozen by", "核定单位"), f"{table.office.name} {table.frozen_by}"),
        Fact(w("Version in force", "现行版本"), table.version),
        Fact(w("Published", "公布日期"), table.publish_on),
    ]  # fmt: skip
    if table.decided_by:
        decided = w("{person}, {day}", "{person}，{day}").put(
            person=str(table.decided_by), day=table.decided_on
        )
        found.append(Fact(w("Decided by", "公布决定"), decided, note=table.grounds))
    if table.is_public(clock.today()):
        found.append(
            Fact(
                w("On the portal", "公众门户"), Link(w("published table", "公布的绩效表"), public_url(table))
            )
        )
    return [*found, Fact(w("Fingerprint (SHA-256)", "数据指纹（SHA-256）"), table.sha256)]


def public_url(table: ScoreTable) -> str:
    """Where the public finds it."""
    return reverse("approvals-public-score", args=[table.pk])


def may_open(table: ScoreTable, actor: Actor, unit: int | None) -> bool:
    """The office and whoever reaches the whole government open every figure, a unit those of its own cases."""
    keys = actor.keys(VIEW)
    return bool(keys.roots) or table.office_id in keys.ids or (unit is not None and unit in keys.ids)


def opens(table: ScoreTable, actor: Actor) -> tables.Opens:
    """From a line's keys to the cases it counted, as they were counted; "" where the actor may not open them."""
    at = reverse("approvals-score-counted", args=[table.pk])

    def address(**keys: Any) -> str:
        unit = keys.get("unit")
        known = may_open(table, actor, unit if isinstance(unit, int) else None)
        return f"{at}?{urlencode({k: v for k, v in keys.items() if v})}" if known else ""

    return address


def context(table: ScoreTable | None, actor: Actor) -> dict[str, Any]:
    """The figures in force, the picture, corrections and objections. A handful of queries, however many units."""
    if table is None:
        return {}
    snapshots = list(table.snapshots.all())
    content, at = snapshots[-1].content, opens(table, actor)
    return {
        "figures": tables.figures(content["all"], at),
        "whiskers": whiskers(content["units"], content["all"]["share"]),
        "units": tables.units(content, at),
        "items": tables.items(content, at),
        "steps": tables.steps(content, at),
        "versions": _versions(table, snapshots),
        "changed": tables.differences(snapshots[0].content, content) if len(snapshots) > 1 else None,
        "objections": _objections(table),
        "method": content["method"],
    }


def _versions(table: ScoreTable, snapshots: Sequence[Any]) -> Table:
    rows = [
        Row(
            [
                snapshot.number,
                snapshot.made_on,
                snapshot.reason or w("first figures", "首次核定"),
                Link("JSON", reverse("approvals-score-version", args=[table.pk, snapshot.number])),
                snapshot.sha256[:16],
            ]
        )
        for snapshot in reversed(snapshots)
    ]
    columns = [
        Column("number", w("Version", "版本"), "number"),
        Column("made_on", w("Made on", "形成日期"), "day"),
        Column("reason", w("Why", "原因")),
        Column("file", w("File", "文件")),
        Column("sha256", w("SHA-256 (first 16)", "SHA-256（前 16 位）")),
    ]
    return Table(w("Versions", "各版本"), columns, rows)


_OBJECTION = {
    ObjectionState.OPEN: ("clock", "warn"),
    ObjectionState.UPHELD: ("circle-check", "met"),
    ObjectionState.DISMISSED: ("x", "closed"),
}


def _objections(table: ScoreTable) -> Table:
    rows = []
    for one in table.objections.select_related("unit", "decided_by__person").prefetch_related("cases"):
        icon, tone = _OBJECTION[ObjectionState(one.state)]
        cases = "、".join(case.number for case in one.cases.all()) or None
        state = Chip(ObjectionState(one.state).label, icon=icon, tone=tone)
        said = [one.decision or None, str(one.decided_by) if one.decided_by else None]
        rows.append(Row([one.unit.name, one.made_on, one.grounds, cases, state, *said]))
    columns = [
        Column("unit", w("Unit", "单位"), fixed=True),
        Column("made_on", w("Raised on", "提出日期"), "day"),
        Column("grounds", w("Grounds", "理由")),
        Column("cases", w("Cases meant", "涉及办件")),
        Column("state", w("State", "状态"), "chip"),
        Column("decision", w("Decision", "处理意见")),
        Column("by", w("Decided by", "处理人")),
    ]
    return Table(w("Objections", "异议"), columns, rows, empty=w("No objection was raised.", "尚无异议。"))


def lead(table: ScoreTable) -> Words | str:
    """What the table is for, by the next thing that may happen."""
    if table.state == ScoreState.FROZEN:
        return w(
            "The units scored may object; somebody decides on publication when every objection is settled.",
            "被评分单位可提出异议；异议处理完毕后，另行决定是否公布。",
        )
    return ""


def _systems(actor: Any) -> list[Option]:
    return [Option(str(s.pk), s.title) for s in Source.objects.visible_to(actor).order_by("title")]


def _of_source(value: str) -> Q:
    return Q(source_id=int(value)) if value.isdigit() and len(value) < 16 else Q(pk__in=[])


def _objected(today: date) -> Q:
    return Q(pk__in=ScoreTable.objects.filter(objections__state=ObjectionState.OPEN).values("pk"))


def _public(today: date) -> Q:
    return Q(publish_on__lte=today)


present(
    "approvals.score_table",
    Presentation(
        icon="chart-dots",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("office", "frozen_by__person", "decided_by__person", "source"),
        columns=[
            LedgerColumn("first_on", w("From", "起始日期"), kind="day"),
            LedgerColumn("last_on", w("Until", "截止日期"), kind="day"),
            LedgerColumn("version", w("Version", "版本"), kind="number"),
            LedgerColumn("publish_on", w("Published", "公布日期"), kind="day"),
        ],
        filters=[LedgerFilter("source", w("Outside system", "接入系统"), _systems, _of_source)],
        tabs=[
            LedgerTab("objected", w("Objections to decide", "待处理异议"), _objected),
            LedgerTab("public", w("Public", "已公布"), _public),
        ],
        below="approvals/scores/_table_below.html",
        context=context,
    ),
)
