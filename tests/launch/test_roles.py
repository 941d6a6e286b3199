"""A database that others keep: roles of other names, tables older than the second role."""

from __future__ import annotations

import psycopg
import pytest

from zhixing.launch.postgres import OWNER_ROLE, Server
from zhixing.launch.postgres.roles import may_read, share

TABLES = """
create function zhixing_append_only() returns trigger language plpgsql as $$ begin return null; end $$;
create table django_migrations (id serial primary key, name text);
create table event (id serial primary key, facts text);
create trigger keep before update or delete on event for each row execute function zhixing_append_only();
"""


def test_another_role_gets_the_rows_and_of_the_record_only_reading_and_adding(folder):
    with Server(folder / "pg", for_tests=True) as server:
        with psycopg.connect(server.url("zhixing_super"), autocommit=True) as connection:
            connection.execute("create role clerk login password 'clerk'")
        owner = server.url(OWNER_ROLE)
        with psycopg.connect(owner) as connection:
            connection.execute(TABLES)
        assert may_read(owner, "clerk") is False

        share(owner, "clerk")
        share(owner, "clerk")

        assert may_read(owner, "clerk") is True
        host = owner.split("@")[1]
        with psycopg.connect(f"postgresql://clerk:clerk@{host}", autocommit=True) as connection:
            connection.execute("insert into event (facts) values ('签收')")
            connection.execute("update django_migrations set name = name")
            for statement in ("update event set facts = ''", "delete from event", "truncate event"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)
            assert connection.execute("select facts from event").fetchall() == [("签收",)]
