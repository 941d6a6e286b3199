"""The permission table, made from the register: which role bundles which power, by module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhixing.base.words import Words
from zhixing.kernel.access import powers as register


@dataclass(frozen=True, slots=True)
class PowerRow:
    """One power and, role by role, whether it is bundled."""

    code: str
    words: Words
    held: Sequence[tuple[Words, bool]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Roles across, powers down."""

    roles: Sequence[tuple[str, Words]]
    rows: Sequence[PowerRow]


def matrix() -> Matrix:
    """Every declared role against every power that some role bundles."""
    roles = register.roles()
    bundled = {code for role in roles.values() for code in role.powers}
    rows = [
        PowerRow(code, power.words, [(role.words, code in role.powers) for role in roles.values()])
        for code, power in register.powers().items()
        if code in bundled
    ]
    return Matrix([(code, role.words) for code, role in roles.items()], rows)
