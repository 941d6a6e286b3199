"""A backup holds everything and nothing else gets in; a restore is all of it or nothing."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from zhixing.launch.backup import back_up, sha256_of
from zhixing.launch.paths import DataFolder
from zhixing.launch.postgres import APP_ROLE, OWNER_ROLE, Binaries, Server
from zhixing.launch.refusals import (
    BackupDamaged,
    BackupNewer,
    ClientFailed,
    DatabaseNotEmpty,
    FileExists,
    NotABackup,
)
from zhixing.launch.restore import restore, verify

RECORD = """
create table event (id bigserial primary key, facts jsonb not null, at timestamptz not null);
revoke update, delete on event from zhixing_app;
create function refuse() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;
create trigger keep before update or delete on event for each row execute function refuse();
insert into event (facts, at)
  select jsonb_build_object('题', '督办事项' || n, 'n', n), '2026-01-01'::timestamptz + n * interval '1 hour'
  from generate_series(1, 500) n;
create table unit (id int primary key, path ltree);
insert into unit values (1, '市.政府.办公室');
"""
WHOLE = "select md5(string_agg(event::text, '|' order by id)), count(*) from event"


class City:
    """A data folder with its server: some rows, some files."""

    def __init__(self, folder: Path, binaries: Binaries | None = None) -> None:
        self.data = DataFolder(folder)
        self.server = Server(self.data.postgres, binaries, for_tests=True)
        self.server.attach()

    @property
    def owner(self) -> str:
        return self.server.url(OWNER_ROLE)

    def ask(self, statement: str, role: str = OWNER_ROLE) -> object:
        with psycopg.connect(self.server.url(role)) as connection:
            return connection.execute(statement).fetchone()

    def run(self, statements: str, role: str = OWNER_ROLE) -> None:
        with psycopg.connect(self.server.url(role)) as connection:
            connection.execute(statements)


def found(folder: Path) -> City:
    """A city with rows and files that are always the same."""
    made = City(folder)
    made.run(RECORD)
    (made.data.files / "2026").mkdir(parents=True)
    (made.data.files / "2026" / "通知.pdf").write_bytes(b"%PDF-1.7 \x00\xff" * 1000)
    (made.data.files / "empty").write_bytes(b"")
    made.data.secret_key.write_text("the old key\n")
    return made


@pytest.fixture
def city(folder):
    made = found(folder / "city")
    yield made
    made.server.release()


@pytest.fixture(scope="module")
def sample():
    """A backup of such a city, made once for all tests of this file."""
    with tempfile.TemporaryDirectory(prefix="zhixing-sample-") as passing:
        Path(passing).chmod(0o711)
        made = found(Path(passing) / "city")
        back_up(made.data, made.owner, Path(passing) / "city.backup")
        made.server.release()
        yield Path(passing) / "city.backup"


@pytest.fixture
def backup(sample, folder):
    return shutil.copy(sample, folder / "city.backup")


def altered(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of the backup whose members `change` may replace; the manifest stays as it was."""
    with tarfile.open(backup) as tar:
        members = {entry.name: tar.extractfile(entry).read() for entry in tar}
    change(members)
    copy = backup.with_name("altered.backup")
    with tarfile.open(copy, "w") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return copy


def test_everything_comes_back_into_an_empty_folder(city, backup, folder, binaries):
    before = city.ask(WHOLE)
    other = City(folder / "other", binaries)
    try:
        back = restore(other.data, other.owner, backup, replace=False)
        assert back.files == 2
        assert other.ask(WHOLE) == before
        assert other.ask("select path::text from unit") == ("市.政府.办公室",)
        assert (other.data.files / "2026" / "通知.pdf").read_bytes() == b"%PDF-1.7 \x00\xff" * 1000
        assert (other.data.files / "empty").read_bytes() == b""
        assert other.data.secret_key.read_text() == "the old key\n"
        assert sorted(path.name for path in other.data.root.glob(".restoring*")) == []
    finally:
        other.server.release()


def test_what_comes_back_is_protected_as_before_and_goes_on_counting(city, backup, folder):
    other = City(folder / "other")
    try:
        restore(other.data, other.owner, backup, replace=False)
        other.run("insert into event (facts, at) values ('{}', now())", APP_ROLE)
        assert other.ask("select max(id) from event") == (501,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.run("delete from event", APP_ROLE)
        with pytest.raises(psycopg.errors.RaiseException, match="append only"):
            other.run("update event set at = now()")
        other.run("create table later (n int)")
        other.run("insert into later values (1)", APP_ROLE)
    finally:
        other.server.release()


def test_a_backup_names_every_member_and_only_we_can_read_it(sample):
    manifest = verify(sample)
    assert sorted(manifest["members"]) == [
        "database.dump",
        "files/2026/通知.pdf",
        "files/empty",
        "secret.key",
    ]
    assert manifest["members"]["files/2026/通知.pdf"]["bytes"] == 11_000
    assert sample.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in sample.parent.glob(".*")] == []


def test_a_backup_never_overwrites(city, backup):
    before = sha256_of(backup)
    with pytest.raises(FileExists):
        back_up(city.data, city.owner, backup)
    assert sha256_of(backup) == before


def test_a_database_that_holds_tables_is_refused_and_stays(city, backup):
    city.run("insert into event (facts, at) values ('{\"later\": true}', now())")
    before = city.ask(WHOLE)
    with pytest.raises(DatabaseNotEmpty):
        restore(city.data, city.owner, backup, replace=False)
    assert city.ask(WHOLE) == before


def test_replacing_goes_back_to_the_state_of_the_backup_and_keeps_the_former_files_aside(city, backup):
    before = city.ask(WHOLE)
    city.run("insert into event (facts, at) values ('{}', now()); create table newer (n int)")
    (city.data.files / "empty").write_bytes(b"no longer")
    restore(city.data, city.owner, backup, replace=True)
    assert city.ask(WHOLE) == before
    assert city.ask("select to_regclass('newer') is null") == (True,)
    assert (city.data.files / "empty").read_bytes() == b""
    assert (city.data.root / "files.before-restore" / "empty").read_bytes() == b"no longer"


def _flip(members):
    members["files/2026/通知.pdf"] = b"X" + members["files/2026/通知.pdf"][1:]


def _drop(members):
    del members["files/empty"]


def _add(members):
    members_after = {"files/extra": b"smuggled in", **members}
    members.clear()
    members.update(members_after)


@pytest.mark.parametrize("change", [_flip, _drop, _add], ids=["changed", "taken out", "put in"])
def test_an_altered_backup_is_refused_and_nothing_changes(city, backup, change):
    before, key = city.ask(WHOLE), city.data.secret_key.read_text()
    with pytest.raises(BackupDamaged) as refusal:
        restore(city.data, city.owner, altered(backup, change), replace=True)
    assert "files/" in refusal.value.why()
    assert (city.ask(WHOLE), city.data.secret_key.read_text()) == (before, key)


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside", "files", "other.key"])
def test_a_name_that_leads_out_of_the_folder_is_refused(backup, name):
    def smuggle(members):
        after = {name: b"outside", **members}
        members.clear()
        members.update(after)

    with pytest.raises(NotABackup):
        verify(altered(backup, smuggle))


def test_a_link_in_the_backup_is_refused(backup):
    with tarfile.open(backup.with_name("linked.backup"), "w") as tar:
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(NotABackup):
        verify(backup.with_name("linked.backup"))


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_backup_that_was_cut_off_is_refused(backup, share):
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(NotABackup):
        verify(backup)


def test_a_backup_that_was_cut_off_in_its_manifest_is_refused(backup):
    content = backup.read_bytes()
    backup.write_bytes(content[: content.rindex(b"secret.key")])
    with pytest.raises(NotABackup):
        verify(backup)


@pytest.mark.parametrize("content", [b"", b"not a tar at all", b"\x1f\x8b" + b"\0" * 600])
def test_a_file_that_is_no_backup_is_refused(tmp_path, content):
    path = tmp_path / "something"
    path.write_bytes(content)
    with pytest.raises(NotABackup):
        verify(path)


def test_a_backup_of_a_newer_release_is_refused(backup):
    def newer(members):
        manifest = json.loads(members["manifest.json"])
        manifest["product"] = "42.0.0"
        members["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(BackupNewer) as refusal:
        verify(altered(backup, newer))
    assert "42.0.0" in refusal.value.why()


def test_a_restore_that_fails_halfway_changes_nothing(city, backup, folder):
    """The other database lacks the type `ltree`, so the script fails after the first tables were made."""
    city.run("drop table unit; create table unit (id int, path ltree, n numeric(3))")
    before = city.ask(WHOLE)
    with psycopg.connect(city.server.url("zhixing_super"), autocommit=True) as connection:
        connection.execute("drop extension ltree cascade")
    with pytest.raises(ClientFailed) as refusal:
        restore(city.data, city.owner, backup, replace=True)
    assert "ltree" in refusal.value.why()
    assert city.ask(WHOLE) == before
    assert (city.data.files / "empty").exists()
    assert not (city.data.root / "files.before-restore").exists()


def test_a_full_disk_is_refused_before_anything_changes(city, backup, monkeypatch):
    before = city.ask(WHOLE)
    nearly_full = shutil._ntuple_diskusage(10**9, 10**9 - 10, 10)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: nearly_full)
    from zhixing.launch.refusals import DiskNearlyFull

    with pytest.raises(DiskNearlyFull):
        restore(city.data, city.owner, backup, replace=True)
    assert city.ask(WHOLE) == before
