"""Reading a request: its JSON body, strictly, and the headers that change what it means."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest

from zhixing.base.words import Words, w
from zhixing.web.api.refusals import BodyNotReadable, BodyTooLarge, HeaderNotReadable, NotTheType

JSON = "application/json"
MULTIPART = "multipart/form-data"
LINES = "application/x-ndjson"
MOST_BODY_BYTES = 1024 * 1024  # of JSON, unless settings.API_MOST_BODY_BYTES says otherwise
MOST_LINES_BYTES = 32 * 1024 * 1024  # of JSON lines, which are read one at a time
ENVELOPE_BYTES = 64 * 1024  # what multipart adds around a file
DEEPEST = 20  # levels of nesting; the deepest body an action reads has two

_REVISION = re.compile(r'"(\d{1,9})"')
_KEY = re.compile(r"[!-~]{1,80}")


def must_fit(request: HttpRequest) -> None:
    """Refuse a body that says it is larger than what is read here, before a byte of it is read."""
    most = getattr(settings, "API_MOST_BODY_BYTES", MOST_BODY_BYTES)
    if request.content_type == MULTIPART:
        most = settings.MAX_FILE_BYTES + ENVELOPE_BYTES
    if request.content_type == LINES:
        most = MOST_LINES_BYTES
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError as wrong:
        raise HeaderNotReadable(header="Content-Length", like="123") from wrong
    if length > most:
        raise BodyTooLarge(limit=most)


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The body as one JSON object; {} when there is none. Refuses what `read_json` refuses."""
    if not request.body:
        return {}
    if request.content_type != JSON:
        raise NotTheType(found=request.content_type or "—", wanted=JSON)
    read = read_json(request.body)
    if not isinstance(read, dict):
        raise BodyNotReadable(found=w("it is not one JSON object", "不是一个 JSON 对象"))
    return read


def read_json(content: bytes) -> Any:
    """One JSON value. Refuses what JSON readers disagree about or what a text column cannot hold: repeated names, NaN,
    numbers out of range, halves of characters, deep nesting.
    """
    try:
        read = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once_each,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as wrong:
        raise BodyNotReadable(found=w("it is not UTF-8", "不是 UTF-8 编码")) from wrong
    except RecursionError as wrong:
        raise BodyNotReadable(found=_TOO_DEEP) from wrong
    except ValueError as wrong:  # broken JSON, or a whole number with thousands of digits
        raise BodyNotReadable(found=w("it is not JSON", "不是有效的 JSON")) from wrong
    _must_be_storable(read)
    return read


_TOO_DEEP = w("it is nested too deeply", "嵌套层次过深")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse(w("a name occurs twice in one object", "同一对象中有重复的字段名"))
    return found


def _no_constant(name: str) -> NoReturn:
    _refuse(w("{name} is no JSON number", "{name} 不是 JSON 数值").put(name=name))


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        _refuse(w("a number is out of range", "数值超出范围"))
    return number


def _refuse(found: Words) -> NoReturn:
    raise BodyNotReadable(found=found)


def _must_be_storable(read: Any) -> None:
    """Walk the values level by level: bounded depth, and no text that cannot be written back."""
    level: list[Any] = [read]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for value in level:
            if isinstance(value, str):
                _must_be_whole(value)
            elif isinstance(value, dict):
                below += [*value.keys(), *value.values()]
            elif isinstance(value, list):
                below += value
        if not below:
            return
        level = below
    _refuse(_TOO_DEEP)


def _must_be_whole(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        _refuse(w("a text holds half of a character (a lone surrogate)", "文本含有不完整字符（孤立代理项）"))


def revision_expected(request: HttpRequest) -> int | None:
    """The revision that If-Match names: `"7"`; None without the header or for `*`."""
    said = request.headers.get("If-Match", "").strip()
    if said in {"", "*"}:
        return None
    match = _REVISION.fullmatch(said)
    if match is None:
        raise HeaderNotReadable(header="If-Match", like='"7"')
    return int(match[1])


def key_given(request: HttpRequest) -> str | None:
    """The idempotency key: 1 to 80 printable ASCII characters; None without the header."""
    said = request.headers.get("Idempotency-Key")
    if said is None:
        return None
    if not _KEY.fullmatch(said.strip()):
        raise HeaderNotReadable(header="Idempotency-Key", like="5f0c1d3a-8a0e-4f3b-9d0c-2b1f6f1f7a11")
    return said.strip()
