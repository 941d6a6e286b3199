"""Which rules the relational definition can state, and why not the others: known when a pack is loaded, by name.

A rule that is refused here is not lost: `evaluate` folds it, case by case, with the online engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhixing.base.words import Words, w
from zhixing.kernel.obligations.batch.language import NotStated, read
from zhixing.kernel.rulebook.schema import HOURLY, DeadlineRule, ExtensionRule, RecurringRule, Value


def refusal(rule: DeadlineRule | RecurringRule) -> Words | None:
    """Why bulk refuses this rule, or None."""
    return next(_objections(rule), None)


def refused(rules: Iterable[DeadlineRule | RecurringRule]) -> dict[str, Words]:
    """The rules that bulk refuses, by code, each with the reason."""
    return {rule.code: why for rule in rules if (why := refusal(rule))}


def _objections(rule: DeadlineRule | RecurringRule) -> Iterator[Words]:
    if not rule.bulk:
        yield w("the pack says bulk: false", "规则包标明 bulk: false")
    for text in (rule.when, rule.until_when):
        try:
            if text:
                read(text)
        except NotStated as what:
            yield w(
                f"the condition {text} says what bulk cannot state: {what}",
                f"批量引擎无法表达条件 {text}：{what}",
            )
    begins, ends = {p.begins for p in rule.pauses}, {p.ends for p in rule.pauses}
    if both := begins & ends:
        kind = min(both)
        yield w(
            f"{kind} both begins and ends a pause: what it does depends on what went before",
            f"{kind} 既开始又结束暂停，其效果取决于之前的状态",
        )
    if isinstance(rule, DeadlineRule):
        yield from _of_deadline(rule)


def _of_deadline(rule: DeadlineRule) -> Iterator[Words]:
    if rule.silence != "none" and rule.extensions:
        yield w(
            "silence ends it by time, so an extension depends on the last day before it",
            "逾期视为同意等规则可被延期，须先知延期前的最后日期",
        )
    if rule.silence != "none" and rule.second == "ignore":
        yield w(
            "silence ends it by time, so a second trigger depends on the first one's last day",
            "逾期视为同意等规则遇第二次触发时，须先知前一次的最后日期",
        )
    yield from _of_extensions(rule)


def _of_extensions(rule: DeadlineRule) -> Iterator[Words]:
    extensions = rule.extensions
    if any(e.unit in HOURLY and not _within(e, v) for e in extensions if e.unit for v in rule.values):
        yield w("hours are added to a term in days", "以小时延长按日计算的期限")
    if len({e.times for e in extensions}) > 1:
        yield w(
            "extensions with different limits on their number: each depends on how many were granted before",
            "各类延期次数上限不同，每次是否有效取决于此前次数",
        )
    if len(set(extensions)) < len(extensions):
        yield w("one extension stands twice", "同一延期写了两次")
    once = bool(extensions) and all(e.times == 1 for e in extensions)
    chained = any(e.amount and not _within(e, v) for e in extensions for v in rule.values)
    mixed = any(e.amount for e in extensions) and any(e.field for e in extensions)
    if (chained or mixed) and not once:
        yield w(
            "what is added counts from the last day then due, and more than one may be added",
            "延长从当时的最后日期起算且可多次，须逐步计算",
        )


def _within(extension: ExtensionRule, value: Value) -> bool:
    """Does it lengthen the term itself, being of the same unit?"""
    return value.amount is not None and extension.unit == value.unit
