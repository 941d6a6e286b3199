"""What an address asks for, made harmless: anybody can write anything there."""

from __future__ import annotations

from django.http import QueryDict

MOST_SKIPPED = 100_000  # further lines are reached by narrowing the list down, not by turning pages


def words(query: QueryDict, name: str = "q") -> str:
    """What somebody typed to search for, without the character that the database refuses to hear of (NUL)."""
    return query.get(name, "").replace("\x00", " ").strip()


def start(query: QueryDict, name: str = "from") -> int:
    """How many lines to skip: 0 when nothing, no number, or more than anybody turns to is asked."""
    said = query.get(name, "")
    return min(int(said), MOST_SKIPPED) if said.isascii() and said.isdigit() and len(said) < 17 else 0
