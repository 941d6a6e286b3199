"""Events of a document of one's own, from the first consultation to its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.rulebook.periods import told as period_told
from zhixing.modules.correspondence.choices import Channel, Direction, DocumentKind


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlanned(DomainEvent):
    kind = "correspondence.planned"
    words = w("Planned", "拟行文登记")
    sentence = w(
        "{actor} planned the {direction} document “{title}” ({document_kind}) of {unit} to {addressee}.",
        "{actor}登记{unit}拟向{addressee}行文“{title}”（{direction}，{document_kind}）。",
    )

    title: str
    unit_id: int
    unit: str
    direction: Direction
    document_kind: DocumentKind
    addressee: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted(DomainEvent):
    """S4.1-17: consult first, write later, face to face."""

    kind = "correspondence.consulted"
    words = w("Consulted", "沟通协调")
    sentence = w(
        "{actor} consulted with {with_whom} on {consulted_on} ({channel}): {advice}",
        "{actor}于{consulted_on}与{with_whom}沟通（{channel}）：{advice}",
    )

    unit_id: int
    with_whom: str
    consulted_on: date
    channel: Channel
    advice: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDrafted(DomainEvent):
    kind = "correspondence.drafted"
    words = w("Drafted", "拟稿")
    sentence = w("{actor} drafted the text ({characters} characters).", "{actor}拟制文稿（{characters}字）。")

    characters: int
    fingerprint: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReturned(DomainEvent):
    kind = "correspondence.draft_returned"
    words = w("Draft returned", "退回修改")
    sentence = w("{actor} returned the draft: {reason}", "{actor}退回修改：{reason}")

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSigned(DomainEvent):
    kind = "correspondence.signed"
    words = w("Signed", "签发")
    sentence = w("{actor} signed the document to {addressee}.", "{actor}签发，主送{addressee}。")

    unit_id: int
    addressee: str
    note: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerNamed(DomainEvent):
    """TH-06: one leader in charge."""

    kind = "correspondence.follower_named"
    words = w("Following leader named", "指定跟踪领导")
    sentence = w("{actor} named {follower} to follow the document.", "{actor}指定{follower}负责跟踪协调。")

    follower_id: int
    follower: str
    before: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDelivered(DomainEvent):
    kind = "correspondence.delivered"
    words = w("Delivered", "文件送达")
    sentence = w(
        "{actor} delivered the document to {addressee}; {follower} follows it.",
        "{actor}将文件送达{addressee}，由{follower}跟踪协调。",
    )

    unit_id: int
    addressee: str
    counterpart_id: int | None = None
    follower_id: int
    follower: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Followed(DomainEvent):
    kind = "correspondence.followed"
    words = w("Follow-up", "跟踪情况")
    sentence = w("{actor} followed up: {progress}", "{actor}跟踪协调：{progress}")

    unit_id: int
    progress: str
    problems: str = ""

    def told(self) -> Words:
        if not self.problems:
            return self.sentence
        return w(
            "{actor} followed up: {progress} (needs coordination: {problems})",
            "{actor}跟踪协调：{progress}（需协调：{problems}）",
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentConcluded(DomainEvent):
    kind = "correspondence.concluded"
    words = w("Concluded", "行文办结")
    sentence = w("{actor} concluded it: {result}", "{actor}办结：{result}")

    unit_id: int
    result: str
    answer_number: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDropped(DomainEvent):
    kind = "correspondence.dropped"
    words = w("Dropped", "撤销行文")
    sentence = w("{actor} dropped the document: {reason}", "{actor}撤销行文：{reason}")

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class WeekReported(DomainEvent):
    """The office's weekly written report; its tables are those of the paper (S4.1-20)."""

    kind = "correspondence.week_reported"
    words = w("Week reported", "每周书面汇报")
    sentence = w(
        "{actor} reported on {period} to {leaders}: {running} under way, {new} new, {silent} without follow-up.",
        "{actor}向{leaders}书面汇报{period}行文跟踪协调情况：在办{running}件，新送达{new}件，当周无跟踪记录{silent}件。",
    )

    unit_id: int
    period: str
    leader_ids: list[int] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    running: int
    new: int
    concluded: int
    silent: int
    summary: str = ""
    monday: date

    def told(self) -> Words:
        """The week as people say it, not as the rules key it."""
        week = period_told(self.period)
        return w(self.sentence.en.replace("{period}", week.en), self.sentence.zh.replace("{period}", week.zh))
