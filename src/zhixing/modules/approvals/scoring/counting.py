"""What counts: the duties of outside cases that came to their answer in a period, and their sums by unit, item or step.

One relation serves the live figures and the frozen ones: a frozen table keeps its rows (`Counted`), so that a figure opens to
the very cases it counted however the cases are judged later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from zhixing.modules.approvals.alerts import excused_duties
from zhixing.modules.approvals.models import Duty, ScoreObjection
from zhixing.modules.approvals.models.duties import answered_on
from zhixing.modules.approvals.scoring import asking
from zhixing.modules.approvals.scoring.intervals import Share

RETURNS = ("approvals.correction_asked",)  # the event by which an applicant is asked to come back with more
KEYS = ("unit_id", "item", "rule")
COLUMNS = ("duty_id", "case_id", "unit_id", "rule", "ground", "item", "is_late", "is_excused", "term", "used")
OVER = ("met", "missed", "lapsed")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Relation:
    """SQL of rows with COLUMNS and `card` (the gravest yellow or red card), with its parameters."""

    sql: str
    params: tuple[Any, ...]


def counted(duties: QuerySet[Duty], period: Period, today: date) -> QuerySet[Duty]:
    """Of these duties those that came to their answer in the period: met, missed, passed over in silence, or overdue.

    A duty belongs to one period only, and one that never ends counts from the day after its last day: who lets cases lie
    gains nothing. Duties that fell away (excused, superseded) and those whose clock stands do not count.
    """
    known = Q(state__in=OVER) | Q(state="open", due_on__lt=today)
    rows = duties.filter(known, is_current=True).annotate(on=answered_on())
    return rows.filter(on__gte=period.first, on__lte=period.last)


def narrowed(of: Relation, **keys: Any) -> Relation:
    """The rows of these keys alone; None and "": those that nobody named."""
    if unknown := keys.keys() - set(KEYS):
        raise ValueError(f"no key of a score: {sorted(unknown)}")
    if not keys:
        return of
    wanted = " and ".join(f"r.{key} is not distinct from %s" for key in keys)
    return Relation(f"select r.* from ({of.sql}) r where {wanted}", (*of.params, *keys.values()))


def judged(rows: QuerySet[Duty], upheld: QuerySet[ScoreObjection] | None = None) -> QuerySet[Duty]:
    """The rows with `is_late` and `is_excused`. Excused: its cards were all removed, or an upheld objection of its
    unit names its case."""
    excused = Q(Exists(excused_duties().filter(pk=OuterRef("pk"))))
    if upheld is not None:
        excused |= Q(Exists(upheld.filter(unit=OuterRef("unit"), cases=OuterRef("case"))))
    flag = BooleanField()
    late = Q(late=True) | ~Q(state="met")
    return rows.annotate(
        is_late=Case(When(late, then=Value(True)), default=Value(False), output_field=flag),
        is_excused=Case(When(excused, then=Value(True)), default=Value(False), output_field=flag),
    )


def relation(rows: QuerySet[Duty]) -> Relation:
    """The judged rows as a relation, each with its card. An item is called as the catalogue does, else as its source does."""
    fields = ("pk", "case_id", "unit_id", "rule", "ground", "item", "is_late", "is_excused")
    named = rows.annotate(item=Coalesce("case__item__title", "case__item_name"))
    sql, params = named.order_by().values_list(*fields, "term", "used").query.sql_with_params()
    return Relation(
        f"select d.*, coalesce(k.card, '') as card from ({sql}) as d({', '.join(COLUMNS)}) left join (select duty_id,"
        " min(colour) as card from approvals_dutycard where colour in ('red', 'yellow') group by duty_id) k using (duty_id)",
        tuple(params),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """The sums of one group. `key` are the values of the keys asked for; cases are counted once each.

    `cases` have at least one duty with a limit; `in_time`: none of these was late (or the late ones were excused).
    `used_share` is the mean share of the days allowed that was used, of duties whose limit counts days. `yellow` and `red`
    cards stand; `removed` ones were taken down. `breaches` are of procedure, content, fee and integrity, in this order.
    """

    key: tuple[Any, ...]
    cases: int
    in_time: int
    duties: int
    used_share: float | None
    used_of: int
    yellow: int
    red: int
    removed: int
    breaches: tuple[int, int, int, int]
    returns: int
    satisfaction: float | None
    satisfaction_of: int

    @property
    def share(self) -> Share:
        return Share(self.in_time, self.cases)


_GROUNDS = ("procedure", "content", "fee", "integrity")
_ADDED = ("duties", "used", "used_of", "yellow", "red", "removed", *(f"b_{ground}" for ground in _GROUNDS))
_OF_DUTIES = f"""
    count(*) filter (where ground = 'time')::int as duties,
    coalesce(bool_or(is_late and not is_excused) filter (where ground = 'time'), false) as late,
    sum(used::float8 / term) filter (where ground = 'time' and term > 0) as used,
    count(used) filter (where ground = 'time' and term > 0)::int as used_of,
    count(*) filter (where card = 'yellow' and not is_excused)::int as yellow,
    count(*) filter (where card = 'red' and not is_excused)::int as red,
    count(*) filter (where card <> '' and is_excused)::int as removed,
    {", ".join(f"count(*) filter (where ground = '{g}' and not is_excused)::int as b_{g}" for g in _GROUNDS)}
"""
_OF_CASES = f"""
    count(*) filter (where duties > 0) as cases, count(*) filter (where duties > 0 and not late), coalesce(sum(duties), 0),
    sum(used) / nullif(sum(used_of), 0), coalesce(sum(used_of), 0), coalesce(sum(yellow), 0), coalesce(sum(red), 0),
    coalesce(sum(removed), 0), {", ".join(f"coalesce(sum(b_{g}), 0)" for g in _GROUNDS)}
"""
_GROUPED = {
    (): "by_case",
    ("item",): "by_case",
    ("unit_id",): "by_unit",
    ("unit_id", "item"): "by_unit",
    ("rule",): "by_rule",
}


def tallies(of: Relation, *groups: tuple[str, ...], most: int = 5_000) -> list[list[Line]]:
    """For each of these keys one line a group, most cases first; () makes one line of all. At most `most` groups each.

    One statement: rows are found once and summed by case and unit once, however many lists are asked for. Returns and
    satisfaction belong to cases: lines by rule have none.
    """
    if unknown := set(groups) - _GROUPED.keys():
        raise ValueError(f"no keys of a score: {sorted(unknown)}")
    branches = []
    for place, keys in enumerate(groups):
        key = [f"p.{k}" if k in keys else "null" for k in KEYS]
        rated = "0, null::numeric, 0"
        if keys != ("rule",):
            rated = "coalesce(sum(p.returned), 0), avg(p.satisfaction), count(p.satisfaction)"
        grouped = f"group by {', '.join(f'p.{k}' for k in keys)}" if keys else ""
        branches.append(
            f"(select {place}, {key[0]}::bigint, {key[1]}::text, {key[2]}::text, {_OF_CASES}, {rated}"
            f" from {_GROUPED[keys]} p {grouped} order by cases desc limit {int(most)})"
        )
    sql = f"""
        with counted as materialized ({of.sql}),
        returned as (
            select case_id, count(*) as n from approvals_happened
            where kind = any(%s) and replaced_in is null and case_id in (select case_id from counted) group by case_id
        ),
        by_unit as materialized (
            select p.*, coalesce(r.n, 0) as returned, c.satisfaction
            from (select case_id, unit_id, item, {_OF_DUTIES} from counted group by 1, 2, 3) p
            join approvals_outsidecase c on c.id = p.case_id left join returned r on r.case_id = p.case_id
        ),
        by_case as (
            select case_id, item, min(returned) as returned, min(satisfaction) as satisfaction, bool_or(late) as late,
                {", ".join(f"sum({name}) as {name}" for name in _ADDED)} from by_unit group by 1, 2
        ),
        by_rule as (select case_id, rule, {_OF_DUTIES} from counted group by 1, 2)
        {" union all ".join(branches)}
    """
    found: list[list[Line]] = [[] for _ in groups]
    for place, unit_id, item, rule, *sums in asking.rows(sql, [*of.params, list(RETURNS)]):
        whole = {"unit_id": unit_id, "item": item, "rule": rule}
        found[place].append(_line(tuple(whole[key] for key in groups[place]), sums))
    return [sorted(lines, key=lambda line: (-line.cases, str(line.key))) for lines in found]


def tally(of: Relation, *keys: str) -> list[Line]:
    """The lines by these keys."""
    return tallies(of, keys)[0]


def _line(key: tuple[Any, ...], n: Sequence[Any]) -> Line:
    return Line(
        key=key,
        cases=n[0],
        in_time=n[1],
        duties=int(n[2]),
        used_share=None if n[3] is None else float(n[3]),
        used_of=int(n[4]),
        yellow=int(n[5]),
        red=int(n[6]),
        removed=int(n[7]),
        breaches=(int(n[8]), int(n[9]), int(n[10]), int(n[11])),
        returns=int(n[12]),
        satisfaction=None if n[13] is None else float(n[13]),
        satisfaction_of=n[14],
    )


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case (or one duty of it) behind a figure."""

    case_id: int
    rules: tuple[str, ...]
    unit_ids: tuple[int, ...]
    is_late: bool
    is_removed: bool
    card: str


WHICH = {
    "": "duties > 0",
    "late": "duties > 0 and late",
    "in_time": "duties > 0 and not late",
    "yellow": "card = 'yellow' and not removed",
    "red": "card = 'red' and not removed",
    "removed": "card <> '' and removed",
    "breach": "breaches > 0",
}
OF_DUTIES = ("yellow", "red", "removed", "breach")  # these figures count duties, the others cases


def behind(of: Relation, which: str, *, most: int, skip: int = 0) -> list[CaseLine]:
    """What a figure of a line counts, the late ones first: cases, or duties where the figure counts these."""
    grouped = "case_id, duty_id" if which in OF_DUTIES else "case_id"
    sql = f"""
        with grouped as (
            select case_id, count(*) filter (where ground = 'time') as duties,
                count(*) filter (where ground <> 'time' and not is_excused) as breaches,
                coalesce(bool_or(is_late and not is_excused) filter (where ground = 'time'), false) as late,
                bool_or(is_excused) as removed, coalesce(min(nullif(card, '')), '') as card,
                array_agg(distinct rule order by rule) as rules, array_agg(distinct unit_id) as units
            from ({of.sql}) counted group by {grouped}
        )
        select case_id, rules, units, late, removed, card from grouped where {WHICH[which]}
        order by late desc, case_id, rules limit {int(most)} offset {int(skip)}
    """
    return [
        CaseLine(case, tuple(rules), tuple(u for u in units if u), late, removed, card)
        for case, rules, units, late, removed, card in asking.rows(sql, of.params)
    ]
