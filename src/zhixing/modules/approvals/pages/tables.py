"""Tables that several pages of approval monitoring show: records as read, trouble found, what rules say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zhixing.base.words import Words, w
from zhixing.modules.approvals.quality import REASONS, Finding
from zhixing.modules.approvals.trying import Judged, ReadEvent
from zhixing.web.components import Card, Chip, Column, Row, Table

BELIEVED = Chip(w("believed", "采信"), icon="circle-check", tone="met")
HELD: dict[str, Chip] = {
    "quarantined": Chip(w("quarantined", "隔离"), icon="alert-triangle", tone="warn"),
    "withheld": Chip(w("date not used", "日期未采用"), icon="alert-triangle", tone="warn"),
    "believed": Chip(w("believed, told", "采信并提示"), icon="info-circle", tone="plain"),
}


def why(reason: str) -> Words | str:
    """What speaks against a record, in words."""
    known = REASONS.get(reason)
    return known[0] if known else reason


def shown_moment(at: datetime | None, is_timed: bool) -> str | None:
    """What the clock of the mapping's zone showed; only the day where no time was told."""
    if at is None:
        return None
    return at.strftime("%Y-%m-%d %H:%M:%S" if is_timed else "%Y-%m-%d")


def read_table(events: Sequence[ReadEvent]) -> Table:
    """The first records, as they would be read."""
    columns = [
        Column("record", w("Record", "记录"), kind="number"),
        Column("case", w("Case", "办件编号")),
        Column("said", w("As the source says", "原系统环节")),
        Column("kind", w("Event", "事件")),
        Column("moment", w("Moment, as read", "读取的时间"), kind="day"),
        Column("unit", w("Unit", "单位")),
        Column("person", w("Person", "人员")),
        Column("state", w("Believed?", "是否采信"), kind="chip"),
    ]
    rows = [
        Row([
            e.record, e.case or None, e.said or None, e.kind or None, shown_moment(e.at, e.is_timed) or e.moment_said or None,
            e.unit or None, e.person or None,
            BELIEVED if not e.reason else Chip(why(e.reason), icon="alert-triangle", tone="warn"),
        ])
        for e in events
    ]  # fmt: skip
    caption = w("The first records as events", "前若干条记录的读取结果")
    return Table(
        caption=caption, columns=columns, rows=rows, empty=w("Nothing could be read.", "未读取到记录。")
    )


def findings_table(findings: Sequence[Finding]) -> Table:
    """Each trouble: how many, what it is, what to do."""
    return told_table([
        {"held": f.held, "count": f.count, "what": f.what, "mend": f.mend, "code": f.code} for f in findings
    ])  # fmt: skip


def told_table(findings: Sequence[dict[str, Any]], links: Sequence[str] = ()) -> Table:
    """The same from a kept report; `links` are the addresses of what is behind each line."""
    columns = [
        Column("what", w("Trouble", "问题")),
        Column("count", w("How many", "数量"), kind="number"),
        Column("held", w("Treated as", "处理"), kind="chip"),
        Column("mend", w("What to do", "如何处理")),
    ]
    urls = [*links, *[""] * (len(findings) - len(links))]
    rows = [
        Row([f["what"], f["count"], HELD[f["held"]], f["mend"]], url=url)
        for f, url in zip(findings, urls, strict=True)
    ]
    return Table(
        caption=w("Trouble found", "数据质量问题"),
        columns=columns,
        rows=rows,
        empty=w("Nothing speaks against any record.", "未发现数据质量问题。"),
    )


def judged_table(judged: Sequence[Judged]) -> Table:
    """What rules would say of the sample."""
    columns = [
        Column("rule", w("Rule", "规则")),
        Column("duties", w("Duties", "限时责任"), kind="number"),
        Column("late", w("Late", "逾期"), kind="number"),
        Column("yellow", w("Yellow cards", "黄牌"), kind="number"),
        Column("red", w("Red cards", "红牌"), kind="number"),
    ]
    rows = [Row([j.title, j.duties, j.late, j.cards.get("yellow", 0), j.cards.get("red", 0)]) for j in judged]
    return Table(
        caption=w("What the rules would say", "规则判定结果"),
        columns=columns,
        rows=rows,
        empty=w("No rule finds anything to judge by here.", "所选规则在样本中无可判定事项。"),
    )


def cards_of(colours: Sequence[str], url: str = "") -> list[Card]:
    """Cards by colour, the gravest last."""
    order = ("blue", "yellow", "red")
    return [Card(colour, url=url) for colour in sorted(colours, key=order.index)]
