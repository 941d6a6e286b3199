"""Units, posts, persons, appointments.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import zhixing.kernel.organisation.fields
import zhixing.kernel.organisation.models
from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateExtension("ltree"),
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('staff_number', models.CharField(max_length=30, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('left_on', models.DateField(db_comment='The first day on which the person no longer serves anywhere', null=True)),
            ],
            options={
                'ordering': ['staff_number'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, max_length=160)),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None)),
                ('level', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=16)),
                ('path', zhixing.kernel.organisation.fields.PathField()),
                ('order', models.IntegerField(default=0)),
                ('opened_on', models.DateField()),
                ('dissolved_on', models.DateField(db_comment='The first day on which it no longer exists', null=True)),
                ('is_jurisdiction', models.BooleanField(db_comment='A government with its own rules and calendar', default=False)),
                ('document_code', models.CharField(blank=True, db_comment='发文字号 agency code, e.g. 云川政督', max_length=20)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisation.unit')),
                ('successor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='organisation.unit')),
            ],
            options={
                'ordering': ['path'],
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['path'], name='unit_path')],
                'constraints': [models.CheckConstraint(condition=models.Q(('dissolved_on', None), ('dissolved_on__gt', models.F('opened_on')), _connector='OR'), name='unit_dissolved_after_opening'), models.CheckConstraint(condition=models.Q(('successor', models.F('id')), _negated=True), name='unit_succeeds_another')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('rank', models.CharField(max_length=16)),
                ('order', models.IntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organisation.unit')),
            ],
            options={
                'ordering': ['unit_id', 'order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='UnitSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(max_length=60)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(db_comment='Last day, inclusive', null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spells', to='organisation.unit')),
            ],
            options={
                'ordering': ['unit_id', 'from_on'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(zhixing.kernel.organisation.models._Period('from_on', 'until_on'), '&&'), ('unit', '=')], name='unit_has_one_spell_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('is_main', models.BooleanField(default=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organisation.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organisation.post')),
            ],
            options={
                'ordering': ['person_id', 'from_on'],
                'indexes': [models.Index(fields=['post', 'from_on'], name='appointment_by_post')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='appointment_ends_after_it_begins'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(zhixing.kernel.organisation.models._Period('from_on', 'until_on'), '&&'), ('person', '='), ('post', '=')], name='appointment_once_per_post_and_day')],
            },
        ),
    ]
