"""Units and persons, for those who name them in an action. Contacts of persons are not told here."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import Prefetch, Q
from ninja import Query, Router

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Day
from zhixing.kernel.organisation.models import Appointment, Kind, Level, Person, Unit
from zhixing.web.api import cursors
from zhixing.web.api.cursors import BY_ID
from zhixing.web.api.filters import must_be_known
from zhixing.web.api.matters import Pages
from zhixing.web.api.operations import said
from zhixing.web.api.shapes.marks import Id, Search, coded, known, worded
from zhixing.web.api.shapes.organisation import PersonOut, PersonPage, PostOut, UnitOut, UnitPage, UnitRef

router = Router(tags=["organisation"])
On = Annotated[Day | None, worded(w("As of this day; today when absent", "截至该日；缺省为今日"))]


class UnitFilters(Pages):
    """Units that exist on a day."""

    on: On = None
    q: Search | None = None
    kind: Annotated[
        Annotated[str, coded(Kind), known(Kind)] | None, worded(w("Kind of body", "单位类别"))
    ] = None
    level: Annotated[Annotated[str, coded(Level), known(Level)] | None, worded(w("Level", "层级"))] = None
    parent: Annotated[Id | None, worded(w("Directly below this unit", "该单位的直接下级"))] = None


class PersonFilters(Pages):
    """Persons who hold a post on a day."""

    on: On = None
    q: Search | None = None
    unit: Annotated[Id | None, worded(w("Serving in this unit", "在该单位任职"))] = None


@router.get(
    "/organisation/units",
    response=UnitPage,
    **said(w("Units that exist on a day", "某日存在的单位"), "organisation_units"),
)
def units(request: Any, asked: Query[UnitFilters]) -> UnitPage:
    must_be_known(request, UnitFilters)
    rows = Unit.objects.existing(asked.on or clock.today())
    wanted = {"kind": asked.kind, "level": asked.level, "parent_id": asked.parent}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value is not None})
    if asked.q:
        named = Q(name__icontains=asked.q) | Q(short_name__icontains=asked.q) | Q(name_en__icontains=asked.q)
        rows = rows.filter(named | Q(aliases__contains=[asked.q]))
    of = {"list": "units", **asked.model_dump(mode="json", exclude={"cursor", "limit"})}
    shown, cursor = cursors.page(rows, BY_ID, asked.cursor, asked.limit, of)
    return UnitPage(items=[_unit(unit) for unit in shown], next=cursor)


@router.get(
    "/organisation/persons",
    response=PersonPage,
    **said(w("Persons who hold a post on a day", "某日在任人员"), "organisation_persons"),
)
def persons(request: Any, asked: Query[PersonFilters]) -> PersonPage:
    must_be_known(request, PersonFilters)
    day = asked.on or clock.today()
    held = Appointment.objects.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gte=day))
    within = held.filter(post__unit_id=asked.unit) if asked.unit else held
    rows = Person.objects.filter(pk__in=within.values("person_id"))
    if asked.q:
        rows = rows.filter(Q(name__icontains=asked.q) | Q(name_en__icontains=asked.q))
    holding = held.select_related("post__unit").order_by("-is_main", "from_on", "id")
    rows = rows.prefetch_related(Prefetch("appointments", queryset=holding, to_attr="held"))
    of = {"list": "persons", **asked.model_dump(mode="json", exclude={"cursor", "limit"})}
    shown, cursor = cursors.page(rows, BY_ID, asked.cursor, asked.limit, of)
    return PersonPage(items=[_person(person) for person in shown], next=cursor)


def _unit(unit: Unit) -> UnitOut:
    return UnitOut(
        id=unit.pk,
        code=unit.code,
        name=unit.name,
        name_en=unit.name_en,
        short_name=unit.short_name,
        level=unit.level,
        kind=unit.kind,
        parent=unit.parent_id,
        is_jurisdiction=unit.is_jurisdiction,
        opened_on=unit.opened_on,
        dissolved_on=unit.dissolved_on,
        successor=unit.successor_id,
    )


def _person(person: Any) -> PersonOut:
    return PersonOut(
        id=person.pk,
        name=person.name,
        name_en=person.name_en,
        posts=[_post(held) for held in person.held],
    )


def _post(held: Appointment) -> PostOut:
    unit = held.post.unit
    where = UnitRef(id=unit.pk, code=unit.code, name=unit.name, name_en=unit.name_en)
    until: date | None = held.until_on
    return PostOut(unit=where, name=held.post.name, rank=held.post.rank, from_on=held.from_on, until_on=until)
