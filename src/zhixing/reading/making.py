"""A draft becomes a work item: names, times, targets and a title cut from the text as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhixing.base.words import Words
from zhixing.reading.characters import trimmed
from zhixing.reading.dates import Reader, TimeSaid, ongoing_at, times
from zhixing.reading.items import ANCHOR, Milestone, WorkItem
from zhixing.reading.spans import Draft
from zhixing.reading.targets import targets

#: A suggested title is no longer than this (characters).
LONGEST_TITLE = 40

_TITLE_END = re.compile(r"[。;!！\n\t|]")
_SOFT_END = re.compile(r"[,:、 ]")


@dataclass(frozen=True, slots=True)
class Source:
    """The text as given, the same folded, and how its years are read."""

    text: str
    folded: str
    reader: Reader


def made_item(source: Source, draft: Draft, n: int) -> WorkItem:
    """The work item that the draft says, as the `n`-th of the document."""
    text, said = source.text, draft.assignment
    due, others = _due(source, draft)
    lead = tuple(text[a:b] for a, b in said.lead) if said else ()
    doubts = [*draft.doubts, *(said.doubts if said else ())]
    for time in (due, *others):
        doubts.extend(time.doubts if time else ())
    return WorkItem(
        n=n,
        anchor=text[draft.body : min(draft.body + ANCHOR, draft.end)],
        number=text[slice(*draft.number)] if draft.number else None,
        start=draft.start,
        end=draft.end,
        title=_title(source, draft),
        lead=lead,
        co=tuple(text[a:b] for a, b in said.support) if said else (),
        joint=said.joint if said else False,
        due_text=text[due.start : due.end] if due else None,
        due=due.due if due else None,
        milestones=tuple(Milestone(text[t.start : t.end], t.due) for t in others),
        targets=_targets(source, draft),
        assigned=draft.place,
        doubts=tuple(_once(doubts)),
    )


def _parts(draft: Draft) -> list[tuple[int, int]]:
    """The item's own words: all of it but the assignment."""
    if draft.place is None:
        return [(draft.body, draft.end)]
    return [(draft.body, draft.place[0]), (min(draft.place[1], draft.end), draft.end)]


def _targets(source: Source, draft: Draft) -> tuple[str, ...]:
    found = [t for a, b in _parts(draft) for t in targets(source.folded, source.text, a, b)]
    return tuple(dict.fromkeys(found))


def _due(source: Source, draft: Draft) -> tuple[TimeSaid | None, list[TimeSaid]]:
    """The time that dates the item as a whole, and the others.

    What stands in the assignment goes first. Then the latest day, then recurring work, then work from some
    year on, then a title that begins with 持续 or 长期, then words that give no day.
    """
    folded, reader = source.folded, source.reader
    assigned: list[TimeSaid] = []
    spans = [*(draft.assignment.due if draft.assignment else ()), *([draft.due] if draft.due else ())]
    for a, b in spans:
        ongoing = ongoing_at(folded, a, b)
        assigned += [ongoing] if ongoing else times(folded, a, b, reader)
    written = [t for a, b in _parts(draft) for t in times(folded, a, b, reader)]
    if title := ongoing_at(folded, draft.body, draft.end):
        written.append(title)
    if draft.due:
        written = [t for t in written if not draft.due[0] <= t.start < draft.due[1]]
    due = _governing(assigned) or _governing(written)
    return due, sorted((t for t in (*assigned, *written) if t is not due), key=lambda t: t.start)


def _governing(found: list[TimeSaid]) -> TimeSaid | None:
    days = [t for t in found if t.due and t.due.on]
    if days:
        last = max((t.due.on, t.due.at is not None, t.due.at) for t in days if t.due)[0]
        return next(t for t in days if t.due and t.due.on == last)
    again = [t for t in found if t.due and t.due.every]
    ongoing = [t for t in found if t.due]
    return next(iter(again or ongoing or found), None)


def _title(source: Source, draft: Draft) -> str:
    """The heading or first sentence, cut at a pause where it is long; never an unfinished half of a name in
    brackets."""
    stop = draft.title_end or (draft.place[0] if draft.place and draft.place[0] > draft.body else draft.end)
    found = _TITLE_END.search(source.folded, draft.body, stop)
    end = found.start() if found else stop
    if end - draft.body > LONGEST_TITLE:
        pauses = [
            m.start() for m in _SOFT_END.finditer(source.folded, draft.body, draft.body + LONGEST_TITLE)
        ]
        end = pauses[-1] if pauses else draft.body + LONGEST_TITLE
    start, end = trimmed(source.folded, draft.body, end, " ,:、")
    return source.text[start:end]


def _once(doubts: list[Words]) -> list[Words]:
    return list({(d.en, d.zh, str(d.facts)): d for d in doubts}.values())
