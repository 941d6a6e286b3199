"""From events to lives: which event opens a duty for whom, and which later event ends it.

A life is one obligation of a deadline rule, or one span of a recurring rule. Within one event the order is: ends first, then
what moves the clock, then openings; so an opening looks at later events only, and an event that ends and opens ends the old.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from zhixing.kernel.obligations.batch import conditions
from zhixing.kernel.obligations.batch.rules import IGNORE, REOPEN, Shape
from zhixing.kernel.obligations.batch.script import pick

MET, EXCUSED, SUPERSEDED = 0, 1, 2  # how an event ends a life; of one event the lower counts
NEVER = 2**62


def met(events: ir.Table, roles: ir.Table, shape: Shape) -> ir.Table:
    """Each event with each of these roles that names its kind, its conditions tried.

    Never made a table: each stage asks for the roles and columns that it needs, and the engine reads no others.
    """
    t = events.inner_join(roles, "kind")
    t = t.filter(t.day <= t.as_of)
    tried = [conditions.holds(text, t) for text in shape.conditions]
    when = (t.when_no < 0) | ibis.coalesce(pick(t.when_no, tried, "boolean"), False)
    until = (t.until_no < 0) | ibis.coalesce(pick(t.until_no, tried, "boolean"), False)
    named = [
        ibis.null("int64") if h.units else t[f"{h.field}__holder"] * 2 + (0 if h.unit else 1)
        for h in shape.holders
    ]
    words = [t[f"{name}__word"] for name in shape.rhythms]
    turns = [t[f"{name}__turn"] for name in shape.rhythms]
    rhythm = ibis.coalesce(t.rhythm, pick(t.rhythm_no, words, "string"))
    return t.select(
        "case_id", "id", "cal", "day", "ord", "us", "rule", "role_no", "as_of", "recurs", "second", "by_holder",
        "cancels", "begins", "ends", "extends", "first_counts", "last_waits", "holder_no",
        opens=t.opens & when & (t.day >= t.from_on),
        closes=t.closes & until,
        does=t.does & until,
        debtor=pick(t.holder_no, named, "int64"),
        unit_code=t.unit_id__same * 2,
        person_code=t.person_id__same * 2 + 1,
        rule_said=t.rule__word,
        period_said=t.period__word,
        rhythm=rhythm,
        every_days=ibis.coalesce(t.every_days, pick(t.rhythm_no, turns, "int64")),
        **{f"day_{n}": t[f"{name}__day"] for n, name in enumerate(shape.fields)},
        **{f"listed_{n}": _listed(t, name) for n, name in enumerate(shape.fields)},
        **{f"holders_{n}": t[f"{h.field}__holders"] for n, h in enumerate(shape.holders) if h.units},
    )  # fmt: skip


def _listed(t: ir.Table, name: str) -> Any:
    return (
        ibis.coalesce(t[f"{name}__listed"], False) if f"{name}__listed" in t.columns else ibis.literal(False)
    )


def opens(met_: ir.Table, shape: Shape) -> ir.Table:
    """The events that open something under a rule, with who is named to owe."""
    fields = range(len(shape.fields))
    return met_.filter(met_.opens).select(
        "case_id", "id", "cal", "day", "ord", "us", "rule", "recurs", "rhythm", "every_days", "holder_no", "debtor",
        *(f"day_{n}" for n in fields), *(f"listed_{n}" for n in fields),
        *(f"holders_{n}" for n, h in enumerate(shape.holders) if h.units),
    )  # fmt: skip


def openings(opens_: ir.Table, terms: ir.Table, shape: Shape) -> ir.Table:
    """Who is to owe from which event on, under which value. `makes` is false where the named day is no day."""
    t = opens_
    groups = [_for_holder(t.filter(t.debtor.notnull()), t.debtor, shape)]
    for n, holder in enumerate(shape.holders):
        if holder.units:
            each = t.filter(t.holder_no == n).mutate(debtor=t[f"holders_{n}"].unnest())
            groups.append(_for_holder(each, each.debtor * 2, shape))
    named = groups[0] if len(groups) == 1 else ibis.union(*groups)
    return ibis.union(_timed(named, terms, shape), _rhythmic(named, shape))


def _for_holder(t: ir.Table, debtor: Any, shape: Shape) -> ir.Table:
    fields = range(len(shape.fields))
    return t.select(
        "case_id", "id", "cal", "day", "ord", "us", "rule", "recurs", "rhythm", "every_days",
        *(f"day_{n}" for n in fields), *(f"listed_{n}" for n in fields), debtor=debtor,
    )  # fmt: skip


def _timed(named: ir.Table, terms: ir.Table, shape: Shape) -> ir.Table:
    values = terms.select("rule", "value_no", "from_on", "until_on", "field_no")
    t = named.filter(~named.recurs).inner_join(values, "rule")
    t = t.filter((t.from_on <= t.day) & (t.day < t.until_on))
    fields = range(len(shape.fields))
    said = pick(t.field_no, [t[f"day_{n}"] for n in fields], "int64")
    listed = ibis.coalesce(pick(t.field_no, [t[f"listed_{n}"] for n in fields], "boolean"), False)
    t = t.mutate(said=said, listed=listed, makes=(t.field_no < 0) | said.notnull())
    return t.select(*life(shape), "listed")


def _rhythmic(named: ir.Table, shape: Shape) -> ir.Table:
    t = named.filter(named.recurs)
    runs = t.every_days.notnull() | (t.rhythm.notnull() & (t.rhythm != "stage"))
    nothing = {name: ibis.null("int64") for name in ("value_no", "said")}
    return t.mutate(**nothing, listed=ibis.literal(False), makes=runs).select(*life(shape), "listed")


def ends(met_: ir.Table) -> ir.Table:
    """The events that can end a life, and for whom: for all who owe under the rule, or for the one who did it."""
    t = met_.select(
        "case_id", "rule", "ord", "cancels", "unit_code", "person_code", own=met_.by_holder & ~met_.recurs, closes=met_.closes
    )  # fmt: skip
    return t.filter(t.closes | t.cancels)


def ended(openings_: ir.Table, ends_: ir.Table, shape: Shape) -> ir.Table:
    """Every opening with the first later event that ends it for whoever owes.

    One look from the latest event back. A mark orders what can end a life: the event's place, and within one event how.
    """
    beginnings = openings_.select(
        *life(shape),
        phase=ibis.literal(1, "int64"),
        all_mark=ibis.null("int64"),
        one_mark=ibis.null("int64"),
    )
    rows = ibis.union(beginnings, _for_everyone(ends_, shape))
    for_all = ibis.window(
        group_by=["case_id", "rule"], order_by=[rows.ord.desc(), rows.phase.desc()], preceding=(None, 1)
    )
    rows = rows.mutate(mark=ibis.coalesce(rows.all_mark.min().over(for_all), NEVER))
    return rows.filter(rows.phase == 1).select(*life(shape), "mark")


def lives(ended_: ir.Table, ends_: ir.Table, events: ir.Table, rules: ir.Table, shape: Shape) -> ir.Table:
    """Every life with its end, if an event has ended it. A second look back is for rules whose ends are one debtor's own."""
    ways = rules.select("rule", "second", "by_holder")
    t = ended_.inner_join(ways, "rule")
    alone = (t.second == REOPEN) | t.by_holder
    others = t.filter(~alone & t.makes).select(*life(shape), "mark")
    t = ibis.union(others, _with_own_ends(t.filter(alone), ends_, shape)).inner_join(ways, "rule")
    waits = t.filter(t.second == IGNORE)
    of_one = ibis.window(group_by=["case_id", "rule", "debtor"], order_by=[waits.ord])
    waits = waits.mutate(before=waits.mark.lag().over(of_one))
    free = waits.before.isnull() | ((waits.before // 4) <= waits.ord)
    t = ibis.union(t.filter(t.second != IGNORE), waits.filter(free).drop("before"))
    t = t.mutate(
        end_ord=ibis.ifelse(t.mark == NEVER, ibis.null("int64"), t.mark // 4),
        ended_how=ibis.ifelse(t.mark == NEVER, ibis.null("int64"), t.mark % 4),
    )
    by = events.select("case_id", end_ord="ord", end_id="id", end_day="day", end_us="us")
    t = t.left_join(by, ["case_id", "end_ord"])
    t = t.drop("case_id_right", "end_ord_right", "mark", "makes", "second", "by_holder")
    return t if shape.hourly else t.mutate(us=ibis.null("int64"))


def _with_own_ends(t: ir.Table, ends_: ir.Table, shape: Shape) -> ir.Table:
    """With what ends it for one debtor: the debtor's own answer, or a second trigger that takes its place."""
    supersedes = ibis.ifelse(t.second == REOPEN, t.ord * 4 + SUPERSEDED, ibis.null("int64"))
    rows = ibis.union(
        t.mutate(phase=ibis.literal(1, "int64"), one_mark=supersedes).select(
            *life(shape), "mark", "phase", "one_mark"
        ),
        *(
            _own(ends_, who, shape)
            .mutate(mark=ibis.null("int64"))
            .select(*life(shape), "mark", "phase", "one_mark")
            for who in ("unit_code", "person_code")
        ),
    )
    for_one = ibis.window(
        group_by=["case_id", "rule", "debtor"],
        order_by=[rows.ord.desc(), rows.phase.desc()],
        preceding=(None, 1),
    )
    own = ibis.coalesce(rows.one_mark.min().over(for_one), NEVER)
    rows = rows.mutate(mark=ibis.least(rows.mark, own))
    return rows.filter((rows.phase == 1) & rows.makes).select(*life(shape), "mark")


def life(shape: Shape) -> dict[str, str]:
    """What a life carries while its end is looked for, with the types: no more than these rules need."""
    columns = {
        name: "int64" for name in ("case_id", "rule", "debtor", "ord", "id", "cal", "day", "value_no", "said")
    }
    columns |= {"recurs": "boolean", "makes": "boolean"}
    if shape.hourly:
        columns["us"] = "int64"
    return columns | ({"rhythm": "string", "every_days": "int64"} if shape.rhythms else {})


def _row(t: ir.Table, shape: Shape, *, debtor: Any, all_mark: Any, one_mark: Any) -> ir.Table:
    """An end among the openings: it has a place, and nothing of what a life has."""
    nothing = {
        name: ibis.null(kind)
        for name, kind in life(shape).items()
        if name not in ("case_id", "rule", "makes")
    }
    columns = {**nothing, "debtor": debtor, "ord": t.ord, "makes": ibis.literal(False)}
    made = t.select(
        "case_id", "rule", **columns, phase=ibis.literal(0, "int64"), all_mark=all_mark, one_mark=one_mark
    )
    return made.select(*life(shape), "phase", "all_mark", "one_mark")


def _for_everyone(ends_: ir.Table, shape: Shape) -> ir.Table:
    """Ends that hold for every debtor."""
    t = ends_.mutate(shut=ends_.closes & ~ends_.own).filter(lambda e: e.shut | e.cancels)
    return _row(
        t,
        shape,
        debtor=ibis.null("int64"),
        all_mark=t.ord * 4 + ibis.ifelse(t.shut, MET, EXCUSED),
        one_mark=ibis.null("int64"),
    )


def _own(ends_: ir.Table, who: str, shape: Shape) -> ir.Table:
    """Ends that hold for the debtor who did it."""
    t = ends_.filter(ends_.closes & ends_.own & ends_[who].notnull())
    return _row(t, shape, debtor=t[who], all_mark=ibis.null("int64"), one_mark=t.ord * 4 + MET)
