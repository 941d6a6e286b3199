"""Opening a matter: the row itself, its kind, its jurisdiction and the rulebook it keeps for life."""

from __future__ import annotations

from typing import Any, TypeVar

from zhixing.base import clock
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.service import latest_id

M = TypeVar("M", bound=Matter)


def open_matter(model: type[M], *, jurisdiction: Unit, state: str, title: str, **fields: Any) -> M:
    """A new matter of this kind, under the rules in force now. Called by opening actions only."""
    made: M = model._default_manager.create(  # type: ignore[assignment]  # the stubs see the parent's manager
        kind=kinds.of_model(model).code,
        jurisdiction=jurisdiction,
        state=state,
        title=title,
        opened_on=clock.today(),
        rulebook_id=latest_id(jurisdiction.pk),
        **fields,
    )
    return made


def jurisdiction_of(unit: Unit) -> Unit:
    """The nearest government at or above this unit that has its own rules and calendar."""
    above = Unit.objects.filter(pk__in=unit.ancestor_ids(), is_jurisdiction=True)
    found = max(above, key=lambda u: len(u.ancestor_ids()), default=None)
    return found or Unit.objects.get(pk=unit.ancestor_ids()[0])
