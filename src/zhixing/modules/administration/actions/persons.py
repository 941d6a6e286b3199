"""Deciding on posts and persons: posts are set up, persons entered, appointed, relieved; a person leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any

from django.db.models import Q, QuerySet

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Account, Seat
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.organisation.models import Appointment, Person, Post, Rank, Unit
from zhixing.modules.administration import tree
from zhixing.modules.administration.actions.organisation import MANAGE, FromOn, exists, must_exist
from zhixing.modules.administration.events.organisation import (
    AppointmentEnded,
    PersonAppointed,
    PersonEntered,
    PersonLeft,
    PostCreated,
)
from zhixing.modules.administration.refusals import CodeTaken, DaysReversed, HoldsSeat, PostHeld


def serving(item: Any, actor: Actor) -> QuerySet[Person]:
    """Persons who have not left."""
    return Person.objects.filter(left_on=None).order_by("name", "staff_number")


@action(
    Unit,
    "add_post",
    power=MANAGE,
    words=w("Set up a post", "设置职务"),
    help=w("Who holds it is entered as an appointment.", "任职人员另行登记。"),
    shown_if=exists,
)
def add_post(
    unit: Unit,
    *,
    post_name: Annotated[str, Label(w("Post", "职务"))],
    post_name_en: Annotated[str, Label(w("English name", "英文名称"))] = "",
    rank: Rank,
) -> tuple[Post, PostCreated]:
    """Set up a post in the unit."""
    must_exist(unit)
    post = Post.objects.create(
        unit=unit, name=post_name, name_en=post_name_en, rank=rank.value, order=unit.posts.count()
    )
    return post, PostCreated(post=post.name, unit=unit.name, unit_id=unit.pk)


@action(
    Person,
    "create",
    power=MANAGE,
    words=w("Enter a person", "录入人员"),
    help=w(
        "A person gets posts by appointment, and an account from the security administrator.",
        "任职另行登记；账号由安全管理员开设。",
    ),
    opens=True,
)
def enter_person(
    *, name: str, name_en: str = "", staff_number: str, email: str = "", phone: str = ""
) -> tuple[Person, PersonEntered]:
    """Enter somebody who holds or will hold a post."""
    if Person.objects.filter(staff_number=staff_number).exists():
        raise CodeTaken(code=staff_number)
    person = Person.objects.create(
        name=name, name_en=name_en, staff_number=staff_number, email=email, phone=phone
    )
    return person, PersonEntered(person=person.name, person_id=person.pk, staff_number=staff_number)


@action(
    Post,
    "appoint",
    power=MANAGE,
    words=w("Appoint", "任职"),
    help=w("From a day on, until a day or without end.", "自某日起任职，可定截止日。"),
)
def appoint(
    post: Post,
    *,
    person: Annotated[Person, among(serving), Label(w("Person", "人员"))],
    from_on: Annotated[date, Label(w("From", "起始日"))],
    until_on: date | None = None,
    is_main: Annotated[bool, Label(w("Main post", "主要职务"))] = True,
) -> tuple[Appointment, PersonAppointed]:
    """Let a person hold this post."""
    must_exist(post.unit)
    if until_on is not None and until_on < from_on:
        raise DaysReversed(first=from_on.isoformat(), last=until_on.isoformat())
    meets = Q(until_on=None) | Q(until_on__gte=from_on)
    others = Appointment.objects.filter(meets, post=post).select_related("person")
    if until_on is not None:
        others = others.filter(from_on__lte=until_on)
    clash = others.filter(person=person).first() or (others.first() if post.rank == Rank.HEAD else None)
    if clash is not None:
        raise PostHeld(post=post.name, person=clash.person.name)
    held = Appointment.objects.create(
        person=person, post=post, from_on=from_on, until_on=until_on, is_main=is_main
    )
    told = PersonAppointed(
        person=person.name,
        person_id=person.pk,
        post=post.name,
        unit=post.unit.name,
        unit_id=post.unit_id,
        from_on=from_on,
    )
    return held, told


@action(
    Appointment,
    "end",
    power=MANAGE,
    words=w("End the appointment", "免职"),
    help=w("The last day on which the post is held.", "填写任职的最后一日。"),
)
def end_appointment(held: Appointment, *, until_on: date) -> AppointmentEnded:
    """Let an appointment end on a day."""
    return _ended(held, until_on)


def _ended(held: Appointment, until_on: date) -> AppointmentEnded:
    if until_on < held.from_on:
        raise DaysReversed(first=held.from_on.isoformat(), last=until_on.isoformat())
    held.until_on = until_on
    return AppointmentEnded(
        person=held.person.name,
        person_id=held.person_id,
        post=held.post.name,
        unit=held.post.unit.name,
        unit_id=held.post.unit_id,
        until_on=until_on,
    )


@action(
    Person,
    "leave",
    power=MANAGE,
    words=w("The person left", "登记离任"),
    help=w(
        "All posts end the day before, and the account is closed.", "全部任职于前一日终止，账号同时停用。"
    ),
    tone="grave",
    shown_if=lambda person: person.left_on is None,
)
def leave(person: Person, *, left_on: FromOn) -> Iterable[tuple[Any, DomainEvent]]:
    """Enter that a person no longer serves anywhere."""
    tree.not_to_come(left_on)
    last = left_on - timedelta(days=1)
    seats = Seat.objects.filter(Q(until_on=None) | Q(until_on__gte=left_on), person=person)
    if seats.exists():
        raise HoldsSeat(person=person.name)
    running = list(
        Appointment.objects.filter(Q(until_on=None) | Q(until_on__gte=left_on), person=person)
        .select_related("post__unit", "person")
        .order_by("id")
    )
    ended = []
    for held in running:
        event = _ended(held, last)
        held.save(update_fields=["until_on"])
        ended.append((held, event))
    person.left_on = left_on
    Account.objects.filter(person=person).update(is_active=False)
    told = PersonLeft(person=person.name, person_id=person.pk, left_on=left_on, n=len(running))
    return [(person, told), *ended]
