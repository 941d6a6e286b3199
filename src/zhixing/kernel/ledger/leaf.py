"""The bytes of an event that are sealed: canonical JSON (RFC 8785) of its row as stored, and their hash.

Ids are text, moments are UTC with microseconds and `Z`, facts hold text, whole numbers below 2^53, flags,
None, lists and objects of these. Floats are refused: a database returns 1e21 as a whole number, and the
proof would break years later. Hash the row *read back*, never the object that was about to be written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TypeAlias

import rfc8785

from zhixing.base.refusals import Refusal
from zhixing.base.words import w

Json: TypeAlias = "None | bool | int | str | list[Json] | dict[str, Json]"
Hash: TypeAlias = Callable[[bytes], bytes]

_WHOLE_LIMIT = 2**53
_DEPTH_LIMIT = 32


class LeafNotCanonical(ValueError):
    """A value that has no lasting canonical form: a float, a number of 2^53 or more, a naive moment, half a
    character.

    A mistake of the program that records, not of a person: it is no refusal.
    """


class UnknownAlgorithm(Refusal):
    """The hash that is named is not one of those in the register."""

    code = "ledger.unknown_algorithm"
    status = 422
    reason = w("The hash algorithm {name} is not known here.", "无法识别的摘要算法“{name}”。")
    remedy = w("Known are: {known}.", "可用的算法：{known}。")


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _sm3_of_openssl(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


def _sm3_of_cryptography(data: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes

    running = hashes.Hash(hashes.SM3())  # SM3 is the national standard GB/T 32905
    running.update(data)
    return running.finalize()


# Python's own OpenSSL may be built without SM3; the library that signs has its own.
ALGORITHMS: Mapping[str, Hash] = MappingProxyType(
    {
        "sha256": _sha256,
        "sm3": _sm3_of_openssl if "sm3" in hashlib.algorithms_available else _sm3_of_cryptography,
    }
)


def hash_named(algorithm: str) -> Hash:
    """The hash of that name. Refuses one that is not registered."""
    try:
        return ALGORITHMS[algorithm]
    except KeyError:
        raise UnknownAlgorithm(name=algorithm[:40], known=", ".join(ALGORITHMS)) from None


def leaf_fields(
    *,
    id: int,
    matter: int | None,
    subject: str,
    kind: str,
    version: int,
    actor: int | None,
    actor_name: str,
    on_behalf_of: str,
    happened_at: datetime,
    recorded_at: datetime,
    facts: Mapping[str, object],
) -> dict[str, Json]:
    """The leaf's fields from an event's columns, as they stand in a proof."""
    return {
        "id": str(id),
        "matter": None if matter is None else str(matter),
        "subject": subject,
        "kind": kind,
        "version": version,
        "actor": None if actor is None else str(actor),
        "actor_name": actor_name,
        "on_behalf_of": on_behalf_of,
        "happened_at": moment_text(happened_at),
        "recorded_at": moment_text(recorded_at),
        "facts": _plain(facts, "facts", 1),
    }


def moment_text(moment: datetime) -> str:
    """A moment as it is sealed.

    >>> moment_text(datetime(2026, 1, 5, 1, 30, tzinfo=UTC))
    '2026-01-05T01:30:00.000000Z'
    """
    if moment.tzinfo is None:
        raise LeafNotCanonical(f"a moment without a time zone: {moment!r}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f").zfill(26) + "Z"


def leaf_data(fields: Mapping[str, object]) -> bytes:
    """The canonical bytes of a leaf's fields (RFC 8785). Raises LeafNotCanonical."""
    plain = _plain(fields, "leaf", 0)
    try:
        return rfc8785.dumps(plain)
    except rfc8785.CanonicalizationError as error:
        raise LeafNotCanonical(str(error)) from error


def leaf_hash(data: bytes, algorithm: str = "sha256") -> bytes:
    """The hash of a leaf: H(0x00 ‖ data), so that no inner node can pass for a leaf (RFC 9162, 2.1.1)."""
    return hash_named(algorithm)(b"\x00" + data)


def _plain(value: object, where: str, depth: int) -> Json:
    """The value, checked to survive storage and reading back. `where` names the place in an error."""
    if depth > _DEPTH_LIMIT:
        raise LeafNotCanonical(f"{where}: nested more than {_DEPTH_LIMIT} deep")
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) >= _WHOLE_LIMIT:
            raise LeafNotCanonical(f"{where}: whole numbers stay below 2^53; write this one as text")
        return int(value)
    if isinstance(value, list | tuple):
        return [_plain(part, f"{where}[{n}]", depth + 1) for n, part in enumerate(value)]
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise LeafNotCanonical(f"{where}: names of facts are text")
        return {key: _plain(part, f"{where}.{key}", depth + 1) for key, part in value.items()}
    raise LeafNotCanonical(f"{where}: {type(value).__name__} has no lasting form in a record")
