"""Recurring rules over columns: the periods of each span, and which deed answered which.

A deed that names no period answers the earliest one still owed. That is a queue, and a queue needs no step by step: with k
deeds so far and room for `a` by then, those used are k + min(0, least of (a − k) so far); the s-th used one fills the s-th
place. Where a period that passed cannot be made good, a deed that could answer two periods is left to the online engine.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhixing.kernel.obligations.batch import counting
from zhixing.kernel.obligations.batch.counting import Tables
from zhixing.kernel.obligations.batch.rules import Shape
from zhixing.kernel.obligations.batch.script import KEY
from zhixing.kernel.rulebook.periods import MAX_PERIODS

_TURN = (*KEY, "cal", "id", "end_id", "end_day", "key", "since", "last_day")


def spans(lives: ir.Table, rules: ir.Table, shape: Shape) -> ir.Table:
    """The spans of recurring rules, with the last day whose period has begun for them."""
    rhythm = (
        () if shape.rhythms else ("rhythm", "every_days")
    )  # where an event may name it, the life carries it
    t = lives.filter(lives.recurs)
    t = t.inner_join(rules.select("rule", "as_of", "whole_first", "whole_last", *rhythm), "rule")
    return t.mutate(till=ibis.least(t.as_of, ibis.coalesce(t.end_day, t.as_of)))


def turns(spans_: ir.Table, pauses: ir.Table, periods: ir.Table, period_days: ir.Table) -> ir.Table:
    """The periods that are owed: begun by then, not in a break on their last day, not cut short where only whole ones count.

    `place` numbers them within the span from 1.
    """
    t = ibis.union(_of_calendar(spans_, periods, period_days), _counted(spans_))
    rests = t.inner_join(pauses.select(*KEY, "pause_begin", "pause_end"), list(KEY))
    rests = rests.filter(
        (rests.pause_begin <= rests.last_day)
        & (rests.pause_end.isnull() | (rests.last_day < rests.pause_end))
    )
    t = t.anti_join(rests.select(*KEY, "last_day").distinct(), [*KEY, "last_day"])
    in_turn = ibis.window(group_by=list(KEY), order_by=[t.last_day])
    return t.mutate(place=ibis.row_number().over(in_turn) + 1)


def _of_calendar(spans_: ir.Table, periods: ir.Table, period_days: ir.Table) -> ir.Table:
    t = spans_.filter(spans_.every_days.isnull())
    begin = period_days.select("rhythm", day="day", n0="n", n0_first="first_day")
    t = t.inner_join(begin, ["rhythm", "day"])
    end = period_days.select("rhythm", till="day", n1="n")
    t = t.inner_join(end, ["rhythm", "till"])
    n0 = t.n0 + ibis.ifelse(t.whole_first & (t.n0_first < t.day), 1, 0)
    t = t.mutate(n0=n0)
    t = t.mutate(n=ibis.range(t.n0, ibis.least(t.n1, t.n0 + (MAX_PERIODS - 1)) + 1).unnest())
    t = t.inner_join(periods.select("rhythm", "n", "first_day", "last_day", "key"), ["rhythm", "n"])
    t = t.mutate(since=ibis.greatest(t.first_day, t.day))
    return t.filter(_whole_enough(t)).select(*_TURN)


def _counted(spans_: ir.Table) -> ir.Table:
    """Every so many days, the first period being the days after the span began."""
    t = spans_.filter(spans_.every_days.notnull())
    t = t.filter(t.till > t.day)
    number = ibis.least((t.till - t.day - 1) // t.every_days + 1, MAX_PERIODS)
    t = t.mutate(n=ibis.range(ibis.literal(1, "int64"), number + 1).unnest())
    t = t.mutate(
        since=t.day + (t.n - 1) * t.every_days + 1,
        last_day=t.day + t.n * t.every_days,
        key=ibis.literal("P").concat(t.n.cast("string")),
    )
    return t.filter(_whole_enough(t)).select(*_TURN)


def _whole_enough(t: ir.Table) -> ir.Value:
    return ~t.whole_last | t.end_day.isnull() | (t.last_day <= t.end_day)


def due(turns_: ir.Table, rules: ir.Table, tables: Tables) -> ir.Table:
    """The periods with their last days: the end of the period plus the grace."""
    graces = rules.select("rule", "as_of", "base", "amount", "roll", "times", "catch_up")
    t = turns_.inner_join(graces, "rule").mutate(
        start=lambda d: d.last_day, start_counts=ibis.literal(0, "int64"), back=ibis.literal(False)
    )
    t = counting.last_day(t, tables)
    return t.select(*_TURN, "place", "as_of", "times", "catch_up", "on", "unsure")


def deeds(spans_: ir.Table, met: ir.Table, rules: ir.Table) -> ir.Table:
    """Every deed with every span of its rule that it can answer, also after the span ended."""
    does = met.filter(met.does).select(
        "case_id", "rule", "by_holder", "unit_code", "person_code", "period_said", deed_ord="ord", deed_day="day",
        deed_id="id",
    )  # fmt: skip
    t = spans_.select(*KEY).inner_join(does, ["case_id", "rule"])
    mine = (t.unit_code == t.debtor) | (t.person_code == t.debtor)
    t = t.filter(~t.by_holder | ibis.coalesce(mine, False))
    t = t.inner_join(rules.select("rule", "times", "catch_up"), "rule")
    return t.select(*KEY, "deed_ord", "deed_day", "deed_id", "period_said", "times", "catch_up")


def in_queue(deeds_: ir.Table, due_: ir.Table) -> ir.Table:
    """Deeds without a period's name, where what passed can be made good: which period each one met."""
    free = deeds_.filter(deeds_.period_said.isnull() & deeds_.catch_up)
    served = free.select(
        *KEY, "deed_id", "times", day="deed_day", place=free.deed_ord, phase=ibis.literal(1, "int64")
    )
    begun = due_.filter(due_.catch_up).semi_join(free, list(KEY))
    offered = begun.select(
        *KEY,
        deed_id=ibis.null("int64"),
        times="times",
        day="since",
        place=begun.place,
        phase=ibis.literal(0, "int64"),
    )
    t = ibis.union(offered, served)
    so_far = ibis.window(group_by=list(KEY), order_by=[t.day, t.phase, t.place], preceding=(None, 0))
    deed_no = t.phase.sum().over(so_far)
    room = ((1 - t.phase) * t.times).sum().over(so_far)
    t = t.mutate(deed_no=deed_no, short=room - deed_no)
    t = t.filter(t.phase == 1)
    by_time = [t.day, t.place]
    least = t.short.min().over(ibis.window(group_by=list(KEY), order_by=by_time, preceding=(None, 0)))
    t = t.mutate(used=t.deed_no + ibis.least(least, 0))
    before = t.used.lag().over(ibis.window(group_by=list(KEY), order_by=by_time))
    t = t.mutate(before=ibis.coalesce(before, 0))
    t = t.filter((t.used > t.before) & (t.used % t.times == 0))
    return t.select(*KEY, place=t.used // t.times, met_id="deed_id", met_on="day")


def candidates(deeds_: ir.Table, due_: ir.Table) -> ir.Table:
    """Deeds that name their period, or that only the current period can take; with each period that they could answer."""
    t = deeds_.filter(deeds_.period_said.notnull() | ~deeds_.catch_up)
    t = t.inner_join(due_.select(*KEY, "place", "key", "since", "on"), list(KEY))
    fits = (t.period_said.isnull() | (t.period_said == t.key)) & (t.since <= t.deed_day)
    return t.filter(fits & (t.catch_up | (t.on >= t.deed_day)))


def direct(candidates_: ir.Table) -> ir.Table:
    """The deed that completes the number asked for in its period."""
    t = candidates_
    t = t.mutate(no=ibis.row_number().over(ibis.window(group_by=[*KEY, "place"], order_by=[t.deed_ord])) + 1)
    t = t.filter(t.no == t.times)
    return t.select(*KEY, "place", met_id="deed_id", met_on="deed_day")


def owed(due_: ir.Table, answers: ir.Table) -> ir.Table:
    """The obligations of recurring rules as they stand: what the end of the span finds due is missed, the rest falls away."""
    t = due_.left_join(answers, [*KEY, "place"])
    t = t.drop(*(f"{name}_right" for name in (*KEY, "place")))
    is_met, ended = t.met_id.notnull(), t.end_day.notnull()
    passed = ~t.catch_up & ibis.coalesce(t.on < t.as_of, False)
    by_end = ~is_met & ended
    alone = ~is_met & ~ended & passed
    state = ibis.cases(
        (is_met, "met"),
        (by_end & (t.on >= t.end_day), "excused"),
        (by_end | alone, "missed"),
        else_="open",
    )
    none = ibis.null("int64")
    return t.select(
        "case_id", "rule", "debtor", period="key", trigger_id="id", opened_on="since", first_due_on="on", due_on="on",
        provisional="unsure", state=state, ended_by=ibis.ifelse(is_met, t.met_id, ibis.ifelse(by_end, t.end_id, none)),
        ended_on=ibis.ifelse(is_met, t.met_on, ibis.ifelse(by_end, t.end_day, ibis.ifelse(alone, t.on, none))),
        late=is_met & ibis.coalesce(t.met_on > t.on, False),
    )  # fmt: skip
