"""What an importing action and its page call: a stored spreadsheet tried, and its lines when all of them are right."""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.files.service import download
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables.columns import ColumnSet
from zhixing.kernel.tables.findings import Judged, Ready, by_line
from zhixing.kernel.tables.judging import judge
from zhixing.kernel.tables.refusals import LinesWrong
from zhixing.kernel.tables.sheets import read


def tried(file_id: int, columns: ColumnSet, unit: Unit, actor: Actor) -> tuple[str, Judged]:
    """The stored spreadsheet's name, and every line of it judged: the dry run. Changes nothing.

    `unit` is whose ledger it becomes; its jurisdiction's matters and calendar are judged against. Raises NotFound for
    a file that the actor may not see, and the refusals of a whole spreadsheet.
    """
    stored, path = download(file_id, actor)
    return stored.name, judge(read(path, stored.name, columns), columns, unit, clock.today())


def lines_of(file_id: int, columns: ColumnSet, unit: Unit, actor: Actor) -> tuple[str, list[Ready]]:
    """The stored spreadsheet's name and its lines, every one of them right; else LinesWrong with the first that is not."""
    name, found = tried(file_id, columns, unit, actor)
    if found.problems:
        first = by_line(found.problems)[0]
        raise LinesWrong(n=len(found.problems), line=first.line, column=first.column, said=first.said)
    return name, found.ready
