"""Which item a case is about, and the published terms as limits of its cases."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.ruleset import compile_packs
from zhixing.kernel.rulebook.schema import Pack
from zhixing.modules.approvals.catalogue.actions.deciding import publish_item, review_item
from zhixing.modules.approvals.catalogue.actions.drafting import begin_revision, write_guide
from zhixing.modules.approvals.catalogue.actions.naming import name_item
from zhixing.modules.approvals.catalogue.limits import limits_of, terms_of
from zhixing.modules.approvals.catalogue.matching import match_cases
from zhixing.modules.approvals.catalogue.tests.conftest import CODE, GUIDE
from zhixing.modules.approvals.hooks import ItemTerms
from zhixing.modules.approvals.judging_store.running import judge_all
from zhixing.modules.approvals.loading import load, new_batch
from zhixing.modules.approvals.models import Duty, ItemName, OutsideCase, Source, Touched

MAPPED = """
case: 办件编号
activity: 环节
moment: 时间
events: {受理: approvals.accepted, 办结: approvals.decided, 退件: approvals.withdrawn,
         评审开始: approvals.excluded_step_begun, 评审结束: approvals.excluded_step_ended}
"""
MONDAY = date(2026, 3, 9)


@pytest.fixture
def source(city) -> Source:
    made = open_matter(
        Source, jurisdiction=city.gov, state="active", title="工程审批系统", code="gcsp", mapping=MAPPED,
        supervising_unit=city.organ,
    )  # fmt: skip
    participations.begin(
        [(made, {Standing.LEAD: ([city.service], []), Standing.SUPERVISOR: ([city.organ], [])})]
    )
    made.save()
    return made


def case(source, number, **more) -> OutsideCase:
    return OutsideCase.objects.create(source=source, number=number, **more)


def items_of(source) -> dict[str, int | None]:
    return dict(OutsideCase.objects.filter(source=source).values_list("number", "item_id"))


def test_a_case_finds_its_item_by_code_then_by_title_and_of_two_by_its_unit(story, city, source):
    story.published()
    housing_item = story.item_id
    story.published(code="51-2", title="临时占道许可")
    first = story.item_id
    story.published(code="51-3", title="临时占道许可", unit="transport")
    case(source, "code", facts={"item_code": f" {CODE} "}, item_name="施工许可")
    case(source, "title", item_name="建筑工程施工许可证核发")
    case(source, "unit", item_name="临时占道许可", unit=city.housing)
    case(source, "two", item_name="临时占道许可")
    case(source, "none", item_name="排污许可")
    case(source, "silent")

    match_cases(source.pk)

    assert items_of(source) == {
        "code": housing_item, "title": housing_item, "unit": first, "two": None, "none": None, "silent": None,
    }  # fmt: skip
    unknown = ItemName.objects.order_by("name").values_list("name", "item")
    assert list(unknown) == [("临时占道许可", None), ("排污许可", None)]
    assert match_cases(source.pk) == [] and ItemName.objects.count() == 2


def test_a_draft_is_nobody_s_item_and_only_the_cases_named_are_looked_at(story, source):
    story.written()
    one, other = (case(source, n, facts={"item_code": CODE}) for n in ("1", "2"))
    assert match_cases(source.pk) == []

    story.do(review_item, "officer_one", opinion="同意")
    story.do(publish_item, "officer_two")

    assert match_cases(source.pk, [other.pk]) == [other.pk]
    assert items_of(source) == {"1": None, "2": story.item_id} and one.pk != other.pk


def test_a_person_says_which_item_a_name_is_and_its_cases_are_judged_again(story, city, source):
    story.published()
    known = case(source, "1", item_name="施工许可（新办）")
    case(source, "2", item_name="别的")
    match_cases(source.pk)

    told = ItemName.objects.get(name="施工许可（新办）")
    given = {"item_names": [told.pk], "item": story.item_id}
    done = story.do(name_item, "arbiter", of=source, **given)

    assert items_of(source) == {"1": story.item_id, "2": None}
    assert done.event.facts["cases"] == 1
    assert list(Touched.objects.values_list("case_id", flat=True)) == [known.pk]


def test_what_a_guide_said_when_is_told_by_version(story):
    story.published(from_on=date(2025, 7, 1))
    story.do(begin_revision, "housing_clerk", MONDAY, why="压缩时限")
    story.do(
        write_guide, "housing_clerk", MONDAY, **(GUIDE | {"promised_days": 3, "steps": ["审查 3个工作日"]})
    )
    story.do(review_item, "officer_one", MONDAY, opinion="同意")
    story.do(publish_item, "officer_two", MONDAY)

    assert terms_of([story.item_id]) == [
        ItemTerms(story.item_id, date(2025, 7, 1), date(2026, 3, 8), "wd5", "wd7"),
        ItemTerms(story.item_id, MONDAY, None, "wd3", "wd7"),
    ]


def test_terms_become_rules_once_each_and_none_before_anything_is_published(story, source):
    story.reviewed()
    assert limits_of(source) == []
    story.do(publish_item, "officer_two")
    story.published(code="51-2", title="另一许可", promised_days=3, steps=["审查 3个工作日"])

    rules = limits_of(source)

    assert [rule.code for rule in rules] == [
        "approvals.promise.wd3", "approvals.promise.wd5", "approvals.statutory.wd7",
    ]  # fmt: skip
    assert [rule.title.zh for rule in rules][1] == "办事指南承诺时限：5个工作日"


def test_a_case_is_judged_by_the_promise_of_the_day_on_which_it_was_accepted(story, city, source):
    """Five working days for what was accepted on Thursday the 5th, three for Monday the 9th; four days used are late for one."""
    story.published(from_on=date(2025, 7, 1))
    story.do(begin_revision, "housing_clerk", MONDAY, why="压缩时限")
    story.do(
        write_guide, "housing_clerk", MONDAY, **(GUIDE | {"promised_days": 3, "steps": ["审查 3个工作日"]})
    )
    story.do(review_item, "officer_one", MONDAY, opinion="同意")
    story.do(publish_item, "officer_two", MONDAY)
    mapped = MAPPED + "facts: {item_code: {column: 编码, of: case}}\n"
    Source.objects.filter(pk=source.pk).update(mapping=mapped)
    source.refresh_from_db()
    content = f"""办件编号,环节,时间,编码
甲,受理,2026-03-05 09:00,{CODE}
甲,办结,2026-03-11 09:00,
乙,受理,2026-03-09 09:00,{CODE}
乙,办结,2026-03-13 09:00,
丙,受理,2026-03-09 09:00,无此编码
丙,办结,2026-03-31 09:00,
"""
    on = clock.moment_on(date(2026, 4, 1), 12)
    with clock.at(on):
        batch = new_batch(
            source,
            way="file",
            name="三月.csv",
            brought_by=city.accounts["officer_one"],
            content=content.encode(),
        )
        load(batch.pk)
        judge_all(date(2026, 4, 1))

    found = Duty.objects.filter(case__source=source, is_current=True, rule__startswith="approvals.promise.")
    assert sorted(found.values_list("case__number", "rule", "due_on", "late", "term", "used")) == [
        ("乙", "approvals.promise.wd3", date(2026, 3, 12), True, 3, 4),
        ("甲", "approvals.promise.wd5", date(2026, 3, 12), False, 5, 4),
    ]


def happening(number, kind, day, **facts) -> Happening:
    return Happening(number, kind, clock.moment_on(day, 10), day, {"unit_id": 1, **facts}, 1)


@pytest.mark.parametrize(
    ("ended_on", "late"), [(date(2026, 3, 13), False), (date(2026, 3, 16), False), (date(2026, 3, 17), True)]
)
def test_five_working_days_promised_stand_still_during_an_expert_review(story, source, ended_on, late):
    """Accepted on Thursday 5 March, a review from Monday 9 to Wednesday 11: the 6th, 11th, 12th, 13th and 16th count."""
    story.published()
    rules = compile_packs([_pack(limits_of(source))])
    told = [
        happening(1, "approvals.accepted", date(2026, 3, 5), promised="wd5"),
        happening(2, "approvals.excluded_step_begun", date(2026, 3, 9)),
        happening(3, "approvals.excluded_step_ended", date(2026, 3, 11)),
        happening(4, "approvals.decided", ended_on),
    ]

    owed = fold(rules, told, national(), ended_on).owed

    assert [(o.rule.code, o.due_on, o.was_late()) for o in owed] == [
        ("approvals.promise.wd5", date(2026, 3, 16), late)
    ]


def _pack(rules) -> Pack:
    named = {"en": "promises", "zh": "承诺"}
    return Pack(
        pack="promises", version=1, title=named, source=named, levels=["city"], in_force_on=date(2009, 1, 1), rules=rules
    )  # fmt: skip
