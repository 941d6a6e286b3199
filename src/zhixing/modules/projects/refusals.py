"""Refusals of key projects."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NoLinkedLeader(Refusal):
    """A key project is started with the leader who is linked to it (S4.1-06)."""

    code = "projects.no_linked_leader"
    reason = w("“{title}” has no linked leader.", "“{title}”尚未明确挂钩领导。")
    remedy = w("Name the leader when you start it.", "请在启动时指定挂钩领导。")
    basis = w("S4.1-06: the leader linked to a key project", "S4.1-06：挂钩区领导")


class LinkedAlready(Refusal):
    """The leader named is linked already."""

    code = "projects.linked_already"
    reason = w("{leader} is linked to “{title}” already.", "{leader}已是“{title}”的挂钩领导。")
    remedy = w("Name another leader.", "请指定其他领导。")


class NotInvolved(Refusal):
    """Leaders are linked for units that take part."""

    code = "projects.not_involved"
    status = 422
    reason = w("{unit} takes no part in the project.", "{unit}不是该项目的相关单位。")
    remedy = w("Choose the lead unit or one of those involved.", "请选择牵头单位或相关镇、部门。")


class NotItsLeader(Refusal):
    """The top leader heads the unit; the leader in charge serves there as such (S4.1-08)."""

    code = "projects.not_its_leader"
    status = 422
    reason = w("{person} is not {as_what} of {unit}.", "{person}不是{unit}的{as_what}。")
    remedy = w("Choose the person who holds that post today.", "请选择现任该职务的人员。")
    basis = w("S4.1-08: top leader and leader in charge", "S4.1-08：主要领导、分管领导挂钩")


class SitesMissing(Refusal):
    """A project is built somewhere."""

    code = "projects.sites_missing"
    status = 422
    reason = w("No site is named.", "未填写建设地点。")
    remedy = w("Name at least one site.", "请至少填写一处建设地点。")


class EndsBeforeItBegins(Refusal):
    """The last day of a period lies before its first."""

    code = "projects.ends_before_it_begins"
    status = 422
    reason = w("{until_on} lies before {from_on}.", "{until_on}早于{from_on}。")
    remedy = w("Correct the days.", "请更正日期。")


class NotYetCome(Refusal):
    """What is recorded as done lies in the future."""

    code = "projects.not_yet_come"
    status = 422
    reason = w("{day} has not come yet.", "{day}尚未到来。")
    remedy = w("Record it when it has happened, or give a forecast.", "请在实际发生后填报，或填写预计日期。")


class FirstPlanStands(Refusal):
    """From the start on the first plan does not move: slippage is measured against it."""

    code = "projects.first_plan_stands"
    reason = w(
        "The first plan of the milestone “{milestone}” is {planned_on}; it does not change.",
        "节点“{milestone}”的首次计划为{planned_on}，启动后不再变更。",
    )
    remedy = w("Give a new forecast, with the reason.", "请填报新的预计完成日期并说明原因。")


class NoMilestones(Refusal):
    """Without milestones slippage cannot be measured."""

    code = "projects.no_milestones"
    reason = w("“{title}” has no milestones.", "“{title}”尚未设置节点计划。")
    remedy = w("Set the milestones with their planned days.", "请先设置各节点及计划完成日期。")


class MilestonesOpen(Refusal):
    """A project with open milestones is not completed."""

    code = "projects.milestones_open"
    reason = w(
        "{n} milestones have not been reached, the first “{milestone}”.",
        "尚有 {n} 个节点未完成，如“{milestone}”。",
    )
    remedy = w("Record when they were reached.", "请先填报节点完成情况。")


class PlanUnreadable(Refusal):
    """A line of a plan is a month and an amount."""

    code = "projects.plan_unreadable"
    status = 422
    reason = w("Line {line} cannot be read: “{text}”.", "第 {line} 行无法识别：“{text}”。")
    remedy = w("Write one month a line, like: 2026-03 1200.50", "每行填写一个月份和金额，如：2026-03 1200.50")


class MonthTwice(Refusal):
    """A month stands once in a plan."""

    code = "projects.month_twice"
    status = 422
    reason = w("The month {month} stands twice.", "月份 {month} 重复。")
    remedy = w("Keep one line a month.", "每个月份保留一行。")


class MoreThanTotal(Refusal):
    """A plan does not spend more than the project's total investment."""

    code = "projects.more_than_total"
    status = 422
    reason = w(
        "The plan adds up to {planned} yuan, the project's total is {total}.",
        "计划合计 {planned} 元，超过项目总投资 {total} 元。",
    )
    remedy = w(
        "Correct the plan, or amend the total with its document.", "请更正计划，或先按批复调整总投资。"
    )


class ProgressBackwards(Refusal):
    """Physical progress does not fall without an explanation."""

    code = "projects.progress_backwards"
    status = 422
    reason = w(
        "{percent} % is less than the {before} % recorded before.", "{percent}% 低于此前填报的 {before}%。"
    )
    remedy = w(
        "Correct the figure, or say under “correction” why it falls.",
        "请核对；确需下调的，在“更正说明”中写明原因。",
    )


class NothingToFile(Refusal):
    """The ledger has not changed since it was filed."""

    code = "projects.nothing_to_file"
    reason = w(
        "Nothing has changed since the ledger was filed on {filed_on}.", "自{filed_on}报备以来台账无变更。"
    )
    remedy = w("File it when something changes.", "台账变更后再报备。")


class CoordinatedAlready(Refusal):
    """A problem is coordinated once, with one set of minutes."""

    code = "projects.coordinated_already"
    reason = w("The problem “{problem}” was coordinated on {held_on}.", "问题“{problem}”已于{held_on}协调。")
    remedy = w(
        "Carry out the minutes, or hand the problem to supervised handling.",
        "请按纪要落实；仍未解决的，转督查督办。",
    )
    basis = w("S0-38: one coordination, one set of minutes", "S0-38：只协调一次，只出一个纪要")


class MeetingSetAlready(Refusal):
    """One list of projects for one executive meeting."""

    code = "projects.meeting_set_already"
    reason = w(
        "A list for the executive meeting of {meeting_on} exists: {number}.",
        "{meeting_on}常务会议已有汇报名单：{number}。",
    )
    remedy = w("Change that list.", "请在该名单上修改。")


class TooLateForNotice(Refusal):
    """The notice is given a week before: a meeting so near cannot be noticed in time (DL-20)."""

    code = "projects.too_late_for_notice"
    status = 422
    reason = w(
        "Notice of a meeting on {meeting_on} was due on {notice_due_on}.",
        "{meeting_on}会议的通知最迟应于{notice_due_on}发出。",
    )
    remedy = w("Choose a later meeting.", "请安排在以后的常务会议汇报。")


class LeaderFirst(Refusal):
    """The leader reports first, the units add (S4.1-05)."""

    code = "projects.leader_first"
    reason = w("The leader has not reported on “{title}” yet.", "“{title}”尚未由区领导汇报。")
    remedy = w("Record the leader's report first.", "请先记录领导汇报，再记录单位补充汇报。")
    basis = w("S4.1-05: the leader reports, the units add", "S4.1-05：区领导汇报，相关单位补充汇报")


class ReportedAlready(Refusal):
    """A project is reported once in a meeting."""

    code = "projects.reported_already"
    reason = w("“{title}” was reported already.", "“{title}”已汇报。")
    remedy = w("Add what a unit added.", "可记录单位补充汇报。")


class MeetingAhead(Refusal):
    """A report is recorded when the meeting was held."""

    code = "projects.meeting_ahead"
    reason = w("The meeting is on {meeting_on}.", "会议定于{meeting_on}召开。")
    remedy = w("Record the reports from that day on.", "请在会议召开后记录。")


class Unreported(Refusal):
    """The list is concluded when every project on it was reported or taken off with a reason."""

    code = "projects.unreported"
    reason = w("{n} projects were not reported, the first “{title}”.", "尚有 {n} 个项目未汇报，如“{title}”。")
    remedy = w("Record their reports, or take them off with the reason.", "请记录汇报，或说明理由后撤下。")


class NotOnList(Refusal):
    """Units add to what concerns them."""

    code = "projects.not_on_list"
    status = 422
    reason = w("{unit} takes no part in “{title}”.", "{unit}不是“{title}”的相关单位。")
    remedy = w("Choose a unit that takes part.", "请选择该项目的相关单位。")


class DutyRuns(Refusal):
    """One office tables the meetings of a government."""

    code = "projects.duty_runs"
    reason = w("{unit} has this duty already: {number}.", "{unit}已承担该项工作：{number}。")
    remedy = w("End that duty first.", "请先终止原有责任。")


class PeriodOpen(Refusal):
    """A table is made when its period is over."""

    code = "projects.period_open"
    status = 422
    reason = w("The period {period} is not over.", "{period}尚未结束。")
    remedy = w("Table it from the day after its end.", "请在周期结束后造表。")


class QuarterReportedAlready(Refusal):
    """A project is reported once a quarter."""

    code = "projects.quarter_reported"
    reason = w("The report on {period} was made on {on}.", "{period}季报已于{on}报送。")
    remedy = w("Record progress in the ledger instead.", "可在台账中填报进展。")


class MonthAhead(Refusal):
    """What was invested in a month is recorded when the month has begun."""

    code = "projects.month_ahead"
    status = 422
    reason = w("{month} has not begun.", "{month}尚未开始。")
    remedy = w("Record a month when it has begun.", "请在该月开始后填报。")
