"""Edges of what a rule can say: hours, silence, pauses of other statutes, added time, counts in a period."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.rulebook.cases import story
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.loading import parse
from zhixing.kernel.rulebook.ruleset import compile_packs
from zhixing.kernel.rulebook.schema import CaseEvent
from zhixing.kernel.rulebook.tests.test_packs import HEAD

DEADLINE = """  - code: try.one
    kind: deadline
    title: {en: t, zh: 题}
    basis: [{document: 文件, article: 一}]
    on: [a.begun]
    until: [a.done]
    holder: {unit: unit_id}
"""
MONDAY = date(2026, 3, 2)


def folded(rule: str, *said: tuple, as_of: date = date(2026, 12, 31)):
    """Events as (kind, day[, hour]); all about unit 1."""
    rules = compile_packs(
        [parse(HEAD + DEADLINE + rule if "kind: recurring" not in rule else HEAD + rule, "try.yaml")]
    )
    events = [
        CaseEvent(
            kind=kind,
            on=day,
            at=hour[0] if hour else None,
            facts={"unit_id": 1, **(hour[1] if len(hour) > 1 else {})},
        )
        for kind, day, *hour in said
    ]
    return fold(rules, story(events), national(), as_of)


def one(rule: str, *said: tuple, as_of: date = date(2026, 12, 31)):
    (owed,) = folded(rule, *said, as_of=as_of).owed
    return owed


HOURS = "    values: [{from_on: 2020-01-01, amount: 24, unit: hours}]\n"


def test_hours_run_through_the_night_and_end_at_a_moment_that_is_still_in_time():
    friday = date(2026, 3, 6)
    at_the_moment = one(HOURS, ("a.begun", friday, "16:30"), ("a.done", date(2026, 3, 7), "16:30"))
    a_minute_later = one(HOURS, ("a.begun", friday, "16:30"), ("a.done", date(2026, 3, 7), "16:31"))

    assert at_the_moment.due_at == clock.moment_on(date(2026, 3, 7), 16, 30)
    assert at_the_moment.due_on == date(2026, 3, 7)  # a Saturday: hours are not moved off a rest day
    assert (at_the_moment.was_late(), a_minute_later.was_late()) == (False, True)


def test_working_hours_wait_for_the_office_to_open():
    rule = HOURS.replace("amount: 24, unit: hours", "amount: 4, unit: working_hours")

    # Friday 16:30: one hour until 17:30, then three from Monday 8:30
    assert one(rule, ("a.begun", date(2026, 3, 6), "16:30")).due_at == clock.moment_on(
        date(2026, 3, 9), 11, 30
    )
    # Saturday: nothing before Monday; 8:30 to 12:00 are three and a half hours
    assert one(rule, ("a.begun", date(2026, 3, 7), "10:00")).due_at == clock.moment_on(
        date(2026, 3, 9), 14, 30
    )


SILENCE = "    values: [{from_on: 2020-01-01, amount: 5, unit: working_days}]\n    silence: accepted\n    second: reopen\n"


def test_when_the_last_day_is_over_silence_has_decided_and_a_late_deed_changes_nothing():
    due = date(2026, 3, 9)
    assert one(SILENCE, ("a.begun", MONDAY), as_of=due).state == "open"
    lapsed = one(SILENCE, ("a.begun", MONDAY), ("a.done", date(2026, 3, 11)), as_of=date(2026, 3, 11))

    assert (lapsed.state, lapsed.ended_on, lapsed.ended_by, lapsed.was_late()) == ("lapsed", due, None, False)
    assert one(SILENCE, ("a.begun", MONDAY), ("a.done", due)).state == "met"


def test_time_is_woken_the_day_after_the_last_where_silence_decides():
    assert folded(SILENCE, ("a.begun", MONDAY), as_of=MONDAY).wake_on == date(2026, 3, 10)
    assert folded(SILENCE, ("a.begun", MONDAY), as_of=date(2026, 3, 10)).wake_on is None


PAUSED = """    values: [{{from_on: 2020-01-01, amount: 10, unit: natural_days}}]
    roll: none
    pauses: [{{begins: a.stopped, ends: a.resumed, ground: {{en: g, zh: 由}}{more}}}]
"""


@pytest.mark.parametrize(
    ("more", "due"),
    [
        pytest.param("", date(2026, 3, 15), id="the first day does not count, the last does"),
        pytest.param(", first_counts: true", date(2026, 3, 14), id="both count"),
        pytest.param(", last_counts: false", date(2026, 3, 16), id="neither counts"),
    ],
)
def test_a_statute_says_which_days_of_a_pause_count(more, due):
    rule = PAUSED.format(more=more)

    owed = one(rule, ("a.begun", MONDAY), ("a.stopped", date(2026, 3, 5)), ("a.resumed", date(2026, 3, 8)))

    assert owed.due_on == due


ADDED = """    values: [{from_on: 2020-01-01, amount: 20, unit: working_days}]
    extensions: [{on: a.extended, amount: 10, unit: working_days, times: 1, approval: {en: the head, zh: 机关负责人}}]
"""


def test_an_extension_adds_its_days_once_and_the_first_limit_stays():
    owed = one(
        ADDED, ("a.begun", MONDAY), ("a.extended", date(2026, 3, 20)), ("a.extended", date(2026, 3, 25))
    )

    assert owed.first_due_on == date(2026, 3, 30)  # twenty working days
    assert owed.due_on == date(2026, 4, 14)  # ten more; 4 to 6 April are off


def test_a_named_new_day_counts_only_as_far_as_the_longest_extension_reaches():
    rule = ADDED.replace(
        "amount: 10, unit: working_days, times: 1",
        "field: until_on, longest: {amount: 10, unit: working_days}",
    )

    within = one(rule, ("a.begun", MONDAY), ("a.extended", MONDAY, "10:00", {"until_on": "2026-04-10"}))
    beyond = one(rule, ("a.begun", MONDAY), ("a.extended", MONDAY, "10:00", {"until_on": "2026-06-30"}))

    assert (within.due_on, beyond.due_on) == (date(2026, 4, 10), date(2026, 4, 14))


RECURRING = """  - code: try.often
    kind: recurring
    title: {en: t, zh: 题}
    basis: [{document: 文件, article: 一}]
    on: [a.begun]
    until: [a.ended]
    done: [a.done]
    every: month
    holder: {unit: unit_id}
"""


def test_so_many_deeds_are_asked_for_in_a_period():
    rule = RECURRING + "    times: 2\n"
    events = [("a.begun", MONDAY), ("a.done", date(2026, 3, 10)), ("a.done", date(2026, 4, 2))]

    march, april = folded(rule, *events, as_of=date(2026, 4, 3)).owed

    assert (march.state, march.was_late()) == ("met", True)  # the second deed came after the month's end
    assert (april.state, april.period) == ("open", "2026-04")


def test_what_cannot_be_caught_up_is_missed_and_a_later_deed_answers_its_own_period():
    rule = RECURRING + "    catch_up: false\n"

    march, april = folded(
        rule, ("a.begun", MONDAY), ("a.done", date(2026, 4, 8)), as_of=date(2026, 4, 8)
    ).owed

    assert (march.state, march.ended_on) == ("missed", date(2026, 3, 31))
    assert (april.state, april.was_late()) == ("met", False)


def test_a_last_period_that_is_cut_short_is_not_owed_where_only_whole_ones_are():
    events = [("a.begun", MONDAY), ("a.ended", date(2026, 4, 20))]

    assert [o.period for o in folded(RECURRING, *events).owed] == ["2026-03", "2026-04"]
    assert [o.period for o in folded(RECURRING + "    last: whole\n", *events).owed] == ["2026-03"]


def test_a_unit_named_twice_owes_once_and_a_word_that_is_no_rhythm_recurs_never():
    twice = (
        DEADLINE.replace("{unit: unit_id}", "{units: unit_ids}")
        + "    values: [{from_on: 2020-01-01, amount: 2}]\n"
    )
    rules = compile_packs([parse(HEAD + twice, "try.yaml")])
    event = CaseEvent(kind="a.begun", on=MONDAY, facts={"unit_ids": [1, 2, 1]})
    assert [o.debtor.unit_id for o in fold(rules, story([event]), national(), MONDAY).owed] == [1, 2]

    often = RECURRING.replace("every: month", "every_field: rhythm")
    assert folded(often, ("a.begun", MONDAY, "09:00", {"rhythm": "sometimes"})).owed == []


EVERY_FIFTEEN = """  - code: try.one
    kind: recurring
    title: {en: t, zh: 题}
    basis: [{document: 文件, article: 一}]
    on: [a.begun]
    until: [a.ended]
    done: [a.done]
    every_days: 15
    holder: {unit: unit_id}
"""


def test_time_is_woken_on_the_day_the_first_fifteen_days_begin_not_when_they_are_over():
    on_the_day = folded(EVERY_FIFTEEN, ("a.begun", MONDAY), as_of=MONDAY)
    assert (on_the_day.owed, on_the_day.wake_on) == ([], date(2026, 3, 3))

    next_day = folded(EVERY_FIFTEEN, ("a.begun", MONDAY), as_of=date(2026, 3, 3))
    assert [(o.period, o.due_on) for o in next_day.owed] == [("P1", date(2026, 3, 17))]
    assert next_day.wake_on == date(2026, 3, 18)
