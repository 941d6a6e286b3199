"""The contract as a document (public), and as a page that anyone can read: no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhixing.base.refusals import Refusal
from zhixing.base.words import language, w
from zhixing.web.api.contents import REF
from zhixing.web.api.front import DESCRIPTION, contract
from zhixing.web.api.rendering import Renderer
from zhixing.web.pages import page

KEPT_SECONDS = 300
PLACES = {"path": w("address", "地址"), "query": w("query", "查询参数"), "header": w("header", "请求头")}
ITS_ID = w("Its number (id)", "编号（id）")


@cache
def _document() -> bytes:
    return Renderer().render(None, contract(), response_status=200)


@page(None)
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1. The same for every reader, so a proxy may keep it for a while."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    response = HttpResponse(_document(), content_type="application/json; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


@require_safe
@page(None)
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and fields, and every refusal with its code, in the reader's language."""
    document = contract()
    schemas = document["components"]["schemas"]
    words = {tag["name"]: _told(tag["x-words"]) for tag in document["tags"]}
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            tag = operation.get("tags", [""])[0]
            groups.setdefault(tag, []).append(_operation(path, method, operation, schemas))
    known = {
        "description": DESCRIPTION,
        "groups": [{"words": words[name], "operations": found} for name, found in groups.items()],
        "refusals": _refusals(),
        "count": sum(len(found) for found in groups.values()),
    }
    return render(request, "api/reference.html", known)


def _operation(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    body = next(iter(operation.get("requestBody", {}).get("content", {}).items()), None)
    return {
        "path": path,
        "method": method.upper(),
        "id": operation["operationId"],
        "words": _told(operation["x-words"]),
        "help": _told(operation.get("x-help")),
        "power": operation["x-power"],
        "parameters": [_parameter(p) for p in operation["parameters"]],
        "body_type": body[0] if body else "",
        "fields": list(_fields(body[1]["schema"], schemas)) if body else [],
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "where": str(PLACES[parameter["in"]]),
        "type": _type_of(schema),
        "required": parameter["required"],
        "words": _told(schema.get("x-label")) or (str(ITS_ID) if parameter["name"] == "id" else ""),
    }


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields of a body, with the values of closed sets told."""
    whole = _whole(schema, schemas)
    for name, found in whole.get("properties", {}).items():
        closed = next((s for s in _parts(found, schemas) if "x-labels" in s), None)
        labels = closed["x-labels"][language()] if closed else {}
        yield {
            "name": name,
            "type": _type_of(found) if not closed else "string",
            "required": name in whole.get("required", []),
            "words": _told(found.get("x-label")),
            "hint": _told(found.get("x-hint")),
            "values": list(labels.items()),
        }


def _whole(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    target = schema.get("$ref", "")
    return schemas[target.removeprefix(REF)] if target else schema


def _parts(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield _whole(schema, schemas)
    for part in [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]:
        yield _whole(part, schemas)


def _type_of(schema: dict[str, Any]) -> str:
    """The JSON type as one reads it: "integer", "string (date)", "array of integer"."""
    if "anyOf" in schema:
        kinds = [_type_of(part) for part in schema["anyOf"] if part.get("type") != "null"]
        return " | ".join(dict.fromkeys(kinds))
    if schema.get("type") == "array":
        return f"array of {_type_of(schema.get('items', {}))}"
    form = f" ({schema['format']})" if "format" in schema else ""
    return str(schema.get("type", "string" if "enum" in schema else "object")) + form


def _told(words: dict[str, str] | None) -> str:
    return words[language()] if words else ""


def _refusals() -> list[dict[str, Any]]:
    """Every declared refusal, by code, with its sentence as it stands before the facts are put in."""
    found: dict[str, dict[str, Any]] = {}
    waiting: list[type[Refusal]] = [Refusal]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found[kind.code] = {
            "code": kind.code,
            "status": kind.status,
            "reason": str(kind.reason),
            "remedy": str(kind.remedy),
        }
    return [found[code] for code in sorted(found)]
