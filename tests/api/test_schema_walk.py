"""Odd requests made from the contract: none breaks us, and every answer is as the contract says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
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

from tests.api.callers import caller, draft
from tests.city import City
from zhixing.config.wsgi import application
from zhixing.web.api.front import contract

pytestmark = pytest.mark.slow
load_all_checks()

AS_IT_SHOULD_BE, OTHERWISE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
WALKS = [
    ("officer", AS_IT_SHOULD_BE),
    ("officer", OTHERWISE),
    ("housing_clerk", AS_IT_SHOULD_BE),
    ("stranger", OTHERWISE),
]
REQUESTS = 160
"""About so many on each walk, however many operations there are: all walks together take less than a minute. Raise it
by hand after a change of how requests are read."""

CHECKED = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def same_connection(items: list[int]) -> Iterator[None]:
    """Let the application keep the test's connection between requests, as Django's own client does.

    After `items`: that client lets go of it again after each of its requests.
    """
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def items(city: City, officer: Any, clerk: Any) -> list[int]:
    """Three items in three states, so that actions find something to be done to."""
    made = [int(officer.post("/supervision/items", draft(city)).json()["id"]) for _ in range(3)]
    for item in made[1:]:
        officer.post(f"/supervision/items/{item}/issue")
    clerk.post(f"/supervision/items/{made[2]}/sign", {"handler": city.persons["handler"].pk})
    return made


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


@pytest.mark.parametrize(("who", "mode"), WALKS)
def test_no_request_made_from_the_contract_breaks_us(city, items, same_connection, settings, who, mode):
    settings.API_RATE_LIMITS = (100_000, 100_000)
    headers = {"Authorization": f"Bearer {caller(city, who).secret}"}
    document = with_real_ids(city, items) if mode == AS_IT_SHOULD_BE else contract()
    schema = schemathesis.openapi.from_wsgi("/contract.json", serving(document))
    answered: Counter[int] = Counter()

    operations = [result.ok() for result in schema.get_all_operations()]
    for operation in operations:
        walk(operation, mode, max(2, REQUESTS // len(operations)), headers, answered)

    assert answered.total() >= 100, answered
    if (who, mode) == ("officer", AS_IT_SHOULD_BE):
        assert answered[200] >= 20, answered
    if mode == OTHERWISE:
        assert answered[422] + answered[400] + answered[404] >= 60, answered


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
