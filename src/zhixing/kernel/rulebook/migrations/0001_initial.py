"""Pack texts and rulebooks.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PackText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.CharField(max_length=60)),
                ('version', models.IntegerField()),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('text', models.TextField()),
                ('loaded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pack', 'version', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Rulebook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=200)),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('packs', models.ManyToManyField(to='rulebook.packtext')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
