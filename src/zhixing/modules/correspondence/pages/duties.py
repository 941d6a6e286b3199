"""How a standing duty shows itself: the week as it stands now, or what waits for the next joint review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.matters import kinds
from zhixing.modules.correspondence import reviews, tracking
from zhixing.modules.correspondence.choices import Duty, DutyState
from zhixing.modules.correspondence.models import IncomingDocument, OutgoingDocument, StandingDuty
from zhixing.web.components import Chip, Column, Fact, Option, Row, Table
from zhixing.web.dates import day_in_words
from zhixing.web.doors import addresses
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, Presentation, present

MOST_LINES = 50  # on the page, those without a follow-up first

_CHIPS = {DutyState.RUNNING: ("refresh", "active"), DutyState.ENDED: ("player-stop", "closed")}


def chip(duty: StandingDuty) -> Chip:
    """The state as icon, word and tone."""
    state = DutyState(duty.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def facts(duty: StandingDuty) -> Sequence[Fact]:
    """Which duty, whose, and when it was last done."""
    return [
        Fact(w("Standing duty", "定期工作"), Duty(duty.duty).label),
        Fact(w("Unit", "责任单位"), duty.unit.name),
        Fact(w("In force since", "启动日期"), duty.opened_on),
        Fact(w("Last done on", "最近一次"), duty.last_done_on),
        Fact(w("Ended on", "终止日期"), duty.ended_on),
    ]


def context(duty: StandingDuty | None, actor: Any) -> dict[str, Any]:
    """Live: the week's documents that the reader may find, or what waits for the review."""
    if duty is None:
        return {}
    if duty.duty == Duty.REPORT:
        return _week(duty, actor)
    return _waiting(duty, actor)


def _week(duty: StandingDuty, actor: Any) -> dict[str, Any]:
    week = tracking.week(duty.unit, clock.today(), clock.today(), lines=MOST_LINES)
    seen = OutgoingDocument.objects.visible_to(actor)
    ids = [line.document_id for line in week.running]
    urls = {d.pk: addresses.of(d) for d in seen.filter(pk__in=ids)}
    told = w(
        "{monday} to {until}: {running} under way, {new} newly delivered, {done} concluded, {silent} without follow-up.",
        "{monday}至{until}：在办 {running} 件，新送达 {new} 件，办结 {done} 件，本周无跟踪记录 {silent} 件。",
    ).put(
        monday=day_in_words(week.monday),
        until=day_in_words(week.until),
        running=week.running_count,
        new=week.new_count,
        done=week.concluded_count,
        silent=week.silent_count,
    )
    heading = w("This week as it stands", "本周实时情况")
    more = week.running_count - len(week.running)
    return {
        "heading": heading,
        "told": told,
        "table": _lines(week.running, urls, heading),
        "more": w("and {n} more", "另有 {n} 件").put(n=more) if more else "",
        "more_url": f"{addresses.of_list(kinds.kind('correspondence.outgoing'))}?tab=followed",
    }


def _lines(running: Sequence[tracking.Line], urls: dict[int, str], caption: Words) -> Table:
    silent = Chip(w("no follow-up this week", "本周无跟踪"), icon="alert-triangle", tone="warn")
    return Table(
        caption=caption,
        columns=[
            Column("title", w("Title", "标题")),
            Column("unit", w("Unit", "发文单位")),
            Column("addressee", w("Addressed to", "主送机关")),
            Column("follower", w("Follows it", "跟踪领导")),
            Column("days", w("Days", "天数"), kind="number"),
            Column("progress", w("Progress", "跟踪情况")),
        ],
        rows=[
            Row(
                [
                    f"{line.title}（{line.number}）",
                    line.unit,
                    line.addressee,
                    line.follower,
                    line.days,
                    silent if line.is_silent else line.progress or None,
                ],
                url=urls.get(line.document_id, ""),
            )
            for line in running
        ],
        empty=w("No upward or parallel document is under way.", "目前没有在办的上行、平行文件。"),
    )


def _waiting(duty: StandingDuty, actor: Any) -> dict[str, Any]:
    review = reviews.REVIEW_OF_DUTY[duty.duty]
    found = IncomingDocument.objects.visible_to(actor).filter(
        pk__in=reviews.waiting(review, duty.jurisdiction_id).values("pk")
    )
    heading = w("Waiting for the next meeting", "待下次会议审议")
    rows = found.select_related("receiving_unit").order_by("review_asked_on", "pk")
    count = found.count()
    table = Table(
        caption=heading,
        columns=[
            Column("number", w("Number", "编号")),
            Column("title", w("Title", "标题")),
            Column("unit", w("Unit", "提请单位")),
            Column("since", w("Waiting since", "提请日期"), kind="day"),
        ],
        rows=[
            Row([d.number, d.title, d.receiving_unit.short_name, d.review_asked_on], url=addresses.of(d))
            for d in rows[:MOST_LINES]
        ],
        empty=w("Nothing waits for this review.", "目前没有待审议事项。"),
    )
    more = count - len(table.rows)
    return {
        "heading": heading,
        "told": "",
        "table": table,
        "more": w("and {n} more", "另有 {n} 件").put(n=more) if more else "",
        "more_url": f"{addresses.of_list(kinds.kind('correspondence.incoming'))}?review={review.value}",
    }


present(
    "correspondence.duty",
    Presentation(
        icon="calendar-repeat",
        chip=chip,
        facts=facts,
        related=("unit",),
        standings={
            "lead": w("Unit in charge", "责任单位"),
            "reader": w("Reported to", "汇报对象"),
        },
        columns=[
            LedgerColumn("duty", w("Standing duty", "定期工作"), lambda d: Duty(d.duty).label),
            LedgerColumn("last_done_on", w("Last done on", "最近一次"), kind="day"),
            LedgerColumn("ended_on", w("Ended on", "终止日期"), kind="day", is_shown=False),
        ],
        filters=[
            LedgerFilter(
                "duty",
                w("Standing duty", "定期工作"),
                lambda actor: [Option(d.value, d.label) for d in Duty],
                lambda value: Q(duty=value),
            )
        ],
        below="correspondence/_duty_below.html",
        context=context,
    ),
)
