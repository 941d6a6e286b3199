"""Tables of document breakdown: documents, proposals, what unit names mean, who carries a unit's tasks.

Locks: none on existing rows. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_initial'),
        ('matters', '0002_append_only'),
        ('organisation', '0001_initial'),
        ('supervision', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BreakdownDocument',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('text', models.TextField()),
                ('source_number', models.CharField(blank=True, max_length=60)),
                ('issuing_organ', models.CharField(blank=True, max_length=120)),
                ('dated_on', models.DateField(null=True)),
                ('default_limit_on', models.DateField(db_comment='For items without a limit of their own, or with one in the past', null=True)),
                ('default_leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('supervising_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            bases=('matters.matter',),
            options={
                'indexes': [models.Index(fields=['supervising_unit'], name='document_by_office')],
            },
        ),
        migrations.CreateModel(
            name='NameMeaning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meanings', to='supervision.breakdowndocument')),
                ('units', models.ManyToManyField(related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['name', '-id'], name='meaning_by_name')],
                'constraints': [models.UniqueConstraint(fields=('document', 'name'), name='meaning_one_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.IntegerField(db_comment='Place in the document, from 1')),
                ('start', models.IntegerField()),
                ('end', models.IntegerField(db_comment='The character after the last')),
                ('mark', models.CharField(blank=True, db_comment='Numbering mark as written, e.g. （一）', max_length=40)),
                ('title', models.CharField(max_length=300)),
                ('content', models.TextField(blank=True)),
                ('lead_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('co_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('due_kind', models.CharField(blank=True, default='', max_length=10)),
                ('due_on', models.DateField(null=True)),
                ('due_text', models.CharField(blank=True, max_length=200)),
                ('milestones', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('targets', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('doubts', models.JSONField(db_comment='[{en, zh}]: where a person should look twice', default=list)),
                ('rhythm', models.CharField(blank=True, default='month', max_length=10)),
                ('state', models.CharField(default='proposed', max_length=10)),
                ('units_chosen_on', models.DateField(db_comment='Since then the names no longer decide', null=True)),
                ('limit_on', models.DateField(null=True)),
                ('carrying_leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='supervision.breakdowndocument')),
                ('item', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='supervision.superviseditem')),
                ('lead_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('overall_leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('supporting_units', models.ManyToManyField(related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['document_id', 'start', 'id'],
                'indexes': [models.Index(fields=['document', 'start'], name='proposal_of_document')],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start')), ('start__gte', 0)), name='proposal_has_a_span'), models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', False), ('state', 'accepted')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('item', None)), _connector='OR'), name='proposal_accepted_with_its_item')],
            },
        ),
        migrations.CreateModel(
            name='UnitLeader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('supervising_unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supervising_unit', 'unit'), name='unit_leader_one_an_office')],
            },
        ),
    ]
