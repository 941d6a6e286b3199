"""The supervised item's page: its chip, its facts, its plan and stages, its cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from zhixing.base.words import Words, counted, w
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.supervision.actions.importing import import_items
from zhixing.modules.supervision.choices import Rhythm, Source, State, Tier, Urgency
from zhixing.modules.supervision.importing import LEDGER
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.pages.item_ledger import COLUMNS, FILTERS, TABS, annotated
from zhixing.web.components import Chip, Fact
from zhixing.web.dates import day_in_words
from zhixing.web.doors.importing import present_import
from zhixing.web.doors.presenting import Presentation, present

_CHIPS = {
    State.DRAFT: ("pencil", "plain"),
    State.ISSUED: ("mail", "active"),
    State.OBJECTED: ("hand-stop", "warn"),
    State.UNDER_WAY: ("progress", "active"),
    State.HELD: ("player-pause", "plain"),
    State.REPORTED: ("clipboard-check", "active"),
    State.CLOSED: ("circle-check", "met"),
    State.WITHDRAWN: ("arrow-back-up", "closed"),
}
_URGENCY_CHIPS = {Urgency.URGENT: ("flame", "warn"), Urgency.IMMEDIATE: ("bolt", "bad")}


def chip(item: SupervisedItem) -> Chip:
    """The state as icon, word and tone."""
    state = State(item.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def lead(item: SupervisedItem) -> Words | str:
    """Who is to do it, who carries it, by when: the item in one sentence."""
    if item.lead_unit is None or item.limit_on is None:
        return ""
    said = w("{unit} leads, to be done by {limit}.", "{unit}主办，{limit}前办结。")
    if item.carrying_leader is not None:
        said = w(
            "{unit} leads, carried by {leader}, to be done by {limit}.",
            "{unit}主办，{leader}包干，{limit}前办结。",
        ).put(leader=item.carrying_leader.name)
    return said.put(unit=item.lead_unit.short_name, limit=day_words(item))


def day_words(item: SupervisedItem) -> str:
    """The present limit as a day in words."""
    return day_in_words(item.limit_on) if item.limit_on else "—"


def facts(item: SupervisedItem) -> Sequence[Fact]:
    """What one asks of an item: where it comes from, what it asks, by when, how far it is."""
    found = [
        Fact(w("Source", "来源"), Source(item.source).label, note=_source_note(item)),
        Fact(w("What is to be done", "任务内容"), item.content or None),
        Fact(w("Quantified targets", "量化目标"), list(item.targets) or None),
        Fact(w("Limit", "办结时限"), item.limit_on, note=_limit_note(item)),
        Fact(w("Progress", "完成进度"), _progress(item)),
        Fact(w("Feedback", "反馈周期"), Rhythm(item.rhythm).label),
        Fact(w("Urgency", "紧急程度"), _urgency(item)),
        Fact(w("Tier", "执行层次"), Tier(item.tier).label),
        Fact(w("Listed supervision", "挂牌督办"), item.is_listed),
        Fact(w("Issued", "交办日期"), item.issued_on),
    ]
    if item.extension_asked_until:
        waiting = w("awaiting a decision", "待审批")
        asked = Fact(w("Extension asked until", "申请延期至"), item.extension_asked_until, note=waiting)
        found.insert(4, asked)
    if item.reopened_count:
        times = counted(item.reopened_count, "once", "{n} times", "{n} 次")
        found.append(Fact(w("Reopened", "重新办理"), str(times)))
    return found


def _source_note(item: SupervisedItem) -> Words | str:
    parts = [item.source_title and f"《{item.source_title.strip('《》')}》", item.source_number]
    said = " ".join(p for p in parts if p)
    return f"{said}（{day_in_words(item.source_on)}）" if item.source_on else said


def _limit_note(item: SupervisedItem) -> Words | str:
    """The first limit stays visible for good beside the present one, with how often it was extended."""
    if item.first_limit_on is None:
        return ""
    first = day_in_words(item.first_limit_on)
    if not item.extension_count:
        return w("first limit {first}", "首次时限 {first}").put(first=first)
    times = counted(item.extension_count, "extended once", "extended {n} times", "已延期 {n} 次")
    return w("first limit {first}; {times}", "首次时限 {first}，{times}").put(first=first, times=times)


def _progress(item: SupervisedItem) -> str:
    label = w("percent done", "已完成百分比")
    return render_to_string(
        "components/progress.html", {"label": label, "done": item.progress_percent, "total": 100}
    )


def _urgency(item: SupervisedItem) -> Chip | Words:
    urgency = Urgency(item.urgency)
    if urgency not in _URGENCY_CHIPS:
        return urgency.label  # type: ignore[return-value]  # choices carry Words as labels
    icon, tone = _URGENCY_CHIPS[urgency]
    return Chip(urgency.label, icon=icon, tone=tone)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the plan: its last day, and how its report stands."""

    n: int
    due_on: Any
    chip: Chip


def context(item: SupervisedItem | None, actor: Any) -> dict[str, Any]:
    """What the panels below the head need: plan and stages (two queries); the ledger needs nothing."""
    if item is None:
        return {}
    planned = Event.objects.filter(matter_id=item.pk, kind="supervision.planned").order_by("-id").first()
    return {
        "plan": planned.facts["plan"] if planned else "",
        "planned_at": planned.happened_at if planned else None,
        "stages": _stages(item) if item.stage_due_on else [],
    }


def _stages(item: SupervisedItem) -> list[Stage]:
    reports = Obligation.objects.filter(matter_id=item.pk, rule="supervision.stage").order_by("-id")
    by_day: dict[Any, Obligation] = {}
    for row in reports:
        by_day.setdefault(row.first_due_on, row)
    return [Stage(n, day, _stage_chip(by_day.get(day))) for n, day in enumerate(item.stage_due_on, start=1)]


def _stage_chip(row: Obligation | None) -> Chip:
    if row is None or row.state in ("excused", "superseded"):
        return Chip(w("not owed", "不再要求"), icon="minus", tone="closed")
    if row.state == "met":
        late = Chip(w("reported late", "逾期反馈"), icon="circle-check", tone="closed")
        return late if row.is_late else Chip(w("reported", "已反馈"), icon="circle-check", tone="met")
    return Chip(w("to be reported", "待反馈"), icon="clock", tone="active")


present(
    "supervision.item",
    Presentation(
        icon="clipboard-list",
        chip=chip,
        facts=facts,
        columns=COLUMNS,
        filters=FILTERS,
        tabs=TABS,
        related=("carrying_leader", "overall_leader", "handler", "supervising_unit"),
        annotated=annotated,
        below="supervision/_item_below.html",
        context=context,
        lead=lead,
    ),
)

present_import(
    "supervision.item",
    import_items,
    LEDGER,
    consequence=w(
        "They become drafts of {unit}; units are asked when they are issued.",
        "导入后为{unit}的拟办事项，交办后送达各单位。",
    ),
    done=w("{n} items were imported as drafts.", "已导入 {n} 项，均为拟办状态。"),
    shows="state=draft&order=newest",
)
