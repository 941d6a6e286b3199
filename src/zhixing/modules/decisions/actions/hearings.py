"""Hearings: announced, signed up for, named, papers delivered, held, views treated (S0-04, S2.4-06; Order 713, Art. 16-17)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.modules.decisions.actions.comments import receipt
from zhixing.modules.decisions.actions.preparing import must_have_happened
from zhixing.modules.decisions.choices import Capacity, HearingState, State, Treatment
from zhixing.modules.decisions.events.public import (
    HearingCalled,
    HearingCancelled,
    HearingHeld,
    HearingNoticed,
    HearingPapersSent,
    HearingPlanned,
    HearingReported,
    ParticipantInvited,
    ParticipantsNamed,
    SignedUp,
    ViewAnswered,
    ViewRecorded,
)
from zhixing.modules.decisions.models import Hearing, MajorDecision, Participant
from zhixing.modules.decisions.powers import PREPARE, SPEAK
from zhixing.modules.decisions.refusals import (
    DayPassed,
    HearingDayNotCome,
    NoEvidence,
    SignUpOver,
    SignUpStillOpen,
    TooManyChosen,
    ViewsOutstanding,
)
from zhixing.modules.decisions.relations import PREPARING, speakers, those_signed_up, views_untreated
from zhixing.modules.decisions.words import PLACE, TITLE, Essay

NAME = Label(w("Name", "姓名"))


@action(
    MajorDecision,
    "call_hearing",
    power=PREPARE,
    by=PREPARING,
    moves={State.PREPARING: ""},
    words=w("Plan a hearing", "拟开听证会"),
    help=w("It is announced in a second step.", "拟定后再发布听证公告。"),
)
def call_hearing(
    decision: MajorDecision,
    *,
    title: Annotated[str, TITLE],
    topics: Essay,
    place: Annotated[str, PLACE],
    planned_on: Annotated[date, Label(w("Day of the hearing", "听证日期"))],
    sign_up_until: date,
    seats: int,
) -> Iterable[tuple[Matter, DomainEvent]]:
    """Plan a hearing as a part of the decision."""
    today = clock.today()
    if not today <= sign_up_until < planned_on:
        raise DayPassed(day=sign_up_until if sign_up_until < today else planned_on)
    if seats < 1:
        raise TooManyChosen(n=0, seats=seats)
    hearing = open_matter(
        Hearing,
        jurisdiction=decision.jurisdiction,
        state=HearingState.PLANNED,
        title=title,
        topics=topics,
        place=place,
        planned_on=planned_on,
        sign_up_until=sign_up_until,
        seats=seats,
        parent=decision.matter_ptr,
    )
    participations.stand(
        hearing,
        {
            Standing.LEAD: ([decision.lead_unit] if decision.lead_unit else [], []),
            Standing.OBSERVER: ([decision.deciding_unit], []),
        },
    )
    return [
        (decision, HearingCalled(planned_on=planned_on, hearing_id=hearing.pk)),
        (hearing, HearingPlanned(planned_on=planned_on, place=place)),
    ]


@action(
    Hearing,
    "announce_hearing",
    power=PREPARE,
    by=PREPARING,
    moves={HearingState.PLANNED: HearingState.NOTICED},
    tone="primary",
    words=w("Announce the hearing", "发布听证公告"),
    help=w("The portal takes sign-ups from now on.", "发布后门户开放报名。"),
)
def announce_hearing(hearing: Hearing) -> HearingNoticed:
    """Announce day, place, matter and sign-up to the public."""
    if hearing.sign_up_until < clock.today():
        raise DayPassed(day=hearing.sign_up_until)
    hearing.noticed_on = clock.today()
    return HearingNoticed(
        planned_on=hearing.planned_on, seats=hearing.seats, sign_up_until=hearing.sign_up_until
    )


@action(
    Hearing,
    "sign_up",
    power=SPEAK,
    moves={HearingState.NOTICED: "", HearingState.PLANNED: ""},
    shown_if=lambda h: False,
    words=w("Sign up", "报名参加"),
    help=w("Anyone may sign up for an announced hearing.", "任何人均可报名参加已公告的听证会。"),
)
def sign_up(
    hearing: Hearing,
    *,
    name: Annotated[str, NAME],
    capacity: Capacity,
    contact: str,
    standpoint: Annotated[str, Long(1000)] = "",
) -> SignedUp:
    """Sign up for a hearing. The record keeps the receipt and the capacity, not the name."""
    if hearing.noticed_on is None or clock.today() > hearing.sign_up_until:
        raise SignUpOver
    made = Participant.objects.create(
        hearing=hearing,
        receipt=receipt(),
        name=name,
        capacity=capacity,
        contact=contact,
        standpoint=standpoint,
        signed_up_at=clock.now(),
    )
    return SignedUp(receipt=made.receipt, capacity=capacity)


@action(
    Hearing,
    "invite_participant",
    power=PREPARE,
    by=PREPARING,
    moves=dict.fromkeys([HearingState.PLANNED, HearingState.NOTICED], ""),
    words=w("Invite a participant", "邀请参加人"),
    help=w("Beside those who sign up themselves.", "除报名人员外，可邀请有关方面代表。"),
)
def invite_participant(
    hearing: Hearing, *, name: Annotated[str, NAME], capacity: Capacity, contact: str = ""
) -> ParticipantInvited:
    """Invite somebody whose view should be heard."""
    Participant.objects.create(
        hearing=hearing,
        receipt=receipt(),
        name=name,
        capacity=capacity,
        contact=contact,
        signed_up_at=clock.now(),
    )
    return ParticipantInvited(name=name, capacity=capacity)


@action(
    Hearing,
    "name_participants",
    power=PREPARE,
    by=PREPARING,
    moves={HearingState.NOTICED: HearingState.NAMED},
    tone="primary",
    words=w("Make the participants public", "公布参加人名单"),
    help=w("The list stands on the portal with how they were chosen.", "名单和遴选办法在门户公布。"),
)
def name_participants(
    hearing: Hearing,
    *,
    participants: Annotated[list[Participant], among(those_signed_up)],
    how: Annotated[Essay, Label(w("How they were chosen", "遴选办法"))],
) -> ParticipantsNamed:
    """Choose the participants fairly and make them public (Order 713, Art. 16)."""
    if clock.today() <= hearing.sign_up_until:
        raise SignUpStillOpen(day=hearing.sign_up_until)
    if not participants or len(participants) > hearing.seats:
        raise TooManyChosen(n=len(participants), seats=hearing.seats)
    hearing.participants.filter(pk__in=[p.pk for p in participants]).update(is_chosen=True)
    hearing.named_on = clock.today()
    return ParticipantsNamed(names=[p.name for p in participants], how=how)


@action(
    Hearing,
    "send_hearing_papers",
    power=PREPARE,
    by=PREPARING,
    moves={HearingState.NAMED: ""},
    words=w("Record delivery of the papers", "送达听证材料"),
    help=w(
        "Give the day on which they reached the last participant; the hearing is seven days "
        "later at the earliest.",
        "填写送达最后一名参加人的日期；听证会最早于七日后举行。",
    ),
)
def send_hearing_papers(
    hearing: Hearing,
    *,
    done_on: Annotated[date, Label(w("Reached the last participant on", "送达最后一名参加人的日期"))],
    evidence: list[FileId],
) -> HearingPapersSent:
    """Record when the last participant had the papers."""
    must_have_happened(done_on)
    if not evidence:
        raise NoEvidence(step=w("hearing papers", "听证材料"))
    hearing.papers_on = done_on
    return HearingPapersSent(on=done_on)


@action(
    Hearing,
    "hold_hearing",
    power=PREPARE,
    by=PREPARING,
    moves={HearingState.NAMED: HearingState.HELD},
    tone="primary",
    words=w("Record the hearing", "记录听证会"),
    help=w("With the record signed by the participants.", "附参加人签字的听证笔录。"),
)
def hold_hearing(
    hearing: Hearing,
    *,
    presided_by: str,
    present: Annotated[int, Label(w("Participants present", "到会参加人数"))],
    record: Annotated[str, Long(20_000), Label(w("Record", "听证笔录"))],
    evidence: list[FileId],
) -> HearingHeld:
    """Record a hearing on the day it was held, not before its announced day."""
    today = clock.today()
    if today < hearing.planned_on:
        raise HearingDayNotCome(day=hearing.planned_on)
    if not evidence:
        raise NoEvidence(step=w("record of the hearing", "听证笔录"))
    chosen = hearing.participants.filter(is_chosen=True).count()
    if not 1 <= present <= chosen:
        raise TooManyChosen(n=present, seats=chosen)
    hearing.held_on, hearing.presided_by, hearing.record = today, presided_by, record
    return HearingHeld(held_on=today, presided_by=presided_by, present=present)


@action(
    Hearing,
    "record_view",
    power=PREPARE,
    by=PREPARING,
    moves={HearingState.HELD: ""},
    words=w("Record a view", "记录听证意见"),
    help=w("What a participant said.", "如实记录参加人的意见。"),
)
def record_view(
    hearing: Hearing,
    *,
    participant: Annotated[Participant, among(speakers)],
    view: Annotated[Essay, Label(w("View", "意见"))],
) -> ViewRecorded:
    """Record what one participant said."""
    participant.view = view
    participant.save(update_fields=["view"])
    return ViewRecorded(name=participant.name)


@action(
    Hearing,
    "treat_view",
    power=PREPARE,
    by=PREPARING,
    moves={HearingState.HELD: ""},
    words=w("Treat a view", "处理听证意见"),
    help=w("Adopted or not, with the reason.", "说明是否采纳及理由。"),
)
def treat_view(
    hearing: Hearing,
    *,
    participant: Annotated[Participant, among(views_untreated)],
    treatment: Treatment,
    treatment_reason: Essay,
) -> ViewAnswered:
    """Say what became of a view (Order 713, Art. 17)."""
    participant.treatment, participant.answer = treatment, treatment_reason
    participant.save(update_fields=["treatment", "answer"])
    return ViewAnswered(name=participant.name, treatment=treatment, answer=treatment_reason)


@action(
    Hearing,
    "report_hearing",
    power=PREPARE,
    by=PREPARING,
    moves={HearingState.HELD: HearingState.REPORTED},
    tone="primary",
    words=w("Make the treatment public", "公布采纳情况"),
    help=w("How each view was treated stands on the portal.", "逐条公布意见采纳情况。"),
)
def report_hearing(
    hearing: Hearing, *, note: Annotated[Essay, Label(w("Report", "听证报告"))]
) -> HearingReported:
    """Make public how the views were treated, when each of them was."""
    if waiting := hearing.participants.exclude(view="").filter(treatment="").count():
        raise ViewsOutstanding(n=waiting)
    hearing.report = note
    hearing.closed_on = clock.today()
    return HearingReported(report=note)


@action(
    Hearing,
    "cancel_hearing",
    power=PREPARE,
    by=PREPARING,
    moves=dict.fromkeys(
        [HearingState.PLANNED, HearingState.NOTICED, HearingState.NAMED], HearingState.CANCELLED
    ),
    tone="grave",
    words=w("Cancel the hearing", "取消听证会"),
    help=w("The reason stands on the portal where it was announced.", "已公告的，取消理由在门户公布。"),
)
def cancel_hearing(hearing: Hearing, *, reason: str) -> HearingCancelled:
    """Cancel a hearing that is still to come; that it was planned stays on record."""
    hearing.closed_on = clock.today()
    return HearingCancelled(reason=reason)
