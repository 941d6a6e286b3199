"""Bring a ledger in from a spreadsheet: all of its lines, or none."""

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
from zhixing.modules.supervision.actions.opening import PLANNED
from zhixing.modules.supervision.choices import Source, State
from zhixing.modules.supervision.events.opening import ItemImported
from zhixing.modules.supervision.importing import LEDGER
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import REGISTER
from zhixing.modules.supervision.relations import offices


@action(
    SupervisedItem,
    "import_items",
    power=REGISTER,
    opens=True,
    words=w("Import a ledger", "导入台账"),
    help=w(
        "Register one item for each line of a spreadsheet; if one line is wrong, nothing is imported.",
        "按表格逐行登记事项；有一行不符合要求的，全部不导入。",
    ),
)
def import_items(
    *,
    file: Annotated[FileId, Label(w("Spreadsheet", "表格文件"))],
    supervising_unit: Annotated[Unit, among(offices)],
    actor: Actor,
) -> list[tuple[SupervisedItem, object]]:
    """Register every line as a draft, in one transaction, or refuse with the first line that is wrong."""
    name, lines = lines_of(int(file), LEDGER, supervising_unit, actor)
    jurisdiction = jurisdiction_of(supervising_unit)
    made = [(_drafted(line, supervising_unit, jurisdiction), line) for line in lines]
    participations.begin([(item, _standings(item, line)) for item, line in made], planned=PLANNED)
    return [(item, _told(item, line, name)) for item, line in made]


def _drafted(line: Ready, supervising_unit: Unit, jurisdiction: Unit) -> SupervisedItem:
    return open_matter(
        SupervisedItem,
        jurisdiction=jurisdiction,
        state=State.DRAFT,
        supervising_unit=supervising_unit,
        **line.without("lead_unit", "supporting_units"),
    )


def _standings(item: SupervisedItem, line: Ready) -> participations.Standings:
    """Who stands how to it. That units exist and persons serve today was judged a moment ago, for all lines at once."""
    return {
        Standing.LEAD: ([line["lead_unit"]], []),
        Standing.SUPPORTING: (line["supporting_units"], []),
        Standing.SUPERVISOR: ([item.supervising_unit], []),
        Standing.CARRYING: ([], [line["carrying_leader"]] if line["carrying_leader"] else []),
        Standing.OVERALL: ([], [line["overall_leader"]] if line["overall_leader"] else []),
    }


def _told(item: SupervisedItem, line: Ready, name: str) -> ItemImported:
    return ItemImported(
        title=item.title,
        source=Source(item.source),
        lead_unit_id=line["lead_unit"].pk,
        file=name,
        line=line.line,
    )
