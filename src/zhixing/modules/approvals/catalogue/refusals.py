"""Refusals of the catalogue of items."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w

_ORDER_722_36 = w(
    "Regulation on Improving the Business Environment, article 36", "《优化营商环境条例》第三十六条第二款"
)
_NO_VACUUM = w("S2.8-06: no vacuum in management", "S2.8-06：避免出现管理真空，实现平稳过渡")


class CodeUnreadable(Refusal):
    """An official code is made of letters, digits and hyphens; whatever else stands there was mistyped."""

    code = "approvals.item_code_unreadable"
    status = 422
    reason = w("“{code}” is no code of an item.", "“{code}”不是事项编码。")
    remedy = w(
        "Write 4 to 60 letters, digits and hyphens, as in the official list.",
        "请按目录填写 4 至 60 位字母、数字和连字符。",
    )


class CodeTaken(Refusal):
    """One code, one item."""

    code = "approvals.item_code_taken"
    reason = w("The code {code} is taken by “{title}”.", "编码 {code} 已用于“{title}”。")
    remedy = w("Check the code, or revise that item.", "请核对编码，或对该事项进行修订。")


class NotYourItem(Refusal):
    """An item is registered by the unit that handles it or by the office that keeps the catalogue."""

    code = "approvals.not_your_item"
    status = 403
    reason = w(
        "You speak neither for {unit} nor for {office}.", "您既不代表{unit}，也不代表{office}办理此事。"
    )
    remedy = w("Choose your own unit, or ask that office.", "请选择本单位，或由目录管理机构登记。")


class StepUnreadable(Refusal):
    """A step is a name, then its limit in digits."""

    code = "approvals.step_unreadable"
    status = 422
    reason = w("The step “{step}” cannot be read.", "环节“{step}”无法识别。")
    remedy = w(
        "Write a name, and the limit in digits: 审查 5个工作日. Add 不计时 where the law leaves it out of the limit.",
        "请写环节名称和数字期限，如“审查 5个工作日”；依法不计入时限的，末尾加“不计时”。",
    )


class StepsExceedLimit(Refusal):
    """The counted steps fit into the limit of the whole."""

    code = "approvals.steps_exceed_limit"
    status = 422
    reason = w(
        "The steps take {together}, the limit is {limit}.", "各环节合计{together}，超过办理时限{limit}。"
    )
    remedy = w(
        "Shorten steps, or mark what the law leaves out of the limit (hearing, inspection, expert review).",
        "请压缩环节时限；依法不计入时限的环节（听证、检验、专家评审等）请注明“不计时”。",
    )


class PromiseBeyondLaw(Refusal):
    """A promise may be shorter than the legal limit, never longer."""

    code = "approvals.promise_beyond_law"
    status = 422
    reason = w(
        "The promise of {promised} is longer than the legal limit of {statutory}.",
        "承诺时限{promised}长于法定时限{statutory}。",
    )
    remedy = w("Promise at most the legal limit.", "请将承诺时限压减至法定时限以内。")
    basis = _ORDER_722_36


class PromiseSometimesBeyondLaw(PromiseBeyondLaw):
    """Working and natural days compared by the calendar: around a festival the promise would end after the legal limit."""

    code = "approvals.promise_sometimes_beyond_law"
    reason = w(
        "What is accepted on {accepted_on} would be promised for later ({promised}) than the law allows ({statutory}).",
        "按工作日日历，{accepted_on}受理的，承诺时限{promised}将晚于法定时限{statutory}届满。",
    )


class FeeWithoutBasis(Refusal):
    """A fee needs a law behind it."""

    code = "approvals.fee_without_basis"
    status = 422
    reason = w("A fee is charged, but no provision allows it.", "收费事项未填写收费依据。")
    remedy = w(
        "Name the provision and the standard, or set it free of charge.",
        "请填写收费依据和标准，或改为不收费。",
    )
    basis = w("Administrative Licensing Law, articles 58 and 59", "《行政许可法》第五十八条、第五十九条")


class SamePerson(Refusal):
    """Reviewed by one, confirmed by another."""

    code = "approvals.item_same_person"
    reason = w("You reviewed or proposed this yourself.", "该事项由您本人审核或提出。")
    remedy = w("Another person with this power confirms it.", "请由其他有权人员确认。")


class NothingChanged(Refusal):
    """A new version differs from the one in force."""

    code = "approvals.nothing_changed"
    reason = w("The text is the same as in version {number}.", "内容与第 {number} 版相同。")
    remedy = w("Amend the text, or drop the revision.", "请修改内容，或放弃修订。")


class WrongFirstDay(Refusal):
    """A version holds from its day on: not from a day to come, and after the version before it began."""

    code = "approvals.wrong_first_day"
    status = 422
    reason = w("The version cannot hold from {from_on} on.", "该版本不能自{from_on}起实施。")
    remedy = w("Choose a day after {after} and not after today.", "请选择{after}之后、不晚于今天的日期。")


class RouteMissing(Refusal):
    """What is cancelled goes on by one of three routes, and somebody takes it over by written standards."""

    code = "approvals.route_missing"
    status = 422
    reason = w(
        "A cancelled item says how it goes on; missing: {missing}.",
        "取消事项须明确后续管理，尚缺：{missing}。",
    )
    remedy = w(
        "Name the route, who takes over, and the service standards, plan or rules.",
        "请填写处理去向、承接单位，以及服务标准、规划政策或修订后的规则。",
    )
    basis = _NO_VACUUM


class SuccessorMissing(Refusal):
    """What is turned, merged or delegated is taken over by an item that exists."""

    code = "approvals.successor_missing"
    status = 422
    reason = w("No item takes its place.", "未明确承接事项。")
    remedy = w(
        "Register the item that takes its place first, then name it.", "请先登记承接事项，再予以指定。"
    )
    basis = _NO_VACUUM


class SuccessorOfAnotherType(Refusal):
    """What is turned into a filing is taken over by a filing."""

    code = "approvals.successor_of_another_type"
    status = 422
    reason = w("“{successor}” is of the type {type}.", "“{successor}”的类型是{type}。")
    remedy = w("Name an item of the type it is turned into.", "请选择与调整方向一致的承接事项。")
    basis = w("S2.2-08: registration by notice, registration, filing", "S2.2-08：注册制、登记制、备案制")


class SuccessorNotInForce(Refusal):
    """On the day an item ends, the one that takes its place can be applied for."""

    code = "approvals.successor_not_in_force"
    reason = w(
        "“{successor}” cannot be applied for yet, so that a gap would open on {ends_on}.",
        "承接事项“{successor}”尚未实施，{ends_on}起将出现管理真空。",
    )
    remedy = w("Publish the item that takes its place first.", "请先公布承接事项。")
    basis = _NO_VACUUM


class EndsInThePast(Refusal):
    """An item ends on a day that people can be told of beforehand."""

    code = "approvals.item_ends_in_the_past"
    status = 422
    reason = w("{ends_on} has passed.", "{ends_on}已过。")
    remedy = w("Choose today or a later day.", "请选择今天或以后的日期。")


class TypeSettled(Refusal):
    """What an item in force is, stays: it is turned into another type by ending it in favour of an item of that type."""

    code = "approvals.item_type_settled"
    reason = w("“{title}” is in force as {type}.", "“{title}”已按{type}实施。")
    remedy = w(
        "Register an item of the other type, then propose to turn this one into it.",
        "请先登记新类型事项，再提出将本事项改为该类型。",
    )


class NobodyInPerson(Refusal):
    """Two persons answer for what is published; an account without a person is neither."""

    code = "approvals.nobody_in_person"
    status = 403
    reason = w("This account belongs to no person.", "该账号未关联人员。")
    remedy = w("Sign in with an account of a person.", "请使用关联人员的账号办理。")
