"""What a run leaves: obligations.parquet, cards.parquet, quarantine.parquet, quality.json, summary.json, mapping.yaml."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhixing.base.words import Words
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.modules.approvals.believing import Counts
from zhixing.modules.approvals.judging import Judgement
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.quality import Finding
from zhixing.modules.approvals.sources import Source

_HOLDER = "coalesce(case when j.debtor % 2 = 0 then u.name else p.name end, '')"
_JOINS = """
    join cases c using (case_id)
    left join units u on j.debtor % 2 = 0 and u.id = j.debtor // 2
    left join persons p on j.debtor % 2 = 1 and p.id = j.debtor // 2
    left join story t on t.id = j.trigger_id left join story e on e.id = j.ended_by
    join told_rules r on r.rule = j.rule
"""
OBLIGATIONS = f"""
    select c.case_name as "case", j.rule, r.title_zh, r.title_en, r.basis, {_HOLDER} as holder, j.period, j.opened_on,
           j.first_due_on, j.due_on, j.provisional, j.state, j.ended_on, j.late,
           (j.state in ('open', 'suspended') and j.due_on < current_as_of()) as overdue,
           case when j.late or (j.state = 'open' and j.due_on < current_as_of())
                then coalesce(j.ended_on, current_as_of()) - j.due_on end as days_late,
           j.late_by_day, j.late_by_moment, t.kind as begun_by, t.row as begun_by_record, e.kind as ended_by,
           e.row as ended_by_record
    from judged j {_JOINS} order by c.case_id, j.rule, j.trigger_id, j.debtor, j.period
"""
CARDS = f"""
    select c.case_name as "case", j.rule, r.title_zh, r.title_en, r.basis, {_HOLDER} as holder, j.colour, j.drawn_on, j.due_on,
           j.state, j.ended_on, t.kind as begun_by, t.row as begun_by_record, e.kind as ended_by, e.row as ended_by_record
    from drawn j {_JOINS} order by j.drawn_on, c.case_id, j.rule, j.trigger_id, j.colour
"""


def both(words: Words) -> dict[str, str]:
    return {"zh": words.text("zh"), "en": words.text("en")}


def quality_of(source: Source, counts: Counts, found: list[Finding]) -> dict[str, Any]:
    """The quality report as plain values. `records` = `believed` + `quarantined`; lines that are no record come on top."""
    return {
        "source": {"name": source.name, "form": source.form, "encoding": source.encoding, "columns": list(source.columns)},
        "counts": asdict(counts),
        "findings": [
            {"code": f.code, "held": f.held, "count": f.count, "what": both(f.what), "mend": both(f.mend), "examples": f.examples}
            for f in found
        ],
    }  # fmt: skip


def summary_of(
    mapping: Mapping, rules: RuleSet, counts: Counts, judgement: Judgement, connection: Any
) -> dict[str, Any]:
    """What was judged, rule by rule. A limit from a column is counted by the day and, where it has a time, by the moment."""
    rows = connection.execute(f"""
        select rule, count(*), count(*) filter (state = 'met' and not late), count(*) filter (late),
               count(*) filter (late_by_day), count(*) filter (late_by_moment),
               count(*) filter (late_by_moment is not null), 
               count(*) filter (state = 'open' and due_on < date '{judgement.as_of}'),
               count(*) filter (state = 'open' and due_on >= date '{judgement.as_of}'),
               count(*) filter (state not in ('met', 'open'))
        from judged group by rule
    """).fetchall()
    cards = dict[str, dict[str, int]]()
    for rule, colour, count in connection.execute(
        "select rule, colour, count(*) from drawn group by all"
    ).fetchall():
        cards.setdefault(rule, {})[colour] = count
    by_rule = {row[0]: _of_rule(row) for row in rows}
    return {
        "as_of": judgement.as_of.isoformat(),
        "days_counted_in": mapping.zone,
        "counts": asdict(counts),
        "rules": {
            code: {
                "title": {"zh": rule.title.zh, "en": rule.title.en},
                "basis": [f"{b.document} {b.article}" for b in rule.basis],
                **by_rule.get(code, _of_rule((code, *[0] * 9))),
                "cards": cards.get(code, {}),
                "judged_by": "fold" if code in judgement.folded else "engine",
                **({"folded_because": both(judgement.folded[code])} if code in judgement.folded else {}),
            }
            for code, rule in rules.timed.items()
        },
        "checks": {
            code: {
                "title": {"zh": rule.title.zh, "en": rule.title.en},
                "basis": [f"{b.document} {b.article}" for b in rule.basis],
                "ground": rule.ground,
                "breaches": by_rule[code]["late"] if code in by_rule else 0,
                "cards": cards.get(code, {}),
            }
            for code, rule in rules.checks.items()
        },
        "not_judged": judgement.unjudged,
        "obligations": sum(row[1] for row in rows),
        "cards": sum(n for colours in cards.values() for n in colours.values()),
        "events": dict(
            connection.execute(
                "select kind, count(*) from story group by kind order by 2 desc, 1 limit 200"
            ).fetchall()
        ),
    }


def _of_rule(row: tuple[Any, ...]) -> dict[str, int]:
    _, total, in_time, late, by_day, by_moment, timed, overdue, running, other = row
    found = {
        "obligations": total,
        "in_time": in_time,
        "late": late,
        "open_overdue": overdue,
        "open_running": running,
        "otherwise_ended": other,
    }
    return found | ({"late_by_day": by_day, "late_by_moment": by_moment} if timed else {})


def write(
    folder: Path, rules: RuleSet, mapping: Mapping, judgement: Judgement, source: Source, connection: Any
) -> None:
    """Write the tables. Told columns: titles in both languages, basis, holder, and the records that began and ended each duty."""
    told = [
        (code, r.title.zh, r.title.en, "；".join(f"{b.document} {b.article}" for b in r.basis))
        for code, r in [*rules.timed.items(), *rules.checks.items()]
    ]
    names = ("rule", "title_zh", "title_en", "basis")
    columns = list(zip(*told, strict=True)) or [()] * len(names)
    connection.register(
        "told_rules", pa.table([pa.array(c, pa.string()) for c in columns], names=list(names))
    )
    connection.execute(f"create or replace macro current_as_of() as date '{judgement.as_of}'")
    for name, query in (("obligations", OBLIGATIONS), ("cards", CARDS), ("quarantine", quarantined(source))):
        place = str(folder / f"{name}.parquet").replace("'", "''")
        connection.execute(f"copy ({query}) to '{place}' (format parquet)")
    connection.unregister("told_rules")
    (folder / "mapping.yaml").write_text(mapping.written(), "utf-8")


def quarantined(source: Source) -> str:
    """All that is not believed, whole: records with every column as JSON, lines that were none as they stood, dates of cases."""
    cells = ", ".join(
        f"'{name.replace(chr(39), chr(39) * 2)}', w.{inner}" for name, inner in source.columns.items()
    )
    return f"""
        select 'record' as what, r.row as place, r.case_name as "case", r.reason, json_object({cells})::varchar as content
        from records r join raw w on w.rowid = r.row - 1 where r.reason is not null
        union all select 'line', line, null, 'unread', text from unread
        union all select 'date', row, case_name, reason, json_object('event', kind, 'said', said)::varchar from case_dates
        where reason is not null
        order by 1, 2
    """


def dumped(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2, default=str) + "\n"
