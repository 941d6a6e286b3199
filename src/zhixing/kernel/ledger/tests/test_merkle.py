"""The tree against the reference vectors of Certificate Transparency and a definition written straight from
the RFC.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.ledger.leaf import ALGORITHMS, leaf_hash
from zhixing.kernel.ledger.merkle import (
    Frontier,
    LeafNodes,
    NodeAt,
    StoredNodes,
    consistency_plan,
    consistency_proof,
    inclusion_plan,
    inclusion_proof,
    root,
    verify_consistency,
    verify_inclusion,
)

# The eight leaves that every implementation of RFC 6962 is tested with, and what must come out.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = [
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
HASHES = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
LONG = [leaf_hash(str(n).encode()) for n in range(300)]
sizes = st.integers(0, len(LONG))


def by_definition(leaves: list[bytes], algorithm: str = "sha256") -> bytes:
    """MTH of RFC 9162, 2.1.1, over leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else ALGORITHMS[algorithm](b"")
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    halves = by_definition(leaves[:k], algorithm) + by_definition(leaves[k:], algorithm)
    return ALGORITHMS[algorithm](b"\x01" + halves)


def path_by_definition(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m < k:
        return [*path_by_definition(m, leaves[:k]), by_definition(leaves[k:])]
    return [*path_by_definition(m - k, leaves[k:]), by_definition(leaves[:k])]


def subproof_by_definition(m: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, 2.1.4.1."""
    if m == len(leaves):
        return [] if whole else [by_definition(leaves)]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m <= k:
        return [*subproof_by_definition(m, leaves[:k], whole=whole), by_definition(leaves[k:])]
    return [*subproof_by_definition(m - k, leaves[k:], whole=False), by_definition(leaves[:k])]


def test_the_reference_roots():
    frontier = Frontier()
    assert frontier.root().hex() == EMPTY
    for hashed, expected in zip(HASHES, ROOTS, strict=True):
        frontier.append(hashed)
        assert frontier.root().hex() == expected


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_the_reference_inclusion_proofs(index, size, path):
    found = inclusion_proof(LeafNodes(HASHES), index, size)

    assert [step.hex() for step in found] == path
    assert verify_inclusion(HASHES[index], index, size, found, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_the_reference_consistency_proofs(old, new, path):
    found = consistency_proof(LeafNodes(HASHES), old, new)

    assert [step.hex() for step in found] == path
    assert verify_consistency(old, new, bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1]), found)


@given(size=sizes)
def test_frontier_store_and_definition_give_one_root(size):
    frontier = Frontier()
    stored = StoredNodes(dict(frontier.extend(LONG[:size])))

    assert frontier.root() == by_definition(LONG[:size])
    assert root(stored, size) == frontier.root()
    assert root(LeafNodes(LONG), size) == frontier.root()
    assert Frontier.at(size, stored).peaks == frontier.peaks


@given(size=st.integers(1, len(LONG)), data=st.data())
def test_inclusion_proofs_are_those_of_the_definition_and_verify(size, data):
    index = data.draw(st.integers(0, size - 1))
    stored = StoredNodes(dict(Frontier().extend(LONG[:size])))

    path = inclusion_proof(stored, index, size)

    assert path == path_by_definition(index, LONG[:size])
    assert verify_inclusion(LONG[index], index, size, path, by_definition(LONG[:size]))


@given(sizes=st.tuples(st.integers(1, len(LONG)), st.integers(1, len(LONG))))
def test_consistency_proofs_are_those_of_the_definition_and_verify(sizes):
    old, new = sorted(sizes)
    path = consistency_proof(LeafNodes(LONG), old, new)

    assert path == subproof_by_definition(old, LONG[:new])
    assert verify_consistency(old, new, by_definition(LONG[:old]), by_definition(LONG[:new]), path)


@given(size=st.integers(1, 64), data=st.data())
def test_no_other_leaf_place_size_path_or_root_verifies(size, data):
    index = data.draw(st.integers(0, size - 1))
    path, top = inclusion_proof(LeafNodes(LONG), index, size), by_definition(LONG[:size])
    other_index = data.draw(st.integers(-2, size + 2).filter(lambda n: n != index))

    assert not verify_inclusion(LONG[index + 1], index, size, path, top)
    assert not verify_inclusion(LONG[index], other_index, size, path, top)
    assert not verify_inclusion(LONG[index], index, size, [*path, top], top)
    assert not verify_inclusion(LONG[index], index, size, path, bytes(32))
    if path:
        broken = data.draw(st.integers(0, len(path) - 1))
        assert not verify_inclusion(LONG[index], index, size, path[:-1], top)
        assert not verify_inclusion(
            LONG[index], index, size, [*path[:broken], bytes(32), *path[broken + 1 :]], top
        )


@given(sizes=st.tuples(st.integers(1, 64), st.integers(1, 64)), data=st.data())
def test_a_rewritten_beginning_has_no_consistency_proof(sizes, data):
    old, new = sorted(sizes)
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*LONG[:changed], leaf_hash(b"forged"), *LONG[changed + 1 :]]
    old_root = by_definition(LONG[:old])

    path = consistency_proof(LeafNodes(rewritten), old, new)

    assert not verify_consistency(old, new, old_root, by_definition(rewritten[:new]), path)


@given(sizes=st.tuples(st.integers(1, 64), st.integers(1, 64)).filter(lambda s: s[0] != s[1]), data=st.data())
def test_a_broken_consistency_proof_does_not_verify(sizes, data):
    old, new = sorted(sizes)
    old_root, new_root = by_definition(LONG[:old]), by_definition(LONG[:new])
    path = consistency_proof(LeafNodes(LONG), old, new)
    broken = data.draw(st.integers(0, len(path) - 1))

    assert not verify_consistency(old, new, old_root, new_root, path[:-1])
    assert not verify_consistency(old, new, old_root, new_root, [*path, new_root])
    assert not verify_consistency(
        old, new, old_root, new_root, [*path[:broken], bytes(32), *path[broken + 1 :]]
    )
    assert not verify_consistency(new, old, new_root, old_root, path)


def test_a_true_path_does_not_verify_under_a_size_that_it_does_not_reach():
    one, two = HASHES[0], by_definition(HASHES[:2])

    assert not verify_inclusion(one, 0, 8, [], one)
    assert not verify_inclusion(one, 0, 4, [HASHES[1]], two)
    assert not verify_consistency(1, 4, one, two, [HASHES[1]])


def test_an_empty_tree_is_the_beginning_of_any_and_proves_nothing_else():
    empty = bytes.fromhex(EMPTY)

    assert consistency_proof(LeafNodes(HASHES), 0, 8) == []
    assert verify_consistency(0, 8, empty, bytes.fromhex(ROOTS[7]), [])
    assert not verify_consistency(0, 8, bytes(32), bytes.fromhex(ROOTS[7]), [])
    assert not verify_consistency(-1, 8, empty, bytes.fromhex(ROOTS[7]), [])


@pytest.mark.parametrize("size", [1, 2, 1000, 2**20, 2**20 + 1, 2**40 - 1, 2**52 + 12345])
def test_a_proof_reads_few_nodes_however_long_the_record(size):
    for index in {0, size // 2, size - 1}:
        reads = [place for run in inclusion_plan(index, size) for place in run]
        assert len(reads) <= 2 * size.bit_length()
    for old in {1, size // 2 or 1, size}:
        reads = [place for run in consistency_plan(old, size) for place in run]
        assert len(reads) <= 2 * size.bit_length()


def test_an_append_names_the_nodes_that_a_store_must_keep():
    frontier = Frontier()
    frontier.extend(HASHES[:3])

    completed = frontier.append(HASHES[3])

    assert [place for place, _ in completed] == [NodeAt(0, 3), NodeAt(1, 1), NodeAt(2, 0)]
    assert completed[-1][1].hex() == ROOTS[3]


@pytest.mark.parametrize("wrong", [(-1, 8), (8, 8), (0, 0)])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(wrong):
    with pytest.raises(ValueError, match="is not among"):
        inclusion_plan(*wrong)


def test_a_frontier_with_the_wrong_number_of_peaks_is_refused():
    with pytest.raises(ValueError, match="peaks"):
        Frontier(3, [bytes(32)])


def test_the_tree_can_be_built_with_sm3():
    frontier = Frontier(algorithm="sm3")
    hashes = [leaf_hash(bytes.fromhex(leaf), "sm3") for leaf in LEAVES[:5]]
    frontier.extend(hashes)

    assert (
        ALGORITHMS["sm3"](b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    assert frontier.root() == by_definition(hashes, "sm3")
    assert verify_inclusion(
        hashes[2], 2, 5, inclusion_proof(LeafNodes(hashes, "sm3"), 2, 5, "sm3"), frontier.root(), "sm3"
    )
