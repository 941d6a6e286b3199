"""Registering, writing, reviewing, publishing and revising an item: what is refused changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.kernel.matters.models import Event
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.approvals.catalogue.actions.deciding import publish_item, review_item, send_back_item
from zhixing.modules.approvals.catalogue.actions.drafting import (
    begin_revision,
    drop_draft,
    drop_revision,
    register_item,
    write_guide,
)
from zhixing.modules.approvals.catalogue.refusals import (
    CodeTaken,
    CodeUnreadable,
    FeeWithoutBasis,
    NothingChanged,
    NotYourItem,
    PromiseBeyondLaw,
    PromiseSometimesBeyondLaw,
    SamePerson,
    StepsExceedLimit,
    StepUnreadable,
    TypeSettled,
    WrongFirstDay,
)
from zhixing.modules.approvals.catalogue.tests.conftest import CODE, GUIDE, THURSDAY
from zhixing.modules.approvals.models import ItemChange, ItemVersion, ServiceItem

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


def refused(story, refusal, spec, who, on=THURSDAY, **given):
    """The refusal, after asking that neither the item nor the record moved."""
    events = Event.objects.count()
    before = ServiceItem.objects.filter(pk=story.item_id).values().first()
    with pytest.raises(refusal) as caught:
        story.do(spec, who, on, **given)
    assert Event.objects.count() == events
    assert ServiceItem.objects.filter(pk=story.item_id).values().first() == before
    return str(caught.value)


def test_an_item_goes_from_its_unit_s_draft_over_two_persons_into_force(story, city):
    story.reviewed()
    assert (story.item.state, story.item.reviewer) == ("reviewed", city.persons["officer_one"])

    story.do(publish_item, "officer_two", FRIDAY, from_on="2025-07-01")

    item = story.item
    assert (item.state, item.number, item.in_force_on) == ("in_force", CODE, date(2025, 7, 1))
    version = ItemVersion.objects.get()
    assert (version.number, version.from_on, version.until_on) == (1, date(2025, 7, 1), None)
    assert (version.promised_days, version.statutory_days, len(version.materials)) == (5, 7, 3)
    assert (version.reviewed_by.name, version.confirmed_by.name) == ("宋清", "叶明")
    change = ItemChange.objects.get()
    assert (change.kind, change.on, change.version_before) == ("added", date(2025, 7, 1), None)


def test_the_reviewer_does_not_publish_what_he_reviewed(story):
    story.reviewed()

    refused(story, SamePerson, publish_item, "officer_one", FRIDAY)
    assert not ItemVersion.objects.exists()


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        pytest.param(PromiseBeyondLaw, {"promised_days": 8}, id="8 working days for a legal 7"),
        pytest.param(StepsExceedLimit, {"steps": ["受理 1个工作日", "审查 5个工作日"]}, id="steps of 6 in a promise of 5"),
        pytest.param(StepUnreadable, {"steps": ["审查 五个工作日"]}, id="a limit not in digits"),
        pytest.param(FeeWithoutBasis, {"charging": "charged"}, id="a fee without a provision"),
    ],
)  # fmt: skip
def test_a_guide_that_cannot_stand_is_refused(story, refusal, given):
    story.registered()

    refused(story, refusal, write_guide, "housing_clerk", **(GUIDE | given))


def test_steps_that_the_law_leaves_out_do_not_count_and_equal_limits_are_fine(story):
    story.written(promised_days=7, steps=["受理 1个工作日", "审查 6个工作日", "听证 20日 不计时", "送达"])

    assert story.item.promised_days == 7


def test_natural_days_promised_for_working_days_are_held_against_the_calendar(story):
    """Accepted on Sunday 8 March, 7 working days end on the 17th, 10 natural ones on the 18th; the days before it fits."""
    story.registered()
    natural = GUIDE | {"promised_unit": "natural_days", "steps": []}

    too_long = natural | {"promised_days": 10}
    assert "2026年3月8日" in refused(
        story, PromiseSometimesBeyondLaw, write_guide, "housing_clerk", **too_long
    )
    story.do(write_guide, "housing_clerk", **(natural | {"promised_days": 7}))
    assert (story.item.promised_days, story.item.promised_unit) == (7, "natural_days")


def test_working_days_promised_for_natural_ones_fail_around_a_festival(story):
    """Accepted on 3 April, between two festivals: 20 working days end on 7 May, 30 natural ones on 6 May, after the holidays."""
    story.registered()
    law = GUIDE | {"statutory_days": 30, "statutory_unit": "natural_days", "steps": []}

    too_long = law | {"promised_days": 20}
    assert "2026年4月3日" in refused(
        story, PromiseSometimesBeyondLaw, write_guide, "housing_clerk", **too_long
    )
    story.do(write_guide, "housing_clerk", **(law | {"promised_days": 15}))
    assert story.item.promised_days == 15


def test_codes_are_one_item_s_alone_until_its_draft_is_dropped(story, city):
    story.registered()
    given = {
        "title": "另一事项",
        "type": "filing",
        "handling_unit": city.housing.pk,
        "office": city.service.pk,
    }

    refused(story, CodeTaken, register_item, "housing_clerk", item_code=CODE, **given)
    refused(story, CodeUnreadable, register_item, "housing_clerk", item_code="施工许可", **given)
    refused(story, NotYourItem, register_item, "finance_clerk", item_code="51-A-2", **given)
    story.do(drop_draft, "housing_clerk", reason="重复登记")
    assert (story.item.state, story.item.number) == ("dropped", None)

    assert story.do(register_item, "housing_clerk", item_code=CODE, **given).item.number == CODE


def test_without_steps_or_promise_nothing_is_published_in_a_city(story):
    story.written(promised_days=None)
    story.do(review_item, "officer_one", opinion="同意")

    said = refused(story, GateShut, publish_item, "officer_two")
    assert "承诺时限" in said


def test_a_licence_outside_the_published_list_is_not_published(story):
    story.reviewed(listed_as="")
    assert "清单" in refused(story, GateShut, publish_item, "officer_two")

    story.do(send_back_item, "officer_two", reason="补清单序号")
    story.do(write_guide, "housing_clerk", **GUIDE)
    story.do(review_item, "officer_one", opinion="同意")
    story.do(publish_item, "officer_two")
    assert story.item.state == "in_force"


def test_under_the_ministry_s_rules_an_incomplete_item_is_not_even_reviewed(story, city):
    switch_on(city.gov, ["ministry-lawful-administration"], reason="tests")
    story.written(statutory_days=None, promised_days=None)
    assert "期限" in refused(story, GateShut, review_item, "officer_one", opinion="同意")

    story.do(write_guide, "housing_clerk", **(GUIDE | {"statutory_days": None}))
    story.do(review_item, "officer_one", opinion="同意")
    assert story.item.state == "reviewed"


def test_a_revision_leaves_the_version_in_force_until_it_is_published(story):
    story.published(from_on=date(2025, 7, 1))
    story.do(begin_revision, "housing_clerk", FRIDAY, why="精简材料")
    refused(story, NothingChanged, review_item, "officer_one", FRIDAY, opinion="同意")
    refused(story, TypeSettled, write_guide, "housing_clerk", FRIDAY, **(GUIDE | {"type": "filing"}))
    shorter = GUIDE | {"materials": ["施工许可申请表", "施工合同"], "new_title": "建筑工程施工许可"}
    story.do(write_guide, "housing_clerk", FRIDAY, **shorter)
    assert (story.item.shown.materials, story.item.title) == (GUIDE["materials"], "建筑工程施工许可证核发")

    story.do(review_item, "officer_two", FRIDAY, opinion="同意")
    refused(story, WrongFirstDay, publish_item, "officer_one", MONDAY, from_on="2026-03-06")
    refused(story, WrongFirstDay, publish_item, "officer_one", MONDAY, from_on="2026-03-10")
    story.do(publish_item, "officer_one", MONDAY)

    first, second = ItemVersion.objects.order_by("number")
    assert (first.until_on, second.from_on, second.until_on) == (date(2026, 3, 8), MONDAY, None)
    assert (story.item.title, second.title, first.title) == (
        "建筑工程施工许可",
        "建筑工程施工许可",
        "建筑工程施工许可证核发",
    )
    assert story.item.in_force_on == date(2025, 7, 1)
    change = ItemChange.objects.get(version_before=first)
    assert (change.kind, change.why) == ("simplified", "精简材料")


def test_more_materials_for_fewer_days_is_no_simplification(story):
    story.published()
    story.do(begin_revision, "housing_clerk", FRIDAY, why="调整")
    longer = {"materials": [*GUIDE["materials"], "承诺书"], "promised_days": 4, "steps": ["审查 3个工作日"]}
    story.do(write_guide, "housing_clerk", FRIDAY, **(GUIDE | longer))
    story.do(review_item, "officer_one", FRIDAY, opinion="同意")
    story.do(publish_item, "officer_two", FRIDAY)

    assert ItemChange.objects.get(version_before__number=1).kind == "amended"


def test_a_revision_that_is_dropped_brings_the_text_in_force_back(story):
    story.published()
    story.do(begin_revision, "housing_clerk", FRIDAY, why="压缩时限")
    story.do(
        write_guide,
        "housing_clerk",
        FRIDAY,
        **(GUIDE | {"promised_days": 3, "steps": [], "new_title": "改名"}),
    )

    story.do(drop_revision, "housing_clerk", FRIDAY, reason="暂缓")

    item = story.item
    assert (item.state, item.promised_days, item.steps, item.new_title) == ("in_force", 5, GUIDE["steps"], "")
