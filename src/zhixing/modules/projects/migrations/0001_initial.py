"""Tables of key projects: the project with its leaders, milestones, amounts and problems; lists to report; the table duty.

Locks: none on existing rows. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matters', '0003_planned_participation'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Project',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('level', models.CharField(default='district', max_length=10)),
                ('category', models.CharField(default='other', max_length=16)),
                ('key_field', models.CharField(blank=True, default='', max_length=24)),
                ('content', models.TextField(blank=True)),
                ('owner', models.CharField(blank=True, db_comment='建设单位', max_length=200)),
                ('sites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('total_yuan', models.DecimalField(decimal_places=2, max_digits=14)),
                ('planned_from_on', models.DateField()),
                ('planned_until_on', models.DateField(db_comment='Last day of the planned period, inclusive')),
                ('progress_percent', models.SmallIntegerField(default=0)),
                ('started_on', models.DateField(null=True)),
                ('suspended_on', models.DateField(null=True)),
                ('completed_on', models.DateField(null=True)),
                ('heard_on', models.DateField(db_comment='Last reported in an executive meeting', null=True)),
                ('met_on', models.DateField(db_comment='Last on-site meeting held', null=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('filed_on', models.DateField(null=True)),
                ('filed_at', models.DateTimeField(null=True)),
                ('is_public', models.BooleanField(db_comment='Shown on the portal', default=False)),
                ('group_deputy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('group_head', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('group_members', models.ManyToManyField(related_name='+', to='organisation.person')),
                ('key_office', models.ForeignKey(db_comment='重点项目办公室', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('linked_leader', models.ForeignKey(db_comment='挂钩领导', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            bases=('matters.matter',),
            options={
                'indexes': [models.Index(fields=['level'], name='project_by_level'), models.Index(fields=['linked_leader'], name='project_by_linked_leader'), models.Index(condition=models.Q(('is_public', True)), fields=['is_public'], name='project_public')],
                'constraints': [models.CheckConstraint(condition=models.Q(('progress_percent__gte', 0), ('progress_percent__lte', 100)), name='project_progress_in_percent'), models.CheckConstraint(condition=models.Q(('planned_until_on__gte', models.F('planned_from_on'))), name='project_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('total_yuan__gt', 0)), name='project_costs_something'), models.CheckConstraint(condition=models.Q(('started_on', None), ('linked_leader__isnull', False), _connector='OR'), name='project_started_with_a_leader')],
            },
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('detail', models.TextField(blank=True)),
                ('wanted', models.TextField(blank=True, db_comment='What is asked of the leaders')),
                ('raised_on', models.DateField()),
                ('coordinated_on', models.DateField(null=True)),
                ('minutes', models.TextField(blank=True)),
                ('solved_on', models.DateField(null=True)),
                ('result', models.TextField(blank=True)),
                ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='projects.project')),
            ],
            options={
                'ordering': ['project_id', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('coordinated_on', None), ('minutes', '')), models.Q(('coordinated_on__isnull', False), models.Q(('minutes', ''), _negated=True)), _connector='OR'), name='problem_coordinated_with_minutes')],
            },
        ),
        migrations.CreateModel(
            name='MonthAmount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=12)),
                ('month', models.DateField(db_comment='The first day of the month')),
                ('first_planned_yuan', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('planned_yuan', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=14)),
                ('actual_yuan', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='projects.project')),
            ],
            options={
                'ordering': ['project_id', 'series', 'month'],
                'constraints': [models.UniqueConstraint(fields=('project', 'series', 'month'), name='amount_once_a_month'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='amount_of_a_whole_month'), models.CheckConstraint(condition=models.Q(('series__in', ['investment', 'central', 'provincial', 'local', 'bond', 'loan', 'own'])), name='amount_of_a_series')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('place', models.SmallIntegerField(default=0)),
                ('begins_on', models.DateField(null=True)),
                ('planned_on', models.DateField(db_comment='The first plan')),
                ('forecast_on', models.DateField(null=True)),
                ('reached_on', models.DateField(null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='projects.project')),
            ],
            options={
                'ordering': ['project_id', 'planned_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='milestone_once'), models.CheckConstraint(condition=models.Q(('begins_on', None), ('planned_on__gte', models.F('begins_on')), _connector='OR'), name='milestone_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='ReportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.SmallIntegerField(default=0)),
                ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('said', models.JSONField(db_comment='The grounds with their figures, in both languages', default=list)),
                ('taken_off_on', models.DateField(null=True)),
                ('report', models.TextField(blank=True)),
                ('reported_on', models.DateField(null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_lines', to='projects.project')),
                ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'ordering': ['report_list_id', 'place', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reported_on', None), ('reporter', None)), models.Q(('reported_on__isnull', False), ('reporter__isnull', False)), _connector='OR'), name='report_line_reported_by_someone')],
            },
        ),
        migrations.CreateModel(
            name='ReportAddition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='projects.reportline')),
            ],
            options={
                'ordering': ['line_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ReportList',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('meeting_on', models.DateField()),
                ('notice_due_on', models.DateField()),
                ('agenda', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('approved_on', models.DateField(null=True)),
                ('notified_on', models.DateField(null=True)),
                ('cancelled_on', models.DateField(null=True)),
                ('approver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('office', models.ForeignKey(db_comment='The government office', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            bases=('matters.matter',),
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_on', None)), fields=('office', 'meeting_on'), name='report_list_once_a_meeting')],
            },
        ),
        migrations.AddField(
            model_name='reportline',
            name='report_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='projects.reportlist'),
        ),
        migrations.CreateModel(
            name='TableDuty',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('ended_on', models.DateField(null=True)),
                ('last_period', models.CharField(blank=True, db_comment='2026-W11 or 2026-03', max_length=8)),
                ('chief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('executive_deputy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            bases=('matters.matter',),
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('office',), name='table_duty_once_an_office')],
            },
        ),
        migrations.CreateModel(
            name='UnitLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('leader_in_charge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_links', to='projects.project')),
                ('top_leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['project_id', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('project', 'unit'), name='unit_link_once_a_unit'), models.CheckConstraint(condition=models.Q(('leader_in_charge', models.F('top_leader')), _negated=True), name='unit_link_two_leaders')],
            },
        ),
        migrations.AddConstraint(
            model_name='reportline',
            constraint=models.UniqueConstraint(fields=('report_list', 'project'), name='report_line_once'),
        ),
    ]
