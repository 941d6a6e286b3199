"""The catalogue of the demonstration city as planned: its items, told in texts/approvals.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).resolve().parent.parent / "texts"


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """An item as told in texts/approvals.yaml; `since`: the working day before the end on which it is published first."""

    key: str
    title: str
    type: str
    unit: str
    fate: str
    cases: int
    basis: list[str]
    applicants: str
    result: str
    conditions: str
    materials: list[str]
    steps: list[str]
    promised: int
    statutory: int | None
    statutory_unit: str = "working_days"
    promised_unit: str = "working_days"
    listed: str = ""
    charging: str = "free"
    fee_basis: str = ""
    fee_standard: str = ""
    route: str = ""
    successor: str = ""
    rules: str = ""
    why: str = ""
    since: int = -165

    @property
    def code(self) -> str:
        """Made up: the area code of no city, then the place in this list."""
        return (
            f"5199{plan_place(self.key):03}000-519900000000-000-1151990000000{plan_place(self.key):03}X-1-00"
        )

    def guide(self, **more: Any) -> dict[str, Any]:
        """What the guide says, as `write_guide` asks for it."""
        return {
            "type": self.type, "listed_as": self.listed, "applicants": self.applicants, "basis": self.basis,
            "conditions": self.conditions, "materials": self.materials, "steps": self.steps,
            "statutory_days": self.statutory, "statutory_unit": self.statutory_unit, "promised_days": self.promised,
            "promised_unit": self.promised_unit, "charging": self.charging, "fee_basis": self.fee_basis,
            "fee_standard": self.fee_standard, "windows": ["云川市政务服务中心二楼综合窗口"], "result": self.result, **more,
        }  # fmt: skip


@cache
def plans() -> tuple[ItemPlan, ...]:
    """The items as told in texts/approvals.yaml."""
    rows = yaml.safe_load((TEXTS / "approvals.yaml").read_text("utf-8"))
    return tuple(ItemPlan(**row) for row in rows)


def plan_place(key: str) -> int:
    """An item's place in the list, from 1."""
    return next(place for place, plan in enumerate(plans(), 1) if plan.key == key)
