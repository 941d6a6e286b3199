"""What the pages of documents share: urgency as a chip, and who has read, agreed or received."""

from __future__ import annotations

from typing import Any

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter, Participation, Standing
from zhixing.modules.correspondence.choices import Urgency
from zhixing.web.components import Chip, Column, Row, Table
from zhixing.web.dates import moment_in_words

_URGENCY = {Urgency.URGENT: ("flame", "warn"), Urgency.MOST_URGENT: ("bolt", "bad")}


def urgency(document: Any) -> Chip:
    """The degree of urgency as icon and word."""
    degree = Urgency(document.urgency)
    icon, tone = _URGENCY.get(degree, ("minus", "plain"))
    return Chip(degree.label, icon=icon, tone=tone)


def done_chip(row: Participation) -> Chip:
    """Whether this participant has done what was asked, and when."""
    if row.done_at is None:
        return Chip(w("awaited", "待办"), icon="clock", tone="active")
    return Chip(w("done", "已办"), icon="circle-check", tone="met")


def participants(matter: Matter, standing: str, caption: Any, empty: Any = "") -> Table:
    """Those who stand so, in their order, with when each read, agreed or confirmed. One query."""
    rows = matter.participations.standing(standing).select_related("unit", "person").order_by("place", "id")
    return Table(
        caption=caption,
        columns=[
            Column("who", w("Who", "对象")),
            Column("state", w("State", "情况"), kind="chip"),
            Column("when", w("When", "时间")),
        ],
        rows=[
            Row([str(r.unit or r.person), done_chip(r), moment_in_words(r.done_at) if r.done_at else None])
            for r in rows
        ],
        empty=empty,
    )


def together(matter: Matter) -> list[Table]:
    """Readers and co-signers, as far as there are any. Two queries."""
    found = [
        participants(matter, Standing.COSIGNER, w("Joint signing", "会签情况")),
        participants(matter, Standing.READER, w("Circulation", "传阅情况")),
    ]
    return [table for table in found if table.rows]


def lines(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]
