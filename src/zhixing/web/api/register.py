"""What a module adds to the API for its kinds: the fields it publishes, and the filters of its list.

    register_fields("supervision.item", ItemFields, item_fields, related=("handler",), filters={...})

in the module's `AppConfig.ready`. A kind without it is told by what every matter shares. Operations that are no action of a
kind are added with `add_operations`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from django.db import models
from ninja import Router, Schema
from pydantic import Field

from zhixing.base.words import Words
from zhixing.web.api.shapes.marks import Id, both, labelled, worded
from zhixing.web.api.shapes.matters import MatterRow, MatterStory

Builder = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a kind's list: the column it compares, the type it reads, and its words."""

    column: str
    type: Any
    words: Words


@dataclass(frozen=True, slots=True)
class Fields:
    """A kind's own fields: their shape, how they are read off a matter, and what to load along."""

    schema: type[Schema]
    build: Builder
    related: tuple[str, ...] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)


_FIELDS: dict[str, Fields] = {}
_ROUTERS: list[Router] = []
_FEEDS: set[str] = set()
_SEGMENTS: dict[type[models.Model], str] = {}


def register_fields(
    kind_code: str,
    schema: type[Schema],
    build: Builder,
    *,
    related: Iterable[str] = (),
    filters: Mapping[str, Filter] | None = None,
) -> None:
    """Publish a kind's own fields, by an explicit list. A name that every matter has already is a mistake."""
    taken = (MatterRow.model_fields.keys() | MatterStory.model_fields.keys()) & schema.model_fields.keys()
    if taken:
        raise ValueError(f"{kind_code}: {sorted(taken)} are fields of every matter")
    _FIELDS[kind_code] = Fields(schema, build, tuple(related), dict(filters or {}))


def add_operations(router: Router, *, feeds: Iterable[str] = ()) -> None:
    """Operations of a module that are no action and no list of a kind; each is declared with `operations.said`.

    `feeds` are the url names of doors at which programs hand in what happens as it happens: they have a limit of their own.
    """
    _ROUTERS.append(router)
    _FEEDS.update(feeds)


def feeds() -> frozenset[str]:
    """The url names of doors for programs that hand in what happens as it happens."""
    return frozenset(_FEEDS)


def added_operations() -> list[Router]:
    """What modules added, in the order of their start."""
    return list(_ROUTERS)


def fields_of(kind_code: str) -> Fields | None:
    """The kind's own fields, or None where its module registered none."""
    return _FIELDS.get(kind_code)


def register_segment(model: type[models.Model], segment: str) -> None:
    """The noun in the address of actions on things that are no matters: `register_segment(Unit, "units")`."""
    _SEGMENTS[model] = segment


def segment_of(model: type[models.Model]) -> str:
    """The noun in the address; the model's name in words with an s unless registered otherwise: stand-ins."""
    return _SEGMENTS.get(model, re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower() + "s")


def by_choice(column: str, members: Iterable[Any], words: Words) -> Filter:
    """A filter by a member of a closed set."""
    known = list(members)
    values = tuple(m.value for m in known)
    extra = {**labelled(known), "x-label": both(words)}
    told = Field(description=words.text("en"), json_schema_extra=extra)
    return Filter(column, Annotated[Literal[values], told], words)


def by_id(column: str, words: Words) -> Filter:
    """A filter by the id of a unit or person."""
    return Filter(column, Annotated[Id, worded(words)], words)


def by_flag(column: str, words: Words) -> Filter:
    """A filter by yes or no."""
    return Filter(column, Annotated[bool, worded(words)], words)
