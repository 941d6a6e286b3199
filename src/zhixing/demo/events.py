"""What the record says of the demonstration itself: that all of this is made up, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent

SUBJECT = "demo:city"


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBegun(DomainEvent):
    kind = "demo.begun"
    words = w("Demonstration begun", "开始建立演示城市")
    sentence = w(
        "A demonstration city was founded: units, persons and {items} items up to {until} are made up.",
        "建立演示城市：单位、人员和截至{until}的{items}个事项均为虚构。",
    )

    until: date
    items: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFinished(DomainEvent):
    kind = "demo.finished"
    words = w("Demonstration finished", "演示城市建立完成")
    sentence = w("The history of the demonstration city is complete.", "演示城市的历史数据已全部生成。")

    steps: int
