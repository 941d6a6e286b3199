"""The record is append-only: triggers refuse change, the application's role may only add, every event waits to be sealed.

Locks: brief, on new tables. Rows touched: none. Reversible: yes. Rerunnable: yes (create or replace).
"""

from django.db import migrations

FORWARD = """
create or replace function zhixing_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the record is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create or replace trigger event_append_only before update or delete on matters_event
    for each row execute function zhixing_append_only();
create or replace trigger event_no_truncate before truncate on matters_event
    for each statement execute function zhixing_append_only();

create or replace function zhixing_event_waits() returns trigger language plpgsql as $$
begin
    insert into matters_event_waiting (event_id) select id from new;
    return null;
end $$;
create or replace trigger event_waits after insert on matters_event
    referencing new table as new for each statement execute function zhixing_event_waits();

do $$ begin
    if exists (select from pg_roles where rolname = 'zhixing_app') then
        revoke update, delete, truncate on matters_event from zhixing_app;
    end if;
end $$;
"""

BACKWARD = """
drop trigger if exists event_waits on matters_event;
drop trigger if exists event_no_truncate on matters_event;
drop trigger if exists event_append_only on matters_event;
drop function if exists zhixing_event_waits();
drop function if exists zhixing_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
