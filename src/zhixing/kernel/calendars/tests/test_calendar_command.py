"""`zhixing calendar` as an operator or a script uses it."""

import json
import subprocess
import sys

import pytest

from zhixing.base.words import speaking
from zhixing.kernel.calendars.cli import main


def answer(capsys, *argv):
    status = main(argv)
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    return json.loads(said.out)


def test_working_days_gives_the_last_day_and_every_day_on_the_way(capsys):
    said = answer(capsys, "working-days", "2026-09-30", "2")

    assert {key: said[key] for key in ("from", "count", "last_day", "provisional", "from_counts")} == {
        "from": "2026-09-30",
        "count": 2,
        "last_day": "2026-10-09",
        "provisional": False,
        "from_counts": False,
    }
    assert len(said["days"]) == 10
    assert said["days"][1] == {
        "on": "2026-10-01",
        "kind": "holiday",
        "counted": False,
        "number": None,
        "published": True,
        "why": {"zh": "星期四，国庆节放假", "en": "Thursday, National Day holiday"},
    }


@pytest.mark.parametrize(
    ("start", "count", "last_day", "provisional"),
    [
        ("2024-02-29", "1", "2024-03-01", False),
        ("2025-12-31", "1", "2026-01-04", False),
        ("2026-10-09", "-2", "2026-09-30", False),
        ("2026-03-07", "0", "2026-03-09", False),
        ("2026-12-30", "2", "2027-01-01", True),
        ("2004-01-01", "1", "2004-01-02", False),
    ],
)
def test_working_days_at_the_edges(capsys, start, count, last_day, provisional):
    said = answer(capsys, "working-days", start, count, "--json")

    assert (said["last_day"], said["provisional"]) == (last_day, provisional)


@pytest.mark.parametrize(
    ("start", "end", "count", "provisional"),
    [
        ("2026-09-30", "2026-10-10", 3, False),
        ("2026-10-10", "2026-09-30", -3, False),
        ("2026-03-02", "2026-03-02", 0, False),
        ("2026-12-31", "2027-01-01", 1, True),
        ("2026-12-30", "2026-12-31", 1, False),
    ],
)
def test_count_says_how_many_and_which_edges_count(capsys, start, end, count, provisional):
    said = answer(capsys, "count", start, end)

    assert (said["working_days"], said["provisional"]) == (count, provisional)
    assert (said["from_counts"], said["to_counts"]) == ((True, False) if count < 0 else (False, True))


def test_a_year_lists_what_is_special_and_says_whether_it_is_published(capsys):
    known, unknown = answer(capsys, "year", "2026"), answer(capsys, "year", "2027")

    assert (known["published"], known["working_days"], known["rest_days"]) == (True, 248, 117)
    assert known["notice"]["zh"] == "国务院办公厅关于2026年部分节假日安排的通知"
    assert len([day for day in known["days"] if day["kind"] == "makeup"]) == 6
    assert (unknown["published"], unknown["notice"], unknown["days"]) == (False, None, [])


@pytest.mark.parametrize(
    "argv",
    [
        ["working-days", "2025-02-29", "1"],
        ["working-days", "2026/03/02", "1"],
        ["working-days", "20260302", "1"],
        ["working-days", "２０２６-03-02", "1"],
        ["working-days", "", "1"],
        ["working-days", "2026-03-02", "1.5"],
        ["working-days", "2026-03-02", "ten"],
        ["working-days", "2026-03-02", "9" * 5000],
        ["working-days", "2026-03-02", "999999999"],
        ["working-days", "2003-12-31", "1"],
        ["working-days", "2004-01-02", "-30"],
        ["working-days", "2050-12-31", "1"],
        ["working-days", "2026-03-02"],
        ["count", "2026-03-02", "2051-01-01"],
        ["count", "0000-00-00", "2026-03-02"],
        ["year", "2003"],
        ["year", "26"],
        ["year", "2051"],
        ["moon", "2026"],
        [],
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_bad_input_is_refused_in_a_sentence(capsys, argv, language):
    with speaking(language):
        status = main(argv)

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert any("一" <= letter <= "鿿" for letter in said.err) is (language == "zh")


def test_text_tells_the_same_in_sentences(capsys):
    with speaking("zh"):
        assert main(["working-days", "2026-10-08", "2", "--text"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "2026-10-08\t-\t起算当日不计入（《民法典》第二百零一条）",
        "2026-10-09\t1\t星期五，工作日",
        "2026-10-10\t2\t星期六，国庆节调休上班",
        "自2026年10月8日起（当日不计）2个工作日，截止日为2026年10月10日（含当日）。",
    ]


def test_it_runs_as_a_program_without_settings_or_database():
    ran = subprocess.run(
        [sys.executable, "-m", "zhixing.kernel.calendars.cli", "count", "2026-09-30", "2026-10-08"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)},
    )

    assert json.loads(ran.stdout)["working_days"] == 1
