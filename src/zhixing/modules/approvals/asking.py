"""The mapping as a form: what each column and each step means, chosen by hand; and the mapping that such choices make.

What the form has no control for (the order of steps, words of a lifecycle) is kept as the mapping under the form says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Said
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.base.words import Words, w
from zhixing.modules.approvals.mapping import HELD, NAME, Mapping
from zhixing.modules.approvals.trying import ColumnLook, Step

USES: tuple[tuple[str, Words], ...] = (
    ("", w("leave aside", "不读取")),
    ("case", w("number of the case", "办件编号")),
    ("activity", w("what happened (step)", "办理环节")),
    ("moment", w("when it happened", "办理时间")),
    ("unit", w("unit that handled it", "办理单位")),
    ("resource", w("person who handled it", "办理人员")),
    ("event_id", w("number of the record", "记录编号")),
    ("lifecycle", w("whether the step begins or ends", "环节起止状态")),
    ("date", w("a date of the case, as an event", "办件日期（作为事件）")),
    ("event_fact", w("a fact of the record", "记录要素")),
    ("case_fact", w("a fact of the case", "办件要素")),
)
READ_AS: tuple[tuple[str, Words], ...] = (
    ("text", w("text", "文字")),
    ("whole", w("whole number", "整数")),
    ("real", w("number", "数值")),
    ("flag", w("yes or no", "是否")),
    ("day", w("day", "日期")),
    ("moment", w("day and time", "日期时间")),
)
ROLES: tuple[tuple[str, Words], ...] = (
    ("", w("—", "无")),
    ("starts", w("opens the case", "办件开始")),
    ("ends", w("ends the case", "办结")),
)
ZONES = (
    "Asia/Shanghai",
    "UTC",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "Asia/Tokyo",
)
ENCODINGS = ("", "utf-8", "gb18030", "utf-16", "latin-1", "windows-1252", "shift_jis")
MOST_COLUMNS = 60
_ONE_COLUMN = ("case", "activity", "moment", "unit", "resource", "event_id")
_SPLIT = re.compile(r"[\n,，、;；]+")


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column with what was chosen for it. `name` is the event's (a date) or the fact's."""

    place: int
    look: ColumnLook
    use: str = ""
    name: str = ""
    read_as: str = "text"
    role: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with our name for it ("" keeps its own), and whether it opens or ends the case."""

    place: int
    step: Step
    kind: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A planned date on record as the limit of a step."""

    place: int
    code: str = ""
    zh: str = ""
    en: str = ""
    on: str = ""
    until: str = ""
    due: str = ""


def column_rows(looks: Sequence[ColumnLook], mapping: Mapping | None) -> list[ColumnRow]:
    """The first columns with what the mapping says of them: a form has its bounds, the text beside it has none."""
    return [_column_row(place, look, mapping) for place, look in enumerate(looks[:MOST_COLUMNS])]


def _column_row(place: int, look: ColumnLook, mapping: Mapping | None) -> ColumnRow:
    if mapping is None:
        return ColumnRow(place, look)
    for use in _ONE_COLUMN:
        if getattr(mapping, use) == look.name:
            return ColumnRow(place, look, use)
    if mapping.lifecycle and mapping.lifecycle.column == look.name:
        return ColumnRow(place, look, "lifecycle")
    for one in mapping.dates:
        if one.column == look.name:
            return ColumnRow(place, look, "date", one.event, role=role_of(one.event, mapping))
    for name, fact in mapping.facts.items():
        if fact.column == look.name:
            return ColumnRow(place, look, f"{fact.of}_fact", name, fact.read_as)
    return ColumnRow(place, look)


def role_of(kind: str, mapping: Mapping) -> str:
    """Does an event of this name open or end the case? The mapping may say both; the form shows the first."""
    return "starts" if kind in mapping.starts else "ends" if kind in mapping.ends else ""


def step_rows(steps: Sequence[Step], mapping: Mapping | None) -> list[StepRow]:
    """The steps seen, with our names for them."""
    if mapping is None:
        return [StepRow(place, step) for place, step in enumerate(steps)]
    return [
        StepRow(
            place,
            step,
            kind=mapping.events.get(step.said, ""),
            role=role_of(mapping.events.get(step.said, step.said), mapping),
        )
        for place, step in enumerate(steps)
    ]


def limit_rows(mapping: Mapping | None) -> list[LimitRow]:
    """The limits with an empty line for one more."""
    known = mapping.limits if mapping else []
    rows = [
        LimitRow(n, one.code, one.title.zh, one.title.en, "、".join(one.on), "、".join(one.until), one.due)
        for n, one in enumerate(known)
    ]
    return [*rows, LimitRow(len(rows))]


def asked_for(post: Said[str, str], columns: Sequence[str], under: Mapping | None) -> dict[str, Any]:
    """The mapping that the form says, as plain values to be read strictly; `under` gives what it has no control for."""
    plain: dict[str, Any] = (
        under.model_dump(mode="json", by_alias=True, exclude_defaults=True) if under else {}
    )
    lifecycle = plain.get("lifecycle") or {}
    seen = {one["event"] for one in plain.get("dates", []) if one["column"] in columns}
    for part in _ONE_COLUMN:
        if plain.get(part) in columns:
            del plain[part]
    if lifecycle.get("column") in columns:
        del plain["lifecycle"]
    kept_dates = [d for d in plain.get("dates", []) if d["column"] not in columns]
    kept_facts = {n: f for n, f in plain.get("facts", {}).items() if f["column"] not in columns}
    plain |= {"dates": kept_dates, "facts": kept_facts}
    roles: dict[str, list[str]] = {"starts": [], "ends": []}
    for place, column in enumerate(columns):
        _column_said(plain, post, place, column, lifecycle, roles)
    _steps_said(plain, post, roles)
    shown = {*seen, *roles["starts"], *roles["ends"], *_steps_shown(post)}
    for role, kinds in roles.items():
        before = plain.get(role, [])
        wanted = {*kinds, *(kind for kind in before if kind not in shown)}
        plain[role] = [
            *(kind for kind in before if kind in wanted),
            *dict.fromkeys(k for k in kinds if k not in before),
        ]
    _rest_said(plain, post)
    return {name: value for name, value in plain.items() if value not in (None, "", [], {})}


def _column_said(
    plain: dict[str, Any],
    post: Said[str, str],
    place: int,
    column: str,
    lifecycle: dict[str, Any],
    roles: dict[str, list[str]],
) -> None:
    use = post.get(f"col.{place}.use", "")
    name = post.get(f"col.{place}.name", "").strip()
    if use in _ONE_COLUMN:
        plain.setdefault(use, column)
    elif use == "lifecycle":
        plain["lifecycle"] = {**lifecycle, "column": column}
    elif use == "date":
        event = name or column
        plain["dates"].append({"column": column, "event": event})
        if role := _among(post.get(f"col.{place}.role", ""), roles):
            roles[role].append(event)
    elif use in ("event_fact", "case_fact"):
        plain["facts"][name or _fact_name(column, plain["facts"])] = {
            "column": column,
            "as": post.get(f"col.{place}.as", "") or "text",
            "of": use.removesuffix("_fact"),
        }


def _among(said: str, roles: dict[str, list[str]]) -> str:
    return said if said in roles else ""


def _fact_name(column: str, taken: dict[str, Any]) -> str:
    """The column's own name where conditions can say it, else `fact_1`, `fact_2` …"""
    plain = re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")
    if re.match(NAME, plain) and plain not in taken and plain not in HELD:
        return plain
    return next(name for n in range(1, len(taken) + 2) if (name := f"fact_{n}") not in taken)


def _steps_shown(post: Said[str, str]) -> list[str]:
    """Every name under which a step stands or stood in the form."""
    return [post[name] for name in post if re.fullmatch(r"act\.\d+\.(said|kind|was)", name)]


def _steps_said(plain: dict[str, Any], post: Said[str, str], roles: dict[str, list[str]]) -> None:
    """Names for steps. As soon as one gets another name, those that keep theirs are listed: what is in neither is unknown."""
    renamed = dict(plain.get("events", {}))
    own = list(plain.get("plain", []))
    for name in post:
        if not re.fullmatch(r"act\.\d+\.said", name):
            continue
        said = post[name]
        stem = name.removesuffix("said")
        kind = post.get(f"{stem}kind", "").strip()
        renamed.pop(said, None)
        if kind and kind != said:
            renamed[said] = kind
            own = [one for one in own if one != said]
        elif said not in own:
            own.append(said)
        if role := _among(post.get(f"{stem}role", ""), roles):
            roles[role].append(kind or said)
    plain["events"] = renamed
    plain["plain"] = own if renamed else []


def _rest_said(plain: dict[str, Any], post: Said[str, str]) -> None:
    for name in ("zone", "moment_format", "encoding", "earliest", "latest", "duplicates"):
        if name in post:
            plain[name] = post[name].strip()
    if "order" in post:
        plain["order"] = _listed(post["order"])
    limits = []
    for name in post:
        if not (match := re.fullmatch(r"limit\.(\d+)\.due", name)) or not post[name].strip():
            continue
        stem = name.removesuffix("due")
        zh, en = post.get(f"{stem}zh", "").strip(), post.get(f"{stem}en", "").strip()
        title = zh or en or w("Limit on record", "按所载日期办理").text("zh")
        limits.append({
            "code": post.get(f"{stem}code", "").strip() or f"log.limit_{int(match[1]) + 1}",
            "title": {"en": en or title, "zh": title},
            "on": _listed(post.get(f"{stem}on", "")), "until": _listed(post.get(f"{stem}until", "")),
            "due": post[name].strip(),
        })  # fmt: skip
    if any(re.fullmatch(r"limit\.\d+\.due", name) for name in post):
        plain["limits"] = limits


def _listed(said: str) -> list[str]:
    return [part.strip() for part in _SPLIT.split(said) if part.strip()]
