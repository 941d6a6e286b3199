"""The three administrators: appointed by a security administrator, never by oneself; one person never two of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Account, Grant, Office, Seat
from zhixing.kernel.actions.parameters import Label
from zhixing.kernel.actions.register import action
from zhixing.modules.administration.events.access import AdministratorAppointed, AdministratorRelieved
from zhixing.modules.administration.refusals import (
    DaysReversed,
    HoldsRoles,
    LastOfOffice,
    NoPersonBehind,
    NotForYourself,
    OneSeatOnly,
)

ADMINISTER = "access.administer"


def running(on: date, **of: Any) -> QuerySet[Seat]:
    """Seats that are held on a day or later."""
    return Seat.objects.filter(Q(until_on=None) | Q(until_on__gte=on), **of)


def is_seated(account: Account) -> bool:
    """Is or will the account be an administrator's?"""
    return running(clock.today(), account=account).exists()


def must_not_be_last(account: Account) -> None:
    """Refuse (LastOfOffice) while the account is the only open one in an office that it holds."""
    for seat in running(clock.today(), account=account).select_related("person"):
        _must_have_another(seat)


def _must_have_another(seat: Seat) -> None:
    others = running(clock.today(), office=seat.office, account__is_active=True).exclude(
        account_id=seat.account_id
    )
    if not others.exists():
        raise LastOfOffice(person=seat.person.name, office=Office(seat.office).label)


@action(
    Account,
    "appoint_administrator",
    power=ADMINISTER,
    words=w("Appoint as administrator", "任命为管理员"),
    help=w(
        "System, security and audit are three offices; one person never holds two, and none takes part in business.",
        "系统、安全、审计三员分设，一人不得兼任，且不参与业务办理。",
    ),
    tone="grave",
    shown_if=lambda account: account.person_id is not None and account.is_active,
)
def appoint_administrator(
    account: Account,
    *,
    office: Annotated[Office, Label(w("Office", "岗位"))],
    from_on: Annotated[date, Label(w("From", "起始日"))],
    actor: Actor,
) -> tuple[Seat, AdministratorAppointed]:
    """Give a person one of the three seats."""
    if account.pk == actor.account_id:
        raise NotForYourself
    person = account.person
    if person is None:
        raise NoPersonBehind(account=account.username)
    roles = Grant.objects.in_force(max(from_on, clock.today())).filter(account=account).count()
    if roles:
        raise HoldsRoles(account=str(account), n=roles)
    other = running(from_on, person=person).first()
    if other is not None:
        raise OneSeatOnly(person=person.name, office=Office(other.office).label)
    try:
        with transaction.atomic():
            seat = Seat.objects.create(account=account, person=person, office=office.value, from_on=from_on)
    except IntegrityError as clash:  # another administrator was quicker: the database refuses the second seat
        if "seat_one_office_a_person" not in str(clash):
            raise
        raise OneSeatOnly(person=person.name, office=office.label) from clash
    told = AdministratorAppointed(
        person=person.name, username=account.username, office=office, from_on=from_on
    )
    return seat, told


@action(
    Seat,
    "relieve",
    power=ADMINISTER,
    words=w("Relieve", "免去岗位"),
    help=w("The last day on which the seat is held.", "填写任该岗位的最后一日。"),
    tone="grave",
    shown_if=lambda seat: seat.until_on is None or seat.until_on >= clock.today(),
)
def relieve(seat: Seat, *, until_on: date, actor: Actor) -> AdministratorRelieved:
    """Let an administrator's seat end on a day."""
    if seat.account_id == actor.account_id:
        raise NotForYourself
    if until_on < seat.from_on:
        raise DaysReversed(first=seat.from_on.isoformat(), last=until_on.isoformat())
    _must_have_another(seat)
    seat.until_on = until_on
    return AdministratorRelieved(
        person=seat.person.name, username=seat.account.username, office=Office(seat.office), until_on=until_on
    )
