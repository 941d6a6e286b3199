"""Changing the rules: two persons, every difference in words, what is open keeps its rules, statutes only shorter."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.rulebook import service
from zhixing.kernel.rulebook.loading import parse
from zhixing.kernel.rulebook.local import LocalValue, laid_over, must_be_allowed
from zhixing.kernel.rulebook.models import Rulebook
from zhixing.kernel.rulebook.refusals import LocalLonger, NoAmountToSet, UnknownRule
from zhixing.kernel.rulebook.tests.test_packs import HEAD, RULE
from zhixing.modules.administration import rule_changes
from zhixing.modules.administration.actions.rules import (
    confirm,
    decline,
    propose_choice,
    propose_packs,
    propose_undoing,
    propose_value,
)
from zhixing.modules.administration.models import RuleProposal
from zhixing.modules.administration.refusals import (
    DecidedAlready,
    NoSuchOption,
    NoSuchPacks,
    NothingChanges,
    ProposedYourself,
    SeenOtherwise,
)

pytestmark = pytest.mark.django_db(transaction=True)
FRIDAY = date(2026, 11, 20)
LIMIT = "2027-06-30"
SIGN = {
    "rule": "supervision.sign",
    "from_on": "2026-11-20",
    "amount": 1,
    "unit": "working_days",
    "reason": "云政办〔2026〕9号",
}


@pytest.fixture(autouse=True)
def _friday():
    with clock.at(clock.moment_on(FRIDAY, 14)):
        yield


def proposed(city, spec=propose_value, who="system", **given) -> RuleProposal:
    return perform(spec, actor=city.actor(who, FRIDAY), jurisdiction=city.gov.pk, **given).item


def seen(proposal: RuleProposal) -> str:
    return rule_changes.fingerprint(rule_changes.changed_by(proposal))


def confirmed(city, proposal: RuleProposal, who="system2") -> Event:
    return perform(confirm, proposal.pk, actor=city.actor(who, FRIDAY), seen=seen(proposal)).event


def sign_due(story) -> date:
    return Obligation.objects.get(rule="supervision.sign", matter_id=story.item_id).due_on


def told(proposal: RuleProposal) -> list[tuple[str, str]]:
    return [(one.rule, one.said.text("zh")) for one in rule_changes.changed_by(proposal)]


def test_the_difference_is_told_in_words_and_nothing_is_written_before_a_second_person_confirms(city):
    books = Rulebook.objects.count()

    proposal = proposed(city, **SIGN)

    assert told(proposal) == [("supervision.sign", "自2026-11-20起：2个工作日 → 1个工作日")]
    assert Rulebook.objects.count() == books


def test_a_confirmed_value_holds_for_what_is_opened_from_then_on_and_what_is_open_keeps_its_rule(city, story):
    before = story.issued(FRIDAY, limit_on=LIMIT)
    other = type(story)(city)
    assert sign_due(before) == date(2026, 11, 24)

    event = confirmed(city, proposed(city, **SIGN))
    other.issued(FRIDAY, limit_on=LIMIT)

    assert (sign_due(before), sign_due(other)) == (date(2026, 11, 24), date(2026, 11, 23))
    assert event.facts["n"] == 1
    assert Rulebook.objects.get(pk=event.facts["rulebook"]).locals[0]["reason"] == "云政办〔2026〕9号"


def test_it_is_undone_by_another_dated_entry_and_both_stay_on_record(city, story):
    confirmed(city, proposed(city, **SIGN))
    undoing = proposed(city, propose_undoing, rule="supervision.sign", from_on="2026-11-20", reason="恢复")
    confirmed(city, undoing)

    story.issued(FRIDAY, limit_on=LIMIT)

    assert sign_due(story) == date(2026, 11, 24)
    assert [kept["amount"] for kept in service.latest(city.gov.pk).locals] == [1, None]


def test_who_proposed_it_does_not_confirm_it_also_in_the_database(city):
    proposal = proposed(city, **SIGN)
    books = Rulebook.objects.count()

    with pytest.raises(ProposedYourself):
        confirmed(city, proposal, "system")
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleProposal.objects.filter(pk=proposal.pk).update(decided_by=proposal.proposed_by, is_confirmed=True)

    assert Rulebook.objects.count() == books


def test_what_changed_since_it_was_seen_is_looked_at_again(city):
    first, second = proposed(city, **SIGN), proposed(city, **(SIGN | {"amount": 3}))
    shown = seen(second)
    confirmed(city, first)
    books = Rulebook.objects.count()

    with pytest.raises(SeenOtherwise):
        perform(confirm, second.pk, actor=city.actor("system2", FRIDAY), seen=shown)

    assert Rulebook.objects.count() == books
    second.refresh_from_db()
    assert second.waits


def test_declined_is_decided_and_changes_nothing(city):
    proposal = proposed(city, **SIGN)
    books = Rulebook.objects.count()

    perform(decline, proposal.pk, actor=city.actor("system2", FRIDAY), reason="依据不足")

    assert Rulebook.objects.count() == books
    proposal.refresh_from_db()
    with pytest.raises(DecidedAlready):
        perform(confirm, proposal.pk, actor=city.actor("system2", FRIDAY), seen="")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        pytest.param({**SIGN, "rule": "supervision.no_such"}, UnknownRule, id="no such rule"),
        pytest.param({**SIGN, "rule": "supervision.finish"}, NoAmountToSet, id="a limit set in each deed"),
        pytest.param({**SIGN, "amount": 2}, NothingChanges, id="the same value"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_kept(city, given, refusal):
    with pytest.raises(refusal):
        proposed(city, **given)

    assert RuleProposal.objects.count() == 0


def test_unknown_packs_and_options_are_refused(city):
    with pytest.raises(NoSuchPacks):
        proposed(city, propose_packs, packs=["supervised-handling", "nonsense"], reason="试")
    with pytest.raises(NoSuchOption):
        proposed(city, propose_choice, setting="nonsense", option="a", reason="试")

    assert RuleProposal.objects.count() == 0


def test_switching_a_pack_on_tells_each_new_rule(city):
    proposal = proposed(
        city, propose_packs, packs=["supervised-handling", "quarterly-report"], reason="启用季度报告"
    )

    assert ("supervision.quarterly_report", "新增规则") in told(proposal)
    confirmed(city, proposal)
    assert "supervision.quarterly_report" in service.ruleset(service.latest_id(city.gov.pk)).timed


STATUTE = parse(
    HEAD.replace("in_force_on:", "national: true\nin_force_on:") + RULE.replace("amount: 2", "amount: 20"),
    "try.yaml",
)


def local(amount: int | None, unit: str = "working_days", day: date = FRIDAY) -> LocalValue:
    return LocalValue("try.one", day, amount, unit, "承诺")


@pytest.mark.parametrize(
    ("amount", "unit"), [(21, "working_days"), (29, "natural_days"), (1, "months"), (100, "hours")]
)
def test_a_promise_over_a_statute_is_never_longer_than_the_law(amount, unit):
    with pytest.raises(LocalLonger):
        must_be_allowed([STATUTE], local(amount, unit))


@pytest.mark.parametrize(
    ("amount", "unit"), [(20, "working_days"), (5, "working_days"), (10, "natural_days")]
)
def test_an_equal_or_shorter_promise_is_allowed(amount, unit):
    assert must_be_allowed([STATUTE], local(amount, unit)).code == "try.one"


def test_local_values_lie_over_the_packs_own_by_day():
    days = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 9, 1)]
    pack = laid_over(STATUTE, [local(5, day=days[0]), local(None, day=days[1]), local(8, day=days[2])])

    assert [(v.from_on, v.amount) for v in pack.rules[0].values] == [
        (date(2020, 1, 1), 20), (days[0], 5), (days[1], 20), (days[2], 8)
    ]  # fmt: skip
    assert STATUTE.rules[0].values[0].amount == 20
