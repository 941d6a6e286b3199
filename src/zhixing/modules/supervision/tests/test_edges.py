"""Where things meet: cards and their rights, delays explained, parts and wholes, what is recorded late, two at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.actions.cards import answer_card, challenge_card, decide_card
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import NoPower, NotYours
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.obligations.models import Card, CardState, Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.modules.supervision.actions.doing import explain_delay, report_done
from zhixing.modules.supervision.actions.limits import set_limit
from zhixing.modules.supervision.actions.opening import break_down, issue, withdraw
from zhixing.modules.supervision.actions.receiving import sign
from zhixing.modules.supervision.actions.watching import close, reopen
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.refusals import BeyondParent
from zhixing.modules.supervision.tests.conftest import THURSDAY, Story
from zhixing.web.doors.item import deeds_of

FRIDAY = date(2026, 3, 6)


def pass_days(*days: date) -> None:
    for day in days:
        with clock.at(clock.moment_on(day, 9)):
            tick(clock.now())


def test_the_yellow_card_of_the_limit_makes_the_explanation_owed_and_giving_it_meets_it(story):
    story.under_way()
    pass_days(date(2026, 6, 30))
    assert not Obligation.objects.filter(rule="supervision.explain").exists()

    pass_days(date(2026, 7, 1), date(2026, 7, 2))

    owed = Obligation.objects.get(rule="supervision.explain")
    assert (owed.unit.code, owed.due_on, owed.state) == ("housing", date(2026, 7, 6), "open")
    story.do(
        explain_delay,
        "housing_clerk",
        date(2026, 7, 6),
        cause="objective",
        analysis="雨季",
        new_limit_on="2026-07-31",
    )
    owed.refresh_from_db()
    assert (owed.state, owed.is_late) == ("met", False)
    story.do(set_limit, "officer", date(2026, 7, 7), new_limit_on="2026-07-31", reason="限期解决")
    assert (story.item.limit_on, story.item.first_limit_on) == (date(2026, 7, 31), date(2026, 6, 30))


def test_a_card_is_answered_challenged_and_decided_by_somebody_who_is_no_party(story):
    story.issued()
    pass_days(date(2026, 3, 10))
    card = Card.objects.get(unit=story.city.housing, colour="yellow")
    with pytest.raises(NotYours):
        story.do(answer_card, "finance_clerk", date(2026, 3, 10), card=card.pk, answer="与我无关")
    story.do(answer_card, "housing_clerk", date(2026, 3, 10), card=card.pk, answer="正在指定承办人")
    story.do(challenge_card, "housing_clerk", date(2026, 3, 10), card=card.pk, grounds="系统故障未收到")
    for who in ("officer", "housing_clerk"):
        with pytest.raises((NoPower, NotYours)):
            story.do(
                decide_card,
                who,
                date(2026, 3, 11),
                card=card.pk,
                is_removed=True,
                is_objective=True,
                reason="x",
            )
    card.refresh_from_db()
    assert card.state == CardState.CHALLENGED

    story.do(
        decide_card,
        "arbiter",
        date(2026, 3, 11),
        card=card.pk,
        is_removed=True,
        is_objective=True,
        reason="情况属实",
    )

    card.refresh_from_db()
    assert (card.state, card.is_objective, card.decided_on) == (CardState.REMOVED, True, date(2026, 3, 11))


def offered(story: Story, who: str, on: date) -> list[str]:
    """The actions that stand as buttons, not those that are listed with the reason why not."""
    with clock.at(clock.moment_on(on)):
        deeds = deeds_of(kinds.kind("supervision.item"), story.item, story.city.actor(who))
    return [str(deed.label) for deed in deeds if deed.url]


def test_a_delay_is_to_be_explained_only_once_the_limit_has_passed(story):
    story.under_way()

    assert "说明逾期原因" not in offered(story, "housing_clerk", date(2026, 6, 30))  # the last day
    assert "说明逾期原因" in offered(story, "housing_clerk", date(2026, 7, 1))


def test_a_blue_card_asks_for_nothing_and_a_yellow_one_can_be_answered_and_challenged(story):
    story.under_way()
    pass_days(date(2026, 3, 11))
    blue = list(Card.objects.filter(unit=story.city.housing).values_list("colour", flat=True))
    with_blue = offered(story, "housing_clerk", date(2026, 3, 11))
    pass_days(date(2026, 3, 13))
    yellow = set(Card.objects.filter(unit=story.city.housing).values_list("colour", flat=True))
    with_yellow = offered(story, "housing_clerk", date(2026, 3, 13))

    assert (blue, yellow) == (["blue"], {"blue", "yellow"})
    assert {"回应预警牌", "申诉预警牌"}.isdisjoint(with_blue)
    assert {"回应预警牌", "申诉预警牌"} <= set(with_yellow)


def test_a_signature_of_friday_recorded_on_tuesday_is_in_time_and_the_card_is_to_be_taken_back(story):
    story.issued()
    pass_days(date(2026, 3, 10))
    with clock.at(clock.moment_on(date(2026, 3, 10), 10)):
        perform(
            sign, story.item_id, actor=story.city.actor("housing_clerk"), happened_at=clock.moment_on(FRIDAY, 17),
            handler=story.city.persons["handler"].pk,
        )  # fmt: skip

    owed = Obligation.objects.get(rule="supervision.sign")
    assert (owed.state, owed.is_late, owed.ended_on) == ("met", False, FRIDAY)
    card = Card.objects.get(obligation=owed)
    assert card.removal_proposed_on is not None and card.state == CardState.DRAWN  # a person decides


@pytest.fixture
def broken(story):
    """An item with one part at the town."""
    story.under_way()
    story.do(
        break_down,
        "housing_clerk",
        FRIDAY,
        title="青溪镇片区",
        lead_unit=story.city.town.pk,
        limit_on="2026-05-29",
    )
    return story, SupervisedItem.objects.get(parent_id=story.item_id)


def part(story, child) -> Story:
    found = Story(story.city)
    found.item_id = child.pk
    return found


def done_and_closed(story, clerk, checker, on) -> None:
    story.do(report_done, clerk, on, result="完成")
    proof = story.file(checker, "核查.txt", f"{story.item_id}".encode())
    story.do(close, checker, on, method="visit", finding="属实", evidence=[proof])


def test_nothing_is_reported_done_or_withdrawn_over_an_open_part(broken):
    story, _ = broken

    for spec, who, given in (
        (report_done, "housing_clerk", {"result": "完成"}),
        (withdraw, "officer", {"reason": "不再需要"}),
    ):
        with pytest.raises(GateShut):
            story.do(spec, who, FRIDAY, **given)
    assert story.item.state == State.UNDER_WAY


def test_a_part_answers_to_the_unit_above_and_is_not_reopened_under_a_closed_whole(broken):
    story, child = broken
    person = story.city.persons["stranger"].pk
    below = part(story, child)
    below.do(sign, "stranger", FRIDAY, handler=person)
    done_and_closed(below, "stranger", "housing_head", FRIDAY)
    done_and_closed(story, "housing_clerk", "officer", FRIDAY)

    with pytest.raises(GateShut) as refusal:
        below.do(reopen, "housing_head", FRIDAY, limit_on="2026-04-30", reason="未落实")

    assert "上级事项" in str(refusal.value)
    assert below.item.state == State.CLOSED
    story.do(reopen, "officer", FRIDAY, limit_on="2026-05-29", reason="未落实")
    below.do(reopen, "housing_head", FRIDAY, limit_on="2026-04-30", reason="未落实")
    assert below.item.state == State.UNDER_WAY


def test_a_part_is_not_due_after_the_whole(story):
    story.under_way()

    with pytest.raises(BeyondParent):
        story.do(
            break_down,
            "housing_clerk",
            FRIDAY,
            title="x",
            lead_unit=story.city.town.pk,
            limit_on="2026-07-01",
        )
    assert Matter.objects.count() == 1


def test_no_deed_can_put_an_item_under_another_so_no_breakdown_runs_in_a_circle(broken):
    story, child = broken
    offered = {p.name for spec in actions_of(SupervisedItem).values() for p in spec.parameters}

    assert "parent" not in offered
    assert child.parent_id == story.item_id and story.item.parent_id is None


@pytest.mark.parametrize("who", ["stranger", "transport_clerk"])
def test_what_one_may_not_see_one_cannot_act_on(story, who):
    story.issued()
    before = Event.objects.count()

    with pytest.raises(Refusal) as refusal:
        story.do(sign, who, FRIDAY, handler=story.city.persons["handler"].pk)

    assert refusal.value.code == "not_found"
    assert Event.objects.count() == before


def at_once(*deeds) -> list[object]:
    """Do these in threads that start together; what each got or was refused with, in the order given."""
    ready, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(n, deed):
        try:
            ready.wait(10)
            results[n] = deed()
        except Refusal as refused:
            results[n] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_wins_and_the_other_is_told(transactional_db, city):
    story = Story(city).issued()
    handler = city.persons["handler"].pk

    got = at_once(
        *(lambda who=who: story.do(sign, who, THURSDAY, hour=11, handler=handler) for who in ("housing_clerk", "housing_head"))
    )  # fmt: skip

    refused = [g for g in got if isinstance(g, Refusal)]
    assert len(refused) == 1 and isinstance(refused[0], WrongState)
    assert "办理中" in str(refused[0])
    assert Event.objects.filter(kind="supervision.signed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_does_it_once_and_numbers_have_no_gap(transactional_db, city):
    story = Story(city).registered()

    def click():
        with clock.at(clock.moment_on(THURSDAY, 11)):
            return perform(issue, story.item_id, actor=city.actor("officer", THURSDAY), key="the-same-form")

    got = at_once(click, click)

    done = [g for g in got if not isinstance(g, Refusal)]
    assert len(done) == 2 and sorted(d.again for d in done) == [False, True]
    assert Event.objects.filter(kind="supervision.issued").count() == 1
    assert Story(city).issued(title="下一项").item.number == "云政督〔2026〕2号"
