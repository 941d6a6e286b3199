"""Obligations, wakes and cards.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matters', '0001_initial'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=200)),
                ('rule', models.CharField(max_length=80)),
                ('clock', models.CharField(default='step', max_length=6)),
                ('period', models.CharField(blank=True, max_length=20)),
                ('state', models.CharField(default='open', max_length=12)),
                ('opened_on', models.DateField()),
                ('first_due_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('provisional', models.BooleanField(default=False)),
                ('ended_on', models.DateField(null=True)),
                ('closed_on', models.DateField(db_comment='Set when it stops running, whatever the reason', null=True)),
                ('is_late', models.BooleanField(db_comment='Met or ended after due_on', default=False)),
                ('terms', models.JSONField(default=dict)),
                ('next_check_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.event')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='matters.matter')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('trigger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.event')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(condition=models.Q(('closed_on', None)), fields=['matter'], name='obligation_open_of_matter'), models.Index(condition=models.Q(('closed_on', None)), fields=['next_check_at', 'id'], name='obligation_to_check'), models.Index(condition=models.Q(('closed_on', None)), fields=['unit', 'due_on'], name='obligation_open_of_unit'), models.Index(fields=['unit', 'ended_on'], include=('is_late', 'state'), name='obligation_ended_of_unit')],
                'constraints': [models.UniqueConstraint(fields=('matter', 'key'), name='obligation_once')],
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('colour', models.CharField(max_length=6)),
                ('drawn_on', models.DateField()),
                ('for_due_on', models.DateField(db_comment='The due day it was drawn for', null=True)),
                ('state', models.CharField(default='drawn', max_length=12)),
                ('answer_due_on', models.DateField(null=True)),
                ('answered_on', models.DateField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('is_objective', models.BooleanField(db_comment='The cause lay outside the unit, as found', null=True)),
                ('challenged_on', models.DateField(null=True)),
                ('challenge', models.TextField(blank=True)),
                ('decided_on', models.DateField(null=True)),
                ('decision', models.TextField(blank=True)),
                ('removal_proposed_on', models.DateField(db_comment='The duty turned out to be met in time', null=True)),
                ('escalated_on', models.DateField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('escalated_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='matters.matter')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='obligations.obligation')),
            ],
            options={
                'ordering': ['-drawn_on', '-id'],
                'indexes': [models.Index(fields=['matter'], name='card_of_matter'), models.Index(fields=['unit', '-drawn_on'], name='card_of_unit'), models.Index(condition=models.Q(('escalated_on', None), ('state', 'drawn')), fields=['answer_due_on'], name='card_unanswered')],
                'constraints': [models.UniqueConstraint(fields=('obligation', 'colour', 'for_due_on'), name='card_once_a_colour_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Wake',
            fields=[
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='wake', serialize=False, to='matters.matter')),
                ('on', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['on'], name='wake_on')],
            },
        ),
    ]
