"""The questions of a form: one shape for every kind of parameter an action may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhixing.base.words import w
from zhixing.web.components.basic import Text

RADIO_AT_MOST = 5
"""Up to this many options a choice is shown as radio buttons: all of them can be seen at once."""

GROUPED_KINDS = {"choice", "reference", "file"}
"""Kinds whose `many` is one template of its own and no repetition of the single one."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen. `hint` is a quiet second line."""

    value: str
    label: Text
    chosen: bool = False
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question (`field.html`).

    `kind` is line, text, day, moment, money, number, flag, choice, reference or file; `many` makes it a list
    of them. `value` is text as it stands in the input (a list of texts when `many`). `search_url` answers
    `?q=` with `components/_options.html`; `unit` stands after the input; `least` and `most` bound a day or
    moment; `accept` lists file types; `secret` hides what is typed.
    """

    name: str
    kind: str
    label: Text
    value: Any = ""
    hint: Text = ""
    error: Text = ""
    required: bool = True
    many: bool = False
    options: Sequence[Option] = ()
    search_url: str = ""
    unit: Text = ""
    least: str = ""
    most: str = ""
    max_length: int | None = None
    accept: str = ""
    autocomplete: str = ""
    secret: bool = False
    place: int = 0  # which of many this is, from 1
    aria_label: Text = ""

    @property
    def id(self) -> str:
        return f"field-{self.name}" + (f"-{self.place}" if self.place else "")

    @property
    def template(self) -> str:
        repeated = self.many and self.kind not in GROUPED_KINDS
        return f"components/fields/{'many' if repeated else self.kind}.html"

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for `aria-describedby`."""
        parts = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.error)
        return " ".join(parts)

    @property
    def is_group(self) -> bool:
        """Several inputs under one label: drawn as a fieldset with a legend."""
        return self.many or (self.kind == "choice" and len(self.options) <= RADIO_AT_MOST)

    @property
    def parts(self) -> list[Field]:
        """For `many`: a field for each value, and an empty one to write the next."""
        return [
            replace(
                self,
                value=value,
                many=False,
                required=False,
                hint="",
                error="",
                place=place,
                aria_label=w("{label}, number {n}", "{label}（第 {n} 项）").put(label=self.label, n=place),
            )
            for place, value in enumerate([*(self.value or []), ""], start=1)
        ]
