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
    connection.execute(f"grant create, usage on schema public to {OWNER_ROLE}")
    connection.execute(f"grant usage on schema public to {APP_ROLE}")
    made_by_owner = f"alter default privileges for role {OWNER_ROLE} in schema public"
    connection.execute(f"{made_by_owner} grant select, insert, update, delete on tables to {APP_ROLE}")
    connection.execute(f"{made_by_owner} grant usage, select, update on sequences to {APP_ROLE}")


def _role(connection: psycopg.Connection[tuple[object, ...]], role: str, password: str) -> None:
    exists = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    verb = sql.SQL("alter role" if exists else "create role")
    connection.execute(
        sql.SQL("{} {} with login password {}").format(verb, sql.Identifier(role), sql.Literal(password))
    )
