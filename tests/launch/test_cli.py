"""The command-line door: everything is listed, everything explains itself, the status tells how it went."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from zhixing.launch import cli


def zhixing(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_", "ZHIXING_"))}
    command = [sys.executable, "-m", "zhixing.launch.cli", *arguments]
    return subprocess.run(command, env={**own, **variables}, capture_output=True, text=True, check=False)


def test_help_lists_every_command_in_the_language_asked_for():
    english, chinese = zhixing("--help", ZHIXING_LANG="en"), zhixing("--help", ZHIXING_LANG="zh")
    assert english.returncode == chinese.returncode == 0
    for command in cli.COMMANDS:
        assert f"  {command.name} " in english.stdout
        assert command.words.en in english.stdout
        assert command.words.zh in chinese.stdout


@pytest.mark.parametrize("name", [command.name for command in cli.COMMANDS])
def test_every_command_explains_itself_without_a_database(name, tmp_path):
    said = zhixing(
        name, "--help", ZHIXING_DATA=str(tmp_path / "data"), DATABASE_URL="postgresql://none@127.0.0.1:1/x"
    )
    assert said.returncode == 0, said.stderr
    assert name in said.stdout
    assert not (tmp_path / "data").exists()


def test_help_loads_neither_django_apps_nor_the_driver():
    program = (
        "import sys\nfrom zhixing.launch.cli import main\nmain(['--help'])\n"
        "print([name for name in ('django.db', 'psycopg', 'zhixing.kernel') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_without_a_command_or_with_a_wrong_one_nothing_is_done_and_the_status_says_so():
    assert zhixing().returncode == 2
    wrong = zhixing("fly", ZHIXING_LANG="en")
    assert wrong.returncode == 2
    assert "There is no command fly." in wrong.stderr
    assert wrong.stdout == ""


def test_a_refusal_is_a_sentence_and_a_way_out_on_standard_error(tmp_path):
    said = zhixing("stop", ZHIXING_LANG="en", ZHIXING_DATA=str(tmp_path))
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr == f"Zhixing is not running on {tmp_path}.\nStart it with `zhixing up`.\n"


def test_status_answers_for_machines(tmp_path):
    said = zhixing("status", "--json", ZHIXING_DATA=str(tmp_path))
    assert said.returncode == 1
    answer = json.loads(said.stdout)
    assert answer["running"] is False
    assert answer["data"] == str(tmp_path)
    assert answer["free_mb"] > 0


def test_data_of_a_newer_release_stops_up_with_a_sentence(tmp_path):
    (tmp_path / "product.version").write_text("99.0.0\n")
    said = zhixing("up", ZHIXING_LANG="zh", ZHIXING_DATA=str(tmp_path))
    assert said.returncode == 2
    assert "99.0.0" in said.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_part_that_is_not_installed_is_told_and_not_a_traceback(monkeypatch, capsys):
    gone = cli.Command("gone", cli.w("gone", "无"), "zhixing.kernel.gone.cli:main")
    monkeypatch.setattr(cli, "COMMANDS", [gone])
    with pytest.raises(SystemExit) as left:
        cli.main(["gone"])
    assert left.value.code == 2
    assert "zhixing.kernel.gone.cli" in capsys.readouterr().err


def test_calendar_needs_no_database(tmp_path):
    said = zhixing("calendar", "working-days", "2026-09-30", "3", ZHIXING_DATA=str(tmp_path))
    assert said.returncode == 0
    assert "2026-10-10" in said.stdout  # 8, 9 and the make-up Saturday 10
    assert list(tmp_path.iterdir()) == []


def test_an_option_that_no_command_knows_is_refused(tmp_path):
    said = zhixing("status", "--colour", ZHIXING_DATA=str(tmp_path))
    assert said.returncode == 2
    assert "--colour" in said.stderr
