"""Events of public participation: comments and hearings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.decisions.choices import Capacity, Treatment


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedForComment(DomainEvent):
    kind = "decisions.published_for_comment"
    words = w("Published for comment", "公开征求意见")
    sentence = w(
        "{actor} published the draft for comment until {until} ({days_open} days). {shortening_reason}",
        "{actor}公开征求意见，至{until}截止（{days_open}日）。{shortening_reason}",
    )

    until: date
    days_open: int
    shortening_reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentReceived(DomainEvent):
    kind = "decisions.comment_received"
    words = w("Comment received", "收到意见")
    sentence = w(
        "A comment came in by the portal (receipt {receipt}).",
        "门户收到一条意见（回执号{receipt}）。",
    )

    receipt: str
    fingerprint: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsAnswered(DomainEvent):
    kind = "decisions.comments_answered"
    words = w("Comments treated", "处理意见")
    sentence = w(
        "{actor} treated {count} comments ({receipts}): {treatment}. {answer}",
        "{actor}处理{count}条意见（{receipts}）：{treatment}。{answer}",
    )

    count: int
    receipts: list[str]
    treatment: Treatment
    answer: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentClosed(DomainEvent):
    kind = "decisions.comment_closed"
    words = w("Comment closed", "结束征求意见")
    sentence = w(
        "{actor} closed the public comment: {count} comments came in.",
        "{actor}结束公开征求意见，共收到意见{count}条。",
    )

    count: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSummarised(DomainEvent):
    kind = "decisions.comment_summarised"
    words = w("Summary published", "公布采纳情况")
    sentence = w(
        "{actor} published what became of the comments ({adopted} adopted, {partly} in part, "
        "{not_adopted} not): {summary}",
        "{actor}公布意见采纳情况（采纳{adopted}条、部分采纳{partly}条、未采纳{not_adopted}条）：{summary}",
    )

    adopted: int
    partly: int
    not_adopted: int
    summary: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingPlanned(DomainEvent):
    kind = "decisions.hearing_planned"
    words = w("Hearing planned", "拟开听证会")
    sentence = w(
        "{actor} planned a hearing on {planned_on} at {place}.",
        "{actor}拟于{planned_on}在{place}举行听证会。",
    )

    planned_on: date
    place: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingCalled(DomainEvent):
    kind = "decisions.hearing_called"
    words = w("Hearing planned", "拟开听证会")
    sentence = w(
        "{actor} planned a hearing on this decision for {planned_on}.",
        "{actor}拟于{planned_on}就本决策举行听证会。",
    )

    planned_on: date
    hearing_id: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingNoticed(DomainEvent):
    kind = "decisions.hearing_noticed"
    words = w("Hearing announced", "发布听证公告")
    sentence = w(
        "{actor} announced the hearing of {planned_on}; {seats} seats, sign-up until {sign_up_until}.",
        "{actor}发布听证公告：{planned_on}举行，名额{seats}人，{sign_up_until}前报名。",
    )

    planned_on: date
    seats: int
    sign_up_until: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SignedUp(DomainEvent):
    kind = "decisions.signed_up"
    words = w("Signed up", "报名")
    sentence = w(
        "Somebody signed up by the portal as {capacity} (receipt {receipt}).",
        "门户收到一份听证报名（{capacity}，回执号{receipt}）。",
    )

    receipt: str
    capacity: Capacity


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantInvited(DomainEvent):
    kind = "decisions.participant_invited"
    words = w("Participant invited", "邀请参加人")
    sentence = w(
        "{actor} invited {name} ({capacity}) to the hearing.",
        "{actor}邀请{name}（{capacity}）参加听证。",
    )

    name: str
    capacity: Capacity


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantsNamed(DomainEvent):
    kind = "decisions.participants_named"
    words = w("Participants made public", "公布参加人")
    sentence = w(
        "{actor} made the list of participants public: {names}. How they were chosen: {how}",
        "{actor}公布听证参加人名单：{names}。遴选办法：{how}",
    )

    names: list[str]
    how: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingPapersSent(DomainEvent):
    kind = "decisions.hearing_papers_sent"
    words = w("Papers delivered", "送达听证材料")
    sentence = w(
        "{actor} recorded that the papers reached the last participant on {on}.",
        "{actor}记录听证材料于{on}送达最后一名参加人。",
    )

    on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingHeld(DomainEvent):
    kind = "decisions.hearing_held"
    words = w("Hearing held", "举行听证会")
    sentence = w(
        "{actor} recorded the hearing held on {held_on}, presided by {presided_by}, {present} "
        "participants present.",
        "{actor}记录听证会于{held_on}举行，主持人{presided_by}，到会参加人{present}名。",
    )

    held_on: date
    presided_by: str
    present: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRecorded(DomainEvent):
    kind = "decisions.view_recorded"
    words = w("View recorded", "记录听证意见")
    sentence = w(
        "{actor} recorded the view of {name}.",
        "{actor}记录{name}的听证意见。",
    )

    name: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewAnswered(DomainEvent):
    kind = "decisions.view_answered"
    words = w("View treated", "处理听证意见")
    sentence = w(
        "{actor} treated the view of {name}: {treatment}. {answer}",
        "{actor}处理{name}的意见：{treatment}。{answer}",
    )

    name: str
    treatment: Treatment
    answer: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingReported(DomainEvent):
    kind = "decisions.hearing_reported"
    words = w("Treatment made public", "公布听证意见采纳情况")
    sentence = w(
        "{actor} made public how each view was treated: {report}",
        "{actor}公布听证意见采纳情况：{report}",
    )

    report: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingCancelled(DomainEvent):
    kind = "decisions.hearing_cancelled"
    words = w("Hearing cancelled", "取消听证会")
    sentence = w(
        "{actor} cancelled the hearing: {reason}",
        "{actor}取消听证会：{reason}",
    )

    reason: str
