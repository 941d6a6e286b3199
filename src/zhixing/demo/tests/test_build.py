"""The city as built: every deed really done, everything that time does really done by time, and nothing twice."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import TestCase

from zhixing.base import clock
from zhixing.demo import build
from zhixing.demo.accounts import DEMO_ACCOUNTS, PASSWORD
from zhixing.demo.refusals import NotEmpty
from zhixing.demo.verifying import what_is_wrong
from zhixing.kernel.access.actors import actor_of
from zhixing.kernel.access.models import Account, Seat
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter, Participation
from zhixing.kernel.notices.inbox import unread_count
from zhixing.kernel.obligations.models import Card, Finding, FindingState, Obligation
from zhixing.kernel.organisation.chart import chart_on
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import Circular, FieldCheck, QuarterlyReport, SupervisedItem

BY_PEOPLE = {
    *("registered", "amended", "issued", "withdrawn", "passed_on", "broken_down", "listed", "signed"),
    *("support_signed", "objected", "objection_rejected", "planned", "progress_reported", "delay_explained"),
    *("done_reported", "extension_asked", "extension_decided", "limit_set", "held", "resumed"),
    *("urged", "coordinated", "sent_back", "closed", "reopened", "transfer_proposed", "responsible_named"),
}
TOGETHER = {f"matters.{name}" for name in ("circulated", "read", "agreement_asked", "agreement_given")}
BY_TIME = ["obligations.card_drawn", "obligations.card_escalated"]

UNTIL, ITEMS = date(2026, 6, 30), 40


@pytest.mark.slow(45)
class TestTheCity(TestCase):
    """One small city, built once, for all that follows."""

    @classmethod
    def setUpTestData(cls):
        cls.city = build.build(UNTIL, ITEMS)

    @pytest.fixture(autouse=True)
    def _captured(self, capsys):
        self.capsys = capsys

    def test_it_holds_what_it_says(self):
        assert self.city == {
            "until": "2026-06-30",
            "units": 79,
            "persons": 300,
            "items": ITEMS,
            "events": Event.objects.count(),
        }
        assert (Unit.objects.count(), Person.objects.count()) == (79, 300)
        assert SupervisedItem.objects.filter(origin=None).count() == ITEMS  # others hand theirs on

    def test_every_state_and_every_kind_of_event_occurs(self):
        kinds = set(Event.objects.values_list("kind", flat=True))

        assert set(SupervisedItem.objects.values_list("state", flat=True)) == set(State.values)
        assert {f"supervision.{name}" for name in BY_PEOPLE} - kinds == set()
        assert TOGETHER - kinds == set()
        assert set(BY_TIME) - kinds == set()

    def test_the_office_made_its_rounds(self):
        checks = Counter(FieldCheck.objects.values_list("state", flat=True))
        circulars = Counter(Circular.objects.values_list("state", flat=True))

        assert set(checks) >= {"planned", "closed", "cancelled"}
        assert set(circulars) >= {"review", "concluded"}
        assert set(QuarterlyReport.objects.values_list("state", flat=True)) == {"closed"}

    def test_everything_happened_before_the_last_day_and_was_recorded_then(self):
        last = clock.moment_on(UNTIL, 0)

        assert not Event.objects.filter(happened_at__gt=last).exists()
        assert [e.pk for e in Event.objects.all() if e.recorded_at != e.happened_at] == []

    def test_time_drew_its_cards_and_only_time(self):
        drawn = Event.objects.filter(kind="obligations.card_drawn")

        assert set(Card.objects.values_list("colour", flat=True)) == {"blue", "yellow", "red"}
        assert drawn.count() == Card.objects.count()
        assert set(drawn.values_list("actor__username", flat=True)) == {"service.time"}

    def test_what_is_late_today_stands_there_with_its_card(self):
        late = Obligation.objects.filter(rule="supervision.finish").overdue(UNTIL - timedelta(days=3))

        assert late.count() >= 2
        assert [o for o in late if not o.cards.filter(colour__in=["yellow", "red"]).exists()] == []

    def test_derived_columns_hold_and_the_check_would_see_if_they_did_not(self):
        assert what_is_wrong() == []
        item = SupervisedItem.objects.filter(state=State.UNDER_WAY).first()
        with transaction.atomic():
            Matter.objects.filter(pk=item.pk).update(due_on=date(2030, 1, 1))
            Participation.objects.filter(matter_id=item.pk, standing="lead").update(until_at=clock.now())
            found = what_is_wrong()
            transaction.set_rollback(True)

        assert [line.split(":")[0] for line in found] == ["audience", "due_on"]

    def test_findings_wait_for_a_person_and_rest_on_events(self):
        found = list(Finding.objects.all())

        assert found
        assert {f.state for f in found} == {FindingState.PROPOSED}
        assert all(Event.objects.filter(pk__in=f.evidence).count() == len(f.evidence) > 0 for f in found)

    def test_each_event_is_told_in_both_languages(self):
        for row in Event.objects.select_related("matter"):
            told = events.tell(row)
            assert told.text("zh") and told.text("en")
            assert "{" not in told.text("zh")

    def test_somebody_acted_for_an_absent_one_and_the_record_names_both(self):
        stood_in = Event.objects.exclude(on_behalf_of="").first()

        assert stood_in is not None
        assert stood_in.actor_name != stood_in.on_behalf_of
        assert f"（代{stood_in.on_behalf_of}）" in events.tell(stood_in).text("zh")

    def test_the_told_accounts_open_with_the_told_password(self):
        accounts = {a.username: a for a in Account.objects.all()}

        assert all(accounts[a.username].check_password(PASSWORD) for a in DEMO_ACCOUNTS)
        assert all(accounts[a.username].is_active for a in DEMO_ACCOUNTS)
        assert Seat.objects.count() == 3

    def test_who_left_cannot_sign_in_any_more(self):
        assert set(
            Account.objects.filter(is_active=False).values_list("person__left_on", flat=True)
        ).isdisjoint({None})
        assert Account.objects.filter(is_active=False).count() == 7

    def test_inspection_sees_all_of_the_city_and_a_bureau_its_own(self):
        inspector, clerk = (
            actor_of(Account.objects.get(username=name), on=UNTIL) for name in ("ducha", "zhujian")
        )

        assert SupervisedItem.objects.visible_to(inspector).filter(origin=None).count() == ITEMS
        assert 0 < SupervisedItem.objects.visible_to(clerk).count() < ITEMS

    def test_only_the_last_week_lies_unread_in_an_inbox(self):
        inspector = actor_of(Account.objects.get(username="ducha"), on=UNTIL)

        assert unread_count(inspector) < 100

    def test_the_chart_of_a_year_ago_is_another_one(self):
        before = {p.short_name for p in chart_on(UNTIL - timedelta(days=365))}
        now = {p.short_name for p in chart_on(UNTIL)}

        assert before - now == {"市地方金融监管局", "市粮食和储备局", "市重点工程办"}
        assert now - before == {"市地方金融管理局"}

    def test_lead_units_are_many_and_some_have_more_than_others(self):
        leads = Counter(SupervisedItem.objects.values_list("lead_unit__short_name", flat=True))

        assert len(leads) >= 15

    def test_asked_again_it_says_so_quickly_and_changes_nothing(self):
        before = Event.objects.count()

        assert build.main(["--json"]) == 0
        assert json.loads(self.capsys.readouterr().out) == {"built": False}
        assert build.main([]) == 0
        assert "演示城市已经建立" in self.capsys.readouterr().out
        assert Event.objects.count() == before

    def test_a_second_city_is_refused_beside_the_first(self):
        before = Event.objects.count()

        with pytest.raises(NotEmpty) as refusal:
            build.main(["--again"])

        assert "79" in refusal.value.why()
        assert Event.objects.count() == before
