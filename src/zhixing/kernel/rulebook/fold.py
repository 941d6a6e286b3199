"""What is owed, from what happened: the one meaning of deadline and recurring rules.

`fold` reads a matter's events in the order in which they happened and says, for each rule that they touch, who owes
what by when and how it ended. It is pure: the online engine reconciles its answer with the stored obligations, worked
cases compare it with what a lawyer wrote, and the bulk engine is tested against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.rulebook.deadlines import ONE_DAY, deadline
from zhixing.kernel.rulebook.owed import Happening, Owed
from zhixing.kernel.rulebook.recurring import recurring
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import DeadlineRule


@dataclass(frozen=True, slots=True)
class Folded:
    """All obligations of a story, and the day on which time alone will add one (None if never)."""

    owed: list[Owed]
    wake_on: date | None


def fold(rules: RuleSet, happenings: Iterable[Happening], calendar: Calendar, as_of: date) -> Folded:
    """What these events make owed, as it stands at the end of `as_of`.

    Events that happened after `as_of` are read too: the caller gives what it wants judged.
    """
    of_rule: dict[str, list[Happening]] = {}
    for happening in sorted(happenings, key=lambda h: (h.at, h.id)):
        for rule in rules.touched_by(happening.kind):
            of_rule.setdefault(rule.code, []).append(happening)
    owed: list[Owed] = []
    wakes: list[date] = []
    for code, story in of_rule.items():
        rule = rules.timed[code]
        if isinstance(rule, DeadlineRule):
            dead = deadline(rule, story, calendar, as_of)
            if rule.silence != "none":  # the day after the last, time ends what nobody answered
                wakes += [o.due_on + ONE_DAY for o in dead if o.is_running and o.due_on]
            owed += dead
            continue
        periodic, wake = recurring(rule, story, calendar, as_of)
        owed += periodic
        wakes += [wake] if wake else []
    return Folded(owed, min(wakes, default=None))
