"""Last days, written out by hand from the notices of 2020 to 2026."""

from datetime import date

import pytest

from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import DayKind, LocalDay, OutsideCalendar, national
from zhixing.kernel.calendars.counting import (
    Counted,
    Extension,
    Suspended,
    Term,
    add_months,
    add_working_days,
    count_between,
    last_day,
    working_days_left,
)
from zhixing.kernel.calendars.vectorised import last_days

CALENDAR = national()


def working(amount: int, **more) -> Term:
    return Term(amount, "working_days", **more)


def on(start: date, term: Term, **more) -> date | None:
    return last_day(start, term, CALENDAR, **more).on


@pytest.mark.parametrize(
    ("start", "term", "due"),
    [
        pytest.param(
            date(2026, 3, 2), working(5), date(2026, 3, 9), id="an ordinary week: the start is day zero"
        ),
        pytest.param(date(2026, 3, 7), working(1), date(2026, 3, 9), id="from a Saturday: Monday is day one"),
        pytest.param(date(2026, 9, 30), working(1), date(2026, 10, 8), id="over National Day"),
        pytest.param(date(2026, 10, 8), working(2), date(2026, 10, 10), id="a make-up Saturday counts"),
        pytest.param(date(2026, 2, 13), working(2), date(2026, 2, 24), id="over Spring Festival 2026"),
        pytest.param(date(2020, 1, 23), working(1), date(2020, 2, 3), id="2020: the holiday lengthened"),
        pytest.param(
            date(2025, 12, 31), working(1), date(2026, 1, 4), id="over the year's end: a Sunday is worked"
        ),
        pytest.param(
            date(2026, 3, 2), working(5, start_counts=True), date(2026, 3, 6), id="day one is the start"
        ),
        pytest.param(
            date(2026, 3, 7),
            working(5, start_counts=True),
            date(2026, 3, 13),
            id="a start at rest never counts",
        ),
        pytest.param(date(2026, 3, 2), working(0), date(2026, 3, 2), id="nought: the day itself"),
        pytest.param(date(2026, 3, 7), working(0), date(2026, 3, 9), id="nought on a Saturday: Monday"),
        pytest.param(
            date(2026, 10, 9), working(2, direction="before"), date(2026, 9, 30), id="two working days before"
        ),
        pytest.param(date(2026, 3, 2), Term(15, "natural_days"), date(2026, 3, 17), id="natural days"),
        pytest.param(
            date(2026, 9, 16), Term(15, "natural_days"), date(2026, 10, 8), id="1 October moves to the 8th"
        ),
        pytest.param(
            date(2026, 9, 16),
            Term(15, "natural_days", roll="none"),
            date(2026, 10, 1),
            id="a rule that never rolls",
        ),
        pytest.param(
            date(2026, 9, 5), Term(15, "natural_days"), date(2026, 9, 20), id="a make-up Sunday is no rest"
        ),
        pytest.param(date(2026, 3, 2), Term(2, "weeks"), date(2026, 3, 16), id="weeks"),
        pytest.param(
            date(2026, 3, 2), Term(1, "weeks", start_counts=True), date(2026, 3, 9), id="Sunday 8 rolls"
        ),
        pytest.param(date(2026, 1, 31), Term(1, "months"), date(2026, 2, 28), id="no 31 February"),
        pytest.param(date(2024, 1, 30), Term(1, "months"), date(2024, 2, 29), id="leap year's month end"),
        pytest.param(date(2024, 2, 29), Term(1, "years"), date(2025, 2, 28), id="29 February and a year"),
        pytest.param(date(2024, 2, 29), Term(12, "months"), date(2025, 2, 28), id="12 months are a year"),
        pytest.param(date(2020, 2, 29), Term(4, "years"), date(2024, 2, 29), id="29 February to 29 February"),
        pytest.param(
            date(2025, 11, 30), Term(3, "months"), date(2026, 2, 28), id="over the year's end to month's end"
        ),
        pytest.param(
            date(2026, 3, 15),
            Term(1, "months", start_counts=True),
            date(2026, 4, 14),
            id="a month from that day on",
        ),
        pytest.param(
            date(2026, 4, 1),
            Term(1, "months", start_counts=True),
            date(2026, 4, 30),
            id="from the first: all April",
        ),
        pytest.param(
            date(2024, 1, 31),
            Term(1, "months", start_counts=True),
            date(2024, 2, 29),
            id="no such day: month's end",
        ),
        pytest.param(
            date(2026, 5, 11),
            Term(7, "natural_days", direction="before"),
            date(2026, 4, 30),
            id="seven days before 11 May is a holiday: by 30 April, so that notice is not cut short",
        ),
        pytest.param(
            date(2026, 3, 31),
            Term(1, "months", direction="before"),
            date(2026, 2, 28),
            id="a month before the 31st",
        ),
    ],
)
def test_the_last_day_of_a_term(start, term, due):
    assert on(start, term) == due


@pytest.mark.parametrize(
    ("term", "pauses", "due"),
    [
        pytest.param(working(5), [], date(2026, 3, 9), id="no pause"),
        pytest.param(
            working(5),
            [(date(2026, 3, 4), date(2026, 3, 6))],
            date(2026, 3, 11),
            id="two working days stand still",
        ),
        pytest.param(
            working(5),
            [(date(2026, 3, 7), date(2026, 3, 9))],
            date(2026, 3, 9),
            id="a paused weekend costs nothing",
        ),
        pytest.param(
            working(5), [(date(2026, 3, 4), date(2026, 3, 4))], date(2026, 3, 9), id="begun and ended at once"
        ),
        pytest.param(
            working(5),
            [(date(2026, 3, 9), date(2026, 3, 11))],
            date(2026, 3, 11),
            id="begun on the last day: in time",
        ),
        pytest.param(
            working(5),
            [(date(2026, 3, 10), date(2026, 3, 12))],
            date(2026, 3, 9),
            id="begun the day after: too late",
        ),
        pytest.param(
            working(5),
            [(date(2026, 2, 24), date(2026, 3, 4))],
            date(2026, 3, 10),
            id="already paused at the start",
        ),
        pytest.param(
            working(5),
            [(date(2026, 3, 4), date(2026, 3, 6)), (date(2026, 3, 5), date(2026, 3, 10))],
            date(2026, 3, 13),
            id="overlapping pauses are one",
        ),
        pytest.param(
            working(5),
            [(date(2026, 3, 10), date(2026, 3, 11)), (date(2026, 3, 4), date(2026, 3, 6))],
            date(2026, 3, 12),
            id="the first pause brings the second within the term",
        ),
        pytest.param(
            Term(10, "natural_days"),
            [(date(2026, 3, 7), date(2026, 3, 9))],
            date(2026, 3, 16),
            id="14 March rolls",
        ),
        pytest.param(
            Term(1, "months"),
            [(date(2026, 3, 10), date(2026, 3, 20))],
            date(2026, 4, 13),
            id="12 April is a Sunday",
        ),
        pytest.param(working(5), [(date(2026, 3, 5), None)], None, id="a pause without end: no last day"),
        pytest.param(
            working(5), [(date(2026, 3, 10), None)], date(2026, 3, 9), id="an open pause that came too late"
        ),
        pytest.param(
            working(5),
            [(date(2026, 3, 4), date(2026, 3, 5)), (date(2026, 3, 10), None)],
            None,
            id="an open pause that an earlier one brought within the term",
        ),
    ],
)
def test_a_pause_from_2_march_2026(term, pauses, due):
    assert on(date(2026, 3, 2), term, pauses=pauses) == due


def test_a_suspended_term_says_since_when():
    assert last_day(date(2026, 3, 2), working(5), CALENDAR, pauses=[(date(2026, 3, 5), None)]) == Suspended(
        since=date(2026, 3, 5)
    )


def test_a_pause_between_the_last_day_and_the_day_it_rolls_to_changes_nothing():
    pauses = [(date(2026, 3, 15), date(2026, 3, 25))]  # Sunday; the 14th, a Saturday, was the last day

    counted = last_day(date(2026, 3, 4), Term(10, "natural_days"), CALENDAR, pauses=pauses)

    assert counted == Counted(date(2026, 3, 16), provisional=False, rolled_from=date(2026, 3, 14))


@pytest.mark.parametrize(
    ("extensions", "due"),
    [
        pytest.param([Extension(by=10)], date(2026, 3, 23), id="ten more working days"),
        pytest.param([Extension(by=5), Extension(by=5)], date(2026, 3, 23), id="two extensions add up"),
        pytest.param(
            [Extension(until=date(2026, 3, 21))], date(2026, 3, 21), id="a set day stands, even a Saturday"
        ),
        pytest.param(
            [Extension(by=20), Extension(until=date(2026, 3, 20))], date(2026, 3, 20), id="a set day replaces"
        ),
        pytest.param(
            [Extension(until=date(2026, 3, 20)), Extension(by=2)],
            date(2026, 3, 24),
            id="added to the set day",
        ),
        pytest.param(
            [Extension(until=date(2026, 3, 20)), Extension(until=date(2026, 3, 18))],
            date(2026, 3, 18),
            id="last wins",
        ),
    ],
)
def test_an_extension_of_five_working_days_from_2_march_2026(extensions, due):
    assert on(date(2026, 3, 2), working(5), extensions=extensions) == due


def test_a_pause_does_not_move_a_day_that_was_set():
    pauses = [(date(2026, 3, 4), None)]

    counted = last_day(
        date(2026, 3, 2), working(5), CALENDAR, pauses=pauses, extensions=[Extension(until=date(2026, 3, 20))]
    )

    assert counted == Counted(date(2026, 3, 20), provisional=False)


@pytest.mark.parametrize(
    ("start", "term", "due", "provisional"),
    [
        (date(2026, 12, 30), working(1), date(2026, 12, 31), False),
        (date(2026, 12, 30), working(2), date(2027, 1, 1), True),
        (date(2026, 12, 30), Term(10, "natural_days", roll="none"), date(2027, 1, 9), False),
        (date(2026, 12, 30), Term(5, "natural_days"), date(2027, 1, 4), True),
        (date(2026, 12, 2), Term(30, "natural_days"), date(2027, 1, 1), True),
        (date(2027, 1, 8), working(1, direction="before"), date(2027, 1, 7), True),
        (date(2027, 1, 1), working(1, direction="before"), date(2026, 12, 31), False),
    ],
)
def test_a_last_day_that_rests_on_an_unpublished_year_is_provisional(start, term, due, provisional):
    counted = last_day(start, term, CALENDAR)

    assert (counted.on, counted.provisional) == (due, provisional)


def test_a_local_day_that_is_settled_is_not_provisional():
    local = CALENDAR.with_overrides({date(2027, 1, 4): LocalDay(rests=False, reason="市政府通知")})

    assert last_day(date(2027, 1, 3), working(1), local) == Counted(date(2027, 1, 4), provisional=False)


def test_a_settled_last_day_is_still_provisional_after_days_that_are_not():
    local = CALENDAR.with_overrides({date(2027, 1, 4): LocalDay(rests=False, reason="市政府通知")})

    # The 1st of January 2027 was taken for a working day, which nobody has published.
    counted = last_day(date(2026, 12, 31), working(2), local)

    assert counted == Counted(date(2027, 1, 4), provisional=True)
    column = last_days([date(2026, 12, 31)], working(2), local)
    assert (column.on.tolist(), column.provisional.tolist()) == ([date(2027, 1, 4)], [True])


def test_a_column_of_months_that_begin_on_the_day_itself():
    term = Term(1, "months", start_counts=True)

    assert last_days(
        [date(2024, 1, 31), date(2026, 3, 15), date(2026, 4, 1)], term, CALENDAR
    ).on.tolist() == [
        date(2024, 2, 29),
        date(2026, 4, 14),
        date(2026, 4, 30),
    ]


def test_local_days_lie_over_the_national_ones():
    local = CALENDAR.with_overrides(
        {
            date(2026, 3, 3): LocalDay(rests=True, reason=w("founding day of the prefecture", "州庆")),
            date(2026, 3, 7): LocalDay(rests=False, reason="防汛值班"),
        }
    )

    assert last_day(date(2026, 3, 2), working(5), local).on == date(2026, 3, 9)
    assert last_day(date(2026, 3, 2), working(1), local).on == date(2026, 3, 4)
    assert last_day(date(2026, 3, 6), working(1), local).on == date(2026, 3, 7)
    assert local.kind_of(date(2026, 3, 3)).kind is DayKind.LOCAL_REST
    assert local.kind_of(date(2026, 3, 3)).source.text("zh") == "本地安排：州庆"
    assert CALENDAR.kind_of(date(2026, 3, 3)).kind is DayKind.WORKING


@pytest.mark.parametrize(
    ("first", "last", "working_days"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), 0),
        (date(2026, 3, 2), date(2026, 3, 3), 1),
        (date(2026, 3, 6), date(2026, 3, 8), 0),
        (date(2026, 9, 30), date(2026, 10, 10), 3),
        (date(2026, 10, 10), date(2026, 9, 30), -3),
        (date(2025, 12, 31), date(2026, 12, 31), 248),
    ],
)
def test_counting_leaves_out_the_first_day_and_takes_the_last(first, last, working_days):
    assert count_between(first, last, CALENDAR) == working_days


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 9, 30), 1),
        (date(2026, 10, 7), 1),
        (date(2026, 10, 8), 0),
        (date(2026, 10, 9), -1),
        (date(2026, 10, 10), -2),
        (date(2026, 10, 11), -2),
    ],
)
def test_days_left_until_8_october_2026(today, left):
    assert working_days_left(today, date(2026, 10, 8), CALENDAR) == left


@pytest.mark.parametrize(
    ("start", "count"),
    [
        (date(2003, 12, 31), 1),
        (date(2051, 1, 1), 1),
        (date(2004, 1, 5), -10),
        (date(2050, 12, 30), 10),
        (date(2026, 3, 2), 10**12),
        (date(2026, 3, 2), -(10**12)),
        (date(1, 1, 1), 1),
        (date(9999, 12, 31), 1),
    ],
)
def test_a_day_outside_the_table_is_refused(start, count):
    with pytest.raises(OutsideCalendar) as refusal:
        add_working_days(start, count, CALENDAR)

    assert "2004-01-01" in str(refusal.value)
    assert "2050-12-31" in str(refusal.value)


@pytest.mark.parametrize("unit", ["natural_days", "weeks", "months", "years"])
@pytest.mark.parametrize("direction", ["after", "before"])
def test_a_term_too_long_for_the_table_is_refused(unit, direction):
    with pytest.raises(OutsideCalendar):
        last_day(date(2026, 3, 2), Term(10**6, unit, direction=direction), CALENDAR)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": -1, "unit": "working_days"},
        {"amount": 1.5, "unit": "working_days"},
        {"amount": True, "unit": "working_days"},
        {"amount": 1, "unit": "fortnights"},
        {"amount": 1, "unit": "weeks", "direction": "sideways"},
        {"amount": 1, "unit": "weeks", "roll": "back"},
        {"amount": 0, "unit": "weeks", "start_counts": True},
        {"amount": 1, "unit": "weeks", "start_counts": True, "direction": "before"},
    ],
)
def test_a_term_that_makes_no_sense_cannot_be_made(wrong):
    with pytest.raises(ValueError, match=r"amount|unit|roll|first day"):
        Term(**wrong)


def test_a_pause_that_ends_before_it_begins_and_a_paused_term_before_a_day_are_mistakes():
    with pytest.raises(ValueError, match="ends before it begins"):
        on(date(2026, 3, 2), working(5), pauses=[(date(2026, 3, 5), date(2026, 3, 4))])
    with pytest.raises(ValueError, match="neither paused nor extended"):
        on(date(2026, 3, 2), working(5, direction="before"), pauses=[(date(2026, 3, 1), None)])


def test_months_end_where_there_is_no_such_day():
    assert add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert add_months(date(2026, 1, 15), 11) == date(2026, 12, 15)
