"""A rulebook keeps the local values and chosen settings of its jurisdiction beside its packs.

Locks: brief, two columns with a constant default. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rulebook', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='rulebook',
            name='choices',
            field=models.JSONField(db_comment='Setting of a pack → the option chosen here', default=dict),
        ),
        migrations.AddField(
            model_name='rulebook',
            name='locals',
            field=models.JSONField(db_comment="Local values over the packs' own (rulebook.local.LocalValue)", default=list),
        ),
    ]
