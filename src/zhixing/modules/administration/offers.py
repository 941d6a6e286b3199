"""What administration offers at start-up: subjects of its actions, places in the navigation, who is told of what."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from zhixing.base.words import w
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices import rules as notices
from zhixing.kernel.organisation.models import Appointment, Person, Post, Unit
from zhixing.modules.administration.models import CalendarProposal
from zhixing.modules.administration.pages.subjects import subject
from zhixing.web import navigation


def offer() -> None:
    """Declare all of it; called once."""
    _subjects()
    _places()
    notices.told(
        "obligations.dates_recomputed",
        standings=(Standing.LEAD, Standing.SUPPORTING, Standing.HANDLER, Standing.SUPERVISOR),
    )


def _page(name: str, *arguments: Any) -> str:
    return reverse(f"administration:{name}", args=arguments or None)


def _chart_of(unit: Unit | None) -> str:
    return _page("unit", unit.pk) if unit else _page("chart")


def _subjects() -> None:
    subject("units", Unit, w("Organisation", "组织机构"), _chart_of)
    subject("posts", Post, w("Organisation", "组织机构"), lambda post: _chart_of(post.unit if post else None))
    subject(
        "persons",
        Person,
        w("Organisation", "组织机构"),
        lambda person: _page("person", person.pk) if person else _page("chart"),
    )
    subject(
        "appointments",
        Appointment,
        w("Organisation", "组织机构"),
        lambda held: _page("person", held.person_id) if held else _page("chart"),
    )
    subject(
        "calendar-changes",
        CalendarProposal,
        w("Calendar", "工作日历"),
        lambda change: _page("calendar-change", change.pk) if change else _page("calendar"),
    )


def _places() -> None:
    navigation.add(
        "administration.chart",
        w("Organisation", "组织机构"),
        "administration:chart",
        "sitemap",
        order=30,
        group="knowledge",
        letter="o",
    )
    navigation.add(
        "administration.calendar",
        w("Calendar", "工作日历"),
        "administration:calendar",
        "calendar",
        order=20,
        group="knowledge",
        letter="c",
    )
    navigation.add(
        "administration.packs",
        w("Rule packs", "规则包"),
        "administration:packs",
        "books",
        order=10,
        group="knowledge",
        letter="r",
    )
