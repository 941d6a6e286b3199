"""The embedded server: made, shared, killed, found again."""

from __future__ import annotations

import multiprocessing
import os
import pwd
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from zhixing.launch.postgres import APP_ROLE, OWNER_ROLE, Binaries, Server
from zhixing.launch.postgres.binaries import Account
from zhixing.launch.postgres.postmaster import Postmaster
from zhixing.launch.refusals import NoPostgres, OtherPostgresVersion

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")


def quick(folder: Path) -> Server:
    """A server that does not wait for the disk; where durability is judged the product's own is used."""
    return Server(folder, for_tests=True)


def rows(server: Server, statement: str, role: str = OWNER_ROLE) -> list[tuple[object, ...]]:
    with psycopg.connect(server.url(role)) as connection:
        return connection.execute(statement).fetchall()


def execute(server: Server, statement: str, role: str = OWNER_ROLE) -> None:
    with psycopg.connect(server.url(role)) as connection:
        connection.execute(statement)


def test_a_new_server_has_two_roles_a_checked_utf8_database_and_the_extensions(folder, binaries):
    with Server(folder / "pg", binaries) as server:
        assert rows(server, "select current_database(), current_user") == [("zhixing", "zhixing_owner")]
        assert rows(server, "show data_checksums") == [("on",)]
        assert rows(server, "show server_encoding") == [("UTF8",)]
        assert rows(server, "show listen_addresses") == [("127.0.0.1",)]
        extensions = rows(server, "select extname from pg_extension where extname <> 'plpgsql' order by 1")
        assert extensions == [("btree_gist",), ("ltree",), ("pg_trgm",)]


def test_the_application_works_with_rows_and_cannot_change_tables(folder):
    with quick(folder / "pg") as server:
        execute(server, "create table thing (id serial primary key, name text)")
        execute(server, "insert into thing (name) values ('签收')", APP_ROLE)
        assert rows(server, "select id, name from thing", APP_ROLE) == [(1, "签收")]
        for statement in ("drop table thing", "create table other (id int)", "truncate thing"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                execute(server, statement, APP_ROLE)
        assert rows(server, "select count(*) from thing") == [(1,)]


def test_nobody_gets_in_without_the_password(folder):
    with quick(folder / "pg") as server:
        port = Postmaster.port_of(server.cluster)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://{APP_ROLE}:guess@127.0.0.1:{port}/zhixing")


def test_passwords_are_readable_by_us_alone(folder):
    with quick(folder / "pg") as server:
        assert (server.folder / "keys.json").stat().st_mode & 0o077 == 0
        assert not (server.place / "password").exists()


def test_the_second_user_shares_the_server_and_the_last_one_out_stops_it(folder):
    first, second = quick(folder / "pg"), quick(folder / "pg")
    first.attach()
    second.attach()
    assert first.url() == second.url()
    first.release()
    assert rows(second, "select 1") == [(1,)]
    second.release()
    assert Postmaster.of(second.cluster) is None


def test_data_is_there_again_after_a_stop(folder, binaries):
    with Server(folder / "pg", binaries) as server:
        execute(server, "create table kept (n int)")
        execute(server, "insert into kept select generate_series(1, 1000)")
    with Server(folder / "pg", binaries) as server:
        assert rows(server, "select count(*), sum(n) from kept") == [(1000, 500500)]


def test_after_kill_9_no_committed_row_is_lost(folder, binaries):
    server = Server(folder / "pg", binaries)
    server.attach()
    execute(server, "create table kept (n int)")
    with psycopg.connect(server.url(OWNER_ROLE), autocommit=True) as connection:
        for n in range(200):
            connection.execute("insert into kept values (%s)", [n])
        live = Postmaster.of(server.cluster)
        os.kill(live.pid, signal.SIGKILL)

    again = Server(folder / "pg", binaries)
    began = time.monotonic()
    with again:
        assert rows(again, "select count(*), sum(n) from kept") == [(200, 19900)]
        assert time.monotonic() - began < 60


def test_a_pid_file_whose_number_now_belongs_to_another_program_is_no_obstacle(folder):
    with quick(folder / "pg") as server:
        execute(server, "create table kept (n int)")
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (server.cluster / "postmaster.pid").write_text(
            f"{stranger.pid}\n{server.cluster}\n0\n5432\n\n\n0 0\nready\n"
        )
        with quick(folder / "pg") as again:
            assert rows(again, "select count(*) from kept") == [(0,)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_server_that_was_killed_comes_back_under_its_address(folder):
    with Server(folder / "pg") as server:
        execute(server, "create table kept (n int)")
        address = server.url()
        assert server.revive() is False
        os.kill(Postmaster.of(server.cluster).pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while Postmaster.of(server.cluster) is not None and time.monotonic() < until:
            time.sleep(0.01)
        assert server.revive() is True
        assert server.url() == address
        assert rows(server, "select count(*) from kept") == [(0,)]


def test_two_servers_run_side_by_side(folder):
    with quick(folder / "one") as one, quick(folder / "two") as two:
        execute(one, "create table only_here (n int)")
        assert rows(one, "select to_regclass('only_here') is null") == [(False,)]
        assert rows(two, "select to_regclass('only_here') is null") == [(True,)]


def test_a_server_left_running_by_a_killed_process_is_found_and_later_stopped(folder):
    program = (
        "import os, sys, pathlib\nfrom zhixing.launch.postgres import Server\n"
        "server = Server(pathlib.Path(sys.argv[1])); server.attach(); print(server.url(), flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(folder / "pg")], capture_output=True, text=True)
    assert ran.returncode == -signal.SIGKILL
    server = quick(folder / "pg")
    assert Postmaster.of(server.cluster) is not None
    server.attach()
    assert server.url() == ran.stdout.strip()
    server.release()
    assert Postmaster.of(server.cluster) is None


def test_a_cluster_of_another_major_version_is_refused_and_left_alone(folder):
    with quick(folder / "pg") as server:
        pass
    (server.cluster / "PG_VERSION").write_text("19\n")
    with pytest.raises(OtherPostgresVersion) as refusal:
        Server(folder / "pg").attach()
    assert "PostgreSQL 19" in str(refusal.value)
    assert Postmaster.of(server.cluster) is None
    (server.cluster / "PG_VERSION").write_text(f"{server.binaries.major}\n")
    with quick(folder / "pg") as server:
        assert rows(server, "select 1") == [(1,)]


def test_an_interrupted_first_start_is_begun_again(folder):
    server = quick(folder / "pg")
    (server.place / "cluster").mkdir(parents=True)
    (server.place / "cluster" / "half").write_text("initdb was killed here")
    with server:
        assert rows(server, "select 1") == [(1,)]


def test_a_folder_without_programs_is_refused(folder):
    with pytest.raises(NoPostgres) as refusal:
        Binaries.find(folder)
    assert str(folder) in str(refusal.value)


@root_only
def test_root_hands_the_server_to_an_ordinary_account_and_keeps_the_rest(folder):
    with quick(folder / "pg") as server:
        live = Postmaster.of(server.cluster)
        assert Path(f"/proc/{live.pid}").stat().st_uid != 0
        assert server.cluster.stat().st_uid != 0
        assert server.folder.stat().st_uid == 0


@root_only
def test_root_whose_folder_is_closed_to_others_gets_the_cluster_elsewhere(folder):
    folder.chmod(0o700)
    with quick(folder / "pg") as server:
        assert server.place.parent == Path("/var/lib/zhixing")
        execute(server, "create table kept (n int)")
    with quick(folder / "pg") as server:
        assert rows(server, "select count(*) from kept") == [(0,)]


@root_only
def test_programs_in_a_closed_home_are_copied_for_the_account_that_runs_them(folder):
    account = Account.for_folder(folder / "none")
    home = folder / "home"
    package = Binaries.find().folder.parent.parent
    home.mkdir(mode=0o700)  # root's alone, as /root is
    (home / package.name).symlink_to(package)
    closed = Binaries(home / package.name / "pginstall" / "bin", 18)

    copied = closed.reachable_for(account, folder / "programs")

    assert copied.folder == folder / "programs" / package.name / "pginstall" / "bin"
    assert account.run(copied.program("postgres"), "--version").stdout.startswith("postgres (PostgreSQL) 18")


@root_only
def test_an_ordinary_account_runs_a_server_of_its_own(folder):
    nobody = pwd.getpwnam("nobody")
    if not Account(nobody.pw_uid, nobody.pw_gid).may_run(Binaries.find().program("postgres")):
        pytest.skip("the checkout lies where an ordinary account cannot reach it")
    home = folder / "home"
    home.mkdir(mode=0o700)
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    context = multiprocessing.get_context("fork")
    said = context.Queue()
    child = context.Process(
        target=_as_nobody, args=(nobody.pw_uid, nobody.pw_gid, home / "pg", said), daemon=True
    )
    child.start()
    child.join(60)
    assert said.get(timeout=5) == ("zhixing_app", nobody.pw_uid)


def _as_nobody(uid: int, gid: int, folder: Path, said: multiprocessing.Queue) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    with Server(folder) as server:
        said.put((rows(server, "select current_user", APP_ROLE)[0][0], server.cluster.stat().st_uid))
