"""Conditions in CEL (Common Expression Language): compiled once, read only what they are given."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import cel

_LOOPS = re.compile(r"\.(?:map|filter|exists|exists_one|all)\s*\(")
_FACTS = re.compile(r"\bfacts\.([a-z_][a-z0-9_]*)")
MAX_LENGTH = 400  # a condition is a sentence, not a program; CEL has no loops over anything but its own lists


@lru_cache(maxsize=2048)
def _compiled(text: str) -> Any:
    return cel.compile(text)


def check(text: str) -> str | None:
    """What is wrong with a condition, or None."""
    if len(text) > MAX_LENGTH:
        return f"a condition may have {MAX_LENGTH} characters, this has {len(text)}"
    if len(_LOOPS.findall(text)) > 1:
        return "a condition may look through one list, not through lists within lists"
    try:
        _compiled(text)
    except ValueError as wrong:
        return str(wrong).splitlines()[0]
    return None


def facts_in(text: str | None) -> set[str]:
    """The names of the facts that a condition reads."""
    return set(_FACTS.findall(text or ""))


def decided(text: str, **known: Any) -> bool | None:
    """Does the condition hold? None where something that it reads is not known: then it says nothing."""
    try:
        found = _compiled(text).execute(known)
    except (KeyError, TypeError, RuntimeError, ValueError):
        return None
    return found if isinstance(found, bool) else None


def holds(text: str | None, **known: Any) -> bool:
    """Does the condition hold? None always does. A fact that is absent makes it false, never an error."""
    if text is None:
        return True
    try:
        return _compiled(text).execute(known) is True
    except (KeyError, TypeError, RuntimeError, ValueError):
        return False
