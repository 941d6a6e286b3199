"""Every check, one after the other, with a plain summary; `python3 bootstrap.py check` and CI run this.

A step that fails does not stop the others: whoever mends wants to know all of it. Browser journeys never skip
silently: without Chromium the summary says what did not run, and in CI (CI=true) that is a failure.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from zhixing.launch.testserver import server_for_run

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SYSTEM_POSTGRES_15 = Path("/usr/lib/postgresql/15/bin")
ON_POSTGRES_15 = [  # all that is asked of a database is in the kernel, and the store of outside cases; tests/launch takes both
    "src/zhixing/kernel",
    "src/zhixing/modules/approvals/tests/test_loading.py",
]
DJANGO = {"DJANGO_SETTINGS_MODULE": "zhixing.config.settings"}
SIDE_BY_SIDE = ["-n", str(min(2, os.cpu_count() or 1))]  # one database server serves both
BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]  # long files first: conftest.py orders them
NO_BROWSER = "no Chromium here; on Debian and Ubuntu: apt-get install chromium fonts-noto-cjk"
NO_POSTGRES_15 = "no system PostgreSQL 15 here; on Debian 12: apt-get install postgresql-15"


@dataclass
class Step:
    """One check: what it is called, how it went, how long it took, what it counted."""

    name: str
    result: str = "did not run"
    seconds: float = 0.0
    note: str = ""
    needed_in_ci: bool = True
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def is_bad(self) -> bool:
        """Whether the whole check fails by it."""
        return self.result == "FAILED" or (self.result == "did not run" and self.needed_in_ci and IN_CI)


@dataclass
class Checks:
    """All steps so far."""

    steps: list[Step] = field(default_factory=list)

    def commands(self, *wanted: tuple[str, ...]) -> None:
        """Quick checks, each a name and its command, two at a time: what one says is shown when it fails."""
        began = time.monotonic()
        with ThreadPoolExecutor(2) as pool:
            ended = [pool.submit(_said, *arguments) for _name, *arguments in wanted]
            for (name, *_), end in zip(wanted, ended, strict=True):
                step = self._begin(name)
                status, said = end.result()
                step.seconds, began = time.monotonic() - began, time.monotonic()
                step.result = "FAILED" if status else "passed"
                if status:
                    print(said, flush=True)

    def tests(self, name: str, *arguments: str, **variables: str) -> None:
        """A run of pytest: its own lines are shown, its counts are kept."""
        step = self._begin(name)
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as passing:
            report = Path(passing) / "report.xml"
            command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
            ran = subprocess.run(command, cwd=ROOT, env={**environment(), **variables}, check=False)
            _count(step, report)
        step.seconds = time.monotonic() - began
        step.result = "FAILED" if ran.returncode or not step.passed else "passed"
        if not step.passed:
            step.note = f"pytest ended with status {ran.returncode} and no test passed"

    def did_not_run(self, name: str, note: str, *, needed_in_ci: bool) -> None:
        """A check that this machine cannot make, and how it could."""
        step = self._begin(name)
        step.note, step.needed_in_ci = note, needed_in_ci

    def summary(self) -> int:
        """Print what happened; 0 when all is well."""
        print("\n" + "-" * 72)
        for step in self.steps:
            ran = f"{step.passed} passed, {step.failed} failed, {step.skipped} skipped" if step.passed else ""
            line = f"{step.result:<12} {step.name:<34} {step.seconds:6.0f} s  {ran}"
            print(line.rstrip())
            if step.note:
                print(f"{'':<13}{step.note}")
        print(f"{'':<13}{'all together':<34} {sum(step.seconds for step in self.steps):6.0f} s")
        total = [sum(getattr(step, kind) for step in self.steps) for kind in ("passed", "failed", "skipped")]
        print("{} passed, {} failed, {} skipped".format(*total), flush=True)
        bad = [step.name for step in self.steps if step.is_bad]
        if bad:
            print(f"not well: {', '.join(bad)}", file=sys.stderr)
        return 1 if bad else 0

    def _begin(self, name: str) -> Step:
        print(f"== {name}", flush=True)
        self.steps.append(Step(name))
        return self.steps[-1]


def environment() -> dict[str, str]:
    """Ours, without a database or data folder of the product: checks never touch what is kept.

    What was compiled is kept for the next process: some hundred are started.
    """
    without = ("DATABASE_", "PYTHONDONTWRITEBYTECODE")
    own = {key: value for key, value in os.environ.items() if not key.startswith(without)}
    return {**own, "ZHIXING_DATA": str(ROOT / "build" / "check-data"), "ZHIXING_LANG": "zh", **DJANGO}


def browser() -> str | None:
    """The Chromium the journeys would drive."""
    named = os.environ.get("ZHIXING_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def main(arguments: list[str] | None = None) -> int:
    argparse.ArgumentParser(description=__doc__.split("\n\n")[0]).parse_args(arguments)
    checks = Checks()
    checks.commands(
        ("types", "mypy"),
        ("format", "ruff", "format", "--check", "."),
        ("lint", "ruff", "check", "."),
        ("who imports whom", "lint-imports"),
        ("missing migrations", "django-admin", "makemigrations", "--check", "--dry-run"),
    )
    run = f"check-{os.getpid()}"
    with server_for_run(
        run
    ):  # held through all steps: tables are made once, each worker of each step copies them
        here = (f"--testrunuid={run}", *SIDE_BY_SIDE)
        checks.tests("tests", "-m", "not journey and not bulk", *here, *BY_FILE)
        checks.tests("obligations in bulk", "-m", "bulk", *here, *BY_FILE)
        if browser():
            checks.tests("browser journeys", "-m", "journey", *here, *BY_FILE, "tests/journeys")
        else:
            checks.did_not_run("browser journeys", NO_BROWSER, needed_in_ci=True)
    if (SYSTEM_POSTGRES_15 / "postgres").exists():
        there = {"ZHIXING_TEST_PG_BIN": str(SYSTEM_POSTGRES_15)}
        checks.tests(
            "on PostgreSQL 15", "-m", "on_15 and not slow", *SIDE_BY_SIDE, *BY_FILE, *ON_POSTGRES_15, **there
        )
    else:
        checks.did_not_run("on PostgreSQL 15", NO_POSTGRES_15, needed_in_ci=False)
    return checks.summary()


def _said(program: str, *arguments: str) -> tuple[int, str]:
    """How a program of the environment ended and what it said."""
    ran = subprocess.run(
        [str(PROGRAMS / program), *arguments],
        cwd=ROOT,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return ran.returncode, ran.stdout


def _count(step: Step, report: Path) -> None:
    if not report.exists():
        return
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        number = {kind: int(suite.get(kind, "0")) for kind in ("tests", "failures", "errors", "skipped")}
        step.failed += number["failures"] + number["errors"]
        step.skipped += number["skipped"]
        step.passed += number["tests"] - number["failures"] - number["errors"] - number["skipped"]


if __name__ == "__main__":
    sys.exit(main())
