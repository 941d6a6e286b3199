"""A table of scores: frozen, objected to, decided by others, corrected beside the first, published on a decided day."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.matters.models import Event
from zhixing.kernel.notices.models import Notice
from zhixing.modules.approvals.models import Counted, Duty, ScoreObjection, ScoreSnapshot, ScoreTable, Touched
from zhixing.modules.approvals.scores.actions import (
    correct_scores,
    decide_objection,
    decide_publication,
    decline_publication,
    freeze_scores,
    object_to_score,
)
from zhixing.modules.approvals.scoring.freezing import fingerprint
from zhixing.modules.approvals.tests.story_scores import APRIL, ScoreStory, score_city

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 8)


@pytest.fixture
def story() -> ScoreStory:
    """Housing: 18 of 20 in time. Finance: 30 of 30. Together 48 of 50."""
    made = ScoreStory(score_city())
    made.in_time(18)
    made.late(2)
    made.in_time(30, made.city.finance, "建筑业企业资质")
    return made


def objected(story: ScoreStory, table: ScoreTable, numbers: list[str]) -> ScoreObjection:
    given = {"unit": story.city.housing.pk, "grounds": "系统故障停机两日", "case_numbers": numbers}
    story.do(object_to_score, "housing_clerk", of=table, **given)
    return table.objections.latest("id")


def refused(code: str, story: ScoreStory, spec, who, **given) -> Refusal:
    """The deed is refused with this code, and nothing changed."""
    before = (Event.objects.count(), [*ScoreTable.objects.values()], [*ScoreObjection.objects.values()])
    rows = (ScoreSnapshot.objects.count(), Counted.objects.count())
    with pytest.raises(Refusal) as refusal:
        story.do(spec, who, **given)
    assert refusal.value.code == code
    assert (
        Event.objects.count(),
        [*ScoreTable.objects.values()],
        [*ScoreObjection.objects.values()],
    ) == before
    assert (ScoreSnapshot.objects.count(), Counted.objects.count()) == rows
    return refusal.value


def test_a_frozen_table_keeps_its_figures_and_the_cases_they_count(story):
    table = story.frozen()
    content = table.current.content

    assert table.number == "监绩〔2026〕1号" and table.unit_ids == sorted(
        [story.city.housing.pk, story.city.finance.pk]
    )
    whole = content["all"]
    assert (whole["cases"], whole["in_time"], whole["share"], whole["yellow"]) == (50, 48, "0.9600", 2)
    by_unit = {line["unit"]: line for line in content["units"]}
    housing, finance = by_unit["市住房和城乡建设局"], by_unit["市财政局"]
    assert (housing["cases"], housing["in_time"], housing["share"]) == (20, 18, "0.9000")
    assert (housing["low"], housing["high"], housing["against"]) == ("0.6990", "0.9721", "like")
    assert (housing["best"], housing["worst"], finance["best"], finance["worst"]) == (1, 2, 1, 2)
    assert housing["used_share"] == "0.6000"  # 18 of 0.5 and 2 of 1.5
    assert [(p["item"], p["cases"], p["in_time"]) for p in content["units_and_items"]] == [
        ("建筑业企业资质", 30, 30),
        ("施工许可", 20, 18),
    ]
    assert {line["figure"] for line in content["method"]} >= {
        "share",
        "interval",
        "against",
        "waiting",
        "removed",
    }
    assert Counted.objects.filter(snapshot=table.current, unit=story.city.housing, is_late=True).count() == 2
    frozen = Event.objects.get(kind="approvals.scores_frozen")
    assert frozen.facts["sha256"] == table.sha256 == fingerprint(table.current.content)
    assert Notice.objects.filter(event=frozen).exists()

    Duty.objects.filter(late=True).update(late=False)  # judged otherwise later: the frozen figures stand
    assert ScoreTable.objects.get(pk=table.pk).current.content == content


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"last_on": "2025-12-31"}, "approvals.period_backwards", id="ends before it begins"),
        pytest.param({"last_on": "2026-04-02"}, "approvals.period_runs", id="today is its last day"),
        pytest.param({"first_on": "2025-01-01", "last_on": "2025-03-31"}, "approvals.nothing_counted", id="nothing counted"),
    ],
)  # fmt: skip
def test_no_table_is_frozen_of_a_period_that(story, given, code):
    whole = {"office": story.city.organ.pk, "first_on": "2026-01-01", "last_on": "2026-03-31"} | given

    refused(code, story, freeze_scores, "watcher", **whole)
    assert story.frozen(last_on="2026-04-01").state == "frozen"  # the day after its last day it may be


def test_a_period_is_frozen_once_and_not_while_cases_wait_to_be_judged(story):
    given = {"office": story.city.organ.pk, "first_on": "2026-01-01", "last_on": "2026-03-31"}
    waiting = Touched.objects.create(case=story.case(), since=clock.moment_on(APRIL))
    refused("approvals.still_judging", story, freeze_scores, "watcher", **given)
    waiting.delete()

    story.frozen()

    refused("approvals.frozen_already", story, freeze_scores, "judge", **given)


def test_an_upheld_objection_corrects_the_score_beside_the_first(story):
    late = Duty.objects.filter(late=True).select_related("case").order_by("id")
    table = story.frozen()
    number = late[0].case.number
    objection = objected(story, table, [number])

    refused(
        "approvals.same_hand",
        story,
        decide_objection,
        "watcher",
        of=table,
        objection=objection.pk,
        upheld=True,
        decision="x",
    )
    story.do(decide_objection, "judge", of=table, objection=objection.pk, upheld=True, decision="故障属实")
    refused(
        "approvals.objection_open",
        story,
        decide_publication,
        "mayor",
        of=table,
        publish_on="2026-05-08",
        grounds="x",
    )
    story.do(correct_scores, "watcher", of=table, reason="异议成立")

    table = ScoreTable.objects.get(pk=table.pk)
    first, second = table.snapshots.all()
    assert (table.version, table.sha256) == (2, second.sha256)
    housing = [
        next(
            (line["in_time"], line["removed"])
            for line in one.content["units"]
            if line["unit_id"] == story.city.housing.pk
        )
        for one in (first, second)
    ]
    assert housing == [(18, 0), (19, 1)]
    assert ScoreObjection.objects.get().taken_into == 2
    told = Event.objects.get(kind="approvals.scores_corrected").facts
    assert (told["in_time_before"], told["in_time"]) == (48, 49)
    story.do(decide_publication, "mayor", of=table, publish_on="2026-05-08", grounds="季度公布")


def test_a_dismissed_objection_changes_nothing_and_a_correction_without_change_is_none(story):
    table = story.frozen()
    objection = objected(story, table, [])
    story.do(decide_objection, "judge", of=table, objection=objection.pk, upheld=False, decision="停机已扣除")

    refused("approvals.no_figure_changed", story, correct_scores, "watcher", of=table, reason="复核")


def test_a_card_removed_after_the_table_was_frozen_gives_the_score_back(story):
    table = story.frozen()
    story.removed(Duty.objects.filter(late=True)[0])

    story.do(correct_scores, "watcher", of=table, reason="摘牌")

    assert ScoreTable.objects.get(pk=table.pk).current.content["all"]["in_time"] == 49


def test_a_unit_objects_for_itself_and_means_cases_that_are_counted_late(story):
    city, table = story.city, story.frozen()
    in_time = Duty.objects.filter(late=False, unit=city.housing).select_related("case")[0].case.number

    mine = {"unit": city.housing.pk, "grounds": "x"}
    refused(
        "approvals.no_such_case_counted",
        story,
        object_to_score,
        "housing_clerk",
        of=table,
        case_numbers=[in_time],
        **mine,
    )
    refused(
        "actions.not_choosable",
        story,
        object_to_score,
        "housing_clerk",
        of=table,
        unit=city.finance.pk,
        grounds="x",
    )
    refused("not_found", story, object_to_score, "stranger", of=table, **mine)


def test_publication_is_decided_by_somebody_else_for_a_day_to_come_and_not_taken_back(story):
    table = story.frozen()
    given = {"publish_on": "2026-05-08", "grounds": "季度公布"}
    refused("actions.no_power", story, decide_publication, "watcher", of=table, **given)
    refused(
        "approvals.day_passed",
        story,
        decide_publication,
        "mayor",
        of=table,
        publish_on="2026-04-01",
        grounds="x",
    )

    story.do(decide_publication, "mayor", of=table, **given)

    table = ScoreTable.objects.get(pk=table.pk)
    assert (table.state, table.publish_on, table.decided_on) == ("to_publish", MAY, APRIL)
    assert table.decided_by == story.city.accounts["mayor"]
    refused("approvals.public_already", story, decline_publication, "mayor", of=table, grounds="x", on=MAY)
    story.do(decline_publication, "mayor", of=table, grounds="另行研究", on=date(2026, 5, 7))
    assert ScoreTable.objects.get(pk=table.pk).publish_on is None
