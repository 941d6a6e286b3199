"""Efficiency scores: tables of a period, their snapshots with the rows counted, objections.

Locks: none on existing rows. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('approvals', '0003_alerts'),
        ('matters', '0003_planned_participation'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ScoreTable',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('first_on', models.DateField()),
                ('last_on', models.DateField(db_comment='Inclusive')),
                ('unit_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('version', models.IntegerField(db_comment='Number of the snapshot in force', default=1)),
                ('sha256', models.CharField(blank=True, db_comment='Of the snapshot in force', max_length=64)),
                ('publish_on', models.DateField(null=True)),
                ('decided_on', models.DateField(null=True)),
                ('grounds', models.TextField(blank=True, db_comment='Why it is published then, or not at all')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.source')),
            ],
            bases=('matters.matter',),
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='score_table_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('publish_on', None), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='score_table_published_by_someone'), models.UniqueConstraint(fields=('office', 'source', 'first_on', 'last_on'), name='score_table_once_a_period', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ScoreSnapshot',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.IntegerField(db_comment='1, 2, … within the table')),
                ('made_on', models.DateField()),
                ('reason', models.TextField(blank=True, db_comment='Of a correction: why')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='approvals.scoretable')),
            ],
            options={
                'ordering': ['table_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('table', 'number'), name='score_snapshot_numbered')],
            },
        ),
        migrations.CreateModel(
            name='ScoreObjection',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('made_on', models.DateField()),
                ('grounds', models.TextField()),
                ('state', models.CharField(default='open', max_length=10)),
                ('decided_on', models.DateField(null=True)),
                ('decision', models.TextField(blank=True)),
                ('taken_into', models.IntegerField(db_comment='Number of the snapshot that heeds it', null=True)),
                ('cases', models.ManyToManyField(related_name='+', to='approvals.outsidecase')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='approvals.scoretable')),
            ],
            options={
                'ordering': ['table_id', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='score_objection_decided_on_a_day'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('made_by')), _negated=True), _connector='OR'), name='score_objection_decided_by_somebody_else')],
            },
        ),
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('duty_id', models.BigIntegerField(db_comment='The Duty it was; later judgements do not change this row')),
                ('rule', models.CharField(max_length=80)),
                ('ground', models.CharField(max_length=10)),
                ('item', models.CharField(max_length=300)),
                ('is_late', models.BooleanField()),
                ('is_excused', models.BooleanField()),
                ('term', models.IntegerField(null=True)),
                ('used', models.IntegerField(null=True)),
                ('card', models.CharField(blank=True, max_length=6)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.outsidecase')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='approvals.scoresnapshot')),
            ],
            options={
                'indexes': [models.Index(fields=['snapshot', 'unit', 'case'], name='score_counted_of_unit')],
            },
        ),
    ]
