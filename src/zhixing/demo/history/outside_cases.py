"""Some four hundred cases of the demonstration city's approval system, as its own export tells them: CSV, one event a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Protocol

from zhixing.demo.city.roster import Roster
from zhixing.demo.history.approval_items import ItemPlan
from zhixing.demo.history.days import working, working_between, working_up_to

MAPPING = """\
case: 办件编号
activity: 环节
moment: 时间
unit: 部门
resource: 经办人
events:
  收件: approvals.received
  补正告知: approvals.correction_asked
  补正: approvals.supplemented
  受理: approvals.accepted
  不予受理: approvals.acceptance_refused
  审查: approvals.examined
  特别程序开始: approvals.excluded_step_begun
  特别程序结束: approvals.excluded_step_ended
  办结: approvals.decided
  送达: approvals.delivered
  撤回: approvals.withdrawn
  收费: approvals.fee_charged
  评价: approvals.rated
starts: [approvals.received]
ends: [approvals.decided, approvals.acceptance_refused, approvals.withdrawn]
facts:
  item_name:
    column: 事项名称
    of: case
  item_code:
    column: 事项编码
    of: case
  handling:
    column: 办理方式
  materials_missing:
    column: 缺材料数
    as: whole
  granted:
    column: 是否准予
    as: flag
  reason:
    column: 理由
  satisfaction:
    column: 满意度
    as: whole
  fee:
    column: 收费金额
    as: whole
  fee_free:
    column: 免费事项
    as: flag
"""
COLUMNS = (
    "办件编号", "环节", "时间", "部门", "经办人", "事项名称", "事项编码", "办理方式", "缺材料数", "是否准予", "理由", "满意度",
    "收费金额", "免费事项",
)  # fmt: skip
FIRST, LAST = -110, -1  # working days before the end between which applications come in
CARELESS = ("jiaotong", "chengguan")
UNIT_OF = {
    "A": "zhujian", "B": "jiaotong", "C": "chengguan", "D": "weijian", "E": "shichang", "F": "renshe", "G": "wenlv",
    "H": "zirangui",
}  # fmt: skip
COLOUR_OF = {
    "A": "yellow", "B": "red", "C": "red", "D": "yellow", "E": "yellow", "F": "yellow", "G": "red", "H": "red",
}  # fmt: skip
_ITEM_OF = {
    "A": "sgxk", "B": "hwys", "C": "zjdl", "D": "ggcs", "E": "spjy", "F": "rlzy", "G": "ylcs", "H": "ghxk",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the export."""

    day: date
    minute: int
    case: str
    step: str
    unit: str
    person: str
    item: ItemPlan
    more: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Case:
    """A case that is being told: each step comes after the one before, in office hours."""

    number: str
    item: ItemPlan
    roster: Roster
    rng: Random
    lines: list[Told] = field(default_factory=list)

    def say(self, day: date, step: str, hand: int = 0, **more: str) -> None:
        last = self.lines[-1] if self.lines else None
        minute = 9 * 60 + self.rng.randrange(400)
        if last is not None and last.day == day:
            minute = last.minute + self.rng.randint(12, 40)
        names = self._hands(day)
        unit = self.roster.unit[self.item.unit].name
        who = names[hand % len(names)]
        self.lines.append(Told(day, minute, self.number, step, unit, who, self.item, more))

    def _hands(self, day: date) -> list[str]:
        """Who accepts, examines and decides in the unit: the liaison officer, a handler, a leader."""
        unit = self.item.unit
        decider = self.roster.deputy(unit, day) or self.roster.head(unit, day) or self.roster.clerk(unit, day)
        hands = [self.roster.clerk(unit, day), self.roster.handlers(unit, day)[0], decider]
        return [self.roster.person[username].name for username in hands]

    def accepted(self, day: date) -> None:
        handling = "single" if self.item.type == "licence" else ""
        self.say(day, "受理", 缺材料数="0", 办理方式=handling)

    def later(self, day: date, days: int) -> date:
        if self.item.promised_unit == "natural_days":
            return working_up_to(day + timedelta(days=days))
        return working(day, days)


def told(roster: Roster, rng: Random, items: Sequence[ItemPlan]) -> list[Told]:
    """Every line of every case, in the order of time; what lies behind the end is never told."""
    end = working_up_to(roster.until)
    days = working_between(working(end, FIRST), working(end, LAST))
    wanted = [(rng.choice(days), item) for item in items for _ in range(item.cases)]
    wanted.sort(key=lambda pair: (pair[0], pair[1].key))
    lines: list[Told] = []
    for n, (day, item) in enumerate(wanted, 1):
        case = _Case(f"YC{day:%Y%m%d}{n:04}", item, roster, rng)
        _ordinary(case, day)
        lines += case.lines
    by_key = {item.key: item for item in items}
    for name, key in _ITEM_OF.items():
        case = _Case(number_of(name), by_key[key], roster, rng)
        _SPECIAL[name](case, end)
        lines += case.lines
    return sorted(lines, key=lambda line: (line.day, line.minute, line.case))


def number_of(name: str) -> str:
    """The number of a case that has a story of its own."""
    return f"YC9{ord(name) - ord('A') + 1:03}"


def log(lines: Sequence[Told], since: date, before: date) -> str:
    """The export of these days: from `since` on, without `before`."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        if since <= line.day < before:
            at = f"{line.day.isoformat()} {line.minute // 60:02}:{line.minute % 60:02}:00"
            own = (line.case, line.step, at, line.unit, line.person, line.item.title, line.item.code)
            writer.writerow([*own, *(line.more.get(name, "") for name in COLUMNS[len(own) :])])
    return kept.getvalue()


def _ordinary(case: _Case, day: date) -> None:
    """Mostly in time; now and then corrected, refused, withdrawn or late, in careless units more often."""
    rng, item = case.rng, case.item
    case.say(day, "收件")
    if rng.random() < 0.1:
        case.say(day, "补正告知", 理由="申请表填写不完整")
        day = working(day, rng.randint(2, 6))
        case.say(day, "补正")
    elif rng.random() < 0.03:
        case.say(working(day, rng.randint(1, 3)), "不予受理", 理由="不属于本机关职权范围")
        return
    accepted = working(day, rng.randint(0, 2))
    case.accepted(accepted)
    if rng.random() < 0.02:
        case.say(working(accepted, 1), "撤回")
        return
    begun = accepted
    if any("不计时" in step for step in item.steps) and rng.random() < 0.3:
        begun = _apart(case, accepted)
    late = rng.random() < (0.16 if item.unit in CARELESS else 0.045)
    used = (
        item.promised + rng.randint(1, 5) if late else max(1, round(item.promised * rng.uniform(0.3, 0.95)))
    )
    decided = max(begun, case.later(accepted, used) + (begun - accepted))
    _decided(case, begun, working_up_to(decided))


def _apart(case: _Case, accepted: date) -> date:
    """An expert review or a hearing: the clock stands meanwhile."""
    begins = working(accepted, 1)
    ends = working(begins, case.rng.randint(6, 12))
    case.say(begins, "特别程序开始", 1)
    case.say(ends, "特别程序结束", 1)
    return ends


def _decided(case: _Case, begun: date, decided: date) -> None:
    rng = case.rng
    between = working_between(begun, decided)
    case.say(between[len(between) // 2] if between else decided, "审查", 1)
    if rng.random() < 0.04:
        case.say(decided, "办结", 2, 是否准予="否", 理由="不符合法定条件，已书面告知理由和救济途径")
        case.say(working(decided, 1), "送达", 0)
        return
    case.say(decided, "办结", 2, 是否准予="是")
    delivered = working(decided, rng.randint(0, 3))
    case.say(delivered, "送达", 0)
    if rng.random() < 0.45:
        said = rng.choices((5, 4, 3, 2, 1), (70, 20, 6, 3, 1))[0]
        case.say(working(delivered, rng.randint(0, 3)), "评价", 0, 满意度=str(said))


def _late(accepted: int, examined: int, decided: int | None) -> _Special:
    """Accepted and not decided in time; offsets in working days before the end."""

    def tell(case: _Case, end: date) -> None:
        case.say(working(end, accepted - 1), "收件")
        case.accepted(working(end, accepted))
        case.say(working(end, examined), "审查", 1)
        if decided is not None:
            case.say(working(end, decided), "办结", 2, 是否准予="是")
            case.say(working(end, decided + 1), "送达", 0)

    return tell


def _one_hand(case: _Case, end: date) -> None:
    case.say(working(end, -19), "收件")
    case.accepted(working(end, -18))
    case.say(working(end, -17), "审查", 1)
    case.say(working(end, -16), "办结", 0, 是否准予="是")
    case.say(working(end, -16), "送达", 0)


def _fee(case: _Case, end: date) -> None:
    case.say(working(end, -20), "收件")
    case.accepted(working(end, -19))
    case.say(working(end, -17), "收费", 0, 收费金额="20", 免费事项="是")
    case.say(working(end, -16), "审查", 1)
    case.say(working(end, -15), "办结", 2, 是否准予="是")
    case.say(working(end, -15), "送达", 0)


class _Special(Protocol):
    def __call__(self, case: _Case, end: date) -> None: ...


_SPECIAL: dict[str, _Special] = {
    "A": _late(-23, -20, -9),
    "B": _late(-45, -40, -13),
    "C": _late(-42, -38, None),
    "D": _late(-28, -25, -15),
    "E": _late(-20, -12, None),
    "F": _one_hand,
    "G": _fee,
    "H": _late(-40, -30, None),
}
