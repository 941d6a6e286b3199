"""The number of an official paper (发文字号): 渝府发〔2023〕15号 = issuing code, year, serial.

GB/T 9704-2012, 7.2.5: the year in full in six-cornered brackets 〔〕, the serial without leading zeros and
without 第, then 号. Sources write it in many other ways; they are read, and each departure is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from zhixing.base.words import Words, w

#: A field longer than this (characters) is not a number but a text.
LONGEST_FIELD = 120


class Irregularity(Enum):
    """How a written number departs from the standard."""

    LABEL = "label"
    BRACKETS = "brackets"
    NO_BRACKETS = "no_brackets"
    BLANKS = "blanks"
    HIDDEN_CHARACTERS = "hidden_characters"
    LEADING_ZERO = "leading_zero"
    ORDINAL = "ordinal"
    WIDE_DIGITS = "wide_digits"
    MARK_MISPLACED = "mark_misplaced"
    NO_YEAR = "no_year"
    YEAR_UNLIKELY = "year_unlikely"
    NO_CODE = "no_code"
    TRAILING = "trailing"

    @property
    def words(self) -> Words:
        """What is irregular, for the person who registers the paper."""
        return _WORDS[self]


_WORDS = {
    Irregularity.LABEL: w("the label stands in the field", "含“发文字号”等字样"),
    Irregularity.BRACKETS: w("brackets other than 〔〕", "括号不是六角括号〔〕"),
    Irregularity.NO_BRACKETS: w("the year is not in brackets", "年份未加六角括号"),
    Irregularity.BLANKS: w("blanks inside", "含空格"),
    Irregularity.HIDDEN_CHARACTERS: w("invisible characters", "含不可见字符"),
    Irregularity.LEADING_ZERO: w("the serial has leading zeros", "序号编虚位（前加0）"),
    Irregularity.ORDINAL: w("第 before the serial", "序号前加“第”字"),
    Irregularity.WIDE_DIGITS: w("full-width digits", "含全角数字"),
    Irregularity.MARK_MISPLACED: w("号 is missing or misplaced", "“号”字缺失或错位"),
    Irregularity.NO_YEAR: w("no year", "无年份"),
    Irregularity.YEAR_UNLIKELY: w("a year that cannot be", "年份不合常理"),
    Irregularity.NO_CODE: w("no issuing code", "无机关代字"),
    Irregularity.TRAILING: w("something follows the number", "号后有多余字符"),
}

_HIDDEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\xad]")
_LABEL = re.compile(r"^(?:发文字号|发文文号|公文字号|文号|字号|发文号)\s*[:：]\s*")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_CODE = r"(?P<code>[^\d〔〕()\[\]（）［］【】<>〈〉《》:：;；,，。]{0,40}?)"
_OPEN, _CLOSE = r"(?P<open>[〔(\[（［【<〈﹝])", r"(?P<close>[〕)\]）］】>〉﹞])"
_BRACKETED = re.compile(
    rf"{_CODE}\s*{_OPEN}\s*(?P<year>\d{{2,4}})\s*年?\s*{_CLOSE}\s*(?P<ordinal>第?)\s*(?P<mark>号?)\s*(?P<serial>\d{{1,6}})\s*(?P<end>号?)"
)
_DATED = re.compile(
    rf"{_CODE}\s*(?P<year>\d{{4}})年?\s*(?P<ordinal>第?)\s*(?P<serial>\d{{1,6}})\s*(?P<end>号)"
)
_ORDER = re.compile(rf"{_CODE}\s*(?P<ordinal>第?)\s*(?P<serial>\d{{1,6}})\s*(?P<end>号)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as read. `year` is None where none is written (政府令第210号)."""

    code: str
    year: int | None
    serial: int
    irregularities: tuple[Irregularity, ...] = ()

    @property
    def is_regular(self) -> bool:
        """Written as the standard asks."""
        return not self.irregularities

    def __str__(self) -> str:
        """The number as the standard asks to write it; orders and announcements (令, 公告) keep their own
        form."""
        if self.year is None:
            return f"{self.code}第{self.serial}号"
        if Irregularity.NO_BRACKETS in self.irregularities:
            return f"{self.code}{self.year}年第{self.serial}号"
        return f"{self.code}〔{self.year}〕{self.serial}号"


def document_number(text: str) -> DocumentNumber | None:
    """The number that a field holds, with what is irregular in its writing; None where it holds none.

    >>> document_number("渝府发〔2023〕15号")
    DocumentNumber(code='渝府发', year=2023, serial=15, irregularities=())
    >>> [i.value for i in document_number("发文字号：晋政发[2013]第05号").irregularities]
    ['label', 'brackets', 'leading_zero', 'ordinal']
    """
    if len(text) > LONGEST_FIELD:
        return None
    odd: set[Irregularity] = set()
    plain = _HIDDEN.sub("", text.strip())
    if plain != text.strip():
        odd.add(Irregularity.HIDDEN_CHARACTERS)
    if plain.translate(_WIDE) != plain:
        odd.add(Irregularity.WIDE_DIGITS)
    plain = plain.translate(_WIDE).strip()
    if label := _LABEL.match(plain):
        odd.add(Irregularity.LABEL)
        plain = plain[label.end() :]
    for pattern in (_BRACKETED, _DATED, _ORDER):
        if found := pattern.match(plain):
            return _read(plain, found, odd)
    return None


def _read(plain: str, found: re.Match[str], odd: set[Irregularity]) -> DocumentNumber | None:
    parts = found.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    serial = int(parts["serial"])
    code = re.sub(r"\s", "", parts["code"])
    if serial == 0:
        return None
    odd |= _year_odd(parts, year) | _serial_odd(parts, found, plain)
    if not code:
        odd.add(Irregularity.NO_CODE)
    if re.search(r"\s", found[0]):
        odd.add(Irregularity.BLANKS)
    return DocumentNumber(code, year, serial, tuple(i for i in Irregularity if i in odd))


def _year_odd(parts: dict[str, str | None], year: int | None) -> set[Irregularity]:
    if year is None:
        return {Irregularity.NO_YEAR}
    odd = set() if 1949 <= year <= 2100 else {Irregularity.YEAR_UNLIKELY}
    if "open" not in parts:
        odd.add(Irregularity.NO_BRACKETS)
    elif (parts["open"], parts["close"]) != ("〔", "〕"):
        odd.add(Irregularity.BRACKETS)
    return odd


def _serial_odd(parts: dict[str, str | None], found: re.Match[str], plain: str) -> set[Irregularity]:
    odd: set[Irregularity] = set()
    if (parts["serial"] or "").startswith("0"):
        odd.add(Irregularity.LEADING_ZERO)
    if parts["ordinal"]:
        odd.add(Irregularity.ORDINAL)
    if parts.get("mark") or not parts["end"]:
        odd.add(Irregularity.MARK_MISPLACED)
    if found.end() < len(plain):
        odd.add(Irregularity.TRAILING)
    return odd
