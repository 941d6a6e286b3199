"""The figures of key projects, who hears of what, what the API tells, and that no page asks once for each project."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhixing.base import clock
from zhixing.kernel.measures.register import Scope
from zhixing.kernel.notices import rules
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.projects.actions.linking import link_leader
from zhixing.modules.projects.actions.problems import raise_problem, solve_problem
from zhixing.modules.projects.actions.running import cancel
from zhixing.modules.projects.measures import BEHIND, MEETINGS_HELD, WITH_PROBLEMS
from zhixing.modules.projects.tests.conftest import Story

FRIDAY, WEDNESDAY, NEXT = date(2026, 3, 6), date(2026, 3, 11), date(2026, 3, 18)


def scope(city, today, who="steerer") -> Scope:
    return Scope(actor=city.actor(who, today), today=today)


@pytest.mark.parametrize(
    ("today", "behind"),
    [
        pytest.param(date(2026, 5, 28), 0, id="the day before the first milestone's plan"),
        pytest.param(date(2026, 5, 29), 0, id="on its day"),
        pytest.param(date(2026, 5, 30), 1, id="the day after"),
    ],
)
def test_behind_counts_from_the_day_after_the_first_plan(story, city, today, behind):
    story.under_way()

    assert BEHIND.count(scope(city, today)) == behind
    assert BEHIND.share(scope(city, today)) == behind
    story.do(cancel, "steerer", FRIDAY, reason="x")
    assert BEHIND.share(scope(city, today)) is None


def test_meetings_held_is_the_share_of_the_last_whole_week(story, city):
    story.under_way()
    first = story.project_id
    story.under_way(title="体育公园", leader="deputy")
    with clock.at(clock.moment_on(date(2026, 3, 9), 8)):
        tick()
    story.project_id = first
    story.met(WEDNESDAY)
    with clock.at(clock.moment_on(date(2026, 3, 16), 8)):
        tick()

    assert MEETINGS_HELD.share(scope(city, NEXT)) == 0.5
    assert MEETINGS_HELD.share(scope(city, NEXT, "stranger")) is None


def test_a_project_with_a_problem_counts_until_it_is_solved(story, city):
    story.under_way()
    story.do(raise_problem, "housing_clerk", FRIDAY, problem="管线", raised_by=city.housing.pk)
    assert WITH_PROBLEMS.count(scope(city, FRIDAY)) == 1

    problem = story.project.problems.get()
    story.do(solve_problem, "housing_clerk", FRIDAY, problem=problem.pk, result="已迁改")
    assert WITH_PROBLEMS.count(scope(city, FRIDAY)) == 0


def whom(kind: str) -> list[str]:
    rows = Notice.objects.filter(kind=kind).select_related("unit", "person").order_by("id")
    return sorted(str(n.unit or n.person) for n in rows)


def test_the_rules_name_nothing_that_does_not_exist():
    assert [wrong for wrong in rules.check() if wrong.startswith("projects.")] == []


def test_units_and_leaders_hear_what_is_asked_of_them_in_words_of_their_own(story, city):
    story.under_way()
    assert whom("projects.registered") == ["市住房和城乡建设局", "市财政局"]
    said = Notice.objects.get(kind="projects.leader_linked").zh
    assert said == "云重项〔2026〕1号“南环路改造工程”由您挂钩，自首个完整周起每周召开一次现场办公会。"

    story.do(link_leader, "steerer", FRIDAY, linked_leader=city.persons["deputy"].pk, reason="分工调整")
    story.do(raise_problem, "housing_clerk", FRIDAY, problem="管线", raised_by=city.housing.pk)

    assert whom("projects.leader_linked") == ["沈若兰", "范一鸣"]
    assert whom("projects.leader_unlinked") == ["沈若兰"]
    assert whom("projects.problem_raised") == ["市重点项目办公室", "范一鸣"]


def test_pages_ask_as_much_for_four_projects_as_for_one(story, city):
    def asked(address: str) -> int:
        client = Client()
        with clock.at(clock.moment_on(WEDNESDAY, 12)):
            client.force_login(city.accounts["secretary"])
            client.get(address)  # what is read once in a process is read now
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
        return len(seen)

    story.with_a_ledger(WEDNESDAY)
    pages = (
        "/projects/projects",
        "/projects/reports",
        "/projects/public",
        f"/projects/projects/{story.project_id}",
    )
    with_one = {address: asked(address) for address in pages}
    for n in range(3):
        Story(city).under_way(title=f"体育公园{n}")

    assert {address: asked(address) for address in pages} == with_one
    assert with_one["/projects/projects"] <= 12 and with_one[pages[-1]] <= 38


def test_the_api_tells_the_project_s_own_fields(story, city):
    story.with_a_ledger(WEDNESDAY)
    client = Client()
    client.force_login(city.accounts["housing_clerk"])

    told = client.get(f"/api/v1/projects/projects/{story.project_id}").json()

    assert (told["total_yuan"], told["progress_percent"], told["linked_leader"]["name"]) == (
        "128000000.00",
        12,
        "沈若兰",
    )
    assert told["level"] == "city" and told["filed_on"] is None
