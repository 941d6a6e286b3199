"""What other parts of the module do with judged cases: declared by them, called by judging, which imports none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from zhixing.kernel.rulebook.schema import DeadlineRule
from zhixing.modules.approvals.models import Source

Judged = Callable[[list[int], date], object]
Described = Callable[[int, Sequence[int]], object]
Limits = Callable[[Source], list[DeadlineRule]]

_JUDGED: list[Judged] = []
_DESCRIBED: list[Described] = []
_LIMITS: list[Limits] = []


def after_judging(follow: Judged) -> Judged:
    """Have `follow(case_ids, today)` called after their judgement was committed, outside any transaction. It is called again
    for the same cases if a worker was killed in between: it must not mind."""
    _JUDGED.append(follow)
    return follow


def before_judging(describe: Described) -> Described:
    """Have `describe(source_id, case_ids)` called once the cases' own columns are filled, within the judging transaction."""
    _DESCRIBED.append(describe)
    return describe


def more_limits(limits: Limits) -> Limits:
    """Have the rules that `limits(source)` names judge the source's cases too."""
    _LIMITS.append(limits)
    return limits


def tell_judged(case_ids: list[int], today: date) -> None:
    """Call what follows a judgement."""
    for follow in _JUDGED:
        follow(case_ids, today)


def has_followers() -> bool:
    """Does anything follow a judgement?"""
    return bool(_JUDGED)


def described(source_id: int, case_ids: Sequence[int]) -> None:
    """Call what describes cases before they are judged."""
    for describe in _DESCRIBED:
        describe(source_id, case_ids)


def limits_of(source: Source) -> list[DeadlineRule]:
    """The rules that others add for this source."""
    return [rule for limits in _LIMITS for rule in limits(source)]
