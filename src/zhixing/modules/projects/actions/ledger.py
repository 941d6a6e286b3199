"""What every change of the ledger does: mark the project as changed and say whose ledger it is."""

from __future__ import annotations

from typing import TypedDict

from zhixing.base import clock
from zhixing.modules.projects.choices import State
from zhixing.modules.projects.models import Project


class Touched(TypedDict):
    """The facts that every ledger event carries."""

    unit_id: int
    is_under_way: bool


def touch(project: Project) -> Touched:
    """Note that the ledger changed now; the facts for its event. A draft's ledger is not filed yet."""
    project.changed_at = clock.now()
    return Touched(
        unit_id=project.lead_unit_id or 0,
        is_under_way=project.state in (State.UNDER_WAY, State.SUSPENDED),
    )
