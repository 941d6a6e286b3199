"""Deadline and recurring rules as one relational definition in named stages (docs/decisions/0011).

It reads tables of whole numbers (`INPUTS`) and ends in two stages: `owed`, and `odd`, the cases and rules among them that only
a fold can tell. What it says is what `rulebook.fold` says, field by field.
"""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from zhixing.kernel.obligations.batch import clocks, deadlines, lives, rules, turns
from zhixing.kernel.obligations.batch.counting import Tables
from zhixing.kernel.obligations.batch.rules import Shape
from zhixing.kernel.obligations.batch.script import Script, Step

_NUMBER, _TEXT, _FLAG = "int64", "string", "boolean"
RESULT = (
    "case_id", "rule", "debtor", "period", "trigger_id", "opened_on", "first_due_on", "due_on", "provisional", "state",
    "ended_by", "ended_on", "late",
)  # fmt: skip


def inputs(shape: Shape) -> dict[str, dict[str, str]]:
    """The tables that the definition reads: their columns and types."""

    def typed(names: tuple[str, ...]) -> dict[str, str]:
        texts, flags = rules.TEXTS, rules.FLAGS
        return {n: _TEXT if n in texts else _FLAG if n in flags else _NUMBER for n in names}

    events = typed(("case_id", "id", "kind", "cal", "day", "ord", "us"))
    return {
        "events": events | {column.name: column.type for column in shape.columns},
        "roles": typed(rules.ROLE),
        "rules": typed(rules.RULE),
        "terms": typed(rules.VALUE),
        "extensions": typed(rules.EXTENSION),
        "days": typed(
            (
                "cal", "day", "w", "w1", "unsure", "unsure1", "month_no", "number", "next_day", "next_unsure1", "previous_day",
                "previous_unsure", "begins_us",
            )
        ),
        "nth": typed(("cal", "n", "nth_day", "morning_us", "afternoon_us")),
        "months": typed(("month_no", "first_day", "length")),
        "periods": typed(("rhythm", "n", "first_day", "last_day", "key")),
        "period_days": typed(("rhythm", "day", "n", "first_day")),
    }  # fmt: skip


def script(shape: Shape) -> Script:
    """The stages, in order."""
    given = {name: ibis.table(columns, name=name) for name, columns in inputs(shape).items()}
    tables = Tables(given["days"], given["nth"], given["months"])
    s = Script()
    roles = given["roles"]

    def met(those: ir.BooleanColumn) -> ir.Table:
        return lives.met(given["events"], roles.filter(those), shape)

    opens = lives.opens(met(roles.opens), shape)
    if any(holder.units for holder in shape.holders):
        opens = s.stage("opens", opens)  # read once for each list of units
    openings = s.stage("openings", lives.openings(opens, given["terms"], shape))
    ends = s.stage("ends", lives.ends(met(roles.closes | roles.cancels)))
    ended = s.stage("ended", lives.ended(openings, ends, shape))
    living = s.stage("lives", lives.lives(ended, ends, given["events"], given["rules"], shape))
    moving = met(roles.begins | roles.ends | roles.extends)
    moves = s.stage("moves", clocks.moves(living, moving, given["terms"], shape))
    pauses = s.stage("pauses", clocks.pauses(moves))
    dated = s.stage("dated", deadlines.dated(living, given["terms"], tables, shape))
    shifts = s.stage("shifts", clocks.shifts(moves, given["extensions"], shape))
    touched = s.stage("touched", deadlines.touched(dated, given["terms"], shifts, pauses, tables))
    stopped = s.stage("stopped", deadlines.stopped(touched, pauses, tables))
    moved = s.stage("moved", deadlines.moved(touched, stopped, tables, shape))
    once = deadlines.owed(dated, moved, given["rules"])
    spans = s.stage("spans", turns.spans(living, given["rules"], shape))
    due = s.stage(
        "due",
        turns.due(turns.turns(spans, pauses, given["periods"], given["period_days"]), given["rules"], tables),
    )
    deeds = s.stage("deeds", turns.deeds(spans, met(roles.does), given["rules"]))
    candidates = s.stage("candidates", turns.candidates(deeds, due))
    answers = s.stage("answers", ibis.union(turns.in_queue(deeds, due), turns.direct(candidates)))
    again = turns.owed(due, answers)
    s.stage("owed", ibis.union(once.select(*RESULT), again.select(*RESULT)))
    s.stage("odd", _odd(openings, dated, moved, spans, due, deeds, candidates, given["periods"]))
    return s


def _odd(
    openings: ir.Table,
    dated: ir.Table,
    moved: ir.Table,
    spans: ir.Table,
    due: ir.Table,
    deeds: ir.Table,
    candidates: ir.Table,
    periods: ir.Table,
) -> ir.Table:
    """The cases and rules that only a fold can tell: several stages named by one event; deeds with and without a period's
    name, or with two periods to choose from; a rhythm or a last day that no table knows.
    """
    pair = ("case_id", "rule")
    free = deeds.filter(deeds.catch_up)
    named = free.mutate(named=ibis.ifelse(free.period_said.notnull(), 1, 0))
    mixed = named.group_by(list(pair)).aggregate(low=named.named.min(), high=named.named.max())
    torn = candidates.filter(candidates.period_said.isnull()).group_by([*pair, "debtor", "ord", "deed_ord"])
    choices = torn.aggregate(n=lambda t: t.count())
    calendar_spans = spans.filter(spans.every_days.isnull())
    known = periods.select("rhythm").distinct()
    groups = [
        openings.filter(openings.listed),
        dated.filter(dated.first_on.isnull()),
        moved.filter(moved.due_on.isnull()),
        due.filter(due.on.isnull()),
        mixed.filter(mixed.low != mixed.high),
        choices.filter(choices.n > 1),
        calendar_spans.anti_join(known, "rhythm"),
    ]
    return ibis.union(*(group.select(*pair) for group in groups), distinct=True)


@lru_cache(maxsize=64)
def statements(shape: Shape, dialect: str) -> tuple[Step, ...]:
    """The stages as statements of a dialect; compiled once for all sets of rules of one shape."""
    return tuple(script(shape).compiled(dialect))
