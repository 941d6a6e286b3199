"""The Merkle tree of the record, as in RFC 9162 (and 6962): roots, proofs of inclusion and of consistency.

A tree of n leaves is kept as its full subtrees: node (level, index) is the hash over the 2^level leaves
that begin at leaf index·2^level. Nodes never change once they are full, so a store of them is append-only,
and every proof needs O(log n) of them. Which nodes those are is worked out first (`inclusion_plan`,
`consistency_plan`), so that a store in a database can fetch them in one query. Verifying needs no store at
all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from zhixing.kernel.ledger.leaf import hash_named


class NodeAt(NamedTuple):
    """A full subtree: 2^level leaves, the `place`-th such run from the left, counted from 0."""

    level: int
    place: int


# What one element of a proof is the hash of: full subtrees from left to right, folded from the right.
Run = tuple[NodeAt, ...]


class NodeReader(Protocol):
    """Where the hashes of full subtrees are read; level 0 are the leaf hashes."""

    def node(self, level: int, index: int) -> bytes: ...


class LeafNodes:
    """A reader over leaf hashes in memory; each level is built once, when first asked for."""

    def __init__(self, leaf_hashes: Sequence[bytes], algorithm: str = "sha256") -> None:
        self._levels = [list(leaf_hashes)]
        self._hash = hash_named(algorithm)

    def node(self, level: int, index: int) -> bytes:
        while len(self._levels) <= level:
            below = self._levels[-1]
            pairs = zip(below[::2], below[1::2], strict=False)  # an odd last node waits for its partner
            self._levels.append([self._hash(b"\x01" + left + right) for left, right in pairs])
        return self._levels[level][index]


class StoredNodes:
    """A reader over nodes that were fetched beforehand, for instance those of a plan in one query."""

    def __init__(self, hashes: Mapping[NodeAt, bytes] | Mapping[tuple[int, int], bytes]) -> None:
        self._hashes: dict[tuple[int, int], bytes] = {(at[0], at[1]): found for at, found in hashes.items()}

    def node(self, level: int, index: int) -> bytes:
        return self._hashes[level, index]


class Frontier:
    """All that is needed to go on appending: the full subtrees of the present tree, largest first.

    Appending costs one hash on average (at most log2 n); the root is folded from at most log2 n peaks.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = (), algorithm: str = "sha256") -> None:
        if size < 0 or len(peaks) != size.bit_count():
            raise ValueError(
                f"a tree of {size} leaves has {max(size, 0).bit_count()} peaks, not {len(peaks)}"
            )
        self.size, self.peaks, self.algorithm = size, list(peaks), algorithm
        self._hash = hash_named(algorithm)

    @classmethod
    def at(cls, size: int, nodes: NodeReader, algorithm: str = "sha256") -> Frontier:
        """The frontier of the first `size` leaves, read from a store of nodes."""
        return cls(size, [nodes.node(*place) for place in span(0, size)], algorithm)

    def append(self, leaf_hash: bytes) -> list[tuple[NodeAt, bytes]]:
        """Add a leaf. Returns the nodes that it completes, the leaf itself first: what a store must keep."""
        index, level, found = self.size, 0, leaf_hash
        completed = [(NodeAt(0, index), found)]
        while index & 1:
            found = self._hash(b"\x01" + self.peaks.pop() + found)
            index, level = index >> 1, level + 1
            completed.append((NodeAt(level, index), found))
        self.peaks.append(found)
        self.size += 1
        return completed

    def extend(self, leaf_hashes: Iterable[bytes]) -> list[tuple[NodeAt, bytes]]:
        """Add leaves in order. Returns all nodes that they complete."""
        return [node for leaf_hash in leaf_hashes for node in self.append(leaf_hash)]

    def root(self) -> bytes:
        """The root of the tree as it is now; of no leaves it is the hash of nothing."""
        return fold(self.peaks, self.algorithm) if self.peaks else self._hash(b"")


def fold(hashes: Sequence[bytes], algorithm: str = "sha256") -> bytes:
    """One hash over full subtrees that lie side by side, largest first."""
    digest, found = hash_named(algorithm), hashes[-1]
    for left in reversed(hashes[:-1]):
        found = digest(b"\x01" + left + found)
    return found


def span(start: int, count: int) -> Run:
    """The full subtrees that make up `count` leaves from `start`, largest first.

    `start` must be a multiple of a power of two that is not below `count`, as every split of the tree is.
    """
    places = []
    while count:
        level = count.bit_length() - 1
        places.append(NodeAt(level, start >> level))
        start, count = start + (1 << level), count - (1 << level)
    return tuple(places)


def _split(count: int) -> int:
    """The largest power of two below `count` (2 or more)."""
    return 1 << ((count - 1).bit_length() - 1)


def root(nodes: NodeReader, size: int, algorithm: str = "sha256") -> bytes:
    """The root over the first `size` leaves."""
    return Frontier.at(size, nodes, algorithm).root()


def inclusion_plan(index: int, size: int) -> list[Run]:
    """Which nodes prove that leaf `index` (from 0) stands in the tree of `size` leaves, from the leaf
    upward.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not among the first {size}")
    path, start, count = [], 0, size
    while count > 1:
        left = _split(count)
        if index - start < left:
            path.append(span(start + left, count - left))
            count = left
        else:
            path.append(span(start, left))
            start, count = start + left, count - left
    return path[::-1]


def consistency_plan(old_size: int, new_size: int) -> list[Run]:
    """Which nodes prove that the tree of `old_size` leaves is the beginning of that of `new_size`.

    Nothing needs proof between equal trees, nor from an empty one.
    """
    if not 0 <= old_size <= new_size:
        raise ValueError(f"a tree of {old_size} leaves is no beginning of one of {new_size}")
    if old_size in (0, new_size):
        return []
    path, start, old, count, is_whole = [], 0, old_size, new_size, True
    while old != count:
        left = _split(count)
        if old <= left:
            path.append(span(start + left, count - left))
            count = left
        else:
            path.append(span(start, left))
            start, old, count, is_whole = start + left, old - left, count - left, False
    if not is_whole:
        path.append(span(start, old))
    return path[::-1]


def proof(plan: Sequence[Run], nodes: NodeReader, algorithm: str = "sha256") -> list[bytes]:
    """The proof that a plan describes."""
    return [fold([nodes.node(*place) for place in run], algorithm) for run in plan]


def inclusion_proof(nodes: NodeReader, index: int, size: int, algorithm: str = "sha256") -> list[bytes]:
    """The proof that leaf `index` (from 0) stands in the tree of the first `size` leaves."""
    return proof(inclusion_plan(index, size), nodes, algorithm)


def consistency_proof(
    nodes: NodeReader, old_size: int, new_size: int, algorithm: str = "sha256"
) -> list[bytes]:
    """The proof that the first `old_size` leaves were not touched up to `new_size`."""
    return proof(consistency_plan(old_size, new_size), nodes, algorithm)


def verify_inclusion(
    leaf_hash: bytes,
    index: int,
    size: int,
    path: Sequence[bytes],
    root_hash: bytes,
    algorithm: str = "sha256",
) -> bool:
    """Whether `path` proves that the leaf stands at `index` of the tree with this size and root (RFC 9162,
    2.1.3.2).
    """
    if not 0 <= index < size:
        return False
    digest, here, last, found = hash_named(algorithm), index, size - 1, leaf_hash
    for other in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = digest(b"\x01" + other + found)
            while not here & 1 and here:  # a right edge without a partner rises unhashed
                here, last = here >> 1, last >> 1
        else:
            found = digest(b"\x01" + found + other)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root_hash


def verify_consistency(
    old_size: int,
    new_size: int,
    old_root: bytes,
    new_root: bytes,
    path: Sequence[bytes],
    algorithm: str = "sha256",
) -> bool:
    """Whether `path` proves that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2)."""
    digest = hash_named(algorithm)
    if old_size == 0:
        return not path and new_size >= 0 and old_root == digest(b"")
    if old_size == new_size:
        return not path and old_root == new_root
    if not 0 < old_size < new_size or not path:
        return False
    steps = [old_root, *path] if old_size.bit_count() == 1 else list(path)
    here, last = old_size - 1, new_size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old_found = new_found = steps[0]
    for other in steps[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_found, new_found = digest(b"\x01" + other + old_found), digest(b"\x01" + other + new_found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new_found = digest(b"\x01" + new_found + other)
        here, last = here >> 1, last >> 1
    return last == 0 and (old_found, new_found) == (old_root, new_root)
