"""create-admin: the first holder of one of the three administrators' seats (三员)."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from typing import TYPE_CHECKING

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.launch import framework
from zhixing.launch.cli import Run
from zhixing.launch.commands.options import add_flag, add_json
from zhixing.launch.database import at_hand
from zhixing.launch.folder import make_ready
from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import NameTaken, PasswordWeak, SeatElsewhere, SeatTaken
from zhixing.launch.telling import answer

if TYPE_CHECKING:
    from zhixing.kernel.access.models import Seat
    from zhixing.kernel.organisation.models import Person

OFFICES = ("system", "security", "audit")


def create_admin(parser: argparse.ArgumentParser) -> Run:
    """Appoint the first system, security or audit administrator. Later ones are appointed on the pages."""
    parser.add_argument("username", help=str(w("name to sign in with", "登录名")))
    parser.add_argument("--office", required=True, choices=OFFICES, help=str(w("which seat", "岗位")))
    parser.add_argument("--name", required=True, help=str(w("the person's name", "姓名")))
    parser.add_argument("--staff-number", required=True, help=str(w("the person's staff number", "工号")))
    add_flag(parser, "--password-stdin", w("read the password from standard input", "从标准输入读取密码"))
    add_json(parser)

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        make_ready(data)
        given = _password(from_stdin=chosen.password_stdin)
        with at_hand(data):
            framework.set_up()
            appoint(chosen.username, chosen.office, chosen.name, chosen.staff_number, given)
        facts = {"username": chosen.username, "office": chosen.office, "must_change_password": True}
        told = w(
            "{username} holds the seat “{office}” from today and changes the password at the first sign-in.",
            "{username} 自今日起任“{office}”岗位；首次登录须修改密码。",
        )
        answer(facts, told.put(**facts), as_json=chosen.json)
        return 0

    return run


def appoint(username: str, office: str, name: str, staff_number: str, password: str) -> None:
    """Make person (unless the staff number is known), account and seat; all or nothing.

    The appointment stands in the record like every later one; its author is whoever has the machine's command
    line. Refuses a taken name, a seat that somebody holds, and a person who holds another seat: one person never
    holds two of the three (GB/T 22239-2019 8.1.5).
    """
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from zhixing.kernel.access.models import Account, Seat
    from zhixing.kernel.organisation.models import Person

    today = clock.today()
    held = [
        seat
        for seat in Seat.objects.select_related("person")
        if seat.until_on is None or seat.until_on >= today
    ]
    with transaction.atomic():
        if Account.objects.filter(username=username).exists():
            raise NameTaken(username=username)
        if any(seat.office == office for seat in held):
            raise SeatTaken(office=office)
        if any(seat.person.staff_number == staff_number for seat in held):
            raise SeatElsewhere(name=name)
        person: Person = Person.objects.get_or_create(staff_number=staff_number, defaults={"name": name})[0]
        account = Account(username=username, person=person, must_change_password=True)
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise PasswordWeak(why=" ".join(error.messages)) from error
        account.set_password(password)
        account.save()
        seat = Seat.objects.create(account=account, person=person, office=office, from_on=today)
        _record(seat)


def _record(seat: Seat) -> None:
    """Append the appointment to the record. No account acts yet, so it stands under the one that was opened."""
    from zhixing.kernel.access.actors import Actor
    from zhixing.kernel.access.models import Office
    from zhixing.kernel.matters import events
    from zhixing.modules.administration.events.access import AdministratorAppointed

    operator = str(w("the operator at the command line", "运维人员（命令行）"))
    author = Actor(seat.account_id, operator, None, frozenset(), ())
    told = AdministratorAppointed(
        person=seat.person.name,
        username=seat.account.username,
        office=Office(seat.office),
        from_on=seat.from_on,
    )
    events.record(told, actor=author, subject=f"{seat._meta.label_lower}:{seat.pk}")


def _password(*, from_stdin: bool) -> str:
    """The password given, typed, or (without a terminal) made up and told once on standard error."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if sys.stdin.isatty():
        return getpass.getpass(str(w("Password: ", "密码：")))
    made = secrets.token_urlsafe(12)
    print(w("Password (shown once): {made}", "密码（仅显示一次）：{made}").put(made=made), file=sys.stderr)
    return made
