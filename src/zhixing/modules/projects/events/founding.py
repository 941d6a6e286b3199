"""Events from registration to completion: who is linked, who forms the group, start, pause, end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.projects.choices import Level
from zhixing.modules.projects.events.ledger import LedgerEvent
from zhixing.modules.projects.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRegistered(DomainEvent):
    kind = "projects.registered"
    words = w("Registered", "立项登记")
    sentence = w(
        "{actor} registered the key project “{title}” ({level}): {total_yuan:,.2f} yuan, led by {lead_unit}.",
        "{actor}登记重点项目“{title}”（{level}），总投资{total_yuan:,.2f}元，由{lead_unit}牵头。",
    )

    title: str
    level: Level
    total_yuan: Decimal
    lead_unit_id: int
    lead_unit: str
    unit_ids: list[int] = field(default_factory=list)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectImported(DomainEvent):
    """A draft made from a line of an existing ledger."""

    kind = "projects.imported"
    words = w("Imported", "导入登记")
    sentence = w(
        "{actor} imported the key project “{title}” from line {line} of {file}, with {milestones} milestones.",
        "{actor}由《{file}》第{line}行导入重点项目“{title}”，含节点{milestones}个。",
    )

    title: str
    level: Level
    lead_unit_id: int
    milestones: int
    file: str
    line: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAmended(LedgerEvent):
    """Basic facts changed, with what they were and are."""

    kind = "projects.amended"
    words = w("Basic facts amended", "基本情况变更")
    sentence = w(
        "{actor} amended the basic facts: {changed}. {reason}", "{actor}变更项目基本情况：{changed}。{reason}"
    )

    changed: list[str]
    reason: str = ""

    def told(self) -> Words:
        return self.sentence if self.reason else without(self.sentence, "reason")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLeadersLinked(LedgerEvent):
    kind = "projects.unit_leaders_linked"
    words = w("Unit's leaders linked", "落实单位挂钩领导")
    sentence = w(
        "{actor} linked for {unit}: top leader {top_leader}, leader in charge {leader_in_charge}.",
        "{actor}落实{unit}挂钩领导：主要领导{top_leader}，分管领导{leader_in_charge}。",
    )

    unit: str
    top_leader_id: int
    top_leader: str
    leader_in_charge_id: int
    leader_in_charge: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFormed(LedgerEvent):
    kind = "projects.group_formed"
    words = w("Work group formed", "成立工作组")
    sentence = w(
        "{actor} formed the work group: head {head}, deputy {deputy}, members {members}.",
        "{actor}成立项目工作组：组长{head}，副组长{deputy}，成员{members}。",
    )

    head_id: int
    head: str
    deputy_id: int
    deputy: str
    member_ids: list[int] = field(default_factory=list)
    members: list[str] = field(default_factory=list)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectStarted(LedgerEvent):
    """From now on the first plans stand."""

    kind = "projects.started"
    words = w("Started", "启动")
    sentence = w(
        "{actor} started the project; the first plan has {milestones} milestones and ends on {planned_until_on}.",
        "{actor}启动项目；首次计划共{milestones}个节点，{planned_until_on}前完成。",
    )

    milestones: int
    planned_until_on: date
    level: Level


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderLinked(DomainEvent):
    """The trigger of the weekly on-site meeting (DL-21)."""

    kind = "projects.leader_linked"
    words = w("Leader linked", "领导挂钩")
    sentence = w(
        "{actor} linked {leader} to the project ({level}).", "{actor}明确由{leader}挂钩该项目（{level}）。"
    )

    person_id: int
    leader: str
    unit_id: int
    level: Level


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderUnlinked(DomainEvent):
    kind = "projects.leader_unlinked"
    words = w("Leader unlinked", "解除挂钩")
    sentence = w(
        "{actor} ended the link of {leader}: {reason}", "{actor}解除{leader}与该项目的挂钩：{reason}"
    )

    person_id: int
    leader: str
    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSuspended(DomainEvent):
    kind = "projects.suspended"
    words = w("Suspended", "中止")
    sentence = w("{actor} suspended the project: {reason}", "{actor}中止该项目：{reason}")

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectResumed(DomainEvent):
    kind = "projects.resumed"
    words = w("Resumed", "恢复推进")
    sentence = w("{actor} resumed the project: {reason}", "{actor}恢复推进该项目：{reason}")

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCompleted(DomainEvent):
    """The end, with how it compares to the first plan."""

    kind = "projects.completed"
    words = w("Completed", "竣工")
    sentence = w(
        "{actor} recorded the completion on {completed_on}, {slip_days} days from the first plan "
        "({planned_until_on}). {result}",
        "{actor}确认项目于{completed_on}完成，较首次计划（{planned_until_on}）相差{slip_days}天。{result}",
    )

    unit_id: int
    completed_on: date
    planned_until_on: date
    slip_days: int
    result: str

    def told(self) -> Words:
        return self.sentence if self.result else without(self.sentence, "result")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCancelled(DomainEvent):
    kind = "projects.cancelled"
    words = w("Cancelled", "取消")
    sentence = w("{actor} cancelled the project: {reason}", "{actor}取消该项目：{reason}")

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPublished(DomainEvent):
    kind = "projects.publicity_set"
    words = w("Publicity set", "设定公开")
    sentence = w(
        "{actor} set the project's publicity on the portal to {is_public}.",
        "{actor}设定项目在公众门户公开：{is_public}。",
    )

    is_public: bool
