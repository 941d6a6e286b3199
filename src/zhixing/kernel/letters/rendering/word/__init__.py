"""DOCX of a composed paper, in the page of GB/T 9704-2012, for those who go on working on it.

Fonts are named, not embedded (仿宋_GB2312, 方正小标宋简体 …): the reader's machine brings them, as in every
office. Page numbers are fields, the head of a table repeats, headings are real headings.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Docx

from zhixing.kernel.letters.compose import Sheet
from zhixing.kernel.letters.rendering.word import body, foot, head
from zhixing.kernel.letters.rendering.word.page import set_page, set_styles


def to_docx(sheet: Sheet) -> bytes:
    """The DOCX file's bytes. Any printable text is accepted; none of it is read as markup or as a field."""
    document: Docx = Document()
    set_styles(document, sheet.layout)
    set_page(document, sheet)
    head.write(document, sheet)
    body.write(document, sheet)
    foot.write(document, sheet)
    _describe(document, sheet)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Docx, sheet: Sheet) -> None:
    about = document.core_properties
    day = datetime.combine(date.fromisoformat(sheet.dated_iso), time(), tzinfo=UTC)
    about.title, about.author, about.last_modified_by = (
        sheet.title[:255],
        sheet.organ[:255],
        sheet.organ[:255],
    )
    about.created = about.modified = day
    about.language, about.comments = "zh-CN", ""
