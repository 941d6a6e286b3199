"""The organisation chart as it is and as it was on any day; a unit's page; a person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import Invalid
from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.organisation.chart import Placed, chart_on
from zhixing.kernel.organisation.models import Appointment, Kind, Level, Person, Post, Rank, Unit
from zhixing.modules.administration import queries
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.queries import called
from zhixing.web.components import Branch, Chip, Column, Fact, Link, Row, Table, Told
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

OPEN_LEVELS = 2  # the tree is folded below: a city shows its departments, a click shows their sections
CHART = w("Organisation", "组织机构")
DISSOLVED = Chip(w("Dissolved", "已撤销"), icon="circle-off", tone="closed")


def day_asked(request: HttpRequest) -> date:
    """The day in `?on=`, today without one. Refuses what is no day."""
    said = request.GET.get("on", "")
    if not said:
        return clock.today()
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Invalid({"on": w("Give a day, like 2026-05-09.", "请填写日期，如 2026-05-09。")}) from None


def unit_url(unit_id: int) -> str:
    """A unit's page."""
    return reverse("administration:unit", args=[unit_id])


def person_url(person_id: int) -> str:
    """A person's page."""
    return reverse("administration:person", args=[person_id])


@require_safe
@page(ANYONE_SIGNED_IN)
def chart(request: Request) -> HttpResponse:
    """The chart of a day as a tree; with `q` what is found by that word, of any time."""
    on = day_asked(request)
    query = request.GET.get("q", "").strip()
    placed = chart_on(on)
    context = {
        "on": on,
        "is_today": on == clock.today(),
        "query": query,
        "branches": tree(placed, on) if not query else [],
        "count": len(placed),
        "found": found(query) if query else None,
        "deeds": subjects.new_deed(Unit, "create", request.actor)
        + subjects.new_deed(Person, "create", request.actor, icon="user-plus"),
    }
    return render(request, "administration/chart.html", context)


def tree(placed: list[Placed], on: date) -> list[Branch]:
    """The units of a day as branches, each with its top leader. Three queries whatever the size."""
    heads = queries.heads_on(on)
    units = Unit.objects.in_bulk([p.unit_id for p in placed])
    known = {p.unit_id for p in placed}
    below: dict[int | None, list[Placed]] = {}
    for p in placed:
        below.setdefault(p.parent_id if p.parent_id in known else None, []).append(p)

    def branch(p: Placed, depth: int) -> Branch:
        unit, head = units[p.unit_id], heads.get(p.unit_id)
        return Branch(
            label=w(unit.name_en or p.name, p.name) if unit.name == p.name else p.name,
            url=unit_url(p.unit_id),
            note=called(head) if head else "",
            children=[branch(child, depth + 1) for child in below.get(p.unit_id, [])],
            open=depth < OPEN_LEVELS,
        )

    return [branch(p, 1) for p in below.get(None, [])]


def found(query: str) -> list[Branch]:
    """Units and persons that this word finds."""
    units = [
        Branch(
            called(u),
            unit_url(u.pk),
            chip=DISSOLVED if u.dissolved_on else None,
            note=Kind(u.kind).label if u.kind in Kind.values else "",
        )
        for u in queries.units_named(query)[: queries.FOUND]
    ]
    persons = [
        Branch(called(p), person_url(p.pk), note=p.staff_number)
        for p in queries.persons_named(query)[: queries.FOUND]
    ]
    return units + persons


@require_safe
@page(ANYONE_SIGNED_IN)
def unit(request: Request, unit_id: int) -> HttpResponse:
    """A unit: what it is, who holds its posts, what it leads, what it was called before, what was done to it."""
    found_unit = get_object_or_404(Unit.objects.select_related("parent", "successor"), pk=unit_id)
    on = day_asked(request)
    context = {
        "unit": found_unit,
        "heading": called(found_unit),
        "on": on,
        "chip": DISSOLVED if found_unit.dissolved_on else None,
        "deeds": subjects.deeds(found_unit, request.actor),
        "facts": facts(found_unit),
        "posts": [
            (post, called(post), _rank_beside(post), held, subjects.deeds(post, request.actor))
            for post, held in queries.posts_on(found_unit, on)
        ],
        "leads": leads(found_unit, request.actor),
        "spells": spells(found_unit),
        "appointments": appointments(queries.appointments_of(found_unit), by_unit=True),
        "story": story_of(found_unit),
        "trail": [*_above(found_unit), Link(called(found_unit), "")],
    }
    return render(request, "administration/unit.html", context)


def _rank_beside(post: Post) -> Words | str:
    """The post's rank, where its name does not say so already."""
    label = _label(Rank, post.rank)
    return "" if isinstance(label, Words) and label.zh == post.name else label


def _above(found_unit: Unit) -> list[Link]:
    ids = found_unit.ancestor_ids()[:-1]
    units = Unit.objects.in_bulk(ids)
    chart_link = Link(CHART, reverse("administration:chart"))
    return [chart_link, *(Link(units[i].short_name, unit_url(i)) for i in ids if i in units)]


def facts(found_unit: Unit) -> list[Fact]:
    """What a unit is."""
    made = [
        Fact(w("Kind", "性质"), _label(Kind, found_unit.kind)),
        Fact(w("Level", "层级"), _label(Level, found_unit.level)),
        Fact(w("Code", "机构代码"), found_unit.code),
        Fact(w("Short name", "简称"), found_unit.short_name),
    ]
    if found_unit.aliases:
        made.append(Fact(w("Also called", "别称"), list(found_unit.aliases)))
    if found_unit.document_code:
        made.append(Fact(w("Document code", "发文机关代字"), found_unit.document_code))
    if found_unit.parent:
        parent = Link(called(found_unit.parent), unit_url(found_unit.parent_id or 0))
        made.append(Fact(w("Under", "上级单位"), parent))
    made.append(Fact(w("Opened on", "设立日期"), found_unit.opened_on))
    if found_unit.dissolved_on:
        made.append(Fact(w("Dissolved on", "撤销日期"), found_unit.dissolved_on))
    if found_unit.successor:
        heir = Link(called(found_unit.successor), unit_url(found_unit.successor_id or 0))
        made.append(Fact(w("Succeeded by", "承接单位"), heir))
    if found_unit.is_jurisdiction:
        made.append(Fact(w("Rules and calendar", "规则与日历"), w("its own", "独立设置")))
    return made


def _label(choices: Any, value: str) -> Words | str:
    return choices(value).label if value in choices.values else value


def leads(found_unit: Unit, actor: Any) -> list[Link]:
    """Open matters that the unit and those below it lead, as links to the lists with as many rows."""
    return [
        Link(row.kind.plural, f"{addresses.of_list(row.kind)}?lead_unit={found_unit.pk}", count=row.count)
        for row in queries.open_led(found_unit, actor)
    ]


def spells(found_unit: Unit) -> Table:
    """What it was called and where it stood, from when to when."""
    rows = [
        Row([s.name, s.parent.name if s.parent else None, s.from_on, s.until_on or w("today", "至今")])
        for s in found_unit.spells.select_related("parent").order_by("-from_on")
    ]
    columns = [
        Column("name", w("Name", "名称")),
        Column("parent", w("Under", "上级单位")),
        Column("from_on", w("From", "起"), kind="day"),
        Column("until_on", w("Until", "止"), kind="day"),
    ]
    return Table(w("Names and places through time", "名称与隶属沿革"), columns, rows)


def appointments(rows: Any, *, by_unit: bool) -> Table:
    """Appointments through time: of a unit's posts, or of a person."""
    made = []
    for row in rows:
        unit_of = row.post.unit
        who: Any = Link(called(row.person), person_url(row.person_id))
        where: Any = Link(called(unit_of), unit_url(unit_of.pk)) if not by_unit else called(row.post)
        cells = [who, where] if by_unit else [where, called(row.post)]
        made.append(Row([*cells, row.from_on, row.until_on or w("today", "至今")]))
    first = (
        [Column("person", w("Person", "人员")), Column("post", w("Post", "职务"))]
        if by_unit
        else [Column("unit", w("Unit", "单位")), Column("post", w("Post", "职务"))]
    )
    columns = [
        *first,
        Column("from_on", w("From", "起"), kind="day"),
        Column("until_on", w("Until", "止"), kind="day"),
    ]
    said = w("No appointment is on record.", "暂无任职记录。")
    return Table(w("Appointments through time", "任职沿革"), columns, made, empty=said)


def story_of(thing: Any, limit: int = 50) -> list[Told]:
    """What was done to a thing that is no matter, the newest first."""
    rows = Event.objects.filter(subject=f"{thing._meta.label_lower}:{thing.pk}").order_by("-id")[:limit]
    return [Told(events.tell(row), row.happened_at) for row in rows]


@require_safe
@page(ANYONE_SIGNED_IN)
def person(request: Request, person_id: int) -> HttpResponse:
    """A person: posts held now and before. Telephone and mail are for those who hold the chart."""
    found_person = get_object_or_404(Person, pk=person_id)
    rows = Appointment.objects.filter(person=found_person).select_related("post__unit", "person")
    may_see_all = request.actor.has("system.manage") or request.actor.has("access.manage")
    shown = [Fact(w("Staff number", "工号"), found_person.staff_number)]
    if may_see_all:
        shown += [
            Fact(w("E-mail", "电子邮箱"), found_person.email),
            Fact(w("Telephone", "电话"), found_person.phone),
        ]
    if found_person.left_on:
        shown.append(Fact(w("Left on", "离任日期"), found_person.left_on))
    context = {
        "person": found_person,
        "heading": called(found_person),
        "facts": shown,
        "deeds": subjects.deeds(found_person, request.actor),
        "held": [
            (row, called(row.post.unit), called(row.post), subjects.deeds(row, request.actor))
            for row in queries.holding(rows, clock.today())
        ],
        "appointments": appointments(rows.order_by("-from_on", "-id"), by_unit=False),
        "story": story_of(found_person),
        "trail": [Link(CHART, reverse("administration:chart")), Link(called(found_person), "")],
    }
    return render(request, "administration/person.html", context)
