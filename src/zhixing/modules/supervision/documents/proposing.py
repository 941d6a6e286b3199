"""From the work items that reading finds to proposals: rows that a clerk can correct."""

from __future__ import annotations

from typing import Any

from zhixing.modules.supervision.choices import Rhythm
from zhixing.modules.supervision.documents.choices import DueKind
from zhixing.modules.supervision.models.documents import BreakdownDocument, Proposal
from zhixing.reading.breakdown import WorkItem, breakdown
from zhixing.reading.dues import Due, Every

#: How often the lead unit reports on work that comes again. Once or twice a year is too seldom to be watched.
RHYTHMS = {
    Every.DAY: Rhythm.DAY,
    Every.WEEK: Rhythm.WEEK,
    Every.MONTH: Rhythm.MONTH,
    Every.QUARTER: Rhythm.QUARTER,
    Every.HALF_YEAR: Rhythm.QUARTER,
    Every.YEAR: Rhythm.QUARTER,
}


def proposed(document: BreakdownDocument) -> list[Proposal]:
    """The proposals that the document's text makes, not yet saved, in order of place."""
    year = document.dated_on.year if document.dated_on else None
    return [_row(document, item, 0) for item in breakdown(document.text, year=year)]


def from_span(document: BreakdownDocument, start: int, end: int) -> Proposal:
    """A proposal for a span that a clerk marked: read like the document, and plain where nothing is found in it."""
    year = document.dated_on.year if document.dated_on else None
    words = document.text[start:end]
    found = breakdown(words, year=year)
    plain = Proposal(document=document, title=_first_words(words))
    row = _row(document, found[0], start) if len(found) == 1 else plain
    row.start, row.end, row.content = start, end, words.strip()
    return row


def _row(document: BreakdownDocument, item: WorkItem, offset: int) -> Proposal:
    return Proposal(
        document=document,
        n=item.n,
        start=item.start + offset,
        end=item.end + offset,
        mark=(item.number or "")[:40],
        title=item.title[:300] or item.anchor[:300],
        content=document.text[item.start + offset : item.end + offset].strip(),
        rhythm=rhythm_of(item.due),
        **_said(item),
    )


def _said(item: WorkItem) -> dict[str, Any]:
    return {
        "lead_names": [name[:200] for name in item.lead],
        "co_names": [name[:200] for name in item.co],
        "due_kind": item.due.kind if item.due else DueKind.NONE,
        "due_on": item.due.on if item.due else None,
        "due_text": (item.due_text or "")[:200],
        "milestones": [m.due_text[:200] for m in item.milestones],
        "targets": [t[:200] for t in item.targets],
        "doubts": [{"en": d.text("en"), "zh": d.text("zh")} for d in item.doubts],
    }


def rhythm_of(due: Due | None) -> str:
    """How often to report: as often as the work comes again; quarterly for work without end; monthly otherwise."""
    if due is None or due.on:
        return Rhythm.MONTH
    return RHYTHMS[due.every] if due.every else Rhythm.QUARTER


def _first_words(words: str) -> str:
    first = next((line.strip() for line in words.splitlines() if line.strip()), words.strip())
    return first[:40].rstrip("，、；：。,;: ")
