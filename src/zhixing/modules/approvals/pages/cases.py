"""The list of cases, one case as a timeline against its limits, and how each limit was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.gates import cited
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.modules.approvals.case_pictures import picture
from zhixing.modules.approvals.cases import RUNNING, Asked, after, fitting, key_of, visible_cases
from zhixing.modules.approvals.models import Batch, Duty, Happened, OutsideCase, Source, UnitName
from zhixing.modules.approvals.pages.tables import cards_of
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.reckoning import called, day_of, reckoned, shown_at
from zhixing.modules.approvals.rulesets import rules_of
from zhixing.web.components import (
    Chip,
    Column,
    Fact,
    Link,
    Option,
    Owed,
    Pages,
    Row,
    Table,
    left_in_words,
    time_left,
)
from zhixing.web.doors import addresses
from zhixing.web.doors.explaining import strip
from zhixing.web.pages import Request, is_part, page

LINES = 50
COUNTED = 1000
SHOWN_EVENTS = 500
STATES = (
    ("open", w("under way", "在办")),
    ("due", w("due today", "今日到期")),
    ("late", w("overdue", "已逾期")),
    ("ended", w("ended", "已办结")),
)
_STATES_TOLD: dict[str, Words] = {
    "met": w("met in time", "按时完成"),
    "missed": w("breach", "违反"),
    "lapsed": w("lapsed with its last day", "期满视为完成"),
    "excused": w("excused", "已免责"),
    "superseded": w("superseded", "已被取代"),
    "suspended": w("time stands still", "暂停计时"),
}


@page(VIEW)
def case_list(request: Request) -> HttpResponse:
    """The cases that the actor may see, as the address asks for them, the latest first."""
    asked, today = Asked.of(request.GET.dict()), clock.today()
    rows = fitting(visible_cases(request.actor), asked, today)
    counted = rows.order_by().values("pk")[: COUNTED + 1].count()
    told = w("more than {n}", "超过 {n} 件") if counted > COUNTED else w("{n} found", "共 {n} 件")
    shown = list(
        _ordered(after(rows, request.GET.get("after", ""))).select_related("source", "unit")[: LINES + 1]
    )
    more, shown = len(shown) > LINES, shown[:LINES]
    context = {
        "table": _list_table(shown, today),
        "pages": Pages(
            next_url=f"?{_with(request.GET, after=key_of(shown[-1]))}" if more else "",
            previous_url=f"?{_with(request.GET, after='')}" if request.GET.get("after") else "",
            told=told.put(n=min(counted, COUNTED)),
        ),
        "filters": _filters(asked, request.actor),
        "carried": [(k, v) for k, v in request.GET.items() if k in ("item", "rule", "path", "from", "until")],
        "chips": _chips(asked, request.GET),
        "clear_url": reverse("approvals-cases"),
        "query": asked.number,
        "trail": [Link(w("Monitored cases", "监察办件"), "")],
    }
    return render(request, "approvals/_cases.html" if is_part(request) else "approvals/cases.html", context)


def _ordered(rows: QuerySet[OutsideCase]) -> QuerySet[OutsideCase]:
    return rows.order_by(F("last_on").desc(nulls_last=True), "-id")


def _list_table(cases: Sequence[OutsideCase], today: date) -> Table:
    columns = [
        Column("number", w("Case", "办件编号")),
        Column("item", w("Item", "审批事项")),
        Column("unit", w("Unit", "办理单位")),
        Column("began", w("Began", "开始日期"), kind="day"),
        Column("last", w("Last event", "最近环节")),
        Column("on", w("On", "日期"), kind="day"),
        Column("standing", w("Standing", "办理情况"), kind="chip"),
        Column("source", w("System", "接入系统")),
    ]
    duties: dict[int, list[Duty]] = {}
    for duty in Duty.objects.filter(case__in=[c.pk for c in cases], is_current=True):
        duties.setdefault(duty.case_id, []).append(duty)
    rows = [
        Row(
            [
                c.number, c.item_name or None, str(c.unit or c.unit_name) or None, c.began_on, called(c.last_kind) or None,
                c.last_on, standing(c, duties.get(c.pk, []), today), c.source.title,
            ],
            url=reverse("approvals-case", args=[c.pk]),
            tone="bad" if any(is_overdue(d, today) for d in duties.get(c.pk, [])) else "",
        )
        for c in cases
    ]  # fmt: skip
    empty = w(
        "No case fits. Here would stand every one that you may see.",
        "没有符合条件的办件。您有权查看的办件会列在这里。",
    )
    return Table(caption=w("Monitored cases", "监察办件"), columns=columns, rows=rows, empty=empty)


def is_overdue(duty: Duty, today: date) -> bool:
    """Runs, and its last day has passed."""
    return duty.state in RUNNING and duty.due_on is not None and duty.due_on < today


def standing(case: OutsideCase, duties: Sequence[Duty], today: date) -> Chip:
    """A case in a word: overdue, due today, under way; ended in time or late."""
    if any(is_overdue(d, today) for d in duties):
        return Chip(w("overdue", "已逾期"), icon="clock-exclamation", tone="bad")
    if any(d.state in RUNNING and d.due_on == today for d in duties):
        return Chip(w("due today", "今日到期"), icon="clock", tone="warn")
    was_late = any(d.late for d in duties)
    if case.ended_on is None:
        word = w("under way, was late", "在办，曾逾期") if was_late else w("under way", "在办")
        return Chip(word, icon="progress", tone="warn" if was_late else "active")
    if was_late:
        return Chip(w("ended, was late", "已办结，曾逾期"), icon="alert-triangle", tone="warn")
    return Chip(w("ended", "已办结"), icon="circle-check", tone="met")


def _filters(asked: Asked, actor: Any) -> list[tuple[str, Words, list[Option], str]]:
    sources = Source.objects.visible_to(actor).order_by("title").values_list("pk", "title")
    units = Unit.objects.filter(pk__in=UnitName.objects.exclude(unit=None).values("unit_id")).order_by("path")
    return [
        (
            "source",
            w("System", "接入系统"),
            [Option(str(pk), title) for pk, title in sources],
            str(asked.source or ""),
        ),
        (
            "unit",
            w("Unit", "办理单位"),
            [Option(str(u.pk), u.short_name) for u in units],
            str(asked.unit or ""),
        ),
        ("state", w("Standing", "办理情况"), [Option(key, words) for key, words in STATES], asked.state),
    ]


def _chips(asked: Asked, query: QueryDict) -> list[Link]:
    """The filters in force, each as a sentence that can be taken away."""
    said: list[tuple[str, Words]] = []
    if asked.source is not None and (source := Source.objects.filter(pk=asked.source).first()):
        said.append(("source", w("system is {x}", "接入系统 是 {x}").put(x=source.title)))
    if asked.unit is not None and (unit := Unit.objects.filter(pk=asked.unit).first()):
        said.append(("unit", w("unit is {x}", "办理单位 是 {x}").put(x=unit.short_name)))
    if asked.state:
        said.append(("state", dict(STATES)[asked.state]))
    if asked.item:
        said.append(("item", w("item is {x}", "审批事项 是 {x}").put(x=asked.item)))
    if asked.rule:
        said.append(("rule", w("rule is {x}", "规则 是 {x}").put(x=asked.rule)))
    if asked.path:
        said.append(("path", w("one way through", "同一办理路径")))
    if asked.from_on:
        said.append(
            ("from", w("last event from {day}", "最近环节不早于 {day}").put(day=asked.from_on.isoformat()))
        )
    if asked.until_on:
        said.append(
            ("until", w("last event until {day}", "最近环节不晚于 {day}").put(day=asked.until_on.isoformat()))
        )
    if asked.number:
        said.append(("q", w("number begins with {x}", "编号以 {x} 开头").put(x=asked.number)))
    return [Link(words, f"?{_with(query, after='', **{key: ''})}") for key, words in said]


def _with(query: QueryDict, **changes: str) -> str:
    pairs = [(k, v) for k in query for v in query.getlist(k) if k not in changes]
    return urlencode(pairs + [(k, v) for k, v in changes.items() if v])


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
        Fact(name, _plain(value)) for name, value in sorted(case.facts.items()) if not name.endswith(".us")
    ]


def _as_said(case: OutsideCase) -> Words | str:
    """The source's own name for the unit, where the house calls it otherwise."""
    if case.unit is None or not case.unit_name or case.unit_name == case.unit.name:
        return ""
    return w("as the system says: {name}", "系统所称：{name}").put(name=case.unit_name)


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, bool)) else str(value)


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
        Column("moment", w("Moment", "时间")),
        Column("kind", w("Event", "事件")),
        Column("unit", w("Unit", "单位")),
        Column("person", w("Person", "人员")),
        Column("said", w("Facts", "要素")),
        Column("from", w("Delivery, record", "批次、记录"), kind="text"),
        Column("state", w("Holds?", "效力"), kind="chip"),
    ]
    holds = Chip(w("holds", "有效"), icon="circle-check", tone="met")
    rows = []
    for h in story:
        replaced = numbers.get(abs(h.replaced_in or 0))
        state = (
            holds
            if replaced is None
            else Chip(_LEFT[(h.replaced_in or 0) > 0].put(n=replaced), icon="pencil", tone="closed")
        )
        said = "；".join(
            f"{name} {value}" for name, value in sorted(h.facts.items()) if not name.endswith(".us")
        )
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
