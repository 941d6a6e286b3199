"""What administration acts on: units, posts, accounts … each with its noun in addresses and its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhixing.base.refusals import NotFound
from zhixing.base.words import Words
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.permission import why_not
from zhixing.kernel.actions.register import Spec, actions_of
from zhixing.web.components import Deed


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that is no matter.

    `words` names the page one comes from, `noun` one such thing. `home(thing)` is the page to come back to;
    None: before it was made.
    """

    segment: str
    model: Any
    words: Words
    noun: Words
    home: Callable[[Any], str]


_SUBJECTS: dict[str, Subject] = {}


def subject(segment: str, model: Any, words: Words, noun: Words, home: Callable[[Any], str]) -> None:
    """Declare a subject; call it while the module is set up."""
    _SUBJECTS[segment] = Subject(segment, model, words, noun, home)


def at(segment: str) -> Subject:
    """The subject behind an address, or NotFound."""
    if segment not in _SUBJECTS:
        raise NotFound
    return _SUBJECTS[segment]


def of(model: Any) -> Subject:
    """The subject of a model."""
    return next(s for s in _SUBJECTS.values() if s.model is model)


def noun_of(label: str) -> Words | None:
    """What a model is called, by its label as it stands in a record's subject ("organisation.unit")."""
    return next((s.noun for s in _SUBJECTS.values() if s.model._meta.label_lower == label), None)


def spec_of(found: Subject, name: str, *, opens: bool) -> Spec[Any, Any]:
    """The action behind an address, or NotFound."""
    spec = actions_of(found.model).get(name)
    if spec is None or spec.opens is not opens:
        raise NotFound
    return spec


def address(found: Subject, name: str, thing_id: int | None) -> str:
    """The form of an action."""
    if thing_id is None:
        return reverse("administration:open", args=[found.segment, name])
    return reverse("administration:act", args=[found.segment, thing_id, name])


def deeds(thing: Any, actor: Actor, *names: str) -> list[Deed]:
    """What the actor may do to the thing (all its actions, or the named ones): those of his own office only."""
    found = of(type(thing))
    made = []
    for spec in actions_of(found.model).values():
        if spec.opens or (names and spec.name not in names):
            continue
        if spec.shown_if is not None and not spec.shown_if(thing):
            continue
        refusal = why_not(spec, thing, actor)
        if refusal is not None:
            continue
        made.append(
            Deed(
                spec.words,
                address(found, spec.name, thing.pk),
                main=spec.tone == "primary",
                grave=spec.tone == "grave",
            )
        )
    return sorted(made, key=lambda d: (not d.main, d.grave))


def new_deed(model: Any, name: str, actor: Actor, icon: str = "plus") -> list[Deed]:
    """The action that makes a new one, if the actor may do it."""
    found = of(model)
    spec = spec_of(found, name, opens=True)
    if not actor.has(spec.power):
        return []
    return [Deed(spec.words, address(found, name, None), icon=icon, main=spec.tone == "primary")]
