"""A rule's term in words."""

from __future__ import annotations

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.rulebook.schema import Span, Unit, Value


def length(span: Span) -> Words:
    """A length of time in words, hours included."""
    if span.unit == Unit.HOURS:
        return w("{n} hours", "{n} 小时").put(n=span.amount)
    if span.unit == Unit.WORKING_HOURS:
        return w("{n} working hours", "{n} 个工作小时").put(n=span.amount)
    return Term(span.amount, span.unit.in_days).told()


def told(value: Value) -> Words:
    """A value in words: its length, or the day that the deed sets."""
    if value.amount is None:
        return w("the day set in the deed", "交办时确定的日期")
    return length(Span(amount=value.amount, unit=value.unit))
