"""Granting roles for a unit and a period, and making roles of one's own beside the declared ones."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access import powers as register
from zhixing.kernel.access.actors import SEAT_POWERS, Actor
from zhixing.kernel.access.models import Account, CustomRole, Grant, Reach
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.administration.actions import seats
from zhixing.modules.administration.actions.accounts import MANAGE, another
from zhixing.modules.administration.events.access import CustomRoleSet, RoleGranted, RoleRevoked
from zhixing.modules.administration.own import OWN
from zhixing.modules.administration.refusals import (
    CodeTaken,
    DaysReversed,
    PowerNotForRoles,
    SeatedAccount,
    UnknownRole,
)


def units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today."""
    return Unit.objects.existing(clock.today()).order_by("path")


def role_named(code: str) -> str:
    """The Chinese name of a role, declared or custom. Refuses one that is neither (UnknownRole)."""
    declared = register.roles().get(code)
    if declared is not None:
        return declared.words.zh
    custom = CustomRole.objects.filter(code=code).first()
    if custom is None:
        raise UnknownRole(role=code)
    return custom.name


def grantable() -> list[str]:
    """Powers that may stand in a role: all but those of the administrators' seats."""
    kept = set().union(*SEAT_POWERS.values()) | {OWN}
    bundled = {code for role in register.roles().values() for code in role.powers}
    return [code for code in register.powers() if code not in kept or code in bundled]


@action(
    Account,
    "grant",
    power=MANAGE,
    words=w("Grant a role", "授予角色"),
    help=w("For one unit and a period; nobody grants himself.", "按单位、按期限授予；不得为本人授权。"),
    tone="primary",
    shown_if=lambda account: account.is_active and not account.is_service,
)
def grant(
    account: Account,
    *,
    role: str,
    unit: Annotated[Unit, among(units), Label(w("For the unit", "授权单位"))],
    reach: Annotated[Reach, Label(w("Reach", "范围"))],
    from_on: Annotated[date, Label(w("From", "起始日"))],
    until_on: date | None = None,
    reason: str = "",
    actor: Actor,
) -> tuple[Grant, RoleGranted]:
    """Let an account hold a role for a unit, from a day on."""
    another(account, actor)
    if seats.is_seated(account):
        raise SeatedAccount(account=str(account))
    named = role_named(role)
    if until_on is not None and until_on < from_on:
        raise DaysReversed(first=from_on.isoformat(), last=until_on.isoformat())
    made = Grant.objects.create(
        account=account,
        role=role,
        unit=unit,
        reach=reach.value,
        from_on=from_on,
        until_on=until_on,
        reason=reason,
    )
    told = RoleGranted(
        username=account.username,
        role=named,
        unit=unit.name,
        unit_id=unit.pk,
        reach=reach,
        from_on=from_on,
        until_on=until_on,
        reason=reason,
    )
    return made, told


@action(
    Grant,
    "revoke",
    power=MANAGE,
    words=w("Revoke", "收回"),
    help=w("From today on the role no longer holds.", "自今日起不再具有该角色。"),
    shown_if=lambda held: held.revoked_on is None,
)
def revoke(held: Grant, *, reason: str, actor: Actor) -> RoleRevoked:
    """Take a role back."""
    another(held.account, actor)
    held.revoked_on = held.revoked_on or clock.today()
    return RoleRevoked(
        username=held.account.username, role=role_named(held.role), unit=held.unit.name, reason=reason
    )


def _checked(powers: list[str]) -> list[str]:
    allowed = set(grantable())
    for code in powers:
        if code not in allowed:
            known = register.powers().get(code)
            raise PowerNotForRoles(power=known.words if known else code)
    return sorted(set(powers))


@action(
    CustomRole,
    "create",
    power=MANAGE,
    words=w("Make a role", "新建角色"),
    help=w(
        "Beside the roles that the product declares. Seats' powers cannot stand in it.",
        "在产品预设角色之外自定义；不得含管理员权限。",
    ),
    opens=True,
)
def create_role(*, code: str, name: str, name_en: str, powers: list[str]) -> tuple[CustomRole, CustomRoleSet]:
    """Make a role of these powers."""
    if code in register.roles() or CustomRole.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    made = CustomRole.objects.create(code=code, name=name, name_en=name_en, powers=_checked(powers))
    return made, CustomRoleSet(role=name, code=code, powers=made.powers)


@action(
    CustomRole,
    "change",
    power=MANAGE,
    words=w("Change the powers", "调整权限"),
    help=w("Holds at once for everyone who has the role.", "对已授予该角色的账号立即生效。"),
)
def change_role(role: CustomRole, *, powers: list[str]) -> CustomRoleSet:
    """Let a custom role have other powers."""
    role.powers = _checked(powers)
    return CustomRoleSet(role=role.name, code=role.code, powers=role.powers)
