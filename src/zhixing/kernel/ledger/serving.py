"""What is handed out: the proof of a matter, and the published heads."""

from __future__ import annotations

from typing import Any

from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.ledger.models import Head, Leaf
from zhixing.kernel.ledger.nodes import DatabaseNodes
from zhixing.kernel.ledger.proof import SealedEvent, build_bundle
from zhixing.kernel.ledger.sealing import fields_of, key, seal
from zhixing.kernel.ledger.signing import SignedHead
from zhixing.kernel.matters.models import Matter


class NothingSealed(Refusal):
    """There is no head yet: nothing can be proven."""

    code = "ledger.nothing_sealed"
    reason = w("Nothing has been sealed yet.", "尚无已封存的记录。")
    remedy = w("Sealing runs every few seconds; try again shortly.", "系统每隔数秒封存一次，请稍后再试。")


def proof_of(matter: Matter) -> dict[str, Any]:
    """The proof bundle of a matter's events under the newest head; what waits is sealed first."""
    seal()
    head = Head.objects.order_by("-size").first()
    if head is None:
        raise NothingSealed
    leaves = (
        Leaf.objects.filter(event__matter_id=matter.pk, position__lt=head.size)
        .select_related("event")
        .order_by("position")
    )
    events = [SealedEvent(leaf.position, fields_of(leaf.event)) for leaf in leaves]
    earlier = Head.objects.filter(size__lt=head.size).order_by("size").first()
    public = key().public_key()
    return build_bundle(
        matter.pk, events, signed(head), DatabaseNodes(), [public], signed(earlier) if earlier else None
    )


def signed(head: Head) -> SignedHead:
    """The stored head as it was signed."""
    return SignedHead(
        size=head.size,
        root=bytes(head.root),
        signed_at=head.signed_at_text,
        algorithm=head.algorithm,
        key_id=head.key_id,
        signature=bytes(head.signature),
    )
