"""From registration to the start: every gate refused once and passed once."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base.refusals import Invalid, NotFound
from zhixing.kernel.actions.refusals import NoPower, NotChoosable, NotYours
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.modules.projects.actions.founding import amend, register
from zhixing.modules.projects.actions.keeping import record_progress
from zhixing.modules.projects.actions.linking import link_leader, link_unit_leaders
from zhixing.modules.projects.actions.running import cancel, complete, resume, start, suspend
from zhixing.modules.projects.choices import State
from zhixing.modules.projects.models import Project, UnitLink
from zhixing.modules.projects.refusals import (
    EndsBeforeItBegins,
    LinkedAlready,
    MilestonesOpen,
    NoLinkedLeader,
    NoMilestones,
    NotItsLeader,
    SitesMissing,
)
from zhixing.modules.projects.tests.conftest import THURSDAY

FRIDAY = date(2026, 3, 6)


def refused(story, spec, who, refusal, on=FRIDAY, **given):
    """The refusal, after seeing that neither the project nor its record changed."""
    before = (Project.objects.filter(pk=story.project_id).values().first(), Event.objects.count())
    with pytest.raises(refusal) as told:
        story.do(spec, who, on, **given)
    assert (Project.objects.filter(pk=story.project_id).values().first(), Event.objects.count()) == before
    return str(told.value)


def test_a_registered_project_has_its_number_its_units_and_its_facts(story, city):
    project = story.registered().project

    assert project.number == "云重项〔2026〕1号"
    assert (project.state, project.level, project.key_field) == (State.DRAFT, "city", "government_invested")
    assert (project.sites, str(project.total_yuan)) == (["南环路东段", "南环路西段"], "128000000.00")
    assert project.taking_part_ids == {city.housing.pk, city.finance.pk}
    assert not Obligation.objects.exists()


def test_bad_basics_are_refused(story):
    basics = basics_of(story.city)
    said = refused(
        story, register, "steerer", EndsBeforeItBegins, **(basics | {"planned_until_on": "2026-02-28"})
    )
    assert "早于" in said
    assert "建设地点" in refused(story, register, "steerer", SitesMissing, **(basics | {"sites": [""]}))
    refused(story, register, "steerer", Invalid, **(basics | {"total_yuan": "-1"}))
    assert not Project.objects.exists()


def basics_of(city):
    return {
        "title": "x", "project_level": "city", "category": "other", "sites": ["a"], "total_yuan": "1.00",
        "planned_from_on": "2026-03-01", "planned_until_on": "2026-12-31", "key_office": city.key_office.pk,
        "lead_unit": city.housing.pk,
    }  # fmt: skip


def test_it_does_not_start_while_a_unit_has_not_linked_its_leaders(story, city):
    story.registered().linked("housing").grouped()

    assert "尚未落实主要领导、分管领导挂钩" in refused(
        story, start, "steerer", GateShut, linked_leader=city.persons["vice"].pk
    )


def test_it_does_not_start_without_the_work_group_of_the_lead_unit(story, city):
    story.registered().linked("housing").linked("finance")
    assert "工作组" in refused(story, start, "steerer", GateShut, linked_leader=city.persons["vice"].pk)

    story.grouped(head="housing_deputy", deputy="housing_head")
    assert "主要领导任组长" in refused(
        story, start, "steerer", GateShut, linked_leader=city.persons["vice"].pk
    )


def test_it_does_not_start_without_milestones_or_without_a_leader(story, city):
    story.registered().linked("housing").linked("finance").grouped()
    assert "节点" in refused(story, start, "steerer", NoMilestones, linked_leader=city.persons["vice"].pk)

    story.prepared()
    assert "尚未明确挂钩领导" in refused(story, start, "steerer", NoLinkedLeader)


def test_the_start_links_the_leader_and_asks_for_meetings_filing_and_the_quarter(story, city):
    project = story.under_way().project

    assert (project.state, project.started_on) == (State.UNDER_WAY, THURSDAY)
    assert project.linked_leader == city.persons["vice"]
    owed = {(o.rule, o.period, o.due_on): o.person or o.unit for o in Obligation.objects.running()}
    assert owed == {("projects.file_ledger", "", FRIDAY): city.housing}
    kinds = list(
        Event.objects.filter(matter_id=project.pk).order_by("-id").values_list("kind", flat=True)[:2]
    )
    assert kinds == ["projects.leader_linked", "projects.started"]


def test_a_leader_planned_at_registration_is_linked_at_the_start(story, city):
    story.prepared(linked_leader=city.persons["vice"].pk)
    assert -city.persons["vice"].pk not in story.project.audience

    story.do(start, "steerer", THURSDAY, hour=11)

    assert -city.persons["vice"].pk in story.project.audience
    assert Event.objects.get(kind="projects.leader_linked").facts["person_id"] == city.persons["vice"].pk


def test_leaders_are_linked_by_the_post_they_hold_and_only_for_one_s_own_unit(story, city):
    story.registered()
    persons = city.persons
    given = {"top_leader": persons["housing_deputy"].pk, "leader_in_charge": persons["housing_head"].pk}
    assert "不是市住房和城乡建设局的主要负责人" in refused(
        story, link_unit_leaders, "housing_clerk", NotItsLeader, unit=city.housing.pk, **given
    )
    right = {"top_leader": persons["housing_head"].pk, "leader_in_charge": persons["housing_deputy"].pk}
    refused(story, link_unit_leaders, "finance_clerk", NotChoosable, unit=city.housing.pk, **right)
    assert not UnitLink.objects.exists()

    story.linked("housing").linked("housing")

    assert [(link.top_leader.name, link.until_on) for link in UnitLink.objects.order_by("id")] == [
        ("郭建平", THURSDAY),
        ("郭建平", None),
    ]


def test_another_leader_takes_over_and_the_same_one_is_refused(story, city):
    story.under_way()
    assert "已是" in refused(
        story, link_leader, "steerer", LinkedAlready, linked_leader=city.persons["vice"].pk, reason="调整"
    )

    story.do(link_leader, "steerer", FRIDAY, linked_leader=city.persons["deputy"].pk, reason="分工调整")

    assert story.project.linked_leader == city.persons["deputy"]
    told = Event.objects.filter(kind__startswith="projects.leader").order_by("id")
    assert [(e.kind, e.facts["leader"]) for e in told] == [
        ("projects.leader_linked", "沈若兰"),
        ("projects.leader_unlinked", "沈若兰"),
        ("projects.leader_linked", "范一鸣"),
    ]


def test_suspended_resumed_and_completed_only_when_every_milestone_was_reached(story, city):
    story.under_way()
    story.do(suspend, "steerer", FRIDAY, reason="汛期停工")
    assert story.project.suspended_on == FRIDAY
    refused(story, complete, "steerer", WrongState, completed_on="2026-03-06")
    story.do(resume, "steerer", FRIDAY, reason="汛期结束")
    assert "尚有 2 个节点未完成" in refused(
        story, complete, "steerer", MilestonesOpen, completed_on="2026-03-06"
    )

    story.project.milestones.update(reached_on=FRIDAY)
    story.do(complete, "steerer", date(2027, 4, 30), completed_on="2027-04-30", result="验收合格")

    project = story.project
    assert (project.state, project.progress_percent, project.closed_on) == (
        State.COMPLETED,
        100,
        date(2027, 4, 30),
    )
    assert Event.objects.get(kind="projects.completed").facts["slip_days"] == 30  # first plan: 31 March


def test_a_project_given_up_owes_nothing_more(story):
    story.under_way()
    story.do(cancel, "steerer", FRIDAY, reason="规划调整")

    assert story.project.state == State.CANCELLED
    assert not Obligation.objects.running().exists()


def test_basic_facts_are_amended_with_old_and_new_on_record(story):
    story.under_way()
    story.do(
        amend, "steerer", FRIDAY, title="南环路改造工程", category="infrastructure", key_field="government_invested",
        owner="云川城建集团", sites=["南环路东段"], total_yuan="130000000.00", planned_from_on="2026-03-01",
        planned_until_on="2027-06-30", reason="批复调整",
    )  # fmt: skip

    assert Event.objects.get(kind="projects.amended").facts["changed"] == [
        "建设地点 南环路东段、南环路西段 → 南环路东段",
        "总投资（元） 128000000.00 → 130000000.00",
    ]


def test_who_may_what(story, city):
    story.prepared()
    refused(story, start, "housing_clerk", NoPower, linked_leader=city.persons["vice"].pk)
    with pytest.raises(NotFound):
        story.do(link_unit_leaders, "stranger", FRIDAY, unit=city.town.pk, top_leader=1, leader_in_charge=1)
    story.do(start, "steerer", FRIDAY, linked_leader=city.persons["vice"].pk)
    refused(story, record_progress, "finance_clerk", NotYours, progress="x", progress_percent=3)
