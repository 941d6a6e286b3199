"""Notices, their readers, mailings, preferences, subscriptions and deliveries.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('matters', '0002_append_only'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('addressee', models.GeneratedField(db_comment="Unit id, or person id as a negative number, as in a matter's audience", db_persist=True, expression=django.db.models.functions.comparison.Coalesce(models.F('unit_id'), django.db.models.expressions.CombinedExpression(models.F('person_id'), '*', models.Value(-1))), output_field=models.BigIntegerField())),
                ('kind', models.CharField(max_length=60)),
                ('zh', models.TextField()),
                ('en', models.TextField()),
                ('urgency', models.CharField(default='plain', max_length=8)),
                ('is_confidential', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.event')),
                ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='matters.matter')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['addressee', '-id'], name='notice_of_addressee')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('unit', None)), models.Q(('person', None), ('unit__isnull', False)), _connector='OR'), name='notice_has_one_addressee'), models.CheckConstraint(condition=models.Q(models.Q(('zh', ''), _negated=True), models.Q(('en', ''), _negated=True)), name='notice_speaks_both_languages')],
            },
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('mailed_at', models.DateTimeField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.notice')),
            ],
            options={
                'indexes': [models.Index(fields=['notice'], name='mailing_of_notice')],
                'constraints': [models.UniqueConstraint(fields=('account', 'notice'), name='mailing_once')],
            },
        ),
        migrations.CreateModel(
            name='NoticeRead',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('read_at', models.DateTimeField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='notices.notice')),
            ],
            options={
                'indexes': [models.Index(fields=['notice'], name='notice_read_of_notice')],
                'constraints': [models.UniqueConstraint(fields=('account', 'notice'), name='notice_read_once')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('email', models.BooleanField(default=True)),
                ('pace', models.CharField(default='digest', max_length=8)),
                ('language', models.CharField(default='zh', max_length=2)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['zh', 'en'])), name='preference_language_known')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('url', models.CharField(max_length=500)),
                ('secret', models.CharField(db_comment='Signs each delivery; shown to people once', max_length=80)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('unit', 'url'), name='subscription_once_a_unit_and_address')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('attempts', models.IntegerField(default=0)),
                ('status', models.IntegerField(db_comment='HTTP status of the last answer', null=True)),
                ('error', models.CharField(blank=True, max_length=200)),
                ('tried_at', models.DateTimeField(null=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.notice')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='notices.subscription')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'delivered'), _negated=True), fields=['-id'], name='delivery_not_delivered')],
                'constraints': [models.UniqueConstraint(fields=('subscription', 'notice'), name='delivery_once')],
            },
        ),
    ]
