"""Gapless numbers per series and year, taken last in an action (kernel notes, a4)."""

from __future__ import annotations

from django.db import connection

_TAKE = """
insert into matters_counter (series, year, last) values (%s, %s, 1)
on conflict (series, year) do update set last = matters_counter.last + 1
returning last
"""


def take(series: str, year: int) -> int:
    """The next number of the series in that year, from 1. The row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [series, year])
        return int(cursor.fetchone()[0])


def document_number(agency_code: str, year: int, serial: int) -> str:
    """发文字号 in the form of GB/T 9704: full year in 〔 〕, no leading zero, no 第.

    >>> document_number("云川政督", 2026, 12)
    '云川政督〔2026〕12号'
    """
    return f"{agency_code}〔{year}〕{serial}号"
