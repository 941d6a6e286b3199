"""Units and persons may be named in a draft before they take part: `from_at` is empty until the matter is issued.

Locks: brief, the column only loses its "not null". Rows touched: none. Reversible: while no draft names anybody. Rerunnable: yes.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0002_append_only'),
    ]

    operations = [
        migrations.AlterField(
            model_name='participation',
            name='from_at',
            field=models.DateTimeField(db_comment='Empty while only named in a draft', null=True),
        ),
    ]
