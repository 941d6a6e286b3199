"""Refusals of the rulebook."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class PackInvalid(Refusal):
    """A pack that cannot be believed is not loaded; the running system keeps the rules it has."""

    code = "rulebook.pack_invalid"
    status = 422
    reason = w("{file} line {line}: {problem}", "{file} 第 {line} 行：{problem}")
    remedy = w(
        "Correct the line; docs/guides/rules.md shows the shape.", "请更正该行；写法见 docs/guides/rules.md。"
    )


class GateShut(Refusal):
    """The evidence that a rule demands before this action is not there yet. Carries the rule's own words and article."""

    code = "rulebook.gate_shut"
    reason = w("{reason}", "{reason}")
    remedy = w("{remedy}", "{remedy}")

    @property
    def ground(self) -> object:
        return self.facts["basis"]

    def on_what_ground(self) -> str | None:
        return str(self.facts["basis"])


class NotInForce(Refusal):
    """The rule had no value on that day."""

    code = "rulebook.not_in_force"
    reason = w("{rule} was not in force on {day}.", "{rule}在{day}尚未施行。")
    remedy = w("Choose a day from {first} on.", "请选择{first}及以后的日期。")


class UnknownRule(Refusal):
    """No pack that is switched on has a rule of this code."""

    code = "rulebook.unknown_rule"
    status = 404
    reason = w("There is no rule “{rule}”.", "没有名为“{rule}”的规则。")
    remedy = w("The list of rules is under Rule packs.", "可在“规则包”页面查看全部规则。")


class LocalLonger(Refusal):
    """A local value would be longer than the statute's."""

    code = "rulebook.local_longer"
    status = 409
    reason = w(
        "The limit of “{rule}” is set by law ({article}); a local value may be shorter, never longer.",
        "“{rule}”的时限由法律法规规定（{article}），本地承诺时限只能缩短，不得延长。",
    )
    remedy = w("Set an equal or a shorter term.", "请设定相同或更短的时限。")
    basis = w("Regulation on Improving the Business Environment, art. 36", "优化营商环境条例 第三十六条")


class NoAmountToSet(Refusal):
    """The rule's day comes from the deed itself, so there is no term to set."""

    code = "rulebook.no_amount_to_set"
    status = 422
    reason = w(
        "The rule {rule} has no term on that day: its limit is set in each deed, or it is not in force yet.",
        "规则 {rule} 在该日没有可设定的期限：其时限逐件确定，或尚未施行。",
    )
    remedy = w(
        "Choose a rule with a term of its own, or a later day.", "请选择自身规定期限的规则，或改选较晚日期。"
    )
