"""The closed set of parameter kinds: each one strict annotation, one template, one schema for page and API.

Shape first (no database; may answer 422 before the item is found), references later, inside the transaction, with item
and actor at hand: a reference names its source of choices with `among`.
"""

from __future__ import annotations

import inspect
import types
import typing
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any

from django.db import models
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

from zhixing.base.words import Words


class ParameterKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    MONEY = "money"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    REFERENCE = "reference"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Long:
    """Marks text of more than one line."""

    limit: int = 5000


@dataclass(frozen=True, slots=True)
class Label:
    """The parameter's words, where its name's own in the glossary of labels do not fit; and a hint."""

    words: Words | None = None
    hint: Words | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """Where a reference may be chosen from: a question to the database with the item and the actor."""

    choices: Callable[[Any, Any], models.QuerySet[Any]]


among = Among  # `handler: Annotated[Person, among(members_of_lead_unit)]` reads as a phrase


class FileId(int):
    """The id of a stored file that the actor brought and nobody used yet."""


def _clean(text: str) -> str:
    """NFC, without control and direction-override characters: NUL breaks JSONB, bidi marks forge what is read."""
    text = unicodedata.normalize("NFC", text)
    for char in text:
        category = unicodedata.category(char)
        if (
            category == "Cc" and char not in "\n\t\r"
        ) or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            raise ValueError(f"control character U+{ord(char):04X}")
        if category == "Cs":
            raise ValueError("half of a character (a lone surrogate)")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _iso_only(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("a day is written YYYY-MM-DD")
    return value


FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2100, 12, 31)
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_clean)]
Day = Annotated[date, BeforeValidator(_iso_only), Field(ge=FIRST_DAY, le=LAST_DAY)]
Flag = Annotated[bool, Strict()]
Number = Annotated[int, Strict(), Field(ge=-(2**53) + 1, lt=2**53)]
Reference = Annotated[int, Strict(), Field(gt=0, lt=2**53)]
Money = Annotated[
    Decimal,
    Field(max_digits=14, decimal_places=2, ge=0),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,12}(\.\d{1,2})?$"}),
]


def long_text(limit: int) -> Any:
    return Annotated[str, StringConstraints(strip_whitespace=True, max_length=limit), AfterValidator(_clean)]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an action, as the page, the API and the documents need it."""

    name: str
    kind: ParameterKind
    many: bool
    required: bool
    default: Any
    shape: Any
    target: Any
    label: Words
    hint: Words | None
    choices: Callable[[Any, Any], models.QuerySet[Any]] | None
    limit: int = 200

    @property
    def options(self) -> list[tuple[str, Words | str]]:
        """The members of a choice, with their words."""
        return (
            [(m.value, getattr(m, "label", m.value)) for m in self.target]
            if self.kind == ParameterKind.CHOICE
            else []
        )


_LABELS: dict[tuple[str, str], Words] = {}


def label(name: str, words: Words, within: str = "") -> None:
    """Declare the words of a parameter name once, for all actions of a package (`within`) or for all there are.

    What a module says of its own goes before what all share; two meanings in one package are a mistake (ValueError).
    """
    known = _LABELS.setdefault((within, name), words)
    if known != words:
        raise ValueError(f"the parameter name {name} already means “{known.en}”")


def _words_of(name: str, module: str) -> Words | None:
    """The words in force for the name in this Python module: those of the nearest package that has some."""
    parts = module.split(".")
    packages = [".".join(parts[:n]) for n in range(len(parts), -1, -1)]
    return next((_LABELS[package, name] for package in packages if (package, name) in _LABELS), None)


def read(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The keyword parameters of an action's function, `actor` aside. Refuses what is not one of the ten kinds."""
    signature = inspect.signature(function, eval_str=True)
    return tuple(
        _one(function.__qualname__, p, function.__module__)
        for p in signature.parameters.values()
        if p.kind is inspect.Parameter.KEYWORD_ONLY and p.name != "actor"
    )


def _one(where: str, p: inspect.Parameter, module: str) -> Parameter:
    annotation, marks = p.annotation, []
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
    if typing.get_origin(annotation) is Annotated:
        annotation, *marks = typing.get_args(annotation)
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
    many = typing.get_origin(annotation) is list
    if many:
        annotation = typing.get_args(annotation)[0]
        if typing.get_origin(annotation) is Annotated:
            annotation, *inner = typing.get_args(annotation)
            marks += inner
    kind, shape = _kind_of(where, p.name, annotation, marks)
    said = next((m for m in marks if isinstance(m, Label)), Label())
    words = said.words or _words_of(p.name, module)
    if words is None:
        raise TypeError(f"{where}: the parameter {p.name} has no words; declare them with label() or Label()")
    required = p.default is inspect.Parameter.empty
    return Parameter(
        name=p.name,
        kind=kind,
        many=many,
        required=required,
        default=None if required else p.default,
        shape=shape,
        target=annotation,
        label=words,
        hint=said.hint,
        choices=next((m.choices for m in marks if isinstance(m, Among)), None),
        limit=next((m.limit for m in marks if isinstance(m, Long)), 200),
    )


def _kind_of(where: str, name: str, annotation: Any, marks: Iterable[Any]) -> tuple[ParameterKind, Any]:
    long = next((m for m in marks if isinstance(m, Long)), None)
    if annotation is str:
        return (ParameterKind.TEXT, long_text(long.limit)) if long else (ParameterKind.LINE, Line)
    plain: dict[Any, tuple[ParameterKind, Any]] = {
        date: (ParameterKind.DAY, Day),
        datetime: (ParameterKind.MOMENT, AwareDatetime),
        Decimal: (ParameterKind.MONEY, Money),
        int: (ParameterKind.NUMBER, Number),
        bool: (ParameterKind.FLAG, Flag),
        FileId: (ParameterKind.FILE, Reference),
    }
    if annotation in plain:
        return plain[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ParameterKind.CHOICE, annotation
    if isinstance(annotation, type) and issubclass(annotation, models.Model):
        if not any(isinstance(m, Among) for m in marks):
            raise TypeError(f"{where}: the reference {name} says not where it may be chosen from (among)")
        return ParameterKind.REFERENCE, Reference
    raise TypeError(f"{where}: {name} is {annotation}, which is none of the ten kinds of parameter")
