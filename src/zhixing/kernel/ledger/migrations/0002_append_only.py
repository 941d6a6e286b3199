"""Leaves, nodes and heads are append-only like the events they seal.

Locks: brief, on new tables. Rows touched: none. Reversible: yes. Rerunnable: yes (create or replace).
"""

from django.db import migrations

TABLES = ("ledger_leaf", "ledger_node", "ledger_head")

FORWARD = "".join(
    f"""
create or replace trigger {table}_append_only before update or delete on {table}
    for each row execute function zhixing_append_only();
create or replace trigger {table}_no_truncate before truncate on {table}
    for each statement execute function zhixing_append_only();
do $$ begin
    if exists (select from pg_roles where rolname = 'zhixing_app') then
        revoke update, delete, truncate on {table} from zhixing_app;
    end if;
end $$;
"""
    for table in TABLES
)
BACKWARD = "".join(
    f"drop trigger if exists {t}_append_only on {t}; drop trigger if exists {t}_no_truncate on {t};" for t in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("matters", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
