"""Signing in, against the database: what is offered, what is not, and how attempts are limited."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from zhixing.kernel.access.models import Account
from zhixing.web import shell

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse 71"
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(shell, "jurisdiction_name", lambda actor: "云川市人民政府")


@pytest.fixture
def account() -> Account:
    return Account.objects.create_user("zhoumin", PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": "zhoumin", "password": password, **more})


def confirm(client: Client, path: str) -> None:
    """Enter the password again, as steps that concern the account's safety ask."""
    asked = client.get(path)["Location"]
    assert asked.startswith("/account/reauthenticate/")
    assert "请再次输入密码" in client.get(asked).content.decode()
    assert client.post(asked, {"password": PASSWORD})["Location"] == path


def is_signed_in(client: Client) -> bool:
    return client.get("/own/").status_code == 200


def test_with_the_right_password_one_lands_where_one_wanted_to_go(client: Client, account: Account) -> None:
    answer = sign_in(client, next="/own/")

    assert answer["Location"] == "/own/"
    assert is_signed_in(client)


def test_signing_in_never_leads_out_of_the_house(client: Client, account: Account) -> None:
    assert sign_in(client, next="https://evil.example/")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client: Client, account: Account) -> None:
    wrong = sign_in(client, "not the password").content.decode()
    unknown = client.post(LOGIN, {"login": "nobody", "password": PASSWORD}).content.decode()

    assert "用户名或密码不正确。" in wrong
    assert "用户名或密码不正确。" in unknown
    assert not is_signed_in(client)


def test_after_five_failures_even_the_right_password_waits(client: Client, account: Account) -> None:
    for _ in range(5):
        assert "用户名或密码不正确。" in sign_in(client, "not the password").content.decode()

    locked = sign_in(client).content.decode()

    assert "该账号 15 分钟内暂停登录" in locked
    assert not is_signed_in(client)


def test_the_lock_is_told_in_english_too(client: Client, account: Account) -> None:
    for _ in range(6):
        answer = client.post(LOGIN, {"login": "zhoumin", "password": "no"}, HTTP_ACCEPT_LANGUAGE="en")

    assert "closed for 15 minutes" in answer.content.decode()


def test_a_failure_of_one_account_does_not_lock_another(client: Client, account: Account) -> None:
    for _ in range(6):
        client.post(LOGIN, {"login": "somebody-else", "password": "no"})

    sign_in(client)

    assert is_signed_in(client)


def test_a_closed_account_opens_nothing(client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)

    sign_in(client)

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_set_password"]
)
def test_what_the_house_does_not_offer_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_out_needs_the_button(client: Client, account: Account) -> None:
    sign_in(client)

    assert "将在本机退出登录" in client.get("/account/logout/").content.decode()
    assert is_signed_in(client)

    client.post("/account/logout/")

    assert not is_signed_in(client)


def test_a_handed_out_password_is_changed_first_and_then_the_duty_ends(
    client: Client, account: Account
) -> None:
    Account.objects.filter(pk=account.pk).update(must_change_password=True)
    sign_in(client)
    assert client.get("/own/")["Location"] == "/account/password/"
    assert "当前为初始密码" in client.get("/account/password/").content.decode()

    client.post(
        "/account/password/",
        {"oldpassword": PASSWORD, "password1": "another horse 72", "password2": "another horse 72"},
    )

    account.refresh_from_db()
    assert account.must_change_password is False
    assert account.check_password("another horse 72")
    assert is_signed_in(client)


def test_a_weak_password_is_refused_and_the_old_one_stays(client: Client, account: Account) -> None:
    sign_in(client)

    answer = client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"}
    )

    account.refresh_from_db()
    assert answer.status_code == 200
    assert 'id="errors-title"' in answer.content.decode()
    assert account.check_password(PASSWORD)


def code_for(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_with_a_second_factor_the_password_alone_does_not_open(client: Client, account: Account) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)

    answer = sign_in(client, next="/own/")

    assert answer["Location"].startswith("/account/second-factor/authenticate/")
    assert not is_signed_in(client)
    assert "验证器应用显示的 6 位数字" in client.get(answer["Location"]).content.decode()

    assert "验证码不正确或已失效。" in client.post(answer["Location"], {"code": "000000"}).content.decode()
    assert not is_signed_in(client)

    client.post(answer["Location"], {"code": code_for(secret)})
    assert is_signed_in(client)


def test_switching_on_the_second_factor_shows_the_secret_and_then_recovery_codes(
    client: Client, account: Account
) -> None:
    sign_in(client)
    confirm(client, "/account/second-factor/totp/activate/")
    page = client.get("/account/second-factor/totp/activate/").content.decode()
    secret = re.search(r"<code class=\"zx-reference\">([A-Z2-7]+)</code>", page)
    assert secret is not None
    assert 'src="data:image/svg+xml' in page

    answer = client.post("/account/second-factor/totp/activate/", {"code": code_for(secret[1])}, follow=True)

    assert Authenticator.objects.filter(user=account, type="totp").exists()
    assert "共 10 个，还剩 10 个" in answer.content.decode()
    assert get_adapter().get_totp_issuer() == "知行"


def test_a_recovery_code_works_once(client: Client, account: Account) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    totp.TOTP.activate(account, totp.generate_totp_secret())
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    where = sign_in(client)["Location"]
    client.post(where, {"code": code})
    assert is_signed_in(client)

    client.post("/account/logout/")
    where = sign_in(client)["Location"]
    client.post(where, {"code": code})

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/account/second-factor/", "两步验证"),
        ("/account/password/", "修改密码"),
        ("/account/inactive/", "该账号已停用"),
    ],
)
def test_the_pages_of_the_account_stand_in_the_shell(
    client: Client, account: Account, path: str, said: str
) -> None:
    sign_in(client)

    page = client.get(path).content.decode()

    assert f"<h1>{said}</h1>" in page
    assert 'class="zx-top"' in page
