"""Figures: written out for a handful of items of which every one is known."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.kernel.measures.register import Scope
from zhixing.modules.supervision.actions.doing import report_done
from zhixing.modules.supervision.actions.limits import ask_extension, decide_extension
from zhixing.modules.supervision.actions.opening import withdraw
from zhixing.modules.supervision.actions.watching import close, reopen
from zhixing.modules.supervision.measures import (
    ANSWER_RATE,
    EXTENDED,
    REOPENED,
    WITHIN_FIRST_LIMIT,
    average_days,
)
from zhixing.modules.supervision.tests.conftest import THURSDAY, Story

JULY = date(2026, 7, 10)


@pytest.fixture
def five(city):
    """Closed in time after 20 days; closed late; reported only; not answered; withdrawn. All due on 30 June or before."""

    def closed(story, on):
        story.do(report_done, "housing_clerk", on, result="完成")
        proof = story.file("officer", "核查.txt", f"{story.item_id}".encode())
        story.do(close, "officer", on, method="visit", finding="属实", evidence=[proof])

    stories = {name: Story(city).under_way(title=name) for name in ("按时", "延期", "已报", "未报", "撤回")}
    closed(stories["按时"], date(2026, 3, 25))
    stories["延期"].do(ask_extension, "housing_clerk", THURSDAY, new_limit_on="2026-07-08", reason="雨季")
    stories["延期"].do(decide_extension, "officer", THURSDAY, granted=True, reason="同意")
    closed(stories["延期"], date(2026, 7, 3))
    stories["已报"].do(report_done, "housing_clerk", date(2026, 6, 30), result="完成")
    stories["撤回"].do(withdraw, "officer", THURSDAY, reason="不再需要")
    return stories


def scope(city, today=JULY, who="officer", **more) -> Scope:
    return Scope(city.actor(who), today, kind="supervision.item", **more)


def test_the_answer_rate_counts_what_was_reported_of_what_was_due(city, five):
    asked = scope(city)

    assert ANSWER_RATE.count(asked) == 3
    assert ANSWER_RATE.share(asked) == 0.75  # three of four; the withdrawn one is left out


def test_before_the_limit_only_what_was_closed_counts_as_due(city, five):
    assert ANSWER_RATE.share(scope(city, today=date(2026, 6, 30))) == 1.0


def test_a_reopened_item_is_unanswered_again(city, five):
    five["按时"].do(reopen, "officer", date(2026, 7, 6), limit_on="2026-07-08", reason="未落实")

    assert ANSWER_RATE.share(scope(city)) == 0.5
    assert REOPENED.share(scope(city)) == 0.25


def test_extensions_and_the_first_limit(city, five):
    assert EXTENDED.share(scope(city)) == 0.25
    assert WITHIN_FIRST_LIMIT.share(scope(city)) == 0.5
    assert average_days(scope(city)) == 70.0  # 20 days and 120 days


def test_a_figure_counts_what_its_reader_may_see_of_the_units_and_days_asked(city, five):
    assert ANSWER_RATE.share(scope(city, who="stranger")) is None
    assert EXTENDED.share(scope(city, units=frozenset({city.finance.pk}))) is None
    assert EXTENDED.share(scope(city, first=date(2026, 3, 6))) is None
    assert average_days(scope(city, last=date(2026, 3, 4))) is None
