"""Deciding on accounts: the security administrator opens, locks and resets them; first passwords are shown once."""

from __future__ import annotations

from typing import Annotated, Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Account
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.organisation.models import Person
from zhixing.modules.administration.actions import seats
from zhixing.modules.administration.events.access import (
    AccountLocked,
    AccountOpened,
    AccountUnlocked,
    PasswordReset,
    SecondFactorReset,
)
from zhixing.modules.administration.handing_out import Secret, first_password, hand_out
from zhixing.modules.administration.refusals import CodeTaken, NotForYourself

MANAGE = "access.manage"


def without_account(item: Any, actor: Actor) -> QuerySet[Person]:
    """Persons who serve and have no account."""
    return Person.objects.filter(left_on=None, account=None).order_by("name", "staff_number")


def another(account: Account, actor: Actor) -> None:
    """Refuse (NotForYourself) what nobody does to his own account."""
    if account.pk == actor.account_id:
        raise NotForYourself


@action(
    Account,
    "create",
    power=MANAGE,
    words=w("Open an account", "开设账号"),
    help=w(
        "The first password is shown once and must be changed at the first sign-in.",
        "初始密码仅显示一次，首次登录须修改。",
    ),
    opens=True,
)
def create(
    *,
    username: str,
    person: Annotated[
        Person | None,
        among(without_account),
        Label(
            w("Person", "人员"), w("Without one: an account of an outside system.", "不选则为外部系统账号。")
        ),
    ] = None,
    email: str = "",
) -> tuple[Account, AccountOpened]:
    """Open an account for a person, or for an outside system."""
    if Account.objects.filter(username__iexact=username).exists():
        raise CodeTaken(code=username)
    password = first_password()
    account = Account.objects.create_user(
        username, password, person=person, email=email, must_change_password=person is not None
    )
    hand_out(account, _first(account, password))
    return account, AccountOpened(username=username, person=person.name if person else "")


def _first(account: Account, password: str) -> Secret:
    said = w("The user name is {username}.", "用户名：{username}。").put(username=account.username)
    return Secret(password, w("First password", "初始密码"), said)


@action(
    Account,
    "lock",
    power=MANAGE,
    words=w("Lock", "锁定"),
    help=w(
        "Nobody can sign in or use its tokens; sessions end at once.", "立即下线，不能登录，接口令牌停用。"
    ),
    tone="grave",
    shown_if=lambda account: account.is_active,
)
def lock(account: Account, *, reason: str, actor: Actor) -> AccountLocked:
    """Close an account until it is unlocked."""
    another(account, actor)
    seats.must_not_be_last(account)
    account.is_active = False
    return AccountLocked(username=account.username, reason=reason)


@action(
    Account,
    "unlock",
    power=MANAGE,
    words=w("Unlock", "解锁"),
    help=w("The account opens again with its roles.", "恢复登录，原有角色不变。"),
    shown_if=lambda account: not account.is_active,
)
def unlock(account: Account, *, reason: str, actor: Actor) -> AccountUnlocked:
    """Open a locked account again."""
    another(account, actor)
    account.is_active = True
    return AccountUnlocked(username=account.username, reason=reason)


@action(
    Account,
    "reset_password",
    power=MANAGE,
    words=w("Reset the password", "重置密码"),
    help=w(
        "A new first password is shown once; all sessions end.",
        "生成新的初始密码，仅显示一次；原登录全部失效。",
    ),
    shown_if=lambda account: not account.is_service,
)
def reset_password(account: Account, *, actor: Actor) -> PasswordReset:
    """Hand out a new first password."""
    another(account, actor)
    password = first_password()
    account.set_password(password)
    account.must_change_password = account.person_id is not None
    hand_out(account, _first(account, password))
    return PasswordReset(username=account.username)


@action(
    Account,
    "reset_second_factor",
    power=MANAGE,
    words=w("Reset the second factor", "重置两步验证"),
    help=w("For a lost telephone; the owner sets it up anew.", "用于手机遗失等情形，由本人重新设置。"),
    shown_if=lambda account: not account.is_service,
)
def reset_second_factor(account: Account, *, reason: str, actor: Actor) -> SecondFactorReset:
    """Remove the second factor of an account."""
    another(account, actor)
    Authenticator.objects.filter(user=account).delete()
    return SecondFactorReset(username=account.username, reason=reason)
