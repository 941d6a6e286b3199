"""The calculator, for anyone: a rule or a term and a day, when it ends, each day counted or skipped and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base.refusals import Invalid, Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import OutsideCalendar
from zhixing.kernel.calendars.explaining import Explanation, explain
from zhixing.kernel.matters import events
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.deadlines import term_of
from zhixing.kernel.rulebook.schema import HOURLY, Basis, DeadlineRule
from zhixing.kernel.rulebook.warnings import warnings_of
from zhixing.web.components import Card, Fact, Field, Option
from zhixing.web.pages import page
from zhixing.web.portal import asking
from zhixing.web.portal.asking import Asked
from zhixing.web.portal.laid_out import squares, stretches

FIELDS = {
    "rule": w("Rule", "规则"),
    "start": w("Start day", "起算日"),
    "amount": w("Length of the term", "期限长度"),
    "unit": w("Unit", "单位"),
    "pauses": w("Pauses", "暂停计时"),
    "place": w("Calendar of", "适用日历"),
}


@require_safe
@page(None)
def calculator(request: HttpRequest) -> HttpResponse:
    """The form and, once a day is given, the answer. The address is the question and can be shared."""
    of = asking.places()
    context: dict[str, Any] = {"form": form(request.GET, of, {})}
    status = 200
    if "start" in request.GET:
        try:
            asked = asking.read(request.GET, of)
            context |= answered(asked, explain(asked.start, asked.term, asked.calendar, pauses=asked.pauses))
            context["json_url"] = f"{reverse('portal-calculator-json')}?{kept(request.GET)}"
        except Refusal as refusal:
            status = refusal.status
            errors = refusal.fields if isinstance(refusal, Invalid) else {}
            context |= {"form": form(request.GET, of, errors), "refusal": None if errors else refusal}
    return render(request, "portal/calculator.html", context, status=status)


@require_safe
@page(None)
def calculator_json(request: HttpRequest) -> HttpResponse:
    """The same answer for machines; what is wrong as problem details (RFC 9457)."""
    try:
        asked = asking.read(request.GET, asking.places())
        told = explain(asked.start, asked.term, asked.calendar, pauses=asked.pauses)
    except Refusal as refusal:
        return problem(refusal)
    return JsonResponse(as_json(asked, told), json_dumps_params={"ensure_ascii": False, "indent": 2})


def problem(refusal: Refusal) -> HttpResponse:
    """A refusal for machines."""
    said = {
        "type": f"/api/v1/docs#{refusal.code}",
        "title": str(refusal.title),
        "status": refusal.status,
        "code": refusal.code,
        "detail": refusal.why(),
        "remedy": refusal.way_out(),
    }
    if isinstance(refusal, Invalid):
        said["fields"] = {name: str(sentence) for name, sentence in refusal.fields.items()}
    return JsonResponse(
        said,
        status=refusal.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def kept(params: QueryDict) -> str:
    """The question without what was left empty: a shorter address to share."""
    return urlencode([(name, value) for name, values in params.lists() for value in values if value])


def form(params: QueryDict, of: list[Unit], errors: dict[str, Any]) -> dict[str, Any]:
    """The questions of the page, with what was given."""
    chosen, begun = params.get("rule", ""), params.getlist("pause_from")
    pauses = list(zip(begun, asking.padded(params, "pause_until"), strict=False))
    groups = [
        (w(pack.title.en, pack.title.zh), [_rule_option(r, chosen) for r in rules])
        for pack, rules in asking.countable()
    ]
    unit = params.get("unit", "working_days")
    place = params.get("place", "")
    return {
        "groups": groups,
        "start": Field(
            "start",
            "day",
            FIELDS["start"],
            params.get("start", asking.today()),
            error=errors.get("start", ""),
        ),
        "amount": Field(
            "amount", "number", FIELDS["amount"], params.get("amount", ""), error=errors.get("amount", "")
        ),
        "units": [Option(code, said, chosen=code == unit) for code, said in asking.UNITS.items()],
        "before": params.get("direction") == "before",
        "start_counts": params.get("start_counts") == "true",
        "pauses": [*[pair for pair in pauses if any(pair)], ("", "")][: asking.MOST_PAUSES],
        "places": [Option(str(u.pk), u.name, chosen=str(u.pk) == place) for u in of] if len(of) > 1 else [],
        "errors": [(FIELDS.get(name, name), said) for name, said in errors.items()],
    }


def _rule_option(rule: DeadlineRule, chosen: str) -> Option:
    value = next(v for v in reversed(rule.values) if v.amount and v.unit not in HOURLY)
    said = str(term_of(rule, value).told())
    return Option(rule.code, w(rule.title.en, rule.title.zh), chosen=rule.code == chosen, hint=said)


def answered(asked: Asked, told: Explanation) -> dict[str, Any]:
    """What the page shows of an answer."""
    return {
        "asked": asked,
        "told": told,
        "due_on": told.result.on,
        "days": squares(told, asked.pauses),
        "stretches": stretches(told, asked.pauses),
        "facts": facts(asked),
        "basis": basis_of(asked),
        "note": _note(asked.rule),
        "cards": cards(asked, told),
        "counted": max((line.number or 0 for line in told.lines), default=0),
    }


def facts(asked: Asked) -> list[Fact]:
    """What the answer rests on."""
    found = [Fact(w("Term", "期限"), asked.term.told(), note=_setting(asked))]
    if asked.rule is not None and asked.pack is not None:
        found.insert(
            0, Fact(FIELDS["rule"], w(asked.rule.title.en, asked.rule.title.zh), note=asked.rule.code)
        )
        found += _kinds_told(w("Begins with", "起算事由"), asked.rule.on)
        found += _kinds_told(w("Ends with", "完成标志"), asked.rule.until)
        if asked.rule.pauses:
            grounds = [w(p.ground.en, p.ground.zh) for p in asked.rule.pauses]
            found.append(Fact(w("May pause while", "可暂停计时的情形"), grounds))
        found.append(Fact(w("Rule pack", "规则包"), w(asked.pack.title.en, asked.pack.title.zh)))
    calendar = asked.place.name if asked.place else asked.calendar.name
    found.append(Fact(w("Calendar", "适用日历"), calendar))
    return found


def _setting(asked: Asked) -> Words | str:
    if asked.value is None or asked.rule is None:
        return ""
    since = w("in force since {day}", "{day}起执行").put(day=asked.value.from_on.isoformat())
    if not asked.value.setting:
        return since
    return w("{since}; a default, for the source gives no figure", "{since}；原文未定数，为默认值").put(
        since=since
    )


def _kinds_told(label: Words, kinds: Iterable[str]) -> list[Fact]:
    """Events by their names; those that no module offers yet have none, and are left out."""
    said = [words for words in map(events.words_of, kinds) if words is not None]
    return [Fact(label, said)] if said else []


def basis_of(asked: Asked) -> list[Basis]:
    """The articles behind the term; for a free term none but the calendar's own."""
    if asked.rule is None or asked.value is None:
        return []
    return [*([asked.value.basis] if asked.value.basis else []), *asked.rule.basis]


def _note(rule: DeadlineRule | None) -> Words | None:
    return w(rule.note.en, rule.note.zh) if rule is not None and rule.note else None


def cards(asked: Asked, told: Explanation) -> list[tuple[Card, Any]]:
    """The days on which the rule would draw its warning cards if nothing was done."""
    if asked.rule is None or told.result.on is None:
        return []
    try:
        due = warnings_of(asked.rule, asked.start, told.result.on, asked.calendar)
    except OutsideCalendar:
        return []
    return [(Card(d.colour), d.on) for d in due]


def as_json(asked: Asked, told: Explanation) -> dict[str, Any]:
    """The answer in plain values; texts in both languages."""
    result = told.result
    return {
        "start": asked.start.isoformat(),
        "rule": asked.rule.code if asked.rule else None,
        "term": {
            "amount": asked.term.amount,
            "unit": asked.term.unit,
            "direction": asked.term.direction,
            "start_counts": asked.term.start_counts,
            "roll": asked.term.rolling,
        },
        "pauses": [[b.isoformat(), e.isoformat() if e else None] for b, e in asked.pauses],
        "calendar": asked.place.name if asked.place else both(asked.calendar.name),
        "due_on": result.on.isoformat() if result.on else None,
        "suspended": result.suspended,
        "provisional": result.provisional,
        "rolled_from": result.rolled_from.isoformat() if result.rolled_from else None,
        "sentence": both(told.sentence),
        "notes": [both(note) for note in told.notes],
        "basis": [b.model_dump(exclude_none=True) for b in basis_of(asked)],
        "days": [
            {
                "on": line.on.isoformat(),
                "counted": line.counted,
                "number": line.number,
                "kind": line.day.kind.value,
                "published": line.day.published,
                "why": both(line.why),
            }
            for line in told.lines
        ],
    }


def both(words: Words) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": words.text("zh"), "en": words.text("en")}
