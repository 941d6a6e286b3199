"""Refusals of supervised handling."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class LimitPassed(Refusal):
    """A limit that already lies in the past cannot be set."""

    code = "supervision.limit_passed"
    status = 422
    reason = w("The limit {limit_on} lies before today ({today}).", "时限{limit_on}早于今天（{today}）。")
    remedy = w("Set a day from today on.", "请设定今天及以后的日期。")


class LimitNotLater(Refusal):
    """An extension must be later than the limit it extends."""

    code = "supervision.limit_not_later"
    status = 422
    reason = w("{asked} is not later than the present limit {limit_on}.", "{asked}不晚于现有时限{limit_on}。")
    remedy = w("Give a later day, or withdraw the request.", "请填写更晚的日期，或不再申请。")


class AskedAlready(Refusal):
    """One request for an extension at a time."""

    code = "supervision.asked_already"
    reason = w(
        "An extension of {number} to {asked} is awaiting a decision.", "{number}延期至{asked}的申请尚待审批。"
    )
    remedy = w("Wait for the decision.", "请等待审批结果。")


class NothingAsked(Refusal):
    """There is no request to decide."""

    code = "supervision.nothing_asked"
    reason = w("No extension of {number} is awaiting a decision.", "{number}没有待审批的延期申请。")
    remedy = w("Set a new limit instead, with the reason.", "如需调整，请使用“重新限期”并说明理由。")


class LeaderMustDecide(Refusal):
    """The second extension, or one of more than thirty days, is for the carrying leader."""

    code = "supervision.leader_must_decide"
    reason = w(
        "The {n}th extension of {number}, by {days} days, is for {leader} to decide.",
        "{number}第 {n} 次延期（{days} 天）应由{leader}审批。",
    )
    remedy = w("Ask {leader}.", "请报{leader}审批。")
    basis = w("S1-16: each level answers to the next", "S1-16：一级督办一级、一级对一级负责")


class SignedAlready(Refusal):
    """A unit signs once."""

    code = "supervision.signed_already"
    reason = w("{unit} has signed for {number} already.", "{unit}已签收{number}。")
    remedy = w("Nothing more is needed.", "无需重复办理。")


class SameUnit(Refusal):
    """Passing an item on to the unit that has it."""

    code = "supervision.same_unit"
    status = 422
    reason = w("{unit} leads {number} already.", "{unit}已是{number}的主办单位。")
    remedy = w("Choose another unit.", "请选择其他单位。")


class NoStages(Refusal):
    """Feedback by stage needs the days of the stages in the plan."""

    code = "supervision.no_stages"
    status = 422
    reason = w(
        "The item asks for feedback by stage; the plan names no stages.",
        "该事项按阶段反馈，实施方案未列阶段节点。",
    )
    remedy = w("Give the day on which each stage ends, in order.", "请依次填写各阶段的截止日期。")


class StagesOutOfOrder(Refusal):
    """Stages end one after the other, within the limit."""

    code = "supervision.stages_out_of_order"
    status = 422
    reason = w(
        "The stages {stages} are not in order or reach beyond the limit {limit_on}.",
        "阶段节点{stages}未依次排列或超出时限{limit_on}。",
    )
    remedy = w("Order the days, from today to the limit.", "请按先后填写今天至时限之间的日期。")


class BeyondParent(Refusal):
    """A part cannot be due later than the whole."""

    code = "supervision.beyond_parent"
    status = 422
    reason = w(
        "The part is due on {limit_on}, later than the whole ({parent_limit_on}).",
        "分解任务时限{limit_on}晚于上级事项时限{parent_limit_on}。",
    )
    remedy = w(
        "Give a day up to {parent_limit_on}, or extend the whole first.",
        "请填写{parent_limit_on}及以前的日期，或先申请延期。",
    )


class NotOverdue(Refusal):
    """Only a delay can be explained."""

    code = "supervision.not_overdue"
    reason = w("{number} is not over its limit ({limit_on}).", "{number}尚未超过时限（{limit_on}）。")
    remedy = w("To get more time, ask for an extension.", "如需更多时间，请申请延期。")


class ConductMissing(Refusal):
    """A criticism says which conduct it is about (S1-20)."""

    code = "supervision.conduct_missing"
    status = 422
    reason = w("A notice of criticism names the conduct it is about.", "通报批评须列明行为表现。")
    remedy = w("Choose one of the five conducts, or “other”.", "请选择五种行为之一，或选“其他”并写明事由。")
    basis = w("S1-20: five conducts of bad coordination", "S1-20：五种不协作行为")


class NobodyNamed(Refusal):
    """Praise, criticism and cases are about somebody."""

    code = "supervision.nobody_named"
    status = 422
    reason = w("A circular of this kind names the units it speaks of.", "此类通报须列明所涉单位。")
    remedy = w("Choose the units it speaks of.", "请选择所涉单位。")


class NobodyAddressed(Refusal):
    """A circular that is sent to nobody is none."""

    code = "supervision.nobody_addressed"
    status = 422
    reason = w("The circular is sent to nobody yet.", "该通报尚未明确主送单位。")
    remedy = w("Send the draft back and name the units.", "请退回修改并填写主送单位。")


class ReceivedAlready(Refusal):
    """A unit confirms receipt once, and objects once at a time."""

    code = "supervision.received_already"
    reason = w("{unit} has done this already.", "{unit}已办理此项。")
    remedy = w("Nothing more is needed.", "无需重复办理。")


class NotYet(Refusal):
    """What has not happened cannot be recorded."""

    code = "supervision.not_yet"
    status = 422
    reason = w("{day} has not come yet.", "{day}尚未到来。")
    remedy = w("Give a day up to today.", "请填写今天及以前的日期。")


class QuarterCalled(Refusal):
    """One call a quarter."""

    code = "supervision.quarter_called"
    reason = w("{unit} has called for reports on {period} already.", "{unit}已布置{period}季报。")
    remedy = w("Use the one that exists, or cancel it first.", "请在已有季报中办理，或先取消。")


class CheckedBeforeReported(Refusal):
    """The check comes after the reports."""

    code = "supervision.checked_before_reported"
    status = 422
    reason = w(
        "The check would be due on {check_due_on}, before the reports ({reports_due_on}).",
        "核查时限{check_due_on}早于报送时限{reports_due_on}。",
    )
    remedy = w("Give a later day for the check.", "请填写更晚的核查时限。")


class ReportEmpty(Refusal):
    """A report has at least one line; that there was nothing is a line, too."""

    code = "supervision.report_empty"
    status = 422
    reason = w("The report says nothing under any of the four subjects.", "四类内容均未填写。")
    remedy = w("Where there was nothing, say so in a line.", "确无内容的，请写明“本季度无”。")


class ReportCheckedAlready(Refusal):
    """What was checked stays as it was checked."""

    code = "supervision.report_checked_already"
    reason = w("Lines of {unit}'s report were checked already.", "{unit}的上报内容已开始核查。")
    remedy = w("Ask the office to note what is to be added.", "如需补充，请联系督办单位。")


class LinkedElsewhere(Refusal):
    """An item has one origin."""

    code = "supervision.linked_elsewhere"
    reason = w("{items} came from elsewhere already.", "{items}已有其他来源关联。")
    remedy = w("Leave them out, or register a new item.", "请取消选择，或另行登记事项。")
