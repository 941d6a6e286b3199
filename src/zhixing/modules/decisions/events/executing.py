"""Events of execution: links, assignment, tracking, correction, change, evaluation, liability."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.decisions.choices import Forum


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSet(DomainEvent):
    kind = "decisions.link_set"
    words = w("Link of responsibility", "明确环节责任")
    sentence = w(
        "{actor} set the link “{link}”: {unit}, {person}; liability: {liability}",
        "{actor}明确“{link}”环节：责任单位{unit}，责任人{person}，承担责任：{liability}",
    )

    link: str
    unit_id: int | None
    unit: str
    person_id: int | None
    person: str
    liability: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDropped(DomainEvent):
    kind = "decisions.link_dropped"
    words = w("Link dropped", "取消环节")
    sentence = w(
        "{actor} dropped the link “{link}”: {reason}",
        "{actor}取消“{link}”环节：{reason}",
    )

    link: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionAssigned(DomainEvent):
    kind = "decisions.execution_assigned"
    words = w("Execution assigned", "明确执行单位")
    sentence = w(
        "{actor} assigned the execution to {unit}, to be done by {execute_by}.",
        "{actor}确定{unit}为执行单位，{execute_by}前完成。",
    )

    unit_id: int
    unit: str
    execute_by: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerNamed(DomainEvent):
    kind = "decisions.tracker_named"
    words = w("Tracker named", "确定跟踪人")
    sentence = w(
        "{actor} named {person} of {unit} to track the execution.",
        "{actor}确定{unit}{person}跟踪决策执行。",
    )

    unit_id: int
    unit: str
    person_id: int
    person: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerChanged(DomainEvent):
    kind = "decisions.tracker_changed"
    words = w("Tracker changed", "更换跟踪人")
    sentence = w(
        "{actor} named {person} of {unit} to track the execution from now on.",
        "{actor}改由{unit}{person}跟踪决策执行。",
    )

    unit_id: int
    unit: str
    person_id: int
    person: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionBegun(DomainEvent):
    kind = "decisions.execution_begun"
    words = w("Execution begun", "开始执行")
    sentence = w(
        "{actor} began the execution, tracked by {person}.",
        "{actor}启动执行，由{person}跟踪。",
    )

    unit_id: int
    person_id: int
    person: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionReported(DomainEvent):
    kind = "decisions.execution_reported"
    words = w("Execution reported", "报告执行情况")
    sentence = w(
        "{actor} reported the execution for {unit}: {progress}",
        "{actor}代表{unit}报告执行情况：{progress}",
    )

    unit_id: int
    unit: str
    progress: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionTracked(DomainEvent):
    kind = "decisions.tracked"
    words = w("Tracked", "跟踪反馈")
    sentence = w(
        "{actor} tracked the execution ({period}): {findings} {proposal}",
        "{actor}跟踪执行情况（{period}）：{findings} {proposal}",
    )

    unit_id: int
    person_id: int
    period: str
    findings: str
    proposal: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionEnded(DomainEvent):
    kind = "decisions.execution_ended"
    words = w("Execution ended", "执行结束")
    sentence = w(
        "The execution by {unit} ended.",
        "{unit}的执行结束。",
    )

    unit_id: int
    unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationFound(DomainEvent):
    kind = "decisions.deviation_found"
    words = w("Deviation found", "发现偏差")
    sentence = w(
        "{actor} found a deviation at {unit}: {what}",
        "{actor}发现{unit}执行偏差：{what}",
    )

    unit_id: int
    unit: str
    what: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationUnfounded(DomainEvent):
    kind = "decisions.deviation_unfounded"
    words = w("No deviation", "偏差不成立")
    sentence = w(
        "{actor} found that there was no deviation at {unit}: {reason}",
        "{actor}认定{unit}执行偏差不成立：{reason}",
    )

    unit_id: int
    unit: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationCorrected(DomainEvent):
    kind = "decisions.corrected"
    words = w("Corrected", "纠正偏差")
    sentence = w(
        "{actor} recorded the correction by {unit}: {correction}",
        "{actor}记录{unit}纠正情况：{correction}",
    )

    unit_id: int
    unit: str
    correction: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleFound(DomainEvent):
    kind = "decisions.trouble_found"
    words = w("Trouble found", "发现重大问题")
    sentence = w(
        "{actor} recorded trouble in the execution at {unit}: {what}",
        "{actor}记录{unit}执行中出现重大问题：{what}",
    )

    unit_id: int
    unit: str
    what: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleReported(DomainEvent):
    kind = "decisions.trouble_reported"
    words = w("Trouble reported", "报告重大问题")
    sentence = w(
        "{actor} reported the trouble to the deciding organ: {report}",
        "{actor}向决策机关报告：{report}",
    )

    unit_id: int
    report: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSuspended(DomainEvent):
    kind = "decisions.suspended"
    words = w("Suspended", "中止执行")
    sentence = w(
        "{actor} recorded the suspension ordered by {ordered_by}: {reason}",
        "{actor}记录{ordered_by}决定中止执行：{reason}",
    )

    ordered_by: str
    is_urgent: bool
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionResumed(DomainEvent):
    kind = "decisions.resumed"
    words = w("Resumed", "恢复执行")
    sentence = w(
        "{actor} let the execution go on: {reason}",
        "{actor}恢复执行：{reason}",
    )

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProposed(DomainEvent):
    kind = "decisions.change_proposed"
    words = w("Change proposed", "提出调整")
    sentence = w(
        "{actor} proposed to change the decision: {proposal}",
        "{actor}提出调整决策：{proposal}",
    )

    proposal: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChanged(DomainEvent):
    kind = "decisions.changed"
    words = w("Changed", "调整决策")
    sentence = w(
        "The decision was changed in the {forum} from “{old_text}” to “{new_text}”: {reason}",
        "经{forum}将决策由“{old_text}”调整为“{new_text}”：{reason}",
    )

    forum: Forum
    old_text: str
    new_text: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTerminated(DomainEvent):
    kind = "decisions.terminated"
    words = w("Terminated", "停止执行")
    sentence = w(
        "{actor} recorded that the execution was stopped by the {forum}: {reason}",
        "{actor}记录经{forum}决定停止执行：{reason}",
    )

    forum: Forum
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionClosed(DomainEvent):
    kind = "decisions.closed"
    words = w("Carried out", "执行完毕")
    sentence = w(
        "{actor} closed the decision: {outcome}",
        "{actor}办结该决策：{outcome}",
    )

    outcome: str
    benefit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationCommissioned(DomainEvent):
    kind = "decisions.evaluation_commissioned"
    words = w("Evaluation commissioned", "委托后评估")
    sentence = w(
        "{actor} commissioned {evaluator} with the later evaluation: {reason}",
        "{actor}委托{evaluator}开展决策后评估：{reason}",
    )

    evaluator: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEvaluated(DomainEvent):
    kind = "decisions.evaluated"
    words = w("Evaluated", "后评估完成")
    sentence = w(
        "{evaluator} evaluated the decision: {evaluation}",
        "{evaluator}完成决策后评估：{evaluation}",
    )

    evaluator: str
    evaluation: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class GraveErrorFound(DomainEvent):
    kind = "decisions.grave_error_found"
    words = w("Grave error found", "认定决策严重失误")
    sentence = w(
        "{actor} recorded a grave error of the decision, for which {person} is answerable: "
        "{finding} Dissent on record: {dissent_recorded}.",
        "{actor}记录决策严重失误，涉及责任人{person}：{finding}会上是否有不同意见记录：{dissent_recorded}。",
    )

    person_id: int
    person: str
    finding: str
    dissent_recorded: bool


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class JointReviewBypassed(DomainEvent):
    kind = "decisions.joint_review_bypassed"
    words = w("Joint review passed by", "未经会审会")
    sentence = w(
        "{actor} found that the joint review meeting was passed by at {unit}: {finding}",
        "{actor}发现{unit}应上会审会而未上：{finding}",
    )

    unit_id: int
    unit: str
    finding: str
