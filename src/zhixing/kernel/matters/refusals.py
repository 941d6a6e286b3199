"""Refusals that any matter can raise."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class WrongState(Refusal):
    """The matter is not in a state from which this can be done; somebody may have been quicker."""

    code = "matters.wrong_state"
    reason = w(
        "{number} is now “{state}”; “{action}” is not possible from there.",
        "{number}当前为“{state}”，不能办理“{action}”。",
    )
    remedy = w("Reload the page to see what has happened since.", "请刷新页面查看最新办理情况。")


class ChangedMeanwhile(Refusal):
    """Somebody changed the matter after this page was opened (If-Match)."""

    code = "matters.changed_meanwhile"
    status = 412
    reason = w(
        "{number} was changed by {who} after you opened it (revision {now}, yours {yours}).",
        "您打开页面后，{who}已更新{number}（当前第 {now} 版，您的是第 {yours} 版）。",
    )
    remedy = w("Reload, look at the change, and decide again.", "请刷新页面，核对变化后重新办理。")


class TooManyParticipants(Refusal):
    """A matter can have a bounded number of participants, so that finding it stays quick for everybody."""

    code = "matters.too_many_participants"
    reason = w(
        "{n} participants are more than the {limit} one matter can have.",
        "参与对象 {n} 个，超过上限 {limit} 个。",
    )
    remedy = w("Break the matter down, or name the units' common superior.", "请分解事项，或改为上级单位。")


class SameUnitTwice(Refusal):
    """The lead unit cannot support itself (TH-01, G-04)."""

    code = "matters.same_unit_twice"
    reason = w("{unit} is named both as lead and as supporting unit.", "{unit}同时被列为主办和协办单位。")
    remedy = w("Leave it in one of the two places.", "请只保留其中一处。")
    basis = w("S1-17: one lead unit, the others assist", "S1-17：主办单位一个，其余为协办")


class OpenChildren(Refusal):
    """Nothing closes over an open child."""

    code = "matters.open_children"
    reason = w("{n} items broken down from {number} are still open.", "{number}分解出的 {n} 个事项尚未办结。")
    remedy = w("Close or withdraw them first: {numbers}.", "请先办结或撤回：{numbers}。")


class CircularBreakdown(Refusal):
    """An item cannot stand under one that stands under it."""

    code = "matters.circular_breakdown"
    reason = w(
        "{number} cannot stand under {parent}: it would answer to itself.",
        "{number}不能置于{parent}之下，否则自我隶属。",
    )
    remedy = w("Choose a parent outside its own breakdown.", "请选择其分解体系之外的上级事项。")
