"""A backup back into place: checked whole first, then all of it or nothing.

The database comes back in one transaction; the stored files are laid out beside the present ones and take
their place only after it has committed. What they replace stays in `files.before-restore`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

import psycopg

from zhixing import __version__
from zhixing.launch import clients
from zhixing.launch.backup import DUMP, FILES, FORMAT, KEY, MANIFEST
from zhixing.launch.folder import release
from zhixing.launch.paths import DataFolder
from zhixing.launch.postgres import Binaries
from zhixing.launch.postgres.binaries import environment
from zhixing.launch.refusals import (
    BackupDamaged,
    BackupNewer,
    ClientFailed,
    DatabaseNotEmpty,
    DiskNearlyFull,
    NotABackup,
)

# pg_dump writes what was granted, not what was withheld: what this database grants of itself on every new
# table must not come on top of it, or the application could change the record again. The dump sets it anew.
GRANT_NOTHING = """
do $$ begin
  if exists (select from pg_roles where rolname = 'zhixing_app') then
    alter default privileges in schema public revoke all on tables from zhixing_app;
    alter default privileges in schema public revoke all on sequences from zhixing_app;
  end if;
end $$;
"""
EMPTY_FIRST = "drop owned by current_user;\n"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    made_at: str
    product: str
    files: int


def restore(data: DataFolder, owner_url: str, source: Path, *, replace: bool) -> Restored:
    """Bring back `source`. A database that holds tables is refused unless `replace` is true."""
    manifest = verify(source)
    if not replace and _holds_tables(owner_url):
        raise DatabaseNotEmpty()
    data.root.mkdir(parents=True, exist_ok=True)
    _refuse_full(data, source)
    with tempfile.TemporaryDirectory(dir=data.root, prefix=".restoring-") as passing:
        laid_out = Path(passing)
        _lay_out(source, laid_out)
        _bring_back_database(owner_url, laid_out / DUMP, replace=replace)
        _take_place(data, laid_out)
    files = sum(name.startswith(f"{FILES}/") for name in manifest["members"])
    return Restored(manifest["made_at"], manifest["product"], files)


def verify(source: Path) -> dict[str, Any]:
    """Read the whole backup and hold it to its manifest; the manifest, or a refusal. Changes nothing."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(source, "r:") as tar:
            for entry in tar:
                file = tar.extractfile(entry) if entry.isreg() else None
                if file is None or manifest is not None or not _is_safe(entry.name):
                    raise NotABackup(path=source)
                if entry.name == MANIFEST:
                    manifest = json.loads(file.read())
                    continue
                found[entry.name] = {"bytes": entry.size, "sha256": _digest(file)}
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise NotABackup(path=source) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise NotABackup(path=source)
    if release(manifest["product"]) > release(__version__):
        raise BackupNewer(found=manifest["product"], ours=__version__)
    if found != manifest["members"]:
        raise BackupDamaged(path=source, member=_first_difference(found, manifest["members"]))
    return manifest


def _is_safe(name: str) -> bool:
    """Whether a member may be laid out: one of the known names, and no way out of the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name:
        return False
    return name in {DUMP, KEY, MANIFEST} or (path.parts[0] == FILES and len(path.parts) > 1)


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _first_difference(found: dict[str, Any], named: dict[str, Any]) -> str:
    return next(name for name in sorted({*found, *named}) if found.get(name) != named.get(name))


def _refuse_full(data: DataFolder, source: Path) -> None:
    """The files are laid out beside the present ones, and the database grows to several times its dump."""
    needed_mb = source.stat().st_size * 4 // 2**20 + 50
    free_mb = shutil.disk_usage(data.root).free // 2**20
    if free_mb < needed_mb:
        raise DiskNearlyFull(folder=data.root, free_mb=free_mb, needed_mb=needed_mb)


def _holds_tables(owner_url: str) -> bool:
    question = "select exists (select from pg_tables where schemaname = 'public')"
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(question).fetchone()
    return bool(row and row[0])


def _lay_out(source: Path, folder: Path) -> None:
    """Unpack into `folder`; names were judged by `verify`."""
    with tarfile.open(source, "r:") as tar:
        for entry in tar:
            file = tar.extractfile(entry)
            target = folder / entry.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if file is not None:
                with target.open("wb") as out:
                    shutil.copyfileobj(file, out, 1 << 20)
                target.chmod(0o600)


def _bring_back_database(owner_url: str, dump: Path, *, replace: bool) -> None:
    """Replay the dump in one transaction; with `replace` the present tables go in the same one."""
    contents = dump.with_suffix(".list")
    listed = _restore_program("--list", str(dump)).communicate()[0].decode()
    # extensions are the superuser's: they are in the database already and not ours to make
    contents.write_text("".join(line for line in listed.splitlines(True) if " EXTENSION " not in line))
    reader = _restore_program("--no-owner", f"--use-list={contents}", "--file=-", str(dump))
    command = clients.command("psql", owner_url, "--no-psqlrc", "--quiet", "--single-transaction", "--file=-")
    with tempfile.TemporaryFile() as errors:
        writer = subprocess.Popen(
            [*command, "--set=ON_ERROR_STOP=1", "--no-password"],
            env=clients.with_password(owner_url),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        whole = _pour(reader, writer, EMPTY_FIRST if replace else GRANT_NOTHING)
        if writer.wait() or not whole:
            errors.seek(0)
            raise ClientFailed(program="psql", why=clients.said(errors.read().decode(errors="replace")))


def _restore_program(*options: str) -> subprocess.Popen[bytes]:
    program = str(Binaries.find().program("pg_restore"))
    return subprocess.Popen([program, *options], env=environment(), stdout=subprocess.PIPE)


def _pour(reader: subprocess.Popen[bytes], writer: subprocess.Popen[bytes], first: str) -> bool:
    """Send the script to psql; whether it went over whole. If not, psql is ended before it can commit.

    `SET transaction_timeout` is left out: pg_restore 17 and newer write it, servers 15 and 16 do not know it.
    """
    assert reader.stdout is not None and writer.stdin is not None
    try:
        writer.stdin.write(first.encode())
        for line in reader.stdout:
            if line != b"SET transaction_timeout = 0;\n":
                writer.stdin.write(line)
        if reader.wait():
            writer.kill()
            return False
        writer.stdin.close()
    except BrokenPipeError:  # psql stopped at an error and says which
        reader.kill()
        reader.wait()
        return False
    return True


def _take_place(data: DataFolder, laid_out: Path) -> None:
    """Put files and key where they belong; the former files stay aside."""
    before = data.root / "files.before-restore"
    if data.files.exists():
        shutil.rmtree(before, ignore_errors=True)
        data.files.rename(before)
    (laid_out / FILES).mkdir(exist_ok=True)
    (laid_out / FILES).rename(data.files)
    if (laid_out / KEY).exists():
        (laid_out / KEY).replace(data.secret_key)
