"""What an outside system calls an item, where neither its code nor its title says which it is."""

from __future__ import annotations

from typing import Annotated

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import among
from zhixing.kernel.actions.register import action
from zhixing.modules.approvals.cases import touch
from zhixing.modules.approvals.catalogue.events import OutsideItemNamed
from zhixing.modules.approvals.catalogue.matching import match_cases
from zhixing.modules.approvals.catalogue.relations import offered_near, outside_names
from zhixing.modules.approvals.models import ItemName, OutsideCase, ServiceItem, Source
from zhixing.modules.approvals.powers import CONNECT
from zhixing.modules.approvals.relations import RUNS_OR_WATCHES


@action(
    Source,
    "name_item",
    power=CONNECT,
    by=RUNS_OR_WATCHES,
    words=w("Say which item a name is", "对应事项名称"),
    shown_if=lambda source: bool(source.mapping_version),
    help=w(
        "Cases under this name are counted and judged with the item of the catalogue.",
        "以该名称报送的办件将按目录事项统计和监察。",
    ),
)
def name_item(
    source: Source,
    *,
    item_names: Annotated[list[ItemName], among(outside_names)],
    item: Annotated[ServiceItem, among(offered_near)],
    actor: Actor,
) -> OutsideItemNamed:
    """Say which item of the catalogue the system means; its cases are judged again."""
    for name in item_names:
        name.item = item
        name.save(update_fields=["item"])
    names = [name.name for name in item_names]
    called_so = OutsideCase.objects.filter(source=source, item_name__in=names)
    changed = match_cases(source.pk, list(called_so.values_list("pk", flat=True)))
    touch(OutsideCase.objects.filter(pk__in=changed))
    return OutsideItemNamed(names=names, item=item.title, code=item.number or "", cases=len(changed))
