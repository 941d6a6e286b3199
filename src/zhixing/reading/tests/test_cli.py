"""`zhixing breakdown FILE` as an operator meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhixing.base.words import speaking
from zhixing.reading.cli import main

TEXT = (
    "某市2026年重点任务\n一、重点任务\n1.建设20个社区服务中心，6月底前投用。（市民政局牵头，市财政局配合）\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_jsonl_is_the_form_of_the_labelled_documents(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(plan), "--jsonl"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "n": 1,
            "anchor": "建设20个社区服务中心，6月底", "number": "1.", "start": 19, "end": 55,
            "lead": ["市民政局"], "co": ["市财政局"],
            "joint": False, "due_text": "6月底前", "due": {"kind": "date", "date": "2026-06-30"}, "milestones": [],
            "targets": ["20个"], "doubt": None,
        }
    ]  # fmt: skip


def test_json_is_one_list_and_a_given_year_counts(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(plan), "--json", "--year", "2030"]) == 0

    assert json.loads(capsys.readouterr().out)[0]["due"] == {"kind": "date", "date": "2030-06-30"}


@pytest.mark.parametrize(
    ("code", "words"),
    [("zh", ["牵头：市民政局；配合：市财政局", "共 1 项任务"]), ("en", ["lead: 市民政局", "1 work item"])],
)
def test_the_list_is_told_in_the_language_of_the_reader(
    plan: Path, capsys: pytest.CaptureFixture[str], code: str, words: list[str]
) -> None:
    with speaking(code):
        assert main([str(plan)]) == 0

    told = capsys.readouterr().out
    assert all(word in told for word in [*words, "2026-06-30"])


def test_a_file_that_cannot_be_read_is_refused_with_a_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "absent.txt"), "--jsonl"]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert "无法打开" in told.err
    assert "请核对文件路径" in told.err


def test_a_year_that_cannot_be_is_refused(plan: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(plan), "--year", "12"])

    assert stopped.value.code == 2
