"""Events of the ledger: milestones, amounts, progress, filing; problems and what became of them; the quarter's report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.projects.choices import Series
from zhixing.modules.projects.events.ledger import LedgerEvent
from zhixing.modules.projects.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneSet(LedgerEvent):
    kind = "projects.milestone_set"
    words = w("Milestone planned", "设置节点")
    sentence = w(
        "{actor} planned the milestone “{milestone}” for {planned_on}.",
        "{actor}设置节点“{milestone}”，计划{planned_on}完成。",
    )

    milestone: str
    planned_on: date
    was_planned_on: date | None = None


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDropped(LedgerEvent):
    kind = "projects.milestone_dropped"
    words = w("Milestone dropped", "删除节点")
    sentence = w("{actor} dropped the milestone “{milestone}”.", "{actor}删除节点“{milestone}”。")

    milestone: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastChanged(LedgerEvent):
    """A new forecast. How far it lies behind the first plan stands in the record; the plan itself does not move."""

    kind = "projects.forecast_changed"
    words = w("Forecast changed", "调整预计")
    sentence = w(
        "{actor} expects the milestone “{milestone}” on {forecast_on}, {slip_days} days from its first plan "
        "({planned_on}): {reason}",
        "{actor}预计节点“{milestone}”于{forecast_on}完成，较首次计划（{planned_on}）相差{slip_days}天：{reason}",
    )

    milestone: str
    planned_on: date
    was_forecast_on: date | None
    forecast_on: date
    slip_days: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached(LedgerEvent):
    kind = "projects.milestone_reached"
    words = w("Milestone reached", "节点完成")
    sentence = w(
        "{actor} recorded that the milestone “{milestone}” was reached on {reached_on}, {slip_days} days from its "
        "first plan ({planned_on}).",
        "{actor}填报节点“{milestone}”已于{reached_on}完成，较首次计划（{planned_on}）相差{slip_days}天。",
    )

    milestone: str
    planned_on: date
    reached_on: date
    slip_days: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AmountsPlanned(LedgerEvent):
    kind = "projects.amounts_planned"
    words = w("Amounts planned", "资金计划")
    sentence = w(
        "{actor} planned {series}: {planned_yuan:,.2f} yuan in {months} months.",
        "{actor}编制{series}计划：共{months}个月，合计{planned_yuan:,.2f}元。",
    )

    series: Series
    months: int
    planned_yuan: Decimal


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRecorded(LedgerEvent):
    kind = "projects.amount_recorded"
    words = w("Amount recorded", "资金填报")
    sentence = w(
        "{actor} recorded {series} of {month}: {actual_yuan:,.2f} yuan (planned {planned_yuan:,.2f}).",
        "{actor}填报{month}{series}{actual_yuan:,.2f}元（计划{planned_yuan:,.2f}元）。",
    )

    series: Series
    month: str
    planned_yuan: Decimal
    actual_yuan: Decimal
    was_yuan: Decimal | None = None


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRecorded(LedgerEvent):
    kind = "projects.progress_recorded"
    words = w("Progress recorded", "进展登记")
    sentence = w(
        "{actor} recorded progress ({percent} %): {progress}",
        "{actor}登记进展（形象进度{percent}%）：{progress}",
    )

    progress: str
    percent: int
    was_percent: int
    site: str = ""
    files: int = 0
    correction: str = ""

    def told(self) -> Words:
        """The site and the explanation of a correction are told where there are any."""
        en = "{actor} recorded progress ({percent} %)" + (" at {site}" if self.site else "") + ": {progress}"
        zh = "{actor}登记进展（形象进度{percent}%" + ("，{site}" if self.site else "") + "）：{progress}"
        if self.correction:
            return w(en + " (figure corrected: {correction})", zh + "（更正说明：{correction}）")
        return w(en, zh)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFiled(DomainEvent):
    """Filed with the key-project office: what changed since the last filing, in numbers (S4.1-11)."""

    kind = "projects.ledger_filed"
    words = w("Ledger filed", "台账报备")
    sentence = w(
        "{actor} filed the ledger with {office}: {changes} changes since the last filing.",
        "{actor}将台账报{office}备案，含上次报备以来变更{changes}项。",
    )

    unit_id: int
    office_id: int
    office: str
    changes: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRaised(DomainEvent):
    kind = "projects.problem_raised"
    words = w("Problem raised", "提出问题")
    sentence = w(
        "{actor} raised a problem for {unit}: {problem}. {wanted}",
        "{actor}代表{unit}提出问题：{problem}。{wanted}",
    )

    unit_id: int
    unit: str
    problem_id: int
    problem: str
    wanted: str = ""

    def told(self) -> Words:
        return self.sentence if self.wanted else without(self.sentence, "wanted")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemCoordinated(DomainEvent):
    """One coordination, one set of minutes (S0-38)."""

    kind = "projects.problem_coordinated"
    words = w("Problem coordinated", "问题协调")
    sentence = w(
        "{actor} coordinated the problem “{problem}” on {held_on} with {units}: {minutes}",
        "{actor}于{held_on}召集{units}协调问题“{problem}”，形成纪要：{minutes}",
    )

    person_id: int
    leader: str
    problem_id: int
    problem: str
    held_on: date
    unit_ids: list[int]
    units: list[str]
    minutes: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemSolved(DomainEvent):
    kind = "projects.problem_solved"
    words = w("Problem solved", "问题解决")
    sentence = w(
        "{actor} recorded that the problem “{problem}” is solved: {result}",
        "{actor}填报问题“{problem}”已解决：{result}",
    )

    unit_id: int
    problem_id: int
    problem: str
    result: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterReported(DomainEvent):
    """The quarter in figures, as the ledger said on that day (S0-36, S2.7-33)."""

    kind = "projects.quarter_reported"
    words = w("Quarter reported", "报送季报")
    sentence = w(
        "{actor} reported on {period}: invested {quarter_yuan:,.2f} yuan in the quarter and {all_yuan:,.2f} in all, {reached} "
        "milestones reached, worst slip {slip_days} days. {summary}",
        "{actor}报送{period}季报：本季完成投资{quarter_yuan:,.2f}元，累计{all_yuan:,.2f}元；完成节点{reached}个，最大滞后{slip_days}天。{summary}",
    )

    unit_id: int
    period: str
    quarter_yuan: Decimal
    quarter_planned_yuan: Decimal
    all_yuan: Decimal
    reached: int
    slip_days: int
    open_problems: int
    summary: str
    next_steps: str = ""

    def told(self) -> Words:
        return self.sentence if self.summary else without(self.sentence, "summary")
