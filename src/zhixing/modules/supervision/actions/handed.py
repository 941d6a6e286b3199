"""What other modules hand on becomes a draft here, with the matter it comes from as its origin (S0-36, E15)."""

from __future__ import annotations

from zhixing.kernel.matters import handing
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.handing import HandedOn
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.matters.opening import open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.actions.opening import take_part
from zhixing.modules.supervision.choices import Source, State
from zhixing.modules.supervision.events.opening import ItemRegistered
from zhixing.modules.supervision.models import SupervisedItem


@handing.receives
def take(origin: Matter, told: HandedOn) -> tuple[Matter, DomainEvent]:
    """Open the draft; the inspection office names the leader who carries it and issues it as any other."""
    wanted = {told.lead_unit_id, told.supervising_unit_id, *told.supporting_unit_ids}
    units = Unit.objects.in_bulk(sorted(wanted))
    supervising = units[told.supervising_unit_id]
    item = open_matter(
        SupervisedItem,
        jurisdiction=origin.jurisdiction,
        state=State.DRAFT,
        title=told.title,
        content=told.content,
        origin_id=origin.pk,
        source=Source.MEETING,
        source_title=origin.title[:200],
        source_number=(origin.number or "")[:60],
        source_on=origin.opened_on,
        supervising_unit=supervising,
        limit_on=told.limit_on,
    )
    take_part(item, units[told.lead_unit_id], [units[pk] for pk in told.supporting_unit_ids], {})
    event = ItemRegistered(
        title=item.title,
        source=Source.MEETING,
        source_title=item.source_title,
        lead_unit_id=told.lead_unit_id,
    )
    return item, event
