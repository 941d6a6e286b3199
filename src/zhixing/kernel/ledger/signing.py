"""Signed heads: so many leaves, this root, said by this key at this moment. Ed25519.

The signature stands over the canonical JSON of the head with its format name, so it can be taken for
nothing else. A key is named by the first 32 hexadecimal digits of the SHA-256 of its 32 public bytes, which
is what people compare.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import rfc8785
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.ledger.leaf import moment_text

HEAD_FORMAT = "zhixing-head/1"
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)


class NoKey(Refusal):
    """The file holds no Ed25519 key that can be used here."""

    code = "ledger.no_key"
    status = 422
    reason = w("No usable Ed25519 key was found.", "未找到可用的 Ed25519 密钥。")
    remedy = w(
        "Give the public key as it is published: PEM, or JSON with key_id and public_key.",
        "请提供已公布的公钥：PEM 格式，或含 key_id 与 public_key 的 JSON。",
    )


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head and the signature over it. `signed_at` is text as in leaves (UTC, microseconds, Z)."""

    size: int
    root: bytes
    signed_at: str
    algorithm: str
    key_id: str
    signature: bytes

    def statement(self) -> bytes:
        """The bytes that are signed."""
        return _statement(self.size, self.root, self.signed_at, self.algorithm, self.key_id)

    def as_json(self) -> dict[str, str | int]:
        """The head as it stands in a proof and on the portal."""
        return {
            "size": self.size,
            "root": self.root.hex(),
            "signed_at": self.signed_at,
            "algorithm": self.algorithm,
            "key_id": self.key_id,
            "signature": self.signature.hex(),
        }


def _statement(size: int, root: bytes, signed_at: str, algorithm: str, key_id: str) -> bytes:
    return rfc8785.dumps(
        {
            "format": HEAD_FORMAT,
            "size": size,
            "root": root.hex(),
            "signed_at": signed_at,
            "algorithm": algorithm,
            "key_id": key_id,
        }
    )


def sign_head(
    size: int, root: bytes, signed_at: datetime, key: Ed25519PrivateKey, algorithm: str = "sha256"
) -> SignedHead:
    """The head signed with `key`. `algorithm` is the hash of the tree."""
    name, moment = key_id(key.public_key()), moment_text(signed_at)
    signature = key.sign(_statement(size, root, moment, algorithm, name))
    return SignedHead(size, root, moment, algorithm, name, signature)


def is_signed_by(head: SignedHead, key: Ed25519PublicKey) -> bool:
    """Whether the head carries this key's signature, and its name."""
    try:
        key.verify(head.signature, head.statement())
    except InvalidSignature:
        return False
    return head.key_id == key_id(key)


def key_id(key: Ed25519PublicKey) -> str:
    """The key's name: 32 hexadecimal digits."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:32]


def public_json(key: Ed25519PublicKey) -> dict[str, str]:
    """A public key as it stands in a proof and on the portal."""
    return {"key_id": key_id(key), "public_key": base64.b64encode(key.public_bytes_raw()).decode()}


def public_from_json(said: Mapping[str, object]) -> Ed25519PublicKey:
    """The key of `public_json`. Refuses other shapes, and a name that is not this key's."""
    encoded, name = said.get("public_key"), said.get("key_id")
    try:
        if not isinstance(encoded, str) or said.keys() != {"key_id", "public_key"}:
            raise NoKey
        raw = base64.b64decode(encoded, validate=True)
        key = Ed25519PublicKey.from_public_bytes(raw)
    except (binascii.Error, ValueError):
        raise NoKey from None
    if name != key_id(key) or encoded != base64.b64encode(raw).decode():
        raise NoKey
    return key


def new_key() -> Ed25519PrivateKey:
    """A new signing key."""
    return Ed25519PrivateKey.generate()


def private_pem(key: Ed25519PrivateKey) -> bytes:
    """The signing key as PEM (PKCS 8), for a file that only the sealer can read."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_pem(key: Ed25519PublicKey) -> bytes:
    """The public key as PEM, for people who pin it."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def load_private_key(pem: bytes) -> Ed25519PrivateKey:
    """The signing key of a PEM file. Refuses anything that is not an Ed25519 key."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise NoKey from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey
    return key


def load_keys(data: bytes) -> dict[str, Ed25519PublicKey]:
    """The public keys of a file by name: one or more PEM blocks, or JSON of one key or `{"keys": [...]}`."""
    if blocks := _PEM.findall(data):
        keys = [_public_from_pem(block) for block in blocks]
    else:
        try:
            said = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError):
            raise NoKey from None
        listed = said.get("keys") if isinstance(said, dict) and "keys" in said else [said]
        if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
            raise NoKey
        keys = [public_from_json(one) for one in listed]
    return {key_id(key): key for key in keys}


def _public_from_pem(block: bytes) -> Ed25519PublicKey:
    try:
        key = serialization.load_pem_public_key(block)
    except (ValueError, UnsupportedAlgorithm):
        raise NoKey from None
    if not isinstance(key, Ed25519PublicKey):
        raise NoKey
    return key
