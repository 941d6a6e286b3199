"""Try a mapping on a sample before it is adopted: columns, first records as events, trouble found, what rules would say."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.obligations.batch.engines import DuckDB
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.modules.approvals.believing import Counts, believe
from zhixing.modules.approvals.facts import make_facts
from zhixing.modules.approvals.judging import Bench, judge_story
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.moments import text_of
from zhixing.modules.approvals.monitoring import last_day
from zhixing.modules.approvals.quality import Finding, findings
from zhixing.modules.approvals.sources import Source, opened
from zhixing.modules.approvals.suggesting import suggest

MEMORY = "1GB"
LOOKED_AT = 20_000
EXAMPLES = 3
FEW = 3_000  # cases times rules up to which folding one by one answers sooner than the engine's stages
_FEW = w("a small sample: folded one by one", "样本较小，逐件判定")
SHOWN_RECORDS = 20
SHOWN_EVENTS = 60
MOST_STEPS = 150  # a form of a thousand inputs is refused


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """A column's first cells: how many of `of` are filled, how many differ, and some of them."""

    name: str
    filled: int
    of: int
    different: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What the column of steps says, and how often."""

    said: str
    count: int


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """A record as it would be read: what the source says, what it becomes, and why it is not believed ("" where it is)."""

    record: int
    case: str
    said: str
    kind: str
    moment_said: str
    at: datetime | None
    is_timed: bool
    unit: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What one rule would say of the sample's cases."""

    rule: str
    title: Words
    duties: int
    late: int
    cards: dict[str, int]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a mapping makes of the sample, judged as of the day of its last event."""

    counts: Counts
    events: list[ReadEvent]
    findings: list[Finding]
    judged: list[Judged]
    as_of: date


class Sample:
    """A log that is open to be looked at; made by `sample`."""

    def __init__(self, source: Source, duck: DuckDB) -> None:
        self.source = source
        self._duck = duck
        self._connection: Any = duck.connection

    def proposal(self) -> tuple[Mapping, list[Words]]:
        """A mapping to begin with and what to confirm of it. Raises NothingToMap."""
        found = suggest(self.source, self._connection)
        return found.mapping, found.confirm

    def columns(self) -> list[ColumnLook]:
        """Each column in the file's order, from its first 20,000 records."""
        return [self._column(name, inner) for name, inner in self.source.columns.items()]

    def _column(self, name: str, inner: str) -> ColumnLook:
        ((filled, of, different),) = self._connection.execute(
            f"select count({text_of(inner)}), count(*), count(distinct {text_of(inner)}) from (from raw limit {LOOKED_AT})"
        ).fetchall()
        rows = self._connection.execute(
            f"select {text_of(inner)} as said from (from raw limit {LOOKED_AT}) where said is not null group by said"
            f" order by count(*) desc, said limit {EXAMPLES}"
        ).fetchall()
        return ColumnLook(name, filled, of, different, tuple(said[:60] for (said,) in rows))

    def steps(self, mapping: Mapping) -> list[Step]:
        """What the column of steps says, most frequent first, at most MOST_STEPS; none where a record is a whole case."""
        if not mapping.activity or mapping.activity not in self.source.columns:
            return []
        said = text_of(self.source.columns[mapping.activity])
        rows = self._connection.execute(
            f"select {said} as said, count(*) from raw where said is not null group by said order by 2 desc, 1 limit {MOST_STEPS}"
        ).fetchall()
        return [Step(said, count) for said, count in rows]

    def tried(self, mapping: Mapping, rules: RuleSet, calendar: Calendar, now: datetime) -> Trial:
        """The whole sample read and judged. Raises NoSuchColumn."""
        mapping.must_fit(self.source.columns)
        counts = believe(self.source, mapping, self._connection, now)
        as_of = last_day(self._connection, now)
        make_facts(self.source, mapping, self._connection)
        by_fold = _FEW if counts.cases * len(rules.timed) <= FEW else None
        judge_story(mapping, rules, Bench(self._connection, self._duck, calendar), as_of, by_fold=by_fold)
        found = findings(self.source, mapping, counts, rules, self._connection)
        return Trial(counts, self._first_events(mapping), found, self._by_rule(rules, as_of), as_of)

    def _first_events(self, mapping: Mapping) -> list[ReadEvent]:
        """The first records, each with the dates of its case that became events."""
        whole = "true" if mapping.activity else "reason is not null"
        rows = self._connection.execute(f"""
            select row, case_name, activity, kind, said, local, timed, unit, person, reason, 0 as place from records
            where row <= {SHOWN_RECORDS} and {whole}
            union all
            select row, case_name, null, kind, said, local, timed, null, null, reason, 1 + place from case_dates
            where row <= {SHOWN_RECORDS}
            order by 1, 11 limit {SHOWN_EVENTS}
        """).fetchall()
        return [
            ReadEvent(
                record=row, case=case or "", said=activity or "", kind=kind or "", moment_said=said or "", at=local,
                is_timed=bool(timed), unit=unit or "", person=person or "", reason=reason or "",
            )
            for row, case, activity, kind, said, local, timed, unit, person, reason, _ in rows
        ]  # fmt: skip

    def _by_rule(self, rules: RuleSet, as_of: date) -> list[Judged]:
        """Only rules that this log touches."""
        late = f"late or (state = 'open' and due_on < date '{as_of}')"
        rows = self._connection.execute(
            f"select rule, count(*), count(*) filter ({late}) from judged group by rule order by rule"
        ).fetchall()
        cards: dict[str, dict[str, int]] = {}
        for rule, colour, count in self._connection.execute(
            "select rule, colour, count(*) from drawn group by all order by all"
        ).fetchall():
            cards.setdefault(rule, {})[colour] = count
        titles = {code: rule.title for code, rule in {**rules.timed, **rules.checks}.items()}
        return [
            Judged(code, Words(titles[code].en, titles[code].zh), duties, late, cards.get(code, {}))
            for code, duties, late in rows
        ]


@contextmanager
def sample(content: Path, name: str, encoding: str | None = None) -> Iterator[Sample]:
    """The log at `content`, called `name`, open to be looked at. Raises the refusals of a log that cannot be read."""
    with tempfile.TemporaryDirectory(prefix="zhixing-sample-") as place:
        folder = Path(place)
        called = folder / "sample" / name
        called.parent.mkdir()
        called.symlink_to(content)  # so that what is refused is refused by its own name
        duck = DuckDB(str(folder / "sample.duckdb"), memory=MEMORY)
        try:
            duck.connection.execute(f"set temp_directory='{folder / 'spill'}'")
            yield Sample(opened(called, folder, duck.connection, encoding), duck)
        finally:
            duck.close()
