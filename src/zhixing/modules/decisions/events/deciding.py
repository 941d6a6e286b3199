"""Events of tabling, deciding and making public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.decisions.choices import Forum, ObserverClass


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ObserversInvited(DomainEvent):
    kind = "decisions.observers_invited"
    words = w("Observers invited", "邀请旁听")
    sentence = w(
        "{actor} invited observers ({observer_class}): {names}.",
        "{actor}邀请{observer_class}旁听：{names}。",
    )

    unit_id: int
    observer_class: ObserverClass
    names: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ObserversTold(DomainEvent):
    kind = "decisions.observers_told"
    words = w("Observers told", "告知旁听人员")
    sentence = w(
        "{actor} told the observers what will be discussed: {names}.",
        "{actor}提前告知旁听人员议定事项：{names}。",
    )

    unit_id: int
    names: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ObserversCame(DomainEvent):
    kind = "decisions.observers_came"
    words = w("Observers present", "旁听到会")
    sentence = w(
        "{actor} recorded the observers who listened on {on}: {names}.",
        "{actor}记录{on}到会旁听人员：{names}。",
    )

    on: date
    names: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(DomainEvent):
    kind = "decisions.meeting_cancelled"
    words = w("Meeting cancelled", "会议取消")
    sentence = w(
        "The meeting that was to discuss this was cancelled ({meeting}).",
        "拟讨论本事项的会议已取消（{meeting}）。",
    )

    unit_id: int
    meeting: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTabled(DomainEvent):
    kind = "decisions.tabled"
    words = w("Tabled", "提请审议")
    sentence = w(
        "{actor} tabled version {draft_version} of the draft for the {forum}.",
        "{actor}将草案第{draft_version}稿提请{forum}审议。",
    )

    forum: Forum
    draft_version: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDeferred(DomainEvent):
    kind = "decisions.deferred"
    words = w("Not decided yet", "暂缓决策")
    sentence = w(
        "{actor} recorded that the matter goes back for further work: {reason}",
        "{actor}记录暂缓决策、继续研究：{reason}",
    )

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRejected(DomainEvent):
    kind = "decisions.rejected"
    words = w("Not adopted", "不予通过")
    sentence = w(
        "{actor} recorded that the draft was not adopted: {reason}",
        "{actor}记录草案不予通过：{reason}",
    )

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade(DomainEvent):
    kind = "decisions.decided"
    words = w("Decided", "作出决策")
    sentence = w(
        "{deciding_unit} decided in the {decided_in}: {text}",
        "{deciding_unit}经{decided_in}作出决策：{text}",
    )

    unit_id: int
    deciding_unit: str
    decided_in: Forum
    text: str
    is_public: bool
    local_or_trade: bool


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTold(DomainEvent):
    kind = "decisions.party_told"
    words = w("Reported to the Party committee", "请示报告")
    sentence = w(
        "{actor} recorded that the decision was reported to the Party committee on {on}.",
        "{actor}记录已于{on}向同级党委请示报告。",
    )

    on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionIssued(DomainEvent):
    kind = "decisions.issued"
    words = w("Issued", "出台")
    sentence = w(
        "{actor} issued the decision.",
        "{actor}印发该决策。",
    )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPublished(DomainEvent):
    kind = "decisions.published"
    words = w("Made public", "公布决策")
    sentence = w(
        "{actor} made the decision public on {channel}, with its explanation: {explanation}",
        "{actor}在{channel}公布该决策并作解读：{explanation}",
    )

    unit_id: int
    channel: str
    explanation: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionArchived(DomainEvent):
    kind = "decisions.archived"
    words = w("Archived", "归档")
    sentence = w(
        "{actor} archived the file under {archive_number}: {papers} papers and attachments.",
        "{actor}将决策档案归档（档号{archive_number}），共{papers}件。",
    )

    archive_number: str
    papers: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LocalNotified(DomainEvent):
    kind = "decisions.local_notified"
    words = w("Notice given", "事后通报")
    sentence = w(
        "{actor} gave notice of the decision to {units}.",
        "{actor}向{units}通报决策结果。",
    )

    unit_id: int
    unit_ids: list[int]
    units: list[str]
