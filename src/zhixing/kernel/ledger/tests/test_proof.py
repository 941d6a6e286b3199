"""A proof holds as it was made, and no changed field, byte or order goes unnoticed."""

import copy
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.kernel.ledger.leaf import leaf_data, leaf_hash
from zhixing.kernel.ledger.merkle import LeafNodes, root
from zhixing.kernel.ledger.proof import SealedEvent, build_bundle, verify_bundle
from zhixing.kernel.ledger.shape import NotAProof, read_json
from zhixing.kernel.ledger.signing import (
    NoKey,
    is_signed_by,
    key_id,
    load_keys,
    load_private_key,
    private_pem,
    public_json,
    public_pem,
    sign_head,
)
from zhixing.kernel.ledger.tests.proofs import KEY, LEAVES, OLD_KEY, SIGNED_AT, SIZE, STRANGER, proof

PINNED = {key_id(key.public_key()): key.public_key() for key in (KEY, OLD_KEY)}
GOOD = proof()
TEXT = json.dumps(GOOD, ensure_ascii=False).encode()


def codes(bundle, keys=PINNED):
    """What is found wrong, or "refused"."""
    try:
        return {finding.code for finding in verify_bundle(bundle, keys).findings}
    except NotAProof:
        return {"refused"}


def changed(change):
    bundle = copy.deepcopy(GOOD)
    change(bundle)
    return bundle


@pytest.mark.parametrize("with_earlier", [True, False])
@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_a_proof_holds_as_it_was_made(with_earlier, algorithm):
    verdict = verify_bundle(proof(with_earlier=with_earlier, algorithm=algorithm), PINNED)

    assert verdict.holds
    assert verdict.pinned
    assert (verdict.matter, verdict.event_count, verdict.head.size) == ("12", 3, SIZE)


def test_a_proof_holds_after_a_journey_through_a_file():
    assert verify_bundle(read_json(TEXT), PINNED).holds


def test_without_a_pinned_key_the_verdict_holds_but_warns():
    verdict = verify_bundle(GOOD)

    assert verdict.holds
    assert not verdict.pinned
    assert "公钥取自文件本身" in verdict.told()[-1].text("zh")


def test_a_proof_made_with_a_key_of_one_s_own_fails_against_the_pinned_one():
    forged = proof(with_earlier=False, key=STRANGER)

    assert codes(forged, None) == set()
    assert codes(forged) == {"unknown_key"}


def test_a_head_that_only_names_the_right_key_is_found():
    forged = proof(with_earlier=False, key=STRANGER)
    forged["head"]["key_id"] = key_id(KEY.public_key())
    forged["keys"] = [public_json(KEY.public_key())]

    assert codes(forged) == {"bad_signature"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda b: b["events"][1]["leaf"]["facts"].update(note="改过"), "not_in_record"),
        (lambda b: b["events"][1]["leaf"].update(actor_name="李明"), "not_in_record"),
        (lambda b: b["events"][1]["leaf"].update(happened_at="2026-01-01T00:00:00.000000Z"), "not_in_record"),
        (lambda b: b["events"][1]["leaf"].update(extra="field"), "not_in_record"),
        (lambda b: b["events"][1]["leaf"].pop("on_behalf_of"), "not_in_record"),
        (lambda b: b["events"][1]["leaf"]["facts"].update(progress_percent=10.0), "not_in_record"),
        (lambda b: b["events"][1]["leaf"]["facts"].update(progress_percent=2**60), "not_in_record"),
        (lambda b: b["events"][1].update(position=11), "not_in_record"),
        (lambda b: b["events"][1].update(position=SIZE), "not_in_record"),
        (lambda b: b["events"][1]["proof"].reverse(), "not_in_record"),
        (lambda b: b["events"][1]["proof"].pop(), "not_in_record"),
        (lambda b: b["events"].reverse(), "out_of_order"),
        (lambda b: b["events"].append(b["events"][-1]), "out_of_order"),
        (lambda b: b.update(matter="13"), "other_matter"),
        (lambda b: b["head"].update(size=SIZE + 1), "bad_signature"),
        (lambda b: b["head"].update(root="00" * 32), "bad_signature"),
        (lambda b: b["head"].update(signed_at="2026-01-06T09:00:00.000000Z"), "bad_signature"),
        (lambda b: b["head"].update(algorithm="sm3"), "bad_signature"),
        (lambda b: b["head"].update(signature="00" * 64), "bad_signature"),
        (lambda b: b["earlier"]["head"].update(size=7), "bad_signature"),
        (lambda b: b["earlier"]["head"].update(size=SIZE + 5), "not_continued"),
        (lambda b: b["earlier"]["proof"].pop(), "not_continued"),
        (lambda b: b["earlier"].update(proof=[]), "not_continued"),
        (lambda b: b["events"].clear(), "refused"),
        (lambda b: b.update(note="for your information"), "refused"),
        (lambda b: b.pop("head"), "refused"),
        (lambda b: b.update(format="zhixing-proof/2"), "refused"),
        (lambda b: b.update(matter=12), "refused"),
        (lambda b: b["head"].update(algorithm="md5"), "refused"),
        (lambda b: b["head"].update(root=b["head"]["root"].upper()), "refused"),
        (lambda b: b["head"].update(size=True), "refused"),
        (lambda b: b["head"].update(size=-1), "refused"),
        (lambda b: b["events"][1].update(position=True), "refused"),
        (lambda b: b["events"][1].update(position="10"), "refused"),
        (lambda b: b["events"][1].update(leaf=[]), "refused"),
        (lambda b: b["events"][1].update(proof=["00" * 32] * 65), "refused"),
        (lambda b: b["events"].insert(0, None), "refused"),
        (lambda b: b["keys"].append(public_json(STRANGER.public_key())), "refused"),
        (lambda b: b["keys"].append(b["keys"][0]), "refused"),
        (lambda b: b["keys"][0].update(public_key=b["keys"][1]["public_key"]), "refused"),
        (lambda b: b["keys"][0].update(public_key="!"), "refused"),
    ],
)
def test_a_changed_proof_is_found_out_and_the_good_one_still_holds(change, found):
    assert found in codes(changed(change))
    assert codes(GOOD) == set()


def test_an_event_of_another_matter_cannot_be_slipped_in():
    nodes = LeafNodes([leaf_hash(leaf_data(one)) for one in LEAVES])
    head = sign_head(SIZE, root(nodes, SIZE), SIGNED_AT, KEY)
    events = [SealedEvent(3, LEAVES[3]), SealedEvent(4, LEAVES[4])]

    assert codes(build_bundle(12, events, head, nodes, [KEY.public_key()])) == {"other_matter"}


def test_a_rewritten_record_does_not_continue_the_earlier_head():
    rewritten = [dict(one) for one in LEAVES]
    rewritten[2] |= {"actor_name": "李明"}
    bundle = proof(leaves=rewritten)
    bundle["earlier"]["head"] = GOOD["earlier"]["head"]

    assert codes(bundle) == {"not_continued"}


@settings(max_examples=600)
@given(at=st.integers(0, len(TEXT) - 1), flip=st.integers(1, 255))
def test_no_flipped_byte_of_the_file_goes_unnoticed(at, flip):
    data = bytearray(TEXT)
    data[at] ^= flip

    try:
        bundle = read_json(bytes(data))
    except NotAProof:
        return
    if bundle != GOOD:  # a blank for another blank says the same
        assert codes(bundle) - {None}
        assert codes(bundle, None) - {None}


def places(value, path=()):
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from places(part, (*path, name))


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=70),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)


@settings(max_examples=600)
@given(path=st.sampled_from([place for place in places(GOOD) if place]), value=ODD)
def test_no_field_can_be_given_another_value(path, value):
    bundle = copy.deepcopy(GOOD)
    holder = bundle
    for name in path[:-1]:
        holder = holder[name]
    unchanged = json.dumps(holder[path[-1]], sort_keys=True) == json.dumps(value, sort_keys=True)
    holder[path[-1]] = value

    assert unchanged or codes(bundle)


@settings(max_examples=100)
@given(path=st.sampled_from([place for place in places(GOOD) if place]))
def test_no_field_can_be_left_out(path):
    bundle = copy.deepcopy(GOOD)
    holder = bundle
    for name in path[:-1]:
        holder = holder[name]
    del holder[path[-1]]

    # A proof cannot say that no event is missing. Without the earlier head, its key is one too many.
    may_be_absent = path[0] == "events" and len(path) == 2
    assert (codes(bundle) == set()) is may_be_absent


def test_the_earlier_head_may_be_absent_with_its_key():
    assert codes(changed(lambda b: (b.pop("earlier"), b["keys"].pop()))) == set()
    assert codes(changed(lambda b: b.pop("earlier"))) == {"refused"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xef\xbb\xbf{}",
        b"\xff\xfe",
        b'{"format": NaN}',
        b'{"format": 1.0}',
        b'{"format": 1, "format": 2}',
        b"9" * 5000,
        b"[" * 200_000,
        b'{"a":' * 200_000,
        "【".encode("gb18030"),
    ],
)
def test_odd_and_hostile_files_are_refused(data):
    with pytest.raises(NotAProof):
        verify_bundle(read_json(data))


def test_json_that_says_a_thing_twice_or_in_fractions_is_refused_even_if_the_rest_is_right():
    for said in (TEXT.replace(b'"matter": "12"', b'"matter": "13", "matter": "12"', 1), b'{"position": 3.0}'):
        with pytest.raises(NotAProof):
            read_json(said)


def test_a_signature_counts_only_under_the_name_of_its_own_key():
    named = replace(sign_head(1, bytes(32), SIGNED_AT, KEY), key_id=key_id(STRANGER.public_key()))
    signed = replace(named, signature=KEY.sign(named.statement()))

    assert not is_signed_by(signed, KEY.public_key())
    assert is_signed_by(sign_head(1, bytes(32), SIGNED_AT, KEY), KEY.public_key())


def test_an_earlier_head_of_another_hash_is_no_beginning():
    bundle = copy.deepcopy(GOOD)
    said = bundle["earlier"]["head"]
    bundle["earlier"]["head"] = sign_head(
        said["size"], bytes.fromhex(said["root"]), SIGNED_AT, OLD_KEY, "sm3"
    ).as_json()

    assert codes(bundle) == {"not_continued"}


def test_a_leaf_nested_very_deep_is_found_and_does_not_crash():
    deep = "x"
    for _ in range(900):
        deep = [deep]

    assert codes(changed(lambda b: b["events"][0]["leaf"].update(facts=deep))) == {"not_in_record"}


def test_keys_are_read_from_pem_and_from_json():
    pem = public_pem(KEY.public_key()) + public_pem(OLD_KEY.public_key())
    listed = json.dumps({"keys": [public_json(KEY.public_key()), public_json(OLD_KEY.public_key())]}).encode()
    single = json.dumps(public_json(KEY.public_key())).encode()

    assert load_keys(pem).keys() == load_keys(listed).keys() == PINNED.keys()
    assert load_keys(single).keys() == {key_id(KEY.public_key())}
    assert load_private_key(private_pem(KEY)).public_key() == KEY.public_key()


RSA_PEM = b"""-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
-----END PUBLIC KEY-----
"""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b'{"keys": []}',
        b'{"keys": [1]}',
        b'{"key_id": "0", "public_key": "AAAA"}',
        b"-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----\n",
        RSA_PEM,
        private_pem(KEY),
        b"\xff",
    ],
)
def test_a_file_without_a_usable_public_key_is_refused(data):
    with pytest.raises(NoKey):
        load_keys(data)


@pytest.mark.parametrize("data", [b"", b"x", public_pem(KEY.public_key())])
def test_a_file_without_a_usable_signing_key_is_refused(data):
    with pytest.raises(NoKey):
        load_private_key(data)
