"""What happens to a document that is broken down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTakenIn(DomainEvent):
    kind = "supervision.document_taken_in"
    words = w("Taken in", "收文")
    sentence = w(
        "{actor} took in “{title}” ({characters} characters); {proposed} items were proposed.",
        "{actor}收文《{title}》（{characters} 字），识别出 {proposed} 项任务。",
    )

    title: str
    source_number: str = ""
    issuing_organ: str = ""
    dated_on: date | None = None
    characters: int
    fingerprint: str
    proposed: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDescribed(DomainEvent):
    kind = "supervision.document_described"
    words = w("Heading corrected", "更正文件信息")
    sentence = w("{actor} corrected the document's heading: {changed}.", "{actor}更正文件信息：{changed}。")

    changed: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class NamesSettled(DomainEvent):
    """`settled` holds lines “name → units”; a name without units is no unit of ours."""

    kind = "supervision.names_settled"
    words = w("Units settled", "对应单位")
    sentence = w("{actor} settled whom the document means: {settled}.", "{actor}对应单位名称：{settled}。")

    settled: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderAssigned(DomainEvent):
    kind = "supervision.leader_assigned"
    words = w("Carrying leader assigned", "指定包干领导")
    sentence = w("{actor} had {leader} carry the tasks of {units}.", "{actor}指定{leader}包干{units}的任务。")

    leader_id: int
    leader: str
    unit_ids: list[int]
    units: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultsSet(DomainEvent):
    kind = "supervision.document_defaults_set"
    words = w("Defaults set", "设定默认值")
    sentence = w(
        "{actor} set the defaults: limit {default_limit_on}, carrying leader {default_leader}.",
        "{actor}设定默认值：时限{default_limit_on}，包干领导{default_leader}。",
    )

    default_limit_on: date | None
    default_leader: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEdited(DomainEvent):
    kind = "supervision.proposal_edited"
    words = w("Proposal edited", "修改拟立事项")
    sentence = w("{actor} edited “{title}”: {changed}.", "{actor}修改“{title}”：{changed}。")

    title: str
    changed: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAdded(DomainEvent):
    kind = "supervision.proposal_added"
    words = w("Proposal added", "添加拟立事项")
    sentence = w("{actor} marked “{title}” in the document as an item.", "{actor}从文中添加事项“{title}”。")

    title: str
    start: int
    end: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSplit(DomainEvent):
    kind = "supervision.proposal_split"
    words = w("Proposal split", "拆分拟立事项")
    sentence = w(
        "{actor} split “{title}”; the second part is “{second}”.",
        "{actor}拆分“{title}”，后一部分为“{second}”。",
    )

    title: str
    second: str
    at: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsMerged(DomainEvent):
    kind = "supervision.proposals_merged"
    words = w("Proposals merged", "合并拟立事项")
    sentence = w("{actor} merged {merged} into “{title}”.", "{actor}将{merged}并入“{title}”。")

    title: str
    merged: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsDiscarded(DomainEvent):
    kind = "supervision.proposals_discarded"
    words = w("Set aside", "不立项")
    sentence = w("{actor} set aside {titles}: {reason}", "{actor}将{titles}列为不立项：{reason}")

    titles: list[str]
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsRestored(DomainEvent):
    kind = "supervision.proposals_restored"
    words = w("Restored", "恢复拟立事项")
    sentence = w("{actor} took {titles} up again.", "{actor}恢复{titles}。")

    titles: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsAccepted(DomainEvent):
    kind = "supervision.proposals_accepted"
    words = w("Accepted", "受理立项")
    sentence = w("{actor} accepted {n} items.", "{actor}受理 {n} 项。")

    n: int
    titles: list[str]
    is_issued: bool

    def told(self) -> Words:
        if self.is_issued:
            return w(
                "{actor} accepted and issued {n} items: {titles}.", "{actor}受理并交办 {n} 项：{titles}。"
            )
        return w(
            "{actor} accepted {n} items as drafts: {titles}.", "{actor}受理 {n} 项为拟办事项：{titles}。"
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClosed(DomainEvent):
    kind = "supervision.document_closed"
    words = w("Breakdown finished", "分解完毕")
    sentence = w(
        "{actor} finished the breakdown: {accepted} accepted, {discarded} set aside.",
        "{actor}完成文件分解：受理 {accepted} 项，不立项 {discarded} 项。",
    )

    accepted: int
    discarded: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReopened(DomainEvent):
    kind = "supervision.document_reopened"
    words = w("Breakdown taken up again", "恢复分解")
    sentence = w("{actor} took the breakdown up again: {reason}", "{actor}恢复文件分解：{reason}")

    reason: str
