"""What moves a clock while a life runs: extensions and pauses.

A pause stops the clock of each obligation that runs when it begins; beginning again while it stands changes nothing.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhixing.kernel.obligations.batch.lives import SUPERSEDED
from zhixing.kernel.obligations.batch.rules import Shape
from zhixing.kernel.obligations.batch.script import KEY, pick


def moves(lives: ir.Table, met: ir.Table, terms: ir.Table, shape: Shape) -> ir.Table:
    """The events that can move a life's clock: after it opened and before it ended.

    What ends an obligation does not move it any more, but a second trigger moves it before it takes its place; and the end
    of a span of periods still moves its breaks.
    """
    moving = met.select(
        "case_id", "rule", "role_no", "begins", "ends", "extends", "first_counts", "last_waits", "rule_said",
        *(f"day_{n}" for n in range(len(shape.fields))), move_ord="ord", move_day="day",
    )  # fmt: skip
    mine = lives.select(*KEY, "recurs", "value_no", "end_ord", "ended_how")
    t = mine.inner_join(moving, ["case_id", "rule"])
    to_the_end = t.recurs | (t.ended_how == SUPERSEDED)
    before = t.end_ord.isnull() | (t.move_ord < t.end_ord) | (to_the_end & (t.move_ord == t.end_ord))
    t = t.filter((t.move_ord > t.ord) & before)
    return t.left_join(terms.select("value_no", term_unit="unit"), "value_no").drop("value_no_right")


def shifts(moves_: ir.Table, extensions: ir.Table, shape: Shape) -> ir.Table:
    """What the extensions of each obligation come to: units added to the term, or the last day that was set, or what is
    added to the last day.
    """
    t = moves_.filter(moves_.extends)
    t = t.inner_join(extensions, "role_no")
    t = t.filter(t.rule_said.isnull() | (t.rule_said == t.code))
    t = t.mutate(set_day=pick(t.field_no, [t[f"day_{n}"] for n in range(len(shape.fields))], "int64"))
    t = t.filter(t.added.notnull() | t.set_day.notnull())
    of_one = ibis.window(group_by=list(KEY), order_by=[t.move_ord, t.place])
    t = t.mutate(granted=ibis.row_number().over(of_one))  # from 0
    t = t.filter(t.granted < t.times)
    t = t.mutate(
        lengthens=t.added.notnull() & (t.unit == t.term_unit),
        set_no=ibis.ifelse(t.set_day.notnull(), t.granted, ibis.null("int64")),
    )
    t = t.mutate(last_set=t.set_no.max().over(ibis.window(group_by=list(KEY))))
    is_last = t.set_no == t.last_set
    beyond = t.added.notnull() & ~t.lengthens
    return t.group_by(list(KEY)).aggregate(
        longer=ibis.coalesce(t.added.sum(where=t.lengthens), 0),
        set_day=t.set_day.max(where=is_last),
        longest_base=t.longest_base.max(where=is_last),
        longest_amount=t.longest_amount.max(where=is_last),
        beyond_base=t.added_base.max(where=beyond),
        beyond_amount=t.added_amount.max(where=beyond),
    )


def pauses(moves_: ir.Table) -> ir.Table:
    """The pauses of each life as [begin, end) days; `end` is NULL while it stands. Some may be empty."""
    t = moves_.filter(moves_.begins | moves_.ends)
    by_time = ibis.window(group_by=list(KEY), order_by=[t.move_ord])
    t = t.mutate(stands=ibis.coalesce(t.begins.lag().over(by_time), False))
    t = t.filter(t.begins != t.stands)  # a beginning while none stands, an end while one does
    t = t.mutate(pause_begin=t.move_day + t.first_counts, resumes=t.move_day + t.last_waits)
    by_time = ibis.window(group_by=list(KEY), order_by=[t.move_ord])
    t = t.mutate(resumed=t.resumes.lead().over(by_time))
    t = t.filter(t.begins)
    end = ibis.ifelse(t.resumed.isnull(), t.resumed, ibis.greatest(t.pause_begin, t.resumed))
    return t.select(*KEY, "move_ord", "pause_begin", pause_end=end)
