"""What `up` refuses and chooses before it starts anything, and who it says is running."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import AlreadyRunning, NotRunning, PortTaken
from zhixing.launch.up import choose_port, only_one, stop, who_runs

SERVES = """
import pathlib, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
from zhixing.launch.paths import DataFolder
from zhixing.launch.up import only_one
with only_one(DataFolder(pathlib.Path(sys.argv[1]))) as note:
    print("holds", flush=True)
    signal.sigwait([signal.SIGTERM])
"""


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_refused(taken):
    with pytest.raises(PortTaken) as refusal:
        choose_port("127.0.0.1", taken)
    assert str(taken) in refusal.value.why()
    assert "--port" in refusal.value.way_out()


def test_without_a_wish_the_next_free_port_is_taken(taken, monkeypatch):
    monkeypatch.setattr("zhixing.launch.up.FIRST_PORT", taken)
    assert choose_port("127.0.0.1", None) > taken


def test_a_free_port_that_was_asked_for_is_taken(taken):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert choose_port("127.0.0.1", free) == free


def test_two_cannot_serve_one_data_folder(folder):
    data = DataFolder(folder)
    with only_one(data):
        with pytest.raises(AlreadyRunning) as refusal, only_one(data):
            pytest.fail("two serve one folder")
        assert str(os.getpid()) in refusal.value.why()
    with only_one(data):
        assert json.loads(data.running.read_text())["pid"] == os.getpid()


def test_a_killed_server_leaves_the_folder_free(folder):
    serving = subprocess.Popen([sys.executable, "-c", SERVES, str(folder)], stdout=subprocess.PIPE, text=True)
    assert serving.stdout.readline() == "holds\n"
    assert who_runs(DataFolder(folder))["pid"] == serving.pid
    serving.send_signal(signal.SIGKILL)
    serving.wait()
    assert who_runs(DataFolder(folder)) is None
    with only_one(DataFolder(folder)):
        assert who_runs(DataFolder(folder))["pid"] == os.getpid()


def test_stop_ends_who_serves_the_folder_and_waits_for_it(folder):
    serving = subprocess.Popen([sys.executable, "-c", SERVES, str(folder)], stdout=subprocess.PIPE, text=True)
    assert serving.stdout.readline() == "holds\n"
    assert stop(DataFolder(folder))["pid"] == serving.pid
    assert who_runs(DataFolder(folder)) is None
    assert serving.wait(10) == 0


def test_stop_refuses_where_nothing_runs(folder):
    with pytest.raises(NotRunning):
        stop(DataFolder(folder))
