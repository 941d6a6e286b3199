"""Calendar tables that reach back before the calendar's first day, for terms in natural days.

The calendar of working days begins on 2004-01-01; logs are older. A natural day is the same in any year, so the earlier days are
added to the engine's tables without any working day in them: a term in working days that would touch them has no last day,
and is told as not judged.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import pyarrow as pa

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import FIRST_DAY, Calendar
from zhixing.kernel.obligations.batch.facts import START
from zhixing.kernel.obligations.batch.rows import days_table, micros, months_table
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule, Unit
from zhixing.kernel.rulebook.warnings import Due, warnings_of
from zhixing.modules.approvals.mapping import OLDEST

NOWHERE = -(10**6)  # a number of working days that none has
MARGIN = timedelta(days=90)  # a warning may stand so long before the day on which its duty began
_NATURAL = (Unit.NATURAL_DAYS, Unit.WEEKS)


@lru_cache(maxsize=8)
def long_days(calendar: Calendar) -> pa.Table:
    """`days_table`, with the days from 1970 on before it."""
    table = days_table([calendar])
    span = [date.fromordinal(n) for n in range(OLDEST.toordinal(), FIRST_DAY.toordinal())]
    count = len(span)
    filled = {
        "cal": [0] * count,
        "day": [d.toordinal() - START for d in span],
        "w": [NOWHERE] * count,
        "w1": [NOWHERE] * count,
        "unsure": [0] * count,
        "unsure1": [0] * count,
        "month_no": [d.year * 12 + d.month - 1 for d in span],
        "number": [d.day for d in span],
        "begins_us": [micros(clock.moment_on(d, 0)) for d in span],
    }
    early = pa.table(
        {name: pa.array(filled.get(name, [None] * count), pa.int64()) for name in table.column_names}
    )
    return pa.concat_tables([early, table])


@lru_cache(maxsize=1)
def long_months() -> pa.Table:
    """`months_table`, with the months from 1970 on before it."""
    table = months_table()
    numbers = range(OLDEST.year * 12, FIRST_DAY.year * 12)
    firsts = [date(n // 12, n % 12 + 1, 1).toordinal() for n in (*numbers, FIRST_DAY.year * 12)]
    early = {
        "month_no": list(numbers),
        "first_day": [first - START for first in firsts[:-1]],
        "length": [b - a for a, b in zip(firsts, firsts[1:], strict=False)],
    }
    columns = {name: pa.array(early[name], pa.int64()) for name in table.column_names}
    return pa.concat_tables([pa.table(columns), table])


def cards_of(
    rule: DeadlineRule | RecurringRule, opened_on: date, due_on: date, calendar: Calendar
) -> list[Due] | None:
    """The rule's warnings. Before the calendar they are counted in later weeks and carried back, where all are in natural days;
    else None: no calendar can say them."""
    if opened_on >= FIRST_DAY + MARGIN:
        return warnings_of(rule, opened_on, due_on, calendar)
    if not rule.remind_on_rest_days or any(x.share is None and x.unit not in _NATURAL for x in rule.warnings):
        return None
    weeks = (FIRST_DAY + MARGIN - opened_on).days // 7 + 1  # whole ones: a weekday stays what it is
    later = timedelta(days=7 * weeks)
    return [
        Due(due.on - later, due.colour)
        for due in warnings_of(rule, opened_on + later, due_on + later, calendar)
    ]
