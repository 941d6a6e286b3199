"""Changes of rules that wait for a second person.

Locks: none, a new table. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('administration', '0001_calendar_proposals'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RuleProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=10)),
                ('rule', models.CharField(blank=True, max_length=80)),
                ('from_on', models.DateField(null=True)),
                ('amount', models.IntegerField(null=True)),
                ('unit', models.CharField(blank=True, max_length=15)),
                ('setting', models.CharField(blank=True, max_length=60)),
                ('option', models.CharField(blank=True, max_length=60)),
                ('packs', models.JSONField(default=list)),
                ('reason', models.CharField(max_length=200)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('is_confirmed', models.BooleanField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_confirmed', True), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='rules_confirmed_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('from_on__isnull', False), ('what', 'value'), models.Q(('rule', ''), _negated=True), models.Q(('unit', ''), _negated=True)), models.Q(('amount', None), ('from_on__isnull', False), ('what', 'undo'), models.Q(('rule', ''), _negated=True)), models.Q(('what', 'choice'), models.Q(('setting', ''), _negated=True), models.Q(('option', ''), _negated=True)), ('what', 'packs'), _connector='OR'), name='rule_proposal_is_whole')],
            },
        ),
    ]
