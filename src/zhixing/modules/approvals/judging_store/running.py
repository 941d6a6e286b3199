"""Judge what was touched: a bounded number of cases of one source in each transaction, on as many workers as there are.

A worker takes rows of `Touched` and holds them until its judgement is committed; what arrives for these cases meanwhile waits for
it, and has them judged again. So no case is judged by two at once, and none on half a story.
"""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.obligations.batch.engines import DuckDB
from zhixing.kernel.obligations.batch.facts import day_number
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import RecurringRule
from zhixing.modules.approvals import hooks
from zhixing.modules.approvals.judging import Bench, judge_story
from zhixing.modules.approvals.judging_store import stories, verdicts
from zhixing.modules.approvals.judging_store.describing import describe
from zhixing.modules.approvals.mapping import Mapping, parse
from zhixing.modules.approvals.models import OutsideCase, Source
from zhixing.modules.approvals.rulesets import rules_of

MANY = 10_000  # cases of one transaction
FEW = 400  # up to so many cases folding one by one is quicker than the engine's stages
MEMORY = "1GB"
LATER = timedelta(minutes=10)  # until cases are tried again whose rules cannot be understood
_ALONE = w("few cases: folded one by one", "办件较少，逐件判定")
logger = logging.getLogger(__name__)

_FIRST = """
select c.source_id from approvals_touched t join approvals_outsidecase c on c.id = t.case_id
where t.since <= %s order by t.since limit 1 for update of t skip locked
"""
_TAKE = """
select t.case_id, t.since from approvals_touched t join approvals_outsidecase c on c.id = t.case_id
where t.since <= %s and c.source_id = %s order by t.since limit %s for update of t skip locked
"""
_DUE = """
insert into approvals_touched (case_id, since, stamp)
select distinct case_id, %(now)s::timestamptz, 0 from approvals_duty where next_on <= %(today)s
on conflict (case_id) do update set since = least(approvals_touched.since, excluded.since), stamp = approvals_touched.stamp + 1
"""


@dataclass(frozen=True, slots=True)
class _Taken:
    """The cases that this worker holds, all of one source."""

    source: Source
    ids: list[int]


def judge_touched(limit: int = MANY, today: date | None = None) -> int:
    """Judge at most `limit` touched cases of one source, as at the end of `today`, and tell those who follow (`loading.hooks`).

    The answer is how many were taken; 0 when nothing waits. May be killed at any point and run by many at once.
    """
    day = today or clock.today()
    with transaction.atomic(), connection.cursor() as cursor:
        taken = _take(cursor, limit)
        if taken is None:
            return 0
        try:
            mapping, rules = parse(taken.source.mapping, taken.source.code), rules_of(taken.source)
        except Refusal as refused:
            logger.error("cases of %s are not judged: %s", taken.source.code, refused)
            _put_off(cursor, taken.ids, clock.now() + LATER)
            return len(taken.ids)
        again = _judge(taken, mapping, rules, day, cursor)
        cursor.execute("delete from approvals_touched where case_id = any(%s)", [taken.ids])
        _put_off(cursor, again, clock.moment_on(day + timedelta(days=1), 0))
    hooks.tell_judged(taken.ids, day)
    return len(taken.ids)


def judge_all(today: date | None = None) -> int:
    """Judge until nothing waits; the answer is how many cases were judged."""
    done = 0
    while judged := judge_touched(today=today):
        done += judged
    return done


def touch_due(today: date) -> int:
    """Have the cases judged again whose duties the passing of time changes by this day. The answer is how many."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"now": clock.now(), "today": today})
        return int(cursor.rowcount)


def _take(cursor: Any, limit: int) -> _Taken | None:
    now = clock.now()
    cursor.execute(_FIRST, [now])
    first = cursor.fetchone()
    if first is None:
        return None
    cursor.execute(_TAKE, [now, first[0], limit])
    rows = cursor.fetchall()
    return _Taken(Source.objects.get(pk=first[0]), [row[0] for row in rows])


def _put_off(cursor: Any, case_ids: list[int], until: datetime) -> None:
    """Have these cases judged at that moment, if nothing touches them before."""
    cursor.execute(
        """insert into approvals_touched (case_id, since, stamp) select unnest(%s::bigint[]), %s, 0
           on conflict (case_id) do update set since = excluded.since""",
        [sorted(case_ids), until],
    )


def _judge(taken: _Taken, mapping: Mapping, rules: RuleSet, day: date, cursor: Any) -> list[int]:
    """Describe and judge the cases; the answer is those that tomorrow alone may change."""
    source, ids = taken.source, taken.ids
    calendar = calendar_for(source.jurisdiction_id)
    with tempfile.TemporaryDirectory(prefix="zhixing-judge-") as place:
        folder = Path(place)
        duck = DuckDB(memory=MEMORY)
        try:
            duck.connection.execute(f"set temp_directory='{folder / 'spill'}'; set TimeZone='UTC'")
            stories.gather(ids, mapping, cursor, duck.connection, folder)
            stories.make_facts(mapping, {}, duck.connection)
            describe(source, mapping, clock.now(), cursor, duck.connection, folder)
            hooks.described(source.pk, ids)
            items = dict(
                OutsideCase.objects.filter(pk__in=ids).exclude(item=None).values_list("pk", "item_id")
            )
            if items:
                terms = hooks.terms_of(set(items.values()))
                stories.make_facts(mapping, items, duck.connection, terms)
            bench = Bench(duck.connection, duck, calendar)
            alone = _ALONE if len(ids) <= FEW else None
            judge_story(stories.with_item(mapping), rules, bench, day, by_fold=alone)
            verdicts.write(source, rules, calendar, ids, day, cursor, duck.connection, folder)
            return _for_tomorrow(mapping, rules, day, duck.connection)
        finally:
            duck.close()


def _for_tomorrow(mapping: Mapping, rules: RuleSet, day: date, connection: Any) -> list[int]:
    """Cases with an event that is still to come, and cases in which a recurring duty may begin anew: that no row tells."""
    recurring = {kind for rule in rules.timed.values() if isinstance(rule, RecurringRule) for kind in rule.on}
    kinds, ends = (
        ", ".join("'" + kind.replace("'", "''") + "'" for kind in sorted(names)) or "''"
        for names in (recurring, mapping.ends)
    )
    rows = connection.execute(f"""
        select case_id from story group by case_id
        having max(day) > {day_number(day)} or (bool_or(kind in ({kinds})) and not bool_or(kind in ({ends})))
    """).fetchall()
    return [row[0] for row in rows]
