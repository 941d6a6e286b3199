"""How a circular shows itself: its text, its figures, who has received it, who objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Participation, Standing
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.choices import CircularState, Conduct, Nature, Scope
from zhixing.modules.supervision.models import Circular
from zhixing.web.components import Chip, Column, Fact, Option, Row, Table
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    CircularState.DRAFT: ("pencil", "plain"),
    CircularState.REVIEW: ("user-check", "active"),
    CircularState.APPROVED: ("signature", "active"),
    CircularState.ISSUED: ("send", "active"),
    CircularState.CONCLUDED: ("circle-check", "met"),
    CircularState.WITHDRAWN: ("arrow-back-up", "bad"),
    CircularState.DISCARDED: ("x", "closed"),
}
_NATURE_TONES = {
    Nature.CRITICISM: ("speakerphone", "warn"),
    Nature.NEGATIVE_CASE: ("alert-triangle", "warn"),
    Nature.PRAISE: ("award", "met"),
    Nature.POSITIVE_CASE: ("star", "met"),
    Nature.PRACTICE: ("bulb", "active"),
    Nature.BULLETIN: ("news", "plain"),
}


def chip(circular: Circular) -> Chip:
    """The state as icon, word and tone."""
    state = CircularState(circular.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def nature(circular: Circular) -> Chip:
    """What it does, as icon, word and tone."""
    kind = Nature(circular.nature)
    icon, tone = _NATURE_TONES[kind]
    return Chip(kind.label, icon=icon, tone=tone)


def facts(circular: Circular) -> Sequence[Fact]:
    """What it is, of whom it speaks, to whom it goes, who approved it."""
    found = [
        Fact(w("Kind", "类型"), nature(circular)),
        Fact(w("Units it speaks of", "所涉单位"), _names(circular.named_ids)),
        Fact(w("Sent to", "主送单位"), _names(circular.addressee_ids)),
        Fact(w("Scope", "公开范围"), Scope(circular.scope).label),
        Fact(w("Approved", "签发"), circular.approved_on, note=_approver(circular)),
        Fact(w("Issued", "印发日期"), circular.issued_on),
        Fact(w("Receipts", "收文情况"), _receipts(circular)),
    ]
    if circular.conduct:
        found.insert(1, Fact(w("Conduct", "行为表现"), Conduct(circular.conduct).label))
    if circular.objecting_ids:
        undecided = _names(frozenset(circular.objecting_ids))
        found.append(Fact(w("Objections undecided", "待裁定异议"), undecided))
    if circular.correction:
        found.append(Fact(w("Correction", "更正"), circular.correction))
    return found


def _names(ids: frozenset[int]) -> str | None:
    names = Unit.objects.filter(pk__in=ids).order_by("order", "id").values_list("name", flat=True)
    return "、".join(names) or None


def _approver(circular: Circular) -> str:
    return str(circular.approved_by) if circular.approved_by else ""


def _receipts(circular: Circular) -> Words | None:
    if circular.issued_on is None:
        return None
    rows = circular.participations.standing(Standing.OBSERVER).filter(unit_id__in=circular.addressee_ids)
    received = rows.filter(done_at__isnull=False).count()
    return w("{n} of {of} units", "{of} 个单位中 {n} 个已收文").put(
        n=received, of=len(circular.addressee_ids)
    )


def context(circular: Circular | None, actor: Any) -> dict[str, Any]:
    """The text and a bulletin's tables."""
    if circular is None:
        return {}
    tables = [
        Table(
            caption=told["heading"],
            columns=[Column(str(n), head) for n, head in enumerate(told["head"])],
            rows=[Row(row) for row in told["rows"]],
        )
        for told in circular.tables
    ]
    return {"body_lines": [line for line in circular.body.splitlines() if line.strip()], "tables": tables}


def annotated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with the names of the units they speak of."""
    through = Circular.named_units.through.objects.filter(circular_id=OuterRef("pk"))
    told: QuerySet[Any] = rows.annotate(
        named_names=ArraySubquery(through.order_by("unit__order", "unit_id").values("unit__short_name"))
    )
    return told


def _unreceived(actor: Any) -> Q:
    """Sent to a unit of the actor that has not confirmed receipt."""
    units = [i for i in actor.keys(powers.HANDLE).ids if i > 0]
    waiting = Participation.objects.filter(
        matter_id=OuterRef("pk"), unit_id__in=units, standing=Standing.OBSERVER, until_at=None, done_at=None
    )
    return Q(Exists(waiting))


present(
    "supervision.circular",
    Presentation(
        icon="speakerphone",
        chip=chip,
        facts=facts,
        annotated=annotated,
        related=("approved_by", "supervising_unit"),
        columns=[
            LedgerColumn("nature", w("Kind", "类型"), nature, kind="chip"),
            LedgerColumn(
                "named",
                w("Units it speaks of", "所涉单位"),
                lambda c: "、".join(c.named_names) or None,
                reads=("named_names",),
            ),
            LedgerColumn("scope", w("Scope", "公开范围"), lambda c: Scope(c.scope).label),
            LedgerColumn("issued_on", w("Issued", "印发日期"), kind="day"),
            LedgerColumn(
                "conduct",
                w("Conduct", "行为表现"),
                lambda c: Conduct(c.conduct).label if c.conduct else None,
                is_shown=False,
            ),
        ],
        filters=[
            LedgerFilter(
                "nature",
                w("Kind", "类型"),
                lambda actor: [Option(n.value, n.label) for n in Nature],
                lambda value: Q(nature=value),
            ),
            LedgerFilter(
                "scope",
                w("Scope", "公开范围"),
                lambda actor: [Option(s.value, s.label) for s in Scope],
                lambda value: Q(scope=value),
            ),
        ],
        tabs=[
            LedgerTab(
                "review", w("Awaiting approval", "待签发"), lambda today: Q(state=CircularState.REVIEW)
            ),
            LedgerTab(
                "unreceived",
                w("Not received by my unit", "待我收文"),
                lambda today: Q(state__in=[CircularState.ISSUED, CircularState.CONCLUDED]),
                mine=_unreceived,
            ),
        ],
        below="supervision/_circular_below.html",
        context=context,
    ),
)
