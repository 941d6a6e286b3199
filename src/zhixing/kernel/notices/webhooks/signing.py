"""Signatures by which a receiver knows that a delivery is ours and not an old one sent again."""

from __future__ import annotations

import hashlib
import hmac
import secrets

HEADER = "X-Zhixing-Signature"
TOLERANCE = 300  # seconds a receiver should allow between signing and arrival


def new_secret() -> str:
    """A secret of 256 bits, in letters that survive copying."""
    return f"zxs_{secrets.token_urlsafe(32)}"


def signature(secret: str, moment: int, body: bytes) -> str:
    """The header's value for a body signed at `moment` (seconds since 1970).

    >>> signature("s", 1767225600, b"{}")
    't=1767225600,v1=ba9170a5544f572ac4aa337998ae8489ca81af27f3b3dda2661111814a9dd771'
    """
    mac = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={mac.hexdigest()}"


def is_genuine(header: str, secret: str, body: bytes, now: int) -> bool:
    """Did we sign this body with this secret, not more than TOLERANCE seconds ago? What a receiver does."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    moment = parts.get("t", "")
    if not moment.isdigit() or abs(now - int(moment)) > TOLERANCE:
        return False
    return hmac.compare_digest(signature(secret, int(moment), body), header)
