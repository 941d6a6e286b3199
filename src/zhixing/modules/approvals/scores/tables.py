"""The figures of a table as rows that pages show: on the item's page, live, and on the portal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from zhixing.base.words import Words, w
from zhixing.modules.approvals.scores.pictures import TONES, lasting, percent
from zhixing.modules.approvals.scoring.definitions import DEFINITIONS
from zhixing.modules.approvals.scoring.intervals import Against
from zhixing.modules.approvals.scoring.naming import NO_ITEM, NO_UNIT
from zhixing.web.components import Chip, Column, Link, Row, Table

ICONS = {"above": "arrow-up", "below": "arrow-down", "like": "equal", "few": "dots"}
Opens = Callable[..., str]
"""From the keys of a line (`unit=…`, `item=…`, `rule=…`) and `which` to the address of the cases behind; "" for none."""


def nowhere(**keys: Any) -> str:
    """For readers who may not open figures: the public."""
    return ""


def against_chip(line: Mapping[str, Any]) -> Chip | None:
    """How the line stands to the mean, as icon and word."""
    said = line["against"]
    return Chip(Against(said).label, icon=ICONS[said], tone=TONES[said]) if said else None


def share_words(line: Mapping[str, Any]) -> Words | None:
    """The share with its interval: 96.0% (86.5%–98.9%)."""
    if line["share"] is None:
        return None
    return w("{share} ({low}–{high})", "{share}（{low}–{high}）").put(
        share=percent(line["share"]), low=percent(line["low"]), high=percent(line["high"])
    )


def place_words(line: Mapping[str, Any]) -> str | None:
    """The range of places that the interval leaves open."""
    if line["best"] is None:
        return None
    return str(line["best"]) if line["best"] == line["worst"] else f"{line['best']}–{line['worst']}"


def per_case(line: Mapping[str, Any], name: str) -> Words | None:
    """Mean minutes per case, in words; None where it is not told (nought at work: the source tells no beginnings)."""
    if not line.get(name) or not line["cases"]:
        return None
    return lasting(line[name] / line["cases"])


def units(content: Mapping[str, Any], opens: Opens) -> Table:
    """One line a unit, in the order of the places open to it. Live figures tell no waiting time."""
    timed = "waiting_minutes" in content["all"]
    rows = [
        Row(
            [
                place_words(line),
                line["unit"] or NO_UNIT,
                *_shared(line, opens, {"unit": line["unit_id"] or "none"}),
                *([per_case(line, "waiting_minutes"), per_case(line, "working_minutes")] if timed else []),
                line["returns"],
                *_faults(line, opens, {"unit": line["unit_id"] or "none"}),
                _rated(line),
            ]
        )
        for line in content["units"]
    ]
    columns = [
        _column("places", "text"),
        Column("unit", w("Unit", "单位"), fixed=True),
        *_SHARED,
        *([_column("waiting"), _column("working")] if timed else []),
        _column("returns", "number"),
        *_FAULTS,
        _column("satisfaction"),
    ]
    empty = w("No unit had a case that counts in this period.", "本期间没有计入评分的单位。")
    return Table(w("Units", "各单位评分"), columns, rows, empty=empty)


def items(content: Mapping[str, Any], opens: Opens) -> Table:
    """One line for each thing applied for, as the source calls it."""
    timed = "waiting_minutes" in content["all"]
    rows = [
        Row(
            [
                line["item"] or NO_ITEM,
                *_shared(line, opens, {"item": line["item"] or "none"}),
                *([per_case(line, "waiting_minutes")] if timed else []),
                line["returns"],
                *_faults(line, opens, {"item": line["item"] or "none"}),
            ]
        )
        for line in content["items"]
    ]
    columns = [
        Column("item", w("Item", "事项"), fixed=True),
        *_SHARED,
        *([_column("waiting")] if timed else []),
        _column("returns", "number"),
        *_FAULTS,
    ]
    return Table(w("Items", "各事项评分"), columns, rows, empty=w("None.", "无。"))


def steps(content: Mapping[str, Any], opens: Opens) -> Table:
    """One line for each duty that a rule sets: the steps of the work with a limit, and the checks."""
    rows = [
        Row(
            [
                w(line["rule_en"], line["rule_zh"]),
                *_shared(line, opens, {"rule": line["rule"]}),
                *_faults(line, opens, {"rule": line["rule"]}),
            ]
        )
        for line in content["steps"]
    ]
    columns = [Column("rule", w("Step", "环节（规则）"), fixed=True), *_SHARED, *_FAULTS]
    return Table(w("Steps", "各环节评分"), columns, rows, empty=w("None.", "无。"))


def _column(code: str, kind: str = "text") -> Column:
    return Column(code, DEFINITIONS[code][0], kind)


_SHARED = (
    _column("cases", "number"),
    Column("late", w("Late", "逾期"), "number"),
    Column("share", w("On time (95 % interval)", "按时率（95% 区间）")),
    _column("against", "chip"),
    _column("used_share"),
)
_FAULTS = (
    Column("yellow", w("Yellow", "黄牌"), "number"),
    Column("red", w("Red", "红牌"), "number"),
    _column("removed", "number"),
    _column("breaches", "number"),
)


def _linked(n: int, url: str) -> Any:
    return Link(f"{n:,}", url) if url and n else n


def _shared(line: Mapping[str, Any], opens: Opens, key: Mapping[str, Any]) -> list[Any]:
    return [
        _linked(line["cases"], opens(**key)),
        _linked(line["cases"] - line["in_time"], opens(**key, which="late")),
        share_words(line),
        against_chip(line),
        percent(line["used_share"], 0),
    ]


def _faults(line: Mapping[str, Any], opens: Opens, key: Mapping[str, Any]) -> list[Any]:
    breaches = sum(line["breaches"].values())
    return [
        _linked(line["yellow"], opens(**key, which="yellow")),
        _linked(line["red"], opens(**key, which="red")),
        _linked(line["removed"], opens(**key, which="removed")),
        _linked(breaches, opens(**key, which="breach")),
    ]


def _rated(line: Mapping[str, Any]) -> Words | None:
    if line["satisfaction"] is None:
        return None
    return w("{mean} ({n} ratings)", "{mean} 分（{n} 人评价）").put(
        mean=line["satisfaction"], n=line["satisfaction_of"]
    )


def differences(first: Mapping[str, Any], now: Mapping[str, Any]) -> Table:
    """The units whose figures a correction changed: before and after beside each other."""
    before = {line["unit_id"]: line for line in first["units"]}
    rows = []
    for line in now["units"]:
        was = before.get(line["unit_id"])
        if was is None or any(
            was[k] != line[k] for k in ("cases", "in_time", "yellow", "red", "removed", "breaches")
        ):
            rows.append(Row([line["unit"] or NO_UNIT, _brief(was), _brief(line)]))
    columns = [
        Column("unit", w("Unit", "单位"), fixed=True),
        Column("first", w("First figures", "首次数据")),
        Column("now", w("Corrected", "更正后")),
    ]
    return Table(
        w("What the correction changed", "更正情况"),
        columns,
        rows,
        empty=w("No unit's figures changed.", "各单位数据无变化。"),
    )


def _brief(line: Mapping[str, Any] | None) -> Words | None:
    if line is None:
        return None
    said = w("{in_time} of {cases} in time, {cards} cards", "{cases} 件按时 {in_time} 件，预警牌 {cards} 张")
    return said.put(in_time=line["in_time"], cases=line["cases"], cards=line["yellow"] + line["red"])


def figures(line: Mapping[str, Any], opens: Opens) -> list[dict[str, Any]]:
    """The few figures at the head of a page, each with its definition and the cases behind it."""
    found: Sequence[tuple[str, Any, str, str]] = (
        ("share", percent(line["share"]) or "—", "in_time", "met"),
        ("cases", f"{line['cases']:,}", "", "plain"),
        ("used_share", percent(line["used_share"], 0) or "—", "-", "plain"),
        ("cards", f"{line['yellow'] + line['red']:,}", "-", "bad"),
        ("removed", f"{line['removed']:,}", "removed", "plain"),
    )
    return [
        {
            "words": DEFINITIONS[code][0],
            "definition": DEFINITIONS[code][1],
            "value": value,
            "url": "" if which == "-" else opens(which=which),
            "tone": tone,
        }
        for code, value, which, tone in found
    ]
