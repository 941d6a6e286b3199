"""An issued paper is written once: a trigger refuses every change but declaring it void, once.

Locks: brief, on a new table. Rows touched: none. Reversible: yes. Rerunnable: yes (create or replace).
"""

from django.db import migrations

FORWARD = """
create or replace function zhixing_letter_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.voided_on is null and new.voided_on is not null
            and to_jsonb(new) - 'voided_on' - 'void_reason' = to_jsonb(old) - 'voided_on' - 'void_reason'
        then
            return new;
        end if;
    end if;
    raise exception 'an issued paper is written once: % on % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create or replace trigger letter_written_once before update or delete on letters_letter
    for each row execute function zhixing_letter_written_once();
create or replace trigger letter_no_truncate before truncate on letters_letter
    for each statement execute function zhixing_letter_written_once();
"""

BACKWARD = """
drop trigger if exists letter_no_truncate on letters_letter;
drop trigger if exists letter_written_once on letters_letter;
drop function if exists zhixing_letter_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
