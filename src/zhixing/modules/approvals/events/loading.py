"""What happens to deliveries."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLoaded(DomainEvent):
    """A delivery is in the store. `sha256` is of its content as it came, `believed_sha256` of its believed events in their order:
    with this event's leaf in the ledger neither can be changed unseen."""

    kind = "approvals.batch_loaded"
    words = w("Delivery loaded", "数据已装载")
    sentence = w(
        "Delivery no. {delivery} ({name}) was loaded: {records:,} records, {believed:,} believed, {quarantined:,} quarantined;"
        " {cases:,} cases changed, {corrected:,} events corrected.",
        "第{delivery}批数据（{name}）已装载：共{records:,}条记录，采信{believed:,}条、隔离{quarantined:,}条，"
        "涉及办件{cases:,}件，更正{corrected:,}条。",
    )

    delivery: int
    name: str
    sha256: str
    believed_sha256: str
    records: int
    believed: int
    quarantined: int
    unread: int
    known: int
    corrected: int
    cases: int
