"""Powers and roles: declared by the modules, granted to accounts for a unit and a period.

A power is one verb of one module ("supervision.issue"). A role is a named bundle of powers. Both carry their words in
both languages, so the permission table, the refusals and the documents are made from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhixing.base.words import Words

_POWERS: dict[str, Power] = {}
_ROLES: dict[str, Role] = {}


@dataclass(frozen=True, slots=True)
class Power:
    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    words: Words
    powers: frozenset[str]
    reach: str


def power(code: str, words: Words) -> str:
    """Declare a power; the code is returned so that it can stand in a constant."""
    known = _POWERS.get(code)
    if known is not None and known.words != words:
        raise ValueError(f"Power {code} is declared twice with different words")
    _POWERS[code] = Power(code, words)
    return code


def role(code: str, words: Words, powers: Iterable[str], *, reach: str = "unit") -> Role:
    """Declare a role; its powers may be declared later, `check()` finds those that never were."""
    made = Role(code, words, frozenset(powers), reach)
    known = _ROLES.get(code)
    if known is not None:
        made = Role(code, words, known.powers | made.powers, reach)
    _ROLES[code] = made
    return made


def powers() -> dict[str, Power]:
    """All powers by code."""
    return dict(sorted(_POWERS.items()))


def roles() -> dict[str, Role]:
    """All declared roles by code."""
    return dict(sorted(_ROLES.items()))


def role_powers(code: str) -> frozenset[str] | None:
    """What a declared role bundles; None for a role that an authority made itself."""
    known = _ROLES.get(code)
    return known.powers if known else None


def named(code: str) -> Words:
    """What a power is called; its code never reaches a page without words."""
    return _POWERS[code].words


def check() -> list[str]:
    """Powers that a role bundles but nobody declared: a misspelling would otherwise grant nothing, silently."""
    return sorted(f"{r.code}: {p}" for r in _ROLES.values() for p in r.powers if p not in _POWERS)
