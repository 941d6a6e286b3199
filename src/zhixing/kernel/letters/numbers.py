"""How an official paper counts and dates: 发文字号, heading numbers, 份号, 成文日期. Pure."""

from __future__ import annotations

from datetime import date

_DIGITS = "零一二三四五六七八九"


def format_number(code: str, year: int, serial: int) -> str:
    """The 发文字号: organ's code, full year in six-sided brackets, serial without leading zero or 第 (GB/T
    9704-2012, 7.2.5).

    A joint paper bears its host's code. Refused with ValueError: an empty code, a year that is not of four
    digits, a serial below 1.

    >>> format_number("云川督", 2026, 12)
    '云川督〔2026〕12号'
    """
    if not code.strip():
        raise ValueError("a document number begins with the organ's code")
    if not 1000 <= year <= 9999:
        raise ValueError(f"the year in a document number has four digits, not {year}")
    if serial < 1:
        raise ValueError(f"documents are numbered from 1, not {serial}")
    return f"{code.strip()}\u3014{year}\u3015{serial}号"


def chinese_count(n: int) -> str:
    """A number from 1 to 99 as headings write it.

    >>> [chinese_count(n) for n in (1, 10, 11, 20, 35)]
    ['一', '十', '十一', '二十', '三十五']
    """
    if not 1 <= n <= 99:
        raise ValueError(f"headings are counted from 1 to 99, not {n}")
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def heading_number(level: int, n: int) -> str:
    """The mark before a heading (GB/T 9704-2012, 7.3.3): 一、 then （一） then 1. then （1）.

    Beyond 99 the first two levels fall back to Arabic numerals, which is unusual and still readable.

    >>> [heading_number(level, 2) for level in (1, 2, 3, 4)]
    ['二、', '（二）', '2.', '（2）']
    """
    counted = chinese_count(n) if n <= 99 and level <= 2 else str(n)
    return {1: f"{counted}、", 2: f"（{counted}）", 3: f"{counted}.", 4: f"（{counted}）"}[level]


def dated(day: date) -> str:
    """成文日期 in Arabic numerals, year in full, month and day without leading zero (GB/T 9704-2012,
    7.3.5.4).

    >>> dated(date(2026, 3, 5))
    '2026年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def copy_number(n: int) -> str:
    """份号: six Arabic digits (GB/T 9704-2012, 7.2.1).

    >>> copy_number(12)
    '000012'
    """
    return f"{n:06d}"
