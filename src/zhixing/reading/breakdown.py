"""A document broken down into work items: who leads, who supports, by when.

Where a document assigns (brackets, lines, tables), each assignment closes one item, and the smallest
numbered piece it belongs to is the item. Where a section assigns nothing, its lowest numbered pieces that
order an action are items; background, goals, principles, safeguards and closing words are not.
"""

from __future__ import annotations

from zhixing.reading.characters import fold
from zhixing.reading.dates import Reader
from zhixing.reading.issue import issue_of, repaired_years
from zhixing.reading.items import Milestone, WorkItem
from zhixing.reading.locating import places
from zhixing.reading.making import Source, made_item
from zhixing.reading.orders import ordered
from zhixing.reading.spans import Draft, assigned_drafts, row_draft
from zhixing.reading.structure import paragraphs
from zhixing.reading.tables import rows

__all__ = ["Milestone", "WorkItem", "breakdown"]


def breakdown(text: str, *, year: int | None = None) -> list[WorkItem]:
    """The work items of `text` in order of place; they never overlap. Nothing is refused: a text without
    tasks has none.

    `year` is the document's year where the caller knows it; otherwise it is found in the text. It completes
    dates such as 6月底前.
    """
    folded = fold(text)
    lines = paragraphs(text)
    issue = issue_of(folded, year)
    source = Source(text, folded, Reader(issue, repaired_years(folded, issue.period)))
    table = rows(text, folded, lines)
    in_table = {row.paragraph for row in table}
    assigned = [p for p in places(folded, lines) if p.first not in in_table]
    drafts: list[Draft] = [row_draft(row, folded) for row in table]
    drafts += assigned_drafts(folded, lines, assigned)
    drafts += ordered(folded, lines, drafts, source.reader)
    items: list[WorkItem] = []
    for draft in sorted(drafts, key=lambda d: d.start):
        if not items or draft.start >= items[-1].end:
            items.append(made_item(source, draft, len(items) + 1))
    return items
