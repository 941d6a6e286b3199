"""The three forms of a paper, all from one composed sheet: PDF (typst), DOCX (python-docx), HTML."""

from __future__ import annotations

from typing import Literal, overload

from zhixing.kernel.letters.compose import compose
from zhixing.kernel.letters.paper import Paper
from zhixing.kernel.letters.rendering.pdf import GlyphMissing, to_pdf
from zhixing.kernel.letters.rendering.screen import to_html
from zhixing.kernel.letters.rendering.word import to_docx

__all__ = ["FORMS", "GlyphMissing", "render", "to_docx", "to_html", "to_pdf"]

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@overload
def render(paper: Paper, form: Literal["pdf", "docx"]) -> bytes: ...
@overload
def render(paper: Paper, form: Literal["html"]) -> str: ...
def render(paper: Paper, form: str) -> bytes | str:
    """The paper as "pdf" or "docx" (bytes) or as an "html" fragment (text).

    Raises FontMissing or GlyphMissing for a PDF that would have holes; ValueError for another form.
    """
    sheet = compose(paper)
    if form == "pdf":
        return to_pdf(sheet)
    if form == "docx":
        return to_docx(sheet)
    if form == "html":
        return to_html(sheet)
    raise ValueError(f"papers are rendered as {', '.join(FORMS)}, not {form}")
