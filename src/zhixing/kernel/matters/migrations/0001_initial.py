"""Matters, participations, events, counters.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('kind', models.CharField(max_length=60)),
                ('version', models.SmallIntegerField(default=1)),
                ('actor_name', models.CharField(max_length=80)),
                ('on_behalf_of', models.CharField(blank=True, max_length=80)),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('facts', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('subject', ''), _negated=True), fields=['subject', 'id'], name='event_of_subject'), models.Index(fields=['kind', 'id'], name='event_of_kind')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=60)),
                ('year', models.IntegerField()),
                ('last', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('series', 'year'), name='counter_one_a_year')],
            },
        ),
        migrations.CreateModel(
            name='EventWaiting',
            fields=[
                ('event', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='matters.event')),
            ],
            options={
                'db_table': 'matters_event_waiting',
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('number', models.CharField(max_length=60, null=True, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=30)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('audience', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('rulebook_id', models.BigIntegerField(db_comment='The rulebook it was opened under', null=True)),
                ('revision', models.IntegerField(db_comment='Counts actions; If-Match compares it', default=0)),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('lead_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offspring', to='matters.matter')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='matters.matter')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('closed_on', None)), fields=['audience'], name='matter_audience_open'), django.contrib.postgres.indexes.GinIndex(fields=['audience'], name='matter_audience'), models.Index(condition=models.Q(('closed_on', None)), fields=['due_on', 'id'], include=('kind', 'state', 'lead_unit'), name='matter_open_by_due'), models.Index(fields=['-opened_on', '-id'], name='matter_newest'), models.Index(condition=models.Q(('closed_on', None)), fields=['lead_unit', 'due_on'], name='matter_open_by_lead')],
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='matter_closed_after_opening'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='matter_not_its_own_parent')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='matter',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='matters.matter'),
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(max_length=12)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(db_comment='Signed for, read or agreed, as its standing asks', null=True)),
                ('place', models.IntegerField(db_comment='Order, where it matters (co-signers in order)', default=0)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='matters.matter')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['matter_id', 'place', 'id'],
                'indexes': [models.Index(condition=models.Q(('until_at', None)), fields=['unit', 'standing'], name='participation_of_unit'), models.Index(condition=models.Q(('until_at', None)), fields=['person', 'standing'], name='participation_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('unit', None)), models.Q(('person', None), ('unit__isnull', False)), _connector='OR'), name='participation_unit_or_person'), models.UniqueConstraint(condition=models.Q(('standing', 'lead'), ('until_at', None)), fields=('matter',), name='participation_one_lead'), models.UniqueConstraint(condition=models.Q(('standing', 'carrying'), ('until_at', None)), fields=('matter',), name='participation_one_carrying'), models.UniqueConstraint(condition=models.Q(('unit__isnull', False), ('until_at', None)), fields=('matter', 'standing', 'unit'), name='participation_unit_once')],
            },
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['matter', 'happened_at', 'id'], name='event_of_matter'),
        ),
    ]
