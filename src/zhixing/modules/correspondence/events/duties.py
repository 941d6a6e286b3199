"""Events of a standing duty: begun, done in a period, ended. The rulebook counts the periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.correspondence.choices import Duty


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyBegun(DomainEvent):
    kind = "correspondence.duty_begun"
    words = w("Standing duty begun", "定期工作启动")
    sentence = w("{actor} put “{duty}” into force for {unit}.", "{actor}启动{unit}的“{duty}”。")

    duty: Duty
    unit_id: int
    unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded(DomainEvent):
    kind = "correspondence.duty_ended"
    words = w("Standing duty ended", "定期工作终止")
    sentence = w("{actor} ended “{duty}”: {reason}", "{actor}终止“{duty}”：{reason}")

    duty: Duty
    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningReviewHeld(DomainEvent):
    """DL-18: one in every fifteen days."""

    kind = "correspondence.planning_review_held"
    words = w("Joint review of planning held", "规划联审会议召开")
    sentence = w(
        "The joint review of planning met on {held_on} with {n} matters.",
        "{held_on}召开规划联审会议，审议 {n} 项。",
    )

    unit_id: int
    held_on: date
    n: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LandReviewHeld(DomainEvent):
    """DL-19: one in every fifteen days."""

    kind = "correspondence.land_review_held"
    words = w("Joint review of land held", "土地联审会议召开")
    sentence = w(
        "The joint review of land met on {held_on} with {n} matters.",
        "{held_on}召开土地联审会议，审议 {n} 项。",
    )

    unit_id: int
    held_on: date
    n: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewConvened(DomainEvent):
    kind = "correspondence.review_convened"
    words = w("Joint review convened", "召集联审会议")
    sentence = w("{actor} convened “{meeting}” with {n} items.", "{actor}召集“{meeting}”，议题 {n} 项。")

    meeting_id: int
    meeting: str
    n: int
