"""What other parts of the module do with judged cases: declared by them, called by judging, which imports none of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from zhixing.kernel.rulebook.schema import DeadlineRule
from zhixing.modules.approvals.models import Source


@dataclass(frozen=True, slots=True)
class ItemTerms:
    """What an item's guide says from one day to another (inclusive; None: still): its limits by their short names ("wd10")."""

    item_id: int
    from_on: date
    until_on: date | None
    promised: str | None
    statutory: str | None


Judged = Callable[[list[int], date], object]
Described = Callable[[int, Sequence[int]], object]
Limits = Callable[[Source], list[DeadlineRule]]

Terms = Callable[[Collection[int]], list[ItemTerms]]

_JUDGED: list[Judged] = []
_DESCRIBED: list[Described] = []
_LIMITS: list[Limits] = []
_TERMS: list[Terms] = []


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


def item_terms(terms: Terms) -> Terms:
    """Have what `terms(item_ids)` tells stand in the facts of these items' cases: on each event, what held on its day."""
    _TERMS.append(terms)
    return terms


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


def terms_of(item_ids: Collection[int]) -> list[ItemTerms]:
    """What the guides of these items said when."""
    return [one for terms in _TERMS for one in terms(item_ids)]
