"""`zhixing rules`, as an operator or a lawyer uses it: no database, answers on standard output."""

from __future__ import annotations

import json

import pytest

from zhixing.kernel.rulebook.loading import PACKS
from zhixing.launch.rules import main


def answered(capsys, *arguments: str):
    status = main([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_every_rule_is_listed_with_its_article(capsys):
    status, rows = answered(capsys, "list")

    assert status == 0
    sign = next(row for row in rows if row["code"] == "supervision.sign")
    assert (sign["kind"], sign["basis"]) == ("deadline", ["市政府关于提高执行力的意见 三(三)"])


def test_the_worked_cases_are_run(capsys):
    status, said = answered(capsys, "test", "--pack", "supervised-handling")

    assert (status, said["failed"]) == (0, 0)
    assert said["cases"] == len(said["outcomes"]) >= 16


def test_a_case_that_fails_gives_status_1_and_is_named(capsys, tmp_path):
    text = (PACKS / "supervised-handling.yaml").read_text("utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        text.replace(
            "unit: 1, due_on: 2026-03-09, state: open", "unit: 1, due_on: 2026-03-11, state: open", 1
        )
    )

    assert main(["test", "--pack", str(wrong)]) == 1

    said = capsys.readouterr().out
    assert "issued on a Thursday" in said and "due_on is 2026-03-09, not 2026-03-11" in said


@pytest.mark.parametrize(
    ("arguments", "due_on"),
    [
        (["supervision.sign", "--event", "2026-09-30", "--field", "urgency=plain"], "2026-10-09"),
        (["supervision.plan", "--event", "2026-02-12"], "2026-02-26"),
        (["supervision.sign_at_once", "--event", "2026-03-06", "--field", "urgency=immediate"], "2026-03-07"),
    ],
)
def test_a_rule_is_explained_from_a_day(capsys, arguments, due_on):
    status, said = answered(capsys, "explain", *arguments)

    assert (status, said["due_on"]) == (0, due_on)
    assert said["days"][-1]["on"] == due_on
    assert said["basis"][0]["article"].startswith(("二", "三"))


def test_a_year_that_is_not_published_is_said_to_be_provisional(capsys):
    _, said = answered(capsys, "explain", "supervision.plan", "--event", "2026-12-30")

    assert said["provisional"] is True


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "usage"),
        (["explain", "supervision.sign"], "usage"),
        (["explain", "no.such", "--event", "2026-03-05"], "没有名为"),
        (["explain", "supervision.feedback", "--event", "2026-03-05"], "没有自某日起算的时限"),
        (["explain", "supervision.sign", "--event", "2026-03-05", "--field", "urgency=immediate"], "不起算"),
        (["explain", "supervision.plan", "--event", "2008-03-05"], "尚未施行"),
        (["explain", "supervision.plan", "--event", "2026-02-30"], "YYYY-MM-DD"),
        (["test", "--pack", "no-such-pack"], "规则包或文件"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_status_2_and_nothing_on_standard_output(
    capsys, arguments, word
):
    assert main(arguments) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert word in err
