"""One PostgreSQL server on one folder: made, started, shared, stopped."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psycopg

from zhixing.launch.postgres import roles
from zhixing.launch.postgres.binaries import Account, Binaries, environment
from zhixing.launch.postgres.postmaster import Postmaster
from zhixing.launch.refusals import OtherPostgresVersion, PostgresDidNotStart

SUPERUSER = "zhixing_super"
DATABASE = "zhixing"
START_SECONDS = 60  # a crash of a busy server is replayed first
STALE_SECONDS = 15  # after kill -9 the old backends hold the shared memory for up to some ten seconds
STOP_SECONDS = 30

SETTINGS = {
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
}
SETTINGS_FOR_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Server:
    """The server whose cluster lies in `folder`. Use as a context manager, or `attach` and `release`."""

    def __init__(self, folder: Path, binaries: Binaries | None = None, *, for_tests: bool = False) -> None:
        self.folder = folder
        self.for_tests = for_tests
        self.log = folder / "server.log"
        self._binaries = binaries
        self._process: subprocess.Popen[bytes] | None = None
        self._held: IO[str] | None = None

    @property
    def binaries(self) -> Binaries:
        """The programs, looked up when first needed."""
        if self._binaries is None:
            self._binaries = Binaries.find()
        return self._binaries

    @property
    def place(self) -> Path:
        """The folder with the cluster: ours, or the one outside that `_choose_place` had to take."""
        elsewhere = self.folder / "elsewhere"
        return Path(elsewhere.read_text().strip()) if elsewhere.exists() else self.folder / "server"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.place / "cluster"

    def attach(self) -> None:
        """Make the cluster if there is none, start it if it does not run, and hold on to it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711)  # the server's account passes through; what is in it stays its owner's
        with self._alone():
            if not (self.place / "ready").exists():
                self._make()
            self._refuse_other_version()
            if self._reachable_port() is None:
                self._start()
            self._held = _locked(self.folder / "use.lock", fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go; whoever lets go last stops the server."""
        if self._held is None:
            return
        with self._alone():
            self._held.close()
            self._held = None
            try:
                last = _locked(self.folder / "use.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            with last:
                self.stop()

    def revive(self) -> bool:
        """Start the server again if it has ended by itself or was killed; whether it had."""
        if self._process is not None:
            self._process.poll()
        if Postmaster.of(self.cluster) is not None:
            return False
        with self._alone():
            if self._reachable_port() is None:
                self._start()
        return True

    def stop(self) -> None:
        """Stop the server, whoever uses it: running statements are broken off, what was committed stays."""
        postmaster = Postmaster.of(self.cluster)
        if postmaster is None:
            return
        for sign in (signal.SIGINT, signal.SIGQUIT):
            postmaster.signal(sign)
            until = time.monotonic() + STOP_SECONDS
            while time.monotonic() < until:
                if self._process is not None:
                    self._process.poll()  # reaps it, else it would look alive for ever
                if Postmaster.of(self.cluster) is None:
                    self._process = None
                    return
                time.sleep(0.05)

    def nobody_holds(self) -> bool:
        """Whether no process uses the server: it was left behind by one that was killed, or never started."""
        try:
            with _locked(self.folder / "start.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
                _locked(self.folder / "use.lock", fcntl.LOCK_EX | fcntl.LOCK_NB).close()
        except (BlockingIOError, FileNotFoundError):
            return False
        return True

    def url(self, role: str = roles.APP_ROLE, database: str = DATABASE) -> str:
        """The address for one of the roles (OWNER_ROLE, APP_ROLE, SUPERUSER); the server must run."""
        port = Postmaster.port_of(self.cluster)
        return f"postgresql://{role}:{self._keys()[role]}@127.0.0.1:{port}/{database}"

    def __enter__(self) -> Self:
        self.attach()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    # -- making --

    def _make(self) -> None:
        """initdb, roles, database. What an interrupted attempt left is removed first: it is unused."""
        self._choose_place()
        shutil.rmtree(self.cluster, ignore_errors=True)
        account = Account.for_folder(self.place)
        self._keys()
        password = self.place / "password"
        password.write_text(self._keys()[SUPERUSER])
        if account.uid is not None and account.gid is not None:
            os.chown(password, account.uid, account.gid)
        programs = self.binaries.reachable_for(account, self.place / "programs")
        made = account.run(programs.program("initdb"), *self._initdb_options(password))
        password.unlink()
        if made.returncode:
            self.log.write_text(made.stdout + made.stderr)
            raise PostgresDidNotStart(last_line=_last_line(self.log), log=self.log)
        self._start()
        keys = self._keys()
        roles.prepare(
            self.url(SUPERUSER, "postgres"),
            database=DATABASE,
            owner_password=keys[roles.OWNER_ROLE],
            app_password=keys[roles.APP_ROLE],
            for_tests=self.for_tests,
        )
        (self.place / "ready").write_text(f"{self.binaries.major}\n")

    def _initdb_options(self, password: Path) -> list[str | Path]:
        options: list[str | Path] = ["-D", self.cluster, "-U", SUPERUSER, "-E", "UTF8", "--data-checksums"]
        options += [f"--pwfile={password}", "--auth=scram-sha-256"]
        if self.binaries.major >= 17:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options.append("--locale=C.UTF-8")
        return [*options, "--no-sync"] if self.for_tests else options

    def _choose_place(self) -> None:
        """Our folder; for root whose folder the server's account cannot reach, one under /var/lib instead."""
        place = self.place
        place.mkdir(parents=True, exist_ok=True)
        account = Account.for_folder(place)
        if not account.may_enter(self.folder):
            shutil.rmtree(place, ignore_errors=True)
            place = Path("/var/lib/zhixing") / secrets.token_hex(6)
            place.mkdir(parents=True)
            place.parent.chmod(0o711)
            (self.folder / "elsewhere").write_text(f"{place}\n")
        account.take(place)

    def _keys(self) -> dict[str, str]:
        """The passwords of the three roles, made once, readable by us alone."""
        path = self.folder / "keys.json"
        if not path.exists():
            made = {name: secrets.token_urlsafe(24) for name in (SUPERUSER, roles.OWNER_ROLE, roles.APP_ROLE)}
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(made, file)
        return dict(json.loads(path.read_text()))

    # -- starting --

    def _start(self) -> None:
        """Start and wait until it answers; while a killed server's backends still hold on, try again."""
        until = time.monotonic() + STALE_SECONDS
        while not self._started():
            if time.monotonic() > until or not _is_lingering(self.log):
                raise PostgresDidNotStart(last_line=_last_line(self.log), log=self.log)
            time.sleep(0.5)

    def _started(self) -> bool:
        """Start once. False when the server ended at once; refuses when it never answers."""
        account = Account.for_folder(self.place)
        programs = self.binaries.reachable_for(account, self.place / "programs")
        Postmaster.disown_number(self.cluster)
        settings = {**SETTINGS, **(SETTINGS_FOR_TESTS if self.for_tests else {})}
        settings |= {
            "port": str(self._port()),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
        }
        command = [str(programs.program("postgres")), "-D", str(self.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("wb") as log:
            process: subprocess.Popen[bytes] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=environment(),
                start_new_session=True,  # Ctrl-C in the terminal is for us, not for the server
                **account.popen_options(),
            )
        self._process = process
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if process.poll() is not None:
                return False
            if self._reachable_port() is not None:
                return True
            time.sleep(0.03)
        raise PostgresDidNotStart(last_line=_last_line(self.log), log=self.log)

    def _port(self) -> int:
        """The last port if it is free, so that who knows it finds the server again; else any."""
        kept = self.folder / "port"
        last = int(kept.read_text()) if kept.exists() else 0
        port = last if last and _is_free(last) else _free_port()
        kept.write_text(f"{port}\n")
        return port

    def _reachable_port(self) -> int | None:
        """The port on which this folder's server answers our password, or None."""
        port = Postmaster.port_of(self.cluster)
        if port is None:
            return None
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return None
        return port

    def _refuse_other_version(self) -> None:
        found = (self.cluster / "PG_VERSION").read_text().strip()
        if found != str(self.binaries.major):
            raise OtherPostgresVersion(folder=self.folder, found=found, ours=self.binaries.major)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time decides to make, start or stop."""
        with _locked(self.folder / "start.lock", fcntl.LOCK_EX):
            yield


def _locked(path: Path, how: int) -> IO[str]:
    file = path.open("a")
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        file.close()
        raise
    return file


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_lingering(log: Path) -> bool:
    """Whether it ended because a killed predecessor is not quite gone, or its port was just taken."""
    said = log.read_text(errors="replace")
    signs = (
        "lock file",
        "shared memory block",
        "Address already in use",
        "could not create any TCP/IP sockets",
    )
    return any(sign in said for sign in signs)


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if "FATAL" in line or "PANIC" in line or "error" in line.lower()]
    return (errors or lines or [""])[-1]
