"""Where the time of cases goes: from one event to the next, at work, waiting, or stopped by law.

A step is at work between the event `<step>.start` (or `.resume`) and `<step>` itself (or `.suspend`), where a source tells
both. After an applicant was asked for more, or a step outside the period began, the time is stopped until the next event. The
rest is waiting. All counts are of elapsed time by the clock, nights and rest days included; where a source tells days only,
so do these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhixing.modules.approvals.models import OutsideCase
from zhixing.modules.approvals.scoring import asking

MINUTE = 60_000_000  # of the microseconds in which moments are kept
STOPS = ("approvals.correction_asked", "approvals.excluded_step_begun")

_STORY = """
    chosen as materialized ({chosen}),
    told as (
        select h.case_id, h.id, h.us, h.unit_name, h.kind,
            regexp_replace(h.kind, '\\.(start|resume|suspend)$', '') as step, h.kind ~ '\\.(start|resume)$' as begins
        from approvals_happened h where h.replaced_in is null and h.case_id in (select id from chosen)
    ),
    turned as (
        select *, case when begins then 1
            when coalesce(sum(case when begins then 1 else -1 end) over earlier, 0) > 0 then -1 else 0 end as turn
        from told window earlier as (
            partition by case_id, step order by us, id rows between unbounded preceding and 1 preceding)
    ),
    running as (select *, sum(turn) over (partition by case_id order by us, id) as at_work from turned),
    passed as (
        select case_id, step, unit_name, begins, row_number() over story as place, 
            lag(step) over story as before, us - lag(us) over story as us,
            case when lag(kind) over story = any(%s) then 'stopped' when lag(at_work) over story > 0 then 'working'
                else 'waiting' end as what
        from running window story as (partition by case_id order by us, id)
    )
"""


@dataclass(frozen=True, slots=True)
class Time:
    """Minutes that passed while cases waited, were worked on, or stood still."""

    waiting: int = 0
    working: int = 0
    stopped: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the process: in how many cases, how often, and the time until it happened (minutes: middle and ninth tenth)."""

    name: str
    cases: int
    times: int
    place: float
    waits: float | None
    waits_long: float | None
    works: float | None


@dataclass(frozen=True, slots=True)
class Edge:
    """From one step straight to the next: how often, and the middle time between them in minutes."""

    before: str
    after: str
    times: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Variant:
    """A path through the process: how many cases took it, its fingerprint, its steps in order."""

    path: str
    cases: int
    steps: tuple[str, ...]


def _run(sql: str, cases: QuerySet[OutsideCase]) -> list[tuple[Any, ...]]:
    unsorted = cases if cases.query.is_sliced else cases.order_by()
    chosen, params = unsorted.values_list("pk").query.sql_with_params()
    story = _STORY.format(chosen=f"select pk as id from ({chosen}) as c(pk)")
    return asking.rows(f"with {story} {sql}", [*params, list(STOPS)])


def by_unit_name(cases: QuerySet[OutsideCase]) -> dict[tuple[int, str], Time]:
    """The time of these cases by source and by the unit that acted next, as the source calls it: for whom it was waited."""
    rows = _run(
        f"""select c.source_id, coalesce(nullif(p.unit_name, ''), c.unit_name),
            {_sums()} from passed p join approvals_outsidecase c on c.id = p.case_id where p.us is not null group by 1, 2""",
        cases,
    )
    return {(source, name): Time(*times) for source, name, *times in rows}


def by_item(cases: QuerySet[OutsideCase]) -> dict[str, Time]:
    """The time of these cases by what is applied for, as the catalogue calls it, else as its source does."""
    rows = _run(
        f"""select coalesce(m.title, c.item_name), {_sums()} from passed p
            join approvals_outsidecase c on c.id = p.case_id left join matters_matter m on m.id = c.item_id
            where p.us is not null group by 1""",
        cases,
    )
    return {item: Time(*times) for item, *times in rows}


def _sums() -> str:
    return ", ".join(
        f"(coalesce(sum(p.us) filter (where p.what = '{what}'), 0) / {MINUTE})::bigint"
        for what in ("waiting", "working", "stopped")
    )


@dataclass(frozen=True, slots=True)
class Overview:
    """A process at a glance: how many cases, the steps that most of them take in the usual order, the ways between."""

    cases: int
    steps: list[Step]
    edges: list[Edge]


def overview(cases: QuerySet[OutsideCase], *, steps: int, ways: int) -> Overview:
    """The process of these cases: their most frequent steps and the most used ways. Events are read once.

    A step's own beginning and end are one step; where it stands is the mean of its places in the cases it is in.
    """
    sql = f"""
        , sized as (select *, place::float8 / count(*) over (partition by case_id) as rank from passed),
        steps as (
            select step, count(distinct case_id) as cases, count(*) filter (where not begins) as times, avg(rank) as rank,
                percentile_cont(0.5) within group (order by us) filter (where what <> 'working') / {MINUTE} as waits,
                percentile_cont(0.9) within group (order by us) filter (where what <> 'working') / {MINUTE} as long,
                percentile_cont(0.5) within group (order by us) filter (where what = 'working' and before = step) / {MINUTE}
                    as works
            from sized group by step order by 2 desc, step limit {int(steps)}
        ),
        ways as (
            select before, step, count(*) as times, percentile_cont(0.5) within group (order by us) / {MINUTE} as minutes
            from passed where before is not null and (before <> step or not begins and what <> 'working')
            group by 1, 2 order by 3 desc, 1, 2 limit {int(ways)}
        )
        select 1, null, null, (select count(*) from chosen), 0, 0, null, null, null
        union all select 2, null, step, cases, times, rank, waits, long, works from steps
        union all select 3, before, step, times, 0, 0, minutes, null, null from ways
    """
    rows = _run(sql, cases)
    found = [
        Step(step, n, times, rank, *spans) for what, _, step, n, times, rank, *spans in rows if what == 2
    ]
    drawn = [Edge(before, step, n, minutes) for what, before, step, n, _, _, minutes, *_ in rows if what == 3]
    return Overview(
        cases=next(n for what, _, _, n, *_ in rows if what == 1),
        steps=sorted(found, key=lambda s: (s.place, s.name)),
        edges=sorted(drawn, key=lambda e: (-e.times, e.before, e.after)),
    )


def variants(cases: QuerySet[OutsideCase], most: int) -> list[Variant]:
    """The paths that most cases took, with their steps told by one case each."""
    chosen, params = cases.values_list("pk", "path").query.sql_with_params()
    sql = f"""
        with top as (select path, count(*) as n, min(id) as example from ({chosen}) as c(id, path) where path <> ''
            group by path order by n desc, path limit {int(most)})
        select t.path, t.n, array(select h.kind from approvals_happened h where h.case_id = t.example
            and h.replaced_in is null order by h.us, h.id) from top t order by t.n desc, t.path
    """
    return [Variant(path, n, tuple(kinds)) for path, n, kinds in asking.rows(sql, params)]


def total(times: Sequence[Time]) -> Time:
    """All of them together."""
    return Time(sum(t.waiting for t in times), sum(t.working for t in times), sum(t.stopped for t in times))
