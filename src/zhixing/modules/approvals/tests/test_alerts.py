"""From a judged duty to a closed alert: raised once, answered, challenged, removed, followed, put right, closed."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.modules.approvals.alerts import EXCUSED_SQL, Raised, excused_duties
from zhixing.modules.approvals.alerts.machine import raise_alert
from zhixing.modules.approvals.alerts.raising import _hand
from zhixing.modules.approvals.models import Alert, Duty, Source
from zhixing.modules.approvals.tests.story_alerts import Watch, kinds, watch

_ = watch  # the fixture
MARCH = {day: date(2026, 3, day) for day in range(1, 32)}
YELLOW, RED, BLUE = ("yellow", MARCH[16]), ("red", MARCH[23]), ("blue", MARCH[10])


def test_a_late_duty_is_brought_in_once_with_its_card_its_holder_and_a_term_to_answer(watch: Watch):
    duty = watch.duty(BLUE, YELLOW)

    assert watch.let_raise(MARCH[16], duty) == Raised(raised=1)
    assert watch.let_raise(MARCH[16], duty) == watch.let_raise(MARCH[16]) == Raised()

    alert = Alert.objects.get()
    owed = Obligation.objects.get(matter_id=alert.pk, rule="approvals.decide")
    assert (alert.number, alert.state, alert.colour, alert.ground) == (
        "云政督监〔2026〕1号",
        "raised",
        "yellow",
        "time",
    )
    assert alert.title == "市行政审批系统办件甲2026-0001：作出行政许可决定"
    assert sorted(alert.audience) == sorted([watch.city.housing.pk, watch.city.office.pk])
    assert alert.due_on == owed.due_on == MARCH[13] and (owed.unit, owed.closed_on) == (
        watch.city.housing,
        None,
    )
    cards = Card.objects.order_by("drawn_on").values_list("colour", "drawn_on", "answer_due_on")
    assert list(cards) == [("blue", MARCH[10], None), ("yellow", MARCH[16], MARCH[19])]
    told = Notice.objects.get(unit=watch.city.housing, kind="approvals.alert_raised")
    assert told.zh == (
        "云政督监〔2026〕1号“市行政审批系统办件甲2026-0001：作出行政许可决定”：电子监察对市住房和城乡建设局生成预警："
        "市行政审批系统办件甲2026-0001，“作出行政许可决定”（时效），黄牌。请于2026年3月19日前回应。"
    )
    assert audit() == []


def test_what_raises_an_alert_and_what_does_not(watch: Watch):
    def due(*cards, **fields):
        return watch.duty(*cards, case=f"乙{Duty.objects.count()}", **fields)

    ended = {"state": "met", "ended_on": MARCH[12]}
    before = due(("yellow", date(2026, 2, 27)))  # before the source was watched
    reminded = due(BLUE)
    done_after_reminder = due(BLUE, **ended)
    nobody = due(YELLOW, unit=None)
    gone = due(YELLOW, is_current=False)
    tomorrow = due(("yellow", MARCH[17]))

    watch.let_raise(MARCH[16])

    assert list(Alert.objects.values_list("duty", flat=True)) == [reminded.pk]
    watch.judge(nobody, YELLOW, unit=watch.city.finance)
    watch.let_raise(MARCH[17])
    raised = set(Alert.objects.values_list("duty", flat=True))
    assert raised == {reminded.pk, nobody.pk, tomorrow.pk}
    assert raised.isdisjoint({before.pk, done_after_reminder.pk, gone.pk})
    assert Alert.objects.get(duty=nobody).lead_unit == watch.city.finance


def test_a_source_that_is_only_counted_raises_nothing(watch: Watch):
    watch.source.watched_from = None
    watch.source.save()

    assert watch.let_raise(MARCH[23], watch.duty(YELLOW, RED)) == Raised()


def test_the_second_worker_finds_a_duty_brought_in_already_and_changes_nothing(watch: Watch):
    duty = watch.duty(YELLOW)
    watch.let_raise(MARCH[16], duty)
    before = Event.objects.count(), Matter.objects.count(), Card.objects.count()

    with pytest.raises(Refusal) as refusal:
        perform(raise_alert, actor=_hand(watch.city.gov.pk, {}), duty=duty.pk)

    assert refusal.value.code == "approvals.nothing_to_raise"
    assert (Event.objects.count(), Matter.objects.count(), Card.objects.count()) == before


def test_a_source_whose_packs_clash_is_put_off_and_keeps_nobody_waiting(watch: Watch, caplog):
    watch.duty(YELLOW)
    Source.objects.update(packs=["administrative-licensing", "administrative-licensing"])

    assert watch.let_raise(MARCH[16]) == Raised() and "is put off" in caplog.text
    Source.objects.update(packs=["administrative-licensing"])
    assert watch.let_raise(MARCH[16]) == Raised(raised=1)


def test_nobody_raises_an_alert_by_hand(watch: Watch):
    duty = watch.duty(YELLOW)
    with pytest.raises(Refusal) as refusal:
        perform(raise_alert, actor=watch.city.actor("officer"), duty=duty.pk)

    assert refusal.value.code == "actions.no_power" and not Alert.objects.exists()


def test_done_late_and_answered_it_is_closed_by_itself(watch: Watch):
    duty = watch.duty(YELLOW)
    watch.let_raise(MARCH[16], duty)
    alert = Alert.objects.get()

    watch.judge(duty, YELLOW, state="met", ended_on=MARCH[17], late=True)
    assert watch.let_raise(MARCH[17], duty) == Raised(followed=1)
    watch("answer_card", alert, "housing_clerk", MARCH[18], card=watch.card(alert).pk, answer="已办结")
    assert watch.let_raise(MARCH[18]) == Raised(closed=1)

    alert = watch.now(alert)
    assert (alert.state, alert.outcome, alert.closed_on, alert.due_on) == ("closed", "late", MARCH[18], None)
    assert kinds(alert) == ["alert_raised", "card_drawn", "alert_rejudged", "card_answered", "alert_closed"]
    assert not excused_duties().exists()


def test_a_reminder_that_helped_leaves_nothing_behind(watch: Watch):
    alert = watch.raised(MARCH[10], BLUE)

    watch.judge(alert.duty, BLUE, state="met", ended_on=MARCH[12])
    assert watch.let_raise(MARCH[12]) == Raised(followed=1, closed=1)

    alert = watch.now(alert)
    assert (alert.state, alert.outcome) == ("closed", "in_time")


def test_a_correction_that_makes_it_in_time_proposes_removal_and_a_person_decides(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW)

    watch.judge(alert.duty, state="met", ended_on=MARCH[12], late=False)  # entered five days late
    assert watch.let_raise(MARCH[17]) == Raised(followed=1)
    card = watch.card(alert)
    assert (card.state, card.removal_proposed_on) == ("drawn", MARCH[17])  # the machine only proposes
    with pytest.raises(Refusal) as refusal:
        watch(
            "decide_card",
            alert,
            "officer",
            MARCH[18],
            card=card.pk,
            is_removed=True,
            is_objective=False,
            reason="补录",
        )
    assert refusal.value.code == "actions.not_yours" and watch.card(alert).state == "drawn"
    given = {"card": card.pk, "is_removed": True, "is_objective": False, "reason": "按补录记录已按期办结"}
    watch("decide_card", alert, "arbiter", MARCH[18], **given)
    watch.let_raise(MARCH[18])

    alert = watch.now(alert)
    assert (alert.state, alert.outcome) == ("closed", "removed")
    assert list(excused_duties()) == [alert.duty]


def test_a_duty_that_was_none_is_excused_and_its_card_proposed_for_removal(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW)

    watch.judge(alert.duty, is_current=False)
    watch.let_raise(MARCH[17])

    owed = Obligation.objects.get(matter_id=alert.pk, rule="approvals.decide")
    assert (owed.state, owed.closed_on, owed.is_late) == ("excused", MARCH[17], False)
    assert watch.card(alert).removal_proposed_on == MARCH[17] and watch.now(alert).due_on is None


def test_a_later_limit_proposes_removal_and_the_proposal_falls_when_it_is_late_again(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW)

    watch.judge(alert.duty, due_on=MARCH[20])
    watch.let_raise(MARCH[17])
    assert watch.card(alert).removal_proposed_on == MARCH[17] and watch.now(alert).due_on == MARCH[20]
    watch.judge(alert.duty, ("yellow", MARCH[23]), due_on=MARCH[20])
    watch.let_raise(MARCH[23])

    card = watch.card(alert)
    assert (card.removal_proposed_on, card.drawn_on, card.state) == (None, MARCH[16], "drawn")


def test_an_objective_cause_removes_the_card_and_the_score_goes_back_only_when_every_card_is_gone(
    watch: Watch,
):
    alert = watch.red()

    watch.settle_card(alert, MARCH[24], "yellow", is_removed=True)
    assert not excused_duties().exists()  # the red one still stands
    watch.settle_card(alert, MARCH[24], "red", is_removed=True)

    assert list(excused_duties()) == [alert.duty]
    assert list(
        Duty.objects.raw(f"select d.* from approvals_duty d where {EXCUSED_SQL.replace('%', '%%')}")
    ) == [alert.duty]
    card = watch.card(alert, "red")
    assert (card.state, card.is_objective, card.decision) == ("removed", True, "经核实")
    assert kinds(alert)[-4:] == ["card_challenged", "card_decided", "card_challenged", "card_decided"]


def test_an_upheld_card_stays_and_counts(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW, state="met", ended_on=MARCH[16], late=True)

    watch.settle_card(alert, MARCH[17], is_removed=False)
    watch.let_raise(MARCH[17])

    alert = watch.now(alert)
    assert (alert.outcome, watch.card(alert).state) == ("late", "upheld")
    assert not excused_duties().exists()


def test_a_closed_alert_opens_again_when_a_correction_makes_it_late(watch: Watch):
    alert = watch.raised(MARCH[10], BLUE)
    watch.judge(alert.duty, BLUE, state="met", ended_on=MARCH[12])
    watch.let_raise(MARCH[12])

    watch.judge(alert.duty, BLUE, YELLOW, state="met", ended_on=MARCH[16], late=True)
    assert watch.let_raise(MARCH[18]) == Raised(followed=1)

    alert = watch.now(alert)
    assert (alert.state, alert.outcome, alert.closed_on, alert.colour) == ("raised", "", None, "yellow")
    assert watch.card(alert).answer_due_on == MARCH[23]  # three working days from the day it became known
    assert kinds(alert)[-2:] == ["alert_rejudged", "card_drawn"]


def test_a_unit_that_is_named_otherwise_takes_the_alert_over(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW)

    watch.judge(alert.duty, YELLOW, unit=watch.city.finance)
    watch.let_raise(MARCH[17])

    alert = watch.now(alert)
    assert alert.lead_unit == watch.city.finance
    assert sorted(alert.audience) == sorted([watch.city.finance.pk, watch.city.office.pk])


def test_a_red_card_waits_for_whoever_watches_though_it_was_answered(watch: Watch):
    alert = watch.red()
    watch.judge(alert.duty, YELLOW, RED, state="met", ended_on=MARCH[24], late=True)
    watch.let_raise(MARCH[24])
    for colour in ("yellow", "red"):
        watch(
            "answer_card",
            alert,
            "housing_clerk",
            MARCH[25],
            card=watch.card(alert, colour).pk,
            answer="已办结",
        )

    assert watch.let_raise(MARCH[25]) == Raised()
    closed = watch("close", alert, "officer", MARCH[25], conclusion="已约谈，予以办结。")
    assert (closed.state, closed.outcome) == ("closed", "late")


def test_an_explanation_is_owed_to_the_public_when_a_promise_is_broken(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW, rule="approvals.keep_promise")

    owed = Obligation.objects.get(matter_id=alert.pk, rule="approvals.explain_publicly")
    assert (owed.unit, owed.due_on, owed.state) == (watch.city.housing, MARCH[19], "open")
    watch(
        "explain_delay", alert, "housing_clerk", MARCH[19], explanation="因系统升级，办理时间延长两个工作日。"
    )

    owed.refresh_from_db()
    assert (owed.state, owed.is_late) == ("met", False)
    with pytest.raises(Refusal) as refusal:
        watch("explain_delay", alert, "housing_clerk", MARCH[20], explanation="再次说明")
    assert refusal.value.code == "approvals.nothing_to_explain"
    assert watch.now(alert).explanation == "因系统升级，办理时间延长两个工作日。"


def test_time_takes_an_unanswered_card_to_the_unit_above(watch: Watch):
    from zhixing.kernel.obligations.tick import tick

    alert = watch.raised(MARCH[16], YELLOW)
    with clock.at(clock.moment_on(MARCH[20], 9)):
        tick()

    card = watch.card(alert)
    assert (card.escalated_on, card.escalated_to) == (MARCH[20], watch.city.gov)


def test_a_system_that_never_says_why_is_not_alleged_to_have_had_no_reason():
    from zhixing.kernel.rulebook.loading import shipped
    from zhixing.modules.approvals.limits import rules_for
    from zhixing.modules.approvals.mapping import parse

    columns = "case: no\nactivity: step\nmoment: at\n"
    law = [shipped()["administrative-licensing"]]

    silent = rules_for(parse(columns, "m"), law).checks
    telling = rules_for(parse(columns + "facts: {reason: {column: why}}\n", "m"), law).checks

    assert telling.keys() - silent.keys() == {"approvals.refusal_reasons"}
    assert "approvals.tell_once" in silent
