"""What happens to an item, told years later: registered, written, reviewed, published, revised, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.approvals.models.items import ChangeKind, Ending, ItemType, LimitUnit, Route


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRegistered(DomainEvent):
    kind = "approvals.item_registered"
    words = w("Item registered", "事项登记")
    sentence = w(
        "{actor} registered the item “{title}” ({type}) with the code {code}, handled by {unit}.",
        "{actor}登记事项“{title}”（{type}），编码{code}，由{unit}实施。",
    )

    title: str
    code: str
    type: ItemType
    unit_id: int
    unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemImported(DomainEvent):
    """A draft made from a line of an existing catalogue."""

    kind = "approvals.item_imported"
    words = w("Item imported", "事项导入")
    sentence = w(
        "{actor} imported the item “{title}” ({type}) from line {line} of {file}, handled by {unit}.",
        "{actor}由《{file}》第{line}行导入事项“{title}”（{type}），由{unit}实施。",
    )

    title: str
    code: str
    type: ItemType
    unit_id: int
    unit: str
    file: str
    line: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWritten(DomainEvent):
    """The guide's text was written or amended; how long it promises (0: nothing) and the law allows (0: not said)."""

    kind = "approvals.item_guide_written"
    words = w("Guide written", "编写办事指南")
    sentence = w(
        "{actor} wrote the guide: {steps} steps, {materials} materials; promised {promised_days} {promised_unit}.",
        "{actor}编写办事指南：环节{steps}个、材料{materials}项，承诺时限{promised_days}{promised_unit}。",
    )

    steps: int
    materials: int
    promised_days: int
    promised_unit: LimitUnit
    statutory_days: int
    statutory_unit: LimitUnit

    def told(self) -> Words:
        if self.promised_days:
            return self.sentence
        return w(
            "{actor} wrote the guide: {steps} steps, {materials} materials; nothing promised yet.",
            "{actor}编写办事指南：环节{steps}个、材料{materials}项，尚未作出时限承诺。",
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDropped(DomainEvent):
    kind = "approvals.item_draft_dropped"
    words = w("Draft dropped", "草案作废")
    sentence = w("{actor} dropped the draft of {code}: {reason}", "{actor}将{code}的草案作废：{reason}")

    code: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReviewed(DomainEvent):
    kind = "approvals.item_reviewed"
    words = w("Reviewed", "审核通过")
    sentence = w("{actor} reviewed the guide: {opinion}", "{actor}审核办事指南：{opinion}")

    opinion: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSentBack(DomainEvent):
    kind = "approvals.item_sent_back"
    words = w("Sent back", "退回修改")
    sentence = w("{actor} sent the guide back: {reason}", "{actor}退回修改：{reason}")

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPublished(DomainEvent):
    """A version holds from a day on, confirmed by another person than the one who reviewed it."""

    kind = "approvals.item_published"
    words = w("Published", "公布实施")
    sentence = w(
        "{actor} published version {item_version} ({change}), in force from {from_on}; reviewed by {reviewed_by}.",
        "{actor}公布第{item_version}版（{change}），自{from_on}起实施，审核人{reviewed_by}。",
    )

    item_version: int
    change: ChangeKind
    from_on: date
    reviewed_by: str
    unit_id: int
    steps: int
    materials: int
    promised_days: int
    promised_unit: LimitUnit


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionBegun(DomainEvent):
    kind = "approvals.item_revision_begun"
    words = w("Revision begun", "启动修订")
    sentence = w(
        "{actor} began to revise version {item_version}: {why}",
        "{actor}启动对第{item_version}版的修订：{why}",
    )

    item_version: int
    why: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionDropped(DomainEvent):
    kind = "approvals.item_revision_dropped"
    words = w("Revision dropped", "放弃修订")
    sentence = w(
        "{actor} dropped the revision; version {item_version} stays: {reason}",
        "{actor}放弃修订，继续实施第{item_version}版：{reason}",
    )

    item_version: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class EndingProposed(DomainEvent):
    """How it is to end, from which day on, by which route or into what."""

    kind = "approvals.item_ending_proposed"
    words = w("End proposed", "拟取消、调整")
    sentence = w(
        "{actor} proposed to {ending} the item from {ends_on} on; {successor} takes over. {ending_reason}",
        "{actor}拟自{ends_on}起将该事项{ending}，由{successor}承接。{ending_reason}",
    )

    ending: Ending
    ends_on: date
    successor: str
    ending_reason: str
    route: Route | None = None


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class EndingWithdrawn(DomainEvent):
    kind = "approvals.item_ending_withdrawn"
    words = w("End withdrawn", "撤回取消、调整")
    sentence = w("{actor} withdrew the proposed end: {reason}", "{actor}撤回取消、调整意见：{reason}")

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEnded(DomainEvent):
    """The end decided by another person; what takes over stands beside it."""

    kind = "approvals.item_ended"
    words = w("Cancelled or adjusted", "取消、调整")
    sentence = w(
        "{actor} decided to {ending} the item from {ends_on} on; {successor} takes over.",
        "{actor}决定自{ends_on}起将该事项{ending}，由{successor}承接。",
    )

    ending: Ending
    ends_on: date
    successor: str
    unit_id: int
    route: Route | None = None
    successor_rules: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideItemNamed(DomainEvent):
    """Somebody said which item an outside system means."""

    kind = "approvals.outside_item_named"
    words = w("Name of an item explained", "对应事项名称")
    sentence = w(
        "{actor} said that {names} is the item “{item}” ({code}); {cases} cases are judged again.",
        "{actor}明确{names}即事项“{item}”（{code}），{cases}件办件重新判定。",
    )

    names: list[str]
    item: str
    code: str
    cases: int
