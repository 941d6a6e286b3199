"""`zhixing verify` as somebody with a downloaded file uses it."""

import copy
import json
import os
import subprocess
import sys

import pytest

from zhixing.base.words import speaking
from zhixing.kernel.ledger.cli import main
from zhixing.kernel.ledger.shape import FILE_LIMIT_BYTES
from zhixing.kernel.ledger.signing import public_pem
from zhixing.kernel.ledger.tests.proofs import KEY, OLD_KEY, STRANGER, proof

GOOD = proof()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(GOOD, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "keys.pem"
    path.write_bytes(public_pem(KEY.public_key()) + public_pem(OLD_KEY.public_key()))
    return path


def test_a_good_proof_exits_0_and_says_what_it_proves(file, key_file, capsys):
    with speaking("zh"):
        assert main([str(file), "--key", str(key_file)]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "事项12的3条留痕均与封存记录一致。",
        "该记录共21条，于2026-01-06T08:00:00.000000Z由密钥56475aa75463474c0285df5dbf2bcab7签名。",
        "该记录是2026-01-05T08:00:00.000000Z签名的6条记录的延续。",
        "证明本身不能说明是否有其他留痕未列入本文件。",
    ]


def test_without_a_key_it_warns(file, capsys):
    with speaking("en"):
        assert main([str(file)]) == 0

    assert "Caution: the key came with the file." in capsys.readouterr().out


@pytest.mark.parametrize(("language", "sentence"), [("zh", "请勿采信"), ("en", "Do not rely on it")])
def test_a_changed_proof_exits_1_and_says_which_event(file, key_file, capsys, language, sentence):
    changed = copy.deepcopy(GOOD)
    changed["events"][1]["leaf"]["facts"]["note"] = "改过"
    file.write_text(json.dumps(changed), encoding="utf-8")

    with speaking(language):
        assert main([str(file), "--key", str(key_file)]) == 1

    said = capsys.readouterr().out
    assert "1010" in said
    assert sentence in said


def test_another_s_key_exits_1(file, tmp_path, capsys):
    other = tmp_path / "other.pem"
    other.write_bytes(public_pem(STRANGER.public_key()))

    assert main([str(file), "--key", str(other), "--json"]) == 1

    said = json.loads(capsys.readouterr().out)
    assert said["holds"] is False
    assert [finding["code"] for finding in said["findings"]] == ["unknown_key", "unknown_key"]


def test_json_gives_the_verdict_to_a_machine(file, key_file, capsys):
    assert main([str(file), "--key", str(key_file), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert {
        name: said[name] for name in ("holds", "pinned", "matter", "events", "earlier_size", "findings")
    } == {
        "holds": True,
        "pinned": True,
        "matter": "12",
        "events": 3,
        "earlier_size": 6,
        "findings": [],
    }


def missing(path):
    path.unlink()


def folder(path):
    path.unlink()
    path.mkdir()


def pipe(path):
    path.unlink()
    os.mkfifo(path)


def too_large(path):
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


def just_too_large(path):
    path.write_bytes(b" " * (FILE_LIMIT_BYTES + 1))


@pytest.mark.parametrize(
    "spoil",
    [
        missing,
        folder,
        pipe,
        too_large,
        just_too_large,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04 a spreadsheet"),
        lambda path: path.write_bytes(b'{"format": "something-else"}'),
        lambda path: path.write_bytes(b"[" * 1_000_000),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_no_proof_exits_2_with_a_sentence(file, capsys, spoil, language):
    spoil(file)

    with speaking(language):
        assert main([str(file)]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert ("知行留痕证明" if language == "zh" else "not a Zhixing proof") in said.err


@pytest.mark.parametrize("argv", [[], ["a", "b"], ["a\0b"], ["--no-such"]])
def test_a_command_that_makes_no_sense_exits_2(argv, capsys):
    assert main(argv) == 2
    assert capsys.readouterr().err.strip()


def test_a_key_file_that_is_none_exits_2(file, tmp_path, capsys):
    empty = tmp_path / "empty.pem"
    empty.write_bytes(b"")

    assert main([str(file), "--key", str(empty), "--json"]) == 2

    said = json.loads(capsys.readouterr().out)
    assert (said["holds"], said["refused"]["code"]) == (False, "ledger.no_key")


def test_it_runs_as_a_program_without_settings_or_database(file):
    ran = subprocess.run(
        [sys.executable, "-m", "zhixing.kernel.ledger.cli", str(file), "--json"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)},
    )

    assert json.loads(ran.stdout)["holds"] is True
