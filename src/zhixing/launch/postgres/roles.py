"""The two roles and the database: one owns the tables and migrates them, the other works with the rows.

The application's role may read and write rows, never change tables; what it may not even update or delete
(the record) is taken from it by the migrations that make those tables. So nobody who gets hold of the
application can rewrite the record (architecture, "Trust").
"""

from __future__ import annotations

import psycopg
from psycopg import sql

OWNER_ROLE = "zhixing_owner"
APP_ROLE = "zhixing_app"
RECORD_TABLES = """
select distinct relation.relname from pg_trigger trigger
join pg_class relation on relation.oid = trigger.tgrelid
join pg_proc function on function.oid = trigger.tgfoid
where function.proname = 'zhixing_append_only' order by 1
"""
EXTENSIONS = ("ltree", "pg_trgm", "btree_gist")


def prepare(
    superuser_url: str, *, database: str, owner_password: str, app_password: str, for_tests: bool
) -> None:
    """Make roles, extensions and `database` as they must be; harmless when they are so already.

    The template database gets extensions and default privileges too, so that every database made later
    (those of the tests) is alike. In a server for tests the owner may create databases, act as the
    application's role, and switch triggers off to empty tables.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role, password in ((OWNER_ROLE, owner_password), (APP_ROLE, app_password)):
            _role(connection, role, password)
        if for_tests:
            connection.execute(f"alter role {OWNER_ROLE} createdb")
            connection.execute(f"grant {APP_ROLE} to {OWNER_ROLE}")
            connection.execute(f"grant set on parameter session_replication_role to {OWNER_ROLE}")
    with psycopg.connect(superuser_url, dbname="template1", autocommit=True) as connection:
        dress(connection)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("create database {} owner {} template template1").format(
                    sql.Identifier(database), sql.Identifier(OWNER_ROLE)
                )
            )


def dress(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Give the connected database the extensions, the application its rights on later tables."""
    for extension in EXTENSIONS:
        connection.execute(f"create extension if not exists {extension}")
    connection.execute(f"grant usage on schema public to {APP_ROLE}")
    made_by_owner = f"alter default privileges for role {OWNER_ROLE} in schema public"
    connection.execute(f"{made_by_owner} grant select, insert, update, delete on tables to {APP_ROLE}")
    connection.execute(f"{made_by_owner} grant usage, select, update on sequences to {APP_ROLE}")


def share(owner_url: str, app_role: str) -> None:
    """Let `app_role` work with the rows of the tables there are, the record's only by reading and adding.

    For a database whose application role is not ours by name, or whose tables were made before there were two
    roles. The record's tables are known by their trigger. Harmless when it is so already.
    """
    app = sql.Identifier(app_role)
    with psycopg.connect(owner_url) as connection:
        for grant in (
            "grant usage on schema public to {}",
            "grant select, insert, update, delete on all tables in schema public to {}",
            "grant usage, select, update on all sequences in schema public to {}",
        ):
            connection.execute(sql.SQL(grant).format(app))
        for (table,) in connection.execute(RECORD_TABLES).fetchall():
            kept = sql.SQL("revoke update, delete, truncate on {} from {}")
            connection.execute(kept.format(sql.Identifier(str(table)), app))


def may_read(owner_url: str, app_role: str) -> bool:
    """Whether `app_role` may read the tables there are (judged by the one that every database has)."""
    question = "select has_table_privilege(%s, 'django_migrations', 'select')"
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(question, [app_role]).fetchone()
    return bool(row and row[0])


def _role(connection: psycopg.Connection[tuple[object, ...]], role: str, password: str) -> None:
    exists = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    verb = sql.SQL("alter role" if exists else "create role")
    connection.execute(
        sql.SQL("{} {} with login password {}").format(verb, sql.Identifier(role), sql.Literal(password))
    )
