"""What is refused of alerts. Nothing has been changed when one of these is raised."""

from __future__ import annotations

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NothingToRaise(Refusal):
    """The duty has an alert already, or none is due: another worker was quicker, or it was judged otherwise since."""

    code = "approvals.nothing_to_raise"
    reason = w("Nothing of this duty is to be brought in now.", "该责任目前无需生成或更新预警件。")
    remedy = w("Nothing need be done.", "无需处理。")


class NoReproach(Refusal):
    """A paper warns of a yellow or red card that stands; a blue one only reminds, a removed one counts no more."""

    code = "approvals.no_reproach"
    reason = w("No yellow or red card of {number} stands.", "{number}没有有效的黄牌或红牌。")
    remedy = w("Wait until one is drawn, or close the alert.", "待出示黄牌或红牌后再发文，或办结本件。")


class NotGraveEnough(Refusal):
    """A suggestion (监察建议书) answers a red card or a breach other than of time; a first delay gets a notice."""

    code = "approvals.not_grave_enough"
    reason = w(
        "{number} is a delay with a yellow card: a suggestion is not due yet.",
        "{number}仅为超时黄牌，尚不应制发监察建议书。",
    )
    remedy = w("Issue a warning notice.", "请先制发预警通知单。")


class NothingSuggested(Refusal):
    """A suggestion without a point suggests nothing."""

    code = "approvals.nothing_suggested"
    status = 422
    reason = w("No suggestion was written.", "未填写监察建议。")
    remedy = w("Write at least one point.", "请至少填写一条建议。")


class ReportDayPassed(Refusal):
    """Nobody can report by a day that has gone by."""

    code = "approvals.report_day_passed"
    reason = w("The day to report by, {day}, has passed.", "报送整改情况的时限{day}已过。")
    remedy = w("Set today or a later day.", "请改为今天或以后的日期。")


class CardsUnsettled(Refusal):
    """A card that waits for its answer or for a decision keeps its alert open: its holder has rights."""

    code = "approvals.cards_unsettled"
    reason = w(
        "Cards of {number} still wait for an answer or a decision: {n}.",
        "{number}尚有{n}张预警牌待回应或待裁定。",
    )
    remedy = w("Wait until they are answered or decided on.", "请待回应或裁定后再办结。")


class DutyStillRuns(Refusal):
    """What was owed in the outside case is not done yet."""

    code = "approvals.duty_still_runs"
    reason = w("The case has not been done yet in {source}.", "该办件在“{source}”中尚未办结。")
    remedy = w("Wait until the outside system reports that it was done.", "请待该系统报送办结信息。")


class SuggestionOpen(Refusal):
    """A suggestion that is out is carried out and confirmed before its alert is closed, unless the cards were removed."""

    code = "approvals.suggestion_open"
    reason = w("The suggestion of {number} has not been carried out yet.", "{number}的监察建议尚未落实。")
    remedy = w("Have it reported and confirm it, then close.", "请待整改报送并确认后再办结。")


class NothingToExplain(Refusal):
    """Only a delay that stands is explained to the public, once (优化营商环境条例第三十六条第二款)."""

    code = "approvals.nothing_to_explain"
    reason = w(
        "{number} is no delay that stands, or it has been explained.",
        "{number}不属于应公开说明的超时，或已公开说明。",
    )
    remedy = w("Nothing need be published.", "无需公开说明。")
    basis = "优化营商环境条例第三十六条第二款"
