"""Every gate of the rulebook before a deed on a decision: refused once, with nothing changed, and passed once."""

from __future__ import annotations

from operator import methodcaller
from typing import Any

import pytest

from zhixing.kernel.matters.models import Event
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.modules.decisions.actions import (
    changing,
    comments,
    deciding,
    executing,
    hearings,
    preparing,
    reviewing,
)
from zhixing.modules.decisions.choices import HearingState, State
from zhixing.modules.decisions.models import Hearing
from zhixing.modules.decisions.tests.conftest import PACKS, Story

MAJOR, CITY, OPINION, RISK, MINISTRY = PACKS


def refused(
    story: Story, rule: str, spec: Any, who: str = "housing_clerk", at: int = 0, **given: Any
) -> GateShut:
    """The deed is refused by this rule, and nothing changed."""
    before = Event.objects.count()
    stood = story.decision.state

    with pytest.raises(GateShut) as refusal:
        story.do(spec, who, at or None, **given)

    assert refusal.value.facts["rule"] == rule
    assert refusal.value.on_what_ground()
    assert Event.objects.count() == before and story.decision.state == stood
    return refusal.value


@pytest.mark.parametrize(
    ("rule", "packs", "skip", "mend"),
    [
        pytest.param("decisions.research_first", [CITY], ["research"], methodcaller("step", "research"), id="no investigation"),
        pytest.param("decisions.experts_first", [CITY], ["experts"], Story.argued, id="a large project without experts"),
        pytest.param("decisions.experts_heard", [MAJOR], ["experts"], Story.argued, id="specialised without experts"),
        pytest.param("decisions.legality_reviewed", [MAJOR], ["legality"], Story.reviewed, id="not reviewed"),
    ],
)  # fmt: skip
def test_tabling_without_a_step_is_refused_until_it_is_taken(story, under, rule, packs, skip, mend):
    under(*packs)
    story.prepared("hearing", *skip)

    refused(story, rule, deciding.table)
    mend(story)
    story.do(deciding.table)

    assert story.decision.state == State.TABLED


def test_for_the_congress_alone_experts_come_first_where_the_narrow_reading_is_chosen(story, under):
    under(CITY, city_expert_scope="congress_only")
    story.prepared("hearing", "experts", "comment", to_congress=True, matter_class="local_regulation")

    refused(story, "decisions.experts_first_congress", deciding.table)
    story.argued().do(deciding.table)

    assert story.decision.state == State.TABLED


def test_a_report_that_the_article_asks_for_is_missing(story, under):
    under(MAJOR)
    story.begun().classed(
        touches_market=True, is_major=True, is_exploratory_reform=False
    ).drafted().reviewed()

    refused(story, "decisions.papers_complete", deciding.table)
    story.step("fair_competition").do(deciding.table)

    assert story.decision.state == State.TABLED


def test_experts_heard_without_an_answer_leave_the_papers_incomplete(story, under):
    under(MAJOR)
    story.begun().classed(is_specialised=True).drafted().argued(treated=False).reviewed()

    refused(story, "decisions.papers_complete", deciding.table)


def test_a_dispute_is_set_out_before_the_meeting(story, under):
    under(MAJOR)
    story.begun().classed().drafted().reviewed()
    units = [story.city.finance.pk]
    story.do(preparing.gather_opinions, disagreeing=units, evidence=story.file())

    refused(story, "decisions.dispute_told", deciding.table)
    story.do(preparing.tell_dispute, dispute="财政局认为补贴来源不明；本局认为可列入预算。")
    story.do(deciding.table)

    assert story.decision.state == State.TABLED


def test_an_unlawful_draft_is_never_tabled_not_even_as_a_reform(story, under):
    under(MAJOR)
    story.begun().classed(is_exploratory_reform=True).drafted().reviewed("unlawful")
    story.do(reviewing.state_risk, note="可能与上位法冲突。")

    refused(story, "decisions.legality_reviewed", deciding.table)


def test_a_reform_without_a_rule_of_the_state_is_tabled_with_its_risk(story, under):
    under(MAJOR)
    story.begun().classed(is_exploratory_reform=True).drafted().reviewed("unsettled")

    refused(story, "decisions.legality_reviewed", deciding.table)
    story.do(reviewing.state_risk, note="尚无上位法依据。")
    story.do(deciding.table)

    assert story.decision.state == State.TABLED


def test_a_new_draft_after_the_review_must_be_reviewed_again(story, under):
    under(MAJOR)
    story.begun().classed().drafted().reviewed().drafted()

    refused(story, "decisions.legality_reviewed", deciding.table)


CONSULT = methodcaller("step", "consultation")
ASK = methodcaller("step", "local_opinion")
TALK = methodcaller("step", "symposium")
DECIDE = {"decision_text": "水价分两年调整。"}


@pytest.mark.parametrize(
    ("rule", "packs", "skip", "mend"),
    [
        pytest.param("decisions.consultation_held", [CITY], ["consultation"], CONSULT, id="an economic matter, no consultation"),
        pytest.param("decisions.local_opinion_first", [MINISTRY], ["local_opinion", "symposium"], ASK, id="places not asked"),
        pytest.param("decisions.risk_controllable", [MAJOR], ["risk"], Story.assessed, id="risk not assessed"),
        pytest.param("decisions.public_takes_part", [MINISTRY], ["comment", "symposium"], TALK, id="neither published nor heard"),
        pytest.param("decisions.observers_present", [RISK], [], Story.observed, id="no observer"),
        pytest.param("decisions.three_joined", [OPINION], ["experts"], Story.argued, id="without an expert"),
    ],
)  # fmt: skip
def test_deciding_without_a_step_is_refused_until_it_is_taken(story, under, rule, packs, skip, mend):
    under(*packs)
    story.prepared("hearing", *skip, vital_interests=packs != [CITY])
    story.do(deciding.table)
    story.met("joint_review")
    story.met("executive")

    refused(story, rule, deciding.decide, "officer", **DECIDE)
    mend(story)
    story.do(deciding.decide, "officer", **DECIDE)

    assert story.decision.state == State.DECIDED


def test_what_touches_vital_interests_is_not_decided_without_a_hearing(story, under):
    under(CITY)
    story.begun().classed(vital_interests=True, sphere="internal").drafted().step("research").argued()
    story.do(deciding.table)
    story.met()

    refused(story, "decisions.hearing_held", deciding.decide, "officer", **DECIDE)
    story.do(deciding.defer, "officer", reason="先行听证")
    story.heard()
    story.do(deciding.table)
    story.met()
    story.do(deciding.decide, "officer", **DECIDE)

    assert story.decision.state == State.DECIDED


@pytest.mark.parametrize(
    ("rule", "packs", "choice"),
    [
        ("decisions.public_or_other", [MINISTRY], {"ministry_vital_interest": "one_is_enough"}),
        ("decisions.observers_or_other", [RISK], {"vital_interest_devices": "one_is_enough"}),
    ],
)
def test_where_one_device_is_enough_one_of_them_opens_the_gate(story, under, rule, packs, choice):
    under(*packs, **choice)
    story.begun().classed(vital_interests=True, local_or_trade=False).drafted()
    story.do(deciding.table)
    story.met()

    refused(story, rule, deciding.decide, "officer", **DECIDE)
    story.step("symposium").do(deciding.decide, "officer", **DECIDE)

    assert story.decision.state == State.DECIDED


def test_a_chief_s_office_meeting_is_no_collective_discussion(story, under):
    under(MAJOR)
    story.begun().classed(may_harm_stability=False).drafted().reviewed()
    story.do(deciding.table)
    story.met("chief")

    refused(story, "decisions.collective", deciding.decide, "officer", **DECIDE)
    story.met("plenary")
    story.do(deciding.decide, "officer", **DECIDE)

    assert story.decision.decided_in == "plenary"


@pytest.mark.parametrize(
    ("rule", "pack"), [("decisions.by_meeting", OPINION), ("decisions.decider_named", MINISTRY)]
)
def test_without_a_meeting_and_its_minutes_nothing_is_decided(story, under, rule, pack):
    under(pack)
    story.begun().classed(is_major=False, local_or_trade=False, vital_interests=False).drafted()
    story.do(deciding.table)

    refused(story, rule, deciding.decide, "officer", **DECIDE)
    story.met()
    story.do(deciding.decide, "officer", **DECIDE)

    assert story.decision.state == State.DECIDED


def test_a_penalty_decided_by_the_executive_meeting_alone_is_refused(story, under):
    under(RISK)
    story.begun().classed(matter_kind="penalty", vital_interests=False).drafted()
    story.do(deciding.table)
    story.met("executive")

    refused(story, "decisions.joint_review_only", deciding.decide, "officer", **DECIDE)
    story.met("joint_review")
    story.do(deciding.decide, "officer", **DECIDE)

    assert story.decision.decided_in == "joint_review"


def test_a_joint_review_decision_is_changed_by_a_joint_review_meeting_only(story, under):
    under(RISK)
    story.begun().classed(matter_kind="penalty", vital_interests=False).drafted()
    story.do(deciding.table)
    story.met("joint_review")
    story.do(deciding.decide, "officer", **DECIDE)
    story.do(deciding.issue, "officer")
    story.later(5).proposed().met("executive")
    change = {"new_text": "改为8%", "reason": "成本下降"}

    refused(story, "decisions.joint_review_stands", changing.change, "officer", **change)
    assert story.decision.decision_text == "水价分两年调整。"
    story.met("joint_review")
    story.do(changing.change, "officer", **change)

    assert story.decision.decision_text == "改为8%" and story.decision.change_count == 1


def test_twenty_nine_days_for_comment_need_a_published_reason(story):
    story.begun().drafted()
    text = {"comment_text": "草案"}

    refused(story, "decisions.public_comment", comments.publish_for_comment, days_open=29, **text)
    assert story.decision.comment_opened_on is None
    story.do(comments.publish_for_comment, days_open=29, shortening_reason="汛期供水应急", **text)

    assert story.decision.comment_until.isoformat() == "2026-04-03"


def test_comment_is_closed_on_the_day_after_its_last_day_and_not_before(story):
    story.begun().drafted().do(comments.publish_for_comment, comment_text="草案", days_open=30)

    story.later(30)
    refused(story, "decisions.comment_over", comments.close_comment)
    story.later(1).do(comments.close_comment)

    assert story.decision.comment_closed_on == story.day


def test_a_hearing_is_held_seven_days_after_its_papers_with_a_public_list(story):
    story.begun().classed().drafted()
    pk = story.hearing()
    people = list(Hearing.objects.get(pk=pk).participants.values_list("pk", flat=True))
    story.later(19)
    held = {"presided_by": "罗文", "present": 2, "record": "笔录"}
    story.do(hearings.name_participants, at=pk, participants=people, how="按报名先后")
    story.do(hearings.send_hearing_papers, at=pk, done_on=story.day.isoformat(), evidence=story.file())
    story.later(6)

    refused(story, "decisions.hearing_papers", hearings.hold_hearing, at=pk, evidence=story.file(), **held)
    story.later(1).do(hearings.hold_hearing, at=pk, evidence=story.file(), **held)

    assert Hearing.objects.get(pk=pk).state == HearingState.HELD


def test_the_gate_on_the_list_of_participants_reads_the_day_it_was_made_public(story):
    story.begun().classed().drafted()
    hearing = Hearing.objects.get(pk=story.hearing())

    assert hearing.gate_facts()["participants_published"] is False
    hearing.named_on = story.day
    assert hearing.gate_facts()["participants_published"] is True


def test_six_working_days_for_the_review_need_a_reason(story):
    story.begun().drafted()
    unit = {"legal_unit": story.city.justice.pk}

    refused(
        story, "decisions.review_time", reviewing.send_for_legality_review, working_days_allowed=6, **unit
    )
    story.do(reviewing.send_for_legality_review, working_days_allowed=7, **unit)

    assert story.decision.legality_due_on.isoformat() == "2026-03-16"


def test_a_decision_is_not_issued_before_it_was_reported_to_the_party_committee(story, under):
    under(MAJOR)
    story.begun().classed(may_harm_stability=False).drafted().reviewed()
    story.do(deciding.table)
    story.met()
    story.do(deciding.decide, "officer", **DECIDE)

    refused(story, "decisions.party_report", deciding.issue, "officer")
    on = story.day.isoformat()
    story.do(deciding.report_to_party, "officer", done_on=on, evidence=story.file("officer"))
    story.do(deciding.issue, "officer")

    assert story.decision.state == State.ISSUED


def test_execution_is_assigned_when_every_link_has_unit_person_and_liability(story):
    story.issued()
    given = {"executing_units": [story.city.finance.pk], "execute_by": "2026-12-31"}
    link = {"unit": story.city.finance.pk, "person": story.city.persons["vice"].pk}

    refused(story, "decisions.links_named", executing.assign_execution, "officer", **given)
    story.do(executing.set_link, "officer", link_name="价格测算", **link)
    refused(story, "decisions.links_named", executing.assign_execution, "officer", **given)
    story.do(executing.set_link, "officer", link_name="价格测算", liability="行政责任", **link)
    story.do(executing.assign_execution, "officer", **given)

    assert story.decision.executing_ids == {story.city.finance.pk}


def test_execution_does_not_begin_without_a_tracker(story):
    story.issued().linked()
    given = {"executing_units": [story.city.finance.pk], "execute_by": "2026-12-31"}
    story.do(executing.assign_execution, "officer", **given)

    refused(story, "decisions.tracker_named", executing.start_implementation, "officer")
    tracker = {"tracker": story.city.persons["handler"].pk, "unit": story.city.housing.pk}
    story.do(executing.name_tracker, "officer", **tracker)
    story.do(executing.start_implementation, "officer")

    assert story.decision.state == State.EXECUTING


def test_only_the_head_suspends_in_urgency_and_only_what_was_reported(story):
    story.executing()
    mayor, vice = story.city.persons["mayor"].pk, story.city.persons["vice"].pk
    urgent = {"is_urgent": True, "reason": "水厂停产"}

    refused(story, "decisions.suspend", changing.suspend, "officer", ordered_by=mayor, **urgent)
    story.do(executing.record_trouble, "finance_clerk", unit=story.city.finance.pk, note="水厂停产")
    story.do(executing.report_trouble, "finance_clerk", note="建议中止")
    refused(story, "decisions.suspend", changing.suspend, "officer", ordered_by=vice, **urgent)
    story.do(changing.suspend, "officer", ordered_by=mayor, **urgent)

    assert story.decision.state == State.SUSPENDED


def test_after_a_meeting_on_the_change_it_may_be_suspended_without_urgency(story):
    story.executing().later(3).proposed()
    vice = {"ordered_by": story.city.persons["vice"].pk, "reason": "按会议决定"}

    refused(story, "decisions.suspend", changing.suspend, "officer", **vice)
    story.met("joint_review")
    story.do(changing.suspend, "officer", **vice)

    assert story.decision.state == State.SUSPENDED


def test_who_made_the_main_appraisal_does_not_evaluate_later(story):
    story.executing()

    refused(
        story, "decisions.evaluator_other", changing.commission_evaluation, "officer",
        evaluator="云川市工程咨询院", reason="执行满一年",
    )  # fmt: skip
    story.do(changing.commission_evaluation, "officer", evaluator="云川大学", reason="执行满一年")

    assert story.decision.evaluator == "云川大学"


def test_a_decision_is_inspected_before_it_is_closed(story):
    story.executing()
    given = {"execution_outcome": "已全部落实", "benefit": "管网漏损率降至9%"}

    refused(story, "decisions.inspected", changing.close, "officer", **given)
    story.inspected().do(changing.close, "officer", **given)

    assert story.decision.state == State.CLOSED and story.decision.closed_on == story.day
