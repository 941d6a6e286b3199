"""Refusals of efficiency scores."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class PeriodRuns(Refusal):
    """Scores of a period are frozen when it is over."""

    code = "approvals.period_runs"
    status = 422
    reason = w("The period runs until {last_on}.", "该期间至{last_on}才结束。")
    remedy = w(
        "Freeze the scores the day after, or choose an earlier last day.",
        "请于次日核定，或选择更早的截止日期。",
    )


class PeriodBackwards(Refusal):
    """A period ends on or after its first day."""

    code = "approvals.period_backwards"
    status = 422
    reason = w("{last_on} lies before {first_on}.", "{last_on}早于{first_on}。")
    remedy = w("Correct the days.", "请更正日期。")


class FrozenAlready(Refusal):
    """One table for an office, a system and a period: what is wrong in it is corrected beside it."""

    code = "approvals.frozen_already"
    reason = w("These scores are frozen already: {number}.", "该期间评分已核定：{number}。")
    remedy = w("Correct that table.", "如有变化，请对该表作更正。")


class NothingCounted(Refusal):
    """A table without a case says nothing of anybody."""

    code = "approvals.nothing_counted"
    reason = w(
        "No duty came to its answer from {first_on} to {last_on}.",
        "{first_on}至{last_on}没有见分晓的限时责任。",
    )
    remedy = w("Choose another period, or load the cases first.", "请更换期间，或先装载办件数据。")


class StillJudging(Refusal):
    """Figures are frozen when all that arrived is judged."""

    code = "approvals.still_judging"
    reason = w("{n} cases wait to be judged.", "尚有 {n} 件办件待判定。")
    remedy = w("Try again in a minute.", "请稍后再试。")


class NoSuchCaseCounted(Refusal):
    """An objection means cases in which the table counts a late duty of that unit."""

    code = "approvals.no_such_case_counted"
    status = 422
    reason = w(
        "The table counts no late duty of {unit} in case {number}.",
        "本表未将{unit}的办件 {number} 计为逾期。",
    )
    remedy = w("Name cases from the list of late ones, by their numbers.", "请从逾期办件清单中按编号填写。")


class SameHand(Refusal):
    """Who froze a table, or raised an objection, does not decide on it."""

    code = "approvals.same_hand"
    status = 403
    reason = w("You {did} yourself.", "该事项由您本人{did}。")
    remedy = w("Somebody else who holds this power decides.", "请由具有该权限的其他人员决定。")


class ObjectionOpen(Refusal):
    """Publication waits until every objection is decided and heeded."""

    code = "approvals.objection_open"
    reason = w("{n} objections are undecided or not yet taken in.", "尚有 {n} 件异议未处理或未更正。")
    remedy = w(
        "Decide on them, and correct the table where they are upheld.", "请先处理异议，成立的先作更正。"
    )


class NothingChanged(Refusal):
    """A correction that changes no figure is none."""

    code = "approvals.no_figure_changed"
    reason = w("Counted again, every figure is the same.", "重新计算后各项数据均无变化。")
    remedy = w("Nothing is to be corrected.", "无须更正。")


class DayPassed(Refusal):
    """What is to be published is published today or later."""

    code = "approvals.day_passed"
    status = 422
    reason = w("{day} has passed.", "{day}已过。")
    remedy = w("Choose today or a later day.", "请选择今天或以后的日期。")


class PublicAlready(Refusal):
    """What is public is corrected in public; it is not taken back."""

    code = "approvals.public_already"
    reason = w("The table has been public since {day}.", "该表已于{day}公布。")
    remedy = w("Correct it beside the first figures.", "如有差错，请作更正并一并公布。")
