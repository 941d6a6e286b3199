"""How an expert of the pool shows himself: trade, where he works, for which decisions he was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from zhixing.base.words import w
from zhixing.modules.decisions.choices import ExpertState, Trade
from zhixing.modules.decisions.models import Expert, MajorDecision
from zhixing.web.components import Chip, Fact, Option
from zhixing.web.doors import addresses
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    ExpertState.IN_POOL: ("circle-check", "met"),
    ExpertState.PAUSED: ("player-pause", "plain"),
    ExpertState.LEFT: ("x", "closed"),
}


def chip(expert: Expert) -> Chip:
    """The state as icon, word and tone."""
    state = ExpertState(expert.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def facts(expert: Expert) -> Sequence[Fact]:
    """Trade, institution, speciality, since when."""
    return [
        Fact(w("Trade", "专业领域"), Trade(expert.trade).label),
        Fact(w("Institution", "工作单位"), expert.institution),
        Fact(w("Speciality", "专长"), expert.speciality or None),
        Fact(w("Legislative adviser", "立法顾问"), expert.is_adviser),
        Fact(w("In the pool since", "入库日期"), expert.opened_on),
    ]


def context(expert: Expert | None, actor: Any) -> dict[str, Any]:
    """The decisions he was drawn for, as far as the reader may find them."""
    if expert is None:
        return {}
    seats = {s.decision_id: s for s in expert.seats.all()}
    seen = MajorDecision.objects.visible_to(actor).filter(pk__in=seats)
    return {"drawn_for": [(d, addresses.of(d), seats[d.pk]) for d in seen.order_by("-id")]}


present(
    "decisions.expert",
    Presentation(
        icon="school",
        chip=chip,
        facts=facts,
        columns=[
            LedgerColumn("trade", w("Trade", "专业领域"), lambda e: Trade(e.trade).label),
            LedgerColumn("institution", w("Institution", "工作单位")),
            LedgerColumn("speciality", w("Speciality", "专长")),
            LedgerColumn("is_adviser", w("Legislative adviser", "立法顾问"), is_shown=False),
        ],
        filters=[
            LedgerFilter(
                "trade",
                w("Trade", "专业领域"),
                lambda actor: [Option(t.value, t.label) for t in Trade],
                lambda value: Q(trade=value),
            )
        ],
        tabs=[LedgerTab("pool", w("In the pool", "在库"), lambda today: Q(state=ExpertState.IN_POOL))],
        below="decisions/_expert_below.html",
        context=context,
    ),
)
