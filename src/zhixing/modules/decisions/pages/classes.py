"""The matrix class of matter × step (G-37, G-38), as the rulebook in force makes it: nothing of it is written down twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.opening import jurisdiction_of
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.service import latest_id, ruleset
from zhixing.modules.decisions import powers, procedure
from zhixing.modules.decisions.actions.preparing import TRAITS
from zhixing.modules.decisions.choices import Forum, JointKind, MatterClass, Sphere
from zhixing.modules.decisions.procedure import Standing
from zhixing.web.components import Heat, HeatMap, HeatRow, Link
from zhixing.web.pages import Request, page

PLAIN: dict[str, Any] = {
    **dict.fromkeys(TRAITS, False),
    "matter_class": MatterClass.OTHER.value,
    "matter_kind": JointKind.OTHER.value,
    "sphere": Sphere.INTERNAL.value,
    "planned_forum": Forum.EXECUTIVE.value,
    "disagreeing_units": 0,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A class of matter: what is true of it beyond the plain case."""

    words: Words
    facts: Mapping[str, Any]


def cases() -> list[Case]:
    """Every class that a source names, each alone; what is true of several adds up."""
    found = [Case(w("any decision", "各类决策"), {})]
    for field, members in (("matter_class", MatterClass), ("matter_kind", JointKind), ("sphere", Sphere)):
        found += [Case(m.label, {field: m.value}) for m in members if m.value not in (PLAIN[field],)]  # type: ignore[arg-type]  # choices carry Words
    found += [Case(words, {name: True}) for name, words in TRAITS.items()]
    return [*found, Case(w("units disagree", "有关单位有不同意见"), {"disagreeing_units": 1})]


def table(rules: RuleSet) -> tuple[HeatMap, list[tuple[Words, Words]]]:
    """The matrix as a picture, and for each step the articles that ask for it in some class."""
    today = clock.today()
    basis: dict[str, list[Words]] = {}
    rows = []
    for case in cases():
        cells = []
        for line in procedure.lines(rules, {**PLAIN, **case.facts}, today):
            is_needed = line.standing in (Standing.OPEN, Standing.DONE)
            if is_needed and line.basis is not None:
                basis.setdefault(line.step.key, []).append(line.basis)
            cells.append(Heat("●" if is_needed else "", told=line.basis or ""))
        rows.append(HeatRow(case.words, cells))
    heat = HeatMap(
        caption=w("Which class of matter needs which step", "各类事项应当履行的程序"),
        columns=[step.words for step in procedure.STEPS],
        rows=rows,
        corner=w("Class of matter", "事项类别"),
    )
    return heat, [(s.words, _joined(basis[s.key])) for s in procedure.STEPS if s.key in basis]


def _joined(said: list[Words]) -> Words:
    zh = "；".join(dict.fromkeys(part for one in said for part in one.zh.split("；")))
    return w(zh.replace("；", "; "), zh)


def _place(actor: Actor) -> Unit | None:
    """The government whose rules the reader works under."""
    roots = actor.keys(powers.VIEW).roots
    found = Unit.objects.filter(pk__in=roots, is_jurisdiction=True).order_by("path").first()
    own = Unit.objects.filter(pk__in=actor.unit_ids).first()
    return found or (jurisdiction_of(own) if own else None)


@page(powers.VIEW)
def classes(request: Request) -> HttpResponse:
    """The matrix of the reader's government."""
    place = _place(request.actor)
    heat, articles = table(ruleset(latest_id(place.pk) if place else None))
    ledger = Link(w("Major decisions", "重大决策"), reverse("door-list", args=["decisions", "decisions"]))
    context = {"place": place, "heat": heat, "articles": articles, "trail": [ledger, Link(heat.caption, "")]}
    return render(request, "decisions/classes.html", context)
