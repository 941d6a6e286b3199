"""How a major decision shows itself: its matrix of steps, experts, comments, links, execution; and its ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Event
from zhixing.modules.decisions import powers
from zhixing.modules.decisions.choices import (
    Forum,
    JointKind,
    MatterClass,
    ObserverClass,
    Sphere,
    Stance,
    State,
    Treatment,
)
from zhixing.modules.decisions.models import MajorDecision, Seat
from zhixing.modules.decisions.pages.procedure import matrix
from zhixing.web.components import Chip, Fact, Option
from zhixing.web.dates import day_in_words
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    State.PREPARING: ("pencil", "plain"),
    State.TABLED: ("gavel", "active"),
    State.DECIDED: ("circle-check", "active"),
    State.ISSUED: ("file-certificate", "active"),
    State.EXECUTING: ("progress", "active"),
    State.SUSPENDED: ("player-pause", "warn"),
    State.CLOSED: ("circle-check", "met"),
    State.REJECTED: ("circle-x", "closed"),
    State.TERMINATED: ("player-stop", "closed"),
    State.WITHDRAWN: ("arrow-back-up", "closed"),
}
_TREATED = {
    Treatment.ADOPTED: ("circle-check", "met"),
    Treatment.PARTLY: ("circle-half", "active"),
    Treatment.NOT_ADOPTED: ("circle-x", "plain"),
}
UNDECIDED_AFTER = 30  # natural days after the first discussion; the source names no figure (S1-03)
UNDONE_AFTER = 30  # natural days from the decision to the beginning of its execution; likewise
SHOWN = 100  # comments on the page; the file holds all


def chip(decision: MajorDecision) -> Chip:
    """The state as icon, word and tone."""
    state = State(decision.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def undecided(today: date) -> Q:
    """Discussed in a meeting, not decided within thirty days of it, and still open (议而不决)."""
    return Q(closed_on=None, decided_on=None, discussed_on__lt=today - timedelta(days=UNDECIDED_AFTER))


def undone(today: date) -> Q:
    """Decided and not begun within thirty days, or past its last day and not carried out (决而不行)."""
    waiting = Q(begun_on=None, decided_on__lt=today - timedelta(days=UNDONE_AFTER))
    return Q(closed_on=None) & (waiting | Q(decided_on__isnull=False, execute_by__lt=today))


def lead(decision: MajorDecision) -> Words | str:
    """Who prepares it, for whom to decide, in which form."""
    if decision.lead_unit is None:
        return ""
    said = w("{unit} prepares it; {organ} decides.", "{unit}承办，{organ}决策。")
    if decision.forum:
        said = w(
            "{unit} prepares it; {organ} decides in its {forum}.", "{unit}承办，提请{organ}{forum}决策。"
        ).put(forum=Forum(decision.forum).label)
    return said.put(unit=decision.lead_unit.short_name, organ=decision.deciding_unit.short_name)


def facts(decision: MajorDecision) -> Sequence[Fact]:
    """What it is about, how it is classed, what was decided, how far it is."""
    found = [
        Fact(w("What is to be decided, and why", "拟决策事项和理由"), decision.problem),
        Fact(w("Class", "类别"), _class(decision), note=_classed(decision)),
        Fact(w("Deciding organ", "决策机关"), decision.deciding_unit.name),
    ]
    if decision.decided_on:
        found += [
            Fact(w("The decision", "决策内容"), decision.decision_text),
            Fact(w("Decided", "决策日期"), decision.decided_on, note=_forum(decision.decided_in)),
            Fact(w("Issued", "出台日期"), decision.issued_on),
            Fact(w("Made public", "公布日期"), _published(decision)),
            Fact(w("Archived", "归档日期"), decision.archived_on),
        ]
    if decision.execute_by:
        units = decision.executing_units.order_by("order", "id").values_list("short_name", flat=True)
        found += [
            Fact(w("Executing units", "执行单位"), "、".join(units) or None),
            Fact(w("To be done by", "完成时限"), decision.execute_by),
            Fact(w("Tracker", "跟踪人员"), str(decision.tracker) if decision.tracker else None),
        ]
    if decision.evaluator:
        found.append(
            Fact(w("Later evaluation", "决策后评估"), decision.evaluation or None, note=decision.evaluator)
        )
    return found


def _class(decision: MajorDecision) -> list[Any] | None:
    if not decision.matter_class:
        return None
    named = [MatterClass(decision.matter_class).label, JointKind(decision.matter_kind).label]
    return [*named, Sphere(decision.sphere).label]


def _classed(decision: MajorDecision) -> Words | str:
    if decision.classed_on is None:
        return ""
    said = w("classed by {name} on {day}", "{name}于{day}认定")
    return said.put(name=decision.classed_by, day=day_in_words(decision.classed_on))


def _forum(code: str) -> Words | str:
    return Forum(code).label if code else ""


def _published(decision: MajorDecision) -> Any:
    return decision.published_on if decision.is_public else w("not public by law", "依法不予公开")


def treated(treatment: str) -> Chip | None:
    """What became of an opinion, as icon, word and tone; None while nobody has treated it."""
    if not treatment:
        return None
    found = Treatment(treatment)
    icon, tone = _TREATED[found]
    return Chip(found.label, icon=icon, tone=tone)


@dataclass(frozen=True, slots=True)
class SeatTold:
    """An expert drawn, as the page shows it."""

    row: Seat
    stance: Words | None
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class CommentTold:
    """A comment as the page shows it; `who` only to the unit that handles it."""

    row: Any
    who: str
    chip: Chip | None


def context(decision: MajorDecision | None, actor: Any) -> dict[str, Any]:
    """What the panels need: the matrix, experts with their draws, comments, links, deviations, observers."""
    if decision is None:
        return {}
    drawn = Event.objects.filter(matter_id=decision.pk, kind="decisions.experts_drawn").order_by("id")
    return {
        "matrix": matrix(decision, actor),
        "draws": [row.facts for row in drawn],
        "seats": [_seat(s) for s in decision.seats.select_related("expert")],
        "comments": _comments(decision, actor),
        "comment_count": decision.comments.count(),
        "links": decision.links.select_related("unit", "person"),
        "deviations": decision.deviations.select_related("unit"),
        "observers": [(o, ObserverClass(o.observer_class).label) for o in decision.observers.all()],
        "file_url": reverse("decisions-file", args=[decision.pk]),
    }


def _seat(seat: Seat) -> SeatTold:
    said: Any = Stance(seat.stance).label if seat.stance else None
    return SeatTold(seat, said, treated(seat.treatment))


def _comments(decision: MajorDecision, actor: Any) -> list[CommentTold]:
    """The first comments; who said them only for the unit that handles them."""
    handles = decision.lead_unit_id in actor.keys(powers.PREPARE).ids
    return [
        CommentTold(c, " ".join(filter(None, [c.name, c.contact])) if handles else "", treated(c.treatment))
        for c in decision.comments.order_by("id")[:SHOWN]
    ]


def _options(members: Any) -> Any:
    options = [Option(m.value, m.label) for m in members]
    return lambda actor: options


def _mine(actor: Any) -> Q:
    units = [i for i in actor.keys(powers.PREPARE).ids if i > 0]
    return Q(lead_unit_id__in=units)


_YES_NO = [Option("yes", w("yes", "是")), Option("no", w("no", "否"))]

present(
    "decisions.decision",
    Presentation(
        icon="gavel",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("deciding_unit", "legal_unit", "tracker"),
        standings={
            "lead": w("Preparing unit", "决策承办单位"),
            "cosigner": w("Reviews the legality", "合法性审查单位"),
            "handler": w("Tracker", "跟踪人员"),
        },
        columns=[
            LedgerColumn(
                "matter_class",
                w("Class", "类别"),
                lambda d: MatterClass(d.matter_class).label if d.matter_class else None,
            ),
            LedgerColumn(
                "forum",
                w("Meeting", "提交会议"),
                lambda d: Forum(d.forum).label if d.forum else None,
                is_shown=False,
            ),
            LedgerColumn("comment_until", w("Comment until", "征求意见截止"), kind="day", is_shown=False),
            LedgerColumn(
                "legality_due_on", w("Legality opinion due", "审查意见时限"), kind="day", is_shown=False
            ),
            LedgerColumn("discussed_on", w("First discussed", "首次上会"), kind="day"),
            LedgerColumn("decided_on", w("Decided", "决策日期"), kind="day"),
            LedgerColumn("begun_on", w("Execution begun", "启动执行"), kind="day", is_shown=False),
            LedgerColumn("execute_by", w("To be done by", "完成时限"), kind="day"),
            LedgerColumn("tracker", w("Tracker", "跟踪人员"), is_shown=False, reads=("tracker__name",)),
            LedgerColumn("published_on", w("Made public", "公布日期"), kind="day", is_shown=False),
            LedgerColumn("archived_on", w("Archived", "归档日期"), kind="day", is_shown=False),
        ],
        filters=[
            LedgerFilter("class", w("Class", "类别"), _options(MatterClass), lambda v: Q(matter_class=v)),
            LedgerFilter("forum", w("Meeting", "提交会议"), _options(Forum), lambda v: Q(forum=v)),
            LedgerFilter(
                "kind", w("For joint review", "会审类别"), _options(JointKind), lambda v: Q(matter_kind=v)
            ),
            LedgerFilter(
                "vital",
                w("Vital interests", "切身利益"),
                lambda actor: _YES_NO,
                lambda v: Q(vital_interests=v == "yes"),
            ),
        ],
        tabs=[
            LedgerTab("mine", w("My unit prepares", "我单位承办"), lambda today: Q(closed_on=None), _mine),
            LedgerTab(
                "comment",
                w("Public comment open", "征求意见中"),
                lambda today: Q(comment_opened_on__isnull=False, comment_closed_on=None, closed_on=None),
            ),
            LedgerTab("tabled", w("Before the meeting", "待上会"), lambda today: Q(state=State.TABLED)),
            LedgerTab("undecided", w("Discussed, undecided", "议而不决"), undecided),
            LedgerTab("undone", w("Decided, not done", "决而不行"), undone),
        ],
        below="decisions/_decision_below.html",
        context=context,
    ),
)
