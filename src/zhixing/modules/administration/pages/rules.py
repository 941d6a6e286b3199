"""Rule packs: what is in force where, each rule with its article, its values by day, its worked cases and where it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, counted, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.register import all_actions
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook import cases
from zhixing.kernel.rulebook import coverage as covering
from zhixing.kernel.rulebook.cases import Outcome
from zhixing.kernel.rulebook.loading import parse, shipped
from zhixing.kernel.rulebook.local import LocalValue, laid_over
from zhixing.kernel.rulebook.models import PackText, Rulebook
from zhixing.kernel.rulebook.owed import value_on
from zhixing.kernel.rulebook.schema import Basis, DeadlineRule, Pack, Setting
from zhixing.kernel.rulebook.service import latest
from zhixing.kernel.rulebook.terms import told
from zhixing.modules.administration import rule_words
from zhixing.web.components import Chip, Column, Fact, Link, Pages, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page
from zhixing.web.portal.asking import is_countable

PACKS = w("Rule packs", "规则包")
SHOWN = 200  # open obligations of one rule on a page


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule as the page shows it."""

    code: str
    title: Words
    kind: Words
    chip: Chip
    note: Words | str
    basis: Sequence[Basis]
    facts: Sequence[Fact]
    values: Sequence[rule_words.Dated]
    cases: Sequence[Outcome]
    open_count: int
    open_url: str
    calculator: str


@require_safe
@page(ANYONE_SIGNED_IN)
def packs(request: Request) -> HttpResponse:
    """The packs in force in each jurisdiction, and those that are shipped and not switched on anywhere."""
    places = []
    switched: set[str] = set()
    for place in Unit.objects.filter(is_jurisdiction=True, dissolved_on=None).order_by("path"):
        book = latest(place.pk)
        texts = list(book.packs.order_by("pack")) if book else []
        switched |= {text.pack for text in texts}
        places.append((place, book, [_row(_parsed(text), text.loaded_at, place) for text in texts]))
    rest = [_row(pack, None, None) for code, pack in shipped().items() if code not in switched]
    return render(request, "administration/packs.html", {"places": places, "rest": rest})


@require_safe
@page(ANYONE_SIGNED_IN)
def coverage(request: Request) -> HttpResponse:
    """What carries each row of the requirements (or, with `by=article`, each article), and whether it runs."""
    by_article = request.GET.get("by") == "article"
    offered, actions = set(events.facts_by_kind()), {spec.code for spec in all_actions()}
    every = list(shipped().values())
    found = covering.rows(every, offered, actions)
    counts = covering.summary(found)
    heading = w("Coverage of the rules", "规则覆盖情况")
    context = {
        "heading": heading,
        "facts": [
            Fact(w("Rows of the requirements", "要求条目"), counts["rows"]),
            Fact(w("With a rule that runs today", "已有现行规则"), counts["live"]),
            Fact(w("With a rule whose events are still to come", "规则待业务上线"), counts["foreseen"]),
            Fact(w("That no software can carry", "非软件可承担"), counts["outside"]),
            Fact(w("With neither", "尚无规则"), counts["missing"]),
        ],
        "table": _covered(
            w("Articles", "条款"), w("Article", "条款"), covering.articles(every, offered, actions)
        )
        if by_article
        else _covered(w("Rows", "要求条目"), w("Row", "条目"), found),
        "tabs": [
            Link(w("By requirement", "按要求条目"), "?", current=not by_article),
            Link(w("By article", "按条款"), "?by=article", current=by_article),
        ],
        "trail": [Link(PACKS, reverse("administration:packs")), Link(heading, "")],
    }
    return render(request, "administration/coverage.html", context)


def _covered(caption: Words, noun: Words, found: list[covering.Covered]) -> Table:
    rows = [
        Row(
            [
                one.row,
                [
                    Link(c.title, f"{reverse('administration:pack', args=[c.pack])}#{c.code}")
                    for c in one.rules
                ]
                or one.why_not,
                sum(c.cases for c in one.rules),
                _runs(one),
            ]
        )
        for one in found
    ]
    columns = [
        Column("row", noun),
        Column("rules", w("Carried by", "落实规则")),
        Column("cases", w("Worked cases", "示例"), kind="number"),
        Column("state", w("State", "状态"), kind="chip"),
    ]
    return Table(caption, columns, rows, empty=w("There are none.", "暂无。"))


def _runs(one: covering.Covered) -> Chip:
    if any(c.live and c.on for c in one.rules):
        return Chip(w("Runs", "已运行"), icon="circle-check", tone="met")
    if one.rules:
        return Chip(w("Waits for its module", "待业务上线"), icon="hourglass", tone="warn")
    if one.why_not:
        return Chip(w("Not for software", "非软件可承担"), icon="user", tone="closed")
    return Chip(w("No rule yet", "尚无规则"), icon="alert-triangle", tone="bad")


def _row(pack: Pack, loaded_at: Any, place: Unit | None) -> dict[str, Any]:
    address = reverse("administration:pack", args=[pack.pack])
    return {
        "title": w(pack.title.en, pack.title.zh),
        "source": w(pack.source.en, pack.source.zh),
        "version": pack.version,
        "count": len(pack.rules),
        "loaded_at": loaded_at,
        "url": f"{address}?in={place.pk}" if place else address,
    }


def _parsed(text: PackText) -> Pack:
    return _parsed_once(text.text, f"{text.pack}.yaml")


@lru_cache(maxsize=64)
def _parsed_once(text: str, name: str) -> Pack:
    """A text never changes once it is kept, and reading YAML takes a third of a second."""
    return parse(text, name)


@require_safe
@page(ANYONE_SIGNED_IN)
def pack(request: Request, code: str) -> HttpResponse:
    """One pack: as it is in force in a jurisdiction (`in`), else as it is shipped. Its cases are run now."""
    found, place, book = _found(code, request.GET.get("in", ""))
    outcomes: dict[str, list[Outcome]] = {}
    for outcome in cases.run(found):
        outcomes.setdefault(outcome.rule, []).append(outcome)
    opened = open_counts(request.actor, [rule.code for rule in found.rules])
    rules = [
        _shown(rule, code, outcomes.get(rule.code, []), opened.get(rule.code, 0)) for rule in found.rules
    ]
    failed = sum(1 for many in outcomes.values() for one in many if one.wrong)
    total = sum(len(many) for many in outcomes.values())
    context = {
        "pack": found,
        "heading": w(found.title.en, found.title.zh),
        "source": w(found.source.en, found.source.zh),
        "place": place,
        "book": book,
        "rules": rules,
        "cases_chip": cases_chip(total, failed),
        "checked": _checked(found),
        "settings": [_setting(one, book) for one in found.settings],
        "trail": [Link(PACKS, reverse("administration:packs")), Link(w(found.title.en, found.title.zh), "")],
    }
    return render(request, "administration/pack.html", context)


def _found(code: str, place_id: str) -> tuple[Pack, Unit | None, Rulebook | None]:
    if place_id:
        place = (
            Unit.objects.filter(pk=int(place_id)).first()
            if place_id.isdigit() and len(place_id) < 17
            else None
        )
        book = latest(place.pk) if place else None
        text = book.packs.filter(pack=code).first() if book else None
        if text is None:
            raise NotFound
        return laid_over(_parsed(text), map(LocalValue.of, book.locals if book else [])), place, book
    if code not in shipped():
        raise NotFound
    return shipped()[code], None, None


def _checked(found: Pack) -> Words | str:
    """Who last held the rules against their text, and when."""
    if found.checked is None:
        return ""
    by = w(found.checked.by.en, found.checked.by.zh)
    said = w("Held against the text by {by} on {day}.", "{day}由{by}对照原文核对。")
    return said.put(by=by, day=found.checked.on)


def _setting(one: Setting, book: Rulebook | None) -> dict[str, Any]:
    """What the source leaves open: how it is read here, and the other ways."""
    chosen = book.choices.get(one.code, one.default) if book else one.default
    return {
        "title": w(one.title.en, one.title.zh),
        "code": one.code,
        "row": one.row,
        "note": w(one.note.en, one.note.zh),
        "options": [(w(o.title.en, o.title.zh), o.key == chosen, o.key == one.default) for o in one.options],
    }


def cases_chip(total: int, failed: int) -> Chip:
    """How the worked cases came out."""
    if failed:
        said = counted(failed, "{n} case fails", "{n} cases fail", "{n} 个示例不符")
        return Chip(said, icon="alert-triangle", tone="bad")
    said = counted(total, "{n} worked case holds", "{n} worked cases hold", "{n} 个示例全部通过")
    return Chip(said, icon="circle-check", tone="met")


def _shown(rule: Any, pack_code: str, outcomes: list[Outcome], open_count: int) -> RuleShown:
    counts = isinstance(rule, DeadlineRule) and rule.verified and is_countable(rule)
    calculable = counts and pack_code in shipped()
    return RuleShown(
        code=rule.code,
        title=w(rule.title.en, rule.title.zh),
        kind=rule_words.KINDS[rule.kind],
        chip=rule_words.chip_of(rule),
        note=w(rule.note.en, rule.note.zh) if rule.note else "",
        basis=rule.basis,
        facts=[*rule_words.facts_of(rule), *_own_value(rule, pack_code)],
        values=rule_words.values_of(rule, clock.today()),
        cases=outcomes,
        open_count=open_count,
        open_url=reverse("administration:rule-open", args=[rule.code]) if open_count else "",
        calculator=f"{reverse('portal-calculator')}?rule={rule.code}" if calculable else "",
    )


def _own_value(rule: Any, pack_code: str) -> list[Fact]:
    """Beside a local value: what the pack itself says."""
    own = (
        next((r for r in shipped()[pack_code].rules if r.code == rule.code), None)
        if pack_code in shipped()
        else None
    )
    if own is None or not isinstance(own, DeadlineRule) or own.values == getattr(rule, "values", None):
        return []
    now = value_on(own.values, clock.today())
    return [Fact(w("The pack's own value", "规则包原定数值"), told(now))] if now else []


def open_counts(actor: Actor, codes: list[str]) -> dict[str, int]:
    """Running obligations under each rule, of matters that the actor may find. One query."""
    from django.db.models import Count

    visible = Matter.objects.visible_to(actor).open().values("pk")
    rows = Obligation.objects.running().filter(rule__in=codes, matter_id__in=visible)
    return dict(rows.order_by().values_list("rule").annotate(n=Count("pk")))


@require_safe
@page(ANYONE_SIGNED_IN)
def open_under(request: Request, rule: str) -> HttpResponse:
    """The running obligations under a rule that the reader may find, the earliest due first."""
    visible = Matter.objects.visible_to(request.actor).open().values("pk")
    found = Obligation.objects.running().filter(rule=rule, matter_id__in=visible)
    rows = [
        Row(
            [o.matter.number, o.matter.title, str(o.unit or o.person or ""), o.due_on, _opened_up(o)],
            url=addresses.of(o.matter),
            tone="bad" if o.due_on and o.due_on < clock.today() else "",
        )
        for o in found.select_related("matter", "unit", "person").order_by("due_on", "id")[:SHOWN]
    ]
    columns = [
        Column("number", w("Number", "编号")),
        Column("title", w("Matter", "事项")),
        Column("holder", w("Owed by", "责任主体")),
        Column("due_on", w("Last day", "截止日"), kind="day"),
        Column("why", w("How it was reached", "如何得出")),
    ]
    told = w("the first {n}", "前 {n} 项").put(n=SHOWN) if len(rows) == SHOWN else ""
    context = {
        "rule": rule,
        "table": Table(
            w("Open obligations", "在办限时责任"), columns, rows, empty=w("None is open.", "暂无在办责任。")
        ),
        "pages": Pages(told=told),
        "trail": [Link(PACKS, reverse("administration:packs")), Link(rule, "")],
    }
    return render(request, "administration/rule_open.html", context)


def _opened_up(owed: Obligation) -> Link:
    return Link(w("each day", "逐日说明"), addresses.of_obligation(owed.pk))
