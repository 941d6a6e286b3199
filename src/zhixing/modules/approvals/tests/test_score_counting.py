"""What counts in a score, and where the time of cases goes: expected figures worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.kernel.matters.opening import open_matter
from zhixing.modules.approvals.models import Duty, OutsideCase, ServiceItem
from zhixing.modules.approvals.scores.pictures import whiskers
from zhixing.modules.approvals.scoring import waiting
from zhixing.modules.approvals.scoring.counting import Period, counted, judged, relation, tally
from zhixing.modules.approvals.scoring.waiting import Edge, Time, Variant
from zhixing.modules.approvals.tests.story_scores import APRIL, FIRST, LAST, ScoreStory, score_city
from zhixing.modules.approvals.words import fact_value, fact_words

pytestmark = pytest.mark.django_db
QUARTER = Period(FIRST, LAST)


@pytest.fixture
def story() -> ScoreStory:
    return ScoreStory(score_city())


def lines(story, *keys, period=QUARTER, today=APRIL):
    return tally(relation(judged(counted(Duty.objects.all(), period, today))), *keys)


@pytest.mark.parametrize(
    ("duty", "in_first_quarter", "in_second"),
    [
        pytest.param({}, (1, 1), (0, 0), id="met in time: counts on the day it ended"),
        pytest.param(
            {"ended_on": date(2026, 4, 1), "due_on": date(2026, 4, 1)}, (0, 0), (1, 1), id="met on its last day, in April"
        ),
        pytest.param(
            {"ended_on": date(2026, 4, 1), "due_on": date(2026, 3, 31), "late": True}, (1, 0), (0, 0),
            id="met a day late: counts on its last day, in March",
        ),
        pytest.param(
            {"ended_on": None, "due_on": date(2026, 3, 31), "state": "open"}, (1, 0), (0, 0), id="left lying counts as late"
        ),
        pytest.param(
            {"ended_on": None, "due_on": APRIL, "state": "open"}, (0, 0), (0, 0), id="on its last day nothing is known yet"
        ),
        pytest.param(
            {"ended_on": None, "due_on": None, "state": "suspended"}, (0, 0), (0, 0), id="the clock stands"
        ),
        pytest.param({"state": "lapsed", "ended_on": date(2026, 2, 16)}, (1, 0), (0, 0), id="passed over in silence"),
        pytest.param({"state": "missed", "late": True, "ended_on": None}, (1, 0), (0, 0), id="never done"),
        pytest.param({"state": "excused"}, (0, 0), (0, 0), id="fell away"),
        pytest.param({"is_current": False}, (0, 0), (0, 0), id="the story no longer makes it one"),
    ],
)  # fmt: skip
def test_a_duty_counts_once_in_the_period_of_its_answer(story, duty, in_first_quarter, in_second):
    story.duty(story.case(), **duty)

    [first] = lines(story)
    [second] = lines(story, period=Period(date(2026, 4, 1), date(2026, 6, 30)))
    assert (first.cases, first.in_time) == in_first_quarter
    assert (second.cases, second.in_time) == in_second


def test_a_case_counts_once_and_one_late_duty_makes_it_late(story):
    case = story.case()
    story.duty(case, rule="approvals.accept_or_correct")
    story.duty(
        case, rule="approvals.decide", late=True, ended_on=date(2026, 2, 25), used=15, cards=("yellow", "red")
    )
    story.in_time(1)

    [whole] = lines(story)

    assert (whole.cases, whole.in_time, whole.duties) == (2, 1, 3)
    assert whole.used_share == pytest.approx((0.5 + 1.5 + 0.5) / 3)
    assert (whole.yellow, whole.red) == (0, 1)  # told by its gravest card
    by_rule = {line.key[0]: (line.cases, line.in_time) for line in lines(story, "rule")}
    assert by_rule == {"approvals.accept_or_correct": (1, 1), "approvals.decide": (2, 1)}


def test_a_duty_all_of_whose_cards_were_removed_counts_as_in_time_and_one_that_keeps_a_card_does_not(story):
    late = {"late": True, "ended_on": date(2026, 2, 25), "cards": ("yellow", "red")}
    story.removed(story.duty(story.case(), **late))
    story.removed(story.duty(story.case(), **late), but="red")

    [whole] = lines(story)

    assert (whole.cases, whole.in_time) == (2, 1)
    assert (whole.yellow, whole.red, whole.removed) == (0, 1, 1)


def test_breaches_are_told_by_ground_and_leave_the_on_time_share_alone(story):
    case = story.case()
    story.duty(case)
    breach = {
        "state": "missed",
        "late": True,
        "ended_on": None,
        "due_on": date(2026, 2, 5),
        "term": None,
        "used": None,
    }
    story.duty(case, rule="monitoring.fee", ground="fee", cards=("yellow",), **breach)
    story.removed(
        story.duty(
            case, rule="approvals.skipped_examination", ground="procedure", cards=("yellow",), **breach
        )
    )
    story.duty(story.case(), rule="approvals.skipped_examination", ground="procedure", **breach)

    [whole] = lines(story)

    assert (whole.cases, whole.in_time) == (1, 1)  # the last case has no duty with a limit
    assert whole.breaches == (1, 0, 1, 0)
    assert (whole.yellow, whole.removed) == (1, 1)


def test_units_and_items_are_summed_apart_with_returns_and_satisfaction(story):
    city = story.city
    rated = story.case(city.finance, "建筑业企业资质", satisfaction=5)
    story.duty(rated)
    story.happened(rated, ("approvals.correction_asked", "2026-02-03T01:00:00", "财政窗口"))
    story.duty(story.case(city.finance, "建筑业企业资质", satisfaction=2))
    story.in_time(3)
    story.late(1)

    found = {line.key: line for line in lines(story, "unit_id", "item")}

    assert found.keys() == {(city.finance.pk, "建筑业企业资质"), (city.housing.pk, "施工许可")}
    finance = found[city.finance.pk, "建筑业企业资质"]
    assert (finance.cases, finance.returns, finance.satisfaction, finance.satisfaction_of) == (2, 1, 3.5, 2)
    housing = found[city.housing.pk, "施工许可"]
    assert (housing.cases, housing.in_time, housing.yellow, housing.satisfaction) == (4, 3, 1, None)


def test_an_item_is_called_as_the_catalogue_does_where_it_was_matched(story):
    city = story.city
    item = open_matter(
        ServiceItem, jurisdiction=city.gov, state="draft", title="建筑工程施工许可", number="A1", type="licence",
        office=city.organ,
    )  # fmt: skip
    matched = story.case(item="施工许可（新办）", item_id=item.pk)
    story.duty(matched)
    story.happened(matched, ("受理", "2026-02-02T01:00:00", "窗口"), ("办结", "2026-02-02T02:00:00", "窗口"))
    story.in_time(1)

    assert {line.key: line.cases for line in lines(story, "item")} == {
        ("建筑工程施工许可",): 1,
        ("施工许可",): 1,
    }
    assert waiting.by_item(OutsideCase.objects.all()) == {"建筑工程施工许可": Time(waiting=60)}


def test_time_is_waiting_unless_a_step_is_begun_or_the_clock_stands(story):
    case = story.case(unit_name="住建窗口")
    story.happened(
        case,
        ("approvals.received", "2026-02-02T01:00:00", "住建窗口"),
        ("approvals.accepted", "2026-02-02T03:00:00", "住建窗口"),  # 2 h waiting
        ("approvals.correction_asked", "2026-02-02T04:00:00", "住建窗口"),  # 1 h waiting
        ("approvals.supplemented", "2026-02-03T04:00:00", "住建窗口"),  # 24 h stopped
        ("审图.start", "2026-02-03T10:00:00", "住建审图"),  # 6 h waiting for the second office
        ("审图.suspend", "2026-02-03T11:00:00", "住建审图"),  # 1 h at work
        ("审图.resume", "2026-02-03T14:00:00", "住建审图"),  # 3 h waiting
        ("审图", "2026-02-03T14:30:00", "住建审图"),  # 30 min at work
        ("approvals.decided", "2026-02-04T14:30:00", "住建窗口"),  # 24 h waiting
    )
    cases = OutsideCase.objects.filter(pk=case.pk)

    assert waiting.by_unit_name(cases) == {
        (story.source.pk, "住建窗口"): Time(waiting=60 * 27, working=0, stopped=60 * 24),
        (story.source.pk, "住建审图"): Time(waiting=60 * 9, working=90, stopped=0),
    }
    assert waiting.by_item(cases) == {"施工许可": Time(waiting=60 * 36, working=90, stopped=60 * 24)}
    [drawing] = [step for step in waiting.overview(cases, steps=20, ways=20).steps if step.name == "审图"]
    assert (drawing.cases, drawing.times, drawing.waits, drawing.works) == (1, 2, 270.0, 45.0)


def test_the_picture_has_steps_in_their_order_ways_between_them_and_variants(story):
    for number, steps in enumerate([("受理", "审查", "办结"), ("受理", "审查", "办结"), ("受理", "办结")]):
        case = story.case(path=f"p{len(steps)}")
        story.happened(case, *((s, f"2026-02-0{n + 2}T0{number}:00:00", "窗口") for n, s in enumerate(steps)))
    cases = OutsideCase.objects.all()

    found = waiting.overview(cases, steps=20, ways=20)
    assert found.cases == 3
    assert [(s.name, s.cases) for s in found.steps] == [("受理", 3), ("审查", 2), ("办结", 3)]
    assert found.edges == [
        Edge("受理", "审查", 2, 1440.0),
        Edge("审查", "办结", 2, 1440.0),
        Edge("受理", "办结", 1, 1440.0),
    ]
    assert waiting.variants(cases, 1) == [Variant("p3", 2, ("受理", "审查", "办结"))]


def test_the_picture_of_intervals_is_drawn_for_a_telephone_too():
    line = {"unit": "市住建局", "share": "0.5", "low": "0.25", "high": "1", "cases": 20, "against": "like"}

    picture = whiskers([line, line | {"unit": "", "share": None}], "0.75")

    assert picture is not None
    drawn = [
        (p.axis.size, [(r.name, r.low, r.x, r.high, r.y - r.name_y) for r in p.rows]) for p in picture.both
    ]
    assert drawn == [
        ("wide", [("市住建局", 328, 466, 742, -4)]),
        ("narrow", [("市住建局", 87, 160, 306, 12)]),
    ]
    assert [(p.mean_x, p.ticks[0], p.ticks[-1]) for p in picture.both] == [
        (604, (190, "0%"), (742, "100%")),
        (233, (14, "0%"), (306, "100%")),
    ]
    assert whiskers([], None) is None


def test_a_fact_is_told_as_people_call_it_and_what_only_the_source_knows_by_its_own_name():
    assert str(fact_words("promise_due_on")) == "承诺办结日期"
    assert str(fact_value(True)) == "是"
    assert (fact_words("window_no"), fact_value(3), fact_value(1.5)) == ("window_no", 3, "1.5")
