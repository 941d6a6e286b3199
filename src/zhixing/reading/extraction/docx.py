"""The text of a .docx: paragraphs with their automatic numbers, tables row by row.

The file is taken for hostile: members are counted and measured while they unpack, XML is parsed without
entities, and nothing outside the archive is looked at. Deleted text of tracked changes is left out, inserted
text is in."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from zhixing.reading.extraction.limits import (
    DEEPEST_NESTING,
    HIGHEST_RATIO,
    LARGEST_UNPACKED,
    LONGEST_TEXT,
    MOST_MEMBERS,
    WIDEST_SPAN,
)
from zhixing.reading.extraction.numbering import Numbering
from zhixing.reading.extraction.text import Text
from zhixing.reading.refusals import Bomb, Encrypted, NotWhatItSays, TextTooLong

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Small archives may pack well; below this size (bytes, unpacked) the ratio is not judged.
_RATIO_MATTERS_FROM = 2_000_000
_CHUNK = 1 << 16
_SKIPPED = {
    f"{W}{tag}"
    for tag in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sectPr",
        "instrText",
        "delText",
        "fldChar",
        "tblPr",
        "txbxContent",
    )
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def text_of_docx(name: str, content: bytes) -> Text:
    """The body's text: one line for each paragraph; one line for each row of a table, its cells parted by
    tabs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _measure(name, packed, len(content))
            document = _part(name, packed, "word/document.xml")
            numbering = Numbering(
                _part(name, packed, "word/numbering.xml")
                if "word/numbering.xml" in packed.NameToInfo
                else None,
                _part(name, packed, "word/styles.xml") if "word/styles.xml" in packed.NameToInfo else None,
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as wrong:
        raise NotWhatItSays(name=name, kind=".docx") from wrong
    body = document.find(f"{W}body")
    if body is None:
        raise NotWhatItSays(name=name, kind=".docx")
    return Text(_Body(name, numbering).text(body), "docx")


def _measure(name: str, packed: zipfile.ZipFile, packed_size: int) -> None:
    """What the archive says about itself; a liar is caught by `_part`."""
    members = packed.infolist()
    if len(members) > MOST_MEMBERS:
        raise Bomb(name=name)
    if any(member.flag_bits & 1 for member in members):
        raise Encrypted(name=name)
    unpacked = sum(member.file_size for member in members)
    if unpacked > _RATIO_MATTERS_FROM and unpacked > packed_size * HIGHEST_RATIO:
        raise Bomb(name=name)


def _part(name: str, packed: zipfile.ZipFile, member: str) -> etree._Element:
    """One part of the archive, parsed; no more than LARGEST_UNPACKED bytes of it are ever unpacked."""
    parser = etree.XMLPullParser(
        events=(),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    size = 0
    try:
        with packed.open(member) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if size > LARGEST_UNPACKED or (size == len(chunk) and b"<!DOCTYPE" in chunk):
                    raise Bomb(name=name)
                parser.feed(chunk)
        return parser.close()
    except etree.XMLSyntaxError as wrong:
        raise NotWhatItSays(name=name, kind=".docx") from wrong


class _Body:
    """Walks a document's body and counts what it collects, so that a small file cannot become an endless
    text."""

    def __init__(self, name: str, numbering: Numbering) -> None:
        self.name = name
        self.numbering = numbering
        self.collected = 0

    def text(self, body: etree._Element) -> str:
        return "\n".join(self._blocks(body, 0)) + "\n"

    def _count(self, words: str) -> str:
        self.collected += len(words) + 1
        if self.collected > LONGEST_TEXT:
            raise TextTooLong(name=self.name, most=LONGEST_TEXT)
        return words

    def _blocks(self, parent: etree._Element, depth: int) -> list[str]:
        """The lines of the paragraphs and tables under `parent`, through content controls and the like."""
        if depth > DEEPEST_NESTING:
            raise Bomb(name=self.name)
        lines: list[str] = []
        for child in parent:
            if child.tag == f"{W}p":
                lines.append(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                lines.extend(self._table(child, depth + 1))
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _FALLBACK:
                lines.extend(self._blocks(child, depth + 1))
        return lines

    def _paragraph(self, paragraph: etree._Element) -> str:
        words = self._words(paragraph)
        return self._count(self.numbering.mark(paragraph) + words if words.strip() else words)

    def _words(self, paragraph: etree._Element) -> str:
        """The words of a paragraph, without those of text boxes and of deleted runs."""
        parts: list[str] = []
        waiting = [iter(paragraph)]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
            elif node.tag == f"{W}t":
                parts.append(node.text or "")
            elif node.tag in _BREAKS:
                parts.append(_BREAKS[node.tag])
            elif isinstance(node.tag, str) and node.tag not in _SKIPPED and node.tag != _FALLBACK:
                waiting.append(iter(node))
        return "".join(parts)

    def _table(self, table: etree._Element, depth: int) -> list[str]:
        """A line for each row. A cell merged downwards is repeated in each row it covers, as a reader sees
        it."""
        above: dict[int, str] = {}
        lines: list[str] = []
        for row in table.iterchildren(f"{W}tr"):
            column, cells = 0, []
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is not row:
                    continue
                span, merged = _shape(cell)
                words = above.get(column, "") if merged == "continue" else self._cell(cell, depth)
                above[column] = words if merged else ""
                cells.extend([words] + [""] * (span - 1))
                column += span
            lines.append(self._count("\t".join(cells)))
        return lines

    def _cell(self, cell: etree._Element, depth: int) -> str:
        lines = (line.replace("\t", " ").replace("\n", " ").strip() for line in self._blocks(cell, depth + 1))
        return " ".join(line for line in lines if line)


def _shape(cell: etree._Element) -> tuple[int, str]:
    """How many columns a cell covers, and whether it begins ("restart") or goes on with ("continue") a
    downward merge."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    written = span.get(f"{W}val", "1") if span is not None else "1"
    width = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1
    merged = "" if merge is None else merge.get(f"{W}val", "continue")
    return max(1, min(width, WIDEST_SPAN)), merged
