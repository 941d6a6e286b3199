"""Addresses of the database: taken apart, chosen, shown without their password."""

from __future__ import annotations

import pytest

from zhixing.config.database import databases_from_environment, parse_url
from zhixing.launch.database import at_hand, without_password
from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import DatabaseUnreachable

VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "ZHIXING_AS_OWNER")


@pytest.fixture(autouse=True)
def _no_database_in_the_environment(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        pytest.param(
            "postgresql://app:p%40ss%2Fword@db.example:5433/city",
            {"USER": "app", "PASSWORD": "p@ss/word", "HOST": "db.example", "PORT": "5433", "NAME": "city"},
            id="signs in the password are percent-coded",
        ),
        pytest.param(
            "postgres://app@[::1]:5432/%E7%9F%A5%E8%A1%8C",
            {"USER": "app", "PASSWORD": "", "HOST": "::1", "PORT": "5432", "NAME": "知行"},
            id="IPv6 and a Chinese name",
        ),
        pytest.param(
            "postgresql://app@/city?host=/run/postgresql&port=5434",
            {"USER": "app", "HOST": "/run/postgresql", "PORT": "5434", "NAME": "city"},
            id="a socket's folder",
        ),
        pytest.param(
            "postgresql://app@db/city",
            {"OPTIONS": {"options": "-c jit=off"}},
            id="nothing is compiled just in time",
        ),
        pytest.param(
            "postgresql://app@db/city?options=-c%20work_mem%3D64MB",
            {"OPTIONS": {"options": "-c work_mem=64MB"}},
            id="options of one's own go before",
        ),
        pytest.param("postgresql://app@pooler/city?options=", {"OPTIONS": {}}, id="a pooler gets none"),
        pytest.param(
            "postgresql://app@db/city?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            {
                "PORT": "",
                "OPTIONS": {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "options": "-c jit=off"},
            },
            id="the rest goes to the driver",
        ),
        pytest.param("postgresql://app@db", {"NAME": "zhixing"}, id="no name: zhixing"),
    ],
)
def test_an_address_is_taken_apart(url, parts):
    settings = parse_url(url)
    assert {name: settings[name] for name in parts} == parts


@pytest.mark.parametrize("url", ["mysql://app@db/city", "sqlite:///city.db", "db.example/city"])
def test_another_kind_of_database_is_refused(url):
    with pytest.raises(ValueError, match="PostgreSQL 15"):
        parse_url(url)


def test_the_environment_goes_before_the_data_folder(tmp_path, monkeypatch):
    (tmp_path / "database.url").write_text("postgresql://kept@127.0.0.1:1/kept\n")
    assert databases_from_environment(tmp_path)["default"]["USER"] == "kept"
    monkeypatch.setenv("DATABASE_URL", "postgresql://given@db/given")
    assert databases_from_environment(tmp_path)["default"]["USER"] == "given"


def test_the_owner_is_taken_only_when_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/city")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/city")
    assert databases_from_environment(tmp_path)["default"]["USER"] == "app"
    monkeypatch.setenv("ZHIXING_AS_OWNER", "1")
    assert databases_from_environment(tmp_path)["default"]["USER"] == "owner"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://app:secret@db:5432/city", "postgresql://app@db:5432/city"),
        ("postgresql://db/city", "postgresql://db/city"),
        ("postgresql://app:secret@/city?host=/run/postgresql", "postgresql://app@/city?host=/run/postgresql"),
    ],
)
def test_an_address_is_shown_without_its_password(url, shown):
    assert without_password(url) == shown


def test_a_given_database_that_does_not_answer_is_refused_without_showing_the_password(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:secret@127.0.0.1:1/city")
    with pytest.raises(DatabaseUnreachable) as refusal, at_hand(DataFolder(tmp_path)):
        pytest.fail("there is no such database")
    assert "postgresql://app@127.0.0.1:1/city" in refusal.value.why()
    assert "secret" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_the_embedded_database_is_in_the_environment_only_while_it_is_at_hand(folder, monkeypatch):
    data = DataFolder(folder)
    with at_hand(data) as addresses:
        import os

        assert os.environ["DATABASE_URL"] == addresses.app == data.app_url.read_text().strip()
        assert os.environ["DATABASE_OWNER_URL"] == addresses.owner == data.owner_url.read_text().strip()
        assert addresses.has_two_roles
        assert data.owner_url.stat().st_mode & 0o077 == 0
        assert "DATABASE_URL" in os.environ
    assert "DATABASE_URL" not in os.environ
