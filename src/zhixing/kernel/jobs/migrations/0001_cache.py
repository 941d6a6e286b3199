"""The table of the shared cache (rate limits of the sign-in, throttles of the API).

Locks: none. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

from django.db import migrations

FORWARD = """
create table if not exists kernel_cache (
    cache_key varchar(255) not null primary key, value text not null, expires timestamptz not null
);
create index if not exists kernel_cache_expires on kernel_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, "drop table if exists kernel_cache")]
