"""Run by `pdf.py` as a process of its own: a PDF on standard input, JSON with its text on standard output.

Imports nothing of the product, so that it starts fast and can be shut in by limits before it touches the
content."""

from __future__ import annotations

import json
import re
import resource
import statistics
import sys
from dataclasses import dataclass
from typing import Any

#: FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of PDFium's public header.
_NEEDS_PASSWORD = (4, 5)
_PAGE_NUMBER = re.compile(r"^[—\-－–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[—\-－–\s]*$")
_SENTENCE_END = re.compile(r"[。！？；：:;!?）)】]$")
_NEW_PARAGRAPH = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]{1,5}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,3}[.．、](?!\d)"
    r"|[（(]\d{1,3}[)）]|[①-⑳]|——|附件|抄送|[一二三四五六七八九十]是)"
)


@dataclass
class Line:
    """One printed line: its text, its left and right edge and its height in points."""

    text: str
    left: float
    right: float
    height: float


def main() -> None:
    limits = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    json.dump(read(sys.stdin.buffer.read(), limits["pages"], limits["characters"]), sys.stdout)


def read(content: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """{"text", "pages"} of the document, or {"wrong"}: encrypted, damaged, too long."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no stubs

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as wrong:
        code = getattr(wrong, "err_code", None)
        return {"wrong": "encrypted" if code in _NEEDS_PASSWORD else "damaged"}
    count = len(document)
    if count > most_pages:
        return {"wrong": "too long"}
    lines: list[Line] = []
    collected = 0
    for number in range(count):
        try:
            page = lines_of(document[number])
        except pdfium.PdfiumError:
            return {"wrong": "damaged"}
        collected += sum(len(line.text) for line in page)
        if collected > most_characters:
            return {"wrong": "too long"}
        lines += page
    return {"text": "\n".join(paragraphs(lines)) + "\n", "pages": count}


def lines_of(page: Any) -> list[Line]:
    """The printed lines of a page from top to bottom, without page numbers."""
    text = page.get_textpage()
    lines: list[Line] = []
    start, whole = 0, text.get_text_range()
    for words in re.split(r"\r?\n", whole):
        at = whole.find(words, start)
        start = at + len(words)
        if words.strip() and not _PAGE_NUMBER.match(words):
            lines.append(_line(text, words, at))
    return lines


def _line(text: Any, words: str, at: int) -> Line:
    """The edges of a line are those of its first and last character that is no blank."""
    first = at + len(words) - len(words.lstrip())
    last = at + len(words.rstrip()) - 1
    left, low, _, high = text.get_charbox(first)
    right = text.get_charbox(last)[2]
    return Line(words.strip(), left, right, high - low)


def paragraphs(lines: list[Line]) -> list[str]:
    """Lines joined again: a line goes on with the next one where it is full and the next is neither set in
    nor numbered."""
    if not lines:
        return []
    margin = _common([line.left for line in lines], low=True)
    edge = _common([line.right for line in lines], low=False)
    size = statistics.median(line.height for line in lines) or 1.0
    joined = [lines[0].text]
    for before, line in zip(lines, lines[1:], strict=False):
        full = before.right > edge - 2.5 * size
        set_in = line.left > margin + 1.2 * size
        if full and not set_in and not _NEW_PARAGRAPH.match(line.text):
            space = (
                " "
                if before.text[-1:].isascii() and line.text[:1].isascii() and line.text[:1].isalpha()
                else ""
            )
            joined[-1] += space + line.text
        else:
            joined.append(line.text)
    return joined


def _common(edges: list[float], *, low: bool) -> float:
    """The edge that text keeps to: the most frequent one, in steps of two points."""
    steps = [round(edge / 2) for edge in edges]
    most = (
        max(sorted(set(steps), reverse=not low), key=steps.count)
        if len(steps) < 400
        else statistics.mode(steps)
    )
    return most * 2.0


if __name__ == "__main__":
    main()
