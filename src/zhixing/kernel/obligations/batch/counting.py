"""Counting on calendar tables: `calendars.counting` and `calendars.hours` over columns, by equi-joins on small tables.

Where the online engine would refuse a day outside the calendar, the last day is NULL here; the case then goes to that engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

import ibis
import ibis.expr.types as ir

from zhixing.kernel.calendars.hours import OFFICE_HOURS

WORKING, NATURAL, MONTHS = 0, 1, 2  # the three ways to count; weeks and years are multiples
STAY, FORWARD, BACKWARD = 0, 1, 2  # what a last day on a rest day does
HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Tables:
    """The calendar tables of `rows`."""

    days: ir.Table
    nth: ir.Table
    months: ir.Table


def begun(t: ir.Table, tables: Tables) -> ir.Table:
    """Day zero of a count: adds `zero`, `gone` (working or natural days up to it), `length` and `zero_unsure`.

    Reads `cal`, `start`, `base`, `amount`, `start_counts` (0 or 1), `back`.
    """
    at = tables.days.select(
        cal="cal", start="day", z_w="w", z_w1="w1", z_unsure="unsure", z_unsure1="unsure1", z_month="month_no",
        z_number="number",
    )  # fmt: skip
    t = t.left_join(at, ["cal", "start"]).drop("cal_right", "start_right")
    far = ibis.ifelse(t.back, -t.amount, t.amount)
    t = t.mutate(far=far, month_there=ibis.ifelse(t.base == MONTHS, t.z_month + far, ibis.null("int64")))
    there = tables.months.select(month_there="month_no", m_first="first_day", m_length="length")
    t = t.left_join(there, ["month_there"]).drop("month_there_right")
    sc = t.start_counts
    works = t.base == WORKING
    on = t.m_first + ibis.least(t.z_number, t.m_length) - 1
    has_it = ibis.ifelse(t.z_number <= t.m_length, 1, 0)
    natural = ibis.ifelse(t.base == MONTHS, on - sc * has_it, t.start - sc + t.far)
    return t.mutate(
        zero=t.start - sc,
        gone=ibis.ifelse(works, ibis.ifelse(sc == 1, t.z_w, t.z_w1), t.start - sc + 1),
        length=ibis.ifelse(works, t.amount, natural - (t.start - sc)),
        zero_unsure=ibis.ifelse(t.back, t.z_unsure, ibis.ifelse(sc == 1, t.z_unsure, t.z_unsure1)),
    ).drop(
        "far", "month_there", "m_first", "m_length", "z_w1", "z_unsure", "z_unsure1", "z_month", "z_number"
    )


def reached(t: ir.Table, tables: Tables) -> ir.Table:
    """The last day of what `begun` prepared: adds `on` and `unsure`. Reads `stopped` (days that did not count) too."""
    works = (t.base == WORKING) & (t.amount > 0)
    nth = ibis.ifelse(t.back, t.z_w - t.amount, t.gone + t.length + t.stopped - 1)
    t = t.mutate(n=ibis.ifelse(works, nth, ibis.null("int64")))
    t = t.left_join(tables.nth.select("cal", "n", "nth_day"), ["cal", "n"]).drop("cal_right", "n_right")
    natural = ibis.ifelse(t.amount == 0, t.start, t.zero + t.length + t.stopped)
    t = t.mutate(raw=ibis.ifelse(works, t.nth_day, natural))
    at = tables.days.select(
        cal="cal", raw="day", r_unsure="unsure", r_unsure1="unsure1", r_next="next_day", r_next_unsure1="next_unsure1",
        r_previous="previous_day", r_previous_unsure="previous_unsure",
    )  # fmt: skip
    t = t.left_join(at, ["cal", "raw"]).drop("cal_right", "raw_right")
    inside = ibis.ifelse(t.r_unsure1.notnull(), t.raw, ibis.null("int64"))
    forward, backward = t.roll == FORWARD, t.roll == BACKWARD
    rolled = ibis.ifelse(
        forward, t.r_next_unsure1 > t.r_unsure, backward & (t.r_unsure1 > t.r_previous_unsure)
    )
    alone = (t.base == WORKING) & (t.roll == STAY) & (t.r_unsure1 > t.r_unsure)  # an amount of 0 asks one day
    counted = ibis.ifelse(t.back, t.zero_unsure > t.r_unsure, t.r_unsure1 > t.zero_unsure)
    return t.mutate(
        on=ibis.ifelse(forward, t.r_next, ibis.ifelse(backward, t.r_previous, inside)),
        unsure=ibis.coalesce(ibis.ifelse(works, counted, rolled | alone), False),
    ).drop(
        "n", "nth_day", "raw", "r_unsure", "r_unsure1", "r_next", "r_next_unsure1", "r_previous", "r_previous_unsure"
    )  # fmt: skip


WORKINGS = ("zero", "gone", "length", "zero_unsure", "z_w", "stopped")


def last_day(t: ir.Table, tables: Tables) -> ir.Table:
    """Both steps without pauses, and without what they needed on the way."""
    return reached(begun(t, tables).mutate(stopped=ibis.literal(0, "int64")), tables).drop(*WORKINGS)


def ends_at(t: ir.Table, tables: Tables) -> ir.Table:
    """The moment at which hours are over, and its day: adds `ends_us` and `ends_on`.

    Reads `cal`, `us` (the beginning), `start` (its day), `hours` and `office` (office hours of working days, else the clock).
    """
    spans = [(_micros(closes) - _micros(opens)) for opens, closes in OFFICE_HOURS]
    day_long = sum(spans)
    at = tables.days.select(cal="cal", start="day", h_w="w", h_w1="w1", h_begins="begins_us")
    t = t.left_join(at, ["cal", "start"]).drop("cal_right", "start_right")
    since = t.us - t.h_begins
    done: Any = ibis.literal(0, "int64")
    for (opens, _), span in zip(OFFICE_HOURS, spans, strict=True):
        done = done + ibis.least(ibis.greatest(since - _micros(opens), 0), span)
    part = ibis.ifelse(t.h_w1 > t.h_w, done, 0)
    t = t.mutate(
        target=part + t.hours * HOUR
    )  # office time from the opening of that day, or of the next working one
    n = (t.target - 1) // day_long
    t = t.mutate(n=ibis.ifelse(t.office, t.h_w + n, ibis.null("int64")), rest=t.target - n * day_long)
    nth = tables.nth.select("cal", "n", "nth_day", "morning_us", "afternoon_us")
    t = t.left_join(nth, ["cal", "n"]).drop("cal_right", "n_right")
    in_office = ibis.ifelse(t.rest <= spans[0], t.morning_us + t.rest, t.afternoon_us + t.rest - spans[0])
    t = t.mutate(ends_us=ibis.ifelse(t.office, in_office, t.us + t.hours * HOUR))
    clock_day = t.start + (t.ends_us - t.h_begins) // (24 * HOUR)  # exact in a zone without summer time
    return t.mutate(ends_on=ibis.ifelse(t.office, t.nth_day, clock_day)).drop(
        "h_w", "h_w1", "h_begins", "target", "n", "rest", "nth_day", "morning_us", "afternoon_us"
    )


def _micros(moment: time) -> int:
    return (moment.hour * 3600 + moment.minute * 60) * 1_000_000
