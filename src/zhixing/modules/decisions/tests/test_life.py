"""The life of a decision beside its gates: limits, lots, bad input, execution, correction, change, liability."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhixing.base import clock
from zhixing.base.refusals import Invalid, Refusal
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters.models import Event
from zhixing.kernel.meetings.models import Seat as MeetingSeat
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.decisions import drawing, meetings
from zhixing.modules.decisions.actions import (
    changing,
    comments,
    deciding,
    executing,
    experts,
    hearings,
    preparing,
    reviewing,
)
from zhixing.modules.decisions.choices import State
from zhixing.modules.decisions.models import Hearing, Seat
from zhixing.modules.decisions.refusals import (
    CommentsUntreated,
    HearingDayNotCome,
    InterestedExpert,
    NoDeclaration,
    NoEvidence,
    NotAdopted,
    NotClassedYet,
    NotHappenedYet,
    NothingToComment,
    NothingToReview,
    OpenDeviations,
    PoolTooSmall,
    ProcedureMissing,
    SignUpOver,
    SignUpStillOpen,
    TooManyChosen,
    ViewsOutstanding,
)
from zhixing.modules.supervision.models import SupervisedItem


def refused(story, refusal, spec, who="housing_clerk", at=0, **given):
    """The deed is refused, and nothing was written."""
    before = Event.objects.count()
    with pytest.raises(refusal) as said:
        story.do(spec, who, at or None, **given)
    assert Event.objects.count() == before
    return said.value


def owed(story, rule):
    return Obligation.objects.get(matter_id=story.pk, rule=rule)


def test_a_decision_is_numbered_when_it_is_begun(story):
    assert story.begun().decision.number == "云政决〔2026〕1号"


def test_the_legality_opinion_is_owed_by_the_reviewer_on_the_agreed_day(story):
    story.begun().drafted()
    story.do(reviewing.send_for_legality_review, legal_unit=story.city.justice.pk)

    due = owed(story, "decisions.legality_opinion")
    assert due.due_on == date(2026, 3, 16) and due.unit_id == story.city.justice.pk
    story.do(reviewing.return_legality_papers, "reviewer", reason="缺起草说明")
    assert owed(story, "decisions.legality_opinion").state == "met"
    story.later(1).do(reviewing.send_for_legality_review, legal_unit=story.city.justice.pk)
    again = Obligation.objects.running().get(matter_id=story.pk, rule="decisions.legality_opinion")
    assert again.due_on == date(2026, 3, 17)


def test_the_pool_the_seed_and_those_drawn_stand_in_the_event_and_anyone_can_draw_again(story):
    story.begun()
    story.admitted("甲", "乙", "丙", "丁")
    story.admitted("戊", institution="市住房和城乡建设局")
    story.do(experts.draw_experts, trade="economy", number=2)

    facts = Event.objects.get(kind="decisions.experts_drawn").facts
    assert facts["pool"] == [f"专〔2026〕{n}号" for n in (1, 2, 3, 4)]
    assert facts["kept_out"] == ["戊（市住房和城乡建设局）"]
    assert drawing.drawn(facts["pool"], 2, facts["seed"]) == facts["drawn_numbers"]
    seats = Seat.objects.values_list("expert__number", flat=True)
    assert set(seats) == set(facts["drawn_numbers"])


def test_seeds_are_fresh_each_time_and_follow_a_word_only_where_one_is_given():
    assert drawing.fresh_seed() != drawing.fresh_seed()
    with clock.at(clock.moment_on(date(2026, 3, 5))), drawing.seeded("演示"):
        first, second = drawing.fresh_seed(), drawing.fresh_seed()
    with clock.at(clock.moment_on(date(2026, 3, 5))), drawing.seeded("演示"):
        assert [drawing.fresh_seed(), drawing.fresh_seed()] == [first, second]
    assert first != second and drawing.fresh_seed() not in (first, second)


def test_every_expert_of_a_pool_is_drawn_about_as_often():
    with clock.at(clock.moment_on(date(2026, 3, 5))), drawing.seeded("公平"):
        first = [drawing.drawn("甲乙丙丁戊", 1, drawing.fresh_seed())[0] for _ in range(5000)]

    assert all(880 <= first.count(one) <= 1120 for one in "甲乙丙丁戊")


def test_a_second_draw_leaves_out_who_was_drawn_before_and_a_pool_that_is_too_small_is_refused(story):
    story.begun()
    story.admitted("甲", "乙", "丙")
    story.do(experts.draw_experts, trade="economy", number=2)
    story.do(experts.draw_experts, trade="economy", number=1)

    assert Seat.objects.count() == 3
    refused(story, PoolTooSmall, experts.draw_experts, trade="economy", number=1)
    refused(story, PoolTooSmall, experts.draw_experts, trade="law", number=0)


def test_a_paused_expert_is_not_drawn_until_returned(story):
    story.begun()
    pk = story.admitted("甲")[0]
    story.do(experts.pause_expert, "officer", pk, reason="出国")

    refused(story, PoolTooSmall, experts.draw_experts, trade="economy", number=1)
    story.do(experts.return_expert, "officer", pk)
    story.do(experts.draw_experts, trade="economy", number=1)
    assert Seat.objects.get().expert_id == pk


def test_who_has_an_interest_or_has_not_declared_gives_no_opinion(story):
    story.begun()
    story.admitted("甲")
    story.do(experts.draw_experts, trade="economy", number=1)
    seat = Seat.objects.get().pk
    given = {"seat": seat, "done_on": story.day.isoformat(), "expert_stance": "for", "opinion": "可行"}

    refused(story, NoDeclaration, experts.record_expert_opinion, evidence=story.file(), **given)
    story.do(experts.declare_interest, seat=seat, is_interested=True)
    refused(story, InterestedExpert, experts.record_expert_opinion, evidence=story.file(), **given)
    story.do(experts.recuse_expert, seat=seat, reason="本人持有供水公司股份")
    assert Seat.objects.get().recused_on == story.day
    with pytest.raises(Refusal, match="不在可选范围"):
        story.do(experts.record_expert_opinion, evidence=story.file(), **given)


def test_a_step_without_a_paper_or_of_tomorrow_is_refused(story):
    story.begun()
    given = {"step": "research", "done_by": "市住建局", "note": "调研"}
    tomorrow = (story.day + timedelta(days=1)).isoformat()

    refused(story, NoEvidence, preparing.take_step, done_on=story.day.isoformat(), evidence=[], **given)
    refused(story, NotHappenedYet, preparing.take_step, done_on=tomorrow, evidence=story.file(), **given)
    assert story.decision.steps.count() == 0


def test_nothing_is_published_or_reviewed_before_there_is_a_draft(story):
    story.begun()

    refused(story, NothingToComment, comments.publish_for_comment, comment_text="草案")
    refused(story, NothingToReview, reviewing.send_for_legality_review, legal_unit=story.city.justice.pk)


def test_what_nobody_has_classed_is_not_tabled(story, under):
    under("supervised-handling")
    story.begun()

    refused(story, NotClassedYet, deciding.table)


def test_the_summary_waits_for_every_comment_s_answer(story):
    story.begun().drafted().do(comments.publish_for_comment, comment_text="草案", days_open=30)
    story.do(comments.submit_comment, "public", opinion="不同意")
    story.later(31).do(comments.close_comment)

    refused(story, CommentsUntreated, comments.publish_comment_summary, note="综述")


def test_a_hearing_before_its_notice_its_day_or_its_list_is_refused(story):
    story.begun().classed().drafted()
    days = {"planned_on": (story.day + timedelta(days=25)).isoformat()}
    until = {"sign_up_until": (story.day + timedelta(days=10)).isoformat()}
    story.do(hearings.call_hearing, title="听证会", topics="水价", place="礼堂", seats=1, **days, **until)
    pk = Hearing.objects.get().pk
    who = {"name": "王", "capacity": "public", "contact": "1"}

    refused(story, SignUpOver, hearings.sign_up, "public", pk, **who)
    story.do(hearings.announce_hearing, at=pk)
    for name in ("甲", "乙"):
        story.do(hearings.sign_up, "public", pk, **(who | {"name": name}))
    ids = list(Hearing.objects.get().participants.values_list("pk", flat=True))
    refused(story, SignUpStillOpen, hearings.name_participants, at=pk, participants=ids[:1], how="抽签")
    story.later(11)
    refused(story, SignUpOver, hearings.sign_up, "public", pk, **who)
    refused(story, TooManyChosen, hearings.name_participants, at=pk, participants=ids, how="抽签")
    story.do(hearings.name_participants, at=pk, participants=ids[:1], how="抽签")
    story.do(hearings.send_hearing_papers, at=pk, done_on=story.day.isoformat(), evidence=story.file())
    held = {"presided_by": "罗文", "present": 1, "record": "笔录"}
    story.later(13)
    refused(story, HearingDayNotCome, hearings.hold_hearing, at=pk, evidence=story.file(), **held)
    story.later(1)
    refused(story, NoEvidence, hearings.hold_hearing, at=pk, evidence=[], **held)
    refused(
        story, TooManyChosen, hearings.hold_hearing, at=pk, evidence=story.file(), **(held | {"present": 2})
    )
    story.do(hearings.hold_hearing, at=pk, evidence=story.file(), **held)
    story.do(hearings.record_view, at=pk, participant=ids[0], view="反对")
    refused(story, ViewsOutstanding, hearings.report_hearing, at=pk, note="报告")


def test_what_the_minutes_did_not_adopt_is_no_decision(story, under):
    under("city-opinion-2009")
    story.begun().classed(is_major=False)
    story.do(deciding.table)
    story.met(outcome="not_adopted")

    refused(story, NotAdopted, deciding.decide, "officer", decision_text="通过")
    story.do(deciding.reject, "officer", reason="会议不予通过")
    assert story.decision.state == State.REJECTED and story.decision.closed_on == story.day


def test_a_meeting_before_the_tabling_does_not_count(story, under):
    under("city-opinion-2009")
    story.begun().classed(is_major=False)
    story.do(deciding.table)
    story.met()
    story.do(deciding.defer, "officer", reason="再研究")
    story.later(3).do(deciding.table)

    refused(story, Refusal, deciding.decide, "officer", decision_text="通过")
    assert meetings.since_tabled(story.decision) == [] and len(meetings.talks_of(story.decision)) == 1


def test_observers_are_owed_the_matter_by_the_next_working_day_and_not_after_the_meeting_was_cancelled(story):
    story.begun()
    story.do(deciding.invite_observers, "officer", observer_class="journalist", observer_names=["方记者", ""])
    due = owed(story, "decisions.tell_observers")

    assert due.due_on == date(2026, 3, 6) and due.state == "open"
    assert list(story.decision.observers.values_list("name", flat=True)) == ["方记者"]
    story.do(deciding.tell_observers, "officer", observers=[story.decision.observers.get().pk])
    assert owed(story, "decisions.tell_observers").state == "met"


def test_publication_is_owed_within_twenty_working_days_and_the_file_after_it(story):
    story.issued()
    assert owed(story, "decisions.publish").state == "open"

    story.do(deciding.publish, "officer", channel="政府网站", explanation="解读")
    assert owed(story, "decisions.publish").state == "met"
    assert owed(story, "decisions.archive").state == "open"
    story.do(deciding.archive, archive_number="2026-JC-001")
    assert owed(story, "decisions.archive").state == "met"
    assert Event.objects.get(kind="decisions.archived").facts["papers"] > 10


def test_notice_to_places_is_owed_when_the_decision_bears_on_them(story):
    story.decided()

    assert owed(story, "decisions.notify_locals").state == "open"
    story.do(deciding.notify_locals, "officer", told=[story.city.town.pk])
    assert owed(story, "decisions.notify_locals").state == "met"


def test_units_report_each_quarter_and_the_tracker_on_the_period_that_is_owed(story):
    story.executing()
    handler, finance = story.city.persons["handler"], story.city.finance

    tracked = Obligation.objects.get(rule="decisions.track")
    assert tracked.person_id == handler.pk and tracked.period == "2026-Q2"
    story.day = date(2026, 7, 2)  # within the grace of the quarter before
    story.do(executing.track, "handler", note="进展正常", proposal="建议增加补贴")
    assert Event.objects.get(kind="decisions.tracked").facts["period"] == "2026-Q2"
    assert Obligation.objects.get(rule="decisions.track", period="2026-Q2").state == "met"
    with clock.at(clock.moment_on(story.day)):
        tick()  # the first whole quarter has begun
    reports = Obligation.objects.filter(rule="decisions.report_execution")
    assert set(reports.values_list("unit_id", "period")) == {
        (finance.pk, "2026-Q3"),
        (story.city.transport.pk, "2026-Q3"),
    }
    story.do(executing.report_execution, "finance_clerk", unit=finance.pk, note="补贴已拨付")


def test_a_new_tracker_owes_the_reports_from_now_on(story):
    story.executing()
    other = story.city.persons["housing_clerk"]

    story.later(1).do(executing.name_tracker, "officer", tracker=other.pk, unit=story.city.housing.pk)

    assert story.kinds[-1] == "decisions.tracker_changed"
    running = Obligation.objects.running().get(rule="decisions.track")
    assert running.person_id == other.pk


def test_a_deviation_is_corrected_within_its_limit_and_keeps_the_decision_open(story):
    story.executing().inspected()
    finance = story.city.finance.pk
    story.do(executing.find_deviation, "officer", unit=finance, note="补贴发放范围过窄")
    due = owed(story, "decisions.correct_deviation")
    close = {"execution_outcome": "完成", "benefit": "实现"}

    assert due.unit_id == finance and due.state == "open"
    refused(story, OpenDeviations, changing.close, "officer", **close)
    one = story.decision.deviations.get().pk
    given = {"deviation": one, "correction_made": "已扩大范围"}
    refused(story, NoEvidence, executing.correct_deviation, "finance_clerk", evidence=[], **given)
    story.do(executing.correct_deviation, "finance_clerk", evidence=story.file("finance_clerk"), **given)
    assert owed(story, "decisions.correct_deviation").state == "met"
    story.do(changing.close, "officer", **close)
    ended = [k for k in story.kinds if k == "decisions.execution_ended"]
    assert len(ended) == 2
    assert (
        not Obligation.objects.running()
        .filter(matter_id=story.pk, rule="decisions.report_execution")
        .exists()
    )


def test_a_deviation_that_was_none_is_owed_no_longer(story):
    story.executing()
    story.do(executing.find_deviation, "officer", unit=story.city.finance.pk, note="疑似超范围")
    one = story.decision.deviations.get().pk

    story.do(executing.dismiss_deviation, "officer", deviation=one, reason="经核实符合决策")

    assert owed(story, "decisions.correct_deviation").state == "excused"
    assert story.decision.deviations.get().is_founded is False


def test_trouble_is_reported_within_three_working_days(story):
    story.executing()
    story.do(executing.record_trouble, "finance_clerk", unit=story.city.finance.pk, note="材料涨价")
    assert owed(story, "decisions.report_trouble").state == "open"

    story.do(executing.report_trouble, "finance_clerk", note="建议调整工期")

    assert owed(story, "decisions.report_trouble").state == "met"


def test_a_decision_is_neither_changed_nor_stopped_without_a_meeting_on_it(story):
    story.executing().later(2).proposed()
    change = {"new_text": "涨幅8%", "reason": "成本下降"}

    refused(story, Refusal, changing.change, "officer", **change)
    refused(story, ProcedureMissing, changing.terminate, "officer", reason="不再需要")
    story.met("joint_review")
    story.do(changing.terminate, "officer", reason="会议决定停止执行")

    assert story.decision.state == State.TERMINATED
    assert story.kinds.count("decisions.execution_ended") == 2


def test_a_meeting_that_discussed_the_decision_before_the_proposal_is_no_procedure(story):
    story.executing().later(1).proposed()

    refused(story, ProcedureMissing, changing.terminate, "officer", reason="不再需要")


def test_what_is_decided_becomes_a_supervised_item_with_the_decision_as_its_origin(story):
    story.decided()
    given = {
        "title": "落实供水补贴",
        "lead_unit": story.city.finance.pk,
        "supervising_unit": story.city.office.pk,
        "limit_on": "2026-12-31",
    }

    story.do(executing.hand_on, "officer", **given)

    item = SupervisedItem.objects.get()
    assert item.origin_id == story.pk and item.state == "draft" and item.limit_on == date(2026, 12, 31)


def test_liability_without_limit_of_time_spares_whose_dissent_the_minutes_hold(story):
    story.tabled().observed()
    story.met("joint_review")
    pk = story.met("executive", dissent=True)
    story.do(deciding.decide, "officer", decision_text="水价调整。")
    speakers = MeetingSeat.objects.filter(meeting_id=pk, views__stance="disagree")
    dissenter, mayor = speakers.get().person, story.city.persons["mayor"]

    for person in (dissenter, mayor):
        story.do(changing.find_grave_error, "arbiter", person_answerable=person.pk, note="造成重大损失")

    told = list(Event.objects.filter(kind="decisions.grave_error_found").order_by("id"))
    assert [e.facts["dissent_recorded"] for e in told] == [True, False]


def test_a_bypassed_joint_review_is_put_before_a_person(story):
    story.decided()

    story.do(changing.find_bypass, "arbiter", unit=story.city.housing.pk, note="另行会议更改")

    assert story.kinds[-1] == "decisions.joint_review_bypassed"


def test_a_link_set_again_is_replaced_and_a_dropped_one_stays_in_the_record(story):
    story.begun().linked()
    story.linked()
    assert story.decision.links.count() == 1

    story.do(executing.drop_link, "officer", link=story.decision.links.get().pk, reason="合并")

    assert story.decision.links.count() == 0
    assert Event.objects.get(kind="decisions.link_dropped").facts["link"] == "价格测算"


def test_papers_follow_the_deeds_each_with_its_article(story):
    story.issued()

    kinds = list(Letter.objects.filter(matter_id=story.pk).order_by("id").values_list("kind", "number"))
    assert kinds == [
        ("decisions.comment_notice", "云政征〔2026〕1号"),
        ("decisions.comment_report", "云政采〔2026〕1号"),
        ("decisions.legality_paper", "云政审〔2026〕1号"),
        ("decisions.decision_paper", "云政决发〔2026〕1号"),
    ]
    notice = Letter.objects.get(kind="decisions.comment_notice").value()
    assert notice.title == "关于公开征求《云川市城区供水价格调整方案》意见的公告"
    assert notice.bases[0].article == "《重大行政决策程序暂行条例》第十五条"
    assert Letter.objects.get(kind="decisions.hearing_notice").number == "云政听〔2026〕1号"


@pytest.mark.parametrize("days", [0, -3])
def test_no_days_for_comment_are_refused_even_with_a_reason(story, days):
    story.begun().drafted()

    refused(
        story,
        Refusal,
        comments.publish_for_comment,
        comment_text="草案",
        days_open=days,
        shortening_reason="急",
    )


def test_a_hearing_on_a_day_that_has_passed_or_with_no_seat_is_refused(story):
    story.begun()
    past = {"planned_on": "2026-03-01", "sign_up_until": "2026-02-20", "seats": 3}
    none = {"planned_on": "2026-04-20", "sign_up_until": "2026-04-01", "seats": 0}

    for wrong in (past, none):
        refused(story, Refusal, hearings.call_hearing, title="听证", topics="水价", place="礼堂", **wrong)
    refused(story, Invalid, hearings.call_hearing, title="听证", topics="水价", place="礼堂")
    assert Hearing.objects.count() == 0


def test_the_measures_count_what_the_tabs_list(story, under):
    from zhixing.kernel.measures.register import Scope
    from zhixing.modules.decisions.measures import UNDECIDED, UNDONE

    under("city-opinion-2009")
    story.begun().classed(is_major=False)
    story.do(deciding.table)
    story.met()

    day = story.day
    officer = story.city.actor("officer", day)
    for days, n in ((30, 0), (31, 1)):
        with clock.at(clock.moment_on(day + timedelta(days=days))):
            assert UNDECIDED.count(Scope(officer, clock.today())) == n
    story.do(deciding.decide, "officer", decision_text="通过")
    assert UNDECIDED.count(Scope(officer, day + timedelta(days=90))) == 0
    assert UNDONE.count(Scope(officer, day + timedelta(days=30))) == 0
    assert UNDONE.count(Scope(officer, day + timedelta(days=31))) == 1
