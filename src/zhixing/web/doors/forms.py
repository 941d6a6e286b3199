"""The form of an action, from its parameters; and what a form sends, as the JSON the API would have got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models
from django.http import QueryDict
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Parameter, ParameterKind
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.files.service import store
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.web.components import Field, Option

FIRST_CHOICES = 60
FOUND = 30


def fields_of(
    spec: Spec[Any, Any],
    item: Any,
    actor: Actor,
    given: Mapping[str, Any],
    errors: Mapping[str, str],
    where: str,
) -> list[Field]:
    """The questions of the form, with what was given before and what is wrong with it."""
    return [
        _field(p, item, actor, given.get(p.name, _default(p, item)), str(errors.get(p.name, "")), where)
        for p in spec.parameters
    ]


def _default(p: Parameter, item: Any) -> Any:
    """What already stands on the item under this name, so that amending begins from it; else the declared default."""
    if item is not None and p.name == "supporting_units":
        return sorted(getattr(item, "supporting_ids", ()))
    if item is not None and hasattr(item, f"{p.name}_id"):
        return getattr(item, f"{p.name}_id")
    if item is not None and p.name in {f.name for f in item._meta.concrete_fields}:
        return getattr(item, p.name)
    return p.default


def _field(p: Parameter, item: Any, actor: Actor, value: Any, error: str, where: str) -> Field:
    more: dict[str, Any] = {}
    if p.kind == ParameterKind.CHOICE:
        chosen = str(getattr(value, "value", value) or "")
        more["options"] = [Option(v, said, chosen=v == chosen) for v, said in p.options]
    if p.kind == ParameterKind.REFERENCE and p.choices is not None:
        more["options"] = _options(p, item, actor, value)
        more["search_url"] = f"{where}?field={p.name}"
    if p.kind == ParameterKind.DAY and p.name in {"limit_on", "new_limit_on", "reply"}:
        more["least"] = clock.today().isoformat()
    if p.kind in (ParameterKind.LINE, ParameterKind.TEXT):
        more["max_length"] = p.limit
    return Field(
        name=p.name,
        kind=p.kind.value,
        label=p.label,
        value=_shown(value, p),
        hint=p.hint or "",
        error=error,
        required=p.required,
        many=p.many,
        **more,
    )


def _shown(value: Any, p: Parameter) -> Any:
    if p.many:
        return [_shown_one(v) for v in value or []]
    if p.kind == ParameterKind.FLAG:
        return bool(value)
    return _shown_one(value)


def _shown_one(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value.pk)
    return str(getattr(value, "value", value))


def _options(p: Parameter, item: Any, actor: Actor, value: Any) -> list[Option]:
    """What is chosen first, then the first of what may be chosen: enough for a form without a script."""
    assert p.choices is not None
    chosen = {int(v) for v in _as_list(value) if str(v).isdigit()}
    source = p.choices(item, actor)
    found = list(source.filter(pk__in=chosen)) if chosen else []
    limit = 400 if p.target in (Unit,) else FIRST_CHOICES * 5
    rest = list(source.exclude(pk__in=chosen)[:limit])
    return [Option(str(t.pk), told(t), chosen=t.pk in chosen, hint=hint(t)) for t in [*found, *rest]]


def found(p: Parameter, item: Any, actor: Actor, query: str) -> list[Option]:
    """What may be chosen and holds these characters in its name."""
    assert p.choices is not None
    source = p.choices(item, actor)
    fields = {f.name for f in source.model._meta.get_fields()}
    wanted = models.Q()
    for name in ("name", "short_name", "title", "number"):
        if name in fields:
            wanted |= models.Q(**{f"{name}__icontains": query.strip()[:60]})
    return [Option(str(t.pk), told(t), hint=hint(t)) for t in source.filter(wanted)[:FOUND]]


def told(thing: Any) -> str | Words:
    """A thing that may be chosen, as people call it."""
    teller = getattr(thing, "told", None)
    return teller() if teller else str(thing)


def hint(thing: Any) -> str:
    """A quiet second line where names are not enough: a person's unit and post."""
    if isinstance(thing, Person):
        held = thing.appointments.filter(until_on=None).select_related("post__unit").first()
        return f"{held.post.unit.short_name} {held.post.name}" if held else ""
    return ""


def _as_list(value: Any) -> Sequence[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]


def sent(spec: Spec[Any, Any], post: QueryDict, files: Any, actor: Actor) -> dict[str, Any]:
    """What a form sent, as the JSON the API would have got: empty left out, digits as numbers, files stored first."""
    given: dict[str, Any] = {}
    for p in spec.parameters:
        if p.kind == ParameterKind.FILE:
            stored = [store(f.name, f, actor=actor).pk for f in files.getlist(p.name)]
            kept = [int(v) for v in post.getlist(f"{p.name}.kept") if v.isdigit()]
            values: list[Any] = kept + stored
        else:
            values = [v for v in post.getlist(p.name) if v.strip() != ""]
        if p.kind == ParameterKind.FLAG:
            given[p.name] = bool(values) and values[-1] in {"on", "true", "1", "yes"}
        elif p.many:
            given[p.name] = [_plain(p, v) for v in values]
        elif values:
            given[p.name] = _plain(p, values[-1])
    return given


def _plain(p: Parameter, value: Any) -> Any:
    if p.kind in (ParameterKind.NUMBER, ParameterKind.REFERENCE) and isinstance(value, str):
        stripped = value.strip()
        return int(stripped) if stripped.lstrip("-").isdigit() and len(stripped) < 17 else value
    if p.kind == ParameterKind.MOMENT and isinstance(value, str) and "+" not in value and "Z" not in value:
        return f"{value}{clock.now().astimezone(clock.zone()).strftime('%z')}"
    return value


def where(module: str, segment: str, item_id: int | None, name: str) -> str:
    """The address that answers searches for this form's references."""
    if item_id is None:
        return reverse("door-open-choices", args=[module, segment, name])
    return reverse("door-choices", args=[module, segment, item_id, name])
