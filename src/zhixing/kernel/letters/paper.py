"""One official paper as a value: what it says, in its parts as GB/T 9704-2012 names them, and nothing of
how it looks.

A paper is in Chinese whatever the language of the person who reads the page around it. It carries no degree
of secrecy: what is marked as a state secret may not be entered into this system at all.

Text in a paper is plain text. Characters that have no glyph or that turn the reading direction (controls,
bidirectional overrides, zero-width marks, lone surrogates) are taken out when the value is made, so that
what is stored, hashed, shown and printed is one and the same string; a line feed starts a new paragraph or,
in a cell, a new line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from zhixing.base.words import Words, w

_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ud800-\udfff]|["
    + "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)


def printable(text: str) -> str:
    r"""The text without characters that cannot be printed; tabs become spaces, every line end a line feed.

    >>> printable("甲\x00乙\r\n丙\u202e丁")
    '甲乙\n丙丁'
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNPRINTABLE.sub("", unified.replace("\t", " "))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(each) for each in value)
    return value


@dataclass(frozen=True, slots=True)
class Printable:
    """A value whose texts, however deep in tuples, can all be printed."""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))


class Kind(StrEnum):
    """What a paper is for. The value is what is stored."""

    NOTICE = "notice"
    URGING = "urging"
    FEEDBACK = "feedback"
    CLOSING = "closing"
    CIRCULAR = "circular"
    BULLETIN = "bulletin"
    MINUTES = "minutes"
    WARNING = "warning"
    REPORT = "report"
    REPLY = "reply"
    OTHER = "other"

    @property
    def words(self) -> Words:
        """The kind's name for people."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.NOTICE: w("notice", "通知"),
    Kind.URGING: w("urging note", "催办单"),
    Kind.FEEDBACK: w("feedback note", "反馈单"),
    Kind.CLOSING: w("closing note", "销号单"),
    Kind.CIRCULAR: w("circular", "通报"),
    Kind.BULLETIN: w("bulletin", "简报"),
    Kind.MINUTES: w("minutes", "纪要"),
    Kind.WARNING: w("warning notice", "预警通知书"),
    Kind.REPORT: w("report", "报告"),
    Kind.REPLY: w("reply", "复函"),
    Kind.OTHER: w("other paper", "其他文书"),
}


class Layout(StrEnum):
    """Which of the layouts the paper is set in.

    DOCUMENT is the general one (GB/T 9704-2012, 7), LETTER and MINUTES the special ones of its section 10.
    SLIP (单) and BULLETIN (简报) are customary and keep the standard's page, type and end block.
    """

    DOCUMENT = "document"
    LETTER = "letter"
    MINUTES = "minutes"
    BULLETIN = "bulletin"
    SLIP = "slip"


class Urgency(StrEnum):
    """How urgent: the standard knows two degrees, 特急 and 加急."""

    MOST_URGENT = "most_urgent"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Paragraph(Printable):
    """A paragraph of the body; `lead` is set in front in bold ("责任单位：")."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Heading(Printable):
    """A heading of level 1 to 4; its number (一、（一）1.（1）) is given when the paper is composed."""

    text: str
    level: int = 1
    numbered: bool = True

    def __post_init__(self) -> None:
        Printable.__post_init__(self)
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"headings have levels 1 to 4, not {self.level}")


@dataclass(frozen=True, slots=True)
class Listing(Printable):
    """Points, each a paragraph of its own, numbered 1. 2. 3. unless told otherwise."""

    items: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Table(Printable):
    """A table with a head that is repeated on every page.

    `widths` are the columns' shares (whole numbers); without them the texts decide. Cells in `centred`
    columns (counted from 0) are centred.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()
    centred: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        Printable.__post_init__(self)
        if not self.head:
            raise ValueError("a table has at least one column")
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row of a table has as many cells as its head")
        if self.widths and (len(self.widths) != len(self.head) or min(self.widths) < 1):
            raise ValueError("a table's widths are one positive whole number a column")


@dataclass(frozen=True, slots=True)
class FieldRow(Printable):
    """One row of a form: one or two (label, value) pairs, at least `lines` lines of text high."""

    pairs: tuple[tuple[str, str], ...]
    lines: int = 1

    def __post_init__(self) -> None:
        Printable.__post_init__(self)
        if len(self.pairs) not in (1, 2):
            raise ValueError("a form's row has one or two pairs of label and value")


@dataclass(frozen=True, slots=True)
class Fields(Printable):
    """A form (表单): rows of labels and values with lines around them, as on a 督办通知单."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Attendance(Printable):
    """Who was present, absent or listened in, at the end of minutes: label in bold, names behind it."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureLine(Printable):
    """Places to sign by hand, side by side: "承办人：____"."""

    labels: tuple[str, ...]


Block = Paragraph | Heading | Listing | Table | Fields | Attendance | SignatureLine


@dataclass(frozen=True, slots=True)
class Cited(Printable):
    """A limit that the paper sets and the article it rests on."""

    limit: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Printable):
    """One official paper. Fields stand in the order in which they stand on the page.

    `issuers` are the organs that issue it, the host first; `masthead` replaces the red head that they would
    give (their names and 文件). `number` is a whole 发文字号 or, in minutes and bulletins, is absent and
    `issue` counts. `signers` (签发人) belong on papers to a higher organ only. `addressees` are groups:
    organs of one kind joined by the writer with 、, the groups are joined here with ，. `signed_by` is the
    signature when it differs from the issuers.
    """

    kind: Kind
    title: str
    issuers: tuple[str, ...]
    dated: date

    layout: Layout = Layout.DOCUMENT
    masthead: str = ""
    copy_number: int | None = None
    urgency: Urgency | None = None
    number: str = ""
    issue: int | None = None
    signers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    bases: tuple[Cited, ...] = ()
    attachments: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    notes: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None

    def __post_init__(self) -> None:
        Printable.__post_init__(self)
        if not self.title.strip():
            raise ValueError("a paper has a title")
        if not self.issuers:
            raise ValueError("a paper has at least one organ that issues it")
        if self.copy_number is not None and not 1 <= self.copy_number <= 999_999:
            raise ValueError("a copy number has six digits and starts at 000001")
        if self.issue is not None and self.issue < 1:
            raise ValueError("issues of a bulletin or of minutes are counted from 1")
