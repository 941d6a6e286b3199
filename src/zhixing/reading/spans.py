"""From where an assignment stands to the piece of text it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhixing.base.words import Words
from zhixing.reading.assignment import Assignment, Role, read_assignment
from zhixing.reading.characters import trimmed
from zhixing.reading.locating import Place
from zhixing.reading.names import name_list
from zhixing.reading.structure import Level, Paragraph, mark_at
from zhixing.reading.tables import Row

#: A heading with its assignment on the same line is no longer than this (characters before the bracket).
LONGEST_HEADING = 40
#: Words after a bracket that are too short to be the body of the item (characters).
SHORTEST_BODY = 15


@dataclass(slots=True)
class Draft:
    """An item before it is read closely: its span, its number, where its words begin, and its assignment."""

    start: int
    end: int
    number: tuple[int, int] | None
    body: int
    assignment: Assignment | None
    place: tuple[int, int] | None = None
    due: tuple[int, int] | None = None
    title_end: int | None = None
    doubts: list[Words] = field(default_factory=list)


def assigned_drafts(folded: str, lines: Sequence[Paragraph], assigned: Sequence[Place]) -> list[Draft]:
    """One draft for each assignment, in order: from the mark of the smallest piece that is still open to its
    end."""
    drafts: list[Draft] = []
    free = 0
    for index, place in enumerate(assigned):
        following = assigned[index + 1] if index + 1 < len(assigned) else None
        draft = _draft(folded, lines, place, following, free)
        if draft is None:
            continue
        drafts.append(draft)
        free = draft.end
    return drafts


def _draft(
    folded: str, lines: Sequence[Paragraph], place: Place, following: Place | None, free: int
) -> Draft | None:
    """`free` is the first character that no earlier item holds."""
    line = lines[place.first]
    if place.own_line:
        opening = _before_own_line(lines, place, free)
        if opening is None:
            return None
        start, mark_line = opening
    elif free > line.start:
        start, mark_line = trimmed(folded, free, place.start, " 。;,、！!")[0], None
    else:
        mark_line = _heading_above(lines, place, following, free)
        start = mark_line.start
    mark = mark_line.mark if mark_line else mark_at(folded, start, place.start)
    end = _end(folded, lines, place, following)
    number = (mark.start, mark.end) if mark and mark.level is not Level.DASH else None
    body = trimmed(folded, mark.end, end)[0] if mark else start
    if body >= place.start and end <= place.end:
        return None
    return Draft(start, end, number, body, place.assignment, (place.start, place.end))


def _heading_above(lines: Sequence[Paragraph], place: Place, following: Place | None, free: int) -> Paragraph:
    """The paragraph itself if it is numbered; else the numbered heading above it, when the heading's text
    has but this one assignment; else the paragraph itself."""
    line = lines[place.first]
    if line.mark:
        return line
    at = place.first
    while at > 0 and lines[at - 1].start >= free and not lines[at].mark:
        at -= 1
    if not lines[at].mark or lines[at].mark.level <= Level.SECTION:  # type: ignore[union-attr]  # just asked
        return line
    if following and not any(other.mark for other in lines[place.last + 1 : following.first + 1]):
        return line
    return lines[at]


def _before_own_line(
    lines: Sequence[Paragraph], place: Place, free: int
) -> tuple[int, Paragraph | None] | None:
    """Where the item begins whose assignment has a line of its own, and the paragraph with its mark."""
    first = place.first
    at = first - 1
    while at >= 0 and lines[at].start >= free and not lines[at].mark:
        at -= 1
    if at < 0 or lines[at].start < free:
        begin = first - 1
        if begin < 0 or lines[begin].start < free:
            return None
        return lines[begin].start, None
    own = _parent_of_open_siblings(lines, at, place.last, free)
    return lines[own].start, lines[own]


def _parent_of_open_siblings(lines: Sequence[Paragraph], at: int, last: int, free: int) -> int:
    """A line after several numbered pieces without assignment belongs to the piece that holds them all."""
    mark = lines[at].mark
    assert mark is not None
    after = next((other.mark for other in lines[last + 1 : last + 200] if other.mark), None)
    if after is not None and after.level >= mark.level:
        return at
    siblings = 0
    for index in range(at - 1, -1, -1):
        if lines[index].start < free:
            return at
        above = lines[index].mark
        if above is None or above.level > mark.level:
            continue
        if above.level == mark.level:
            siblings += 1
            continue
        return index if siblings else at
    return at


def _end(folded: str, lines: Sequence[Paragraph], place: Place, following: Place | None) -> int:
    """The end of the assignment, or of the text below a heading that carries the assignment itself."""
    line = lines[place.last]
    if place.own_line:
        return place.end
    stop = following.start if following and following.first == place.last else line.end
    rest = trimmed(folded, place.end, stop, " 。;,")
    heading = (
        not any(c in folded[line.start : place.start] for c in "。;,")
        and place.start - line.start <= LONGEST_HEADING
    )
    if stop == line.end and heading and rest[1] - rest[0] >= SHORTEST_BODY:
        return trimmed(folded, place.end, line.end)[1]
    if heading and line.mark and rest[0] >= rest[1]:
        return _text_below(folded, lines, place, following)
    return place.end


def _text_below(folded: str, lines: Sequence[Paragraph], place: Place, following: Place | None) -> int:
    at, end = place.last + 1, place.end
    while at < len(lines) and not lines[at].mark and "\t" not in folded[lines[at].start : lines[at].end]:
        if following and following.first <= at:
            return place.end
        if lines[at].end - lines[at].start < SHORTEST_BODY or not folded.endswith("。", 0, lines[at].end):
            break
        end = lines[at].end
        at += 1
    return end if at < len(lines) else place.end


def row_draft(row: Row, folded: str) -> Draft:
    """The item that a table's row says."""
    made = Assignment(row.start, row.end, labelled=True)
    responsible: list[tuple[int, int]] = []
    for role, (a, b) in row.units:
        said = read_assignment(folded, a, b)
        plain = said is None or not (said.labelled or said.spoken)
        names = list(name_list(folded, a, b).spans)
        if not plain and said:
            made.lead += said.lead
            made.support += said.support
        elif role is Role.LEAD:
            made.lead += names
        elif role is Role.SUPPORT:
            made.support += names
        else:
            responsible += names
    if made.lead:
        made.support = [*responsible, *made.support]
    else:
        made.lead = responsible
    made.joint = len(made.lead) > 1
    return Draft(row.start, row.end, row.number, row.task[0][0], made, None, row.time, row.task[0][1])
