"""What if: history read again under a change, against what happened, and nothing written."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.obligations.what_if import Change, ask
from zhixing.kernel.rulebook.models import Rulebook
from zhixing.kernel.rulebook.refusals import UnknownRule
from zhixing.modules.supervision.actions.doing import report_done
from zhixing.modules.supervision.actions.receiving import sign

pytestmark = pytest.mark.django_db(transaction=True)
THURSDAY, MONDAY, TUESDAY = date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 10)
AS_OF = date(2026, 4, 30)


@pytest.fixture
def signed_on_monday(city, story):
    """Issued on a Thursday, signed on Monday, the last of two working days."""
    story.issued(THURSDAY)
    story.do(sign, "housing_clerk", MONDAY, handler=city.persons["handler"].pk)
    return story


def asked(story, change: Change, as_of: date = AS_OF):
    return ask(Matter.objects.all(), story.city.gov.pk, change, as_of)


def of_sign(outcome):
    return [m for m in outcome.moved if m.duty.text("en") == "Sign for the item"]


def counts() -> list[int]:
    return [model.objects.count() for model in (Event, Obligation, Card, Rulebook)]


def test_a_shorter_limit_makes_late_what_was_in_time_and_a_longer_one_does_not(signed_on_monday):
    shorter = asked(signed_on_monday, Change(rule="supervision.sign", amount=1))
    longer = asked(signed_on_monday, Change(rule="supervision.sign", amount=3))

    (moved,) = of_sign(shorter)
    assert (moved.was_due_on, moved.would_be_due_on) == (MONDAY, date(2026, 3, 6))
    assert (moved.was_late, moved.would_be_late) == (False, True)
    assert shorter.late[1] == shorter.late[0] + 1
    assert of_sign(longer)[0].would_be_due_on == TUESDAY
    assert longer.late[0] == longer.late[1]


def test_a_day_that_rests_moves_the_last_day_to_the_next_worked_one(signed_on_monday):
    (moved,) = of_sign(asked(signed_on_monday, Change(days={MONDAY: True})))

    assert (moved.was_due_on, moved.would_be_due_on) == (MONDAY, TUESDAY)


def test_without_its_pack_nothing_is_owed(signed_on_monday):
    outcome = asked(signed_on_monday, Change(without=frozenset({"supervised-handling"})))

    assert all(m.would_be_due_on is None for m in outcome.moved)
    assert outcome.weeks
    assert all(would == 0 for _, would in outcome.weeks.values())


def test_another_warning_changes_the_cards_and_no_date(signed_on_monday):
    change = Change(rule="supervision.sign", warn_colour="red", warn_before=1)

    outcome = asked(signed_on_monday, change)

    assert outcome.cards["red"][1] == outcome.cards["red"][0] + 1
    assert outcome.moved == []


def test_the_same_rules_come_out_the_same(signed_on_monday):
    outcome = asked(signed_on_monday, Change(rule="supervision.sign", amount=2))

    assert (outcome.moved, outcome.late[0]) == ([], outcome.late[1])


def test_what_happened_is_what_is_stored(city, story):
    story.under_way(THURSDAY)
    story.do(report_done, "housing_clerk", date(2026, 7, 2), result="全部完工")  # two days after the limit
    with clock.at(clock.moment_on(date(2026, 7, 3), 9)):
        tick()

    outcome = asked(story, Change(rule="supervision.sign", amount=2), date(2026, 7, 3))

    late = Obligation.objects.filter(is_late=True).count()
    late += Obligation.objects.overdue(date(2026, 7, 3)).count()
    assert outcome.late[0] == late > 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Change(rule="supervision.sign", amount=1), id="a limit"),
        pytest.param(Change(days={MONDAY: True}), id="a day"),
        pytest.param(Change(without=frozenset({"supervised-handling"})), id="a pack"),
    ],
)
def test_in_bulk_the_answer_is_the_same(signed_on_monday, change):
    other = type(signed_on_monday)(signed_on_monday.city).under_way(THURSDAY)
    other.do(report_done, "housing_clerk", date(2026, 4, 2), result="全部完工")

    folded = asked(signed_on_monday, change)
    bulk = ask(Matter.objects.all(), signed_on_monday.city.gov.pk, change, AS_OF, bulk_from=0)

    assert bulk == folded
    assert folded.matters == 2


def test_nothing_is_written_and_an_unknown_rule_is_refused(signed_on_monday):
    before = counts()
    asked(signed_on_monday, Change(rule="supervision.sign", amount=1))

    with pytest.raises(UnknownRule):
        asked(signed_on_monday, Change(rule="no.such_rule", amount=1))
    assert counts() == before


def test_the_page_answers_and_writes_nothing(signed_on_monday):
    client = Client()
    client.force_login(signed_on_monday.city.accounts["officer"])
    before = counts()  # signing in is on the record too
    address = "/administration/rules/what-if/?first=2026-01-01&last=2026-12-31&rule=supervision.sign&amount=1"
    with clock.at(clock.moment_on(AS_OF, 9)):
        body = client.get(address).content.decode()

    assert "推演逾期责任" in body
    assert "2026年3月6日" in body
    assert counts() == before


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("amount=abc&rule=supervision.sign", "1 至 3650 的整数"),
        ("first=2026-13-01&amount=1&rule=supervision.sign", "日期有误"),
        ("first=2026-05-01&last=2026-01-01&amount=1&rule=supervision.sign", "截止日早于起始日"),
        ("rest=mayday", "多个日期以空格分隔"),
        ("amount=3", "请选择要调整期限的规则"),
        ("rule=", "请至少填写一项假设"),
        ("rule=no.such&amount=1&first=2026-01-01", "没有名为"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_where(signed_on_monday, question, said):
    client = Client()
    client.force_login(signed_on_monday.city.accounts["officer"])
    with clock.at(clock.moment_on(AS_OF, 9)):
        body = client.get(f"/administration/rules/what-if/?{question}").content.decode()

    assert said in body


def test_matters_that_the_reader_may_not_find_are_not_read(signed_on_monday):
    client = Client()
    client.force_login(signed_on_monday.city.accounts["stranger"])
    with clock.at(clock.moment_on(AS_OF, 9)):
        body = client.get(
            "/administration/rules/what-if/?first=2026-01-01&rule=supervision.sign&amount=1"
        ).content.decode()

    assert "老旧小区" not in body
