"""A paper as plain data and back, and its fingerprint.

The data is canonical: text, whole numbers, flags, null, lists and objects, no floats; every block says its
type under `block`. What does not fit is refused, never guessed, because the stored data is the original of
an issued paper.
"""

from __future__ import annotations

import hashlib
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.letters import paper as papers
from zhixing.kernel.letters.paper import Block, Paper

VERSION = 1
_BLOCKS: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in get_args(Block)}


class PaperUnreadable(Refusal):
    """The stored paper does not have the shape that this version can read."""

    code = "letters.paper_unreadable"
    reason = w("The stored paper cannot be read: {problem}.", "无法读取已存文书：{problem}。")
    remedy = w(
        "Check that the program is not older than the data, then ask the system administrator.",
        "请确认程序版本不低于数据版本，并联系系统管理员。",
    )


def to_plain(paper: Paper) -> dict[str, Any]:
    """The paper as JSON-ready data. Fields at their default are left out: new fields change no old paper."""
    return {"version": VERSION, **_plain_fields(paper)}


def from_plain(data: Any) -> Paper:
    """The paper that `to_plain` wrote. Raises PaperUnreadable for anything else."""
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise PaperUnreadable(problem=w("unknown version", "版本不明"))
    body = {key: value for key, value in data.items() if key != "version"}
    paper = _value(Paper, body)
    assert isinstance(paper, Paper)
    return paper


def canonical(paper: Paper) -> bytes:
    """The bytes that are fingerprinted: JSON of RFC 8785 (keys sorted, no spaces, UTF-8)."""
    plain = to_plain(paper)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(paper: Paper) -> str:
    """SHA-256 of the paper's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(paper)).hexdigest()


def _plain_fields(value: Any) -> dict[str, Any]:
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value):
        named = {"block": type(value).__name__.lower()} if type(value) in get_args(Block) else {}
        return {**named, **_plain_fields(value)}
    return value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind, vars(papers))


def _value(kind: type[Any], data: Any) -> Any:
    if not isinstance(data, dict):
        raise PaperUnreadable(problem=w("a part is not an object", "某一部分格式不符"))
    hints = _hints(kind)  # type: ignore[arg-type]  # classes are hashable; type[Any] is not known to be
    if unknown := sorted(set(data) - set(hints)):
        raise PaperUnreadable(problem=w("unknown field {f}", "有不认识的字段 {f}").put(f=unknown[0]))
    try:
        return kind(**{name: _read(hints[name], value) for name, value in data.items()})
    except (TypeError, ValueError) as wrong:
        raise PaperUnreadable(problem=str(wrong)) from wrong


def _read(hint: Any, data: Any) -> Any:
    """`data` as the annotation `hint` asks; TypeError or ValueError when it is something else."""
    if hint == Block:
        kind = _BLOCKS[data["block"]] if isinstance(data, dict) and data.get("block") in _BLOCKS else None
        if kind is None:
            raise ValueError("a block of the body is of no known kind")
        return _value(kind, {key: value for key, value in data.items() if key != "block"})
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(each for each in get_args(hint) if each is not types.NoneType)
        return None if data is None else _read(inner, data)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), data)
    return _scalar(hint, data)


def _tuple(inner: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise TypeError("a list is expected")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_read(inner[0], each) for each in data)
    if len(data) != len(inner):
        raise ValueError(f"a list of {len(inner)} is expected")
    return tuple(_read(hint, each) for hint, each in zip(inner, data, strict=True))


def _scalar(hint: Any, data: Any) -> Any:
    if is_dataclass(hint):
        return _value(hint, data)  # type: ignore[arg-type]  # hint is a class here, not an instance
    if hint is date or issubclass(hint, StrEnum):
        if not isinstance(data, str):
            raise TypeError("text is expected")
        return date.fromisoformat(data) if hint is date else hint(data)
    if type(data) is not hint:
        raise TypeError(f"{hint.__name__} is expected, not {type(data).__name__}")
    return data
