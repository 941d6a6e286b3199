"""Asking the first command for help: it tells, and installs, makes and starts nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout with this one file, in which nothing was installed."""
    shutil.copy(ROOT / "bootstrap.py", tmp_path)
    return tmp_path


def told(checkout: Path, *arguments: str) -> str:
    """What the command says in that checkout; it must end well, and at once."""
    ran = subprocess.run(
        [sys.executable, "-B", "bootstrap.py", *arguments],
        cwd=checkout, capture_output=True, text=True, timeout=30, check=True,
        env={**os.environ, "ZHIXING_LANG": "en", "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert ran.stderr == ""
    return ran.stdout


def entries(checkout: Path) -> set[str]:
    return {str(path.relative_to(checkout)) for path in checkout.rglob("*")}


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("verb", ["up", "check", "setup"])
def test_help_is_told_before_anything_is_installed(bare, verb, flag):
    said = told(bare, verb, flag)

    assert said.startswith(f"usage: bootstrap.py {verb}")
    assert entries(bare) == {"bootstrap.py"}


def test_once_installed_help_for_up_is_the_products_own(bare):
    program = bare / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -B "$@"\n', "utf-8")
    program.chmod(0o755)
    (bare / ".venv" / "installed.json").write_text(json.dumps({"product": "of this lock"}), "utf-8")
    before = entries(bare)

    said = told(bare, "up", "--help")

    assert said.startswith("usage: zhixing up") and "--port" in said and "--no-demo" in said
    assert entries(bare) == before


def test_the_checks_tell_of_themselves_without_running():
    ran = subprocess.run(
        [sys.executable, "-B", "tests/check.py", "--help"],
        cwd=ROOT, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip

    assert ran.stdout.startswith("usage: check.py") and "==" not in ran.stdout
