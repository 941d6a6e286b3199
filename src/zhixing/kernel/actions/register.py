"""The register of actions: the one verb, declared once (architecture §2).

From a declaration come the button and its form, the API operation, the row in the permission table, the edge in the
lifecycle picture and the permission tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, create_model

from zhixing.base.words import Words
from zhixing.kernel.access.actors import Actor, Keys
from zhixing.kernel.actions import words as _shared_words  # a parameter without words is refused below
from zhixing.kernel.actions.parameters import Parameter, ParameterKind, read
from zhixing.kernel.matters.models import Matter

_ = _shared_words  # imported for its declarations
P = ParamSpec("P")
R = TypeVar("R")
Relation = Callable[[Any, Actor, Keys], bool]


@dataclass(frozen=True)
class By:
    """A relation the actor must stand in to the item beside holding the power, with the words that refuse otherwise.

    `holds(item, actor, keys)` gets the keys of the action's power and asks the database nothing.
    """

    words: Words
    holds: Relation


@dataclass(frozen=True)
class Spec(Generic[P, R]):
    """One action as declared."""

    do_not_call_in_templates: ClassVar[bool] = True  # Django's templates call what can be called
    name: str
    model: Any
    do: Callable[P, R]
    power: str
    words: Words
    help: Words
    moves: Mapping[str, str]
    by: tuple[By, ...] = ()
    opens: bool = False
    tone: Literal["plain", "primary", "grave"] = "plain"
    parameters: tuple[Parameter, ...] = ()
    shown_if: Callable[[Any], bool] | None = None
    consequence: Callable[[Any], Words | None] | None = None
    takes_moment: bool = False
    happened_on: str = ""
    for_many: bool = False
    shape: type[BaseModel] = field(default=BaseModel)

    @property
    def code(self) -> str:
        """ "supervision.sign": module and verb, the operation id of the API and the action of gates."""
        return f"{self.module}.{self.name}"

    @property
    def module(self) -> str:
        return self.power.split(".")[0] if self.model is Matter else str(self.model._meta.app_label)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        raise TypeError(
            f"{self.code} is an action: perform({self.name}, …), for an action never calls another"
        )


_ACTIONS: dict[type, dict[str, Spec[Any, Any]]] = {}


def action(
    model: Any,
    name: str,
    *,
    power: str,
    words: Words,
    help: Words,  # the word the form uses
    moves: Mapping[Any, str] | None = None,  # keys are members of the kind's own states
    by: By | tuple[By, ...] = (),
    opens: bool = False,
    tone: Literal["plain", "primary", "grave"] = "plain",
    shown_if: Callable[[Any], bool] | None = None,
    consequence: Callable[[Any], Words | None] | None = None,
    back_dated: bool = False,
    happened_on: str = "",
    for_many: bool = False,
) -> Callable[[Callable[P, R]], Spec[P, R]]:
    """Declare an action on a model (or, on Matter itself, on every kind).

    `moves` maps from-state to to-state ("" as to-state: stays; absent: any state, unmoved). `opens` marks the action
    that makes a new one: its function returns (thing, event). `back_dated` lets the deed name the moment it happened;
    `happened_on` names a day among the parameters that says so (the day a meeting was held). `for_many`: on a ledger it is
    offered for many matters at once, the form filled once; a deed with a file or a deed that opens cannot be.
    """

    def declare(function: Callable[P, R]) -> Spec[P, R]:
        parameters = read(function)
        if for_many and (opens or any(p.kind == ParameterKind.FILE for p in parameters)):
            raise ValueError(f"{name} cannot be done to many at once: it opens, or takes a file")
        spec = Spec(
            name=name,
            model=model,
            do=function,
            power=power,
            words=words,
            help=help,
            moves=dict(moves or {}),
            by=by if isinstance(by, tuple) else (by,),
            opens=opens,
            tone=tone,
            parameters=parameters,
            shown_if=shown_if,
            consequence=consequence,
            takes_moment=back_dated,
            happened_on=happened_on,
            for_many=for_many,
            shape=_shape(model, name, parameters),
        )
        known = _ACTIONS.setdefault(model, {})
        if name in known:
            raise ValueError(f"{spec.code} is declared twice")
        known[name] = spec
        return spec

    return declare


def _shape(model: Any, name: str, parameters: tuple[Parameter, ...]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for p in parameters:
        shape = list[p.shape] if p.many else p.shape  # type: ignore[name-defined]  # made at run time from the kind
        if p.required:
            fields[p.name] = (shape, ...)
        else:
            default = [] if p.many and p.default is None else p.default
            fields[p.name] = (shape | None if p.default is None and not p.many else shape, default)
    title = f"{model._meta.app_label.title()}{model.__name__}{name.title().replace('_', '')}"
    return create_model(title, __config__=ConfigDict(extra="forbid", title=title), **fields)


def actions_of(model: Any) -> dict[str, Spec[Any, Any]]:
    """The actions a kind offers: its own first, then those of every matter."""
    own = dict(_ACTIONS.get(model, {}))
    if issubclass(model, Matter) and model is not Matter:
        own |= {name: spec for name, spec in _ACTIONS.get(Matter, {}).items() if name not in own}
    return own


def all_actions() -> list[Spec[Any, Any]]:
    """Every declared action, by code."""
    return sorted(
        (s for specs in _ACTIONS.values() for s in specs.values()), key=lambda s: (s.code, s.model.__name__)
    )


def files_in(spec: Spec[Any, Any], given: Mapping[str, Any]) -> list[int]:
    """The ids of stored files among the given parameters."""
    found: list[int] = []
    for p in spec.parameters:
        if p.kind == ParameterKind.FILE and given.get(p.name):
            found += given[p.name] if p.many else [given[p.name]]
    return found
