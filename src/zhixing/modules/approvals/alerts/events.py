"""What can happen to an alert."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.approvals.models.alerts import Colour, Outcome
from zhixing.modules.approvals.models.duties import Ground


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRaised(DomainEvent):
    """`answer_by` is the last day to answer its cards (inclusive); None while there is only a reminder."""

    kind = "approvals.alert_raised"
    words = w("Alert raised", "生成监察预警件")
    sentence = w(
        "Monitoring raised an alert for {unit}: case {case} of {source}, “{duty}” ({ground}), {colour}.",
        "电子监察对{unit}生成预警：{source}办件{case}，“{duty}”（{ground}），{colour}。",
    )

    source: str
    case: str
    rule: str
    duty_en: str
    duty_zh: str
    ground: Ground
    colour: Colour
    unit_id: int
    unit: str
    limit_on: date | None = None
    answer_by: date | None = None

    def told(self) -> Words:
        said = self.sentence
        if self.answer_by:
            said = w(said.en + " To be answered by {answer_by}.", said.zh + "请于{answer_by}前回应。")
        return said.put(duty=w(self.duty_en, self.duty_zh))


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRejudged(DomainEvent):
    """The outside case was judged again. `state` is the duty's (open, met, missed …); `colours` are cards newly drawn."""

    kind = "approvals.alert_rejudged"
    words = w("Judged again", "重新判定")
    sentence = w("The outside case was judged again.", "外部办件已重新判定。")

    state: str
    limit_on: date | None = None
    ended_on: date | None = None
    is_late: bool
    is_void: bool = False
    colours: list[str] = field(default_factory=list)
    is_reopened: bool = False
    unit_id: int
    answer_by: date | None = None

    def told(self) -> Words:
        found = self._found()
        en = f"The outside case was judged again: {found.en}."
        zh = f"外部办件重新判定：{found.zh}。"
        return w(en + " The alert is open again.", zh + "预警件重新打开。") if self.is_reopened else w(en, zh)

    def _found(self) -> Words:
        if self.is_void:
            return w("by its record the duty was never owed", "按更正后的记录，该责任不成立")
        if self.ended_on is None:
            return w("not done yet, last day {limit_on}", "尚未办结，截止日{limit_on}")
        if self.state == "missed":
            return w("never done by {limit_on}", "未在{limit_on}前完成")
        if self.is_late:
            return w(
                "done on {ended_on}, after the last day {limit_on}", "{ended_on}办结，超过截止日{limit_on}"
            )
        return w("done on {ended_on}, in time ({limit_on})", "{ended_on}办结，未超过截止日{limit_on}")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertClosed(DomainEvent):
    """`conclusion` is empty where nothing was left for a person to conclude."""

    kind = "approvals.alert_closed"
    words = w("Alert closed", "预警件办结")
    sentence = w("{actor} closed the alert: {outcome}.", "{actor}办结预警件：{outcome}。")

    outcome: Outcome
    conclusion: str = ""

    def told(self) -> Words:
        if not self.conclusion:
            return self.sentence
        return w(self.sentence.en + " {conclusion}", self.sentence.zh + "{conclusion}")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIssued(DomainEvent):
    kind = "approvals.notice_issued"
    words = w("Warning notice issued", "制发预警通知单")
    sentence = w(
        "{actor} issued a warning notice to {unit}: {demand}", "{actor}向{unit}制发预警通知单：{demand}"
    )

    unit_id: int
    unit: str
    demand: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionIssued(DomainEvent):
    kind = "approvals.suggestion_issued"
    words = w("Supervision suggestion issued", "制发监察建议书")
    sentence = w(
        "{actor} issued a supervision suggestion to {unit}, to be reported on by {report_by}: {suggestions}",
        "{actor}向{unit}制发监察建议书，请于{report_by}前报送落实情况：{suggestions}",
    )

    unit_id: int
    unit: str
    finding: str
    suggestions: list[str]
    report_by: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionCarriedOut(DomainEvent):
    kind = "approvals.suggestion_carried_out"
    words = w("Carrying out reported", "报送整改情况")
    sentence = w(
        "{actor} reported how {unit} carried out the suggestion: {result}",
        "{actor}报送{unit}落实监察建议情况：{result}",
    )

    unit_id: int
    unit: str
    supervising_unit_id: int
    result: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionConfirmed(DomainEvent):
    kind = "approvals.suggestion_confirmed"
    words = w("Carrying out confirmed", "确认整改")
    sentence = w(
        "{actor} confirmed that the suggestion was carried out: {finding}",
        "{actor}确认监察建议已落实：{finding}",
    )

    finding: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionSentBack(DomainEvent):
    kind = "approvals.suggestion_sent_back"
    words = w("Sent back for further action", "退回继续整改")
    sentence = w(
        "{actor} sent the report back, to be reported on anew by {report_by}: {reason}",
        "{actor}退回整改报告，请于{report_by}前重新报送：{reason}",
    )

    unit_id: int
    reason: str
    report_by: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DelayExplained(DomainEvent):
    kind = "approvals.delay_explained_publicly"
    words = w("Delay explained to the public", "公开说明延误原因")
    sentence = w(
        "{actor} explained the delay to the public for {unit}: {explanation}",
        "{actor}代表{unit}公开说明超时理由：{explanation}",
    )

    unit: str
    explanation: str
