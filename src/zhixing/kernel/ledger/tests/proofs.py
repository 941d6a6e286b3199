"""A small record and the proof of one of its matters, for the tests of proofs."""

from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zhixing.kernel.ledger.leaf import leaf_data, leaf_fields, leaf_hash
from zhixing.kernel.ledger.merkle import LeafNodes, root
from zhixing.kernel.ledger.proof import SealedEvent, build_bundle
from zhixing.kernel.ledger.signing import sign_head

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OLD_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
SIZE, OLD_SIZE = 21, 6
SIGNED_AT = datetime(2026, 1, 6, 8, tzinfo=UTC)


def leaf(number: int) -> dict:
    moment = datetime(2026, 1, 5, 1, tzinfo=UTC) + timedelta(minutes=number)
    return leaf_fields(
        id=1000 + number,
        matter=12 if number % 7 == 3 else 500 + number,
        subject="",
        kind="supervision.feedback_given",
        version=1,
        actor=7,
        actor_name="王芳",
        on_behalf_of="",
        happened_at=moment,
        recorded_at=moment,
        facts={"progress_percent": number, "note": f"第{number}次反馈"},
    )


LEAVES = [leaf(number) for number in range(SIZE)]


def proof(*, with_earlier: bool = True, algorithm: str = "sha256", key=KEY, leaves=LEAVES) -> dict:
    """The proof of matter 12: events at positions 3, 10 and 17 of 21."""
    nodes = LeafNodes([leaf_hash(leaf_data(one), algorithm) for one in leaves], algorithm)
    head = sign_head(SIZE, root(nodes, SIZE, algorithm), SIGNED_AT, key, algorithm)
    earlier = None
    if with_earlier:
        moment = SIGNED_AT - timedelta(days=1)
        earlier = sign_head(OLD_SIZE, root(nodes, OLD_SIZE, algorithm), moment, OLD_KEY, algorithm)
    events = [SealedEvent(at, one) for at, one in enumerate(leaves) if one["matter"] == "12"]
    return build_bundle(12, events, head, nodes, [key.public_key(), OLD_KEY.public_key()], earlier)
