"""How the duty to table on-site meetings shows itself: the present period from the record, and what was tabled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.modules.projects.actions.tables import recipients_of
from zhixing.modules.projects.choices import DutyState
from zhixing.modules.projects.models import TableDuty
from zhixing.modules.projects.queries import TableRow, table_period, table_rows
from zhixing.web.components import Chip, Column, Fact, Row, Table
from zhixing.web.dates import day_in_words
from zhixing.web.doors import addresses
from zhixing.web.doors.presenting import LedgerColumn, Presentation, present


def chip(duty: Any) -> Chip:
    """The state as icon, word and tone."""
    state = DutyState(duty.state)
    return (
        Chip(state.label, icon="progress", tone="active")
        if state == DutyState.RUNNING
        else Chip(state.label, icon="x", tone="closed")
    )


def facts(duty: TableDuty) -> Sequence[Fact]:
    """Who tables, to whom, which period was last."""
    return [
        Fact(w("Office", "造表单位"), duty.office.name),
        Fact(w("Goes to", "报送"), "、".join(person.name for person in recipients_of(duty))),
        Fact(w("Last tabled", "最近造表周期"), duty.last_period or None),
    ]


def lead(duty: TableDuty) -> Words | str:
    """What the duty is."""
    return w(
        "The table is made from the record: who owed a meeting, when it was held, which minutes are issued.",
        "表格按记录生成：应召开、已召开及纪要印发情况。",
    )


def context(duty: TableDuty | None, actor: Any) -> dict[str, Any]:
    """The present period as it stands."""
    if duty is None:
        return {}
    period = table_period(duty, clock.today())
    caption = w("On-site meetings of {period}", "{period}现场办公会情况").put(period=period.key)
    return {"present": table_of(table_rows(duty, period), caption), "period": period}


def table_of(rows: Sequence[TableRow], caption: Words) -> Table:
    """The table as the chief gets it."""
    columns = [
        Column("project", w("Project", "项目")),
        Column("leader", w("Linked leader", "挂钩领导")),
        Column("owed", w("Owed", "应召开"), kind="number"),
        Column("held", w("Held on", "召开日期")),
        Column("minuted", w("Minutes issued", "已印发纪要"), kind="number"),
        Column("state", w("State", "情况"), kind="chip"),
    ]
    drawn = [
        Row(
            [
                row.project.title,
                row.leader,
                row.owed,
                [day_in_words(day) for day in row.held_on] or None,
                row.minuted,
                Chip(w("not held", "未召开"), icon="alert-triangle", tone="bad")
                if row.is_missing
                else Chip(w("held", "已召开"), icon="circle-check", tone="met"),
            ],
            url=addresses.of(row.project),
        )
        for row in rows
    ]
    empty = w("No project owes an on-site meeting in this period.", "本周期没有应召开现场办公会的项目。")
    return Table(caption=caption, columns=columns, rows=drawn, empty=empty)


present(
    "projects.table_duty",
    Presentation(
        icon="table",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("office", "chief", "executive_deputy"),
        columns=[LedgerColumn("last_period", w("Last tabled", "最近造表周期"))],
        below="projects/_table_duty_below.html",
        context=context,
        standings={"lead": w("Office", "造表单位"), "observer": w("Goes to", "报送对象")},
    ),
)
