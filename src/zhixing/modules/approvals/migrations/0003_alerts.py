"""The table of alerts: judged duties of outside cases brought into the house.

Locks: none that anybody waits for (a new table). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('approvals', '0002_items'),
        ('matters', '0003_planned_participation'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('rule', models.CharField(max_length=80)),
                ('ground', models.CharField(max_length=10)),
                ('colour', models.CharField(db_comment='The gravest card drawn, removed or not', max_length=6)),
                ('judged', models.CharField(db_comment='Fingerprint of the duty as it was taken over', max_length=32)),
                ('noticed_on', models.DateField(db_comment='预警通知单', null=True)),
                ('suggested_on', models.DateField(db_comment='监察建议书', null=True)),
                ('report_by', models.DateField(db_comment='Last day to report that it was carried out, inclusive', null=True)),
                ('carried_out_on', models.DateField(null=True)),
                ('confirmed_on', models.DateField(null=True)),
                ('explained_on', models.DateField(db_comment='The delay was explained to the public', null=True)),
                ('explanation', models.TextField(blank=True)),
                ('outcome', models.CharField(blank=True, max_length=10)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='approvals.outsidecase')),
                ('duty', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='alert', to='approvals.duty')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='approvals.source')),
                ('supervising_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['source', 'ground'], name='alert_of_source'), models.Index(fields=['rule'], name='alert_of_rule'), models.Index(condition=models.Q(('explained_on__isnull', False)), fields=['explained_on'], name='alert_explained')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ground__in', ['time', 'procedure', 'content', 'fee', 'integrity'])), name='alert_ground_is_one'), models.CheckConstraint(condition=models.Q(('colour__in', ['blue', 'yellow', 'red'])), name='alert_colour_is_one'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'in_time', 'late', 'breach', 'rectified', 'removed'])), name='alert_outcome_is_one'), models.CheckConstraint(condition=models.Q(('suggested_on', None), ('report_by__isnull', False), _connector='OR'), name='alert_suggestion_with_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('explained_on', None), ('explanation', '')), models.Q(('explained_on__isnull', False), models.Q(('explanation', ''), _negated=True)), _connector='OR'), name='alert_explained_in_words')],
            },
            bases=('matters.matter',),
        ),
    ]
