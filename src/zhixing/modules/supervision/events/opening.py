"""Events from registration to issue, and what takes an item back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.supervision.choices import Rhythm, Source, Urgency


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRegistered(DomainEvent):
    kind = "supervision.registered"
    words = w("Registered", "立项登记")
    sentence = w(
        "{actor} registered the item “{title}” from {source}.",
        "{actor}登记督办事项“{title}”，来源：{source}。",
    )

    title: str
    source: Source
    source_title: str = ""
    lead_unit_id: int | None = None
    parent: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemImported(DomainEvent):
    """A draft made from a line of a spreadsheet."""

    kind = "supervision.imported"
    words = w("Imported", "导入登记")
    sentence = w(
        "{actor} imported the item “{title}” from line {line} of {file}.",
        "{actor}由《{file}》第{line}行导入督办事项“{title}”。",
    )

    title: str
    source: Source
    lead_unit_id: int
    file: str
    line: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAmended(DomainEvent):
    kind = "supervision.amended"
    words = w("Amended before issue", "拟办修改")
    sentence = w("{actor} amended the draft: {changed}.", "{actor}修改拟办内容：{changed}。")

    changed: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemIssued(DomainEvent):
    """The trigger of most rules: it names everyone who now owes something."""

    kind = "supervision.issued"
    words = w("Issued", "交办")
    sentence = w(
        "{actor} issued the item to {lead_unit}, to be done by {limit_on}; supporting: {supporting_units}; "
        "carried by {carrying_leader}.",
        "{actor}交办：{lead_unit}主办，{supporting_units}协办，{carrying_leader}包干，{limit_on}前办结。",
    )

    lead_unit_id: int
    lead_unit: str
    supporting_unit_ids: list[int] = field(default_factory=list)
    supporting_units: list[str] = field(default_factory=list)
    supervising_unit_id: int
    carrying_leader_id: int | None = None
    carrying_leader: str = ""
    overall_leader: str = ""
    limit_on: date
    rhythm: Rhythm = Rhythm.NONE
    urgency: Urgency = Urgency.PLAIN
    source: Source = Source.OTHER

    def told(self) -> Words:
        """Without a supporting unit or a carrying leader the sentence says nothing of them."""
        en = "{actor} issued the item to {lead_unit}, to be done by {limit_on}"
        en += "; supporting: {supporting_units}" if self.supporting_units else ""
        en += "; carried by {carrying_leader}." if self.carrying_leader else "."
        zh = "{actor}交办：{lead_unit}主办"
        zh += "，{supporting_units}协办" if self.supporting_units else ""
        zh += "，{carrying_leader}包干" if self.carrying_leader else ""
        return w(en, zh + "，{limit_on}前办结。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWithdrawn(DomainEvent):
    kind = "supervision.withdrawn"
    words = w("Withdrawn", "撤回")
    sentence = w("{actor} withdrew the item: {reason}", "{actor}撤回该事项：{reason}")

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPassedOn(DomainEvent):
    """The item goes to another lead unit. What the first unit did and when stays on record."""

    kind = "supervision.passed_on"
    words = w("Passed on", "转办")
    sentence = w(
        "{actor} passed the item from {from_unit} on to {lead_unit}: {reason}",
        "{actor}将该事项由{from_unit}转{lead_unit}主办：{reason}",
    )

    from_unit_id: int
    from_unit: str
    lead_unit_id: int
    lead_unit: str
    supervising_unit_id: int
    limit_on: date
    rhythm: Rhythm = Rhythm.NONE
    urgency: Urgency = Urgency.PLAIN
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBrokenDown(DomainEvent):
    kind = "supervision.broken_down"
    words = w("Broken down", "任务分解")
    sentence = w(
        "{actor} broke the item down; {unit} is to do “{title}” by {limit_on}.",
        "{actor}分解任务：由{unit}承担“{title}”，{limit_on}前完成。",
    )

    child: int
    title: str
    unit: str
    limit_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemListed(DomainEvent):
    kind = "supervision.listed"
    words = w("Listed supervision", "挂牌督办")
    sentence = w("{actor} {listing}: {reason}", "{actor}{listing}：{reason}")

    is_listed: bool
    reason: str

    def told(self) -> Words:
        listing = (
            w("put the item under listed supervision", "将该事项列为挂牌督办")
            if self.is_listed
            else w("ended the listed supervision", "解除该事项挂牌督办")
        )
        return w(f"{{actor}} {listing.en}: {{reason}}", f"{{actor}}{listing.zh}：{{reason}}")
