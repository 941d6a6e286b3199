"""Events of meetings, and what a matter hears when a meeting discusses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.meetings.choices import Outcome, Role, Stance


def _when(moment: datetime) -> Words:
    local = moment.astimezone(clock.zone())
    return w(f"{local:%-d %B %Y, %H:%M}", f"{local.year}年{local.month}月{local.day}日{local:%H:%M}")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Convened(DomainEvent):
    kind = "meetings.convened"
    words = w("Convened", "拟定会议")
    sentence = w(
        "{actor} convened “{title}” for {when}, {place}; in the chair: {chair}.",
        "{actor}拟于{when}在{place}召开“{title}”，{chair}主持。",
    )

    title: str
    sort: str
    planned_at: datetime
    place: str
    chair: str
    chair_id: int
    organiser_id: int
    matter_ids: list[int] = field(default_factory=list)

    def told(self) -> Words:
        return self.sentence.put(when=_when(self.planned_at))


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Invited(DomainEvent):
    kind = "meetings.invited"
    words = w("Invited", "通知参会")
    sentence = w("{actor} asked {names} to the meeting ({role}).", "{actor}安排{names}参会（{role}）。")

    names: list[str]
    person_ids: list[int] = field(default_factory=list)
    role: Role


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaChanged(DomainEvent):
    kind = "meetings.agenda_changed"
    words = w("Agenda changed", "调整议程")
    sentence = w("{actor} changed the agenda: {what}", "{actor}调整议程：{what}")

    added: list[str] = field(default_factory=list)
    taken_off: list[str] = field(default_factory=list)
    reason: str = ""

    def told(self) -> Words:
        names = self.added or self.taken_off
        listed_en, listed_zh = ", ".join(names) or "—", "、".join(names) or "—"
        if self.added:
            what = w(f"added {listed_en}.", f"增加{listed_zh}。")
        else:
            what = w(f"took off {listed_en}. {self.reason}", f"撤下{listed_zh}。{self.reason}")
        return self.sentence.put(what=what)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Notified(DomainEvent):
    kind = "meetings.notified"
    words = w("Notice sent", "发送会议通知")
    sentence = w(
        "{actor} sent the notice of the meeting on {when} to {n} persons.",
        "{actor}发送{when}会议通知，共{n}人。",
    )

    planned_at: datetime
    n: int
    person_ids: list[int] = field(default_factory=list)

    def told(self) -> Words:
        return self.sentence.put(when=_when(self.planned_at))


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Held(DomainEvent):
    kind = "meetings.held"
    words = w("Held", "会议召开")
    sentence = w(
        "{actor} recorded that the meeting was held on {held_on}: {present} of {members} members present.",
        "{actor}记录会议于{held_on}召开，组成人员应到{members}人、实到{present}人。",
    )

    held_on: date
    members: int
    present: int
    present_names: list[str]
    absent_names: list[str] = field(default_factory=list)
    observers: int = 0
    sort: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRecorded(DomainEvent):
    kind = "meetings.view_recorded"
    words = w("View recorded", "记录意见")
    sentence = w(
        "{actor} recorded on “{item}”: {name} {stance}. {text}",
        "{actor}记录“{item}”审议意见：{name}{stance}。{text}",
    )

    item: str
    item_id: int
    name: str
    seat_id: int
    stance: Stance
    text: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSettled(DomainEvent):
    kind = "meetings.item_settled"
    words = w("Item settled", "议定事项")
    sentence = w(
        "{actor} recorded that “{item}” was {outcome}: {decision}",
        "{actor}记录“{item}”议定结果：{outcome}。{decision}",
    )

    item: str
    item_id: int
    matter_id: int | None = None
    outcome: Outcome
    decision: str = ""
    reason: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Minuted(DomainEvent):
    kind = "meetings.minuted"
    words = w("Minutes issued", "印发会议纪要")
    sentence = w(
        "{actor} issued the minutes: {settled} items settled, {dissents} dissenting views on record.",
        "{actor}印发会议纪要：议定{settled}项，载明不同意见{dissents}条。",
    )

    settled: int
    dissents: int
    sort: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed(DomainEvent):
    kind = "meetings.postponed"
    words = w("Put off", "改期")
    sentence = w(
        "{actor} moved the meeting from {before} to {after}: {reason}",
        "{actor}将会议由{before}改至{after}：{reason}",
    )

    old_at: datetime
    new_at: datetime
    reason: str

    def told(self) -> Words:
        return self.sentence.put(before=_when(self.old_at), after=_when(self.new_at))


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(DomainEvent):
    kind = "meetings.cancelled"
    words = w("Cancelled", "取消会议")
    sentence = w("{actor} cancelled the meeting: {reason}", "{actor}取消会议：{reason}")

    reason: str
    sort: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled(DomainEvent):
    """Told on the matter that was put on an agenda."""

    kind = "meetings.tabled"
    words = w("Put on an agenda", "列入会议议程")
    sentence = w(
        "{actor} put it on the agenda of “{meeting}” ({when}).", "{actor}列入“{meeting}”（{when}）议程。"
    )

    meeting: str
    meeting_id: int
    sort: str
    planned_at: datetime

    def told(self) -> Words:
        return self.sentence.put(when=_when(self.planned_at))


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff(DomainEvent):
    """Told on the matter that was taken off an agenda."""

    kind = "meetings.taken_off"
    words = w("Taken off an agenda", "撤出会议议程")
    sentence = w(
        "{actor} took it off the agenda of “{meeting}”: {reason}", "{actor}撤出“{meeting}”议程：{reason}"
    )

    meeting: str
    meeting_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed(DomainEvent):
    """Told on the matter that a meeting settled, or put off."""

    kind = "meetings.discussed"
    words = w("Discussed", "会议审议")
    sentence = w(
        "{actor} recorded the discussion in “{meeting}” on {held_on}: {outcome}. {decision}",
        "{actor}记录{held_on}“{meeting}”审议结果：{outcome}。{decision}",
    )

    meeting: str
    meeting_id: int
    sort: str
    held_on: date
    outcome: Outcome
    decision: str = ""
