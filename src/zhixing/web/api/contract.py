"""The contract: OpenAPI 3.1, made from the same declarations as the operations themselves."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from zhixing.web.api import contents
from zhixing.web.api.problems import MEDIA_TYPE, Problem

_PROBLEMS = {
    400: "The request cannot be understood",
    401: "No token and no session, or a token that opens nothing",
    403: "You see it, but lack the power or do not stand in the relation",
    404: "Nothing here that you may see",
    409: "Not from the state in which it is, or a gate is shut",
    412: "Changed since the revision in If-Match",
    413: "Too large",
    415: "Another type of body is read here",
    422: "Fields cannot be accepted; `fields` has a sentence for each",
    429: "Too many requests",
    503: "The database does not answer",
    507: "No room to store the file",
}
_ALWAYS = (400, 401, 403, 404, 422, 429, 503)
_CHANGING = (409, 412, 413, 415)
_SECONDS = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}}


class Contract(OpenAPISchema):
    """ninja's document with our problems, bodies and labels."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """Refuse two schemas of one title: ninja itself would show the last one for both, silently."""
        for title, schema in definitions.items():
            if self.schemas.setdefault(title, schema) != schema:
                raise ValueError(f"two schemas of the API are titled {title}")

    def operation_details(self, operation: Operation) -> dict[str, Any]:
        details: dict[str, Any] = super().operation_details(operation)
        statuses = [*_ALWAYS, *(_CHANGING if "POST" in operation.methods else ())]
        if "multipart/form-data" in details.get("requestBody", {}).get("content", {}):
            statuses.append(507)
        for status in statuses:
            details["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
        for parameter in details["parameters"]:
            parameter["schema"] = _as_sent(parameter["schema"])
        details["responses"] = {str(s): details["responses"][s] for s in sorted(details["responses"])}
        if not details.get("description"):
            details.pop("description", None)
        return details

    def get_components(self) -> dict[str, Any]:
        found: dict[str, Any] = super().get_components()
        self.add_schema_definitions({"Problem": Problem.model_json_schema()})
        self.add_schema_definitions(contents.components())
        found["responses"] = {f"Problem{status}": _problem(status) for status in _PROBLEMS}
        return found


def _as_sent(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema without null: what may be left out cannot be sent as nothing."""
    kinds = [part for part in schema.get("anyOf", []) if part.get("type") != "null"]
    plain = {name: part for name, part in schema.items() if name not in {"anyOf", "title"}}
    if len(kinds) == 1:
        plain = {**kinds[0], **plain}
    elif kinds:
        plain["anyOf"] = kinds
    return {name: part for name, part in plain.items() if name != "default" or part is not None}


def _problem(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told: dict[str, Any] = {"description": _PROBLEMS[status], "content": content}
    if status in {429, 503}:
        told["headers"] = _SECONDS
    return told


class Front(NinjaAPI):
    """The API with its contract."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        return Contract(self, path_prefix if path_prefix is not None else "/api/v1/")
