"""Working-day counting beside numpy's own: `python bench/calendars.py`.

numpy's business days know weekends and holidays but no make-up working days. Both sides therefore count the
same calendar: the published holidays, with the make-up days left as the weekends that they were. Results
are compared before they are timed. A second line times the real calendar, make-up days included, which
costs the same.
"""

from __future__ import annotations

import platform
import timeit
from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np

from zhixing.kernel.calendars import vectorised
from zhixing.kernel.calendars.calendar import Calendar, national
from zhixing.kernel.calendars.counting import Term, add_working_days, count_between, last_day
from zhixing.kernel.calendars.explaining import explain

ROWS, ROUNDS = 1_000_000, 7


def best_ms(task: Callable[[], object]) -> float:
    """The quickest of ROUNDS runs, in milliseconds."""
    return min(timeit.repeat(task, number=1, repeat=ROUNDS)) * 1000


def each_us(task: Callable[[], object], times: int = 20_000) -> float:
    """Microseconds for one call, over `times` calls, the quickest of three rounds."""
    return min(timeit.repeat(task, number=times, repeat=3)) / times * 1e6


def without_make_up_days(calendar: Calendar) -> Calendar:
    rests = {on: day for on, day in calendar.arranged.items() if day.rests}
    return Calendar(calendar.name, rests, calendar.published_years)


def main() -> None:
    real = national()
    plain = without_make_up_days(real)
    busdays = np.busdaycalendar(holidays=sorted(plain.arranged))
    chance = np.random.default_rng(20260101)
    starts = np.datetime64("2005-01-01") + chance.integers(0, 7_500, ROWS)
    ends = starts + chance.integers(0, 400, ROWS)
    counts = chance.integers(1, 91, ROWS)
    rows = [
        (
            "count working days",
            lambda of: vectorised.count_working_days(starts, ends, of),
            lambda: np.busday_count(starts + 1, ends + 1, busdaycal=busdays),
        ),
        (
            "add 1 to 90 working days",
            lambda of: vectorised.add_working_days(starts, counts, of),
            lambda: np.busday_offset(starts, counts, roll="backward", busdaycal=busdays),
        ),
        (
            "add 10 working days",
            lambda of: vectorised.add_working_days(starts, 10, of),
            lambda: np.busday_offset(starts, 10, roll="backward", busdaycal=busdays),
        ),
    ]
    print(f"Python {platform.python_version()}, numpy {np.__version__}, {platform.machine()}; {ROWS:,} rows")
    print(
        "| a column of 1,000,000 | numpy, ms | ours, same days, ms | with make-up days, ms | ours / numpy |"
    )
    print("|---|---|---|---|---|")
    for name, ours, numpys in rows:
        assert np.array_equal(ours(plain), numpys()), name
        theirs, same, full = best_ms(numpys), best_ms(partial(ours, plain)), best_ms(partial(ours, real))
        print(f"| {name} | {theirs:.1f} | {same:.1f} | {full:.1f} | {same / theirs:.2f} |")
    for term in (Term(10, "working_days"), Term(30, "natural_days"), Term(3, "months")):
        column = best_ms(partial(vectorised.last_days, starts, term, real))
        print(f"| last day of {term.told().text('en')}, with provisional flag | – | – | {column:.1f} | – |")
    single(real)


def single(real: Calendar) -> None:
    start, end, term = date(2026, 9, 14), date(2026, 12, 31), Term(20, "working_days")
    pauses = [(date(2026, 9, 16), date(2026, 9, 21)), (date(2026, 9, 25), date(2026, 10, 12))]
    print("\n| one question | µs |")
    print("|---|---|")
    for name, task, times in (
        ("count_between", lambda: count_between(start, end, real), 20_000),
        ("add_working_days", lambda: add_working_days(start, 20, real), 20_000),
        ("last_day, 20 working days", lambda: last_day(start, term, real), 20_000),
        ("last_day, two pauses", lambda: last_day(start, term, real, pauses=pauses), 20_000),
        ("explain, 20 working days, two pauses", lambda: explain(start, term, real, pauses=pauses), 500),
        ("a calendar's table, built once", lambda: without_make_up_days(real).table, 20),
    ):
        print(f"| {name} | {each_us(task, times):.1f} |")


if __name__ == "__main__":
    main()
