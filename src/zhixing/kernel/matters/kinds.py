"""The register of matter kinds: every model of a thing that is opened, moved, closed and must be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhixing.base.words import Words

if TYPE_CHECKING:
    from zhixing.kernel.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Kind:
    """What the doors need to know of a kind: its words, its address, the power to see it, its model."""

    code: str
    words: Words
    plural: Words
    model: type[Matter]
    view: str
    segment: str
    confidential: bool

    @property
    def module(self) -> str:
        return self.code.split(".")[0]


_KINDS: dict[str, Kind] = {}


def register(
    code: str,
    model: type[Matter],
    *,
    words: Words,
    plural: Words,
    view: str,
    segment: str,
    confidential: bool = False,
) -> Kind:
    """Declare a kind. `view` is the power without which its matters do not exist for a person.

    `segment` is its noun in addresses ("items"). A confidential kind has no "sees the whole jurisdiction" shortcut.
    """
    kind = Kind(code, words, plural, model, view, segment, confidential)
    _KINDS[code] = kind
    return kind


def kind(code: str) -> Kind:
    """The kind by its code; KeyError for one that no module registered."""
    return _KINDS[code]


def kinds() -> dict[str, Kind]:
    """All kinds by code."""
    return dict(sorted(_KINDS.items()))


def of_model(model: type[Matter]) -> Kind:
    """The kind a model was registered as."""
    return next(k for k in _KINDS.values() if k.model is model)
