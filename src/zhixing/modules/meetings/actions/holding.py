"""The meeting itself and its minutes: who was there, what each said, what was settled, what is printed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from math import ceil
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions import handing
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.meetings import service
from zhixing.kernel.meetings.choices import COUNTED, DISSENT, Outcome, Role, Stance, State
from zhixing.kernel.meetings.events import Discussed, Held, ItemSettled, Minuted, ViewRecorded
from zhixing.kernel.meetings.models import AgendaItem, Meeting, Seat, View
from zhixing.kernel.meetings.refusals import (
    AgainstMajority,
    BelowQuorum,
    HeadSpeaksLast,
    NobodyChaired,
    NothingOnAgenda,
    NotYetHeld,
    Unsettled,
    ViewsMissing,
    ViewStated,
)
from zhixing.kernel.meetings.sorts import sort_of
from zhixing.modules.meetings.powers import RECORD
from zhixing.modules.meetings.relations import ORGANISER, seats, speakers, unsettled

Written = list[tuple[Any, DomainEvent]]
AS_HELD = {State.HELD: ""}


class Result(StrEnum):
    """What can be recorded as a result."""

    ADOPTED = Outcome.ADOPTED.value
    CHANGED = Outcome.CHANGED.value
    REJECTED = Outcome.REJECTED.value
    DEFERRED = Outcome.DEFERRED.value

    @property
    def label(self) -> Any:
        return Outcome(self.value).label


@action(
    Meeting,
    "hold",
    power=RECORD,
    by=ORGANISER,
    moves={State.PLANNED: State.HELD},
    tone="primary",
    words=w("Record that it was held", "记录召开情况"),
    help=w("Who of those asked was there; the quorum is counted.", "勾选到会人员，系统核算法定人数。"),
    happened_on="held_on",
)
def hold(
    meeting: Meeting,
    *,
    held_on: Annotated[date, Label(w("Held on", "召开日期"))],
    present: Annotated[list[Seat], among(seats)],
    absences: Annotated[
        list[str], Label(w("Why others were absent", "缺席原因"), w("Name, reason", "姓名，原因"))
    ] = [],  # noqa: B006  # read, never changed
) -> Written:
    """Record attendance. Refuses a day to come, an empty agenda, a missing chair, and fewer members than the quorum."""
    if held_on > clock.today():
        raise NotYetHeld(day=held_on)
    if not meeting.items:
        raise NothingOnAgenda
    there = {seat.pk for seat in present}
    counted = meeting.counted
    attending = [seat for seat in counted if seat.pk in there]
    if not any(seat.role == Role.CHAIR for seat in attending):
        raise NobodyChaired(chair=meeting.chair.name)
    quorum = sort_of(meeting).quorum
    needed = ceil(quorum * len(counted)) if quorum else 0
    if len(attending) < needed:
        raise BelowQuorum(present=len(attending), members=len(counted), needed=needed)
    _note_presence(meeting, there, absences)
    meeting.held_on = held_on
    told = Held(
        held_on=held_on,
        members=len(counted),
        present=len(attending),
        present_names=[s.name for s in meeting.seated if s.pk in there],
        absent_names=[s.name for s in meeting.seated if s.pk not in there],
        observers=sum(1 for s in meeting.seated if s.pk in there and s.role == Role.OBSERVER),
        sort=meeting.sort,
    )
    written: Written = [(meeting, told)]
    return [*written, *sort_of(meeting).held(meeting)]


def _note_presence(meeting: Meeting, there: set[int], absences: list[str]) -> None:
    said = {
        name.strip(): why.strip() for name, _, why in (a.replace(",", "，").partition("，") for a in absences)
    }
    rows = meeting.seated
    for seat in rows:
        seat.is_present = seat.pk in there
        seat.absence = "" if seat.is_present else said.get(seat.name, "")[:200]
    Seat.objects.bulk_update(rows, ["is_present", "absence"])


@action(
    Meeting,
    "record_view",
    power=RECORD,
    by=ORGANISER,
    moves=AS_HELD,
    words=w("Record a view", "记录意见"),
    help=w(
        "What a member said, as it was said; the chair's comes last.",
        "如实记录每位组成人员的意见，主持人最后发表。",
    ),
    shown_if=lambda meeting: sort_of(meeting).views,
)
def record_view(
    meeting: Meeting,
    *,
    agenda_item: Annotated[AgendaItem, among(unsettled)],
    member: Annotated[Seat, among(speakers)],
    stance: Stance,
    text: Annotated[str, Long(3000), Label(w("What was said", "意见内容"))] = "",
) -> ViewRecorded:
    """Record one member's view on one item (《重大行政决策程序暂行条例》第三十条). A view is written once."""
    views = meeting.views_of.get(agenda_item.pk, [])
    if any(view.seat_id == member.pk for view in views):
        raise ViewStated(name=member.name, item=agenda_item.title)
    if member.role == Role.CHAIR and (waiting := _silent(meeting, views, but=Role.CHAIR)):
        raise HeadSpeaksLast(chair=member.name, waiting="、".join(waiting))
    View.objects.create(item=agenda_item, seat=member, stance=stance, text=text)
    return ViewRecorded(
        item=agenda_item.title,
        item_id=agenda_item.pk,
        name=member.name,
        seat_id=member.pk,
        stance=stance,
        text=text,
    )


def _silent(meeting: Meeting, views: list[View], *, but: Role | None = None) -> list[str]:
    """Members present whose view is not on record."""
    spoken = {view.seat_id for view in views}
    here = [s for s in meeting.seated if s.role in COUNTED and s.is_present and s.role != but]
    return [s.name for s in here if s.pk not in spoken]


@action(
    Meeting,
    "settle_item",
    power=RECORD,
    by=ORGANISER,
    moves=AS_HELD,
    tone="primary",
    words=w("Record the result", "记录议定结果"),
    help=w(
        "What became of an item; going against the majority needs the reason given.",
        "逐项记录议定结果；与多数人意见不一致的须说明理由。",
    ),
)
def settle_item(
    meeting: Meeting,
    *,
    agenda_item: Annotated[AgendaItem, among(unsettled)],
    outcome: Result,
    decision: Annotated[str, Long(5000), Label(w("What was decided", "议定内容"))],
    reason: Annotated[
        str, Long(2000), Label(w("Reason, if against the majority", "与多数意见不一致的理由"))
    ] = "",
) -> Written:
    """Settle an item of the agenda; its matter hears of it, and the sort's own module does what follows."""
    views = meeting.views_of.get(agenda_item.pk, [])
    if sort_of(meeting).views and (waiting := _silent(meeting, views)):
        raise ViewsMissing(waiting="、".join(waiting))
    agenda_item.outcome, agenda_item.decision, agenda_item.reason = outcome.value, decision, reason
    if agenda_item.is_against_majority(views) and not reason:
        raise AgainstMajority
    agenda_item.save(update_fields=["outcome", "decision", "reason"])
    told = ItemSettled(
        item=agenda_item.title,
        item_id=agenda_item.pk,
        matter_id=agenda_item.matter_id,
        outcome=Outcome(outcome.value),
        decision=decision,
        reason=reason,
    )
    written: Written = [(meeting, told)]
    if agenda_item.matter_id:
        agenda_item.matter = service.lock([agenda_item.matter_id])[agenda_item.matter_id]
        written.append((agenda_item.matter, _discussed(meeting, agenda_item)))
    return [*written, *sort_of(meeting).settled(meeting, agenda_item)]


def _discussed(meeting: Meeting, item: AgendaItem) -> Discussed:
    assert meeting.held_on is not None  # the state says so
    return Discussed(
        meeting=meeting.title,
        meeting_id=meeting.pk,
        sort=meeting.sort,
        held_on=meeting.held_on,
        outcome=Outcome(item.outcome),
        decision=item.decision,
    )


@action(
    Meeting,
    "record_minutes",
    power=RECORD,
    by=ORGANISER,
    moves={State.HELD: State.MINUTED},
    tone="primary",
    words=w("Issue the minutes", "印发会议纪要"),
    help=w(
        "Results and dissenting views are printed as they are on record; add what else was said.",
        "议定结果和不同意见按记录载明，可补充会议情况。",
    ),
)
def record_minutes(
    meeting: Meeting,
    *,
    minutes: Annotated[str, Long(20_000), Label(w("Course of the meeting", "会议情况"))] = "",
) -> Written:
    """Issue the minutes. Refuses while an item has no result; gates may ask for more (head spoke last, dissents)."""
    if open_items := [item.title for item in meeting.items if not item.outcome]:
        raise Unsettled(items="、".join(open_items))
    meeting.minutes, meeting.minuted_on, meeting.closed_on = minutes, clock.today(), clock.today()
    views = [view for item in meeting.items for view in meeting.views_of.get(item.pk, [])]
    told = Minuted(
        settled=len(meeting.items),
        dissents=sum(1 for view in views if view.stance in DISSENT),
        sort=meeting.sort,
    )
    written: Written = [(meeting, told)]
    return [*written, *sort_of(meeting).minuted(meeting)]


hand_on = handing.declare(Meeting, power=RECORD, by=ORGANISER, moves={State.HELD: "", State.MINUTED: ""})
