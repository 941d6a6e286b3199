"""Planted one-place faults: each changes one place of the definition, by name. A comparison that misses one is too weak."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from zhixing.kernel.obligations.batch import clocks, conditions, counting, deadlines, definition, lives, turns


@dataclass(frozen=True, slots=True)
class Fault:
    """In the source of `module`, `right` (which stands there once) becomes `wrong`."""

    name: str
    module: ModuleType
    right: str
    wrong: str


FAULTS = [
    Fault(
        "a second trigger is not ignored while one runs",
        lives,
        "waits.filter(free)",
        "waits.filter(free.notnull())",
    ),
    Fault("an opening sees an end in its own event", lives, "phase=ibis.literal(0", "phase=ibis.literal(2"),
    Fault(
        "of one event, cancelling goes before answering",
        lives,
        "MET, EXCUSED, SUPERSEDED = 0, 1, 2",
        "MET, EXCUSED, SUPERSEDED = 1, 0, 2",
    ),
    Fault(
        "whoever answers, it ends for everyone",
        lives,
        "shut=ends_.closes & ~ends_.own",
        "shut=ends_.closes",
    ),
    Fault(
        "a second trigger never takes the first one's place",
        lives,
        "ibis.ifelse(t.second == REOPEN,",
        "ibis.ifelse(t.second == REOPEN + 9,",
    ),
    Fault("events after the day asked for are read", lives, "t.day <= t.as_of", "t.day < t.as_of"),
    Fault("a rule works before its first day", lives, "& (t.day >= t.from_on)", ""),
    Fault("the value of the day after is taken", lives, "(t.from_on <= t.day)", "(t.from_on < t.day)"),
    Fault(
        "what names no day does not take the first one's place",
        lives,
        "t.second == REOPEN, t.ord",
        "(t.second == REOPEN) & t.makes, t.ord",
    ),
    Fault(
        "unequal is unequal also where nothing was said",
        conditions,
        "if said.known is not None:",
        "if False:",
    ),
    Fault(
        "what supersedes does not move the clock first",
        clocks,
        "(t.ended_how == SUPERSEDED)",
        "(t.ended_how == 9)",
    ),
    Fault("the end of a span does not move its breaks", clocks, "to_the_end = t.recurs | ", "to_the_end = "),
    Fault(
        "the opening event pauses what it opens",
        clocks,
        "(t.move_ord > t.ord) & before",
        "(t.move_ord >= t.ord) & before",
    ),
    Fault("a pause within a pause begins it anew", clocks, "t.begins != t.stands", "t.begins | t.stands"),
    Fault("the day on which a pause ends always counts", clocks, "t.move_day + t.last_waits", "t.move_day"),
    Fault(
        "the day on which a pause begins never counts", clocks, "t.move_day + t.first_counts", "t.move_day"
    ),
    Fault("the first day that was set stands, not the last", clocks, "t.set_no.max()", "t.set_no.min()"),
    Fault("extensions are not bounded in number", clocks, "t.granted < t.times", "t.granted < t.times + 99"),
    Fault(
        "an extension for another rule counts",
        clocks,
        "t.rule_said.isnull() | (t.rule_said == t.code)",
        "t.rule_said.isnull() | t.code.notnull()",
    ),
    Fault(
        "pauses after the term has run out stop it",
        deadlines,
        "- stood_before) < t.length",
        "- stood_before) < t.length + 900",
    ),
    Fault(
        "a pause that begins on the last day stops nothing",
        deadlines,
        "- stood_before) < t.length",
        "- stood_before) < t.length - 1",
    ),
    Fault(
        "an overlapping pause counts twice",
        deadlines,
        "past=ibis.coalesce(till.max().over(earlier), t.gone)",
        "past=t.gone",
    ),
    Fault(
        "days before the term began are stopped too",
        deadlines,
        "ibis.greatest(t.since, t.gone, t.past)",
        "t.since",
    ),
    Fault(
        "a pause counts natural days in a term of working days",
        deadlines,
        "ibis.ifelse(works, t.end_w, t.pause_end)",
        "ibis.ifelse(works, t.begin_w + t.pause_end - t.pause_begin, t.pause_end)",
    ),
    Fault(
        "what ended while paused keeps its longer limit",
        deadlines,
        "due_on=ibis.ifelse(counts & ~t.halts, t.on, t.first_on)",
        "due_on=ibis.ifelse(counts, t.on, t.first_on)",
    ),
    Fault("no bound on a day that is set", deadlines, "t.set_day <= t.far_on", "t.set_day.notnull()"),
    Fault(
        "silence speaks on the last day itself", deadlines, "t.due_on < judged_on", "t.due_on <= judged_on"
    ),
    Fault("silence speaks through a pause", deadlines, "t.silent & ~t.halted", "t.silent & t.silent"),
    Fault(
        "hours are late by the day",
        deadlines,
        "ibis.coalesce(t.end_us > t.due_us, t.end_day > t.due_on, False)",
        "ibis.coalesce(t.end_day > t.due_on, False)",
    ),
    Fault(
        "the last day is already late",
        deadlines,
        "t.end_us > t.due_us, t.end_day > t.due_on",
        "t.end_us > t.due_us, t.end_day >= t.due_on",
    ),
    Fault(
        "the first day never counts",
        counting,
        "gone=ibis.ifelse(works, ibis.ifelse(sc == 1, t.z_w, t.z_w1)",
        "gone=ibis.ifelse(works, t.z_w1",
    ),
    Fault(
        "a month ends on its last day, whatever the number",
        counting,
        "ibis.least(t.z_number, t.m_length) - 1",
        "t.m_length - 1",
    ),
    Fault(
        "31 January and a month is 3 March",
        counting,
        "ibis.least(t.z_number, t.m_length) - 1",
        "t.z_number - 1",
    ),
    Fault(
        "a term back from a day rolls on",
        counting,
        "ibis.ifelse(backward, t.r_previous, inside)",
        "ibis.ifelse(backward, t.r_next, inside)",
    ),
    Fault("a rolled day asks nothing of unpublished days", counting, "rolled | alone)", "rolled & alone)"),
    Fault(
        "only the last working day is asked whether it is published",
        counting,
        "t.r_unsure1 > t.zero_unsure)",
        "t.r_unsure1 > t.r_unsure)",
    ),
    Fault(
        "office hours end a day later at closing time",
        counting,
        "n = (t.target - 1) // day_long",
        "n = t.target // day_long",
    ),
    Fault(
        "hours of a rest day are office hours",
        counting,
        "part = ibis.ifelse(t.h_w1 > t.h_w, done, 0)",
        "part = done",
    ),
    Fault(
        "a period in which the duty rests is owed",
        turns,
        "rests.pause_begin <= rests.last_day",
        "rests.pause_begin > rests.last_day",
    ),
    Fault(
        "a first part of a period counts as whole",
        turns,
        "t.whole_first & (t.n0_first < t.day)",
        "t.whole_first & (t.n0_first < t.day - 400)",
    ),
    Fault(
        "a last part of a period counts as whole",
        turns,
        "return ~t.whole_last | ",
        "return t.whole_last.notnull() | ",
    ),
    Fault("a deed before its period began is put by for it", turns, 'day="since"', "day=begun.since - 400"),
    Fault(
        "one deed is enough, however many are asked for",
        turns,
        "(t.used % t.times == 0)",
        "(t.used % 1 == 0)",
    ),
    Fault(
        "what was overdue at the end falls away",
        turns,
        '(by_end & (t.on >= t.end_day), "excused")',
        '(by_end, "excused")',
    ),
    Fault(
        "what passed can always be made good", turns, "(t.catch_up | (t.on >= t.deed_day))", "t.on.notnull()"
    ),
    Fault("a deed for a named period answers any", turns, "(t.period_said == t.key)", "t.key.notnull()"),
    Fault(
        "anyone's deed will do",
        turns,
        "t.filter(~t.by_holder | ibis.coalesce(mine, False))",
        "t.filter(t.deed_id.notnull())",
    ),
    Fault(
        "deeds with two periods to choose from take both",
        definition,
        "choices.filter(choices.n > 1)",
        "choices.filter(choices.n > 99)",
    ),
    Fault(
        "named and unnamed deeds do not meet",
        definition,
        "mixed.filter(mixed.low != mixed.high)",
        "mixed.filter(mixed.low > 9)",
    ),
]


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """The definition with this fault in it; whole again afterwards."""
    source = inspect.getsource(fault.module)
    if source.count(fault.right) != 1:
        raise AssertionError(
            f"“{fault.right}” stands {source.count(fault.right)} times in {fault.module.__name__}"
        )
    whole = dict(fault.module.__dict__)
    wrong = compile(source.replace(fault.right, fault.wrong), fault.module.__name__, "exec")
    exec(wrong, fault.module.__dict__)
    try:
        yield
    finally:
        fault.module.__dict__.clear()
        fault.module.__dict__.update(whole)
