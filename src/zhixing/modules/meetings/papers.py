"""Minutes as an official paper (纪要, GB/T 9704-2012, 10.3): what was settled, and dissent as it was said."""

from __future__ import annotations

from datetime import date

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.letters import issued, register
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Attendance, Block, Cited, Heading, Kind, Layout, Paper, Paragraph
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters import events, numbering
from zhixing.kernel.matters.models import Event
from zhixing.kernel.meetings.choices import DISSENT, Outcome, Role, Stance
from zhixing.kernel.meetings.models import AgendaItem, Meeting, View
from zhixing.kernel.meetings.sorts import sort_of

CODE_LIMIT = 18
TRUE_RECORD = Cited("集体讨论决定情况如实记录，不同意见如实载明", "《重大行政决策程序暂行条例》第三十条")
LABELS = {Role.MEMBER: "出席", Role.ATTENDING: "列席", Role.OBSERVER: "旁听", Role.RECORDER: "记录"}


@letter("meetings.minutes", words=w("Minutes", "会议纪要"), of="meetings.meeting")
def minutes(meeting: Meeting, *, number: str, on: date, event: Event, issue: int) -> Paper:
    """The minutes: course, results item by item with dissent, who was there and who was not."""
    assert meeting.held_on is not None  # the state says so
    sort = sort_of(meeting)
    opening = (
        f"{dated(meeting.held_on)}，{meeting.chair.name}主持召开{meeting.title}。现将会议议定事项纪要如下："
    )
    body: list[Block] = [Paragraph(opening)]
    body += [Paragraph(line.strip()) for line in meeting.minutes.splitlines() if line.strip()]
    has_dissent = False
    for item in meeting.items:
        views = meeting.views_of.get(item.pk, [])
        body += [
            Heading(item.title),
            *_settled(item),
            *(_dissent(view) for view in views if view.stance in DISSENT),
        ]
        has_dissent = has_dissent or bool(views)
    return Paper(
        kind=Kind.MINUTES,
        layout=Layout.MINUTES,
        masthead=f"{sort.words.zh}纪要" if not sort.words.zh.endswith("纪要") else sort.words.zh,
        issuers=(meeting.organiser.name,),
        issue=issue,
        title=meeting.title,
        dated=on,
        body=(*body, *_attendance(meeting)),
        bases=(TRUE_RECORD,) if has_dissent else (),
        printed_by=meeting.organiser.name,
        printed_on=on,
    )


def _settled(item: AgendaItem) -> list[Block]:
    outcome = Outcome(item.outcome).label.zh  # type: ignore[attr-defined]  # choices carry Words as labels
    said: list[Block] = [Paragraph(item.decision or "。", lead=f"{outcome}。")]
    if item.reason:
        said.append(Paragraph(item.reason, lead="与多数人意见不一致的理由："))
    return said


def _dissent(view: View) -> Block:
    stance = Stance(view.stance).label.zh  # type: ignore[attr-defined]  # choices carry Words as labels
    return Paragraph(view.text or "未说明理由。", lead=f"{view.seat.name}{stance}：")


def _attendance(meeting: Meeting) -> list[Block]:
    blocks: list[Block] = [Attendance("主持", (meeting.chair.name,))]
    for role, label in LABELS.items():
        names = tuple(s.name for s in meeting.seated if s.role == role and s.is_present)
        if names:
            blocks.append(Attendance(label, names))
    absent = tuple(
        f"{s.name}（{s.absence}）" if s.absence else s.name
        for s in meeting.seated
        if s.role in (Role.CHAIR, Role.MEMBER) and not s.is_present
    )
    return [*blocks, Attendance("请假", absent)] if absent else blocks


@events.on("meetings.minuted")
def with_the_minutes(row: Event) -> None:
    """Minutes are counted by the organiser's series for the year; they carry no document number."""
    meeting = Meeting.objects.select_related("organiser", "chair", "jurisdiction").get(pk=row.matter_id or 0)
    today = clock.today()
    series = (meeting.organiser.document_code or meeting.organiser.short_name)[:CODE_LIMIT] + "纪要"
    issue = numbering.take(series, today.year)
    paper = register.build("meetings.minutes", meeting, number="", on=today, event=row, issue=issue)
    issued.keep(
        paper,
        code="meetings.minutes",
        matter=meeting.matter_ptr,
        event_id=row.pk,
        issued_by=row.actor_name,
        even_without_fonts=True,
    )
