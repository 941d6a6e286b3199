"""What a page of figures is asked for, and what of it the reader may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.cases import visible_cases
from zhixing.modules.approvals.models import Duty, OutsideCase, Source
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.scoring.counting import Period, counted, judged
from zhixing.web.components import Field, Option
from zhixing.web.navigation import address
from zhixing.web.pages import Request

USUAL = timedelta(days=89)  # ninety days, both ends counted
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Asked:
    """A period, and of which system, unit, item and step; whatever cannot be meant counts as not said."""

    actor: Actor
    today: date
    period: Period
    source: int | None = None
    unit: int | None = None
    item: str = ""
    rule: str = ""
    which: str = ""

    @cached_property
    def sources(self) -> list[Source]:
        """The outside systems that the reader may find, or the one asked for among them."""
        found = Source.objects.visible_to(self.actor).order_by("title", "pk")
        return [s for s in found if self.source in (None, s.pk)]

    def cases(self) -> QuerySet[OutsideCase]:
        """The cases the reader may see, as far as system, unit and item narrow them."""
        rows = visible_cases(self.actor)
        if self.source is not None:
            rows = rows.filter(source=self.source)
        if self.unit is not None:
            rows = rows.filter(unit=self.unit)
        return rows.filter(item_name=self.item) if self.item else rows

    def duties(self) -> QuerySet[Duty]:
        """The duties the reader may see, as far as system, unit, item and step narrow them."""
        keys = self.actor.keys(VIEW)
        seen = Q(case__source__in=[s.pk for s in self.sources])
        if not keys.roots:  # whoever reaches a whole government sees its systems whole: no unit adds to that
            own = Q(unit__in=sorted(i for i in keys.ids if i > 0))
            seen |= own & (Q() if self.source is None else Q(case__source=self.source))
        rows = Duty.objects.filter(seen, is_current=True)
        if self.unit is not None:
            rows = rows.filter(unit=self.unit)
        if self.item:
            rows = rows.filter(case__item_name=self.item)
        return rows.filter(rule=self.rule) if self.rule else rows

    def counted(self) -> QuerySet[Duty]:
        """Of these, what came to its answer in the period, judged."""
        return judged(counted(self.duties(), self.period, self.today))

    def query(self, **more: Any) -> str:
        """The same question as an address's query, with this changed; None takes a name away."""
        said = {
            "source": self.source, "unit": self.unit, "item": self.item, "rule": self.rule,
            "first": self.period.first.isoformat(), "last": self.period.last.isoformat(),
        }  # fmt: skip
        return "?" + urlencode({k: v for k, v in (said | more).items() if v not in (None, "")})

    def opened(self, **more: Any) -> str:
        """The cases behind a figure of the period: as many as the figure says."""
        return reverse("approvals-counted") + self.query(**more)

    def case_list(self, **more: Any) -> str:
        """The list of cases as they stand now; "" where this installation has none."""
        at = address("approvals-cases")
        said = {"source": self.source, "unit": self.unit, "item": self.item} | more
        return at and at + "?" + urlencode({k: v for k, v in said.items() if v not in (None, "")})

    def fields(self, *, with_period: bool = True) -> list[Field]:
        """The question as a form that needs no script."""
        systems = Source.objects.visible_to(self.actor).order_by("title", "pk").values_list("pk", "title")
        options = [Option(str(pk), title, chosen=pk == self.source) for pk, title in systems]
        every = Option("", w("all systems", "全部系统"), chosen=self.source is None)
        made = [
            Field(
                "source",
                "choice",
                w("Outside system", "接入系统"),
                str(self.source or ""),
                options=[every, *options],
                required=False,
            )
        ]
        if with_period:
            made += [
                Field("first", "day", w("From", "起始日"), self.period.first.isoformat(), required=False),
                Field("last", "day", w("Until, inclusive", "截止日（含）"), self.period.last.isoformat(), required=False),
            ]  # fmt: skip
        return made

    def in_words(self) -> Words:
        """The period and what narrows it, as a line under the title."""
        said = w("{first} to {last}", "{first}至{last}").put(first=self.period.first, last=self.period.last)
        parts = [s.title for s in self.sources if self.source == s.pk]
        parts += [u.name for u in Unit.objects.filter(pk=self.unit)] if self.unit else []
        parts += [self.item] if self.item else []
        return (
            w("{said} · {parts}", "{said} · {parts}").put(said=said, parts=" · ".join(parts))
            if parts
            else said
        )

    def of_source(self, source: int) -> Asked:
        """The same of one system."""
        return replace(self, source=source)

    def everything(self) -> Asked:
        """The same period and system, without unit, item and step."""
        return replace(self, unit=None, item="", rule="")


def asked(request: Request) -> Asked:
    """The question that an address asks: the last ninety days unless it names others, a year at the most."""
    said, today = request.GET, clock.today()
    last = _day(said, "last") or today
    first = _day(said, "first") or last - USUAL
    first, last = min(first, last), max(first, last)
    return Asked(
        actor=request.actor,
        today=today,
        period=Period(max(first, last - LONGEST), last),
        source=_whole(said, "source"),
        unit=_whole(said, "unit"),
        item=_plain(said, "item"),
        rule=_plain(said, "rule"),
        which=_plain(said, "which"),
    )


def _plain(said: Mapping[str, str], name: str) -> str:
    return said.get(name, "").replace("\x00", "").strip()[:300]


def _whole(said: Mapping[str, str], name: str) -> int | None:
    text = said.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _day(said: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(said.get(name, ""))
    except ValueError:
        return None
