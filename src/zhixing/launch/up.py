"""`zhixing up`: from any state of the data folder to the running product, until asked to stop."""

from __future__ import annotations

import fcntl
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from zhixing.base.words import w
from zhixing.launch import framework, processes
from zhixing.launch.database import Addresses, at_hand, without_password
from zhixing.launch.folder import make_ready, refuse_foreign
from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import AlreadyRunning, NotRunning, PortTaken, WebDidNotAnswer
from zhixing.launch.telling import say

FIRST_PORT = 8000
PORTS_TRIED = 50
ANSWER_SECONDS = 60
STOP_SECONDS = 60


def up(*, host: str, port: int | None, demo: bool) -> int:
    """Start database, web and worker, tell the address, and keep them running. 0 when asked to stop."""
    processes.stop_when_asked()
    data = DataFolder.chosen()
    try:
        refuse_foreign(data)
        with only_one(data) as note:
            make_ready(data)
            chosen = choose_port(host, port)
            say(w("Starting the database", "正在启动数据库"))
            with at_hand(data) as addresses:
                _tell_of_database(addresses)
                run_prepare(demo=demo)
                return _serve(data, note, host, chosen, addresses, demo=demo)
    except processes.AskedToStop:
        return 0


def run_prepare(*, demo: bool) -> None:
    """Migrations, static files and the city in a process of their own; leaves with its status."""
    command = [sys.executable, "-m", "zhixing.launch.prepare", *(["--demo"] if demo else [])]
    with subprocess.Popen(command, start_new_session=True) as preparing:
        try:
            status = preparing.wait()
        except processes.AskedToStop:
            preparing.terminate()
            preparing.wait()
            raise
    if status:
        raise SystemExit(status)


@contextmanager
def only_one(data: DataFolder) -> Iterator[IO[str]]:
    """Hold the data folder for serving, or refuse because somebody else does."""
    with data.running.open("a+") as note:
        if not _taken(note):
            raise AlreadyRunning(folder=data.root, **_noted(note))
        _note(note, {"pid": os.getpid(), "address": "starting"})
        yield note
        _note(note, {})


def _taken(note: IO[str]) -> bool:
    """Take the lock. A `status` that looks just now holds it for an instant: so try more than once."""
    for _ in range(5):
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return True
    return False


def who_runs(data: DataFolder) -> dict[str, Any] | None:
    """`pid` and `address` of who serves the folder, or None."""
    if not data.running.exists():
        return None
    with data.running.open("r") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _noted(note)
    return None


def stop(data: DataFolder) -> dict[str, Any]:
    """Stop who serves the folder and wait until it has; refuses when nobody does."""
    found = who_runs(data)
    if found is None:
        raise NotRunning(folder=data.root)
    os.kill(int(found["pid"]), signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    while who_runs(data) is not None and time.monotonic() < until:
        time.sleep(0.1)
    return found


def choose_port(host: str, port: int | None) -> int:
    """`port` if it is free, else a refusal; without one the first free from 8000 on."""
    if port is not None:
        if not is_free(host, port):
            raise PortTaken(host=host, port=port)
        return port
    for candidate in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if is_free(host, candidate):
            return candidate
    raise PortTaken(host=host, port=f"{FIRST_PORT}–{FIRST_PORT + PORTS_TRIED - 1}")


def is_free(host: str, port: int) -> bool:
    """Whether a server may listen there now (a port just left may be taken again at once)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _serve(data: DataFolder, note: IO[str], host: str, port: int, addresses: Addresses, *, demo: bool) -> int:
    address = f"http://{_shown(host)}:{port}/"
    framework.name_settings()
    children = [processes.web(host, port, data.logs / "web.log"), processes.worker(data.logs / "worker.log")]
    say(w("Starting web and worker", "正在启动网站与后台任务"))
    for child in children:
        child.start()
    try:
        _wait_for_answer(address, children[0])
    except BaseException:
        for child in children:
            child.stop()
        raise
    _note(note, {"pid": os.getpid(), "address": address})
    _tell_ready(address, demo=demo)
    status = processes.watch(children, addresses.keep)
    say(w("Stopped; the data stays in {folder}.", "已停止；数据保留在 {folder}。").put(folder=data.root))
    return status


def _shown(host: str) -> str:
    """The host as it stands in an address: a server on all interfaces is reached here by 127.0.0.1."""
    if host in {"0.0.0.0", "::"}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _wait_for_answer(address: str, web: processes.Child) -> None:
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until and web.runs:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # our own address
            return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            break
        except OSError:
            time.sleep(0.1)
    raise WebDidNotAnswer(log=web.log)


def _tell_of_database(addresses: Addresses) -> None:
    if addresses.server is not None:
        return
    say(w("Database: {address}", "数据库：{address}").put(address=without_password(addresses.app)))
    if not addresses.has_two_roles:
        say(
            w(
                "Warning: application and migrations use one database role; the record is then protected by "
                "triggers only. See docs/guides/operate.md (two roles).",
                "注意：应用与结构变更使用同一数据库角色，留痕仅由触发器保护。"
                "见 docs/guides/operate.md（两个角色）。",
            )
        )


def _tell_ready(address: str, *, demo: bool) -> None:
    told = w("Zhixing is running: {address}", "知行已启动：{address}").put(address=address)
    accounts = importlib.import_module("zhixing.demo.accounts").accounts_line() if demo else ""
    say(f"{told}   {accounts}".rstrip())
    say(w("Ctrl-C stops everything.", "按 Ctrl-C 全部停止。"))


def _noted(note: IO[str]) -> dict[str, Any]:
    note.seek(0)
    kept = json.loads(note.read() or "{}")
    return {"pid": kept.get("pid", "?"), "address": kept.get("address", "?")}


def _note(note: IO[str], facts: dict[str, Any]) -> None:
    note.seek(0)
    note.truncate()
    note.write(json.dumps(facts))
    note.flush()
