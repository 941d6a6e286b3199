"""What every change of a project's ledger says: whose ledger, and whether the project is under way."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.kernel.matters.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent(DomainEvent):
    """A change of the ledger. From the start on it is filed with the key-project office (S4.1-10, S4.1-11)."""

    unit_id: int
    is_under_way: bool
