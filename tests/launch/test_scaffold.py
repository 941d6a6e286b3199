"""`zhixing new-module`: what it writes lives at once, in a copy of the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zhixing.launch.commands.scaffold import write
from zhixing.launch.paths import REPOSITORY
from zhixing.launch.refusals import ModuleExists, NotAModuleName

PARTS = ("src", "tests", "conftest.py", "pyproject.toml")


@pytest.mark.slow(25)
def test_a_new_module_passes_its_own_tests_and_the_guards(tmp_path, testrun_uid):
    for part in PARTS:
        source, target = REPOSITORY / part, tmp_path / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
        else:
            shutil.copy(source, target)
    here = {**os.environ, "PYTHONPATH": f"{tmp_path / 'src'}{os.pathsep}{tmp_path}"}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=tmp_path,
            env=here,
            capture_output=True,
            text=True,
            check=False,
        )

    made = run("zhixing.launch.cli", "new-module", "petitions", "--en", "Petitions", "--zh", "信访")

    assert made.returncode == 0, made.stderr
    folder = tmp_path / "src" / "zhixing" / "modules" / "petitions"
    assert (folder / "migrations" / "0001_initial.py").exists()
    for tool in (("ruff", "check"), ("ruff", "format", "--check")):
        looked = run(*tool, str(folder))
        assert looked.returncode == 0, looked.stdout
    ours = (
        "-p",
        "no:cacheprovider",
        f"--testrunuid={testrun_uid}",
    )  # one server: only the new table is to be made
    tested = run("pytest", "-q", *ours, str(folder), "tests/architecture/test_declarations.py")
    assert tested.returncode == 0, tested.stdout[-3000:]
    again = run("zhixing.launch.cli", "new-module", "petitions", "--en", "Petitions", "--zh", "信访")
    assert again.returncode == 2


@pytest.mark.parametrize("name", ["Petitions", "pe", "pet-itions", "../outside", "class", "信访"])
def test_a_name_that_no_module_can_have_is_refused(name):
    with pytest.raises(NotAModuleName):
        write(name, "Petitions", "信访", "Petition")


@pytest.mark.parametrize("name", ["supervision", "letters", "sessions"])
def test_a_name_that_is_taken_is_refused_and_nothing_is_written(name):
    before = _modules()
    with pytest.raises(ModuleExists):
        write(name, "Letters", "来信", "Letter")
    assert _modules() == before


def _modules() -> list[Path]:
    return sorted((REPOSITORY / "src" / "zhixing" / "modules").rglob("*.py"))
