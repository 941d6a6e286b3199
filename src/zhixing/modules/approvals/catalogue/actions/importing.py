"""Bring an existing catalogue in from a spreadsheet or CSV: all of its lines, or none."""

from __future__ import annotations

from typing import Annotated

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables.findings import Ready
from zhixing.kernel.tables.service import lines_of
from zhixing.modules.approvals.catalogue.columns import CATALOGUE_COLUMNS, guide_of
from zhixing.modules.approvals.catalogue.events import ItemImported
from zhixing.modules.approvals.catalogue.relations import own_offices
from zhixing.modules.approvals.models import ServiceItem
from zhixing.modules.approvals.models.items import ItemState
from zhixing.modules.approvals.powers import CATALOGUE


@action(
    ServiceItem,
    "import_items",
    power=CATALOGUE,
    opens=True,
    words=w("Import a catalogue", "导入目录"),
    help=w(
        "Register one item for each line as a draft; if one line is wrong, nothing is imported.",
        "按表格逐行登记为拟定中的事项；有一行不符合要求的，全部不导入。",
    ),
)
def import_items(
    *,
    file: Annotated[FileId, Label(w("Spreadsheet or CSV", "表格文件（XLSX、CSV）"))],
    office: Annotated[Unit, among(own_offices)],
    actor: Actor,
) -> list[tuple[ServiceItem, object]]:
    """Register every line as a draft with what it says of the guide, or refuse with the first line that is wrong."""
    name, lines = lines_of(int(file), CATALOGUE_COLUMNS, office, actor)
    jurisdiction = jurisdiction_of(office)
    made = [(_drafted(line, office, jurisdiction), line) for line in lines]
    participations.begin([(item, _standings(item, line)) for item, line in made])
    return [(item, _told(item, line, name)) for item, line in made]


def _drafted(line: Ready, office: Unit, jurisdiction: Unit) -> ServiceItem:
    return open_matter(
        ServiceItem,
        jurisdiction=jurisdiction,
        state=ItemState.DRAFT,
        title=line["title"],
        number=line["code"],
        type=line["type"],
        main_item=line["main_item"],
        office=office,
        **guide_of(line),
    )


def _standings(item: ServiceItem, line: Ready) -> participations.Standings:
    return {
        Standing.LEAD: ([line["unit"]], []),
        Standing.SUPPORTING: (line["joint"], []),
        Standing.SUPERVISOR: ([item.office], []),
    }


def _told(item: ServiceItem, line: Ready, name: str) -> ItemImported:
    return ItemImported(
        title=item.title,
        code=line["code"],
        type=line["type"],
        unit_id=line["unit"].pk,
        unit=line["unit"].name,
        file=name,
        line=line.line,
    )
