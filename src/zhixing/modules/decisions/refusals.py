"""Refusals that only major decisions raise; those of the rulebook's gates carry the rules' own words."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NoEvidence(Refusal):
    """A step without a paper proves nothing (Order 713, Art. 33: every step leaves its records and materials)."""

    code = "decisions.no_evidence"
    status = 422
    reason = w("No paper is attached to “{step}”.", "“{step}”未附任何材料。")
    remedy = w("Attach the report, the record or the minutes.", "请附报告、记录或纪要。")
    basis = w("State Council Order 713, Article 33", "《重大行政决策程序暂行条例》第三十三条")


class NotHappenedYet(Refusal):
    """A record of something that is still to come."""

    code = "decisions.not_happened_yet"
    status = 422
    reason = w("{day} is still to come.", "{day}尚未到来。")
    remedy = w("Record it when it has happened.", "请在实际发生后记录。")


class DayPassed(Refusal):
    """A day that should lie ahead is past."""

    code = "decisions.day_passed"
    status = 422
    reason = w("{day} is past.", "{day}已过。")
    remedy = w("Give a day from today on.", "请填写今天或以后的日期。")


class NothingToComment(Refusal):
    """Comment is asked on a draft and its explanation (Order 713, Art. 15)."""

    code = "decisions.nothing_to_comment"
    reason = w(
        "There is no draft yet that could be published for comment.", "尚无可供公开征求意见的决策草案。"
    )
    remedy = w("Submit the draft first.", "请先提交决策草案。")
    basis = w("State Council Order 713, Article 15", "《重大行政决策程序暂行条例》第十五条")


class CommentNotOpen(Refusal):
    """Comments are taken from publication to the last day, inclusive."""

    code = "decisions.comment_not_open"
    reason = w("Comments on “{title}” are not being taken now.", "“{title}”当前不在征求意见期内。")
    remedy = w("Write to the preparing unit.", "请直接联系决策承办单位。")


class CommentsUntreated(Refusal):
    """A summary is published when every comment has its answer."""

    code = "decisions.comments_untreated"
    reason = w("{n} comments have not been treated.", "还有 {n} 条意见未处理。")
    remedy = w("Say of each whether it is adopted, and why.", "请逐条说明是否采纳及理由。")


class PoolTooSmall(Refusal):
    """Fewer experts can be drawn than are wanted."""

    code = "decisions.pool_too_small"
    reason = w(
        "The trade has {n} experts who can be drawn, {wanted} are wanted.",
        "该专业可抽取专家 {n} 名，不足 {wanted} 名。",
    )
    remedy = w("Widen the pool or draw fewer.", "请充实专家库，或减少抽取人数。")


class InterestedExpert(Refusal):
    """An expert with a direct interest gives no opinion (Order 713, Art. 20)."""

    code = "decisions.interested_expert"
    reason = w("{expert} has declared a direct interest.", "{expert}已声明与决策事项有直接利害关系。")
    remedy = w("Recuse the expert and draw another.", "请办理回避并重新抽取。")
    basis = w("State Council Order 713, Article 20", "《重大行政决策程序暂行条例》第二十条")


class NoDeclaration(Refusal):
    """Before an opinion the expert says whether there is an interest."""

    code = "decisions.no_declaration"
    reason = w(
        "{expert} has not declared whether there is a direct interest.", "{expert}尚未作利害关系声明。"
    )
    remedy = w("Record the declaration first.", "请先记录利害关系声明。")
    basis = w("State Council Order 713, Article 20", "《重大行政决策程序暂行条例》第二十条")


class SignUpOver(Refusal):
    """Sign-up ends on its last day, inclusive; and nobody signs up before the notice."""

    code = "decisions.sign_up_over"
    reason = w("Nobody can sign up for this hearing now.", "该听证会当前不接受报名。")
    remedy = w("Watch the portal for further hearings.", "请留意后续听证公告。")


class SignUpStillOpen(Refusal):
    """Participants are chosen among all who signed up in time."""

    code = "decisions.sign_up_still_open"
    reason = w("Sign-up is open until {day}.", "报名至{day}截止，目前仍在报名期内。")
    remedy = w("Choose the participants from the day after.", "请于截止次日起遴选参加人。")


class TooManyChosen(Refusal):
    """The notice said how many take part."""

    code = "decisions.too_many_chosen"
    status = 422
    reason = w(
        "{n} participants are chosen, the notice names {seats}.", "已选 {n} 人，超过公告名额 {seats} 人。"
    )
    remedy = w("Choose as many as the notice names.", "请按公告名额遴选。")


class HearingDayNotCome(Refusal):
    """A hearing is held on its day, not before (Order 713, Art. 16: day and place are announced)."""

    code = "decisions.hearing_day_not_come"
    reason = w("The hearing was announced for {day}.", "听证会公告日期为{day}，尚未到来。")
    remedy = w("Hold it on that day, or cancel it and announce another.", "请于当日举行，或取消后重新公告。")
    basis = w("State Council Order 713, Article 16", "《重大行政决策程序暂行条例》第十六条")


class ViewsOutstanding(Refusal):
    """Every view has its treatment, and every participant a view or none."""

    code = "decisions.views_outstanding"
    reason = w("{n} views have not been treated.", "还有 {n} 条听证意见未处理。")
    remedy = w("Say of each whether it is adopted, and why.", "请逐条说明是否采纳及理由。")
    basis = w("State Council Order 713, Article 17", "《重大行政决策程序暂行条例》第十七条")


class NotClassedYet(Refusal):
    """Which steps a decision needs depends on its class, which a named person sets."""

    code = "decisions.not_classed_yet"
    reason = w("Nobody has classed this matter yet.", "该事项尚未认定类别。")
    remedy = w("Class it first: the steps it needs follow from that.", "请先认定类别，所需程序由此确定。")


class ProcedureMissing(Refusal):
    """A decision is changed or stopped only through its procedure (Order 713, Art. 37)."""

    code = "decisions.procedure_missing"
    reason = w(
        "No meeting with minutes has dealt with “{title}” since it was proposed to change it.",
        "“{title}”提出调整后，尚无会议讨论决定并形成纪要。",
    )
    remedy = w("Put it on the agenda of the meeting that decides.", "请提交会议讨论决定后再办理。")
    basis = w("State Council Order 713, Article 37", "《重大行政决策程序暂行条例》第三十七条")


class OpenDeviations(Refusal):
    """A decision with an uncorrected deviation is not carried out (S0-08)."""

    code = "decisions.open_deviations"
    reason = w(
        "{n} deviations are neither corrected nor found to be none.",
        "还有 {n} 项执行偏差未纠正或未认定不成立。",
    )
    remedy = w("Correct them, or find that there was none.", "请先纠正，或认定不成立。")


class NotIssuedToPublic(Refusal):
    """What by law is not public is not published."""

    code = "decisions.not_public"
    reason = w("This decision was made as one that is not made public.", "该决策依法不予公开。")
    remedy = w("Nothing is to be done.", "无需公布。")


class NoTrouble(Refusal):
    """What is reported must have been recorded."""

    code = "decisions.no_trouble"
    reason = w("No trouble is on record that is still to be reported.", "没有待报告的执行问题。")
    remedy = w("Record the trouble first.", "请先记录执行中出现的问题。")


class NothingToReview(Refusal):
    """There is nothing before the reviewer."""

    code = "decisions.nothing_to_review"
    reason = w("No draft is waiting for a legality review.", "没有待审查的决策草案。")
    remedy = w("Submit the draft and send it for review.", "请先提交草案并送审。")


class NotAdopted(Refusal):
    """The minutes say otherwise: what a meeting did not adopt is no decision (Order 713, Art. 30)."""

    code = "decisions.not_adopted"
    reason = w(
        "The minutes of {meeting} do not say that the draft was adopted.", "{meeting}的纪要未载明通过该草案。"
    )
    remedy = w("Record what the minutes say: deferred, or not adopted.", "请按纪要办理：暂缓决策或不予通过。")
    basis = w("State Council Order 713, Article 30", "《重大行政决策程序暂行条例》第三十条")


class NoExecutor(Refusal):
    """A decision that nobody carries out or follows is one that will not be done (S1-03, S2.8-18)."""

    code = "decisions.no_executor"
    reason = w("“{title}” has no executing unit or no tracker.", "“{title}”尚未明确执行单位或跟踪人员。")
    remedy = w("Assign the execution and name the tracker first.", "请先明确执行单位和跟踪人员。")
    basis = w("State Council Order 713, Article 34", "《重大行政决策程序暂行条例》第三十四条")


class TooManyAtOnce(Refusal):
    """The public form is for people; a flood would bury what they say."""

    code = "decisions.too_many_at_once"
    status = 429
    reason = w("Too much came from your address within the hour.", "您所在网络一小时内提交次数过多。")
    remedy = w("Try again later, or write to the preparing unit.", "请稍后再试，或直接联系决策承办单位。")
