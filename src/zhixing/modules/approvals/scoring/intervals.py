"""How sure a share is, and what may be said of units beside each other. Pure functions.

A unit with one case in time is not the best of the city, and one with one late case not the worst: every share carries its
95 % interval (Wilson 1927, without continuity correction), and places are given as the range that the intervals leave open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from django.db import models

from zhixing.base.words import w

Z = 1.959963984540054  # two-sided 95 % of the normal distribution
LEAST_CASES = 10  # with fewer no place is given
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. `part` lies between 0 and `whole`; a negative or larger one is our mistake: ValueError."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} of {self.whole} is no share")

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """The lower and upper end of the 95 % interval, both within 0 to 1 and around the share; of nothing: all of it.

        >>> tuple(round(end, 4) for end in Share(0, 1).interval)
        (0.0, 0.7935)
        >>> tuple(round(end, 4) for end in Share(90, 100).interval)
        (0.8256, 0.9448)
        """
        if not self.whole:
            return 0.0, 1.0
        n, p, zz = self.whole, self.part / self.whole, Z * Z
        middle = (p + zz / (2 * n)) / (1 + zz / n)
        half = Z * sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
        low = 0.0 if self.part == 0 else min(p, max(0.0, middle - half))
        return low, 1.0 if self.part == n else max(p, min(1.0, middle + half))


class Against(models.TextChoices):
    """How a share stands to the mean of all."""

    ABOVE = "above", w("above the mean", "高于平均")
    LIKE = "like", w("no clear difference", "与平均无显著差异")
    BELOW = "below", w("below the mean", "低于平均")
    FEW = "few", w("too few cases to compare", "办件过少，不作比较")


@dataclass(frozen=True, slots=True)
class Place:
    """What may be said of one among others: against the mean, and the best and worst place its interval leaves open.

    Places count from 1 among those with enough cases; None for the others. `against` None: not asked.
    """

    against: Against | None
    best: int | None = None
    worst: int | None = None


def against(share: Share, mean: float | None) -> Against:
    """An interval that contains the mean says nothing; nor does one of fewer than LEAST_CASES cases."""
    if share.whole < LEAST_CASES or mean is None:
        return Against.FEW
    low, high = share.interval
    if low > mean:
        return Against.ABOVE
    return Against.BELOW if high < mean else Against.LIKE


def placed(shares: Mapping[K, Share], mean: float | None) -> dict[K, Place]:
    """Every share's place. One is surely better than another when its whole interval lies above the other's."""
    enough = {key: share.interval for key, share in shares.items() if share.whole >= LEAST_CASES}
    lows = sorted(low for low, _ in enough.values())
    highs = sorted(high for _, high in enough.values())
    found: dict[K, Place] = {}
    for key, share in shares.items():
        if key not in enough:
            found[key] = Place(Against.FEW)
            continue
        low, high = enough[key]
        better = len(lows) - bisect_right(lows, high)
        worse = bisect_left(highs, low)
        found[key] = Place(against(share, mean), 1 + better, len(enough) - worse)
    return found
