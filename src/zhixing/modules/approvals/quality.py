"""The data-quality report: each kind of trouble with its number, the first cases, and what a clerk can do about it.

`quarantined` records are not believed and stand whole in quarantine.parquet; `withheld` dates of a case are not made events;
`believed` troubles are told, and the events are judged as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from zhixing.base.words import Words, w
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import DeadlineRule
from zhixing.modules.approvals.believing import Counts, sets_copies_aside
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.sources import Source

SHOWN = 100  # examples of each trouble; all of the quarantined ones are in the file
MANY_ACTIVITIES = 1_000
LOST = 0.1  # a mapping that leaves out more than this share is said aloud
Held = Literal["quarantined", "withheld", "believed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of trouble. Examples say the record (its place in the file, from 1), the case, and what stands there."""

    code: str
    held: Held
    count: int
    what: Words
    mend: Words
    examples: list[dict[str, Any]] = field(default_factory=list)


_MAP = w("Correct it in the source and send the record again.", "请在原系统更正后重新报送该记录。")
_KEEP = w(
    "If these days are right, set `earliest` in the mapping; else correct the source.",
    "如日期无误，请在映射中调整 earliest；否则请在原系统更正。",
)
REASONS: dict[str, tuple[Words, Words]] = {
    "no_case": (w("the record names no case", "记录缺少办件编号"), _MAP),
    "too_long": (
        w("a case number or an activity longer than any is", "办件编号或环节名称过长"),
        w("Most likely another column holds it: change the mapping.", "很可能选错了列，请调整映射。"),
    ),
    "no_activity": (w("the record does not say what happened", "记录缺少办理环节"), _MAP),
    "no_moment": (w("the record does not say when", "记录缺少办理时间"), _MAP),
    "bad_moment": (
        w("this is no date", "日期无法识别"),
        w(
            "Correct it in the source, or state how dates are written with `moment_format` in the mapping.",
            "请在原系统更正，或在映射中用 moment_format 写明日期格式。",
        ),
    ),
    "too_early": (w("an impossible date, long before such records began", "日期过早，不可信"), _KEEP),
    "in_future": (
        w("a date that had not come yet", "日期晚于当前时间"),
        w(
            "Correct it in the source: what has not happened is no event.",
            "请在原系统更正；尚未发生的不能作为留痕。",
        ),
    ),
    "unknown_activity": (
        w("an activity that the mapping does not know", "映射中没有该环节"),
        w(
            "Add it to `events` in the mapping, or to `plain` to keep its own name.",
            "请在映射的 events 中补充该环节；沿用原名的列入 plain。",
        ),
    ),
    "duplicate": (
        w("equal in every column to an earlier record", "与之前的记录完全相同"),
        w(
            "Nothing to do if the source sent it twice; if both happened, set `duplicates: keep`.",
            "如为重复报送，无须处理；如确为两次办理，请在映射中设 duplicates: keep。",
        ),
    ),
    "sent_again": (
        w("a later record corrects the same event", "同一事件已被后来的记录更正"),
        w("Nothing to do: the last one holds.", "无须处理，以最后一次报送为准。"),
    ),
    "end_before_start": (
        w("the case ends before it begins", "办结早于开始"),
        w("Correct the wrong one of the two dates in the source.", "请在原系统核对并更正其中一个日期。"),
    ),
}


def findings(
    source: Source, mapping: Mapping, counts: Counts, rules: RuleSet, connection: Any
) -> list[Finding]:
    """All that is to be told after judging, what is not believed first."""
    found = [*_unread(counts, connection), *_quarantined(connection), *_withheld(connection)]
    found += [f for ask in _ASKED if (f := ask(connection)) is not None]
    if not sets_copies_aside(source, mapping):
        found += _maybe([_copies(connection)])
    found += _maybe([_out_of_order(mapping, connection), _without_end(mapping, connection)])
    found += _maybe([_offsets(mapping, connection), _clock_changes(mapping, connection), _lost(counts)])
    return (
        found
        + _without_limit(mapping, rules, connection)
        + _not_judged(connection)
        + _unmet(rules, connection)
    )


def _maybe(found: list[Finding | None]) -> list[Finding]:
    return [f for f in found if f is not None]


def _unread(counts: Counts, connection: Any) -> list[Finding]:
    if not counts.unread:
        return []
    rows = connection.execute(
        f"select line, text, problem from unread order by line limit {SHOWN}"
    ).fetchall()
    return [
        Finding(
            "unread", "quarantined", counts.unread, w("lines that are no record of this log", "无法读取的行"),
            w("Correct the line (often a quote or a delimiter too many or too few).", "请更正该行（多为引号或分隔符有误）。"),
            [{"line": line, "said": text, "problem": problem} for line, text, problem in rows],
        )
    ]  # fmt: skip


def _quarantined(connection: Any) -> list[Finding]:
    return _by_reason("records", "quarantined", connection)


def _withheld(connection: Any) -> list[Finding]:
    return _by_reason("case_dates", "withheld", connection)


def _by_reason(table: str, held: Held, connection: Any) -> list[Finding]:
    seen = connection.execute(
        f"select reason, count(*) from {table} where reason is not null group by reason order by 2 desc, 1"
    ).fetchall()
    found = []
    for reason, count in seen:
        what, mend = REASONS[reason]
        said = (
            "coalesce(said, '')"
            if reason not in ("unknown_activity", "no_case")
            else ("activity" if table == "records" else "said")
        )
        examples = _examples(
            f"select row, case_name, {said} from {table} where reason = '{reason}'", connection
        )
        found.append(Finding(reason, held, count, what, mend, examples))
    return found


def _examples(query: str, connection: Any) -> list[dict[str, Any]]:
    rows = connection.execute(f"{query} order by row limit {SHOWN}").fetchall()
    return [{"record": row, "case": case, "said": said} for row, case, said in rows]


def _told(code: str, query: str, what: Words, mend: Words, connection: Any) -> Finding | None:
    """A trouble whose records (row, case_name, said) a query names; None where there is none."""
    ((count,),) = connection.execute(f"select count(*) from ({query})").fetchall()
    return Finding(code, "believed", count, what, mend, _examples(query, connection)) if count else None


def _untimed(connection: Any) -> Finding | None:
    return _told(
        "date_without_time",
        "select row, case_name, strftime(local, '%Y-%m-%d') as said from story where not timed",
        w("dates without a time of day", "日期没有具体时间"),
        w(
            "Judged by the day; hours cannot be judged. Within a day the order of the file holds.",
            "按日判定，无法按小时判定；同一日内以文件中的先后为序。",
        ),
        connection,
    )


def _at_once(connection: Any) -> Finding | None:
    return _told(
        "same_instant",
        "select row, case_name, kind || ' ' || shown as said from story where timed"
        " qualify count(*) over (partition by case_id, us) > 1",
        w("several events of one case at one instant", "同一办件有多个事件发生在同一时刻"),
        w(
            "The order of the file holds. If it is wrong, send finer times.",
            "以文件中的先后为序；如有误，请报送更精确的时间。",
        ),
        connection,
    )


def _many(connection: Any) -> Finding | None:
    ((count,),) = connection.execute("select count(distinct kind) from story").fetchall()
    if count <= MANY_ACTIVITIES:
        return None
    return Finding(
        "many_activities", "believed", count,
        w("more different activities than any process has", "环节种类过多，不合常理"),
        w("Most likely another column holds the activity: change the mapping.", "很可能选错了环节列，请调整映射。"),
    )  # fmt: skip


def _torn(connection: Any) -> Finding | None:
    return _told(
        "dates_differ",
        "select row, case_name, said from case_dates where values > 1",
        w("records of one case give different dates for it", "同一办件的多条记录日期不一致"),
        w("The last one in the file holds. Correct the others.", "以文件中最后一条为准，请更正其余记录。"),
        connection,
    )


_ASKED = (_untimed, _at_once, _many, _torn)


def _copies(connection: Any) -> Finding | None:
    return _told(
        "equal_records",
        "select row, case_name, activity as said from records where reason is null"
        " qualify row_number() over (partition by case_name, said, activity, print order by row) > 1",
        w("records equal in every column", "存在完全相同的记录"),
        w(
            "Believed as events of their own. If they are copies, set `duplicates: quarantine`.",
            "按各自独立的事件处理；如为重复报送，请在映射中设 duplicates: quarantine。",
        ),
        connection,
    )


def _out_of_order(mapping: Mapping, connection: Any) -> Finding | None:
    if len(mapping.order) < 2:
        return None
    places = ", ".join(
        f"('{kind.replace(chr(39), chr(39) * 2)}', {n})" for n, kind in enumerate(mapping.order)
    )
    return _told(
        "out_of_order",
        f"""select row, case_name, kind as said from (
              select s.*, o.n, max(o.n) over (
                  partition by case_id order by ord rows between unbounded preceding and 1 preceding) as before
              from story s join (values {places}) o(kind, n) on o.kind = s.kind) where n < before""",
        w("steps out of order", "环节顺序颠倒"),
        w("Check whether the step was taken late or its date is wrong.", "请核实是补办还是日期有误。"),
        connection,
    )


def _without_end(mapping: Mapping, connection: Any) -> Finding | None:
    if not mapping.ends:
        return None
    ends = ", ".join("'" + kind.replace("'", "''") + "'" for kind in mapping.ends)
    return _told(
        "without_end",
        f"""select row, case_name, '' as said from cases
            where case_id not in (select case_id from story where kind in ({ends}))""",
        w("cases without an end on record", "办件没有办结记录"),
        w(
            "Open cases are judged as open. If it has ended, send its end.",
            "按在办处理；如已办结，请补报办结记录。",
        ),
        connection,
    )


def _offsets(mapping: Mapping, connection: Any) -> Finding | None:
    """Some moments with an offset and some without, or an offset that the zone did not have on that day."""
    ((zoned, naive),) = connection.execute(
        "select count(*) filter (zoned), count(*) filter (not zoned and timed) from records where local is not null"
    ).fetchall()
    if not (zoned and naive):
        return None
    return _told(
        "mixed_zones",
        "select row, case_name, said from records where reason is null and timed and not zoned",
        w("moments without an offset among others that have one", "部分时间带时区，部分不带"),
        w("Read in the zone of the mapping ({zone}). If they are in another, correct them.",
          "按映射中的时区（{zone}）理解；如有误，请更正。").put(zone=mapping.zone),
        connection,
    )  # fmt: skip


def _clock_changes(mapping: Mapping, connection: Any) -> Finding | None:
    """Hours that a zone's clock skipped or showed twice when it was changed, in moments without an offset."""
    zone = mapping.zone
    back = f"timezone('{zone}', make_timestamptz(us{{shift}}))"
    hour = 3_600_000_000
    return _told(
        "clock_changed",
        f"""select row, case_name, said from records where reason is null and timed and not zoned and us is not null and (
              {back.format(shift="")} <> local or {back.format(shift=f" + {hour}")} = local
              or {back.format(shift=f" - {hour}")} = local)""",
        w("moments in the hour in which the clock was changed", "时间处于夏令时切换的一小时内"),
        w("It may be an hour off: send it with an offset.", "可能相差一小时，请报送带时区的时间。"),
        connection,
    )


def _lost(counts: Counts) -> Finding | None:
    out = counts.quarantined + counts.unread
    if out <= LOST * (counts.records + counts.unread):
        return None
    return Finding(
        "much_left_out", "quarantined", out,
        w("a large part of the log is not believed", "日志中有较大部分未被采信"),
        w(
            "Correct the mapping first: what is judged here does not stand for the log.",
            "请先调整映射；此次结果不能代表整个日志。",
        ),
    )  # fmt: skip


def _without_limit(mapping: Mapping, rules: RuleSet, connection: Any) -> list[Finding]:
    """Events that begin a rule whose last day stands in a column, where that column is empty or holds no date."""
    found = []
    for code, rule in rules.timed.items():
        fields = {v.field for v in rule.values if v.field} if isinstance(rule, DeadlineRule) else set()
        known = sorted(fields & mapping.facts.keys())
        if not known:
            continue
        kinds = ", ".join("'" + kind.replace("'", "''") + "'" for kind in rule.on)
        empty = " and ".join(f"f.fact_{name} is null" for name in known)
        query = f"""select s.row, s.case_name, s.kind as said from story s left join facts f using (row)
                    where s.kind in ({kinds}) and {empty}"""
        what = w(
            "nothing is due under {rule}: no planned date on record", "规则 {rule} 无法判定：没有计划日期"
        ).put(rule=code)
        mend = w("Add the planned date in the source if the case has one.", "如有计划日期，请在原系统补录。")
        found.append(_told("no_limit", query, what, mend, connection))
    return _maybe(found)


def _not_judged(connection: Any) -> list[Finding]:
    return _maybe([
        _told(
            "outside_calendar",
            "select distinct c.row, c.case_name, u.rule as said from unjudged u join cases c using (case_id)",
            w("cases and rules that the calendar of working days does not reach", "超出工作日日历范围，无法判定"),
            w("A term or card in working days can be judged from 2004 on.", "以工作日计算的时限和预警自2004年起方可判定。"),
            connection,
        )
    ])  # fmt: skip


def _unmet(rules: RuleSet, connection: Any) -> list[Finding]:
    """No rule at all, or rules that begin with events which this log never has: most likely a name that was not mapped."""
    if not (rules.timed or rules.checks):
        what = w("there is no rule to judge by", "没有可用于监察的规则")
        mend = w(
            "Choose a rule pack (--pack on the command line), or name a planned date as a limit (`limits`) in the mapping.",
            "请选定规则包（命令行用 --pack 指定），或在映射中将计划日期列设为时限（limits）。",
        )
        return [Finding("no_rules", "believed", 1, what, mend)]
    kinds = {kind for (kind,) in connection.execute("select distinct kind from story").fetchall()}
    every = [*rules.timed.items(), *rules.checks.items()]
    idle = {code: rule.on for code, rule in every if not kinds & set(rule.on)}
    if not idle:
        return []
    what = w("rules that nothing in this log begins", "规则的起始事件在日志中从未出现")
    mend = w(
        "Map the activities to the events that the rules name.",
        "请在映射的 events 中把环节对应到规则所用事件。",
    )
    examples = [{"rule": code, "said": ", ".join(on)} for code, on in list(idle.items())[:SHOWN]]
    return [Finding("idle_rules", "believed", len(idle), what, mend, examples)]
