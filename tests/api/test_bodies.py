"""Bodies and headers that cannot be taken are refused in the one shape, and never break us."""

from __future__ import annotations

import json

import pytest

from tests.api.callers import problem

NUL, HALF = "\x00", "\ud800"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "api.body_not_readable"),
        (b"[1]", 400, "api.body_not_readable"),
        (b'"text"', 400, "api.body_not_readable"),
        (b"\xff\xfe{}", 400, "api.body_not_readable"),
        (b'{"note":NaN}', 400, "api.body_not_readable"),
        (b'{"note":1e999}', 400, "api.body_not_readable"),
        (b'{"note":' + b"9" * 5000 + b"}", 400, "api.body_not_readable"),
        (b'{"note":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "api.body_not_readable"),
        (b'{"note":' + b"[" * 30 + b"]" * 30 + b"}", 400, "api.body_not_readable"),
        (b'{"note":"a","note":"b"}', 400, "api.body_not_readable"),
        (json.dumps({"note": HALF}).encode(), 400, "api.body_not_readable"),
        (json.dumps({HALF: 1}).encode(), 400, "api.body_not_readable"),
        (json.dumps({"note": f"a{NUL}b"}).encode(), 422, "invalid"),
        (json.dumps({"note": "a\u202eb"}).encode(), 422, "invalid"),
        (json.dumps({NUL: "a"}).encode(), 422, "invalid"),
        (json.dumps({"note": 10**300}).encode(), 422, "invalid"),
    ],
    ids=[
        "broken JSON",
        "a list",
        "a text",
        "not UTF-8",
        "NaN",
        "a number out of range",
        "5,000 digits",
        "very deep",
        "deeper than read",
        "a name twice",
        "half a character",
        "half a character as name",
        "NUL",
        "a direction mark",
        "NUL as name",
        "a huge whole number",
    ],
)
def test_a_body_that_cannot_be_taken_is_refused_and_never_breaks_us(
    officer, item, unchanged, body, status, code
):
    problem(officer.post(f"/supervision/items/{item}/issue", body), status, code)


def test_a_body_of_another_type_is_refused(officer, item, unchanged):
    form = officer.post(f"/supervision/items/{item}/issue", b"note=a", Content_Type="text/plain")
    assert "text/plain" in problem(form, 415, "api.not_the_type")["detail"]
    json_file = officer.post("/files", {"file": "x"})
    assert "multipart/form-data" in problem(json_file, 415, "api.not_the_type")["remedy"]


def test_a_body_that_is_too_large_is_refused_by_its_length(officer, item, unchanged):
    body = json.dumps({"note": "甲" * 1_000_000}, ensure_ascii=False).encode()

    told = problem(officer.post(f"/supervision/items/{item}/issue", body), 413, "api.body_too_large")

    assert "1048576" in told["detail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("If-Match", "7"),
        ("If-Match", 'W/"7"'),
        ("If-Match", '"7", "8"'),
        ("Idempotency-Key", ""),
        ("Idempotency-Key", "x" * 81),
        ("Idempotency-Key", "a key"),
    ],
)
def test_a_header_that_cannot_be_read_is_not_passed_over(officer, item, unchanged, name, value):
    response = officer.post(f"/supervision/items/{item}/issue", **{name.replace("-", "_"): value})

    assert name in problem(response, 400, "api.header_not_readable")["detail"]
