"""A pack: one source document or statute, readable by a lawyer alone; the source of the published JSON Schema."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from zhixing.kernel.rulebook.schema.parts import Checked, Strict, Two
from zhixing.kernel.rulebook.schema.rules import Rule


class Option(Strict):
    """One way to read an ambiguity or to set a value."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Two


class Setting(Strict):
    """What the source leaves open (matrix G): the ways to read it, with a stated default. Rules name theirs in `only_if`."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Two
    row: str | None = None
    options: list[Option] = Field(min_length=2)
    default: str
    note: Two

    @model_validator(mode="after")
    def _known(self) -> Setting:
        keys = [o.key for o in self.options]
        if self.default not in keys or len(set(keys)) != len(keys):
            raise ValueError(f"the default is one of the options {keys}, each once")
        return self


class Outside(Strict):
    """A row of the source that no software can carry, and why."""

    row: str
    why: Two


class Pack(Strict):
    """One source document or statute: its rules with their cases.

    `foresees` names events (with their facts) that no module offers yet; any other unknown event is a mistake. `national`
    statutes hold everywhere at their `levels`; the others where a jurisdiction switches them on.
    """

    pack: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    version: int = Field(ge=1)
    title: Two
    source: Two
    levels: list[Literal["nation", "province", "city", "county", "town"]] = Field(min_length=1)
    national: bool = False
    in_force_on: date
    checked: Checked | None = None
    foresees: dict[str, list[str]] = Field(default_factory=dict)
    settings: list[Setting] = Field(default_factory=list)
    outside: list[Outside] = Field(default_factory=list)
    rules: list[Rule] = Field(min_length=1)

    @model_validator(mode="after")
    def _hangs_together(self) -> Pack:
        codes = [r.code for r in self.rules]
        if twice := sorted({c for c in codes if codes.count(c) > 1}):
            raise ValueError(f"rule codes stand twice: {twice}")
        options = {(s.code, o.key) for s in self.settings for o in s.options}
        for rule in self.rules:
            if rule.only_if and (rule.only_if.setting, rule.only_if.option) not in options:
                raise ValueError(
                    f"{rule.code}: no setting {rule.only_if.setting} with option {rule.only_if.option}"
                )
        return self

    def chosen(self, choices: dict[str, Any]) -> dict[str, str]:
        """The option of each setting: as chosen, else its default."""
        return {s.code: str(choices.get(s.code, s.default)) for s in self.settings}
