"""The last day of each obligation, and how it stands: `rulebook.deadlines.reckon` over columns.

Every obligation gets its first last day; only those that a pause or an extension touched are counted a second time.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from zhixing.kernel.obligations.batch import counting
from zhixing.kernel.obligations.batch.counting import FORWARD, WORKING, Tables
from zhixing.kernel.obligations.batch.lives import EXCUSED, MET
from zhixing.kernel.obligations.batch.rules import Shape
from zhixing.kernel.obligations.batch.script import KEY

_TERM = ("value_no", "base", "factor", "amount", "hours", "office", "start_counts", "back", "roll")
_DATED = (
    *KEY, "cal", "id", "day", "us", "value_no", "said", "end_id", "end_day", "end_us", "ended_how", "first_on",
    "first_unsure", "first_us",
)  # fmt: skip


def dated(lives: ir.Table, terms: ir.Table, tables: Tables, shape: Shape) -> ir.Table:
    """The obligations of deadline rules with the last day on which they opened. NULL where it lies outside the calendar."""
    t = lives.filter(~lives.recurs).inner_join(terms.select(*_TERM), "value_no").mutate(start=lambda d: d.day)
    counted = counting.last_day(t.filter(t.hours.isnull()) if shape.hourly else t, tables)
    days = counted.mutate(
        first_on=ibis.coalesce(counted.said, counted.on),
        first_unsure=counted.unsure,
        first_us=ibis.null("int64"),
    ).select(*_DATED)
    if not shape.hourly:
        return days
    ends = counting.ends_at(t.filter(t.hours.notnull()), tables)
    hours = ends.mutate(first_on=ends.ends_on, first_unsure=ibis.literal(False), first_us=ends.ends_us)
    return ibis.union(days, hours.select(*_DATED))


def touched(
    dated_: ir.Table, terms: ir.Table, shifts: ir.Table, pauses: ir.Table, tables: Tables
) -> ir.Table:
    """What a pause or an extension touched, with its longer term begun: `gone`, `length` and what was granted."""
    keys = ibis.union(shifts.select(*KEY), pauses.select(*KEY)).distinct()
    t = dated_.semi_join(keys, list(KEY)).inner_join(terms.select(*_TERM), "value_no")
    t = t.left_join(shifts, list(KEY)).drop(*(f"{name}_right" for name in KEY))
    longer = ibis.coalesce(t.longer, 0)
    t = t.mutate(start=t.day, amount=t.amount + longer * t.factor, hours=t.hours + longer)
    return counting.begun(t, tables)


def stopped(touched_: ir.Table, pauses: ir.Table, tables: Tables) -> ir.Table:
    """For each obligation the days on which its clock stood, whether it stands still, and since when a pause is open.

    A pause counts if it begins before the term has run out; all earlier ones then counted too.
    """
    mine = touched_.select(*KEY, "cal", "base", "gone", "length", "end_day")
    t = pauses.inner_join(mine, list(KEY))
    opened = ibis.ifelse(t.pause_end.isnull(), t.pause_begin, ibis.null("int64"))
    t = t.mutate(opened=opened, kept=_kept(t))
    works = t.base == WORKING
    for edge in ("begin", "end"):
        at = tables.days.select(**{"cal": "cal", f"pause_{edge}": "day", f"{edge}_w": "w"})
        t = t.left_join(at, ["cal", f"pause_{edge}"]).drop("cal_right", f"pause_{edge}_right")
    t = t.mutate(
        since=ibis.ifelse(works, t.begin_w, t.pause_begin), till=ibis.ifelse(works, t.end_w, t.pause_end)
    )
    till = ibis.ifelse(t.kept, t.till, ibis.null("int64"))
    earlier = ibis.window(group_by=list(KEY), order_by=[t.move_ord], preceding=(None, 1))
    t = t.mutate(past=ibis.coalesce(till.max().over(earlier), t.gone))
    t = t.mutate(stop_from=ibis.greatest(t.since, t.gone, t.past))
    t = t.mutate(stood=ibis.ifelse(t.kept, ibis.coalesce(ibis.greatest(t.till - t.stop_from, 0), 0), 0))
    earlier = ibis.window(group_by=list(KEY), order_by=[t.move_ord], preceding=(None, 1))
    stood_before = ibis.coalesce(t.stood.sum().over(earlier), 0)
    counts = t.kept & ((t.stop_from - t.gone - stood_before) < t.length)
    t = t.mutate(counts=ibis.coalesce(counts, False))
    return t.group_by(list(KEY)).aggregate(
        stood=ibis.coalesce(t.stood.sum(where=t.counts), 0),
        halts=ibis.ifelse(t.counts & t.pause_end.isnull(), 1, 0).max(),
        open_since=t.opened.max(),
    )


def _kept(t: ir.Table) -> Any:
    """Empty pauses stop nothing; one that would begin after the end is none."""
    before_end = t.end_day.isnull() | (t.pause_begin <= t.end_day)
    return before_end & (t.pause_end.isnull() | (t.pause_begin != t.pause_end))


_COUNTED = ("due_on", "unsure", "due_us", "halted")


def moved(touched_: ir.Table, stopped_: ir.Table, tables: Tables, shape: Shape) -> ir.Table:
    """The last day after pauses and extensions."""
    t = touched_.left_join(stopped_, list(KEY)).drop(*(f"{name}_right" for name in KEY))
    t = t.mutate(stopped=ibis.coalesce(t.stood, 0), halts=ibis.coalesce(t.halts == 1, False))
    t = counting.reached(t, tables)
    counts = t.base.notnull()
    t = t.mutate(
        due_on=ibis.ifelse(counts & ~t.halts, t.on, t.first_on),
        due_unsure=ibis.ifelse(counts & ~t.halts, t.unsure, t.first_unsure),
        halted=ibis.ifelse(t.said.notnull(), ibis.coalesce(t.open_since <= t.said, False), counts & t.halts),
    )
    t = _hours(t, tables) if shape.hourly else t.mutate(due_us=t.first_us)
    return _granted(t, tables)


def _hours(t: ir.Table, tables: Tables) -> ir.Table:
    ends = counting.ends_at(t, tables)
    runs = ends.hours.notnull()
    return ends.mutate(
        due_on=ibis.ifelse(runs, ends.ends_on, ends.due_on),
        due_us=ibis.ifelse(runs, ends.ends_us, ibis.null("int64")),
    )


def _granted(t: ir.Table, tables: Tables) -> ir.Table:
    """A day that was set stands, bounded by what the rule allows beyond the first limit; what is added beyond the term
    counts from the last day. The schema of refusals leaves one of the two."""
    is_set = t.set_day.notnull()
    more = t.mutate(
        start=ibis.ifelse(is_set, t.first_on, t.due_on),
        base=ibis.ifelse(is_set, t.longest_base, t.beyond_base),
        amount=ibis.ifelse(is_set, t.longest_amount, t.beyond_amount),
        start_counts=ibis.literal(0, "int64"),
        back=ibis.literal(False),
        roll=ibis.literal(FORWARD, "int64"),
    ).select(*KEY, "cal", "start", "base", "amount", "start_counts", "back", "roll")
    found = counting.last_day(more.filter(more.base.notnull()), tables)
    found = found.select(*KEY, far_on="on", far_unsure="unsure", far=ibis.literal(True))
    t = t.left_join(found, list(KEY)).drop(*(f"{name}_right" for name in KEY))
    far = ibis.coalesce(t.far, False)
    takes_set = t.set_day.notnull() & (~far | ibis.coalesce(t.set_day <= t.far_on, False))
    due_on = ibis.ifelse(takes_set, t.set_day, ibis.ifelse(far, t.far_on, t.due_on))
    changed = takes_set | far
    t = t.mutate(
        due_unsure=ibis.ifelse(takes_set, False, ibis.ifelse(far, t.far_unsure, t.due_unsure)), due_on=due_on
    )
    halted = ibis.ifelse(changed, ibis.coalesce(t.open_since <= t.due_on, False), t.halted)
    return t.mutate(halted=halted, unsure=t.due_unsure).select(*_DATED, *_COUNTED)


def owed(dated_: ir.Table, moved_: ir.Table, rules: ir.Table) -> ir.Table:
    """The obligations of deadline rules as they stand."""
    plain = dated_.anti_join(moved_, list(KEY)).mutate(
        due_on=lambda d: d.first_on, unsure=lambda d: d.first_unsure, due_us=lambda d: d.first_us,
        halted=ibis.literal(False),
    )  # fmt: skip
    t = ibis.union(plain.select(*_DATED, *_COUNTED), moved_.select(*_DATED, *_COUNTED))
    t = t.inner_join(rules.select("rule", "as_of", "silent"), "rule")
    judged_on = ibis.coalesce(t.end_day, t.as_of)
    t = t.mutate(lapsed=t.silent & ~t.halted & ibis.coalesce(t.due_on < judged_on, False))
    runs = t.ended_how.isnull()
    state = ibis.cases(
        (t.lapsed, "lapsed"),
        (runs & t.halted, "suspended"),
        (runs, "open"),
        (t.ended_how == MET, "met"),
        (t.ended_how == EXCUSED, "excused"),
        else_="superseded",
    )
    t = t.mutate(state=state)
    after = ibis.coalesce(t.end_us > t.due_us, t.end_day > t.due_on, False)
    return t.select(
        "case_id", "rule", "debtor", period=ibis.literal(""), trigger_id=t.id, opened_on=t.day, first_due_on=t.first_on,
        due_on=ibis.ifelse(t.state == "suspended", ibis.null("int64"), t.due_on), provisional=t.unsure, state=t.state,
        ended_by=ibis.ifelse(t.lapsed, ibis.null("int64"), t.end_id),
        ended_on=ibis.ifelse(t.lapsed, t.due_on, t.end_day), late=(t.state == "met") & after,
    )  # fmt: skip
