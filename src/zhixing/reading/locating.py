"""Where a text assigns work: brackets （X牵头，Y配合）, lines 责任单位：…, and phrases 由X牵头，Y配合."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from zhixing.reading.assignment import LABEL, LONGEST_ASSIGNMENT, Assignment, Role, read_assignment
from zhixing.reading.characters import trimmed
from zhixing.reading.names import looks_like_unit, name_list
from zhixing.reading.structure import Paragraph, mark_at

_WORTH_READING = re.compile(r"牵头|负责|责任|配合|单位|部门|承办|主办|协办|参与|参加|会同|协同|落实|分工")
_UNIT_CHARACTER = re.compile(r"[局委办厅部署院会社行府区县市州]")
_FIRST_LEADS = re.compile(
    r"[列排][^。\n]{0,6}(?:第一|首位|首个|最前|前面)[^。\n]{0,14}(?:牵头|主办|主责|总责)"
)
_INLINE_LABEL = re.compile(rf"(?<=[。;！!\n ])(?:{LABEL.pattern})")
_SPOKEN = re.compile(
    r"(?:由|请)(?P<names>[^。;\n由]{2,200}?)(?:分别|共同|具体|统一|总体)*(?:牵头|负责|承办|主办)"
)
_OF_A_LEVEL = re.compile(r"[省市县区州旗镇乡国各]|自治区|中央|中共|全国")
_SUBJECT = re.compile(r"(?<=[。;,:\n])(?:其中)?(?P<names>[^。;:\n]{2,120}?)(?:牵头|负责)(?!人(?!员))")
_ALL_NAMES = (Role.LEAD.value, Role.SUPPORT.value, Role.RESPONSIBLE.value)


@dataclass(frozen=True, slots=True)
class Place:
    """An assignment where it stands: text[start:end] with its brackets, in the paragraphs `first` to `last`.

    `own_line`: nothing else stands in those paragraphs.
    """

    start: int
    end: int
    first: int
    last: int
    own_line: bool
    assignment: Assignment


def says_first_leads(folded: str) -> bool:
    """Whether the document says that the unit listed first leads (列第一位的为牵头单位)."""
    return bool(_FIRST_LEADS.search(folded))


def places(folded: str, lines: Sequence[Paragraph]) -> list[Place]:
    """All assignments by bracket or line, in order, none inside another."""
    first_leads = says_first_leads(folded)
    starts = [line.start for line in lines]
    found = _brackets(folded, lines, starts, first_leads)
    taken = [(p.start, p.end) for p in found]
    found += _labelled_lines(folded, lines, taken, first_leads)
    return sorted(found, key=lambda place: place.start)


def _brackets(folded: str, lines: Sequence[Paragraph], starts: list[int], first_leads: bool) -> list[Place]:
    found: list[Place] = []
    for start, end in _pairs(folded):
        if found and start < found[-1].end:
            continue
        inner = folded[start + 1 : end - 1]
        if not (_WORTH_READING.search(inner) or (_UNIT_CHARACTER.search(inner) and len(inner) < 200)):
            continue
        said = read_assignment(folded, start + 1, end - 1, first_leads=first_leads)
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if said and first >= 0 and _closes_something(folded, start, end, said, lines[first], lines[last]):
            rest = trimmed(folded, end, lines[last].end, " 。;,")
            own = start == lines[first].body and rest[0] >= rest[1]
            found.append(Place(start, end, first, last, own, said))
    return found


def _pairs(folded: str) -> list[tuple[int, int]]:
    """Matching round brackets short enough to be an assignment, outer ones first, by place."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for bracket in re.finditer(r"[()]", folded):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            if bracket.end() - start <= LONGEST_ASSIGNMENT:
                found.append((start, bracket.end()))
    return sorted(found)


def _closes_something(
    folded: str, start: int, end: int, said: Assignment, first: Paragraph, last: Paragraph
) -> bool:
    """Whether a bracket assigns, and does not merely explain a word before it."""
    after = trimmed(folded, end, last.end)[0]
    ends = after >= last.end or folded[after] in "。;,、！!" or mark_at(folded, after, last.end) is not None
    before = folded[max(first.start, start - 1) : start]
    if said.labelled:
        return True
    if said.spoken:
        return ends or not before or before in "。;！!"
    names = [folded[slice(*s)] for s in said.names]
    if not ends or not all(looks_like_unit(name) for name in names):
        return False
    if before in ("。", ";", "!", "！"):
        return True
    explains = looks_like_unit(folded[max(first.start, start - 4) : start])
    return not explains and (all(_OF_A_LEVEL.match(name) for name in names) or len(names) > 1)


def _labelled_lines(
    folded: str, lines: Sequence[Paragraph], taken: list[tuple[int, int]], first_leads: bool
) -> list[Place]:
    """责任单位：… on lines of its own (neighbouring ones are one assignment) or at the end of a paragraph."""
    found: list[Place] = []
    index = 0
    inside = _Inside(taken)
    while index < len(lines):
        begin = _label_in(folded, lines[index], inside)
        if begin is None:
            index += 1
            continue
        last = _last_labelled(folded, lines, index, begin, inside)
        end = trimmed(folded, begin, lines[last].end, " 。;,\n")[1]
        if said := read_assignment(folded, begin, end, first_leads=first_leads):
            found.append(Place(begin, end, index, last, begin <= lines[index].body, said))
        index = last
        index += 1
    return found


def _last_labelled(folded: str, lines: Sequence[Paragraph], first: int, begin: int, inside: _Inside) -> int:
    """The last of the neighbouring lines that begin with a label and are short enough to be one
    assignment."""
    last = first
    while last + 1 < len(lines) and lines[last + 1].end - begin <= LONGEST_ASSIGNMENT:
        if _label_in(folded, lines[last + 1], inside) != lines[last + 1].body:
            break
        last += 1
    return last


class _Inside:
    """Whether a place lies inside one of some ordered spans; asked for rising places."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.starts = [s for s, _ in spans]
        self.ends = [e for _, e in spans]

    def __call__(self, at: int) -> bool:
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]


def _label_in(folded: str, line: Paragraph, inside: _Inside) -> int | None:
    """Where in the paragraph labels with units begin, or None. A due label alone assigns nothing, but may
    follow."""
    at_start = LABEL.match(folded, line.body, line.end)
    if at_start and not inside(at_start.start()):
        return at_start.start()
    for label in _INLINE_LABEL.finditer(folded, line.body, line.end):
        if not inside(label.start()) and any(label[name] for name in _ALL_NAMES):
            return label.start()
    return None


def spoken_assignment(folded: str, start: int, end: int) -> Assignment | None:
    """The assignment that the sentences of folded[start:end] make: 由X牵头，会同Y …, else X负责…，Y负责….

    Of the first form the first one counts; the second form may name several units, each with its part.
    """
    for found in _SPOKEN.finditer(folded, start, end):
        stop = _sentence_end(folded, found.end(), end)
        if said := _lead_phrase(folded, found.start(), found.end(), stop):
            return said
    return _subjects(folded, start, end)


def _subjects(folded: str, start: int, end: int) -> Assignment | None:
    """Units that stand as subjects of 负责 or 牵头 at the beginning of a clause."""
    whole = Assignment(start, end, spoken=True)
    for found in _SUBJECT.finditer(folded, start, end):
        spans = name_list(folded, *found.span("names")).spans
        if spans and all(looks_like_unit(folded[slice(*span)]) for span in spans):
            whole.lead += [
                s for s in spans if folded[slice(*s)] not in {folded[slice(*o)] for o in whole.lead}
            ]
    whole.joint = len(whole.lead) > 1
    return whole if whole.lead else None


def _sentence_end(folded: str, at: int, end: int) -> int:
    stops = [p for p in (folded.find(c, at, end) for c in "。;\n") if p >= 0]
    return min(stops, default=end)


def _lead_phrase(folded: str, start: int, verb_end: int, stop: int) -> Assignment | None:
    said = read_assignment(folded, start, verb_end)
    if said is None or not said.lead:
        return None
    for clause in re.finditer(r"[^,。;]+", folded[verb_end : min(stop, verb_end + LONGEST_ASSIGNMENT)]):
        a, b = verb_end + clause.start(), verb_end + clause.end()
        if partner := re.match(r"会同|联合|商", folded[a:b]):
            said.support += _units_before_verb(folded, a + partner.end(), b)
        elif helps := re.search(r"(?:积极|密切|共同)?(?:配合|协助|参与|参加|协同)", folded[a:b]):
            said.support += _units_before_verb(folded, a, a + helps.start())
    said.end = stop
    return said


def _units_before_verb(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The units at the start of the words, as long as they look like units."""
    verb = re.search(
        r"(?:共同|联合)?(?:制定|负责|办理|推进|实施|开展|组织|落实|做好|完成|于\d|在\d)", folded[start:end]
    )
    spans = name_list(folded, start, start + verb.start() if verb else end).spans
    return [span for span in spans if looks_like_unit(folded[slice(*span)])]
