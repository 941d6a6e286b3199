"""One case as a timeline against its limits, and how each limit was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.rulebook.gates import cited
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.modules.approvals.case_pictures import picture
from zhixing.modules.approvals.cases import RUNNING, visible_cases
from zhixing.modules.approvals.models import Batch, Duty, Happened, OutsideCase
from zhixing.modules.approvals.pages.case_list import is_overdue, standing
from zhixing.modules.approvals.pages.tables import cards_of
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.reckoning import called, day_of, reckoned, shown_at
from zhixing.modules.approvals.rulesets import rules_of
from zhixing.modules.approvals.words import fact_value, fact_words
from zhixing.web.components import (
    Chip,
    Column,
    Fact,
    Link,
    Owed,
    Row,
    Table,
    left_in_words,
    time_left,
)
from zhixing.web.doors import addresses
from zhixing.web.doors.explaining import strip
from zhixing.web.pages import Request, page

SHOWN_EVENTS = 500
_STATES_TOLD: dict[str, Words] = {
    "met": w("met in time", "按时完成"),
    "missed": w("breach", "违反"),
    "lapsed": w("lapsed with its last day", "期满视为完成"),
    "excused": w("excused", "已免责"),
    "superseded": w("superseded", "已被取代"),
    "suspended": w("time stands still", "暂停计时"),
}


def _found(request: Request, case_id: int) -> OutsideCase:
    case = (
        visible_cases(request.actor)
        .select_related("source", "unit", "source__supervising_unit")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise NotFound
    return case


@dataclass(frozen=True, slots=True)
class Judged:
    """A duty with its rule's words, as a line and for the picture."""

    duty: Duty
    owed: Owed
    standing: Words | str
    tone: str


@page(VIEW)
def case_page(request: Request, case_id: int) -> HttpResponse:
    """One case: its events against its limits, who holds what, and the alerts drawn for it."""
    case, today = _found(request, case_id), clock.today()
    calendar = calendar_for(case.source.jurisdiction_id)
    story = list(Happened.objects.filter(case=case).order_by("us", "id")[: SHOWN_EVENTS + 1])
    is_cut, story = len(story) > SHOWN_EVENTS, story[:SHOWN_EVENTS]
    valid = [h for h in story if h.replaced_in is None]
    duties = list(case.duties.filter(is_current=True).select_related("unit").prefetch_related("cards"))
    rules = rules_of(case.source)
    judged = [
        _judged(case, d, rules, calendar, today)
        for d in sorted(duties, key=lambda d: (not is_overdue(d, today), not d.late, d.opened_on))
    ]
    drawn = picture(
        [(day_of(h), str(called(h.kind))) for h in valid],
        [(j.duty, j.owed.duty, j.standing, j.tone) for j in judged],
        today,
    )
    context = {
        "case": case,
        "chip": standing(case, duties, today),
        "picture": drawn,
        "running": [j.owed for j in judged if j.duty.state in RUNNING],
        "ended": [j.owed for j in judged if j.duty.state not in RUNNING],
        "events": _events_table(case, story),
        "is_cut": is_cut,
        "facts": _facts(case),
        "alerts": _alerts(case, request.actor),
        "trail": [Link(w("Monitored cases", "监察办件"), reverse("approvals-cases")), Link(case.number, "")],
    }
    return render(request, "approvals/case.html", context)


def _judged(case: OutsideCase, duty: Duty, rules: RuleSet, calendar: Calendar, today: date) -> Judged:
    rule = rules.timed.get(duty.rule) or rules.checks.get(duty.rule)
    name: Words | str = w(rule.title.en, rule.title.zh) if rule else duty.rule
    left, unit = None, "working_days"
    if duty.state in RUNNING and duty.due_on is not None:
        left, unit = time_left(today, duty.due_on, calendar)
    state = {
        "open": "open",
        "suspended": "paused",
        "met": "late_met" if duty.late else "met",
        "missed": "late_met",
    }
    owed = Owed(
        duty=name,
        holder=str(duty.unit or duty.holder or "—"),
        due_on=duty.due_on,
        left=left,
        unit=unit,
        state=state.get(duty.state, "excused"),
        first_due_on=duty.first_due_on,
        basis=cited(rule.basis) if rule else "",
        url=reverse("approvals-case-duty", args=[case.pk, duty.pk]),
        cards=cards_of([card.colour for card in duty.cards.all()]),
    )
    if left is not None:
        return Judged(
            duty, owed, left_in_words(left, unit), "bad" if left < 0 else "warn" if left <= 1 else "active"
        )
    if duty.late:
        told = w("late", "逾期完成") if duty.state == "met" else _STATES_TOLD.get(duty.state, duty.state)
        return Judged(duty, owed, told, "bad")
    return Judged(
        duty, owed, _STATES_TOLD.get(duty.state, duty.state), "met" if duty.state == "met" else "closed"
    )


def _facts(case: OutsideCase) -> list[Fact]:
    found = [
        Fact(w("System", "接入系统"), Link(case.source.title, addresses.of(case.source)).label),
        Fact(w("Item", "审批事项"), case.item_name or None),
        Fact(w("Unit", "办理单位"), str(case.unit or "") or case.unit_name or None,
             note=_as_said(case)),
        Fact(w("Began", "开始日期"), case.began_on),
        Fact(w("Ended", "办结日期"), case.ended_on),
        Fact(w("Events", "事件数"), case.events),
        Fact(w("Judged", "最近判定"), case.judged_at),
    ]  # fmt: skip
    if case.satisfaction is not None:
        found.append(Fact(w("Rated by the applicant (1 to 5)", "申请人评价（1—5）"), case.satisfaction))
    return found + [
        Fact(fact_words(name), fact_value(value))
        for name, value in sorted(case.facts.items())
        if not name.endswith(".us")
    ]


def _as_said(case: OutsideCase) -> Words | str:
    """The source's own name for the unit, where the house calls it otherwise."""
    if case.unit is None or not case.unit_name or case.unit_name == case.unit.name:
        return ""
    return w("as the system says: {name}", "系统所称：{name}").put(name=case.unit_name)


_COLON = w(": ", "：")
_LEFT = {  # by whether another delivery said otherwise, or made it impossible
    True: w("corrected by no. {n}", "已由第 {n} 批更正"),
    False: w("before its case began, says no. {n}", "早于第 {n} 批所载开始时间，不采信"),
}


def _events_table(case: OutsideCase, story: Sequence[Happened]) -> Table:
    """Every event with where it came from. One that was corrected later stands beside what corrected it."""
    numbers = dict(
        Batch.objects.filter(
            pk__in={h.batch_id for h in story} | {abs(h.replaced_in or 0) for h in story}
        ).values_list("pk", "number")
    )
    columns = [
        Column("moment", w("Moment", "时间"), kind="day"),
        Column("kind", w("Event", "事件")),
        Column("unit", w("Unit", "单位")),
        Column("person", w("Person", "人员")),
        Column("said", w("Facts told anew", "新载要素")),
        Column("from", w("Delivery, record", "批次、记录"), kind="text"),
        Column("state", w("Holds?", "效力"), kind="chip"),
    ]
    holds = Chip(w("holds", "有效"), icon="circle-check", tone="met")
    rows = []
    known: dict[str, Any] = {}
    for h in story:
        replaced = numbers.get(abs(h.replaced_in or 0))
        state = (
            holds
            if replaced is None
            else Chip(_LEFT[(h.replaced_in or 0) > 0].put(n=replaced), icon="pencil", tone="closed")
        )
        told = {name: value for name, value in sorted(h.facts.items()) if not name.endswith(".us")}
        said = "；".join(
            f"{fact_words(name)}{_COLON}{fact_value(value)}"
            for name, value in told.items()
            if known.get(name) != value
        )
        known |= told
        at = shown_at(h).strftime("%Y-%m-%d %H:%M:%S" if h.timed else "%Y-%m-%d")
        rows.append(
            Row([at, called(h.kind), h.unit_name or None, h.person_name or None, said or None,
                 f"{numbers.get(h.batch_id, '—')}-{h.row}", state], tone="" if replaced is None else "closed")
        )  # fmt: skip
    return Table(
        caption=w("Events", "办理记录"),
        columns=columns,
        rows=rows,
        empty=w("No event is believed.", "没有采信的事件。"),
    )


def _alerts(case: OutsideCase, actor: Any) -> list[Link]:
    """The alerts of the case that the actor may open."""
    alerts = getattr(case, "alerts", None)
    if alerts is None:
        return []
    found = alerts.model.objects.visible_to(actor).filter(case=case).order_by("-id")
    return [
        Link(f"{a.number or ''} {a.title}".strip(), addresses.of(a), icon="alert-triangle") for a in found
    ]


@page(VIEW)
def duty_page(request: Request, case_id: int, duty_id: int) -> HttpResponse:
    """How the last day of one duty was reached, day by day, with the article."""
    case = _found(request, case_id)
    duty = case.duties.filter(pk=duty_id).select_related("unit").first()
    if duty is None:
        raise NotFound
    rules = rules_of(case.source)
    rule = rules.timed.get(duty.rule) or rules.checks.get(duty.rule)
    if rule is None:
        raise NotFound
    story = list(Happened.objects.filter(case=case, replaced_in=None).order_by("us", "id"))
    told = reckoned(duty, rule, story, calendar_for(case.source.jurisdiction_id))
    here = reverse("approvals-case", args=[case.pk])
    context = {
        "case": case,
        "duty": duty,
        "holder": str(duty.unit or duty.holder or "—"),
        "case_url": here,
        "told": told,
        "obligation": {"clock": getattr(rule, "clock", "step")},
        "days": strip(told.lines),
        "trail": [
            Link(w("Monitored cases", "监察办件"), reverse("approvals-cases")),
            Link(case.number, here),
            Link(told.title, ""),
        ],
    }
    return render(request, "approvals/duty.html", context)
