"""What a paper must be before it enters the register: not secret, dated, and there for the first time."""

from __future__ import annotations

import unicodedata
from datetime import date

from zhixing.base import clock
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.correspondence.choices import Secrecy
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.refusals import (
    DateInTheFuture,
    DocumentReceivedTwice,
    NoCopies,
    ReceivedBeforeDated,
    SecretPaper,
)

_BRACKETS = str.maketrans(
    {"[": "〔", "(": "〔", "【": "〔", "]": "〕", ")": "〕", "】": "〕", "［": "〔", "］": "〕"}
)


def read_as(text: str) -> str:
    """A name or number as two people would copy it alike: widths folded, no blanks, one kind of bracket.

    >>> read_as("云政发 [2026] 12号") == read_as("云政发〔2026〕12号")
    True
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_BRACKETS)


def received_as(sender: str, document_number: str, title: str, dated_on: date) -> str:
    """What a paper is recognised by: sender and number; without a number, sender, title and date.

    >>> received_as("市财政局", "", "关于经费的函", date(2026, 3, 2))
    '市财政局|关于经费的函|2026-03-02'
    """
    named = read_as(document_number) or f"{read_as(title)}|{dated_on.isoformat()}"
    return f"{read_as(sender)}|{named}"


def must_not_carry(secrecy: Secrecy) -> None:
    """Refuse a paper with a degree of secrecy (SecretPaper). Marks in its text are refused with the text itself."""
    if secrecy != Secrecy.NONE:
        raise SecretPaper(mark=secrecy.label)


def must_be_dated(dated_on: date, received_on: date) -> None:
    """Refuse what is received tomorrow, or before it was made."""
    if received_on > clock.today():
        raise DateInTheFuture(day=received_on)
    if received_on < dated_on:
        raise ReceivedBeforeDated(received_on=received_on, dated_on=dated_on)


def must_be_copies(copies: int) -> None:
    """Refuse none or fewer (NoCopies)."""
    if copies < 1:
        raise NoCopies(copies=copies)


def must_be_new(unit: Unit, key: str, except_id: int | None = None) -> None:
    """Refuse what this unit has registered before (DocumentReceivedTwice): with its number and day, as the way out.

    Two clerks of a unit register one after the other: the unit's row is held until the transaction ends.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    before = (
        IncomingDocument.objects.filter(receiving_unit=unit, received_as=key)
        .exclude(pk=except_id or 0)
        .first()
    )
    if before is not None:
        raise DocumentReceivedTwice(
            unit=unit.name,
            sender=before.sender,
            document=before.document_number or f"“{before.title}”",
            number=before.number or before.title,
            day=before.opened_on,
        )
