"""Callers of the API for tests: a person of the small city with a token, in either language."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from tests.city import City
from zhixing.base import clock
from zhixing.kernel.access.tokens import issue

ROOT = "/api/v1"
ITEMS = f"{ROOT}/supervision/items"
THURSDAY = date(2026, 3, 5)
PROBLEM = "application/problem+json"


@dataclass
class Caller:
    """Asks with a bearer token. `get` and `post` take what comes after /api/v1."""

    secret: str
    client: Client
    language: str = "zh"

    def headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}", "Accept-Language": self.language, **more}

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(ROOT + path, query or {}, headers=self.headers(sent))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body if isinstance(body, (bytes, str)) else json.dumps(body or {}, ensure_ascii=False)
        kind = sent.pop("Content-Type", "application/json")
        return self.client.post(ROOT + path, raw, content_type=kind, headers=self.headers(sent))

    def bring(self, name: str, content: bytes) -> Any:
        stream = io.BytesIO(content)
        stream.name = name
        return self.client.post(f"{ROOT}/files", {"file": stream}, headers=self.headers({}))


def caller(city: City, who: str, *, on: date = THURSDAY, language: str = "zh") -> Caller:
    """A caller with a new token of that person's account, good for a month from `on`."""
    with clock.at(clock.moment_on(on)):
        until = date(on.year, on.month + 1, on.day) if on.month < 12 else date(on.year + 1, 1, on.day)
        _, secret = issue(city.accounts[who], "tests", until)
    return Caller(secret, Client(raise_request_exception=False), language)


def draft(city: City, **more: Any) -> dict[str, Any]:
    """The body that registers a valid item."""
    return {
        "title": "完成老旧小区改造20个",
        "source": "meeting",
        "supervising_unit": city.office.pk,
        "lead_unit": city.housing.pk,
        "supporting_units": [city.finance.pk],
        "carrying_leader": city.persons["vice"].pk,
        "overall_leader": city.persons["housing_head"].pk,
        "limit_on": "2026-06-30",
    } | more


SHAPE = {"type", "title", "status", "detail", "instance", "code", "remedy", "request_id"}


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem in the answer, after asking whether it has its shape."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == PROBLEM
    told: dict[str, Any] = json.loads(response.content)
    assert SHAPE <= told.keys() <= SHAPE | {"basis", "fields"}
    assert (told["status"], told["code"]) == (status, code)
    assert told["type"] == f"/api/v1/docs#{code}"
    assert told["instance"] == response.wsgi_request.path
    assert told["request_id"] == response["X-Request-ID"]
    assert told["detail"] and told["remedy"]
    return told
