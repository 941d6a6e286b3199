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
