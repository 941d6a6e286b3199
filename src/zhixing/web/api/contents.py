"""The bodies of actions as JSON schema, from the declared parameters: labels, hints and closed sets in both languages."""

from __future__ import annotations

from typing import Any

from zhixing.kernel.actions.parameters import Parameter, ParameterKind
from zhixing.kernel.actions.register import Spec
from zhixing.web.api.shapes.marks import both, labelled

REF = "#/components/schemas/"
_BODIES: dict[str, dict[str, Any]] = {}
_SETS: dict[str, tuple[Any, dict[str, Any]]] = {}


def reference_to(spec: Spec[Any, Any]) -> dict[str, str]:
    """The place of the action's body among the contract's components; writes it there."""
    title = spec.shape.__name__
    made = schema_of(spec)
    if _BODIES.setdefault(title, made) != made:
        raise ValueError(f"two actions have bodies titled {title}")
    return {"$ref": REF + title}


def components() -> dict[str, dict[str, Any]]:
    """All bodies and closed sets referred to so far, by title."""
    return {**{title: schema for title, (_, schema) in _SETS.items()}, **_BODIES}


def schema_of(spec: Spec[Any, Any]) -> dict[str, Any]:
    """The action's shape with the words of each parameter."""
    schema = spec.shape.model_json_schema(ref_template=REF + "{model}")
    schema.pop("$defs", None)
    schema["description"] = spec.help.text("en")
    properties = schema.get("properties", {})
    for parameter in spec.parameters:
        properties[parameter.name] = _worded(properties[parameter.name], parameter)
    schema["properties"] = properties
    return schema


def _worded(schema: dict[str, Any], parameter: Parameter) -> dict[str, Any]:
    if parameter.kind == ParameterKind.CHOICE:
        schema = _pointing(schema, _set(parameter.target))
    found = {**schema, "title": parameter.label.text("en"), "x-label": both(parameter.label)}
    if parameter.hint:
        found["description"] = parameter.hint.text("en")
        found["x-hint"] = both(parameter.hint)
    if parameter.kind == ParameterKind.REFERENCE:
        found["x-reference"] = parameter.target._meta.label_lower
    if parameter.kind == ParameterKind.FILE:
        found["x-reference"] = "files.storedfile"
    return found


def _pointing(schema: Any, to: dict[str, str]) -> Any:
    """The schema with every reference to its own enum turned to the component that carries the labels."""
    if isinstance(schema, list):
        return [_pointing(part, to) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {**schema, **to}
    return {name: _pointing(part, to) for name, part in schema.items()}


def _set(members: Any) -> dict[str, str]:
    """A closed set under a name that begins with its module: two modules may each have a Grade."""
    title = _module_of(members).title() + members.__name__
    schema = {"type": "string", "title": title, **labelled(members)}
    if _SETS.setdefault(title, (members, schema))[0] is not members:
        raise ValueError(f"two closed sets are called {title}")
    return {"$ref": REF + title}


def _module_of(members: Any) -> str:
    """The package below `modules` or `kernel` in which the set is declared."""
    steps = str(members.__module__).split(".")
    return next(
        (steps[i + 1] for i, step in enumerate(steps[:-1]) if step in {"modules", "kernel"}), steps[0]
    )
