"""How the reports of a quarter show themselves: who has reported, what, and what the check found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Standing
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.choices import QuarterlyState, Subject, Verdict
from zhixing.modules.supervision.models import QuarterlyLine, QuarterlyReport
from zhixing.web.components import Chip, Column, Fact, Row, Table
from zhixing.web.doors.presenting import LedgerColumn, LedgerTab, Presentation, present

_CHIPS = {
    QuarterlyState.CALLED: ("hourglass", "active"),
    QuarterlyState.CLOSED: ("circle-check", "met"),
    QuarterlyState.CANCELLED: ("x", "closed"),
}
_VERDICTS = {
    Verdict.TRUE: ("circle-check", "met"),
    Verdict.PARTLY: ("alert-circle", "warn"),
    Verdict.FALSE: ("circle-x", "bad"),
}


def chip(quarterly: QuarterlyReport) -> Chip:
    """The state as icon, word and tone."""
    state = QuarterlyState(quarterly.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def verdict_chip(line: QuarterlyLine) -> Chip:
    """What the check found of a line."""
    if not line.verdict:
        return Chip(w("not checked yet", "待核查"), icon="clock", tone="plain")
    verdict = Verdict(line.verdict)
    icon, tone = _VERDICTS[verdict]
    return Chip(verdict.label, icon=icon, tone=tone)


def facts(quarterly: QuarterlyReport) -> Sequence[Fact]:
    """The quarter, its days, and how many have reported."""
    rows = quarterly.participations.standing(Standing.SUPPORTING)
    called, reported = rows.count(), rows.filter(done_at__isnull=False).count()
    told = w("{n} of {of} units", "应报 {of} 个单位，已报 {n} 个").put(n=reported, of=called)
    return [
        Fact(w("Quarter", "季度"), quarterly.period),
        Fact(w("Reports due on", "报送时限"), quarterly.reports_due_on),
        Fact(w("Check due on", "核查时限"), quarterly.check_due_on),
        Fact(w("Reported", "报送情况"), told),
        Fact(w("Copied to", "抄送"), quarterly.organ.name),
    ]


@dataclass(frozen=True, slots=True)
class Reported:
    """A unit's report: its lines, or that there is none."""

    unit: str
    table: Table | None


def context(quarterly: QuarterlyReport | None, actor: Any) -> dict[str, Any]:
    """Reports by unit. A unit sees its own; the office, the organ and those who see the whole government see all."""
    if quarterly is None:
        return {}
    keys = actor.keys(powers.VIEW)
    overseers = {quarterly.supervising_unit_id, quarterly.organ_id}
    sees_all = quarterly.jurisdiction_id in keys.roots or not overseers.isdisjoint(keys.ids)
    rows = quarterly.participations.standing(Standing.SUPPORTING).select_related("unit")
    units = [r.unit for r in rows if r.unit and (sees_all or r.unit_id in keys.ids)]
    by_unit: dict[int, list[QuarterlyLine]] = {}
    for line in quarterly.lines.current().filter(unit_id__in=[u.pk for u in units]):
        by_unit.setdefault(line.unit_id, []).append(line)
    return {"reports": [Reported(u.name, _table(u.name, by_unit.get(u.pk, []))) for u in units]}


def _table(name: str, lines: list[QuarterlyLine]) -> Table | None:
    if not lines:
        return None
    order = list(Subject)
    columns = [
        Column("subject", w("Subject", "类别")),
        Column("text", w("Reported", "上报内容")),
        Column("verdict", w("Check", "核查结论"), kind="chip"),
        Column("note", w("Note", "核查说明")),
    ]
    rows = [
        Row([Subject(line.subject).label, line.text, verdict_chip(line), line.note])
        for line in sorted(lines, key=lambda x: (order.index(Subject(x.subject)), x.place))
    ]
    return Table(caption=name, columns=columns, rows=rows)


def lead(quarterly: QuarterlyReport) -> Words | str:
    """What the four subjects are."""
    return w(
        "Key work, major investment projects, major decisions and major reforms; copied to {organ}.",
        "重点工作、重大投资项目、政府重大决策、重大改革举措，同步抄送{organ}。",
    ).put(organ=quarterly.organ.name)


present(
    "supervision.quarterly",
    Presentation(
        icon="report",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("organ", "supervising_unit"),
        columns=[
            LedgerColumn("period", w("Quarter", "季度")),
            LedgerColumn("reports_due_on", w("Reports due", "报送时限"), kind="day"),
            LedgerColumn("check_due_on", w("Check due", "核查时限"), kind="day"),
            LedgerColumn("organ", w("Copied to", "抄送"), is_shown=False, reads=("organ__short_name",)),
        ],
        tabs=[
            LedgerTab("awaited", w("Reports awaited", "填报中"), lambda today: Q(state=QuarterlyState.CALLED))
        ],
        below="supervision/_quarterly_below.html",
        context=context,
    ),
)
