"""The year as planned: the same for the same day, complete, and believable to the letter."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from zhixing.base import clock
from zhixing.demo.history.courses import Fate
from zhixing.demo.history.days import CALENDAR
from zhixing.demo.history.steps import Paper
from zhixing.demo.history.whole import History, history
from zhixing.kernel.actions.register import actions_of
from zhixing.modules.supervision.choices import Cause, Method, Rhythm, Source
from zhixing.modules.supervision.models import Circular, FieldCheck, QuarterlyReport, SupervisedItem

UNTIL = date(2026, 6, 30)
# What a year can do without: imports and what comes of a document, and taking back what was sent out by mistake.
NOT_DONE = {
    "import_items",
    "withdraw_circular",
    "discard_circular",
    "return_circular",
    "amend_circular",
    "cancel_call",
    "link_items",
}


@pytest.fixture(scope="module")
def year() -> History:
    return history(UNTIL, 600)


def test_the_same_day_gives_the_same_year_and_another_day_another():
    first, second, other = (history(day, 60).steps for day in (UNTIL, UNTIL, date(2026, 6, 29)))

    assert first == second
    assert first != other


@pytest.mark.parametrize("items", [30, 41, 150])
@pytest.mark.parametrize("until", [date(2025, 2, 5), date(2026, 11, 22)])
def test_there_are_as_many_items_as_asked_for(until, items):
    year = history(until, items)
    own = [s for s in year.steps if "/" not in s.deed]  # another module's deeds are named with their kind
    opened = [s for s in own if s.deed == "register" or s.opens is not None]

    assert len(year.lives) == items
    assert len(opened) == items


def test_every_deed_has_a_moment_of_its_own_before_the_end(year):
    moments = [s.moment for s in year.steps]

    assert all(a < b for a, b in pairwise(moments))
    assert moments[-1] < clock.moment_on(UNTIL, 0)
    assert (UNTIL - clock.day_of(moments[0])).days in range(340, 376)


def test_people_work_on_working_days_but_for_daily_reports_in_an_emergency(year):
    daily = {life.story for life in year.lives if life.rhythm == "day"}
    on_rest_days = [s for s in year.steps if not CALENDAR.works_on(clock.day_of(s.moment))]
    hours = {s.moment.astimezone(clock.zone()).hour for s in year.steps}

    assert {s.deed for s in on_rest_days} == {"report_progress"}
    assert {s.story for s in on_rest_days} <= daily
    assert min(hours) == 8
    assert max(hours) <= 20


def test_progress_never_goes_back_while_an_item_runs_its_first_course(year):
    went_back = []
    for life in year.lives:
        told = [
            e.given["progress_percent"]
            for e in sorted(life.agenda, key=lambda e: (e.day, e.rank))
            if e.deed == "report_progress" and e.rank == 50
        ]
        went_back += [life.work.title for a, b in pairwise(told) if b < a]

    assert went_back == []


def test_ends_are_shared_out_as_a_real_year_would(year):
    fates = Counter(life.course.fate for life in year.lives)
    open_and_well = [Fate.RUNNING, Fate.DRAFT, Fate.UNSIGNED, Fate.OBJECTED, Fate.HELD, Fate.REPORTED]

    assert 0.40 < fates[Fate.IN_TIME] / 600 < 0.50
    assert 0.09 < fates[Fate.LATE] / 600 < 0.15
    assert 0.25 < sum(fates[f] for f in open_and_well) / 600 < 0.36
    assert 0.05 < fates[Fate.OVERDUE] / 600 < 0.12
    assert 0.02 < fates[Fate.RED] / 600 < 0.05
    assert 0.10 < sum(life.is_child for life in year.lives) / 600 < 0.30


def test_lateness_gathers_at_a_few_units(year):
    late = Counter(life.work.unit for life in year.lives if life.is_slow and not life.is_child)

    assert "chengguan" in [unit for unit, _ in late.most_common(6)]
    assert "jiaotong" in [unit for unit, _ in late.most_common(8)]


def test_today_has_something_due_today_this_week_and_late(year):
    due = [(life.course.limit - UNTIL).days for life in year.lives if life.course.fate == Fate.RUNNING]

    assert 3 <= due.count(0) <= 25
    assert sum(1 <= days <= 7 for days in due) >= 20


def test_every_source_rhythm_cause_and_method_occurs(year):
    said: dict[str, set[Any]] = {"source": set(), "rhythm": set(), "cause": set(), "method": set()}
    for step in year.steps:
        for name, found in said.items():
            if name in step.given:
                found.add(step.given[name])

    assert said == {
        "source": set(Source.values),
        "rhythm": set(Rhythm.values),
        "cause": set(Cause.values),
        "method": set(Method.values),
    }


def test_every_action_on_items_checks_circulars_and_reports_is_done_by_somebody(year):
    done = {s.deed for s in year.steps}
    kinds = (SupervisedItem, FieldCheck, Circular, QuarterlyReport)
    offered = {name for kind in kinds for name in actions_of(kind)}

    assert offered - done == NOT_DONE & offered


def test_no_two_items_have_the_same_title(year):
    titles = Counter(life.work.title for life in year.lives if not life.is_child)

    assert [title for title, n in titles.items() if n > 1] == []


def test_no_text_has_an_unfilled_place_a_nothing_or_two_stops(year):
    texts = [t for step in year.steps for value in step.given.values() for t in _texts(value)]
    bad = re.compile(r"[{}]|None|。。|，，|；；|，。|(?<!\d)0(个|家|项|处|户|件|公里|台)(?!\d)任务")

    assert len(texts) > 4000
    assert [t for t in texts if bad.search(t)] == []


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Paper):
        return [value.name, value.text]
    return [t for v in value for t in _texts(v)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    "until", [date(2025, 2, 12), date(2026, 2, 25), date(2026, 6, 30), date(2026, 10, 10)]
)
def test_documents_keep_their_order_over_any_holiday(until):
    """Every deed on a document comes after the one it rests on, and no meeting settles more than waits for it."""
    order = {
        name: n
        for n, name in enumerate(
            ["register", "accept", "check_papers", "ask_review", "submit_upward", "record_answer", "finish"]
        )
    }
    told: dict[int, list[int]] = {}
    for step in history(until, 30).steps:
        kind, _, name = step.deed.partition("/")
        if kind == "correspondence.incoming" and name in order:
            told.setdefault(step.story, []).append(order[name])

    assert len(told) == 16
    assert [steps for steps in told.values() if steps != sorted(steps)] == []


@pytest.mark.parametrize(
    "until", [date(2025, 2, 12), date(2026, 2, 25), date(2026, 6, 30), date(2026, 10, 10)]
)
def test_decisions_keep_their_order_over_any_holiday(until):
    """No decision is made before minutes, no hearing held within seven days of its papers, no comment closed early."""
    steps = history(until, 30).steps
    days: dict[tuple[int, str], date] = {}
    minutes: dict[int, date] = {}
    about = {
        s.story: s.given["matters"][0].story for s in steps if s.deed == "meetings.meeting/put_on_agenda"
    }
    for step in steps:
        deed, day = step.deed.partition("/")[2], step.moment.date()
        days.setdefault((step.story, deed), day)
        if deed == "record_minutes" and step.story in about:
            minutes.setdefault(about[step.story], day)

    assert len({story for story, deed in days if deed == "begin"}) == 16
    for (story, deed), day in days.items():
        if deed == "close_comment":
            assert (day - days[story, "publish_for_comment"]).days > 30
        if deed == "hold_hearing":
            assert (day - days[story, "send_hearing_papers"]).days >= 7
        if deed == "decide":
            assert minutes[story] < day


@pytest.mark.parametrize("until", [date(2026, 1, 5) + timedelta(days=41 * n) for n in range(8)])
def test_each_joint_review_settles_what_waited_when_it_was_convened_and_nothing_else(until):
    waiting: Counter[str] = Counter()
    review_of: dict[int, str] = {}
    expected: dict[int, int] = {}
    settled: Counter[int] = Counter()
    minuted = set()
    for step in history(until, 30).steps:
        kind, _, name = step.deed.partition("/")
        if name == "ask_review":
            waiting[step.given["review"]] += 1
        elif kind == "correspondence.duty" and name == "begin_duty":
            review_of[step.story] = step.given["duty"].removesuffix("_review")
        elif name == "convene_review":
            review = review_of[step.story]
            expected[step.opens] = waiting.pop(review, 0) + len(step.given["topics"])
        elif name == "settle_item":
            settled[step.story] += 1
        elif name == "record_minutes":
            minuted.add(step.story)

    assert len(expected) == 4
    over = minuted & expected.keys()  # other modules have meetings of their own
    assert len(over) >= 2
    assert {story: settled[story] for story in over} == {story: expected[story] for story in over}
