"""Whom the document means: unit names, carrying leaders, and the defaults of the whole document."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.organisation.chart import must_exist, must_serve
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.actions.documents.correcting import STAYS, beside_the_text
from zhixing.modules.supervision.actions.opening import limit_must_come
from zhixing.modules.supervision.documents.naming import counted_names, keep
from zhixing.modules.supervision.documents.refusals import MeaningUnreadable, NameNotThere, UnitUnknown
from zhixing.modules.supervision.events.documents import DefaultsSet, LeaderAssigned, NamesSettled
from zhixing.modules.supervision.models.documents import BreakdownDocument, UnitLeader
from zhixing.modules.supervision.powers import REGISTER
from zhixing.modules.supervision.relations import SUPERVISING, leaders, units_of_jurisdiction


@action(
    BreakdownDocument,
    "map_unit",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Settle a unit's name", "对应单位名称"),
    help=w(
        "Say which unit a name means, for the whole document. Without a unit the name is left out.",
        "指明该名称在本文件中对应的单位；不选单位表示不属于本级单位，予以略去。",
    ),
)
def map_unit(
    document: BreakdownDocument,
    *,
    name: Annotated[str, Label(w("Name in the document", "文中名称"))],
    units: Annotated[list[Unit], among(units_of_jurisdiction), Label(w("Units meant", "对应单位"))] = [],  # noqa: B006  # read, never changed
) -> NamesSettled:
    """One name, for every item that names it; remembered as a suggestion for the office's next document."""
    return _settled(document, {name: list(units)})


@action(
    BreakdownDocument,
    "map_units",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Settle unit names", "批量对应单位"),
    help=w(
        "Several names at once, one a line: name=unit code.", "一次对应多个名称，每行一个：名称=单位代码。"
    ),
)
def map_units(
    document: BreakdownDocument,
    *,
    meanings: Annotated[
        list[str],
        Label(
            w("Name=unit codes", "名称=单位代码"),
            w(
                "several codes with commas; nothing after “=” leaves the name out",
                "多个代码用逗号分隔；“=”后留空表示略去",
            ),
        ),
    ],
) -> NamesSettled:
    """All names of a document in one go, or none of them when one cannot be understood."""
    wanted = [_parts(line) for line in meanings]
    codes = {code for _, listed in wanted for code in listed}
    found = {u.code: u for u in Unit.objects.existing(clock.today()).filter(code__in=codes)}
    for name, listed in wanted:
        for code in listed:
            if code not in found:
                raise UnitUnknown(name=name, unit=code)
    return _settled(document, {name: [found[code] for code in listed] for name, listed in wanted})


def _parts(line: str) -> tuple[str, list[str]]:
    """ "市发改委=fgw, czj" → ("市发改委", ["fgw", "czj"])."""
    name, equals, codes = line.rpartition("=")
    if not equals or not name.strip():
        raise MeaningUnreadable(line=line)
    return name.strip(), [code.strip() for code in codes.replace("，", ",").split(",") if code.strip()]


def _settled(document: BreakdownDocument, meanings: dict[str, list[Unit]]) -> NamesSettled:
    there = counted_names(document.proposals.all())
    for name, units in meanings.items():
        if name not in there:
            raise NameNotThere(name=name)
        for unit in units:
            must_exist(unit, clock.today())
    keep(document, meanings)
    told = [f"{name} → {'、'.join(u.name for u in units) or '—'}" for name, units in meanings.items()]
    return NamesSettled(settled=told)


def _lead_units(document: Any, actor: Any) -> QuerySet[Unit]:
    """Units that can be given work; which of them lead in this document is for the page to offer."""
    return units_of_jurisdiction(document, actor)


@action(
    BreakdownDocument,
    "assign_leader",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Assign a carrying leader", "指定包干领导"),
    help=w(
        "The leader in charge of these units carries their tasks; remembered for later documents.",
        "由分管领导包干这些单位主办的任务，以后来文沿用。",
    ),
)
def assign_leader(
    document: BreakdownDocument,
    *,
    carrying_leader: Annotated[Person, among(leaders)],
    units: Annotated[list[Unit], among(_lead_units), Label(w("Units", "分管单位"))],
) -> LeaderAssigned:
    """Whoever is in charge of these units carries what they lead, here and in later documents of the office."""
    must_serve(carrying_leader, clock.today())
    for unit in units:
        UnitLeader.objects.update_or_create(
            supervising_unit_id=document.supervising_unit_id, unit=unit, defaults={"person": carrying_leader}
        )
    return LeaderAssigned(
        leader_id=carrying_leader.pk,
        leader=carrying_leader.name,
        unit_ids=[u.pk for u in units],
        units=[u.name for u in units],
    )


@action(
    BreakdownDocument,
    "set_defaults",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Set the defaults", "设定默认值"),
    help=w(
        "For items without a limit or with one in the past, and for units without a leader in charge.",
        "用于未写时限或时限已过的事项，以及未指定分管领导的单位。",
    ),
)
def set_defaults(
    document: BreakdownDocument,
    *,
    default_limit_on: Annotated[
        date | None,
        Label(
            w("Default limit", "默认时限"),
            w("for items without a day or with one in the past", "用于未写日期或日期已过的事项"),
        ),
    ] = None,
    default_leader: Annotated[
        Person | None,
        among(leaders),
        Label(
            w("Default carrying leader", "默认包干领导"),
            w("for units nobody else carries", "用于未单独指定的单位"),
        ),
    ] = None,
) -> DefaultsSet:
    """The document's defaults; an item's own limit and leader go before them."""
    if default_limit_on is not None:
        limit_must_come(default_limit_on)
    document.default_limit_on, document.default_leader = default_limit_on, default_leader
    return DefaultsSet(
        default_limit_on=default_limit_on, default_leader=default_leader.name if default_leader else ""
    )
