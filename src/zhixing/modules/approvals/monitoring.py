"""One run over one log: read, map, question, judge, report."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from zhixing.base.words import Words
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.obligations.batch.engines import DuckDB, Engine
from zhixing.kernel.rulebook.schema import Pack
from zhixing.modules.approvals import reporting
from zhixing.modules.approvals.believing import believe
from zhixing.modules.approvals.judging import Bench, judge
from zhixing.modules.approvals.limits import rules_for
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.quality import findings
from zhixing.modules.approvals.refusals import FolderTaken
from zhixing.modules.approvals.sources import opened
from zhixing.modules.approvals.suggesting import Suggestion, suggest

Elsewhere = Callable[[Path], AbstractContextManager[Engine]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done with a log. `elsewhere` makes another engine than DuckDB; without `mapping` one is proposed."""

    log: Path
    out: Path
    now: datetime
    calendar: Calendar
    mapping: Mapping | None = None
    packs: Sequence[Pack] = ()
    as_of: date | None = None
    elsewhere: Elsewhere | None = None
    memory: str = "2GB"


@dataclass(frozen=True, slots=True)
class Told:
    """The two reports, what to confirm of a proposed mapping, and seconds by step."""

    quality: dict[str, Any]
    summary: dict[str, Any]
    confirm: list[Words] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def monitor(asked: Asked) -> Told:
    """Carry it out; the answer's files stand in `asked.out`. Raises refusals; then nothing stands there that was not before."""
    must_be_writable(asked.out)
    clocked = _Stopwatch()
    with tempfile.TemporaryDirectory(prefix="zhixing-monitor-") as place:
        folder = Path(place)
        duck = DuckDB(str(folder / "monitor.duckdb"), memory=asked.memory)
        try:
            return _monitored(asked, folder, duck, clocked)
        finally:
            duck.close()


def _monitored(asked: Asked, folder: Path, duck: DuckDB, clocked: _Stopwatch) -> Told:
    connection = duck.connection
    connection.execute(f"set temp_directory='{folder / 'spill'}'")
    source = opened(asked.log, folder, connection, asked.mapping.encoding if asked.mapping else None)
    clocked.lap("read")
    proposed = None if asked.mapping else suggest(source, connection)
    mapping = proposed.mapping if proposed else asked.mapping
    assert mapping is not None  # one of the two
    mapping.must_fit(source.columns)
    rules = rules_for(mapping, asked.packs)
    counts = believe(source, mapping, connection, asked.now)
    clocked.lap("believe")
    connection.execute("set preserve_insertion_order=false")
    as_of = asked.as_of or last_day(connection, asked.now)
    if asked.elsewhere:
        with asked.elsewhere(folder) as engine:
            judgement = judge(source, mapping, rules, Bench(connection, engine, asked.calendar), as_of)
    else:
        judgement = judge(source, mapping, rules, Bench(connection, duck, asked.calendar), as_of)
    clocked.lap("judge")
    found = findings(source, mapping, counts, rules, connection)
    clocked.lap("question")
    quality = reporting.quality_of(source, counts, found)
    summary = reporting.summary_of(mapping, rules, counts, judgement, connection)
    answer = folder / "answer"
    answer.mkdir()
    reporting.write(answer, rules, mapping, judgement, source, connection)
    clocked.lap("report")
    summary["seconds"] = clocked.seconds
    (answer / "quality.json").write_text(reporting.dumped(quality), "utf-8")
    (answer / "summary.json").write_text(reporting.dumped(summary), "utf-8")
    _handed_over(answer, asked.out)
    return Told(quality, summary, proposed.confirm if proposed else [], clocked.seconds)


def proposal(log: Path) -> Suggestion:
    """The mapping that would be used for this log without another."""
    with tempfile.TemporaryDirectory(prefix="zhixing-monitor-") as place:
        duck = DuckDB(str(Path(place) / "monitor.duckdb"))
        try:
            return suggest(opened(log, Path(place), duck.connection), duck.connection)
        finally:
            duck.close()


def last_day(connection: Any, now: datetime) -> date:
    """The day of the last believed event: an old log is judged as it stood then. The day of `now` where nothing is believed."""
    ((last,),) = connection.execute("select max(local)::date from story").fetchall()
    return last if isinstance(last, date) else now.date()


def must_be_writable(out: Path) -> None:
    """Raises FolderTaken before any work is done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as wrong:
        raise FolderTaken(path=out, what=wrong.strerror or wrong) from wrong


def _handed_over(answer: Path, out: Path) -> None:
    """Each file whole or not at all, in place of an earlier one; the summary last."""
    for file in sorted(answer.iterdir(), key=lambda f: f.name == "summary.json"):
        whole = out / f".{file.name}"
        shutil.copyfile(file, whole)
        whole.replace(out / file.name)


class _Stopwatch:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.seconds[name] = round(now - self._since, 2)
        self._since = now
