"""Changes of the calendar: what was proposed, which limits it would move; confirming as a second person."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.calendars.published import occasion_of
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.recompute import Change
from zhixing.modules.administration import calendar_changes
from zhixing.modules.administration.actions.calendars import CONFIRM, confirm
from zhixing.modules.administration.models import CalendarProposal
from zhixing.modules.administration.pages import proposals, subjects
from zhixing.web.components import Chip, Column, Deed, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.pages import Request

SHOWN = 500  # changes on a page; the figures above the list count all
UNDER_WAY = Chip(w("Confirmed, limits being counted", "已确认，时限重算中"), icon="loader", tone="active")
PROPOSALS = (("propose_local_day", "calendar-plus"), ("propose_year", "calendar-event"))


def deeds_for(request: Request) -> list[Deed]:
    """What the reader may propose."""
    found = [subjects.new_deed(CalendarProposal, name, request.actor, icon=icon) for name, icon in PROPOSALS]
    return [deed for deeds in found for deed in deeds]


def _chip_of(proposal: CalendarProposal) -> Chip:
    """A confirmed change is done when every limit was counted again."""
    if proposal.is_confirmed and not proposal.applied_at:
        return UNDER_WAY
    return proposals.chip_of(proposal)


def _effect(proposal: CalendarProposal, actor: Actor) -> proposals.Effect:
    moved = calendar_changes.moved_by(proposal)
    note = w(
        "{n} limits in {m} matters; {f} keep their day and become firm or provisional",
        "{m} 件事项 {n} 项时限，其中 {f} 项日期不变、仅确定性变化",
    )
    matters, firm = len({c.matter_id for c in moved}), sum(1 for c in moved if not c.moves)
    return proposals.Effect(
        count=len(moved),
        table=_table(moved[:SHOWN], actor),
        seen=calendar_changes.fingerprint(moved),
        note=note.put(n=len(moved), m=matters, f=firm),
        cut=w("The first 500 are shown.", "仅显示前 500 项。") if len(moved) > SHOWN else "",
    )


def _table(moved: list[Change], actor: Any) -> Table:
    """Before and after, limit by limit. What the reader may not find has no number and no title."""
    visible = set(
        Matter.objects.visible_to(actor)
        .filter(pk__in={c.matter_id for c in moved})
        .values_list("pk", flat=True)
    )
    seen = Matter.objects.in_bulk(visible)
    hidden = w("a matter you may not see", "您无权查看的事项")
    rows = [
        Row(
            [
                (c.number or c.title) if c.matter_id in visible else hidden,
                w(c.duty_en, c.duty_zh),
                c.holder if c.matter_id in visible else None,
                _day(c.before, c.was_provisional),
                _day(c.after, c.is_provisional),
            ],
            url=addresses.of(seen[c.matter_id]) if c.matter_id in seen else "",
        )
        for c in moved
    ]
    columns = [
        Column("matter", w("Matter", "事项")),
        Column("duty", w("Duty", "责任")),
        Column("holder", w("Owed by", "责任主体")),
        Column("before", w("Before", "变更前")),
        Column("after", w("After", "变更后")),
    ]
    said = w("No running limit moves.", "没有时限因此变动。")
    return Table(w("Limits before and after", "时限变更前后对照"), columns, rows, empty=said)


def _day(iso: str, is_provisional: bool) -> list[Any]:
    day = date.fromisoformat(iso)
    return [day, w("provisional", "暂定")] if is_provisional else [day]


def _days(proposal: CalendarProposal) -> dict[str, Any]:
    return {"days": [(day, rests, occasion_of(name)) for day, rests, name in proposal.days]}


CHANGES = proposals.Changes(
    CalendarProposal,
    confirm,
    names="calendar",
    home=(w("Calendar", "工作日历"), "calendar"),
    caption=w("Changes of the calendar", "日历变更"),
    lead=w(
        "One person proposes, another sees what would move and confirms.",
        "一人提出，另一人核对受影响的时限后确认。",
    ),
    empty=w("No change was proposed yet.", "尚无日历变更。"),
    counted=w("limits would change", "项时限将变动"),
    effect=_effect,
    proposes=deeds_for,
    related=("jurisdiction", "entry"),
    chip=_chip_of,
    more=_days,
)
changes, change, confirm_change = proposals.doors(CHANGES, CONFIRM)
