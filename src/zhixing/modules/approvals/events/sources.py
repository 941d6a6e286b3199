"""Events of an outside system: connected, mapped, watched, and what was brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRegistered(DomainEvent):
    kind = "approvals.source_registered"
    words = w("System registered", "登记接入系统")
    sentence = w(
        "{actor} registered the outside system “{title}” ({code}): run by {lead_unit}, watched by {supervising_unit}.",
        "{actor}登记接入系统“{title}”（{code}），由{lead_unit}运行，{supervising_unit}监察。",
    )

    title: str
    code: str
    lead_unit_id: int
    lead_unit: str
    supervising_unit_id: int
    supervising_unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class MappingAdopted(DomainEvent):
    """The whole mapping stands in the record, so that every earlier one can be read and proved."""

    kind = "approvals.mapping_adopted"
    words = w("Mapping adopted", "采用数据映射")
    sentence = w(
        "{actor} adopted mapping no. {mapping_version}; it reads the columns {columns}.",
        "{actor}采用第{mapping_version}版数据映射，读取各列：{columns}。",
    )

    mapping_version: int
    columns: list[str]
    mapping: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PacksChosen(DomainEvent):
    kind = "approvals.packs_chosen"
    words = w("Rule packs chosen", "选定规则包")
    sentence = w(
        "{actor} chose the rule packs that judge its cases: {packs} (before: {before}).",
        "{actor}选定监察所用规则包：{packs}（此前：{before}）。",
    )

    packs: list[str]
    before: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNamed(DomainEvent):
    kind = "approvals.unit_named"
    words = w("Unit said", "确认单位")
    sentence = w(
        "{actor} said that {names} is {unit}; {cases} cases are judged again.",
        "{actor}确认系统所称{names}即{unit}，涉及办件{cases}件，重新判定。",
    )

    names: list[str]
    unit_id: int
    unit: str
    cases: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBegun(DomainEvent):
    """From this day on cards are drawn in the house; what was before only counts."""

    kind = "approvals.watch_begun"
    words = w("Watched from", "启动监察")
    sentence = w(
        "{actor} let cards be drawn from {from_on} on (before: {before}).",
        "{actor}确定自{from_on}起出示预警牌（此前：{before}）。",
    )

    from_on: date
    before: date | None = None

    def told(self) -> Words:
        if self.before is not None:
            return self.sentence
        return w("{actor} let cards be drawn from {from_on} on.", "{actor}确定自{from_on}起出示预警牌。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSuspended(DomainEvent):
    kind = "approvals.source_suspended"
    words = w("Taking in suspended", "暂停接入")
    sentence = w("{actor} suspended taking in what it sends: {reason}", "{actor}暂停接入该系统数据：{reason}")

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResumed(DomainEvent):
    kind = "approvals.source_resumed"
    words = w("Taking in resumed", "恢复接入")
    sentence = w("{actor} resumed taking in what it sends.", "{actor}恢复接入该系统数据。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class FileBrought(DomainEvent):
    """A file was handed in; what came of it is told when it has been loaded."""

    kind = "approvals.file_brought"
    words = w("File delivered", "报送数据文件")
    sentence = w(
        "{actor} delivered the file {file} as delivery no. {number} ({size} bytes).",
        "{actor}报送数据文件“{file}”，列为第{number}批（{size}字节）。",
    )

    number: int
    file: str
    size: int
    sha256: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class FileReadAgain(DomainEvent):
    kind = "approvals.file_read_again"
    words = w("File read again", "重新读取文件")
    sentence = w(
        "{actor} let the file {file} of delivery no. {before} be read again by mapping no. {mapping_version}, as no. {number}.",
        "{actor}按第{mapping_version}版映射重新读取第{before}批的文件“{file}”，列为第{number}批。",
    )

    number: int
    before: int
    mapping_version: int
    file: str
