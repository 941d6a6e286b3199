"""Published heads, the key, and that an old head is the beginning of a newer one."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.access.models import Account
from zhixing.kernel.ledger.merkle import verify_consistency
from zhixing.kernel.ledger.sealing import seal
from zhixing.kernel.ledger.signing import SignedHead, is_signed_by, load_keys
from zhixing.kernel.matters.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def happened(n: int) -> None:
    account = Account.objects.get_or_create(username="time")[0]
    for _ in range(n):
        Event.objects.create(
            subject="organisation.unit:1", kind="tests.plain", actor=account, actor_name="time",
            happened_at=clock.now(), recorded_at=clock.now(), facts={},
        )  # fmt: skip
    seal()


def test_before_anything_is_sealed_the_page_says_so_and_there_is_no_key_to_hand_out(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHIXING_LEDGER_KEY", str(tmp_path / "none.key"))

    page = Client().get("/heads")

    assert page.status_code == 200
    assert "尚无已封存的记录" in page.content.decode()
    assert Client().get("/heads/key.pem").status_code == 404
    assert json.loads(Client().get("/heads.json").content) == {"heads": [], "keys": [], "next": None}
    assert not (tmp_path / "none.key").exists()


def test_a_published_head_carries_the_signature_of_the_published_key():
    happened(3)

    said = json.loads(Client().get("/heads.json").content)
    key = next(iter(load_keys(Client().get("/heads/key.pem").content).values()))

    head = said["heads"][0]
    assert head["size"] == 3
    stated = SignedHead(
        head["size"], bytes.fromhex(head["root"]), head["signed_at"], head["algorithm"], head["key_id"],
        bytes.fromhex(head["signature"]),
    )  # fmt: skip
    assert is_signed_by(stated, key)
    assert head["root"] in Client().get("/heads").content.decode()


def test_anyone_can_check_that_an_old_head_is_the_beginning_of_a_new_one():
    happened(3)
    happened(4)

    said = json.loads(Client().get("/heads/consistency.json?old=3&new=7").content)

    proof = [bytes.fromhex(node) for node in said["proof"]]
    old, new = bytes.fromhex(said["old"]["root"]), bytes.fromhex(said["new"]["root"])
    assert verify_consistency(3, 7, old, new, proof)
    assert not verify_consistency(3, 7, b"\x00" * 32, new, proof)


@pytest.mark.parametrize("query", ["", "old=3", "old=7&new=3", "old=x&new=7", "old=5&new=7", "old=٣&new=7"])
def test_sizes_that_were_not_published_are_refused(query):
    happened(3)
    happened(4)

    assert Client().get(f"/heads/consistency.json?{query}").status_code == 422


def test_older_heads_are_a_page_further():
    happened(3)
    happened(4)

    said = json.loads(Client().get("/heads.json?before=7").content)

    assert [h["size"] for h in said["heads"]] == [3]
    assert Client().get("/heads.json?before=x").status_code == 422
