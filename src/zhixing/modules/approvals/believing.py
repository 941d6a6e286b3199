"""From records to a story that can be believed: every record is either believed or quarantined, with one reason.

Tables that it makes: `records` (one row a record: what it says, and `reason` where it is not believed), `cases` and `units` and
`persons` (numbers for names), `case_dates` (dates of a case as events, with `reason`), `story` (the believed events, in order).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.moments import moment, text_of
from zhixing.modules.approvals.sources import Source

START_US = 946_684_800_000_000  # 2000-01-01 in UTC
PLACES = 2**20  # of events within one second of a case
LONGEST_NUMBER = 500  # characters of a case's number
LONGEST_KIND = 200  # and of the name of an event
SLACK_US = 86_400_000_000  # clocks differ, and "today" begins earlier in the east


@dataclass(frozen=True, slots=True)
class Counts:
    """Records in = believed + quarantined; `unread` lines never became records and are quarantined too."""

    records: int
    believed: int
    quarantined: int
    unread: int
    dates: int
    dates_believed: int
    events: int
    cases: int


def believe(source: Source, mapping: Mapping, connection: Any, now: datetime) -> Counts:
    """Make the tables. What happened later than `now` (or the mapping's `latest`) is not believed."""
    read_records(source, mapping, connection, now)
    if mapping.starts and mapping.ends:
        _withhold_ends_before_starts(mapping, connection)
    return make_story(source, mapping, connection)


def read_records(source: Source, mapping: Mapping, connection: Any, now: datetime) -> None:
    """Make `records` and `case_dates`: what each says by itself. Whether ends fit their beginnings is not asked yet."""
    latest = _latest(mapping, now)
    connection.execute("create or replace table names (said varchar, kind varchar)")
    named = [*mapping.events.items(), *((said, said) for said in mapping.plain)]
    if named:
        connection.executemany("insert into names values (?, ?)", list(dict(named).items()))
    connection.execute(f"create or replace table records as {_records(source, mapping, latest)}")
    if mapping.event_id:
        connection.execute(
            _set_aside("sent_again", "case_name, event_id", "row desc", "event_id is not null")
        )
    if sets_copies_aside(source, mapping):
        connection.execute(_set_aside("duplicate", "case_name, said, activity, print", "row", "true"))
    connection.execute(f"create or replace table case_dates as {_dated(source, mapping, latest)}")


def make_story(source: Source, mapping: Mapping, connection: Any) -> Counts:
    """Make `cases`, `units`, `persons` and `story` of what is believed."""
    _numbered(connection)
    connection.execute(f"create or replace table story as {_story(mapping)}")
    return _counted(source, connection)


def sets_copies_aside(source: Source, mapping: Mapping) -> bool:
    """Whether a record that is equal to an earlier one in every column is quarantined."""
    if mapping.duplicates is not None:
        return mapping.duplicates == "quarantine"
    return bool(set(source.columns) - {mapping.case, mapping.activity, mapping.moment})


def _latest(mapping: Mapping, now: datetime) -> int:
    if mapping.latest is None:
        return int(now.timestamp()) * 1_000_000 + SLACK_US
    last = datetime.combine(mapping.latest, datetime.max.time(), tzinfo=mapping.place)
    return int(last.timestamp()) * 1_000_000


def _records(source: Source, mapping: Mapping, latest: int) -> str:
    """Every record as it speaks, the event's name where it has one, and the first thing that speaks against it. `print` tells
    equal records from others: a fingerprint of all columns."""

    def cell(name: str | None) -> str:
        return text_of(source.columns[name]) if name else "null::varchar"

    when = moment("said", mapping.zone, mapping.moment_format)
    everything = ", ".join(source.columns.values())
    lifecycle = cell(mapping.lifecycle.column if mapping.lifecycle else None)
    kind = _kind(mapping)
    return f"""
        with spoken as (
            select rowid + 1 as row, {cell(mapping.case)} as case_name, {cell(mapping.activity)} as activity,
                   {cell(mapping.moment)} as said, {lifecycle} as turn, {cell(mapping.resource)} as person,
                   {cell(mapping.unit)} as unit, {cell(mapping.event_id)} as event_id, hash({everything}) as print
            from raw
        ), heard as (
            select *, {when.local} as local, {when.us} as us, coalesce({when.timed}, false) as timed,
                   coalesce({when.zoned}, false) as zoned
            from spoken
        )
        select r.*, {kind} as kind, {_reason(kind, mapping, latest)} as reason
        from heard r left join names n on n.said = r.activity
    """


def _kind(mapping: Mapping) -> str:
    kind = "coalesce(n.kind, r.activity)" if not mapping.events else "n.kind"
    if mapping.lifecycle:
        complete = ", ".join(_literal(word) for word in mapping.lifecycle.complete)
        kind = f"{kind} || case when r.turn is null or r.turn in ({complete}) then '' else '.' || r.turn end"
    return kind


def _reason(kind: str, mapping: Mapping, latest: int) -> str:
    whole = "" if mapping.activity else "when true then null"
    return f"""case
            when r.case_name is null then 'no_case'
            when length(r.case_name) > {LONGEST_NUMBER} then 'too_long'
            {whole}
            when r.activity is null then 'no_activity'
            when length({kind}) > {LONGEST_KIND} then 'too_long'
            when r.said is null then 'no_moment'
            when r.local is null then 'bad_moment'
            when r.local < date '{mapping.earliest}' then 'too_early'
            when r.us > {latest} then 'in_future'
            when {kind} is null then 'unknown_activity'
        end"""


def _set_aside(reason: str, same: str, order: str, which: str) -> str:
    """Of records that are the same in these columns all but the first in this order."""
    return f"""
        update records set reason = '{reason}' where row in (
            select row from records where reason is null and {which}
            qualify row_number() over (partition by {same} order by {order}) > 1
        )
    """


def _dated(source: Source, mapping: Mapping, latest: int) -> str:
    """Each date column's last value of each believed case, as an event."""
    parts = [
        f"""select case_name, {place} as place, {_literal(d.event)} as kind, 
                   arg_max({text_of("w." + source.columns[d.column])}, r.row)
                   as said, max(r.row) filter ({text_of("w." + source.columns[d.column])} is not null) as row,
                   count(distinct {text_of("w." + source.columns[d.column])}) as values
            from records r join raw w on w.rowid = r.row - 1 where r.reason is null
            group by case_name having said is not null"""
        for place, d in enumerate(mapping.dates)
    ]
    nothing = """select null::varchar as case_name, 0 as place, null::varchar as kind, null::varchar as said, 0::bigint as row,
                        0::bigint as values where false"""
    when = moment("said", mapping.zone, None if mapping.activity else mapping.moment_format)
    return f"""
        with spoken as ({" union all ".join([nothing, *parts])}), read as (
            select *, {when.local} as local, {when.us} as us, coalesce({when.timed}, false) as timed,
                   coalesce({when.zoned}, false) as zoned from spoken
        )
        select *, case when local is null then 'bad_moment' when local < date '{mapping.earliest}' then 'too_early'
                       when us > {latest} then 'in_future' end as reason
        from read
    """


def _withhold_ends_before_starts(mapping: Mapping, connection: Any) -> None:
    """An end that lies before its case began is not believed. By the moment where both have a time, else by the day."""
    starts, ends = (", ".join(_literal(kind) for kind in kinds) for kinds in (mapping.starts, mapping.ends))
    connection.execute(f"""
        create or replace table began as
        select case_name, min(us) as us, min(local) as local, bool_and(timed) as timed from (
            select case_name, us, local, timed from records where reason is null and kind in ({starts})
            union all select case_name, us, local, timed from case_dates where reason is null and kind in ({starts})
        ) group by case_name
    """)
    for table in ("records", "case_dates"):
        connection.execute(f"""
            update {table} set reason = 'end_before_start' from began b
            where {table}.reason is null and {table}.kind in ({ends}) and b.case_name = {table}.case_name and case
                when {table}.timed and b.timed then {table}.us < b.us else {table}.local::date < b.local::date end
        """)


def _numbered(connection: Any) -> None:
    connection.execute("""
        create or replace table cases as
        select row_number() over (order by min(row)) as case_id, case_name, min(row) as row
        from records where reason is null group by case_name
    """)
    for table, column in (("units", "unit"), ("persons", "person")):
        connection.execute(f"""
            create or replace table {table} as
            select row_number() over (order by name nulls first) as id, name from (
                select distinct {column} as name from records where reason is null union select null)
        """)


def _story(mapping: Mapping) -> str:
    """The believed events in order. Where only the day is known, an event that opens a case is placed at the day's beginning
    and any other at its end; within one instant the order of the file holds."""
    return f"""
        with ordered as ({placed_events(mapping)}), risen as (
            select *, max(second) over (partition by case_name order by placed, row, place rows unbounded preceding) as risen
            from ordered
        ), placed_well as (
            select r.* exclude (second), c.case_id, r.risen // 86400 as day, r.risen * {PLACES} - 1 + row_number() over (
                       partition by r.case_name, r.risen order by r.placed, r.row, r.place) as ord
            from risen r join cases c using (case_name)
        )
        select row_number() over (order by r.case_id, r.ord) as id, r.*,
               coalesce(u.id, 1) as unit_id, coalesce(p.id, 1) as person_id
        from placed_well r left join units u on u.name = r.unit left join persons p on p.name = r.person
    """


def placed_events(mapping: Mapping) -> str:
    """The believed events with their place in time: `placed` (microseconds since 1970), `second` (as the clock showed it)."""
    starts = ", ".join(_literal(kind) for kind in mapping.starts) or "''"
    midnight = f"case when timed then local when kind in ({starts}) then date_trunc('day', local)"
    return f"""
        with events as (
            select row, -1 as place, case_name, kind, local, us, timed, unit, person, event_id from records
            where reason is null and kind is not null
            union all
            select d.row, d.place, d.case_name, d.kind, d.local, d.us, d.timed, r.unit, r.person, null
            from case_dates d join records r on r.row = d.row where d.reason is null
        ), timely as (
            select *, {midnight} else date_trunc('day', local) + interval 86399 second end as shown,
                   us + case when timed or kind in ({starts}) then 0 else 86399000000 end as placed
            from events
        )
        select *, (epoch_us(shown) - {START_US}) // 1000000 as second from timely
    """


def _counted(source: Source, connection: Any) -> Counts:
    def one(query: str) -> int:
        return int(connection.execute(query).fetchall()[0][0])

    return Counts(
        records=source.records,
        believed=one("select count(*) from records where reason is null"),
        quarantined=one("select count(*) from records where reason is not null"),
        unread=source.unread,
        dates=one("select count(*) from case_dates"),
        dates_believed=one("select count(*) from case_dates where reason is null"),
        events=one("select count(*) from story"),
        cases=one("select count(*) from cases"),
    )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
