"""One cell as a value: texts cleaned, days in the ways people write them, words of closed sets."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

_DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
_SEVERAL = re.compile(r"[、,，;；\n]+")
_PARTS = re.compile(r"[;；\n]+")
_PERSON = re.compile(r"^(.+?)\s*[（(]\s*([^（）()]+?)\s*[）)]$")


_NUMBER = re.compile(r"^[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$")
_YES, _NO = {"是", "有", "√", "✓", "y", "yes", "true", "1"}, {"否", "无", "×", "n", "no", "false", "0"}
SHOWN_DIGITS = 15  # of a number in a spreadsheet; what lies beyond is left over from counting in binary


class NotADay(ValueError):
    """The cell says no day."""


class NotANumber(ValueError):
    """The cell says no number."""


def text(value: Any) -> str:
    """The cell as text: NFC, without control characters, a whole number without its “.0”.

    >>> text(12.0), text(" 甲\\x07 ")
    ('12', '甲')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (date, datetime)):
        value = value.strftime("%Y-%m-%d")
    plain = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()


def day(value: Any) -> date | None:
    """The cell as a day; None when empty. Raises NotADay, also for a number: which day it means cannot be known.

    >>> day("2026年6月30日"), day("")
    (datetime.date(2026, 6, 30), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = unicodedata.normalize("NFKC", text(value))
    if not said:
        return None
    found = _DAY.match(said)
    if not found or isinstance(value, (bool, int, float)):
        raise NotADay(said)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as wrong:
        raise NotADay(said) from wrong


def number(value: Any) -> Decimal:
    """The cell as an exact number: thousands may be separated, a currency sign may stand before it.

    A number of the sheet counts with the digits that a spreadsheet shows. Raises NotANumber, also when empty.

    >>> number("1,234.50"), number(0.1 + 0.2)
    (Decimal('1234.50'), Decimal('0.3'))
    """
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(format(value, f".{SHOWN_DIGITS}g"))
    said = unicodedata.normalize("NFKC", text(value)).removeprefix("¥").strip()
    if isinstance(value, bool) or not _NUMBER.match(said):
        raise NotANumber(said)
    return Decimal(said.replace(",", ""))


def flag(value: Any) -> bool | None:
    """Yes or no in the ways people write them; None when it is neither.

    >>> flag("是"), flag("×"), flag("也许")
    (True, False, None)
    """
    said = text(value).lower()
    return True if said in _YES else False if said in _NO else None


def several(value: Any) -> list[str]:
    """Names separated by 、 commas, semicolons or lines; each once, in order."""
    return list(dict.fromkeys(p.strip() for p in _SEVERAL.split(text(value)) if p.strip()))


def parts(value: Any) -> list[str]:
    """Sentences separated by semicolons or lines."""
    return [p.strip() for p in _PARTS.split(text(value)) if p.strip()]


def choice(members: type[Enum], value: Any) -> Enum | None:
    """The member of this word, in either language or by its code; None when there is none.

    An empty cell is None as well: what it stands for is the caller's.
    """
    said = text(value).lower()
    for member in members:
        label = getattr(member, "label", None)
        if said and said in (
            str(member.value),
            getattr(label, "zh", "").lower(),
            getattr(label, "en", "").lower(),
        ):
            return member
    return None


def person(value: Any) -> tuple[str, str]:
    """A person's name and, where written behind it in brackets, the staff number.

    >>> person("沈若兰（S002）"), person("沈若兰")
    (('沈若兰', 'S002'), ('沈若兰', ''))
    """
    said = text(value)
    found = _PERSON.match(said)
    return (found[1].strip(), found[2].strip()) if found else (said, "")
