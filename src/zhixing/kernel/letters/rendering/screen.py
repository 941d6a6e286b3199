"""The paper on screen and in the browser's print: a fragment whose classes `letters/paper.css` dresses."""

from __future__ import annotations

from django.template.loader import render_to_string

from zhixing.kernel.letters.compose import Line, Sheet


def to_html(sheet: Sheet) -> str:
    """An `<article lang="zh-CN">`; every text is escaped by the template."""
    blocks = [
        ("line" if isinstance(each, Line) else type(each).__name__.lower(), each) for each in sheet.flow
    ]
    return render_to_string("letters/_paper.html", {"sheet": sheet, "blocks": blocks})
