"""Tokens: only their fingerprint is kept, and they open nothing after their last day."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from tests.api.callers import THURSDAY, caller
from zhixing.base import clock
from zhixing.kernel.access.models import Token
from zhixing.kernel.access.tokens import TokenTermWrong, account_of, issue


def on(day, hour=10):
    return clock.at(clock.moment_on(day, hour))


def test_a_token_names_its_account_and_is_kept_as_its_fingerprint_only(city):
    token, secret = issue(city.accounts["officer"], "督查系统对接", date(2026, 6, 30))

    assert secret.startswith("zx_") and len(secret) == 46
    assert account_of(secret) == city.accounts["officer"]
    kept = Token.objects.get()
    assert bytes(kept.digest) == hashlib.sha256(secret.encode()).digest()
    assert secret not in str(kept.__dict__)
    assert token.pk == kept.pk


def test_it_works_through_its_last_day_and_not_the_day_after(city):
    officer = caller(city, "officer")
    last = Token.objects.get().expires_on
    assert last == date(2026, 4, 5)

    with on(last, 23):
        assert officer.get("/whoami").status_code == 200
    with on(last + timedelta(days=1), 0):
        refused = officer.get("/whoami")
    assert (refused.status_code, refused.json()["code"]) == (401, "api.token_not_valid")


def test_a_revoked_token_opens_nothing_on_the_same_day(city, officer):
    Token.objects.update(revoked_on=THURSDAY)

    assert officer.get("/whoami").json()["code"] == "api.token_not_valid"


def test_a_closed_account_is_closed_to_its_tokens(city, officer):
    account = city.accounts["officer"]
    account.is_active = False
    account.save()

    assert officer.get("/whoami").json()["code"] == "api.token_not_valid"


def test_the_day_of_use_is_noted_once_a_day(city, officer, django_assert_num_queries):
    officer.get("/whoami")
    assert Token.objects.get().last_used_on == THURSDAY
    secret = officer.secret
    with django_assert_num_queries(1):
        account_of(secret)
    with on(THURSDAY + timedelta(days=1)), django_assert_num_queries(2):
        account_of(secret)
    assert Token.objects.get().last_used_on == THURSDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("until", "is_good"),
    [
        pytest.param(date(2026, 3, 4), False, id="yesterday"),
        pytest.param(date(2026, 3, 5), True, id="today"),
        pytest.param(date(2027, 3, 6), True, id="366 days on"),
        pytest.param(date(2027, 3, 7), False, id="a day longer"),
    ],
)
def test_a_token_lives_at_least_today_and_at_most_a_year(city, until, is_good):
    if is_good:
        issue(city.accounts["officer"], "tests", until)
        assert Token.objects.count() == 1
        return
    with pytest.raises(TokenTermWrong):
        issue(city.accounts["officer"], "tests", until)
    assert Token.objects.count() == 0


def test_whoami_tells_account_powers_and_the_token_in_use(city, officer):
    told = officer.get("/whoami").json()

    assert (told["username"], told["name"], told["person"]["name"]) == ("officer", "何清", "何清")
    assert told["token"] == {"name": "tests", "expires_on": "2026-04-05"}
    assert told["language"] == "zh"
    held = {p["code"]: (p["words"], p["units"]) for p in told["powers"]}
    assert held["supervision.register"] == ("立项与交办", [city.gov.pk])
    assert "supervision.lead" not in held
