"""Official papers: one value, three forms (PDF, DOCX, HTML), one register of kinds.

    paper = letters.build("supervision.notice", item, number="云川督〔2026〕12号", on=day)
    letters.render(paper, "pdf")

What the database keeps of an issued paper is in `letters.models`.
"""

from zhixing.kernel.letters.coding import PaperUnreadable, fingerprint, from_plain, to_plain
from zhixing.kernel.letters.fonts import FontMissing
from zhixing.kernel.letters.numbers import format_number
from zhixing.kernel.letters.paper import Paper
from zhixing.kernel.letters.register import LetterKind, LetterKindUnknown, build, kind, kinds, letter
from zhixing.kernel.letters.rendering import FORMS, GlyphMissing, render

__all__ = [
    "FORMS",
    "FontMissing",
    "GlyphMissing",
    "LetterKind",
    "LetterKindUnknown",
    "Paper",
    "PaperUnreadable",
    "build",
    "fingerprint",
    "format_number",
    "from_plain",
    "kind",
    "kinds",
    "letter",
    "render",
    "to_plain",
]
