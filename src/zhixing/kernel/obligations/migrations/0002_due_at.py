"""Terms in hours end at a moment: `due_at` beside `due_on`.

Locks: brief, a new nullable column. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('obligations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='obligation',
            name='due_at',
            field=models.DateTimeField(db_comment='The moment, where the term runs in hours', null=True),
        ),
    ]
