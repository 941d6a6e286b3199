"""Reading a proof that may come from anyone: the exact form, or a refusal that says where it departs from it.

Nothing is repaired and nothing is ignored: an unknown field, a doubled name, a fraction, upper-case
hexadecimal or a hash of the wrong length refuse the file, so that no two different files mean the same
proof.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.ledger.leaf import ALGORITHMS
from zhixing.kernel.ledger.signing import NoKey, SignedHead, public_from_json

FORMAT = "zhixing-proof/1"
FILE_LIMIT_BYTES = 32 * 1024 * 1024
_PATH_LIMIT = 64
_HEX64 = re.compile(r"[0-9a-f]{64}")
_HEX128 = re.compile(r"[0-9a-f]{128}")
_KEY_NAME = re.compile(r"[0-9a-f]{32}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class NotAProof(Refusal):
    """The file is not a proof of this form, and nothing in it was believed."""

    code = "ledger.not_a_proof"
    status = 422
    title = w("Not a proof", "不是有效的证明文件")
    reason = w("This is not a Zhixing proof: {what}.", "这不是知行留痕证明：{what}。")
    remedy = w("Download the proof of the matter again.", "请重新下载该事项的证明文件。")


@dataclass(frozen=True, slots=True)
class ProvenEvent:
    """One event of a proof, as claimed."""

    position: int
    leaf: Mapping[str, object]
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A proof of the right form; nothing in it is verified yet. `earlier` is a head and the proof that it
    continues.
    """

    matter: str
    events: tuple[ProvenEvent, ...]
    head: SignedHead
    keys: Mapping[str, Ed25519PublicKey]
    earlier: tuple[SignedHead, tuple[bytes, ...]] | None


def read_file(path: Path, limit_bytes: int = FILE_LIMIT_BYTES) -> bytes:
    """A file's bytes. Refuses what is missing, no ordinary file, or larger than the limit (and reads no
    further).
    """
    try:
        described = path.stat()
        if not stat.S_ISREG(described.st_mode):
            _refuse(w("{path} is not an ordinary file", "{path}不是普通文件").put(path=path))
        if described.st_size > limit_bytes:
            _too_large(limit_bytes)
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        _refuse(w("{path} cannot be read ({why})", "无法读取{path}（{why}）").put(path=path, why=why))
    if len(data) > limit_bytes:
        _too_large(limit_bytes)
    return data


def _too_large(limit_bytes: int) -> NoReturn:
    what = w("it is larger than {n} MB", "文件超过{n} MB").put(n=limit_bytes // 1024 // 1024)
    _refuse(what)


def read_json(data: bytes) -> object:
    """The file's JSON, strictly: UTF-8, no doubled names, no fractions, no NaN. Refuses anything else."""
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except (ValueError, RecursionError):
        return _refuse(w("it is not JSON of the expected kind", "内容不是符合要求的 JSON"))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_fraction(said: str) -> NoReturn:
    raise ValueError(f"no fractions: {said}")


def read_bundle(said: object) -> Bundle:
    """The proof in parsed JSON. Refuses every departure from the form, naming the place."""
    top = _object(said, "", {"format", "matter", "events", "head", "keys"}, optional={"earlier"})
    if top["format"] != FORMAT:
        _refuse(w("the format is not {format}", "格式不是{format}").put(format=FORMAT))
    head = _head(top["head"], "head")
    earlier = None
    if "earlier" in top:
        before = _object(top["earlier"], "earlier", {"head", "proof"})
        earlier = (_head(before["head"], "earlier.head"), _path(before["proof"], "earlier.proof"))
    events = tuple(_event(one, f"events[{n}]") for n, one in enumerate(_list(top["events"], "events")))
    if not events:
        _wrong("events")
    keys = _keys(top["keys"], {head.key_id, *([earlier[0].key_id] if earlier else [])})
    return Bundle(_text(top["matter"], "matter"), events, head, keys, earlier)


def _event(said: object, where: str) -> ProvenEvent:
    event = _object(said, where, {"position", "leaf", "proof"})
    leaf = event["leaf"]
    if not isinstance(leaf, dict):
        _wrong(f"{where}.leaf")
    return ProvenEvent(
        _whole(event["position"], f"{where}.position"), leaf, _path(event["proof"], f"{where}.proof")
    )


def _head(said: object, where: str) -> SignedHead:
    head = _object(said, where, {"size", "root", "signed_at", "algorithm", "key_id", "signature"})
    algorithm = _text(head["algorithm"], f"{where}.algorithm")
    if algorithm not in ALGORITHMS:
        _wrong(f"{where}.algorithm")
    return SignedHead(
        size=_whole(head["size"], f"{where}.size"),
        root=_hex(head["root"], f"{where}.root", _HEX64),
        signed_at=_matching(head["signed_at"], f"{where}.signed_at", _MOMENT),
        algorithm=algorithm,
        key_id=_matching(head["key_id"], f"{where}.key_id", _KEY_NAME),
        signature=_hex(head["signature"], f"{where}.signature", _HEX128),
    )


def _keys(said: object, named: set[str]) -> Mapping[str, Ed25519PublicKey]:
    """The keys that come along: exactly those that the heads name, each once."""
    keys = {}
    for n, one in enumerate(_list(said, "keys")):
        if not isinstance(one, dict):
            _wrong(f"keys[{n}]")
        try:
            key = public_from_json(one)
        except NoKey:
            _wrong(f"keys[{n}]")
        if one["key_id"] in keys:
            _wrong(f"keys[{n}]")
        keys[one["key_id"]] = key
    if keys.keys() != named:
        _wrong("keys")
    return keys


def _path(said: object, where: str) -> tuple[bytes, ...]:
    steps = _list(said, where)
    if len(steps) > _PATH_LIMIT:
        _wrong(where)
    return tuple(_hex(step, f"{where}[{n}]", _HEX64) for n, step in enumerate(steps))


def _object(said: object, where: str, names: Set[str], optional: Set[str] = frozenset()) -> dict[str, Any]:
    if not isinstance(said, dict) or not names <= said.keys() <= names | optional:
        _wrong(where or w("the outermost object", "最外层对象"))
    return said


def _list(said: object, where: str) -> list[object]:
    return said if isinstance(said, list) else _wrong(where)


def _text(said: object, where: str) -> str:
    return said if isinstance(said, str) and said else _wrong(where)


def _whole(said: object, where: str) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said < 2**53:
        _wrong(where)
    return said


def _matching(said: object, where: str, form: re.Pattern[str]) -> str:
    return said if isinstance(said, str) and form.fullmatch(said) else _wrong(where)


def _hex(said: object, where: str, form: re.Pattern[str]) -> bytes:
    return bytes.fromhex(_matching(said, where, form))


def _wrong(where: str | Words) -> NoReturn:
    _refuse(w("{where} is missing or not as it must be", "{where}缺失或不符合要求").put(where=where))


def _refuse(what: Words) -> NoReturn:
    raise NotAProof(what=what)
