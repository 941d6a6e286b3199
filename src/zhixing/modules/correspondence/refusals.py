"""Refusals of official documents."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class SecretPaper(Refusal):
    """A paper with a degree of secrecy does not enter a system that is not cleared for it."""

    code = "correspondence.secret_paper"
    status = 422
    reason = w(
        "The paper is marked {mark}: a state secret must not be registered here.",
        "该件密级为“{mark}”：本系统不得登记涉密公文。",
    )
    remedy = w(
        "Register it in the classified register, kept by the secrecy officer.",
        "请由机要人员在涉密收发文登记簿登记，并通过涉密渠道办理。",
    )
    basis = w("Law on Guarding State Secrets", "《中华人民共和国保守国家秘密法》")


class DocumentReceivedTwice(Refusal):
    """The same sender's same number was registered by this unit before."""

    code = "correspondence.received_twice"
    reason = w(
        "{unit} registered {document} of {sender} on {day} already, as {number}.",
        "{unit}已于{day}登记{sender}的{document}，收文编号{number}。",
    )
    remedy = w(
        "Open {number} and go on there; if it is another paper, correct its number first.",
        "请在{number}中继续办理；如确为另一份公文，请先核对发文字号。",
    )


class DateInTheFuture(Refusal):
    """What has not happened cannot be recorded."""

    code = "correspondence.in_the_future"
    status = 422
    reason = w("{day} has not come yet.", "{day}尚未到来。")
    remedy = w("Give a day up to today.", "请填写今天及以前的日期。")


class ReceivedBeforeDated(Refusal):
    """A paper cannot arrive before it was made."""

    code = "correspondence.received_before_dated"
    status = 422
    reason = w(
        "Received on {received_on}, but dated {dated_on}.", "收文日期{received_on}早于成文日期{dated_on}。"
    )
    remedy = w("Check both dates on the paper.", "请对照原件核对两个日期。")


class NothingMissing(Refusal):
    """Who returns papers for completion says what is missing."""

    code = "correspondence.nothing_missing"
    status = 422
    reason = w(
        "The papers are said to be incomplete, but nothing is named as missing.",
        "认定资料不齐，但未列明需补正的资料。",
    )
    remedy = w(
        "List each missing paper; the sender is told once and for all.", "请逐项列明，一次性告知来文单位。"
    )


class MissingThoughComplete(Refusal):
    """Complete papers lack nothing."""

    code = "correspondence.missing_though_complete"
    status = 422
    reason = w(
        "The papers are said to be complete, and yet something is listed as missing.",
        "认定资料齐全，却列有需补正的资料。",
    )
    remedy = w("Empty the list, or say that the papers are incomplete.", "请清空清单，或改为资料不齐。")


class WithinAuthority(Refusal):
    """What lies within own authority is decided here."""

    code = "correspondence.within_authority"
    reason = w("{number} lies within the unit's own authority.", "{number}属部门权限内事项，无须报批。")
    remedy = w("Finish it.", "请直接办结。")


class SubmitFirst(Refusal):
    """What lies beyond own authority is not finished without the superior's word."""

    code = "correspondence.submit_first"
    reason = w(
        "{number} lies beyond the unit's authority and has no answer from above.",
        "{number}属部门权限外事项，尚未取得上级批复。",
    )
    remedy = w("Submit it upward and record the answer.", "请先报批并登记批复。")
    basis = w("District measures, art. 6", "区政府八项措施第六条")


class ReviewWaits(Refusal):
    """What was put up for joint review waits for its decision."""

    code = "correspondence.review_waits"
    reason = w("{number} waits for the {review}.", "{number}已提请{review}，尚未审议。")
    remedy = w("Finish it after the meeting has decided.", "请待联审会议作出决定后办结。")


class ReviewAsked(Refusal):
    """A document is put up for one review at a time."""

    code = "correspondence.review_asked"
    reason = w("{number} was put up for the {review} already.", "{number}已提请{review}。")
    remedy = w("Wait for the meeting.", "请等待会议审议。")


class SameReceiver(Refusal):
    """Passing a document on to the unit that has it."""

    code = "correspondence.same_receiver"
    status = 422
    reason = w("{unit} has {number} already.", "{number}已在{unit}。")
    remedy = w("Choose another unit.", "请选择其他单位。")


class KindNotForDirection(Refusal):
    """Each kind of document has its direction (art. 8 of the regulation)."""

    code = "correspondence.kind_not_for_direction"
    status = 422
    reason = w("“{kind}” is not written as “{direction}”.", "文种“{kind}”不适用于{direction}。")
    remedy = w("Choose one of: {kinds}.", "请选用：{kinds}。")
    basis = w(
        "Regulation on the handling of official documents, art. 8", "《党政机关公文处理工作条例》第八条"
    )


class OneAddressee(Refusal):
    """A request for instructions goes to one superior organ (art. 15)."""

    code = "correspondence.one_addressee"
    status = 422
    reason = w(
        "An upward document is addressed to one organ: {addressee}.",
        "上行文原则上只主送一个上级机关：{addressee}。",
    )
    remedy = w("Keep one addressee; name the others as copies.", "请保留一个主送机关，其他相关机关列入抄送。")
    basis = w(
        "Regulation on the handling of official documents, art. 15", "《党政机关公文处理工作条例》第十五条"
    )


class AgreementOpen(Refusal):
    """What is still being agreed on jointly is not signed."""

    code = "correspondence.agreement_open"
    reason = w("The joint agreement on “{title}” is not complete.", "“{title}”会签尚未完成。")
    remedy = w("Wait for the units, or ask a new round.", "请等待会签完成，或重新提请会签。")


class NobodyAddressed(Refusal):
    """What is delivered to nobody is not delivered."""

    code = "correspondence.nobody_addressed"
    status = 422
    reason = w("Neither units nor persons are named.", "未选择送达单位或人员。")
    remedy = w("Choose whom it concerns.", "请选择送达对象。")


class ReceiptPassed(Refusal):
    """Receipt is asked for by a day that can still be kept."""

    code = "correspondence.receipt_passed"
    status = 422
    reason = w("{day} lies before today.", "签收时限{day}早于今天。")
    remedy = w("Give a day from today on.", "请填写今天及以后的日期。")


class DutyRuns(Refusal):
    """A unit has each standing duty once at a time."""

    code = "correspondence.duty_runs"
    reason = w("{unit} has the duty “{duty}” already.", "{unit}的“{duty}”已在执行。")
    remedy = w("Use the one that runs.", "请使用已有的定期工作。")


class ReportedAlready(Refusal):
    """One report for a week."""

    code = "correspondence.reported_already"
    reason = w("The week {period} was reported on already.", "{period}周已汇报。")
    remedy = w("What is new goes into the next week's report.", "新的情况请写入下周汇报。")


class NothingWaits(Refusal):
    """A review meeting without anything to review."""

    code = "correspondence.nothing_waits"
    status = 422
    reason = w("Nothing waits for the {review}.", "目前没有待{review}的事项。")
    remedy = w(
        "Put a document up for review first, or name a further item.", "请先对来文提请联审，或填写其他议题。"
    )


class WrongDuty(Refusal):
    """The weekly report belongs to its own standing duty, the review to its own."""

    code = "correspondence.wrong_duty"
    status = 422
    reason = w("“{title}” is not the standing duty for this.", "“{title}”不是办理此项的定期工作。")
    remedy = w("Open the standing duty that it belongs to.", "请在相应的定期工作中办理。")


class NoCopies(Refusal):
    """A paper exists at least once."""

    code = "correspondence.no_copies"
    status = 422
    reason = w("{copies} copies cannot be.", "份数不能为{copies}。")
    remedy = w("Give the number of copies, at least one.", "请填写份数，至少 1 份。")
