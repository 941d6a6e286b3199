"""The data folder is judged before anything is started in it."""

from __future__ import annotations

import os
import pwd

import pytest

from zhixing import __version__
from zhixing.launch import folder as judging
from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import DiskNearlyFull, NewerData, NotWritable


def test_a_new_folder_gets_a_secret_key_that_only_we_can_read(folder):
    data = DataFolder(folder / "data")
    judging.make_ready(data)
    assert len(data.secret_key.read_text().strip()) >= 50
    assert data.secret_key.stat().st_mode & 0o777 == 0o600
    assert data.root.stat().st_mode & 0o777 == 0o711


def test_a_second_start_keeps_the_key(folder):
    data = DataFolder(folder / "data")
    judging.make_ready(data)
    key = data.secret_key.read_text()
    judging.make_ready(data)
    assert data.secret_key.read_text() == key


def test_data_of_a_newer_release_is_refused_and_left_alone(folder):
    data = DataFolder(folder)
    data.version.write_text("7.3.0\n")
    with pytest.raises(NewerData) as refusal:
        judging.make_ready(data)
    assert "7.3.0" in refusal.value.why()
    assert __version__ in refusal.value.why()
    assert sorted(os.listdir(folder)) == ["product.version"]


@pytest.mark.parametrize("older", ["0.0.9", __version__])
def test_data_of_this_release_or_an_older_one_is_taken(folder, older):
    data = DataFolder(folder)
    data.version.write_text(f"{older}\n")
    judging.make_ready(data)
    assert data.secret_key.exists()


def test_a_disk_with_too_little_room_is_refused_with_both_figures(folder, monkeypatch):
    monkeypatch.setenv("ZHIXING_NEEDED_MB", str(10**9))
    data = DataFolder(folder)
    with pytest.raises(DiskNearlyFull) as refusal:
        judging.make_ready(data)
    assert "1000000000 MB" in refusal.value.why()
    assert os.listdir(folder) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_account_is_refused(folder):
    given = folder / "data"
    given.mkdir()
    os.chown(given, pwd.getpwnam("nobody").pw_uid, -1)
    with pytest.raises(NotWritable) as refusal:
        judging.make_ready(DataFolder(given))
    assert str(given) in refusal.value.why()
    assert os.listdir(given) == []


def test_a_file_in_place_of_the_folder_is_refused(folder):
    (folder / "data").write_text("not a folder")
    with pytest.raises(NotWritable):
        judging.make_ready(DataFolder(folder / "data"))
    assert (folder / "data").read_text() == "not a folder"
