"""Three ways of counting give one answer: by table, by column, by walking; and the explanation tells the
same.
"""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zhixing.kernel.calendars import vectorised
from zhixing.kernel.calendars.calendar import FIRST_DAY, LAST_DAY, LocalDay, OutsideCalendar, national
from zhixing.kernel.calendars.counting import (
    Extension,
    Term,
    add_months,
    add_working_days,
    count_between,
    last_day,
)
from zhixing.kernel.calendars.explaining import explain
from zhixing.kernel.calendars.tests.walking import walked, works

LOCAL = national().with_overrides(
    {date(2026, 9, 30): LocalDay(True, "州庆"), date(2026, 10, 3): LocalDay(False, "防汛值班")}
)
CALENDARS = st.sampled_from([national(), LOCAL])
# Days around the turns where counting goes wrong: long holidays, year's ends, 29 February, unpublished years.
TURNS = [
    date(2026, 2, 14),
    date(2026, 9, 28),
    date(2024, 2, 29),
    date(2026, 12, 30),
    date(2020, 1, 31),
    date(2029, 12, 31),
]
DAYS = st.one_of(
    st.dates(date(2009, 1, 1), date(2035, 12, 31)),
    st.builds(lambda turn, days: turn + timedelta(days=days), st.sampled_from(TURNS), st.integers(-20, 20)),
)
UNITS = {"working_days": 60, "natural_days": 120, "weeks": 12, "months": 14, "years": 2}


@st.composite
def terms(draw, directions=("after", "before")):
    unit = draw(st.sampled_from(sorted(UNITS)))
    direction = draw(st.sampled_from(directions))
    amount = draw(st.integers(0, UNITS[unit]))
    start_counts = direction == "after" and amount > 0 and draw(st.booleans())
    roll = draw(st.sampled_from([None, "next_working_day", "previous_working_day", "none"]))
    return Term(amount, unit, start_counts=start_counts, roll=roll, direction=direction)


@st.composite
def stories(draw):
    """A term after a day with pauses near it (some without end) and extensions."""
    start, term = draw(DAYS), draw(terms(directions=("after",)))
    day = st.integers(-10, 60).map(lambda days: start + timedelta(days=days))
    pauses = []
    for begin in draw(st.lists(day, max_size=4)):
        length = draw(
            st.one_of(st.integers(0, 20), st.none() if draw(st.integers(0, 5)) == 0 else st.integers(1, 9))
        )
        pauses.append((begin, None if length is None else begin + timedelta(days=length)))
    extensions = draw(
        st.lists(
            st.one_of(
                st.builds(Extension, by=st.integers(1, UNITS[term.unit])), st.builds(Extension, until=day)
            ),
            max_size=3,
        )
        if draw(st.booleans())
        else st.just([])
    )
    return start, term, pauses, extensions


@given(start=DAYS, term=terms(), calendar=CALENDARS)
def test_the_table_agrees_with_walking(start, term, calendar):
    assert last_day(start, term, calendar).on == walked(start, term, calendar)


@settings(max_examples=400)
@given(story=stories(), calendar=CALENDARS)
def test_pauses_and_extensions_agree_with_walking(story, calendar):
    start, term, pauses, extensions = story

    counted = last_day(start, term, calendar, pauses=pauses, extensions=extensions)

    assert counted.on == walked(start, term, calendar, pauses, extensions)


@given(start=DAYS, term=terms(), calendar=CALENDARS)
def test_a_roll_is_told_exactly_when_the_day_moved_off_a_rest_day(start, term, calendar):
    counted = last_day(start, term, calendar)

    if counted.rolled_from is not None:
        assert not works(counted.rolled_from, calendar)
    if term.rolling != "none":
        assert works(counted.on, calendar)


@given(starts=st.lists(DAYS, max_size=30), term=terms(), calendar=CALENDARS)
def test_a_column_agrees_with_single_questions(starts, term, calendar):
    single = [last_day(start, term, calendar) for start in starts]

    column = vectorised.last_days(np.array(starts, dtype="datetime64[D]"), term, calendar)

    assert column.on.tolist() == [counted.on for counted in single]
    assert column.provisional.tolist() == [counted.provisional for counted in single]


@given(rows=st.lists(st.tuples(DAYS, st.integers(-300, 300), DAYS), max_size=30), calendar=CALENDARS)
def test_columns_of_counts_agree_with_single_questions(rows, calendar):
    starts = np.array([row[0] for row in rows], dtype="datetime64[D]")
    counts = np.array([row[1] for row in rows], dtype=np.int64)
    ends = np.array([row[2] for row in rows], dtype="datetime64[D]")

    assert vectorised.add_working_days(starts, counts, calendar).tolist() == [
        add_working_days(start, count, calendar) for start, count, _ in rows
    ]
    assert vectorised.count_working_days(starts, ends, calendar).tolist() == [
        count_between(start, end, calendar) for start, _, end in rows
    ]
    assert vectorised.add_months(starts, counts % 50).tolist() == [
        add_months(start, count % 50) for start, count, _ in rows
    ]
    assert vectorised.provisional(starts, ends, calendar).tolist() == [
        any(not calendar.is_published(start + timedelta(days=n + 1)) for n in range((end - start).days))
        for start, _, end in rows
    ]


@given(start=DAYS, count=st.integers(-200, 200), calendar=CALENDARS)
def test_counting_back_undoes_counting(start, count, calendar):
    assume(count != 0)

    end = add_working_days(start, count, calendar)

    assert count_between(start, end, calendar) == (
        count if count > 0 else count + (not works(start, calendar))
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: vectorised.places(np.array(["NaT"], dtype="datetime64[D]")),
        lambda: vectorised.places([FIRST_DAY - timedelta(days=1)]),
        lambda: vectorised.places([LAST_DAY + timedelta(days=1)]),
        lambda: vectorised.add_working_days([LAST_DAY], 1, national()),
        lambda: vectorised.add_working_days([FIRST_DAY], np.array([-(2**62)]), national()),
        lambda: vectorised.add_months([LAST_DAY], [2**40]),
        lambda: vectorised.last_days([FIRST_DAY], Term(10**9, "natural_days"), national()),
        lambda: vectorised.last_days([FIRST_DAY], Term(10**9, "years"), national()),
        lambda: vectorised.last_days([FIRST_DAY], Term(1, "months", direction="before"), national()),
    ],
)
def test_a_column_with_a_day_outside_is_refused(wrong):
    with pytest.raises(OutsideCalendar):
        wrong()


def test_a_column_of_fractions_is_refused_not_rounded():
    with pytest.raises(TypeError):
        vectorised.add_working_days([date(2026, 3, 2)], [1.5], national())


def test_an_empty_column_gives_an_empty_column():
    assert vectorised.add_working_days(np.array([], dtype="datetime64[D]"), 3, national()).tolist() == []


@settings(max_examples=400)
@given(story=stories(), calendar=CALENDARS)
def test_the_explanation_tells_what_was_counted(story, calendar):
    start, term, pauses, extensions = story
    counted = last_day(start, term, calendar, pauses=pauses, extensions=extensions)

    told = explain(start, term, calendar, pauses=pauses, extensions=extensions)

    assert told.result == counted
    assert_lines_are_whole(told)
    if counted.on is not None:
        assert ([line.on for line in told.lines] or [start])[-1] == counted.on
        numbered = [line for line in told.lines if line.counted]
        if numbered:
            assert numbered[-1].on == (counted.rolled_from or counted.on)
        if term.unit == "working_days" and not extensions:
            assert len(numbered) == term.amount


@given(start=DAYS, term=terms(directions=("before",)), calendar=CALENDARS)
def test_the_explanation_of_a_term_before_a_day_tells_what_was_counted(start, term, calendar):
    told = explain(start, term, calendar)

    assert told.result == last_day(start, term, calendar)
    assert_lines_are_whole(told)
    assert told.lines[-1].on == told.result.on


def assert_lines_are_whole(told):
    """Every day once, without a gap, numbered from 1, and each reason told in both languages."""
    walked_days = [line.on for line in told.lines if "the last day moves" not in line.why.en]
    steps = {(later - earlier).days for earlier, later in pairwise(walked_days)}
    assert steps in (set(), {1}, {-1})
    numbers = [line.number for line in told.lines if line.counted]
    assert numbers == list(range(1, len(numbers) + 1))
    for words in (told.sentence, *told.notes, *(line.why for line in told.lines)):
        assert "{" not in words.text("zh") + words.text("en")
