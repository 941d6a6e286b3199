"""The index of two-character pieces: functions and a functional GIN index.

Locks: brief, on a new table. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

from django.db import migrations

FORWARD = """
create or replace function zhixing_pieces(body text) returns text[]
language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct substr(body, i, 2)), '{}')
    from generate_series(1, char_length(body) - 1) as i
    where substr(body, i, 2) !~ '[[:space:]]'
$$;

create or replace function zhixing_piece_query(word text) returns tsquery
language sql immutable strict parallel safe as $$
    select string_agg(quote_literal(piece), ' & ')::tsquery from unnest(zhixing_pieces(word)) as piece
$$;

create index if not exists search_pieces on search_searchtext using gin (array_to_tsvector(zhixing_pieces(body)));
"""

BACKWARD = """
drop index if exists search_pieces;
drop function if exists zhixing_piece_query(text);
drop function if exists zhixing_pieces(text);
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
