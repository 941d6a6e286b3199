"""The page of a matter: what it is, how it stands, what I can do; its story, its duties, its people, its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.permission import why_not
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.files.models import FileUse
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.matters.models import Matter, Participation, Standing
from zhixing.kernel.obligations.models import Card as CardRow
from zhixing.kernel.obligations.models import CardState, Obligation
from zhixing.kernel.obligations.wording import basis_of, duty_words
from zhixing.kernel.rulebook.gates import cited
from zhixing.web.components import Branch, Card, Chip, Deed, Fact, Link, Owed, Told, time_left
from zhixing.web.doors import addresses
from zhixing.web.doors.acting import kind_at
from zhixing.web.doors.cards import cards_of
from zhixing.web.doors.presenting import presented
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

STORY = 200  # newest events on the page; the whole story is a link away
BRANCHES = 200  # matters below this one
EVENT_ICONS = {
    "card_drawn": "alert-triangle",
    "signed": "signature",
    "closed": "circle-check",
    "urged": "bell-ringing",
}
EVENT_TONES = {"card_drawn": "warn", "card_escalated": "bad", "closed": "met", "reopened": "bad"}


@page(ANYONE_SIGNED_IN)
def item(request: Request, module: str, segment: str, item_id: int) -> HttpResponse:
    """The page of one matter, found through the actor: what you may not see is not there."""
    kind = kind_at(module, segment)
    view = presented(kind)
    found = kind.model._default_manager.visible_to(request.actor)
    matter = found.select_related("lead_unit", "jurisdiction", *view.related).get_or_refuse(item_id)
    calendar = calendar_for(matter.jurisdiction_id)
    owed = obligations_of(matter, calendar)
    whole = "story" in request.GET
    story = story_of(matter, whole=whole)
    context = {
        "kind": kind,
        "item": matter,
        "chip": view.chip(matter),
        "lead": view.lead(matter),
        **figure_of(matter, calendar),
        "deeds": deeds_of(kind, matter, request.actor),
        "running": [o for o in owed if o.state in ("open", "paused")],
        "ended": [o for o in owed if o.state not in ("open", "paused")],
        "story": story,
        "story_is_cut": not whole and len(story) == STORY and matter.events.count() > STORY,
        "facts": view.facts(matter),
        "people": people_of(matter, view.standings),
        "branches": tree_of(matter, request.actor),
        "papers": papers_of(matter),
        "files": files_of(matter),
        "below": view.below,
        "cards": cards_of(matter),
        "trail": [Link(kind.plural, addresses.of_list(kind)), Link(matter.number or matter.title, "")],
        **view.context(matter, request.actor),
    }
    return render(request, "doors/item.html", context)


_FIGURE_WORDS = {
    "working_days": (
        w("working days left", "个工作日后到期"),
        w("working days late", "个工作日逾期"),
    ),
    "days": (w("days left", "天后到期"), w("days late", "天逾期")),
}


def figure_of(matter: Matter, calendar: Calendar) -> dict[str, Any]:
    """The one figure that matters: working days left to the next due day, or since it passed."""
    if not matter.is_open or matter.due_on is None:
        return {}
    left, unit = time_left(clock.today(), matter.due_on, calendar)
    ahead, late = _FIGURE_WORDS[unit]
    return {
        "figure": abs(left),
        "figure_word": ahead if left >= 0 else late,
        "figure_tone": "bad" if left < 0 else "warn" if left <= 2 else "met",
    }


def deeds_of(kind: Kind, matter: Matter, actor: Actor) -> list[Deed]:
    """What I may do, and what I may not with the reason. Actions that make no sense now are not listed at all."""
    deeds = []
    for spec in actions_of(kind.model).values():
        if spec.opens or (spec.shown_if is not None and not spec.shown_if(matter)):
            continue
        refusal = why_not(spec, matter, actor)
        if refusal is not None and refusal.code == "actions.no_power":
            continue  # what is not of one's office at all is not listed: only what stands in the way of one's own
        deeds.append(
            Deed(
                spec.words,
                "" if refusal else addresses.of_action(kind, matter.pk, spec.name),
                why_not=refusal.why() if refusal else "",
                main=spec.tone == "primary",
                grave=spec.tone == "grave",
            )
        )
    return sorted(deeds, key=lambda d: (bool(d.why_not), not d.main, d.grave))


def obligations_of(matter: Matter, calendar: Calendar) -> list[Owed]:
    """The matter's obligations as lines, running ones first by due day. Two queries."""
    rows = Obligation.objects.filter(matter_id=matter.pk).select_related("unit", "person")
    cards: dict[int, list[Card]] = {}
    for card in CardRow.objects.filter(matter_id=matter.pk).order_by("id"):
        cards.setdefault(card.obligation_id, []).append(
            Card(card.colour, removed=card.state == CardState.REMOVED)
        )
    made = []
    for row in sorted(rows, key=lambda r: (r.closed_on is not None, r.due_on or r.opened_on, r.pk)):
        left, unit = _left(row, calendar)
        made.append(
            Owed(
                duty=duty_words(row, matter.rulebook_id),
                holder=str(row.unit or row.person or ""),
                due_on=row.due_on,
                left=left,
                unit=unit,
                state=_state(row),
                first_due_on=row.first_due_on,
                basis=cited(basis_of(row, matter.rulebook_id)),
                url=addresses.of_obligation(row.pk),
                cards=cards.get(row.pk, []),
            )
        )
    return made


def _left(row: Obligation, calendar: Calendar) -> tuple[int | None, str]:
    if row.closed_on is not None or row.due_on is None:
        return None, "working_days"
    return time_left(clock.today(), row.due_on, calendar)


def _state(row: Obligation) -> str:
    if row.state == "met":
        return "late_met" if row.is_late else "met"
    return {"open": "open", "suspended": "paused", "missed": "late_met"}.get(row.state, "excused")


def story_of(matter: Matter, *, whole: bool = False) -> list[Told]:
    """What happened, newest first, each event in a sentence; when it was recorded later, both times."""
    rows = matter.events.order_by("-happened_at", "-id")
    made = []
    for row in rows if whole else rows[:STORY]:
        name = row.kind.rpartition(".")[2]
        late = (row.recorded_at - row.happened_at).total_seconds() > 3600
        made.append(
            Told(
                sentence=events.tell(row),
                happened_at=row.happened_at,
                recorded_at=row.recorded_at if late else None,
                icon=EVENT_ICONS.get(name, "point"),
                tone=EVENT_TONES.get(name, "plain"),
            )
        )
    return made


def people_of(matter: Matter, standings: Mapping[str, Words]) -> list[Fact]:
    """Who stands how to the matter now, in its kind's own words, and who has signed, read or agreed."""
    rows = matter.participations.standing().select_related("unit", "person").order_by("place", "id")
    by: dict[str, list[Participation]] = {}
    for row in rows:
        by.setdefault(row.standing, []).append(row)
    facts = []
    for standing in Standing:
        if members := by.get(standing.value):
            names = "、".join(str(m.unit or m.person) for m in members)
            done = [str(m.unit or m.person) for m in members if m.done_at]
            facts.append(
                Fact(standings.get(standing.value, standing.label), names, note=_done_note(standing, done))
            )
    return facts


def _done_note(standing: Standing, done: Sequence[str]) -> Words | str:
    if not done:
        return ""
    said = {
        Standing.READER: w("read by {names}", "已阅：{names}"),
        Standing.COSIGNER: w("agreed: {names}", "已会签：{names}"),
    }.get(standing, w("signed for: {names}", "已签收：{names}"))
    return said.put(names="、".join(done))


def tree_of(matter: Matter, actor: Actor) -> list[Branch]:
    """Origin above, the matter, and what was broken down from it, as far as the actor may see."""
    visible = Matter.objects.visible_to(actor)
    below = visible.filter(Q(parent_id=matter.pk) | Q(origin_id=matter.pk)).order_by("id")[:BRANCHES]
    children = sorted(
        below, key=lambda m: m.parent_id != matter.pk
    )  # what was broken down before what came of it
    wanted = [pk for pk in (matter.parent_id, matter.origin_id) if pk]
    if not children and not wanted:
        return []
    here = Branch(label=matter.title, current=True, children=[_branch(m) for m in children])
    found = visible.in_bulk(wanted) if wanted else {}
    for above_id in wanted:
        if (above := found.get(above_id)) is not None:
            here = Branch(label=above.title, url=addresses.of(above), chip=_chip(above), children=[here])
    return [here]


def _branch(matter: Matter) -> Branch:
    return Branch(label=matter.title, url=addresses.of(matter), chip=_chip(matter), note=matter.number or "")


def _chip(matter: Matter) -> Chip:
    states = getattr(kinds.kind(matter.kind).model, "states", None)
    return Chip(
        states(matter.state).label if states else matter.state,
        tone="closed" if matter.closed_on else "active",
    )


def papers_of(matter: Matter) -> list[Link]:
    """The official papers issued in this matter."""
    from django.urls import reverse

    rows = Letter.objects.filter(matter_id=matter.pk).order_by("-id").values_list("pk", "number", "title")
    return [
        Link(f"{number or ''} {title}".strip(), reverse("door-paper", args=[pk]), icon="file-text")
        for pk, number, title in rows
    ]


def files_of(matter: Matter) -> list[Link]:
    """What was attached, newest first."""
    from django.urls import reverse

    rows = FileUse.objects.filter(matter_id=matter.pk).order_by("-id").values_list("file_id", "file__name")
    return [Link(name, reverse("door-file", args=[pk]), icon="paperclip") for pk, name in rows[:200]]
