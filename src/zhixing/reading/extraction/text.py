"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file, what kind of file it was ("plain", "docx", "pdf"), and the encoding of plain
    text."""

    text: str
    kind: str
    encoding: str | None = None
    pages: int | None = None
