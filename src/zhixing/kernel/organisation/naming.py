"""What a written name of a unit may mean: suggestions from the chart, and from what was chosen before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Kind, Unit
from zhixing.reading.matching import KnownUnit, suggest_units

#: From this score on a suggestion is a decided thing: the name itself, the short name, a known other name.
CERTAIN = 0.98
#: From this score on a suggestion is chosen beforehand; a person still confirms it.
LIKELY = 0.85
#: Words of a remembered choice come right after the certain ones.
REMEMBERED = 0.97

CHOSEN_BEFORE = w("chosen for this name before", "此前对应为该单位")
SUCCEEDS = w("successor of {gone}, which no longer exists", "{gone}已撤销，此为承接单位")


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit that a name may mean, how likely (0 to 1), and why."""

    unit: Unit
    score: float
    reason: Words

    @property
    def percent(self) -> int:
        return round(self.score * 100)


class Chart:
    """The units that can be named, dissolved ones included as the way to their successors. One query."""

    def __init__(self, on: date) -> None:
        rows = Unit.objects.exclude(kind=Kind.SECTION).filter(opened_on__lte=on).order_by("path")
        self.on = on
        self.units: dict[int, Unit] = {unit.pk: unit for unit in rows}
        self.known = [
            KnownUnit(id=u.pk, name=u.name, short_name=u.short_name, aliases=tuple(u.aliases))
            for u in self.units.values()
        ]

    @property
    def living(self) -> list[Unit]:
        """Units that exist on the day, in the chart's order."""
        return [u for u in self.units.values() if u.exists_on(self.on)]

    def heir(self, unit: Unit) -> Unit | None:
        """The unit itself while it exists, else its living successor (through any number of mergers)."""
        seen: set[int] = set()
        now: Unit | None = unit
        while now is not None and not now.exists_on(self.on):
            if now.pk in seen or now.successor_id is None:
                return None
            seen.add(now.pk)
            now = self.units.get(now.successor_id)
        return now

    def named(self, written: str) -> Unit | None:
        """The one living unit of exactly this name, short name or code; None when none or several have it."""
        wanted = written.strip()
        found = [u for u in self.living if wanted in (u.name, u.short_name, u.code)]
        full = [u for u in found if wanted in (u.name, u.code)] or found
        return full[0] if len(full) == 1 else None


def offers(name: str, chart: Chart, remembered: Sequence[Unit] = ()) -> list[Offer]:
    """The units that `name` may mean, best first, each once; dissolved ones stand for their successors."""
    found = [Offer(unit, REMEMBERED, CHOSEN_BEFORE) for unit in remembered if unit.exists_on(chart.on)]
    for said in suggest_units(name, chart.known):
        unit = chart.units[int(str(said.unit.id))]
        heir = chart.heir(unit)
        if heir is None:
            continue
        reason = said.reason if heir == unit else SUCCEEDS.put(gone=unit.name)
        score = said.score if heir == unit else min(said.score, 0.9)
        found.append(Offer(heir, score, reason))
    best: dict[int, Offer] = {}
    for offer in sorted(found, key=lambda o: -o.score):
        best.setdefault(offer.unit.pk, offer)
    return list(best.values())


def certain(found: Sequence[Offer]) -> Unit | None:
    """The unit, when exactly one is beyond doubt."""
    sure = [o for o in found if o.score >= CERTAIN]
    return sure[0].unit if len(sure) == 1 else None
