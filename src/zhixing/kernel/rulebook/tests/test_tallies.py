"""Counting: thresholds with their operator, windows, runs of periods, quotas, effects that last and are released."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.rulebook.cases import story
from zhixing.kernel.rulebook.loading import parse
from zhixing.kernel.rulebook.schema import CaseEvent
from zhixing.kernel.rulebook.tallies import tally
from zhixing.kernel.rulebook.tests.test_packs import HEAD

TALLY = """  - code: try.count
    kind: tally
    title: {{en: t, zh: 题}}
    basis: [{{document: 文件, article: 一}}]
    on: [a.fault]
    subject: {{person: person_id}}
    window: {window}
    {more}
    effect: {{title: {{en: e, zh: 果}}{effect}}}
"""


def reached(*said: tuple, window="calendar_year", more="threshold: 3", effect="", as_of=date(2027, 12, 31)):
    text = HEAD + TALLY.format(window=window, more=more, effect=effect)
    events = [CaseEvent(kind=k, on=d, facts={"person_id": 1, **(f[0] if f else {})}) for k, d, *f in said]
    return tally(parse(text, "try.yaml").rules[0], story(events), national(), as_of)


def faults(*days: date):
    return [("a.fault", day) for day in days]


THREE = faults(date(2026, 2, 1), date(2026, 7, 1), date(2026, 12, 31))


def test_the_third_in_a_calendar_year_reaches_three_and_a_third_on_new_year_does_not():
    (found,) = reached(*THREE)

    assert (found.on, found.count, found.evidence) == (date(2026, 12, 31), 3, [1, 2, 3])
    assert reached(*faults(date(2026, 2, 1), date(2026, 7, 1), date(2027, 1, 1))) == []


def test_at_least_is_not_more_than():
    assert (
        len(reached(*THREE, more="{threshold: 3, operator: '>='}".strip("{}").replace(", ", "\n    "))) == 1
    )
    assert reached(*THREE, more="threshold: 3\n    operator: '>'") == []


def test_a_rolling_window_of_twelve_months_leaves_out_the_same_day_a_year_before():
    window = "{amount: 12, unit: months}"
    inside = faults(date(2026, 3, 2), date(2026, 7, 1), date(2027, 3, 1))
    outside = faults(date(2026, 3, 1), date(2026, 7, 1), date(2027, 3, 1))

    assert [r.on for r in reached(*inside, window=window)] == [date(2027, 3, 1)]
    assert reached(*outside, window=window) == []


def test_a_fourth_is_no_new_finding_but_a_new_year_is():
    more = faults(date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 8))
    next_year = faults(date(2027, 1, 5), date(2027, 1, 6), date(2027, 1, 7))

    assert [r.on for r in reached(*more, *next_year)] == [date(2026, 1, 7), date(2027, 1, 7)]


def test_years_in_an_unbroken_row():
    def below(*years: int):
        return [("a.fault", date(y + 1, 1, 20), {"year": str(y)}) for y in years]

    run = "count: run\n    period: year\n    period_field: year\n    threshold: 2"
    assert [r.count for r in reached(*below(2023, 2024), window="ever", more=run)] == [2]
    assert reached(*below(2022, 2024), window="ever", more=run) == []


def test_more_than_ten_cases_ask_for_two_appearances_by_the_years_end():
    quota = "quota: {done: [a.appeared], steps: [{over: 0, at_least: 1}, {over: 10, at_least: 2}]}"

    def year(cases: int, appeared: int, as_of=date(2027, 1, 1)):
        events = [("a.fault", date(2026, 3, 1))] * cases + [("a.appeared", date(2026, 5, 1))] * appeared
        return reached(*events, more=quota, as_of=as_of)

    assert year(10, 1) == []
    assert [(r.on, r.count) for r in year(11, 1)] == [(date(2026, 12, 31), 1)]
    assert year(11, 2) == []
    assert year(11, 1, as_of=date(2026, 12, 31)) == []  # the year is not over yet


def test_each_event_stands_for_itself_also_two_on_one_day():
    day = date(2026, 5, 4)

    assert [r.evidence for r in reached(*faults(day, day), window="each", more="threshold: 1")] == [[1], [2]]


def test_points_are_added_up():
    events = [("a.fault", date(2026, 1, 5), {"points": 7}), ("a.fault", date(2026, 1, 6), {"points": 5})]

    assert [r.count for r in reached(*events, more="weigh: points\n    threshold: 12")] == [12]
    assert reached(*events, more="weigh: points\n    threshold: 13") == []


def test_an_effect_lasts_and_is_released():
    events = [*faults(date(2026, 5, 4)), ("a.cleared", date(2026, 8, 1))]
    (year,) = reached(*events, more="threshold: 1", effect=", lasts: rest_of_year, released_by: [a.cleared]")
    (following,) = reached(*faults(date(2026, 5, 4)), more="threshold: 1", effect=", lasts: next_year")
    (months,) = reached(
        *faults(date(2026, 8, 31)), more="threshold: 1", effect=", lasts: {amount: 6, unit: months}"
    )

    assert (year.until, year.released_on) == (date(2026, 12, 31), date(2026, 8, 1))
    assert (following.begins_on, following.until) == (date(2027, 1, 1), date(2027, 12, 31))
    assert months.until == date(2027, 2, 28)
