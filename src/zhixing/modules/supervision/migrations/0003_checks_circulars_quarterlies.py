"""Tables of field checks, circulars and quarterly reports.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0002_append_only'),
        ('organisation', '0001_initial'),
        ('supervision', '0002_documents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QuarterlyReport',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('period', models.CharField(db_comment='2026-Q1', max_length=7)),
                ('reports_due_on', models.DateField(db_comment="Last day for the units' reports, inclusive")),
                ('check_due_on', models.DateField(db_comment='Last day for the check, inclusive')),
                ('cancelled_on', models.DateField(null=True)),
                ('organ', models.ForeignKey(db_comment='Gets a copy of every report', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('supervising_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            bases=('matters.matter',),
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_on', None)), fields=('supervising_unit', 'period'), name='quarterly_once_a_quarter'), models.CheckConstraint(condition=models.Q(('check_due_on__gte', models.F('reports_due_on'))), name='quarterly_checked_after_reported'), models.CheckConstraint(condition=models.Q(('period__regex', '^\\d{4}-Q[1-4]$')), name='quarterly_period_is_one')],
            },
        ),
        migrations.CreateModel(
            name='QuarterlyLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=12)),
                ('place', models.SmallIntegerField(default=0)),
                ('text', models.TextField()),
                ('reported_by', models.CharField(max_length=80)),
                ('reported_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('verdict', models.CharField(blank=True, default='', max_length=8)),
                ('note', models.TextField(blank=True)),
                ('checked_on', models.DateField(null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('quarterly', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='supervision.quarterlyreport')),
            ],
            options={
                'ordering': ['unit_id', 'subject', 'place', 'id'],
                'indexes': [models.Index(fields=['quarterly', 'unit'], name='quarterly_line_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('subject__in', ['key_work', 'investment', 'decision', 'reform'])), name='quarterly_line_has_a_subject'), models.CheckConstraint(condition=models.Q(models.Q(('checked_on', None), ('verdict', '')), models.Q(('checked_on__isnull', False), ('verdict__in', ['true', 'partly', 'false'])), _connector='OR'), name='quarterly_line_checked_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Circular',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('nature', models.CharField(default='praise', max_length=16)),
                ('conduct', models.CharField(blank=True, default='', max_length=16)),
                ('scope', models.CharField(default='government', max_length=12)),
                ('body', models.TextField()),
                ('tables', models.JSONField(default=list)),
                ('writer_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_comment='Accounts that wrote of it', default=list, size=None)),
                ('approved_on', models.DateField(null=True)),
                ('issued_on', models.DateField(null=True)),
                ('issue', models.IntegerField(db_comment="A bulletin's issue; other circulars have a number", null=True)),
                ('objecting_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_comment='Units whose objection is undecided', default=list, size=None)),
                ('correction', models.TextField(blank=True)),
                ('addressees', models.ManyToManyField(related_name='+', to='organisation.unit')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('named_units', models.ManyToManyField(related_name='+', to='organisation.unit')),
                ('supervising_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['nature'], name='circular_by_nature')],
                'constraints': [models.CheckConstraint(condition=models.Q(('issued_on', None), ('approved_by__isnull', False), _connector='OR'), name='circular_issued_when_approved'), models.CheckConstraint(condition=models.Q(models.Q(('nature', 'criticism'), _negated=True), ('conduct__in', ['passing_buck', 'own_way', 'pushing_up', 'obstructing', 'undermining', 'other']), _connector='OR'), name='circular_criticism_names_a_conduct')],
            },
            bases=('matters.matter',),
        ),
        migrations.CreateModel(
            name='FieldCheck',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('is_unannounced', models.BooleanField(db_comment='暗访')),
                ('place', models.CharField(max_length=200)),
                ('purpose', models.TextField(blank=True)),
                ('planned_on', models.DateField()),
                ('held_on', models.DateField(null=True)),
                ('findings', models.TextField(blank=True)),
                ('evidence_count', models.IntegerField(default=0)),
                ('checked_units', models.ManyToManyField(related_name='+', to='organisation.unit')),
                ('supervising_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['supervising_unit'], name='check_by_supervising_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('findings', ''), ('held_on', None)), ('held_on__isnull', False), _connector='OR'), name='check_found_when_held')],
            },
            bases=('matters.matter',),
        ),
    ]
