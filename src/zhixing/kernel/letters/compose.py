"""A paper made ready for setting: the same lines, numbers and fixed words for PDF, DOCX and the screen.

What a line says is decided here, how it looks in `rendering`. Words that the standard fixes (附件, 抄送,
印发 …) are part of a Chinese official paper and are therefore Chinese in every interface language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhixing.kernel.letters import numbers
from zhixing.kernel.letters.paper import (
    Attendance,
    Block,
    Fields,
    Heading,
    Layout,
    Listing,
    Paper,
    Paragraph,
    SignatureLine,
    Table,
    Urgency,
)
from zhixing.kernel.letters.titles import title_lines, width

_URGENCY = {Urgency.MOST_URGENT: "特急", Urgency.URGENT: "加急"}
_MARKS = {
    Layout.DOCUMENT: "文件",
    Layout.LETTER: "",
    Layout.SLIP: "",
    Layout.MINUTES: "纪要",
    Layout.BULLETIN: "简报",
}
_HEADED_BY_ISSUE = (Layout.MINUTES, Layout.BULLETIN)
_RED_HEAD = 18  # characters; more of them in one line would be thinner than red heads are
_LINE = 28  # characters of 3号 in a line of the body
_ROOM_UNDER_TITLE = 8  # lines left on a first page below a one-line title, one kept for the body (7.3.2)
_TABLE_LINE, _NARROWEST, _PADDING = (
    36,
    3,
    1,
)  # characters of 小4号 in a table's line, in its narrowest column, for its edges


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as set: style "body", "basis" or "h1" to "h4", a bold lead, the text."""

    style: str
    text: str
    lead: str = ""


Set = Line | Table | Fields | Attendance | SignatureLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands where on the paper, as finished strings; empty strings and tuples are absent elements."""

    layout: Layout
    title: str
    title_lines: tuple[str, ...]
    copy_number: str
    urgency: str
    masthead: tuple[str, ...]
    masthead_mark: str
    number: str
    issue: str
    signers: tuple[str, ...]
    addressees: str
    flow: tuple[Set, ...]
    attachments: tuple[str, ...]
    signed_by: tuple[str, ...]
    organ: str
    dated: str
    dated_iso: str
    notes: str
    moved_addressees: str
    copies_to: str
    printed_by: str
    printed_on: str


def compose(paper: Paper) -> Sheet:
    """The sheet of a paper. Pure: the same paper always gives the same sheet."""
    lines = title_lines(paper.title)
    masthead, mark = _masthead(paper)
    to = _addressees(paper)
    moved = bool(to) and -(-width(to) // _LINE) > max(1, _ROOM_UNDER_TITLE - (len(lines) - 1))
    by_issue = paper.layout in _HEADED_BY_ISSUE
    return Sheet(
        layout=paper.layout,
        title=" ".join(lines) if any(ord(char) < 128 for char in lines[0][-1:]) else "".join(lines),
        title_lines=lines,
        copy_number=numbers.copy_number(paper.copy_number) if paper.copy_number else "",
        urgency=_URGENCY[paper.urgency] if paper.urgency else "",
        masthead=masthead,
        masthead_mark=mark,
        number=paper.number,
        issue=f"第{paper.issue}期" if paper.issue else "",
        signers=paper.signers,
        addressees="" if moved else to,
        flow=_flow(paper),
        attachments=_attachments(paper.attachments),
        signed_by=() if by_issue else paper.signed_by or paper.issuers,
        organ=paper.issuers[0],
        dated=numbers.dated(paper.dated),
        dated_iso=paper.dated.isoformat(),
        notes=f"（{paper.notes.strip('（）()')}）" if paper.notes else "",
        moved_addressees=to.removesuffix("：") + "。" if moved else "",
        copies_to="，".join(paper.copies_to) + "。" if paper.copies_to else "",
        printed_by=paper.printed_by,
        printed_on=numbers.dated(paper.printed_on) + "印发" if paper.printed_on else "",
    )


def _masthead(paper: Paper) -> tuple[tuple[str, ...], str]:
    """The red head's lines and the word behind or below them (7.2.4)."""
    if paper.masthead:
        return (_wrapped(paper.masthead),), ""
    mark = _MARKS[paper.layout]
    if len(paper.issuers) == 1:
        return (_wrapped(paper.issuers[0] + mark),), ""
    return paper.issuers, mark


def _wrapped(head: str) -> str:
    """A red head too long to be read in one line is broken into two or more, as titles are."""
    return "\n".join(title_lines(head, _RED_HEAD)) if width(head) > _RED_HEAD else head


def _addressees(paper: Paper) -> str:
    return "，".join(paper.addressees).rstrip("：:") + "：" if paper.addressees else ""


def _attachments(names: tuple[str, ...]) -> tuple[str, ...]:
    """附件说明: one is not numbered, several are; no full stop behind a name (7.3.4)."""
    cleaned = [name.strip().rstrip("。；;") for name in names]
    if len(cleaned) < 2:
        return tuple(cleaned)
    return tuple(f"{n}.{name}" for n, name in enumerate(cleaned, start=1))


def _flow(paper: Paper) -> tuple[Set, ...]:
    counts = [0, 0, 0, 0]
    flow: list[Set] = []
    for block in paper.body:
        flow += _set(block, counts)
    if not paper.bases:
        return tuple(flow)
    cited = [f"{each.limit}：{each.article.rstrip('。')}" for each in paper.bases]
    return (*flow, Line("basis", "；".join(cited) + "。", lead="时限依据："))


def _set(block: Block, counts: list[int]) -> list[Set]:
    """One block as set; `counts` are the headings so far, each level's starting anew under a higher one."""
    match block:
        case Heading(text=text, level=level, numbered=numbered):
            if not numbered:
                return [Line(f"h{level}", text)]
            counts[level - 1] += 1
            counts[level:] = [0] * (4 - level)
            return [Line(f"h{level}", numbers.heading_number(level, counts[level - 1]) + text)]
        case Paragraph(text=text, lead=lead):
            texts = [part.strip() for part in text.split("\n") if part.strip()] or ([""] if lead else [])
            return [Line("body", part, lead if at == 0 else "") for at, part in enumerate(texts)]
        case Listing(items=items, numbered=numbered):
            return [
                Line("body", (f"{n}." if numbered else "") + item.replace("\n", " "))
                for n, item in enumerate(items, start=1)
            ]
        case Table():
            return [block if block.widths else replace(block, widths=_widths(block))]
        case Fields() | Attendance() | SignatureLine():
            return [block]


def _widths(table: Table) -> tuple[int, ...]:
    """Shares of the columns: what is short keeps its words whole, what is long shares the room left."""
    columns = zip(table.head, *table.rows, strict=True)
    wanted = [
        max(_NARROWEST, max(width(line) for cell in column for line in cell.split("\n")) + _PADDING)
        for column in columns
    ]
    if sum(wanted) > _TABLE_LINE:
        even = _TABLE_LINE / len(wanted)
        kept = sum(each for each in wanted if each <= even)
        roots = sum(each**0.5 for each in wanted if each > even)
        wanted = [each if each <= even else (_TABLE_LINE - kept) * each**0.5 / roots for each in wanted]
    return tuple(max(1, round(each * 10)) for each in wanted)
