"""Chinese numerals as official texts use them: 十二, 一百零三, 二〇二六, 1.5万 is left to others."""

from __future__ import annotations

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
#: A regular expression for a small counting numeral, Arabic or Chinese.
COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,5})"


def value(written: str) -> int | None:
    """The number that `written` says, or None where it is not a numeral.

    Digits in a row are read one by one (二〇二六), others by place (二十六).

    >>> [value(w) for w in ("十", "二十六", "一百零三", "二〇二六", "26", "春")]
    [10, 26, 103, 2026, 26, None]
    """
    if written.isascii():
        return int(written) if written.isdigit() and len(written) < 10 else None
    if not written or any(c not in DIGITS and c not in _PLACES for c in written):
        return None
    if not any(c in _PLACES for c in written):
        return int("".join(str(DIGITS[c]) for c in written[:9]))
    total, digit = 0, 0
    for c in written:
        if c in _PLACES:
            total += (digit or 1) * _PLACES[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit
