"""Bring an existing register in from a spreadsheet: all of its lines, or none."""

from __future__ import annotations

from typing import Annotated

from zhixing.base import clock
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
from zhixing.modules.correspondence.choices import IncomingState, Outcome
from zhixing.modules.correspondence.events.incoming import DocumentImported
from zhixing.modules.correspondence.importing import REGISTER as COLUMNS
from zhixing.modules.correspondence.importing import recognised
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.powers import REGISTER
from zhixing.modules.correspondence.relations import own_units


@action(
    IncomingDocument,
    "import_register",
    power=REGISTER,
    opens=True,
    words=w("Import a register", "导入收文登记簿"),
    help=w(
        "One document for each line; if one line is wrong, nothing is imported.",
        "按表格逐行登记来文；有一行不符合要求的，全部不导入。",
    ),
)
def import_register(
    *,
    file: Annotated[FileId, Label(w("Spreadsheet", "表格文件"))],
    receiving_unit: Annotated[Unit, among(own_units(REGISTER))],
    actor: Actor,
) -> list[tuple[IncomingDocument, object]]:
    """Take over every line; what was finished is kept as finished and owes nothing, what was not awaits acceptance."""
    name, lines = lines_of(int(file), COLUMNS, receiving_unit, actor)
    jurisdiction = jurisdiction_of(receiving_unit)
    made = [(_taken_over(line, receiving_unit, jurisdiction), line) for line in lines]
    participations.begin([(document, _standings(document)) for document, _ in made])
    return [(document, _told(document, line, name)) for document, line in made]


def _taken_over(line: Ready, unit: Unit, jurisdiction: Unit) -> IncomingDocument:
    is_finished = line["finished_on"] is not None
    fields = line.without("secrecy", "finished_on", "result")
    return open_matter(
        IncomingDocument,
        jurisdiction=jurisdiction,
        state=IncomingState.FINISHED if is_finished else IncomingState.REGISTERED,
        closed_on=clock.today() if is_finished else None,
        outcome=Outcome.DONE if is_finished else "",
        receiving_unit=unit,
        received_as=recognised(fields),
        **{**fields, "copies": fields["copies"] or 1},
    )


def _standings(document: IncomingDocument) -> participations.Standings:
    return {
        Standing.LEAD: ([document.receiving_unit], []),
        Standing.HANDLER: ([], [document.handler] if document.handler else []),
    }


def _told(document: IncomingDocument, line: Ready, name: str) -> DocumentImported:
    return DocumentImported(
        title=document.title,
        sender=document.sender,
        unit_id=document.receiving_unit_id,
        file=name,
        line=line.line,
        finished_on=line["finished_on"],
        result=line["result"],
    )
