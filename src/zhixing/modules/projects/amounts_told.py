"""Amounts as officials read them: in ten thousand yuan."""

from __future__ import annotations

from decimal import Decimal

from zhixing.base.words import Words, w

TEN_THOUSAND = Decimal(10_000)


def in_wan(amount: Decimal | None) -> str | None:
    """The amount in ten thousand yuan, two places, grouped; None stays None.

    >>> in_wan(Decimal("128000000.00"))
    '12,800.00'
    """
    return None if amount is None else f"{amount / TEN_THOUSAND:,.2f}"


def money(amount: Decimal | None) -> Words | None:
    """The amount with its unit in words; None stays None."""
    said = in_wan(amount)
    return None if said is None else w("{n} (10,000 yuan)", "{n} 万元").put(n=said)
