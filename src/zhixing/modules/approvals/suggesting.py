"""Propose a mapping from the columns: by their names and by what stands in them. What a person should confirm is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from zhixing.base.words import Words, w
from zhixing.modules.approvals.mapping import HELD, DateColumn, FactColumn, Lifecycle, Limit, Mapping
from zhixing.modules.approvals.moments import moment, text_of
from zhixing.modules.approvals.refusals import NothingToMap
from zhixing.modules.approvals.sources import Source

LOOKED_AT = 20_000
MOSTLY = 0.9
_NAMES: dict[str, tuple[str, ...]] = {
    "case": (
        r"^case:concept:name$", r"^case[ _-]?(id|key|no|number)$", r"^case$",
        r"^(trace|request|application|rec|order|ticket)[ _-]?(id|no)$",
        r"(案件|办件|受理|工单|事项)[^ ]?(编?号|id)", r"流水号",
    ),
    "case_weak": (r"case.*id", r"(^|[ _])id$", r"编号", r"^id$"),
    "activity": (
        r"^concept:name$", r"^activity", r"^event([ _]?name)?$", r"^task", r"^step", r"^action$", r"^status$",
        r"环节|步骤|活动|动作|节点|操作(?!人|时)",
    ),
    "moment": (
        r"^time:timestamp$", r"timestamp", r"^(event[ _]?)?(time|date|datetime)$", r"complete[ _]?time", r"end[ _]?time",
        r"(办理|操作|发生|完成)时间", r"时间", r"日期",
    ),
    "lifecycle": (r"^lifecycle:transition$", r"^lifecycle", r"^transition$"),
    "resource": (r"^org:resource$", r"^resource", r"^user", r"^agent", r"^handler", r"(经办|办理|操作|承办)人"),
    "unit": (
        r"^org:group$", r"^(case:)?department", r"^unit", r"^org", r"^group", r"^agency", r"dispose_unit", r"单位|部门|机构",
    ),
    "due": (r"planned", r"target", r"due", r"deadline", r"limit", r"应办结|承诺|时限|截止|到期|限办"),
    "began": (r"open", r"creat", r"start", r"receiv", r"submit", r"accept", r"regist", r"申请|受理|收件|登记|创建|开始"),
    "ended": (r"clos", r"end", r"finish", r"complet", r"resolv", r"decid", r"办结|结束|完成|归档|结案"),
}  # fmt: skip
_FORMATS = (
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y",
)  # fmt: skip
_ZONES = {
    (0,): "UTC", (0, 60): "Europe/London", (60, 120): "Europe/Berlin", (120, 180): "Europe/Helsinki", (480,): "Asia/Shanghai",
    (540,): "Asia/Tokyo", (-300, -240): "America/New_York", (-360, -300): "America/Chicago",
    (-480, -420): "America/Los_Angeles",
}  # fmt: skip
_IS_MOMENT = """
    coalesce(count(*) filter ({local} is not null and {said} not similar to '[0-9]+') * 1.0 / nullif(count({said}), 0), 0)
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping to begin with, and what a person should look at before trusting it."""

    mapping: Mapping
    confirm: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    filled: int
    different: int
    dated: float
    written_as: str | None


def suggest(source: Source, connection: Any) -> Suggestion:
    """A mapping for the log in `raw`. Raises NothingToMap where no column can be a case, or none a date."""
    columns = [_looked_at(name, inner, connection) for name, inner in source.columns.items()]
    dates = [c for c in columns if c.dated >= MOSTLY]
    rest = [c for c in columns if c.dated < MOSTLY and c.filled]
    known = "、".join(source.columns)
    case = _named(rest, "case") or _named(rest, "case_weak")
    if case is None:
        raise NothingToMap(what=w("the number of the case", "办件编号"), known=known)
    if not dates:
        raise NothingToMap(what=w("a date", "日期"), known=known)
    others = [c for c in rest if c is not case]
    confirm: list[Words] = []
    plain: dict[str, Any] = {"case": case.name, "zone": _zone(source, dates, connection, confirm)}
    plain |= {who: c.name for who in ("resource", "unit") if (c := _named(others, who))}
    activity, when = _steps(case, others, dates)
    if activity and when:
        plain |= _by_steps(activity, when, others)
    left = [c for c in dates if not (activity and c is when)]
    plain |= _from_dates(left, bool(activity), confirm)
    written_as = next((c.written_as for c in dates if c.written_as), None)
    if written_as:
        plain["moment_format"] = written_as
        confirm.append(
            w(
                "dates are read as {form}: day and month may be the other way",
                "日期按 {form} 识别，请确认日、月先后",
            ).put(form=written_as)
        )
    return Suggestion(Mapping(**plain), confirm)


def _looked_at(name: str, inner: str, connection: Any) -> _Column:
    """One column's first cells: how many are filled and different, how many are moments, and in which form."""
    said = text_of(inner)
    look = f"from (select {said} as said from raw limit {LOOKED_AT})"

    def dated(written_as: str | None) -> float:
        local = moment("said", "UTC", written_as).local
        return float(
            connection.execute(f"select {_IS_MOMENT.format(local=local, said='said')} {look}").fetchall()[0][
                0
            ]
        )

    ((filled, different),) = connection.execute(f"select count(said), count(distinct said) {look}").fetchall()
    share, form = dated(None), None
    if (
        share < MOSTLY
        and filled
        and connection.execute(
            rf"select bool_or(regexp_matches(said, '^\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}')) {look}"
        ).fetchall()[0][0]
    ):
        share, form = max(((dated(f), f) for f in _FORMATS), key=lambda pair: pair[0])
    return _Column(name, filled, different, share, form if share >= MOSTLY else None)


def _is(what: str, column: _Column) -> bool:
    return any(re.search(pattern, column.name, re.IGNORECASE) for pattern in _NAMES[what])


def _named(columns: list[_Column], what: str) -> _Column | None:
    """The first column whose name says so: the pattern's own words in their order, then the columns' order."""
    for pattern in _NAMES[what]:
        for c in columns:
            if re.search(pattern, c.name, re.IGNORECASE):
                return c
    return None


def _steps(
    case: _Column, others: list[_Column], dates: list[_Column]
) -> tuple[_Column | None, _Column | None]:
    """The columns of activity and moment, where a case has several records; else a record is a case."""
    if case.different >= case.filled:
        return None, None
    activity = _named(others, "activity")
    when = _named([c for c in dates if not _is("due", c)], "moment")
    candidates = [c for c in dates if not c.name.startswith("case:")]
    return (
        (activity, when or max(candidates or dates, key=lambda c: c.different)) if activity else (None, None)
    )


def _by_steps(activity: _Column, when: _Column, others: list[_Column]) -> dict[str, Any]:
    turn = _named(others, "lifecycle")
    found: dict[str, Any] = {"activity": activity.name, "moment": when.name}
    return found | ({"lifecycle": Lifecycle(column=turn.name)} if turn else {})


def _from_dates(dates: list[_Column], has_steps: bool, confirm: list[Words]) -> dict[str, Any]:
    """Columns with dates of the case: its beginning, its end, and what was planned, which becomes a limit."""
    due = [c for c in dates if _is("due", c)]
    events = {c.name: event for what, event in (("began", "case.opened"), ("ended", "case.closed"))
              if (c := _named([d for d in dates if d not in due], what))}  # fmt: skip
    if not has_steps:
        events |= {c.name: c.name for c in dates if c not in due and c.name not in events}
    if not events and not has_steps:
        events = {due[0].name: "case.opened"}
        due = due[1:]
    found: dict[str, Any] = {
        "dates": [DateColumn(column=name, event=event) for name, event in events.items()]
    }
    found["starts"] = [e for e in ("case.opened",) if e in events.values()]
    found["ends"] = [e for e in ("case.closed",) if e in events.values()]
    names = _facts(due)
    if due:
        found["facts"] = {
            names[c.name]: FactColumn.model_validate({"column": c.name, "as": "day"}) for c in due
        }
    if due and found["starts"] and found["ends"]:
        best = _named(due, "due")
        assert best is not None  # it was chosen by that very pattern
        title = {"en": f"Ended by the date in “{best.name}”", "zh": f"按“{best.name}”所载日期办结"}
        found["limits"] = [Limit.model_validate(
            {"code": "log.planned", "title": title, "on": ["case.opened"], "until": ["case.closed"], "due": names[best.name]}
        )]  # fmt: skip
        confirm.append(
            w(
                "“{column}” is taken as the limit, to the end of that day",
                "以“{column}”为时限，当日内办结不算逾期",
            ).put(column=best.name)
        )
        if len(due) > 1:
            confirm.append(
                w("other columns also look like limits: {names}", "其他可能的时限列：{names}").put(
                    names="、".join(c.name for c in due if c is not best)
                )
            )
    return found


def _facts(columns: list[_Column]) -> dict[str, str]:
    """A name for each column that conditions can say: its own where it is Latin, else `date_1`, `date_2` …"""
    names: dict[str, str] = {}
    for number, c in enumerate(columns, 1):
        plain = re.sub(r"[^a-z0-9]+", "_", c.name.lower()).strip("_")
        fits = re.match(r"[a-z]", plain) and plain not in HELD and plain not in names.values()
        names[c.name] = plain if fits else f"date_{number}"
    return names


def _zone(source: Source, dates: list[_Column], connection: Any, confirm: list[Words]) -> str:
    """The zone whose offsets stand in the dates; the house's where none stands."""
    found: set[int] = set()
    for c in dates:
        said = text_of(source.columns[c.name])
        rows = connection.execute(
            rf"select distinct regexp_extract({said}, ':\d{{2}}(?:[.,]\d+)?\s*([zZ]|[+-]\d{{2}}:?\d{{0,2}})$', 1) from raw"
        ).fetchall()
        found |= {_minutes(said) for (said,) in rows if said}
    if not found:
        confirm.append(w("dates carry no offset: read as Beijing time", "日期不带时区，按北京时间理解"))
        return "Asia/Shanghai"
    zone = next(
        (z for offsets, z in sorted(_ZONES.items(), key=lambda i: len(i[0])) if found <= set(offsets)), "UTC"
    )
    confirm.append(
        w(
            "days are counted in {zone}; offsets seen: {offsets}",
            "按 {zone} 时区计日；所见时差（分钟）：{offsets}",
        ).put(zone=zone, offsets=", ".join(str(m) for m in sorted(found)))
    )
    return zone


def _minutes(said: str) -> int:
    if said in ("z", "Z"):
        return 0
    sign = -1 if said[0] == "-" else 1
    digits = said[1:].replace(":", "")
    return sign * (int(digits[:2]) * 60 + int(digits[2:] or 0))
