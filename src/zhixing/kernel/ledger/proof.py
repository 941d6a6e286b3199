"""The downloadable proof of a matter: its events, that each stands in the signed record, and nothing else.

    {"format": "zhixing-proof/1", "matter": "12",
     "events": [{"position": 5, "leaf": {…}, "proof": ["…"]}],
     "head": {"size", "root", "signed_at", "algorithm", "key_id", "signature"},
     "keys": [{"key_id", "public_key"}],
     "earlier": {"head": {…}, "proof": ["…"]}}          (may be absent)

Every field is bound: leaves by their place in the tree, the tree by the head, the head by its signature,
`matter` by each leaf, `keys` by their own names. A field that is bound by nothing is not allowed in. What a
proof cannot say is that no event was left out of the file; the verdict says so too. Positions count from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from zhixing.base.words import Words, counted, w
from zhixing.kernel.ledger.leaf import LeafNotCanonical, leaf_data, leaf_hash
from zhixing.kernel.ledger.merkle import (
    NodeReader,
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from zhixing.kernel.ledger.shape import FORMAT, Bundle, ProvenEvent, read_bundle
from zhixing.kernel.ledger.signing import SignedHead, is_signed_by, key_id, public_json


@dataclass(frozen=True, slots=True)
class SealedEvent:
    """An event to be proven: its position in the record and its leaf's fields."""

    position: int
    leaf: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a proof that does not hold."""

    code: str
    said: Words


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a proof gave. `pinned`: the key came from the reader, not from the proof itself."""

    matter: str
    event_count: int
    head: SignedHead
    earlier: SignedHead | None
    pinned: bool
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether everything in the proof was found true."""
        return not self.findings

    def told(self) -> list[Words]:
        """The verdict in sentences: what was found, and how far it reaches."""
        return list(_told(self))


def build_bundle(
    matter: int | str,
    events: Iterable[SealedEvent],
    head: SignedHead,
    nodes: NodeReader,
    keys: Sequence[Ed25519PublicKey],
    earlier: SignedHead | None = None,
) -> dict[str, object]:
    """The proof of a matter's events under `head`, ready for JSON.

    `nodes` reads full subtrees up to the head's size. `keys` are all that the authority ever signed with;
    those that signed these heads go along. An `earlier` head, one that the reader may know already, is
    proven to be a beginning of this one.
    """
    known = {key_id(key): key for key in keys}
    signers = dict.fromkeys(signed.key_id for signed in (head, earlier) if signed is not None)
    proven = [
        {
            "position": event.position,
            "leaf": dict(event.leaf),
            "proof": _hexes(inclusion_proof(nodes, event.position, head.size, head.algorithm)),
        }
        for event in sorted(events, key=lambda event: event.position)
    ]
    bundle: dict[str, object] = {
        "format": FORMAT,
        "matter": str(matter),
        "events": proven,
        "head": head.as_json(),
        "keys": [public_json(known[name]) for name in signers],
    }
    if earlier is not None:
        path = consistency_proof(nodes, earlier.size, head.size, head.algorithm)
        bundle["earlier"] = {"head": earlier.as_json(), "proof": _hexes(path)}
    return bundle


def _hexes(hashes: Iterable[bytes]) -> list[str]:
    return [one.hex() for one in hashes]


def verify_bundle(bundle: object, public_keys: Mapping[str, Ed25519PublicKey] | None = None) -> Verdict:
    """Check a proof, offline. Refuses (`NotAProof`) what is not of the proof's form.

    With `public_keys` the heads must be signed by one of them; without, by a key that the proof brings
    along, and the verdict is not pinned: anyone can make such a proof with a key of their own.
    """
    proof = read_bundle(bundle)
    keys = proof.keys if public_keys is None else public_keys
    findings = [
        *_check_head(proof.head, keys, w("The head", "树头")),
        *_check_events(proof),
        *_check_earlier(proof, keys),
    ]
    earlier = None if proof.earlier is None else proof.earlier[0]
    return Verdict(
        proof.matter, len(proof.events), proof.head, earlier, public_keys is not None, tuple(findings)
    )


def _check_head(head: SignedHead, keys: Mapping[str, Ed25519PublicKey], which: Words) -> Iterator[Finding]:
    key = keys.get(head.key_id)
    if key is None:
        yield Finding(
            "unknown_key",
            w(
                "{which} is signed with the key {key}, which is not among the keys given.",
                "{which}由密钥{key}签名，但所给公钥中没有该密钥。",
            ).put(which=which, key=head.key_id),
        )
    elif not is_signed_by(head, key):
        yield Finding(
            "bad_signature",
            w(
                "{which} does not carry a valid signature: it was changed, or somebody else signed it.",
                "{which}的签名无效：内容被改动，或并非该密钥所签。",
            ).put(which=which),
        )


def _check_events(proof: Bundle) -> Iterator[Finding]:
    for event in proof.events:
        said = {"position": event.position, "id": str(event.leaf.get("id", "?"))}
        if event.leaf.get("matter") != proof.matter:
            yield Finding(
                "other_matter",
                w(
                    "Event {id} at position {position} belongs to another matter.",
                    "第{position}位的留痕{id}不属于本事项。",
                ).put(**said),
            )
        if not _stands(event, proof.head):
            yield Finding(
                "not_in_record",
                w(
                    "Event {id} at position {position} is not as it was sealed: it or its proof was changed.",
                    "第{position}位的留痕{id}与封存内容不符：内容、位置或证明被改动。",
                ).put(**said),
            )
    if any(later.position <= earlier.position for earlier, later in pairwise(proof.events)):
        yield Finding(
            "out_of_order",
            w("Events are repeated or not in the order of the record.", "留痕重复，或未按封存顺序排列。"),
        )


def _stands(event: ProvenEvent, head: SignedHead) -> bool:
    """Whether the event is the leaf at its position under the head."""
    try:
        hashed = leaf_hash(leaf_data(event.leaf), head.algorithm)
    except LeafNotCanonical:
        return False
    return verify_inclusion(hashed, event.position, head.size, event.path, head.root, head.algorithm)


def _check_earlier(proof: Bundle, keys: Mapping[str, Ed25519PublicKey]) -> Iterator[Finding]:
    if proof.earlier is None:
        return
    earlier, path = proof.earlier
    head = proof.head
    yield from _check_head(earlier, keys, w("The earlier head", "较早的树头"))
    continues = earlier.algorithm == head.algorithm and verify_consistency(
        earlier.size, head.size, earlier.root, head.root, path, head.algorithm
    )
    if not continues:
        yield Finding(
            "not_continued",
            w(
                "The record of {size} events does not continue the earlier one of {old}: it was rewritten, "
                "or the proof was changed.",
                "{size}条的记录不是较早{old}条记录的延续：记录被改写，或证明被改动。",
            ).put(size=head.size, old=earlier.size),
        )


def _told(verdict: Verdict) -> Iterator[Words]:
    for finding in verdict.findings:
        yield finding.said
    if verdict.findings:
        yield w("This proof does not hold. Do not rely on it.", "本证明不成立，请勿采信。")
        return
    yield counted(
        verdict.event_count,
        "{n} event of matter {matter} is in the record as it was sealed.",
        "{n} events of matter {matter} are in the record as they were sealed.",
        "事项{matter}的{n}条留痕均与封存记录一致。",
    ).put(matter=verdict.matter)
    yield w(
        "The record of {size} events was signed at {at} with the key {key}.",
        "该记录共{size}条，于{at}由密钥{key}签名。",
    ).put(size=verdict.head.size, at=verdict.head.signed_at, key=verdict.head.key_id)
    if verdict.earlier is not None:
        yield w(
            "It continues the record of {size} events signed at {at}.",
            "该记录是{at}签名的{size}条记录的延续。",
        ).put(size=verdict.earlier.size, at=verdict.earlier.signed_at)
    yield w(
        "A proof cannot show whether further events were left out of this file.",
        "证明本身不能说明是否有其他留痕未列入本文件。",
    )
    if not verdict.pinned:
        yield w(
            "Caution: the key came with the file. Compare {key} with the key that the authority publishes, "
            "or give it with --key.",
            "注意：公钥取自文件本身。请与机关公布的密钥编号核对（{key}），或用 --key 指定公钥。",
        ).put(key=verdict.head.key_id)
