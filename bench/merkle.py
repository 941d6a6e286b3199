"""The record's tree in figures: `python bench/merkle.py` (with `src` on the path).

Beside each figure stands what the same hashing costs bare, since no tree can be quicker than its hashes.
"""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

from zhixing.kernel.ledger.leaf import leaf_data, leaf_fields, leaf_hash
from zhixing.kernel.ledger.merkle import (
    Frontier,
    LeafNodes,
    StoredNodes,
    consistency_plan,
    consistency_proof,
    inclusion_plan,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from zhixing.kernel.ledger.proof import SealedEvent, build_bundle, verify_bundle
from zhixing.kernel.ledger.shape import read_json
from zhixing.kernel.ledger.signing import new_key, sign_head

EVENTS, LEAVES, QUESTIONS, MATTER_EVENTS, ROUNDS = 100_000, 1_000_000, 2_000, 50, 3


def best_seconds(task: Callable[[], object]) -> float:
    """The quickest of ROUNDS runs."""
    found = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        task()
        found.append(time.perf_counter() - begun)
    return min(found)


def event(number: int) -> dict[str, object]:
    """An event of ordinary size: some 330 bytes of canonical JSON."""
    moment = datetime(2026, 1, 5, 1, tzinfo=UTC) + timedelta(seconds=number)
    return {
        "id": number,
        "matter": number // 20,
        "subject": "",
        "kind": "supervision.feedback_given",
        "version": 1,
        "actor": 7,
        "actor_name": "王芳",
        "on_behalf_of": "",
        "happened_at": moment,
        "recorded_at": moment,
        "facts": {"progress_percent": number % 100, "note": "主体工程完成，正在进行设备安装调试"},
    }


def row(name: str, figure: str, bare: str = "–") -> None:
    print(f"| {name} | {figure} | {bare} |")


def leaves() -> None:
    rows = [event(number) for number in range(EVENTS)]
    data = [leaf_data(leaf_fields(**one)) for one in rows]
    canonical = best_seconds(lambda: [leaf_data(leaf_fields(**one)) for one in rows])
    row(
        f"canonical bytes of {EVENTS:,} events (mean {sum(map(len, data)) // EVENTS} bytes)",
        f"{EVENTS / canonical:,.0f} /s",
        f"json.dumps, sorted: {EVENTS / best_seconds(partial(bare_json, rows)):,.0f} /s",
    )
    for name, bare_hash in (("sha256", hashlib.sha256), ("sm3", partial(hashlib.new, "sm3"))):
        bare = best_seconds(lambda: [bare_hash(b"\x00" + one).digest() for one in data])  # noqa: B023  # run at once
        hashed = best_seconds(lambda: [leaf_hash(one, name) for one in data])  # noqa: B023  # run at once
        row(f"leaf hashes, {name}", f"{EVENTS / hashed:,.0f} /s", f"hashlib: {EVENTS / bare:,.0f} /s")


def bare_json(rows: list[dict[str, object]]) -> None:
    for one in rows:
        json.dumps(one, sort_keys=True, ensure_ascii=False, default=str).encode()


def tree(hashes: list[bytes]) -> None:
    def append_all() -> None:
        frontier = Frontier()
        for one in hashes:
            frontier.append(one)

    pair = hashes[0] + hashes[1]
    bare = best_seconds(lambda: [hashlib.sha256(b"\x01" + pair).digest() for _ in range(LEAVES)])
    appended = best_seconds(append_all)
    row(
        f"append {LEAVES:,} leaves, nodes for the store included",
        f"{LEAVES / appended:,.0f} /s",
        f"as many bare hashes: {LEAVES / bare:,.0f} /s",
    )
    whole = Frontier()
    stored = StoredNodes(dict(whole.extend(hashes)))
    row("root from the frontier", f"{best_seconds(whole.root) * 1e6:.0f} µs")
    rebuilt = best_seconds(lambda: LeafNodes(hashes).node(LEAVES.bit_length() - 1, 0))
    row("all full subtrees anew from leaf hashes", f"{rebuilt:.2f} s", f"bare hashes: {bare:.2f} s")
    chance, top = Random(1), whole.root()
    places = [chance.randrange(LEAVES) for _ in range(QUESTIONS)]
    made = best_seconds(lambda: [inclusion_proof(stored, place, LEAVES) for place in places])
    paths = [inclusion_proof(stored, place, LEAVES) for place in places]
    checked = best_seconds(lambda: check_inclusion(hashes, places, paths, top))
    reads = [sum(map(len, inclusion_plan(place, LEAVES))) for place in places]
    row(
        f"inclusion proof ({max(reads)} nodes read at most)",
        f"{made / QUESTIONS * 1e6:.0f} µs, verified in {checked / QUESTIONS * 1e6:.0f} µs",
    )
    olds = [place + 1 for place in places]
    made = best_seconds(lambda: [consistency_proof(stored, old, LEAVES) for old in olds])
    reads = [sum(map(len, consistency_plan(old, LEAVES))) for old in olds]
    old = olds[0]
    old_root, path = Frontier.at(old, stored).root(), consistency_proof(stored, old, LEAVES)
    assert verify_consistency(old, LEAVES, old_root, top, path)
    checked = best_seconds(lambda: verify_consistency(old, LEAVES, old_root, top, path))
    row(
        f"consistency proof ({max(reads)} nodes read at most)",
        f"{made / QUESTIONS * 1e6:.0f} µs, verified in {checked * 1e6:.0f} µs",
    )


def check_inclusion(hashes: list[bytes], places: list[int], paths: list[list[bytes]], top: bytes) -> None:
    for place, path in zip(places, paths, strict=True):
        assert verify_inclusion(hashes[place], place, LEAVES, path, top)


def bundle(hashes: list[bytes]) -> None:
    places = Random(2).sample(range(LEAVES), MATTER_EVENTS)
    sealed = [SealedEvent(place, leaf_fields(**{**event(place), "matter": 12})) for place in places]
    for one in sealed:
        hashes[one.position] = leaf_hash(leaf_data(one.leaf))
    frontier = Frontier()
    stored = StoredNodes(dict(frontier.extend(hashes)))
    key = new_key()
    head = sign_head(LEAVES, frontier.root(), datetime(2026, 1, 20, tzinfo=UTC), key)
    made = build_bundle(12, sealed, head, stored, [key.public_key()])
    text = json.dumps(made, ensure_ascii=False).encode()
    building = best_seconds(lambda: build_bundle(12, sealed, head, stored, [key.public_key()]))
    reading = best_seconds(lambda: verify_bundle(read_json(text)))
    assert verify_bundle(read_json(text)).holds
    row(f"proof of a matter of {MATTER_EVENTS} events, made", f"{building * 1000:.1f} ms")
    row(f"the same read and verified ({len(text) // 1024} KB)", f"{reading * 1000:.1f} ms")


def main() -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}; best of {ROUNDS} runs\n")
    print("| what | figure | beside |")
    print("|---|---|---|")
    leaves()
    hashes = [leaf_hash(str(number).encode()) for number in range(LEAVES)]
    tree(hashes)
    bundle(hashes)


if __name__ == "__main__":
    main()
