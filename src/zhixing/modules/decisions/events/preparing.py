"""Events of the preparation: begun, classed, drafted, steps taken, disputes told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.decisions.choices import (
    Forum,
    JointKind,
    MatterClass,
    Risk,
    RiskLevel,
    Sphere,
    StepKind,
    Verdict,
)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOpened(DomainEvent):
    kind = "decisions.opened"
    words = w("Begun", "启动决策")
    sentence = w(
        "{actor} began the major decision “{title}”, prepared by {unit}.",
        "{actor}启动重大决策“{title}”，由{unit}承办。",
    )

    title: str
    unit_id: int
    unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionClassed(DomainEvent):
    kind = "decisions.classed"
    words = w("Classed", "认定类别")
    sentence = w(
        "{actor} classed the matter: {matter_class}, {matter_kind}, {sphere}; it goes to the "
        "{forum}. What is true of it: {traits}.",
        "{actor}认定事项类别：{matter_class}、{matter_kind}、{sphere}领域，提交{forum}；具有以下情形：{traits}。",
    )

    matter_class: MatterClass
    matter_kind: JointKind
    sphere: Sphere
    forum: Forum
    traits: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSubmitted(DomainEvent):
    kind = "decisions.drafted"
    words = w("Draft", "提交草案")
    sentence = w(
        "{actor} submitted version {draft_version} of the draft: {note}",
        "{actor}提交草案第{draft_version}稿：{note}",
    )

    draft_version: int
    note: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken(DomainEvent):
    kind = "decisions.step_taken"
    words = w("Step taken", "履行程序")
    sentence = w(
        "{actor} recorded a step ({step}), taken by {done_by} on {done_on}: {summary}",
        "{actor}记录{step}：{done_by}于{done_on}完成。{summary}",
    )

    step: StepKind
    done_by: str
    done_on: date
    summary: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsGathered(DomainEvent):
    kind = "decisions.opinions_gathered"
    words = w("Opinions of units", "征求单位意见")
    sentence = w(
        "{actor} recorded the opinions of units: agreeing {agreeing}, disagreeing {disagreeing}.",
        "{actor}记录有关单位意见：同意的有{agreeing}；有不同意见的有{disagreeing}。",
    )

    agreeing: list[str]
    disagreeing: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeTold(DomainEvent):
    kind = "decisions.dispute_told"
    words = w("Dispute set out", "说明争议")
    sentence = w(
        "{actor} set out the dispute: {dispute}",
        "{actor}说明争议情况：{dispute}",
    )

    dispute: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWithdrawn(DomainEvent):
    kind = "decisions.withdrawn"
    words = w("Withdrawn", "撤回")
    sentence = w(
        "{actor} withdrew the matter: {reason}",
        "{actor}撤回该决策事项：{reason}",
    )

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessed(DomainEvent):
    kind = "decisions.risk_assessed"
    words = w("Risk assessed", "风险评估")
    sentence = w(
        "{actor} recorded the risk assessment by {done_by}: {level}, {risk}. {measures}",
        "{actor}记录{done_by}的风险评估：{level}，{risk}。{measures}",
    )

    done_by: str
    level: RiskLevel
    risk: Risk
    measures: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SentForLegalityReview(DomainEvent):
    kind = "decisions.sent_for_legality_review"
    words = w("Sent for legality review", "送合法性审查")
    sentence = w(
        "{actor} sent the draft to {unit} for legality review, opinion due on {opinion_due_on} "
        "({working_days} working days). {shortening_reason}",
        "{actor}将草案送{unit}进行合法性审查，审查时间{working_days}个工作日，应于{opinion_due_on}前提出意见。{shortening_reason}",
    )

    unit_id: int
    unit: str
    opinion_due_on: date
    working_days: int
    shortening_reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LegalityOpinionGiven(DomainEvent):
    kind = "decisions.legality_opinion_given"
    words = w("Legality opinion", "合法性审查意见")
    sentence = w(
        "{actor} gave the legality opinion of {unit}: {verdict}. {opinion}",
        "{actor}代表{unit}提出合法性审查意见：{verdict}。{opinion}",
    )

    unit_id: int
    unit: str
    verdict: Verdict
    opinion: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LegalityPapersReturned(DomainEvent):
    kind = "decisions.legality_papers_returned"
    words = w("Review papers returned", "退回补充材料")
    sentence = w(
        "{actor} returned the papers for completion: {reason}",
        "{actor}退回送审材料，要求补充：{reason}",
    )

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RiskOfReformStated(DomainEvent):
    kind = "decisions.risk_stated"
    words = w("Risk of the reform stated", "明示改革风险")
    sentence = w(
        "{actor} stated the risk of the exploratory reform: {risk}",
        "{actor}明示探索性改革的风险：{risk}",
    )

    risk: str
