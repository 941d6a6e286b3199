"""The text of a file, by what it holds and not by what it is called: plain text, .docx, .pdf.

Every limit is a named constant; what is beyond it is refused with a way out. A PDF is read in a process of
its own with limits on time and memory, because its format allows work without end.
"""

from __future__ import annotations

from zhixing.reading.extraction.docx import text_of_docx
from zhixing.reading.extraction.kinds import Kind, kind_of
from zhixing.reading.extraction.limits import LARGEST_FILE, LONGEST_TEXT
from zhixing.reading.extraction.pdf import text_of_pdf
from zhixing.reading.extraction.plain import text_of_plain
from zhixing.reading.extraction.text import Text
from zhixing.reading.refusals import FileTooLarge, NoText, TextTooLong

__all__ = ["LARGEST_FILE", "LONGEST_TEXT", "Kind", "Text", "text_of"]


def text_of(name: str, content: bytes) -> Text:
    """The text of the file `content`, which was called `name`. Offsets of everything read later point into
    it.

    Raises a DocumentRefused where the content is not a readable document: too large, damaged, encrypted,
    scanned, of an unknown type or encoding, or not what its name says.
    """
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(name=name, most=LARGEST_FILE // 1_000_000)
    kind = kind_of(name, content)
    read = {Kind.DOCX: text_of_docx, Kind.PDF: text_of_pdf, Kind.PLAIN: text_of_plain}[kind]
    text = read(name, content)
    if len(text.text) > LONGEST_TEXT:
        raise TextTooLong(name=name, most=LONGEST_TEXT)
    if not text.text.strip():
        raise NoText(name=name)
    return text
