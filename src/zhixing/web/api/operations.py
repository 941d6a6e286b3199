"""How an operation is declared: its words in both languages, its power, its types when they are made at run time."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Path, Query

from zhixing.base.words import Words
from zhixing.web.api.shapes.marks import both
from zhixing.web.pages import ANYONE_SIGNED_IN

IN_PATH: Any = Path  # as values: `IN_QUERY[made]` for a type that is made at run time
IN_QUERY: Any = Query
H = TypeVar("H", bound=Callable[..., Any])


def said(
    words: Words, operation: str, *, power: str | None = ANYONE_SIGNED_IN, **extra: Any
) -> dict[str, Any]:
    """The keywords that every operation gives to its router: id, summary, and both languages for the reference."""
    return {
        "operation_id": operation,
        "summary": words.text("en"),
        "description": "",
        "openapi_extra": {"x-words": both(words), "x-power": power, **extra},
    }


def typed(handler: H, **types: Any) -> H:
    """The handler with these annotations, for types that are made at run time (one per kind)."""
    signature = inspect.signature(handler)
    parameters = [
        p.replace(annotation=types.get(p.name, inspect.Parameter.empty))
        for p in signature.parameters.values()
    ]
    handler.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # read by inspect
    return handler


def pascal(code: str) -> str:
    """ "supervision.item" as the beginning of a schema's name: SupervisionItem."""
    return "".join(part.title() for part in code.replace("_", ".").split("."))
