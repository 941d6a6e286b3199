"""The whole product, started, killed in part, backed up and stopped by its commands."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest

from zhixing.launch.postgres import Server
from zhixing.launch.postgres.postmaster import Postmaster

pytestmark = [pytest.mark.slow(70), pytest.mark.timeout(240)]


SEATS = "select username, office from access_seat s join access_account a on a.id = s.account_id order by 1"


def environment(data: Path) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_", "ZHIXING_"))}
    return {**own, "ZHIXING_DATA": str(data), "ZHIXING_LANG": "en", "ZHIXING_WEB_WORKERS": "1"}


def zhixing(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zhixing.launch.cli", *arguments]
    return subprocess.run(command, env=environment(data), capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """`zhixing up --no-demo` on a data folder, from the line with the address until it is stopped."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "zhixing.launch.cli", "up", "--no-demo", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=environment(self.data), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if "Zhixing is running" in line:
                return
        pytest.fail("".join(self.said))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(self.address, timeout=5).close()
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False
        return True

    def has(self, sign: str, *, other_than: int) -> bool:
        below = offspring(self.process.pid) - {other_than}
        return any(sign in command_of(pid) for pid in below)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def offspring(pid: int) -> set[int]:
    """All processes below `pid`."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = dict(map(int, line.split()) for line in listed.splitlines())
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in found | {pid}} - found:
        found |= more
    return found


def command_of(pid: int) -> str:
    return (
        Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") if Path(f"/proc/{pid}").exists() else ""
    )


def eventually(question, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while not question() and time.monotonic() < until:
        time.sleep(0.1)
    return question()


@pytest.fixture(scope="module")
def running(data_folders):
    """One product for the tests that leave it as it was."""
    started = Running(data_folders / "shared")
    yield started
    started.stop()


@pytest.fixture(scope="module")
def data_folders():
    made = Path(tempfile.mkdtemp(prefix="zhixing-whole-"))
    made.chmod(0o711)
    yield made
    for server in (Server(found.parent) for found in made.rglob("keys.json")):
        server.stop()
        shutil.rmtree(server.place, ignore_errors=True)
    shutil.rmtree(made, ignore_errors=True)


def test_it_tells_its_address_and_answers_there(running):
    assert running.said[-1].strip() == f"Zhixing is running: {running.address}"
    assert running.answers()
    status = json.loads(zhixing(running.data, "status", "--json").stdout)
    shown = (status["running"], status["pid"], status["address"])
    assert shown == (True, running.process.pid, running.address)


def test_a_second_one_on_the_same_folder_is_refused_and_told_the_address(running):
    second = zhixing(running.data, "up", "--no-demo")
    assert second.returncode == 2
    assert running.address in second.stderr
    assert running.answers()


def test_a_sound_installation_says_so(running):
    said = zhixing(running.data, "check", "--json")
    assert said.returncode == 0, said.stdout
    findings = {finding["name"]: finding["sound"] for finding in json.loads(said.stdout)["findings"]}
    for name in (
        "folder",
        "database",
        "extensions",
        "roles",
        "record",
        "migrations",
        "fonts",
        "static files",
    ):
        assert findings[name] is True, name


@pytest.mark.parametrize(
    "statement", ["update matters_event set id = id", "delete from matters_event", "truncate matters_event"]
)
def test_the_record_is_out_of_the_applications_reach(running, statement):
    app = (running.data / "database.url").read_text().strip()
    with psycopg.connect(app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_the_seats_of_three_persons_come_back_from_a_backup_made_while_it_runs(running, data_folders):
    def appoint(username, office, number):
        who = (username, "--office", office, "--name", "某", "--staff-number", number)
        return zhixing(running.data, "create-admin", *who)

    assert appoint("chen", "system", "1").returncode == 0
    for username, office, number, why in (
        ("chen", "audit", "2", "There is an account chen already"),
        ("li", "system", "2", "is held already"),
        ("li", "security", "1", "another of the three seats"),
    ):
        refused = appoint(username, office, number)
        assert refused.returncode == 2
        assert why in refused.stderr
    assert appoint("li", "security", "2").returncode == 0
    backup, other = data_folders / "city.backup", data_folders / "other"
    written = json.loads(zhixing(running.data, "backup", "--json", str(backup)).stdout)
    assert written["size"] == backup.stat().st_size

    back = zhixing(other, "restore", "--json", str(backup))

    assert back.returncode == 0, back.stderr
    seats = zhixing(other, "psql", "--no-psqlrc", "-At", "-c", SEATS)
    assert seats.stdout.split() == ["chen|system", "li|security"]
    again = zhixing(other, "restore", str(backup))
    assert again.returncode == 2
    assert "--replace" in again.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_is_killed_comes_back_and_a_stop_leaves_nothing_behind(running):
    for sign in ("granian", "procrastinate worker", "bin/postgres -D"):
        victim = min(pid for pid in offspring(running.process.pid) if sign in command_of(pid))
        os.kill(victim, signal.SIGKILL)
        assert eventually(lambda sign=sign, victim=victim: running.has(sign, other_than=victim)), sign
    assert eventually(running.answers)
    children = offspring(running.process.pid)
    assert len(children) >= 3

    assert running.stop() == 0

    assert eventually(lambda: not any("zhixing" in command_of(pid) for pid in children))
    assert Postmaster.of(Server(running.data / "postgres").cluster) is None
    assert json.loads(zhixing(running.data, "status", "--json").stdout)["running"] is False
    running.start()  # for the other tests, which come in any order; and the port is free again
