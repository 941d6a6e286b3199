"""Events of quarterly reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.supervision.choices import Subject, Verdict
from zhixing.modules.supervision.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsCalled(DomainEvent):
    """The trigger of the quarter's duties: the units', and the office's own."""

    kind = "supervision.reports_called"
    words = w("Reports called for", "布置季报")
    sentence = w(
        "{actor} called on {units} to report on {period} by {reports_due_on}; a copy goes to {organ}.",
        "{actor}布置{units}于{reports_due_on}前报送{period}季报，同时抄送{organ}。",
    )

    period: str
    unit_ids: list[int] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    reports_due_on: date
    check_due_on: date
    supervising_unit_id: int
    organ_id: int
    organ: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(DomainEvent):
    """A unit's report. Its lines are on the page for those who may read them, so the story tells only how many."""

    kind = "supervision.report_submitted"
    words = w("Report submitted", "报送季报")
    sentence = w(
        "{actor} submitted the report of {unit}: {lines} lines; a copy went to {organ}.",
        "{actor}报送{unit}季报，共{lines}项，已同步抄送{organ}。",
    )

    unit_id: int
    unit: str
    lines: int
    organ_id: int
    organ: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChecked(DomainEvent):
    """What the check of a line found: a key basis of the efficiency evaluation (S0-37, CR-43)."""

    kind = "supervision.report_checked"
    words = w("Report checked", "核查季报")
    sentence = w(
        "{actor} checked a line of {unit} ({subject}): {verdict}. {note}",
        "{actor}核查{unit}上报内容（{subject}）：{verdict}。{note}",
    )

    unit_id: int
    unit: str
    line: int
    subject: Subject
    verdict: Verdict
    note: str

    def told(self) -> Words:
        return self.sentence if self.note else without(self.sentence, "note")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterClosed(DomainEvent):
    kind = "supervision.quarter_closed"
    words = w("Quarter closed", "季报归档")
    sentence = w(
        "{actor} closed the quarter: {reported} of {called} units reported; {true_count} lines true, "
        "{partly_count} partly, {false_count} not.",
        "{actor}归档季报：应报{called}个单位，实报{reported}个；属实{true_count}项，部分属实{partly_count}项，不属实{false_count}项。",
    )

    called: int
    reported: int
    true_count: int
    partly_count: int
    false_count: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CallCancelled(DomainEvent):
    kind = "supervision.call_cancelled"
    words = w("Call cancelled", "取消布置")
    sentence = w("{actor} cancelled the call for reports: {reason}", "{actor}取消季报布置：{reason}")

    reason: str
