"""How a hearing shows itself: who signed up, who was chosen, what was said, how it was treated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from zhixing.base.words import w
from zhixing.modules.decisions import powers
from zhixing.modules.decisions.choices import Capacity, HearingState
from zhixing.modules.decisions.models import Hearing
from zhixing.modules.decisions.pages.decisions import treated
from zhixing.web.components import Chip, Fact
from zhixing.web.doors.presenting import LedgerColumn, LedgerTab, Presentation, present

_CHIPS = {
    HearingState.PLANNED: ("pencil", "plain"),
    HearingState.NOTICED: ("speakerphone", "active"),
    HearingState.NAMED: ("users", "active"),
    HearingState.HELD: ("microphone", "active"),
    HearingState.REPORTED: ("circle-check", "met"),
    HearingState.CANCELLED: ("x", "closed"),
}


def chip(hearing: Hearing) -> Chip:
    """The state as icon, word and tone."""
    state = HearingState(hearing.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def facts(hearing: Hearing) -> Sequence[Fact]:
    """What is heard, where and when, how many may speak."""
    return [
        Fact(w("What is heard", "听证事项"), hearing.topics),
        Fact(w("Day", "听证日期"), hearing.held_on or hearing.planned_on),
        Fact(w("Place", "地点"), hearing.place),
        Fact(w("Presided by", "听证主持人"), hearing.presided_by or None),
        Fact(w("Seats", "参加人名额"), hearing.seats),
        Fact(w("Sign-up until", "报名截止"), hearing.sign_up_until),
        Fact(w("List made public", "名单公布"), hearing.named_on),
        Fact(w("Papers with the last participant", "材料送达"), hearing.papers_on),
    ]


def context(hearing: Hearing | None, actor: Any) -> dict[str, Any]:
    """The participants; names of those not chosen and contacts only for the handling unit."""
    if hearing is None:
        return {}
    handles = hearing.lead_unit_id in actor.keys(powers.PREPARE).ids
    rows = hearing.participants.all()
    shown = [p for p in rows if p.is_chosen or handles]
    return {
        "signed_up": len(rows),
        "participants": [
            (p, Capacity(p.capacity).label, p.contact if handles else "", treated(p.treatment)) for p in shown
        ],
    }


present(
    "decisions.hearing",
    Presentation(
        icon="microphone",
        chip=chip,
        facts=facts,
        columns=[
            LedgerColumn("planned_on", w("Day", "听证日期"), kind="day"),
            LedgerColumn("place", w("Place", "地点")),
            LedgerColumn("sign_up_until", w("Sign-up until", "报名截止"), kind="day"),
            LedgerColumn("seats", w("Seats", "名额"), kind="number"),
            LedgerColumn("held_on", w("Held", "举行日期"), kind="day", is_shown=False),
        ],
        tabs=[
            LedgerTab(
                "coming",
                w("To come", "待举行"),
                lambda today: Q(state__in=[HearingState.NOTICED, HearingState.NAMED]),
            ),
            LedgerTab(
                "untreated", w("Views to be treated", "待处理意见"), lambda today: Q(state=HearingState.HELD)
            ),
        ],
        below="decisions/_hearing_below.html",
        context=context,
    ),
)
