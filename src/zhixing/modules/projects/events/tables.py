"""Events of the office's standing duty to table on-site meetings (DL-23, S4.1-07)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.projects.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyBegun(DomainEvent):
    kind = "projects.duty_begun"
    words = w("Duty begun", "责任开始")
    sentence = w(
        "{actor} charged {unit} with tabling the on-site meetings to {recipients}.",
        "{actor}明确由{unit}将现场办公会情况造表报{recipients}。",
    )

    duty: str
    unit_id: int
    unit: str
    recipients: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded(DomainEvent):
    kind = "projects.duty_ended"
    words = w("Duty ended", "责任终止")
    sentence = w("{actor} ended the duty: {reason}", "{actor}终止该项责任：{reason}")

    duty: str
    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMeetingsTabled(DomainEvent):
    """What the record says of a period: projects that owed a meeting, meetings held, and who held none."""

    kind = "projects.site_meetings_tabled"
    words = w("On-site meetings tabled", "现场办公会情况造表")
    sentence = w(
        "{actor} tabled the on-site meetings of {period} to {recipients}: {held} of {owed} held. {note}",
        "{actor}将{period}现场办公会情况造表报{recipients}：应召开{owed}次，已召开{held}次。{note}",
    )

    unit_id: int
    period: str
    first_on: date
    owed: int
    held: int
    minuted: int
    recipient_ids: list[int]
    recipients: list[str]
    missing: list[str] = field(default_factory=list)
    note: str = ""

    def told(self) -> Words:
        return self.sentence if self.note else without(self.sentence, "note")
