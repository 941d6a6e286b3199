"""Findings: thresholds of tally rules that were reached, each opened down to the events that were counted."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.models import Finding, FindingState
from zhixing.kernel.rulebook.schema import TallyRule
from zhixing.kernel.rulebook.service import ruleset
from zhixing.modules.administration.actions.findings import DECIDE
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.pages.organisation import story_of
from zhixing.web.components import Chip, Column, Fact, Link, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.pages import Request, page

FINDINGS = w("Findings", "累计情形")
SHOWN = 300
TONES = {
    FindingState.PROPOSED: ("hourglass", "warn"),
    FindingState.TAKEN_UP: ("circle-check", "met"),
    FindingState.SET_ASIDE: ("circle-x", "closed"),
    FindingState.VOID: ("circle-minus", "closed"),
}


def visible(actor: Actor) -> Any:
    """The findings of the governments over which the actor holds the power."""
    keys = actor.keys(DECIDE)
    places = Q(jurisdiction_id__in=[*keys.roots, *(i for i in keys.ids if i > 0)])
    return Finding.objects.filter(places).select_related(
        "unit", "person", "jurisdiction", "decided_by__person"
    )


def chip_of(found: Finding) -> Chip:
    """How a finding stands."""
    state = FindingState(found.state)
    icon, tone = TONES[state]
    return Chip(state.label, icon=icon, tone=tone)


def _rule(found: Finding) -> TallyRule:
    return ruleset(found.rulebook_id).tallies[found.rule]


def _both(text: Any) -> Words:
    return w(text.en, text.zh)


@require_safe
@page(DECIDE)
def findings(request: Request) -> HttpResponse:
    """What waits for a person first, then what was decided."""
    found = sorted(visible(request.actor)[:SHOWN], key=lambda f: f.state != FindingState.PROPOSED)
    rows = [
        Row(
            [
                _both(_rule(f).title),
                str(f.unit or f.person),
                f.on,
                f.count.normalize(),
                chip_of(f),
                _both(_rule(f).effect.title),
            ],
            url=reverse("administration:finding", args=[f.pk]),
        )
        for f in found
    ]
    columns = [
        Column("rule", w("Rule", "规则")),
        Column("subject", w("Unit or person", "单位或人员")),
        Column("on", w("Reached on", "达到日期"), kind="day"),
        Column("count", w("Counted", "累计数"), kind="number"),
        Column("state", w("State", "状态"), kind="chip"),
        Column("effect", w("Proposed effect", "建议后果")),
    ]
    empty = w("No threshold was reached.", "暂无达到规定次数的情形。")
    context = {"table": Table(FINDINGS, columns, rows, empty=empty), "trail": [Link(FINDINGS, "")]}
    return render(request, "administration/findings.html", context)


@require_safe
@page(DECIDE)
def finding(request: Request, finding_id: int) -> HttpResponse:
    """One finding: the rule with its article, what was counted, what may be decided."""
    found = visible(request.actor).filter(pk=finding_id).first()
    if found is None:
        raise NotFound
    rule = _rule(found)
    context = {
        "heading": _both(rule.title),
        "chip": chip_of(found),
        "basis": rule.basis,
        "facts": list(_facts(found, rule)),
        "table": _evidence(found, request.actor),
        "deeds": subjects.deeds(found, request.actor),
        "story": story_of(found),
        "trail": [
            Link(FINDINGS, reverse("administration:findings")),
            Link(str(found.unit or found.person), ""),
        ],
    }
    return render(request, "administration/finding.html", context)


def _facts(found: Finding, rule: TallyRule) -> Any:
    yield Fact(w("Concerns", "对象"), str(found.unit or found.person))
    yield Fact(w("Reached on", "达到日期"), found.on)
    if rule.quota:
        yield Fact(w("Done", "实际完成"), found.count.normalize())
    else:
        yield Fact(w("Counted", "累计数"), f"{found.count.normalize()}（{rule.operator} {rule.threshold}）")
    yield Fact(w("Proposed effect", "建议后果"), _both(rule.effect.title))
    if found.until:
        yield Fact(w("It would last", "期间"), [found.begins_on, found.until])
    if found.released_on:
        yield Fact(w("Released on", "解除日期"), found.released_on)
    if found.decided_by:
        yield Fact(w("Decided", "研判"), str(found.decided_by), note=found.decision)


def _evidence(found: Finding, actor: Actor) -> Table:
    rows = Event.objects.filter(pk__in=found.evidence).select_related("matter").order_by("happened_at", "id")
    counted = list(rows)
    seen = set(
        Matter.objects.visible_to(actor)
        .filter(pk__in={e.matter_id for e in counted})
        .values_list("pk", flat=True)
    )
    hidden = w("a matter you may not see", "您无权查看的事项")
    shown = [
        Row(
            [
                e.happened_at,
                (e.matter.number or e.matter.title) if e.matter and e.matter_id in seen else hidden,
                events.tell(e) if e.matter_id in seen else None,
            ],
            url=addresses.of(e.matter) if e.matter and e.matter_id in seen else "",
        )
        for e in counted
    ]
    columns = [
        Column("on", w("Day", "日期"), kind="day"),
        Column("matter", w("Matter", "事项")),
        Column("told", w("What happened", "情形")),
    ]
    return Table(w("What was counted", "计入情形"), columns, shown, empty=w("Nothing.", "无。"))
