"""Walks past every operation of the contract, with requests as it says they should be and otherwise.

Two files of tests take them, so that two workers share what is the longest of all tests.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from schemathesis.checks import (
    content_type_conformance,
    load_all_checks,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.errors import InvalidSchema
from schemathesis.generation.modes import GenerationMode

from tests.api.callers import caller
from tests.city import City
from zhixing.config.wsgi import application
from zhixing.web.api.front import contract

load_all_checks()

AS_IT_SHOULD_BE, OTHERWISE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
REQUESTS = 160
"""About so many on each walk, however many operations there are: all walks together take less than a minute. Raise it
by hand after a change of how requests are read."""

CHECKED = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def with_real_ids(city: City, items: list[int]) -> dict[str, Any]:
    """The contract with ids that exist where any whole number would do: else nearly nothing is ever found."""
    document: dict[str, Any] = json.loads(json.dumps(contract()))
    known = {
        "organisation.unit": [u.pk for u in city.units.values()],
        "organisation.person": [p.pk for p in city.persons.values()],
    }

    def place(schema: Any) -> Any:
        if isinstance(schema, list):
            return [place(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        if "x-reference" in schema and schema.get("type") == "integer":
            return {"enum": known.get(schema["x-reference"], items)}
        return {name: place(part) for name, part in schema.items()}

    document["components"]["schemas"] = place(document["components"]["schemas"])
    for path, methods in document["paths"].items():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path" and parameter["name"] == "id" and "/files/" not in path:
                    parameter["schema"] = {"enum": items}
    return document


def serving(document: dict[str, Any]) -> Callable[..., Iterable[bytes]]:
    """The application, with this document at /contract.json."""
    content = json.dumps(document).encode()

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/contract.json":
            start_response("200 OK", [("Content-Type", "application/json")])
            return [content]
        return application(environ, start_response)  # type: ignore[no-any-return]  # Django's own

    return app


def taken(who: str, mode: GenerationMode, city: City, items: list[int], *, every: slice) -> Counter[int]:
    """One walk: how often each status was answered."""
    headers = {"Authorization": f"Bearer {caller(city, who).secret}"}
    document = with_real_ids(city, items) if mode == AS_IT_SHOULD_BE else contract()
    schema = schemathesis.openapi.from_wsgi("/contract.json", serving(document))
    answered: Counter[int] = Counter()
    operations = [result.ok() for result in schema.get_all_operations()][every]
    for operation in operations:
        walk(operation, mode, max(1, REQUESTS // len(operations)), headers, answered)
    return answered


def walk(
    operation: Any, mode: GenerationMode, count: int, headers: dict[str, str], answered: Counter[int]
) -> None:
    """Send so many requests to one operation and hold each answer against the contract."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        response = case.call(headers=headers)
        answered[response.status_code] += 1
        case.validate_response(response, checks=CHECKED)

    try:
        one()
    except InvalidSchema:  # nothing about this operation can be sent wrongly
        return
