"""What the command line refuses."""

from __future__ import annotations

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NotAsked(Refusal):
    """The command line does not say what is wanted."""

    code = "rulebook.not_asked"
    status = 422
    reason = w("The command is incomplete or not known.", "命令不完整或无法识别。")
    remedy = w("{usage}", "{usage}")


class NoSuchPack(Refusal):
    """Neither a shipped pack nor a file."""

    code = "rulebook.no_such_pack"
    status = 422
    reason = w("There is no pack and no file “{name}”.", "没有名为“{name}”的规则包或文件。")
    remedy = w("Shipped packs: {known}.", "随产品提供的规则包：{known}。")


class NotCounted(Refusal):
    """Only a deadline has one last day that can be explained from a day alone."""

    code = "rulebook.not_counted"
    status = 422
    reason = w(
        "The rule {rule} has no limit that is counted from a day.", "规则 {rule} 没有自某日起算的时限。"
    )
    remedy = w(
        "`zhixing rules list` says which rules are deadlines.", "可用 zhixing rules list 查看时限类规则。"
    )


class ConditionUnmet(Refusal):
    """The rule begins only where its condition holds, and with these fields it does not."""

    code = "rulebook.condition_unmet"
    status = 422
    reason = w(
        "With these fields the rule {rule} does not begin: {condition}.",
        "按所给字段，规则 {rule} 不起算：{condition}。",
    )
    remedy = w("Give the event's fields with --field name=value.", "请用 --field 名称=值 给出事件字段。")


class FieldMissing(Refusal):
    """The limit stands in a field of the event, and the field was not given or is no day."""

    code = "rulebook.field_missing"
    status = 422
    reason = w(
        "The limit stands in the field {field}, which was not given as a day.",
        "时限由字段 {field} 确定，但未给出有效日期。",
    )
    remedy = w("Add --field {field}=YYYY-MM-DD.", "请加 --field {field}=YYYY-MM-DD。")
