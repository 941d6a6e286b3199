"""What if: recorded history under another limit, warning, pack or calendar. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.models import Colour
from zhixing.kernel.obligations.what_if import Change, Moved, Outcome, ask
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.schema import DeadlineRule
from zhixing.kernel.rulebook.service import latest, latest_id, packs_of, ruleset
from zhixing.modules.administration.actions.rules import In
from zhixing.web.components import Chart, Column, Fact, Field, Link, Option, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

MOST = 20_000  # matters in one question: some twenty seconds
SHOWN = 50
WHAT_IF = w("What if", "假设推演")


@dataclass(slots=True)
class Asked:
    """The question in the address, and what is wrong with it field by field."""

    place: Unit | None
    first: date
    last: date
    change: Change = field(default_factory=Change)
    wrong: dict[str, Words] = field(default_factory=dict)


@require_safe
@page(ANYONE_SIGNED_IN)
def what_if(request: Request) -> HttpResponse:
    """Choose a change and a period; see it against what happened. Only matters that the reader may find are read."""
    places = list(Unit.objects.filter(is_jurisdiction=True, dissolved_on=None).order_by("path"))
    asked = _asked(request.GET, places)
    outcome: Outcome | None = None
    refusal: Refusal | None = None
    found = _matters(request.actor, asked)
    count = found.count() if request.GET and asked.place and not asked.wrong else 0
    if request.GET and asked.place and not asked.wrong and not asked.change.is_empty and count <= MOST:
        try:
            as_of = min(asked.last, clock.today())
            outcome = ask(found.iterator(chunk_size=2_000), asked.place.pk, asked.change, as_of)
        except Refusal as wrong:
            refusal = wrong
    context: dict[str, Any] = {
        "heading": WHAT_IF,
        "fields": _fields(request.GET, asked, places),
        "refusal": refusal,
        "errors": [(label, said) for label, said in asked.wrong.items()],
        "too_many": count > MOST,
        "count": count,
        "most": MOST,
        "is_empty": bool(request.GET) and asked.change.is_empty and not asked.wrong,
        "trail": [Link(w("Rule packs", "规则包"), reverse("administration:packs")), Link(WHAT_IF, "")],
    }
    if outcome is not None:
        context |= _told(outcome, request.actor)
    return render(request, "administration/what_if.html", context, status=refusal.status if refusal else 200)


def _matters(actor: Actor, asked: Asked) -> Any:
    if asked.place is None:
        return Matter.objects.none()
    found = Matter.objects.visible_to(actor).filter(jurisdiction=asked.place, rulebook_id__isnull=False)
    return found.filter(opened_on__gte=asked.first, opened_on__lte=asked.last).order_by("pk")


def _asked(said: QueryDict, places: list[Unit]) -> Asked:
    today = clock.today()
    place = next((p for p in places if str(p.pk) == said.get("place", "")), places[0] if places else None)
    asked = Asked(place, today - timedelta(days=365), today)
    asked.first = _day(said, "first", asked.first, asked.wrong)
    asked.last = _day(said, "last", asked.last, asked.wrong)
    if asked.first > asked.last:
        asked.wrong["last"] = w("The period ends before it begins.", "截止日早于起始日。")
    rest, work = (_days(said.get(name, ""), name, asked.wrong) for name in ("rest", "work"))
    asked.change = Change(
        rule=said.get("rule", ""),
        amount=_number(said, "amount", asked.wrong),
        unit=said.get("unit", "") if said.get("unit") in In.values else In.WORKING_DAYS.value,
        warn_colour=said.get("colour", "") if said.get("colour") in Colour.values else "",
        warn_after=_number(said, "after", asked.wrong),
        warn_before=_number(said, "before", asked.wrong),
        without=frozenset(said.getlist("without")),
        with_packs=frozenset(said.getlist("with")) & frozenset(shipped()),
        days={**dict.fromkeys(rest, True), **dict.fromkeys(work, False)},
    )
    if asked.change.amount and not asked.change.rule:
        asked.wrong["rule"] = w("Choose the rule whose term is to change.", "请选择要调整期限的规则。")
    if asked.change.warn_after is not None and asked.change.warn_before is not None:
        asked.wrong["before"] = w("Give either before or after.", "“截止前”和“逾期后”只填一项。")
    return asked


def _day(said: QueryDict, name: str, usual: date, wrong: dict[str, Words]) -> date:
    text = said.get(name, "")
    if not text:
        return usual
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong[name] = w("This is no day; write it as 2026-05-01.", "日期有误，请按 2026-05-01 填写。")
        return usual


def _days(text: str, name: str, wrong: dict[str, Words]) -> list[date]:
    try:
        return [date.fromisoformat(one) for one in text.replace("，", " ").replace(",", " ").split()][:60]
    except ValueError:
        wrong[name] = w(
            "Write days as 2026-05-01, with spaces between.", "请按 2026-05-01 填写，多个日期以空格分隔。"
        )
        return []


def _number(said: QueryDict, name: str, wrong: dict[str, Words]) -> int | None:
    text = said.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 3650 and len(text) <= 4):
        wrong[name] = w("Write a whole number from 1 to 3650.", "请填写 1 至 3650 的整数。")
        return None
    return int(text)


def _fields(said: QueryDict, asked: Asked, places: list[Unit]) -> list[Field]:
    book = latest(asked.place.pk) if asked.place else None
    rules = ruleset(latest_id(asked.place.pk)).timed.values() if asked.place else []
    on = {pack.pack: pack for pack in packs_of(book)} if book else {}

    def line(name: str, kind: str, label: Words, hint: Any = "", **more: Any) -> Field:
        value = more.pop("value", said.get(name, ""))
        error = asked.wrong.get(name, "")
        return Field(name, kind, label, value, hint, error, required=False, **more)

    def choice(name: str, label: Words, options: list[tuple[str, Any]], hint: Any = "") -> Field:
        chosen = said.getlist(name)
        listed = [Option(value, text, value in chosen) for value, text in options]
        return line(name, "choice", label, hint, options=listed)

    named = [(r.code, w(r.title.en, r.title.zh)) for r in rules if isinstance(r, DeadlineRule) or r.warnings]
    off = [(p.pack, w(p.title.en, p.title.zh)) for code, p in shipped().items() if code not in on]
    return [
        choice("place", w("Government", "适用政府"), [(str(p.pk), p.name) for p in places]),
        line("first", "day", w("Matters opened from", "立项起始日"), value=asked.first.isoformat()),
        line("last", "day", w("to, inclusive", "立项截止日（含当日）"), value=asked.last.isoformat()),
        choice("rule", w("Rule", "规则"), [("", w("none", "不调整规则")), *named]),
        line("amount", "number", w("Its term would be", "期限改为")),
        choice("unit", w("Counted in", "期限单位"), list(In.choices)),
        choice("colour", w("Its card", "预警颜色"), [("", w("as it is", "不调整")), *Colour.choices]),
        line("before", "number", w("so many working days before the last day", "截止前工作日数")),
        line("after", "number", w("or after it", "或逾期后工作日数")),
        choice("without", w("Without the pack", "停用规则包"), [("", w("none", "不停用")), *_titles(on)]),
        choice("with", w("With the pack", "启用规则包"), [("", w("none", "不启用")), *off]),
        line("rest", "line", w("Days that would rest", "改为休息日"), w("e.g. 2026-05-06", "如 2026-05-06，多个以空格分隔")),
        line("work", "line", w("Days that would be worked", "改为工作日"), w("e.g. 2026-05-09", "如 2026-05-09")),
    ]  # fmt: skip


def _titles(packs: Mapping[str, Any]) -> list[tuple[str, Words]]:
    return [(code, w(p.title.en, p.title.zh)) for code, p in packs.items()]


def _told(outcome: Outcome, actor: Actor) -> dict[str, Any]:
    was, would = outcome.late
    facts = [
        Fact(w("Matters read", "推演事项"), outcome.matters),
        Fact(w("Late duties, as it happened", "实际逾期责任"), was),
        Fact(w("Late duties, under the change", "推演逾期责任"), would),
        *(
            Fact(Colour(colour).label, w("{was} → {would}", "{was} → {would}").put(was=a, would=b))
            for colour, (a, b) in outcome.cards.items()
        ),
    ]
    return {
        "told": True,
        "facts": facts,
        "units": _units(outcome),
        "chart": _chart(outcome),
        "moved": _moved(outcome.moved[:SHOWN], actor),
        "moved_count": len(outcome.moved),
        "is_cut": len(outcome.moved) > SHOWN,
    }


def _units(outcome: Outcome) -> Table:
    names = Unit.objects.in_bulk([i for i in outcome.units if i])
    changed = sorted(outcome.units.items(), key=lambda one: -abs(one[1][1] - one[1][0]))
    rows = [
        Row([str(names.get(unit, w("persons", "个人"))), was, would, f"{would - was:+d}"])
        for unit, (was, would) in changed[:40]
    ]
    columns = [
        Column("unit", w("Unit", "单位")),
        Column("was", w("Late, as it happened", "实际逾期"), kind="number"),
        Column("would", w("Late, under the change", "推演逾期"), kind="number"),
        Column("more", w("Difference", "差额"), kind="number"),
    ]
    return Table(
        w("Unit by unit", "分单位对照"), columns, rows, empty=w("Nobody would be late.", "没有逾期责任。")
    )


def _chart(outcome: Outcome) -> Chart:
    weeks = list(outcome.weeks)
    rows = [[week, *outcome.weeks[week]] for week in weeks]
    option = {
        "xAxis": {"type": "category", "data": [week.isoformat() for week in weeks]},
        "yAxis": {"type": "value"},
        "legend": {},
        "tooltip": {"trigger": "axis"},
        "series": [
            {
                "name": str(name),
                "type": "line",
                "showSymbol": False,
                "data": [outcome.weeks[k][side] for k in weeks],
            }
            for side, name in enumerate((w("as it happened", "实际"), w("under the change", "推演")))
        ],
    }
    return Chart(
        key="load",
        title=w("Duties falling due, week by week", "每周到期责任数"),
        option=option,
        columns=[w("Week of", "周（周一）"), w("As it happened", "实际"), w("Under the change", "推演")],
        rows=rows,
        definition=w(
            "How many duties have their last day in that week, those excused left out.",
            "最后一日落在该周的责任数，不含已免除的。",
        ),
    )


def _moved(moved: list[Moved], actor: Actor) -> Table:
    matters = Matter.objects.in_bulk([m.matter_id for m in moved])
    units = Unit.objects.in_bulk([m.debtor.unit_id for m in moved if m.debtor.unit_id])
    persons = Person.objects.in_bulk([m.debtor.person_id for m in moved if m.debtor.person_id])
    rows = []
    for m in moved:
        matter = matters[m.matter_id]
        holder = units.get(m.debtor.unit_id or 0) or persons.get(m.debtor.person_id or 0)
        rows.append(
            Row(
                [
                    matter.number or matter.title,
                    m.duty,
                    str(holder or ""),
                    [m.was_due_on or "—", _late(m.was_late)],
                    [m.would_be_due_on or "—", _late(m.would_be_late)],
                ],
                url=addresses.of(matter),
                tone="bad" if m.would_be_late and not m.was_late else "",
            )
        )
    columns = [
        Column("matter", w("Matter", "事项")),
        Column("duty", w("Duty", "责任")),
        Column("holder", w("Owed by", "责任主体")),
        Column("was", w("As it happened", "实际")),
        Column("would", w("Under the change", "推演")),
    ]
    empty = w("Nothing would have come out otherwise.", "推演结果与实际一致。")
    return Table(w("What comes out otherwise", "变化明细"), columns, rows, empty=empty)


def _late(is_late: bool) -> Words | str:
    return w("late", "逾期") if is_late else ""
