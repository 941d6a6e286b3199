"""Web and worker are kept running, and never outlive who watches them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhixing.launch import processes
from zhixing.launch.postgres.postmaster import _is_alive as is_alive
from zhixing.launch.refusals import FallsAgain

WATCHES = """
import sys, pathlib
from zhixing.launch import processes
child = processes.Child("sleeper", ["sleep", "300"], pathlib.Path(sys.argv[1]))
child.start()
print(child.process.pid, flush=True)
processes.stop_when_asked()
sys.exit(processes.watch([child], lambda: None))
"""


def sleeper(folder: Path) -> processes.Child:
    return processes.Child("sleeper", ["sleep", "300"], folder / "log")


def ended(pid: int) -> bool:
    until = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_alive(pid)


def watcher(folder: Path) -> tuple[subprocess.Popen[str], int]:
    command = [sys.executable, "-c", WATCHES, str(folder / "log")]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return watching, int(watching.stdout.readline())


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_ends_its_children_and_leaves_with_0(tmp_path, sign):
    watching, child = watcher(tmp_path)
    time.sleep(0.3)
    watching.send_signal(sign)
    assert watching.wait(20) == 0
    assert ended(child)


def test_killed_it_takes_its_children_along(tmp_path):
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells a child of its parent's death")
    watching, child = watcher(tmp_path)
    watching.kill()
    watching.wait()
    assert ended(child)


def test_a_child_that_is_killed_is_started_again(tmp_path):
    child = sleeper(tmp_path)
    child.start()
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    rounds = []

    def keep() -> None:
        rounds.append(child.process.pid)
        if len(rounds) > 1 and child.runs and child.process.pid != first:
            raise processes.AskedToStop

    assert processes.watch([child], keep) == 0
    assert rounds[-1] != first
    assert ended(rounds[-1])


def test_a_child_that_falls_again_and_again_is_given_up_and_the_others_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "ROUND_SECONDS", 0.02)
    broken = processes.Child("broken", ["false"], tmp_path / "broken.log")
    other = sleeper(tmp_path)
    other.start()
    with pytest.raises(FallsAgain) as refusal:
        processes.watch([other, broken], lambda: None)
    assert "broken" in refusal.value.why()
    assert not other.runs


def test_a_child_that_ignores_the_request_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.3)
    deaf = "trap '' TERM; sleep 300 & wait; sleep 300"
    stubborn = processes.Child("stubborn", ["sh", "-c", deaf], tmp_path / "log")
    stubborn.start()
    time.sleep(0.2)
    stubborn.stop()
    assert not stubborn.runs


def test_what_a_killed_child_had_started_ends_before_the_next_one_begins(tmp_path):
    """As a web server's supervisor and its workers: a worker that stayed would hold the port and answer on."""
    family = processes.Child("family", ["sh", "-c", "sleep 300 & echo $!; wait"], tmp_path / "log")
    family.start()
    until = time.monotonic() + 10
    while not (tmp_path / "log").read_text().strip() and time.monotonic() < until:
        time.sleep(0.02)
    orphan = int((tmp_path / "log").read_text())
    os.kill(family.process.pid, signal.SIGKILL)
    family.process.wait()
    assert is_alive(orphan)

    family.start()

    assert ended(orphan)
    assert family.runs
    family.stop()


def test_children_do_not_get_the_owners_address(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner:secret@db/city")
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/city")
    child = processes.Child("env", ["env"], tmp_path / "log")
    child.start()
    child.process.wait()
    said = (tmp_path / "log").read_text()
    assert "DATABASE_URL=postgresql://app@db/city" in said
    assert "owner:secret" not in said
