"""Tables of the catalogue of approval items: items, their versions, changes, outside names; a case may name its item.

Locks: a moment's exclusive lock on the table of outside cases (a column that may be empty, a key, an index on rows that
have it: none yet). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('approvals', '0001_initial'),
        ('matters', '0003_planned_participation'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemVersion',
            fields=[
                ('applicants', models.CharField(blank=True, max_length=200)),
                ('basis', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), db_comment='Provisions it rests on', default=list, size=None)),
                ('listed_as', models.CharField(blank=True, db_comment='Its place in the published list of licences; empty: not on it', max_length=80)),
                ('conditions', models.TextField(blank=True)),
                ('materials', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('steps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('statutory_days', models.IntegerField(null=True)),
                ('statutory_unit', models.CharField(default='working_days', max_length=12)),
                ('promised_days', models.IntegerField(null=True)),
                ('promised_unit', models.CharField(default='working_days', max_length=12)),
                ('charging', models.CharField(blank=True, default='', max_length=8)),
                ('fee_basis', models.CharField(blank=True, max_length=200)),
                ('fee_standard', models.CharField(blank=True, max_length=200)),
                ('windows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('result', models.CharField(blank=True, db_comment='What is issued', max_length=200)),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.IntegerField(db_comment='Counts the versions of an item from 1')),
                ('title', models.CharField(max_length=300)),
                ('why', models.CharField(blank=True, db_comment='Why it was changed', max_length=1000)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'ordering': ['item_id', 'number'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('statutory_days', None), ('statutory_days__gte', 1), _connector='OR'), models.Q(('promised_days', None), ('promised_days__gte', 1), _connector='OR')), name='approvals_itemversion_days_positive'), models.CheckConstraint(condition=models.Q(('promised_days', None), ('statutory_days', None), models.Q(('promised_unit', models.F('statutory_unit')), _negated=True), ('promised_days__lte', models.F('statutory_days')), _connector='OR'), name='approvals_itemversion_promise_within_the_law'), models.CheckConstraint(condition=models.Q(models.Q(('charging', 'charged'), _negated=True), models.Q(('fee_basis', ''), _negated=True), _connector='OR'), name='approvals_itemversion_charged_by_law'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='approvals_item_version_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('reviewed_by', models.F('confirmed_by')), _negated=True), name='approvals_item_version_two_persons')],
            },
        ),
        migrations.CreateModel(
            name='ServiceItem',
            fields=[
                ('applicants', models.CharField(blank=True, max_length=200)),
                ('basis', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), db_comment='Provisions it rests on', default=list, size=None)),
                ('listed_as', models.CharField(blank=True, db_comment='Its place in the published list of licences; empty: not on it', max_length=80)),
                ('conditions', models.TextField(blank=True)),
                ('materials', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('steps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('statutory_days', models.IntegerField(null=True)),
                ('statutory_unit', models.CharField(default='working_days', max_length=12)),
                ('promised_days', models.IntegerField(null=True)),
                ('promised_unit', models.CharField(default='working_days', max_length=12)),
                ('charging', models.CharField(blank=True, default='', max_length=8)),
                ('fee_basis', models.CharField(blank=True, max_length=200)),
                ('fee_standard', models.CharField(blank=True, max_length=200)),
                ('windows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('result', models.CharField(blank=True, db_comment='What is issued', max_length=200)),
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('type', models.CharField(max_length=16)),
                ('main_item', models.CharField(blank=True, db_comment='主项', max_length=300)),
                ('new_title', models.CharField(blank=True, db_comment='Its name from the next version on', max_length=200)),
                ('why', models.CharField(blank=True, db_comment='Why it is being revised', max_length=1000)),
                ('reviewed_on', models.DateField(null=True)),
                ('in_force_on', models.DateField(db_comment='First day of its first version', null=True)),
                ('ending', models.CharField(blank=True, max_length=16)),
                ('route', models.CharField(blank=True, max_length=10)),
                ('successor', models.CharField(blank=True, db_comment='Who takes over', max_length=200)),
                ('successor_rules', models.TextField(blank=True, db_comment='By which standards, plan or rules')),
                ('ending_reason', models.TextField(blank=True)),
                ('ends_on', models.DateField(db_comment='First day on which it cannot be applied for', null=True)),
                ('ended_on', models.DateField(null=True)),
                ('current', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.itemversion')),
                ('office', models.ForeignKey(db_comment='Keeps the catalogue', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('successor_item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='approvals.serviceitem')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['type'], name='approvals_item_by_type')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('statutory_days', None), ('statutory_days__gte', 1), _connector='OR'), models.Q(('promised_days', None), ('promised_days__gte', 1), _connector='OR')), name='approvals_serviceitem_days_positive'), models.CheckConstraint(condition=models.Q(('promised_days', None), ('statutory_days', None), models.Q(('promised_unit', models.F('statutory_unit')), _negated=True), ('promised_days__lte', models.F('statutory_days')), _connector='OR'), name='approvals_serviceitem_promise_within_the_law'), models.CheckConstraint(condition=models.Q(models.Q(('charging', 'charged'), _negated=True), models.Q(('fee_basis', ''), _negated=True), _connector='OR'), name='approvals_serviceitem_charged_by_law'), models.CheckConstraint(condition=models.Q(('ended_on', None), models.Q(models.Q(('ending', ''), _negated=True), ('ends_on__isnull', False)), _connector='OR'), name='approvals_item_ended_as_said'), models.CheckConstraint(condition=models.Q(models.Q(('ending', 'cancelled'), _negated=True), models.Q(models.Q(('route', ''), _negated=True), models.Q(('successor', ''), _negated=True), models.Q(('successor_rules', ''), _negated=True)), _connector='OR'), name='approvals_item_cancelled_by_a_route'), models.CheckConstraint(condition=models.Q(('ending__in', ['', 'cancelled']), ('successor_item__isnull', False), _connector='OR'), name='approvals_item_adjusted_into_another')],
            },
            bases=('matters.matter', models.Model),
        ),
        migrations.AddField(
            model_name='itemversion',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='approvals.serviceitem'),
        ),
        migrations.CreateModel(
            name='ItemName',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=300)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='item_names', to='approvals.source')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.serviceitem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'name'), name='approvals_item_name_once')],
            },
        ),
        migrations.CreateModel(
            name='ItemChange',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('on', models.DateField()),
                ('why', models.CharField(blank=True, max_length=1000)),
                ('version_after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.itemversion')),
                ('version_before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.itemversion')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='approvals.serviceitem')),
            ],
            options={
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['-on', '-id'], name='approvals_item_change_by_day')],
            },
        ),
        migrations.AddField(
            model_name='outsidecase',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.serviceitem'),
        ),
        migrations.AddIndex(
            model_name='outsidecase',
            index=models.Index(condition=models.Q(('item__isnull', False)), fields=['item', 'ended_on'], name='approvals_case_of_item'),
        ),
        migrations.AddConstraint(
            model_name='itemversion',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='approvals_item_version_once'),
        ),
        migrations.AddConstraint(
            model_name='itemversion',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('item',), name='approvals_item_version_one_holds'),
        ),
    ]
