"""Accounts, roles, seats and stand-ins: who may decide what about whom, and what never comes together in one person."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.city import OPENED
from zhixing.base import clock
from zhixing.kernel.access.models import Account, CustomRole, Grant, Office, Seat, StandIn, Token
from zhixing.kernel.access.tokens import account_of
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.refusals import NoPower
from zhixing.kernel.actions.register import all_actions
from zhixing.kernel.matters.models import Event
from zhixing.modules.administration import refusals
from zhixing.modules.administration.actions import accounts, own, roles, seats
from zhixing.modules.administration.handing_out import handed_out
from zhixing.modules.administration.own import OWN, with_own
from zhixing.modules.supervision.actions.receiving import sign

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.moment_on(TODAY, 14)):
        yield


def do(city, spec, thing, who="security", **given):
    actor = with_own(city.actor(who, TODAY))
    return perform(spec, thing.pk if thing is not None else None, actor=actor, **given)


def granting(city, whom="stranger", who="security", **more):
    given = {"role": "supervision.officer", "unit": city.gov.pk, "reach": "below", "from_on": "2026-11-20"}
    return do(city, roles.grant, city.accounts[whom], who, **(given | more))


def test_a_first_password_is_handed_out_once_and_stands_in_no_event(city):
    done = do(
        city,
        accounts.create,
        None,
        username="newcomer",
        person=city.person("new", "江新", city.finance, "staff", account=False).pk,
    )

    secret = handed_out(done.item)
    assert done.item.check_password(secret.text) and done.item.must_change_password
    assert secret.text not in str(done.event.facts)
    assert handed_out(Account.objects.get(pk=done.item.pk)) is None


def test_the_page_shows_the_first_password_once_and_it_opens_the_door_to_a_new_one(city, signed_in):
    person = city.person("new", "江新", city.finance, "staff", account=False)

    shown = (
        signed_in("security")
        .post(
            "/administration/accounts/new/create/",
            {"username": "newcomer", "person": person.pk, "once": "k1"},
        )
        .content.decode()
    )

    password = re.search(r'zx-reference">([^<]+)<', shown)[1]
    again = signed_in("security").post(
        "/administration/accounts/new/create/",
        {"username": "newcomer", "person": person.pk, "once": "k1"},
        follow=True,
    )
    assert password not in again.content.decode()
    client = Client()
    client.post("/account/login/", {"login": "newcomer", "password": password})
    assert client.get("/administration/own/")["Location"] == "/account/password/"


def test_a_locked_account_is_out_at_once_and_its_keys_are_dead(city, signed_in):
    browser = signed_in("stranger")
    token = do(city, own.issue_token, None, "stranger", name="脚本", expires_on="2026-12-31").item
    secret = handed_out(token).text
    assert account_of(secret) is not None

    do(city, accounts.lock, city.accounts["stranger"], reason="离岗")

    assert browser.get("/administration/own/").status_code == 302
    assert account_of(secret) is None


def test_a_reset_password_ends_every_session(city, signed_in):
    browser = signed_in("stranger")

    do(city, accounts.reset_password, city.accounts["stranger"])

    assert browser.get("/administration/own/").status_code == 302


@pytest.mark.parametrize(
    ("spec", "given"),
    [
        (accounts.lock, {"reason": "x"}),
        (accounts.reset_password, {}),
        (accounts.reset_second_factor, {"reason": "x"}),
        (seats.appoint_administrator, {"office": "audit", "from_on": "2026-11-20"}),
    ],
)
def test_nobody_decides_about_the_own_account(city, spec, given):
    with pytest.raises(refusals.NotForYourself):
        do(city, spec, city.accounts["security"], **given)

    assert Event.objects.count() == 0


def test_nobody_grants_himself(city):
    before = Grant.objects.count()

    with pytest.raises(refusals.NotForYourself):
        granting(city, whom="security")

    assert Grant.objects.count() == before and Event.objects.count() == 0


@pytest.mark.parametrize("who", ["system", "audit", "officer"])
def test_only_the_security_administrator_grants(city, who):
    before = Grant.objects.count()

    with pytest.raises(NoPower):
        granting(city, who=who)

    assert Grant.objects.count() == before


def test_a_granted_role_opens_and_a_revoked_one_closes(city):
    grant = granting(city).item
    assert city.actor("stranger", TODAY).has("supervision.register")

    do(city, roles.revoke, grant, reason="调离")

    assert not city.actor("stranger", TODAY).has("supervision.register")


def test_a_role_holds_from_its_first_to_its_last_day(city):
    granting(city, from_on="2026-11-25", until_on="2026-11-26")

    held = [city.actor("stranger", date(2026, 11, n)).has("supervision.register") for n in (24, 25, 26, 27)]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"role": "no.such"}, refusals.UnknownRole),
        ({"until_on": "2026-11-19"}, refusals.DaysReversed),
        ({"whom": "system"}, refusals.SeatedAccount),
    ],
)
def test_what_cannot_be_granted_is_refused_and_nothing_changes(city, more, refusal):
    before = Grant.objects.count()

    with pytest.raises(refusal):
        granting(city, **more)

    assert Grant.objects.count() == before and Event.objects.count() == 0


@pytest.mark.parametrize(
    "power", ["access.manage", "system.manage", "audit.read", "administration.unheard_of", OWN]
)
def test_a_custom_role_cannot_hold_an_administrators_power(city, power):
    given = {"code": "mine", "name": "自定", "name_en": "Mine", "powers": ["supervision.view", power]}

    with pytest.raises(refusals.PowerNotForRoles):
        do(city, roles.create_role, None, **given)

    assert not CustomRole.objects.exists()


def test_a_custom_role_works_like_a_declared_one_and_changes_at_once(city):
    role = do(
        city,
        roles.create_role,
        None,
        code="watcher",
        name="观察员",
        name_en="Watcher",
        powers=["supervision.view"],
    ).item
    Grant.objects.filter(account=city.accounts["stranger"]).delete()
    granting(city, role="watcher")
    assert city.actor("stranger", TODAY).has("supervision.view")

    do(city, roles.change_role, role, powers=["supervision.check"])

    assert not city.actor("stranger", TODAY).has("supervision.view")
    assert city.actor("stranger", TODAY).has("supervision.check")


def free_person(city, key="free", name="尤闲"):
    city.person(key, name, city.finance, "staff")
    return city.accounts[key]


def test_one_person_never_holds_two_offices(city):
    account = free_person(city)
    do(city, seats.appoint_administrator, account, office="audit", from_on="2026-11-20")

    with pytest.raises(refusals.OneSeatOnly):
        do(city, seats.appoint_administrator, account, office="system", from_on="2026-12-01")

    assert Seat.objects.filter(account=account).count() == 1


def test_the_database_refuses_the_second_office_too(city):
    account = free_person(city)
    seat = {"account": account, "person": account.person, "from_on": OPENED}
    Seat.objects.create(office=Office.AUDIT, until_on=date(2026, 11, 30), **seat)

    with pytest.raises(IntegrityError, match="seat_one_office_a_person"), transaction.atomic():
        Seat.objects.create(office=Office.SYSTEM, **(seat | {"from_on": date(2026, 11, 30)}))
    Seat.objects.create(
        office=Office.SYSTEM, **(seat | {"from_on": date(2026, 12, 1)})
    )  # one after the other is lawful


def test_who_handles_business_is_not_made_an_administrator(city):
    with pytest.raises(refusals.HoldsRoles):
        do(city, seats.appoint_administrator, city.accounts["officer"], office="system", from_on="2026-11-20")

    assert not Seat.objects.filter(account=city.accounts["officer"]).exists()


def test_the_last_of_an_office_is_neither_relieved_nor_locked(city):
    only = Seat.objects.get(office=Office.AUDIT)

    with pytest.raises(refusals.LastOfOffice):
        do(city, seats.relieve, only, until_on="2026-11-30")
    with pytest.raises(refusals.LastOfOffice):
        do(city, accounts.lock, city.accounts["audit"], reason="x")

    only.refresh_from_db()
    assert only.until_on is None and Account.objects.get(username="audit").is_active


def test_an_office_with_another_holder_is_handed_over(city):
    seat = Seat.objects.get(account=city.accounts["system"])

    do(city, seats.relieve, seat, until_on="2026-11-20")

    assert city.actor("system", date(2026, 11, 20)).has("system.manage")
    assert not city.actor("system", date(2026, 11, 21)).has("system.manage")


def test_the_security_administrator_has_no_part_in_matters(city, story, signed_in):
    story.issued(on=date(2026, 11, 20), limit_on="2027-06-30")
    actor = city.actor("security", TODAY)
    business = {p for spec in all_actions() if spec.module == "supervision" for p in [spec.power]}

    assert business and not any(actor.has(power) for power in business)
    assert signed_in("security").get(f"/supervision/items/{story.item_id}").status_code == 404


def test_the_audit_administrator_changes_nothing_at_all(city):
    actor = with_own(city.actor("audit", TODAY))

    allowed = [spec.code for spec in all_actions() if may(spec, None, actor) is None]
    assert sorted(allowed) == ["access.create", "access.issue", "access.revoke", "access.revoke"]
    with pytest.raises(refusals.SeatedAccount):
        do(city, own.issue_token, None, "audit", name="x", expires_on="2026-12-31")
    with pytest.raises(refusals.SeatedAccount):
        standing(city, who="audit", deputy="stranger")
    assert Event.objects.count() == 0


def standing(city, who="housing_clerk", deputy="finance_clerk", **more):
    given = {"from_on": "2026-11-20", "until_on": "2026-11-27", "reason": "出差"}
    return do(city, own.set_stand_in, None, who, deputy=city.accounts[deputy].pk, **(given | more))


def test_a_stand_in_acts_and_the_record_names_both(city, story):
    story.issued(on=TODAY, limit_on="2027-06-30")
    standing(city, deputy="transport_clerk")

    done = story.do(sign, "transport_clerk", TODAY, hour=14, handler=city.persons["handler"].pk)

    assert (done.event.actor_name, done.event.on_behalf_of) == ("赵磊", "林小雨")


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 28)])
def test_outside_the_period_nobody_stands_in(city, day):
    standing(city, from_on="2026-11-20")

    assert not any(held.behalf_of for held in city.actor("finance_clerk", day).held)


def test_an_ended_stand_in_is_over_at_once_whoever_of_the_two_ends_it(city):
    made = standing(city).item

    do(city, own.end_stand_in, made, "finance_clerk")

    assert not any(held.behalf_of for held in city.actor("finance_clerk", TODAY).held)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"deputy": "housing_clerk"}, refusals.NotForYourself),
        ({"deputy": "system"}, refusals.SeatedAccount),
        ({"until_on": "2026-11-19"}, refusals.DaysReversed),
        ({"who": "security", "deputy": "stranger"}, refusals.SeatedAccount),
    ],
)
def test_who_cannot_stand_in_is_refused_and_nothing_changes(city, more, refusal):
    with pytest.raises(refusal):
        standing(city, **more)

    assert not StandIn.objects.exists() and Event.objects.count() == 0


def test_another_persons_stand_in_is_set_by_the_security_administrator_only(city):
    away = city.accounts["housing_clerk"].pk
    with pytest.raises(refusals.NotYourAccount):
        standing(city, who="finance_clerk", deputy="stranger", absent=away)
    assert not StandIn.objects.exists()

    made = standing(city, who="security", absent=away).item

    assert made.absent_id == away
    with pytest.raises(refusals.NotYourAccount):
        do(city, own.end_stand_in, made, "stranger")


def test_a_token_is_shown_once_and_revoked_by_its_owner_or_the_security_administrator(city, signed_in):
    shown = (
        signed_in("officer")
        .post("/administration/tokens/new/issue/", {"name": "报表", "expires_on": "2026-12-31"})
        .content.decode()
    )
    secret = re.search(r"zx_[\w-]+", shown)[0]
    assert account_of(secret) == city.accounts["officer"]
    assert secret not in str(list(Event.objects.values_list("facts", flat=True)))

    with pytest.raises(refusals.NotYourAccount):
        do(city, own.revoke_token, Token.objects.get(), "stranger")
    do(city, own.revoke_token, Token.objects.get(), "security")

    assert account_of(secret) is None
