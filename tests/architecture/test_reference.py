"""The reference pages equal the registers, and every variable that is read is told (guard 12)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from zhixing.config.reference import pages
from zhixing.config.variables import VARIABLES
from zhixing.launch.cli import COMMANDS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reference"
READERS = {"get", "getenv", "setdefault", "_flag"}


def test_the_committed_reference_is_what_the_registers_say(tmp_path):
    # in a process of its own: other tests register events and kinds of their own in this one
    subprocess.run(
        [sys.executable, "-m", "zhixing.launch.cli", "reference", tmp_path],
        check=True,
        timeout=60,
        capture_output=True,
    )

    made, committed = (
        {path.name: path.read_text("utf-8") for path in f.iterdir()} for f in (tmp_path, FOLDER)
    )
    stale = sorted(name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name))
    assert stale == [], "run `make docs` and commit what it writes"


def test_each_page_names_what_its_register_holds():
    made = pages([(command.name, command.words) for command in COMMANDS])

    assert (
        "| Sign for 签收 | `supervision.sign` on SupervisedItem | `supervision.handle` |"
        in made["actions.md"]
    )
    assert "| `supervision.signed` | Signed for 签收 |" in made["events.md"]
    assert "| `supervision.officer` | Inspection officer 督查员 | below |" in made["powers.md"]
    assert (
        "| Sign for the item 签收 | `supervision.sign` | supervised-handling | deadline: 2 working days (a default) |"
        in made["rules.md"]
    )
    assert "| `matters.wrong_state` | 409 |" in made["refusals.md"]
    assert "| `obligations.tick` | `* * * * * 5` | time |" in made["jobs.md"]
    assert "| `zhixing verify` |" in made["commands.md"]


def read_anywhere() -> Iterator[str]:
    """Names of environment variables that the product's code reads."""
    for path in (ROOT / "src" / "zhixing").rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = None
            if isinstance(node, ast.Call) and node.args:
                function = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                name = node.args[0] if function in READERS else None
            elif isinstance(node, ast.Subscript):
                name = node.slice
            said = name.value if isinstance(name, ast.Constant) else None
            if isinstance(said, str) and said.startswith(("ZHIXING_", "DATABASE_")):
                yield said


def test_every_variable_that_is_read_is_told_and_none_besides():
    assert sorted(set(read_anywhere())) == [variable.name for variable in VARIABLES]
