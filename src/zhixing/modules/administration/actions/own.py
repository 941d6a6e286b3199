"""What everyone does about the own account: a stand-in while away, keys for outside systems."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access import tokens
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Account, StandIn, Token
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.modules.administration.actions import seats
from zhixing.modules.administration.events.access import (
    StandInRevoked,
    StandInSet,
    TokenIssued,
    TokenRevoked,
)
from zhixing.modules.administration.handing_out import Secret, hand_out
from zhixing.modules.administration.own import OWN
from zhixing.modules.administration.refusals import (
    DaysReversed,
    NoPersonBehind,
    NotForYourself,
    NotYourAccount,
    SeatedAccount,
)

SECURITY = "access.manage"


def persons_accounts(item: Any, actor: Actor) -> QuerySet[Account]:
    """Open accounts of persons."""
    found = Account.objects.filter(is_active=True, is_service=False, person__isnull=False)
    return found.select_related("person").order_by("person__name", "username")


def _not_seated(account: Account) -> None:
    if seats.is_seated(account):
        raise SeatedAccount(account=str(account))


@action(
    StandIn,
    "create",
    power=OWN,
    words=w("Set a stand-in", "设置代理"),
    help=w(
        "While you are away another person acts in your place; each deed names both of you.",
        "离岗期间由他人代为办理，每次操作均记录代理人和被代理人。",
    ),
    opens=True,
)
def set_stand_in(
    *,
    deputy: Annotated[Account, among(persons_accounts), Label(w("Stand-in", "代理人"))],
    absent: Annotated[
        Account | None,
        among(persons_accounts),
        Label(
            w("For whom", "被代理人"),
            w(
                "Empty: yourself. Another person: security administrators only.",
                "不填为本人；代他人设置限安全管理员。",
            ),
        ),
    ] = None,
    from_on: Annotated[date, Label(w("From", "起始日"))],
    until_on: date,
    reason: str,
    actor: Actor,
) -> tuple[StandIn, StandInSet]:
    """Let somebody act in the place of an absent person."""
    away = absent or Account.objects.select_related("person").get(pk=actor.account_id)
    if away.pk != actor.account_id and not actor.has(SECURITY):
        raise NotYourAccount
    if away.person_id is None:
        raise NoPersonBehind(account=away.username)
    if deputy.pk == away.pk or (away.pk != actor.account_id and deputy.pk == actor.account_id):
        raise NotForYourself
    _not_seated(away)
    _not_seated(deputy)
    if until_on < max(from_on, clock.today()):
        raise DaysReversed(first=max(from_on, clock.today()).isoformat(), last=until_on.isoformat())
    made = StandIn.objects.create(
        absent=away, deputy=deputy, from_on=from_on, until_on=until_on, reason=reason
    )
    told = StandInSet(absent=str(away), deputy=str(deputy), from_on=from_on, until_on=until_on, reason=reason)
    return made, told


@action(
    StandIn,
    "revoke",
    power=OWN,
    words=w("End", "终止代理"),
    help=w("From now on the stand-in acts for himself only.", "即时生效，代理人不再代为办理。"),
    shown_if=lambda standing: standing.revoked_on is None,
)
def end_stand_in(standing: StandIn, *, actor: Actor) -> StandInRevoked:
    """End a stand-in: by either of the two, or the security administrator."""
    if actor.account_id not in (standing.absent_id, standing.deputy_id) and not actor.has(SECURITY):
        raise NotYourAccount
    standing.revoked_on = standing.revoked_on or clock.today()
    return StandInRevoked(absent=str(standing.absent), deputy=str(standing.deputy))


@action(
    Token,
    "issue",
    power=OWN,
    words=w("Issue an API token", "签发接口令牌"),
    help=w(
        "Whoever has it acts as you. It is shown once; at most a year.",
        "持有者可以您的身份调用接口；仅显示一次，有效期最长一年。",
    ),
    opens=True,
)
def issue_token(
    *,
    name: str,
    expires_on: Annotated[date, Label(w("Valid to, inclusive", "有效期至（含当日）"))],
    actor: Actor,
) -> tuple[Token, TokenIssued]:
    """Make a key for the API that acts as oneself."""
    account = Account.objects.get(pk=actor.account_id)
    _not_seated(account)
    token, secret = tokens.issue(account, name, expires_on)
    said = w("Send it as: Authorization: Bearer …", "调用时使用请求头：Authorization: Bearer …")
    hand_out(token, Secret(secret, w("API token", "接口令牌"), said))
    return token, TokenIssued(name=name, expires_on=expires_on)


@action(
    Token,
    "revoke",
    power=OWN,
    words=w("Revoke", "吊销"),
    help=w("It stops working at once.", "立即失效。"),
    shown_if=lambda token: token.revoked_on is None,
)
def revoke_token(token: Token, *, actor: Actor) -> TokenRevoked:
    """Let a key stop working: its owner's, or any by the security administrator."""
    if token.account_id != actor.account_id and not actor.has(SECURITY):
        raise NotYourAccount
    token.revoked_on = token.revoked_on or clock.today()
    return TokenRevoked(name=token.name, username=token.account.username)
