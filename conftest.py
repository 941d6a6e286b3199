"""What every test shares: a database server of its own, and quick stand-ins for slow settings.

`pytest` alone is enough: the first test that needs the database starts the server (launch/testserver.py).
Tests that need none never do. ZHIXING_TEST_PG_BIN chooses another PostgreSQL, e.g. a system's version 15.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--gallery", action="store_true", help="take pictures of every page into gallery/ (journeys)"
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("ZHIXING_LANG", "zh")
    from django.conf import settings

    if not settings.configured:
        return
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # 0.2 s less
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


BULK = (
    "obligations/batch/",
    "administration/test_what_if.py",
    "modules/approvals/",
    "launch/test_monitor.py",
)


ON_15 = ("zhixing/kernel/", "modules/approvals/tests/test_loading.py")
ASK_LITTLE = (  # of a database, and nothing that the others do not ask
    "kernel/calendars/tests/test_properties",
    "kernel/files/",
    "kernel/letters/",
    "kernel/measures/",
    "kernel/notices/tests/test_webhooks",
    "kernel/rulebook/",
    "kernel/tables/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts DuckDB: a process that has its threads cannot fork safely, and some tests fork. And what is asked of
    the oldest PostgreSQL too. The slowest files come first, so that no worker is left alone with one at the end."""
    for item in items:
        path = item.path.as_posix()
        bulk = any(part in path for part in BULK)
        if bulk:
            item.add_marker("bulk")
        asks = any(part in path for part in ON_15) and not any(part in path for part in ASK_LITTLE)
        if asks and (not bulk or path.endswith("test_loading.py")):
            item.add_marker("on_15")
    seconds: dict[Path, int] = {}
    for item in items:
        if slow := item.get_closest_marker("slow"):
            seconds[item.path] = max(seconds.get(item.path, 0), *slow.args, 1)
    items.sort(key=lambda item: -seconds.get(item.path, 0))  # stable: the tests of a file stay together


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: the collector of garbage need not walk through all of it again and again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """At the end it goes like all else: libraries in C report what was never let go."""
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _chinese_unless_a_test_says_otherwise() -> Iterator[None]:
    """A language that one test's request or command switched on is not the next test's."""
    from django.utils import translation

    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session")
def _data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files stored by tests go to a folder of the run, never to the product's."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("data")
    with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "files"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    _data_folder: None,
    testrun_uid: str,
    django_db_blocker: Any,
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Point Django to the run's server before the first test database is made, and to what it shall be a copy of."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from zhixing.config.database import parse_url
    from zhixing.launch.testserver import migrated_once, owner_url, server_for_run

    def migrate(database: str) -> None:
        connection = connections["default"]
        ours, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], database
        with django_db_blocker.unblock():
            call_command("migrate", verbosity=0)
            connection.close()
        connection.settings_dict["NAME"] = ours

    _flush_by_delete()
    with server_for_run(testrun_uid) as server:
        for settled in (settings.DATABASES["default"], connections["default"].settings_dict):
            address = parse_url(owner_url(server))
            settled.update({**address, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False})
        template = migrated_once(server, migrate)
        for settled in (settings.DATABASES["default"], connections["default"].settings_dict):
            settled["TEST"] = {**settled.get("TEST", {}), "TEMPLATE": template}
        yield
        connections.close_all()


def _flush_by_delete() -> None:
    """Empty the tables after a transactional test by DELETE with triggers off.

    TRUNCATE takes 215 ms for 250 tables, this 8 ms; and the record's own trigger refuses TRUNCATE, rightly.
    """
    from django.db.backends.postgresql.operations import DatabaseOperations

    def sql_flush(
        self: DatabaseOperations,
        style: object,
        tables: list[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        return [EMPTY_ALL_TABLES] if tables else []

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]


EMPTY_ALL_TABLES = """
do $$
declare found record;
begin
  set local session_replication_role = replica;
  for found in
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'public' and tablename <> 'django_migrations'
  loop
    execute 'delete from ' || found.name;
  end loop;
  set local session_replication_role = origin;
end $$;
"""


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of real documents and logs, or a skip that says why."""
    folder = Path(os.environ.get("ZHIXING_REALDATA") or REPOSITORY.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"needs real data: no folder {folder.name!r} beside the checkout (set ZHIXING_REALDATA)")
    return folder
