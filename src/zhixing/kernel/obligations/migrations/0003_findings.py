"""Findings of tally rules, and how far the record was counted for them.

Locks: none, new tables. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('obligations', '0002_due_at'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TallyMark',
            fields=[
                ('jurisdiction', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='organisation.unit')),
                ('event_id', models.BigIntegerField(default=0)),
                ('rulebook_id', models.BigIntegerField(null=True)),
                ('counted_on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=200)),
                ('rule', models.CharField(max_length=80)),
                ('rulebook_id', models.BigIntegerField(db_comment='The rulebook it was found under')),
                ('on', models.DateField()),
                ('count', models.DecimalField(decimal_places=2, max_digits=12)),
                ('evidence', models.JSONField(default=list)),
                ('begins_on', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('released_on', models.DateField(null=True)),
                ('state', models.CharField(default='proposed', max_length=10)),
                ('found_at', models.DateTimeField()),
                ('decided_on', models.DateField(null=True)),
                ('decision', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['state', '-on'], name='finding_by_state')],
                'constraints': [models.UniqueConstraint(fields=('jurisdiction', 'key'), name='finding_once')],
            },
        ),
    ]
