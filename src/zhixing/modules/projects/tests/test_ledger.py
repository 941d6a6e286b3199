"""The ledger: milestones against the first plan, amounts by month, progress with photographs, filing, problems, quarters."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from zhixing.base import clock
from zhixing.kernel.actions.refusals import NotChoosable, NotYours
from zhixing.kernel.files.models import FileUse
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.projects.actions.amounts import plan_amounts, read_plan, record_amount
from zhixing.modules.projects.actions.keeping import (
    change_forecast,
    drop_milestone,
    file_ledger,
    reach_milestone,
    record_progress,
    set_milestone,
)
from zhixing.modules.projects.actions.problems import (
    coordinate_problem,
    raise_problem,
    report_quarter,
    solve_problem,
)
from zhixing.modules.projects.actions.running import start
from zhixing.modules.projects.models import Milestone, MonthAmount
from zhixing.modules.projects.queries import curve_of
from zhixing.modules.projects.refusals import (
    CoordinatedAlready,
    EndsBeforeItBegins,
    FirstPlanStands,
    MonthAhead,
    MonthTwice,
    MoreThanTotal,
    NothingToFile,
    NotYetCome,
    PlanUnreadable,
    ProgressBackwards,
    QuarterReportedAlready,
)
from zhixing.modules.projects.tests.test_starting import refused

FRIDAY, MONDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)


def milestone_of(story, name="完成征地") -> Milestone:
    return story.project.milestones.get(name=name)


def test_before_the_start_a_day_can_be_set_again_and_a_milestone_dropped(story):
    story.prepared()
    story.do(set_milestone, "housing_clerk", FRIDAY, milestone_name="完成征地", milestone_on="2026-06-12")
    story.do(set_milestone, "housing_clerk", FRIDAY, milestone_name="试通车", milestone_on="2027-05-31")
    story.do(drop_milestone, "housing_clerk", FRIDAY, milestone=milestone_of(story, "试通车").pk)

    assert [(m.name, m.planned_on) for m in story.project.milestones.all()] == [
        ("完成征地", date(2026, 6, 12)),
        ("主体完工", date(2027, 3, 31)),
    ]
    assert Event.objects.filter(kind="projects.milestone_set").last().facts["was_planned_on"] is None


def test_from_the_start_on_the_first_plan_does_not_move(story):
    story.under_way()
    said = refused(
        story,
        set_milestone,
        "housing_clerk",
        FirstPlanStands,
        milestone_name="完成征地",
        milestone_on="2026-08-31",
    )
    assert "首次计划" in said
    given = {"milestone_name": "绿化", "begins_on": "2027-05-01", "milestone_on": "2027-04-01"}
    refused(story, set_milestone, "housing_clerk", EndsBeforeItBegins, **given)

    story.do(set_milestone, "housing_clerk", FRIDAY, milestone_name="绿化", milestone_on="2027-05-31")

    assert story.project.milestones.count() == 3


def test_slippage_is_measured_against_the_first_plan_however_often_the_forecast_moves(story):
    story.under_way()
    for forecast in ("2026-06-15", "2026-06-28"):
        story.do(
            change_forecast, "housing_clerk", FRIDAY, milestone=milestone_of(story).pk, forecast_on=forecast,
            reason="征地未完成",
        )  # fmt: skip

    told = Event.objects.filter(kind="projects.forecast_changed").last().facts
    assert (told["planned_on"], told["was_forecast_on"], told["slip_days"]) == (
        "2026-05-29",
        "2026-06-15",
        30,
    )
    assert milestone_of(story).slip_days(FRIDAY) == 30

    story.do(
        reach_milestone,
        "housing_clerk",
        date(2026, 7, 1),
        milestone=milestone_of(story).pk,
        reached_on="2026-06-30",
    )
    assert Event.objects.get(kind="projects.milestone_reached").facts["slip_days"] == 32
    refused(
        story,
        reach_milestone,
        "housing_clerk",
        NotChoosable,
        milestone=milestone_of(story).pk,
        reached_on="2026-03-06",
    )


def test_a_milestone_is_not_reached_in_the_future_nor_expected_in_the_past(story):
    story.under_way()
    pk = milestone_of(story).pk
    refused(story, reach_milestone, "housing_clerk", NotYetCome, milestone=pk, reached_on="2026-03-07")
    given = {"milestone": pk, "forecast_on": "2026-03-05", "reason": "x"}
    refused(story, change_forecast, "housing_clerk", EndsBeforeItBegins, **given)


@pytest.mark.parametrize(
    ("offset", "slipped"),
    [
        pytest.param(-1, 0, id="the day before the plan"),
        pytest.param(0, 0, id="on the planned day there is still time"),
        pytest.param(1, 1, id="the day after it is one day behind"),
    ],
)
def test_the_rule_and_the_list_agree_around_the_planned_day(story, offset, slipped):
    story.under_way()
    Milestone.objects.filter(name="主体完工").delete()
    today = date(2026, 5, 29) + timedelta(days=offset)

    assert milestone_of(story).slip_days(today) == slipped
    assert Milestone.objects.slipping(today).exists() is (slipped > 0)


def test_a_forecast_ahead_of_the_plan_is_told_as_days_ahead():
    early = Milestone(planned_on=date(2026, 5, 29), forecast_on=date(2026, 5, 20))

    assert early.slip_days(date(2026, 3, 6)) == -9
    assert early.slip_days(date(2026, 5, 25)) == -4


def test_a_plan_is_read_as_people_write_it():
    assert read_plan("2026-03 1200.50\n2026年4月，800\n\n2026/5:0") == {
        date(2026, 3, 1): Decimal("1200.50"),
        date(2026, 4, 1): Decimal("800"),
        date(2026, 5, 1): Decimal("0"),
    }


@pytest.mark.parametrize(
    "text", ["", "三月 1200", "2026-13 5", "2026-03 1,200", "2026-03 -5", "2026-03 1.005"]
)
def test_a_plan_that_cannot_be_read_is_refused_with_its_line(story, text):
    story.under_way()

    refused(story, plan_amounts, "housing_clerk", PlanUnreadable, series="investment", amounts_plan=text)
    assert not MonthAmount.objects.exists()


def test_a_plan_names_each_month_once_and_spends_no_more_than_the_total(story):
    story.under_way()
    twice = {"series": "investment", "amounts_plan": "2026-03 1\n2026-03 2"}
    refused(story, plan_amounts, "housing_clerk", MonthTwice, **twice)
    said = refused(
        story,
        plan_amounts,
        "housing_clerk",
        MoreThanTotal,
        series="investment",
        amounts_plan="2026-03 128000000.01",
    )
    assert "128,000,000.00" in said


def test_the_first_plan_of_investment_stands_while_the_present_one_moves(story, city):
    story.prepared()
    story.do(
        plan_amounts,
        "housing_clerk",
        FRIDAY,
        series="investment",
        amounts_plan="2026-03 100\n2026-04 200\n2026-05 300",
    )
    story.do(start, "steerer", FRIDAY, hour=11, linked_leader=city.persons["vice"].pk)
    story.do(
        plan_amounts,
        "housing_clerk",
        MONDAY,
        series="investment",
        amounts_plan="2026-04 50\n2026-05 250\n2026-06 300",
    )
    story.do(
        record_amount, "housing_clerk", MONDAY, series="investment", month="2026-03-09", amount_yuan="40.50"
    )
    story.do(
        record_amount,
        "housing_clerk",
        date(2026, 5, 6),
        series="investment",
        month="2026-05-01",
        amount_yuan="90",
    )
    story.do(record_amount, "housing_clerk", MONDAY, series="bond", month="2026-03-01", amount_yuan="60")

    points = [
        (p.month.month, p.first_planned, p.planned, p.actual, p.arrived)
        for p in curve_of(story.project.amounts.all())
    ]
    d = Decimal
    assert points == [
        (3, d(100), d(0), d("40.50"), d(60)),
        (4, d(300), d(50), d("40.50"), None),
        (5, d(600), d(300), d("130.50"), None),
        (6, d(600), d(600), None, None),
    ]


def test_a_plan_first_made_after_the_start_is_the_first_plan(story):
    story.under_way()
    story.do(
        plan_amounts, "housing_clerk", FRIDAY, series="investment", amounts_plan="2026-03 100\n2026-04 200"
    )
    story.do(
        plan_amounts, "housing_clerk", MONDAY, series="investment", amounts_plan="2026-04 50\n2026-05 250"
    )

    rows = story.project.amounts.order_by("month")
    assert [(r.month.month, r.first_planned_yuan, r.planned_yuan) for r in rows] == [
        (3, Decimal("100.00"), Decimal("0.00")),
        (4, Decimal("200.00"), Decimal("50.00")),
        (5, None, Decimal("250.00")),
    ]


def test_a_month_to_come_has_no_actual_and_a_correction_keeps_what_stood_before(story):
    story.under_way()
    refused(
        story,
        record_amount,
        "housing_clerk",
        MonthAhead,
        series="investment",
        month="2026-04-01",
        amount_yuan="5",
    )

    for amount in ("500", "450"):
        story.do(
            record_amount,
            "housing_clerk",
            FRIDAY,
            series="investment",
            month="2026-03-06",
            amount_yuan=amount,
        )

    told = [e.facts for e in Event.objects.filter(kind="projects.amount_recorded").order_by("id")]
    assert [(f["was_yuan"], f["actual_yuan"]) for f in told] == [(None, "500"), ("500.00", "450")]


def test_progress_rises_with_photographs_and_falls_only_with_an_explanation(story):
    story.under_way()
    photo = story.file("housing_clerk")
    story.do(
        record_progress, "housing_clerk", FRIDAY, progress="完成桩基30根", progress_percent=12, site="南环路东段",
        photographs=[photo],
    )  # fmt: skip
    assert story.project.progress_percent == 12
    assert FileUse.objects.get(file_id=photo).event.kind == "projects.progress_recorded"

    given = {"progress": "复核", "progress_percent": 10}
    assert "低于" in refused(story, record_progress, "housing_clerk", ProgressBackwards, **given)
    refused(
        story,
        record_progress,
        "housing_clerk",
        ProgressBackwards,
        progress="x",
        progress_percent=101,
        correction_note="y",
    )
    story.do(record_progress, "housing_clerk", FRIDAY, correction_note="桩基返工", **given)

    assert story.project.progress_percent == 10


def test_a_change_is_filed_by_the_next_working_day_and_late_the_day_after(story, city):
    story.under_way()
    story.do(file_ledger, "housing_clerk", FRIDAY)
    assert Event.objects.get(kind="projects.ledger_filed").facts["office"] == "市重点项目办公室"
    assert "无变更" in refused(story, file_ledger, "housing_clerk", NothingToFile)

    story.do(record_progress, "housing_clerk", FRIDAY, 11, progress="桩基", progress_percent=5)
    story.do(record_amount, "housing_clerk", MONDAY, series="investment", month="2026-03-01", amount_yuan="9")
    running = Obligation.objects.running().get(rule="projects.file_ledger")
    assert (running.due_on, running.unit) == (MONDAY, city.housing)
    story.do(file_ledger, "housing_clerk", TUESDAY)

    ended = Obligation.objects.filter(rule="projects.file_ledger").order_by("id")
    assert [(o.due_on, o.state, o.is_late) for o in ended] == [(FRIDAY, "met", False), (MONDAY, "met", True)]
    assert Event.objects.filter(kind="projects.ledger_filed").last().facts["changes"] == 2


def test_a_draft_s_ledger_is_not_filed(story):
    story.prepared()

    assert not Obligation.objects.exists()


def raised(story, title="征地补偿未到位"):
    story.do(
        raise_problem,
        "finance_clerk",
        FRIDAY,
        problem=title,
        raised_by=story.city.finance.pk,
        wanted="请协调资金",
    )
    return story.project.problems.get(title=title)


def test_a_problem_is_coordinated_once_by_the_linked_leader_with_minutes(story, city):
    story.under_way()
    problem = raised(story)
    given = {
        "problem": problem.pk,
        "held_on": "2026-03-06",
        "meeting_units": [city.housing.pk, city.finance.pk],
    }
    refused(story, coordinate_problem, "deputy", NotYours, minutes="x", **given)
    refused(story, coordinate_problem, "vice", NotYetCome, minutes="x", **(given | {"held_on": "2026-03-07"}))
    story.do(coordinate_problem, "vice", FRIDAY, minutes="财政局3月20日前拨付", **given)
    assert "已于" in refused(story, coordinate_problem, "vice", CoordinatedAlready, minutes="再议", **given)
    problem.refresh_from_db()
    assert (problem.leader, problem.minutes) == (city.persons["vice"], "财政局3月20日前拨付")

    story.do(solve_problem, "housing_clerk", MONDAY, problem=problem.pk, result="资金已到位")
    assert not story.project.problems.open().exists()


def test_the_quarter_is_reported_once_with_the_figures_of_the_ledger(story, city):
    story.under_way(on=date(2026, 3, 5))
    on = date(2026, 7, 3)
    for month, amount in (("2026-03-01", "100"), ("2026-05-01", "250.50"), ("2026-06-01", "49.50")):
        story.do(record_amount, "housing_clerk", on, series="investment", month=month, amount_yuan=amount)
    story.do(reach_milestone, "housing_clerk", on, milestone=milestone_of(story).pk, reached_on="2026-06-08")
    raised(story)
    given = {"day_of_quarter": "2026-06-30", "quarter_summary": "完成征地"}
    refused(story, report_quarter, "housing_clerk", NotYetCome, on=date(2026, 6, 29), **given)

    story.do(report_quarter, "housing_clerk", on, **given)

    told = Event.objects.get(kind="projects.quarter_reported").facts
    assert (told["period"], told["quarter_yuan"], told["all_yuan"]) == ("2026-Q2", "300.00", "400.00")
    assert (told["reached"], told["slip_days"], told["open_problems"]) == (1, 10, 1)
    owed = Obligation.objects.get(rule="projects.quarterly_report", period="2026-Q2")
    assert (owed.due_on, owed.state, owed.is_late) == (date(2026, 7, 7), "met", False)
    refused(story, report_quarter, "housing_clerk", QuarterReportedAlready, on=on, **given)


def test_a_quarter_nobody_reports_is_late_the_day_after_its_last_day(story):
    story.under_way(on=date(2026, 3, 5))
    for day in (date(2026, 6, 30), date(2026, 7, 7), date(2026, 7, 8)):
        with clock.at(clock.moment_on(day, 8)):
            tick()

    owed = Obligation.objects.get(rule="projects.quarterly_report", period="2026-Q2")
    assert owed.state == "open" and owed.due_on == date(2026, 7, 7)
    colours = owed.cards.order_by("id").values_list("colour", "drawn_on")
    assert list(colours) == [("blue", date(2026, 7, 7)), ("yellow", date(2026, 7, 8))]
