"""What a meeting refuses, with the way out and the article."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w

COLLECTIVE = "《重大行政决策程序暂行条例》第三十条"


class MomentPassed(Refusal):
    """A meeting is planned for a moment to come."""

    code = "meetings.moment_passed"
    status = 422
    reason = w("{moment} has passed already.", "{moment} 已过。")
    remedy = w(
        "Give a moment to come; a meeting that was held is recorded with “Record that it was held”.",
        "请填写今后的时间；已召开的会议请用“记录召开情况”登记。",
    )


class NotYetHeld(Refusal):
    """What has not happened cannot be recorded as having happened."""

    code = "meetings.not_yet"
    status = 422
    reason = w("{day} has not come yet.", "{day} 尚未到。")
    remedy = w("Record the meeting on the day it was held, or later.", "请在会议召开当日或之后记录。")


class BelowQuorum(Refusal):
    """Too few of the chair and members were there for the meeting to stand."""

    code = "meetings.below_quorum"
    reason = w(
        "{present} of {members} members were present; {needed} are needed.",
        "组成人员应到 {members} 人、实到 {present} 人，未达到 {needed} 人的法定人数。",
    )
    remedy = w("Put the meeting off, or correct who was present.", "请改期召开，或更正到会人员。")


class NobodyChaired(Refusal):
    """A meeting without its chair is none."""

    code = "meetings.nobody_chaired"
    reason = w(
        "{chair}, who was to take the chair, is not among those present.", "主持人{chair}不在到会人员之列。"
    )
    remedy = w(
        "Say that the chair was present, or put the meeting off and name another one.",
        "请核对到会人员；主持人缺席的，请改期或另定主持人后重新召集。",
    )


class NothingOnAgenda(Refusal):
    """A meeting about nothing settles nothing."""

    code = "meetings.nothing_on_agenda"
    reason = w("There is nothing on the agenda.", "会议议程为空。")
    remedy = w("Put something on the agenda first.", "请先列入议程。")


class OnAgendaAlready(Refusal):
    """A matter stands on one open agenda of a sort at a time."""

    code = "meetings.on_agenda_already"
    reason = w("“{title}” stands on the agenda of {meeting} already.", "“{title}”已列入 {meeting} 议程。")
    remedy = w("Take it off there first, or wait for that meeting.", "请先从该议程撤下，或等待该次会议。")


class SeatTaken(Refusal):
    """A person sits at a meeting once."""

    code = "meetings.seat_taken"
    reason = w("{name} is on the list already ({role}).", "{name}已在参会名单中（{role}）。")
    remedy = w("Leave the name out.", "请勿重复添加。")


class ViewStated(Refusal):
    """What was said stays as it was said."""

    code = "meetings.view_stated"
    reason = w("The view of {name} on “{item}” is on record already.", "{name}对“{item}”的意见已记录。")
    remedy = w(
        "What was said is not rewritten; explain in the minutes.",
        "已记录的意见不得改写；如需说明，请写入纪要。",
    )
    basis = COLLECTIVE


class HeadSpeaksLast(Refusal):
    """The chair states his view after everyone else."""

    code = "meetings.head_speaks_last"
    reason = w(
        "{chair} states a view last; still to be heard: {waiting}.",
        "主持人{chair}应最后发表意见，尚未发表意见：{waiting}。",
    )
    remedy = w("Record the others' views first.", "请先记录其他组成人员的意见。")
    basis = COLLECTIVE


class ViewsMissing(Refusal):
    """Where views are stated, an item is settled after every member present has stated one."""

    code = "meetings.views_missing"
    reason = w("No view is on record of: {waiting}.", "尚未记录以下人员的意见：{waiting}。")
    remedy = w("Record their views, “states no view” included.", "请补记其意见，弃权也须记录。")
    basis = COLLECTIVE


class AgainstMajority(Refusal):
    """To go against what most members said needs a reason, on record."""

    code = "meetings.against_majority"
    status = 422
    reason = w(
        "This goes against what most members said, and no reason is given.",
        "该结果与多数人意见不一致，尚未说明理由。",
    )
    remedy = w("State the reason given in the meeting.", "请填写会上说明的理由。")
    basis = COLLECTIVE


class Unsettled(Refusal):
    """Minutes tell what became of every item."""

    code = "meetings.unsettled"
    reason = w("No result is on record for: {items}.", "以下议题尚无议定结果：{items}。")
    remedy = w(
        "Record the result of each, “to be discussed again” included.",
        "请逐项记录结果，“再次讨论或者暂缓”也须记录。",
    )
