"""The tests' database is like the product's: two roles, extensions; and transactional tests leave nothing."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError


@pytest.mark.django_db
def test_tests_run_as_the_owner_and_not_as_a_superuser():
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("zhixing_owner", False)


@pytest.mark.django_db
def test_the_extensions_are_there():
    with connection.cursor() as cursor:
        cursor.execute("select extname from pg_extension where extname <> 'plpgsql' order by 1")
        assert [name for (name,) in cursor.fetchall()] == ["btree_gist", "ltree", "pg_trgm"]


@pytest.mark.django_db
def test_the_application_may_write_rows_and_not_change_tables():
    with connection.cursor() as cursor:
        cursor.execute("create table trial (id int)")
        cursor.execute("set local role zhixing_app")
        cursor.execute("insert into trial values (1)")
        cursor.execute("delete from trial")
        with pytest.raises(ProgrammingError, match="must be owner"):
            cursor.execute("alter table trial add column more int")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_transactional_test_wrote_is_gone_in_the_next(turn):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    assert Session.objects.count() == 0
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
