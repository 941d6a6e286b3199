"""Tables of meetings: the meeting, who is asked, the agenda, what each member said.

Locks: none on existing rows. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matters', '0003_planned_participation'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('sort', models.CharField(max_length=60)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('planned_at', models.DateTimeField()),
                ('notified_on', models.DateField(null=True)),
                ('held_on', models.DateField(null=True)),
                ('minutes', models.TextField(blank=True)),
                ('minuted_on', models.DateField(null=True)),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organiser', models.ForeignKey(db_comment='Who convenes it and keeps its record', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            bases=('matters.matter',),
            options={
                'indexes': [models.Index(fields=['sort', '-planned_at'], name='meeting_by_sort'), models.Index(fields=['organiser'], name='meeting_by_organiser')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('minuted_on', None), ('minutes', '')), models.Q(('held_on__isnull', False), ('minuted_on__gte', models.F('held_on'))), _connector='OR'), name='meeting_minuted_after_held')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('place', models.IntegerField(default=0)),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('decision', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True, db_comment='Why it goes against what most members said')),
                ('taken_off', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tabled', to='matters.matter')),
                ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='meetings.meeting')),
            ],
            options={
                'ordering': ['meeting_id', 'place', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('matter__isnull', False), ('taken_off', False)), fields=('meeting', 'matter'), name='agenda_item_once')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('capacity', models.CharField(blank=True, db_comment='职务或身份，如：人大代表', max_length=100)),
                ('is_present', models.BooleanField(db_comment='Unknown until the meeting was held', null=True)),
                ('absence', models.CharField(blank=True, max_length=200)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='meetings.meeting')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'ordering': ['meeting_id', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('meeting', 'person'), name='seat_once'), models.UniqueConstraint(condition=models.Q(('role', 'chair')), fields=('meeting',), name='seat_one_chair')],
            },
        ),
        migrations.CreateModel(
            name='View',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(max_length=10)),
                ('text', models.TextField(blank=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to='meetings.agendaitem')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to='meetings.seat')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('item', 'seat'), name='view_once')],
            },
        ),
    ]
