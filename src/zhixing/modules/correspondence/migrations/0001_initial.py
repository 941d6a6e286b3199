"""Tables of incoming documents, documents of one's own, deliveries with receipt, and standing duties.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
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
            name='Delivery',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('source_number', models.CharField(blank=True, db_comment='发文字号', max_length=60)),
                ('text', models.TextField(blank=True)),
                ('delivered_on', models.DateField(null=True)),
                ('receipt_due_on', models.DateField(db_comment='Receipt is asked for by this day, inclusive', null=True)),
                ('reminded_count', models.SmallIntegerField(default=0)),
                ('issuing_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('delivered_on', None), ('receipt_due_on__gte', models.F('delivered_on')), _connector='OR'), name='delivery_receipt_after_delivery')],
            },
            bases=('matters.matter',),
        ),
        migrations.CreateModel(
            name='IncomingDocument',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('sender', models.CharField(db_comment='发文机关', max_length=200)),
                ('document_number', models.CharField(blank=True, db_comment='发文字号', max_length=60)),
                ('received_as', models.CharField(max_length=600)),
                ('document_kind', models.CharField(db_comment='文种', default='letter', max_length=16)),
                ('urgency', models.CharField(default='plain', max_length=12)),
                ('dated_on', models.DateField(db_comment='成文日期')),
                ('received_on', models.DateField()),
                ('signer', models.CharField(blank=True, db_comment='签发人', max_length=80)),
                ('addressees', models.CharField(blank=True, db_comment='主送机关', max_length=200)),
                ('copied_to', models.CharField(blank=True, db_comment='抄送机关', max_length=200)),
                ('copies', models.IntegerField(db_comment='份数', default=1)),
                ('text', models.TextField(blank=True)),
                ('accepted_on', models.DateField(null=True)),
                ('within_authority', models.BooleanField(null=True)),
                ('authority_reason', models.TextField(blank=True)),
                ('checked_on', models.DateField(null=True)),
                ('missing', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('returned_count', models.SmallIntegerField(default=0)),
                ('submitted_on', models.DateField(null=True)),
                ('submitted_to', models.CharField(blank=True, max_length=200)),
                ('review', models.CharField(blank=True, default='', max_length=10)),
                ('review_asked_on', models.DateField(null=True)),
                ('reviewed_on', models.DateField(null=True)),
                ('outcome', models.CharField(blank=True, default='', max_length=8)),
                ('agreement', models.CharField(blank=True, default='', max_length=6)),
                ('handler', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('receiving_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('sender_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['document_number'], name='incoming_by_number'), models.Index(condition=models.Q(('reviewed_on', None), models.Q(('review', ''), _negated=True)), fields=['review', 'review_asked_on'], name='incoming_awaiting_review')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('received_as', ''), _negated=True), fields=('receiving_unit', 'received_as'), name='incoming_document_registered_once'), models.CheckConstraint(condition=models.Q(('received_on__gte', models.F('dated_on'))), name='incoming_after_its_date'), models.CheckConstraint(condition=models.Q(('copies__gte', 1)), name='incoming_at_least_one_copy'), models.CheckConstraint(condition=models.Q(models.Q(('within_authority', False), _negated=True), models.Q(('authority_reason', ''), _negated=True), _connector='OR'), name='incoming_beyond_with_a_reason'), models.CheckConstraint(condition=models.Q(('review__in', ['', 'planning', 'land'])), name='incoming_review_is_one'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'done', 'refused', 'filed'])), name='incoming_outcome_is_one')],
            },
            bases=('matters.matter',),
        ),
        migrations.CreateModel(
            name='OutgoingDocument',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('direction', models.CharField(db_comment='行文方向', max_length=10)),
                ('document_kind', models.CharField(db_comment='文种', max_length=16)),
                ('urgency', models.CharField(default='plain', max_length=12)),
                ('addressee', models.CharField(db_comment='主送机关', max_length=200)),
                ('copied_to', models.CharField(blank=True, db_comment='抄送机关', max_length=200)),
                ('copies', models.IntegerField(db_comment='份数', default=1)),
                ('body', models.TextField(blank=True)),
                ('drafter_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('consultation_count', models.SmallIntegerField(default=0)),
                ('signed_on', models.DateField(null=True)),
                ('delivered_on', models.DateField(null=True)),
                ('last_followed_on', models.DateField(null=True)),
                ('progress', models.TextField(blank=True, db_comment='The last follow-up entry, for lists and the weekly report')),
                ('agreement', models.CharField(blank=True, default='', max_length=6)),
                ('counterpart', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('follower', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('issuing_unit', models.ForeignKey(db_comment='发文机关', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('signed_by', models.ForeignKey(db_comment='签发人', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['direction', 'delivered_on'], name='outgoing_by_direction')],
                'constraints': [models.CheckConstraint(condition=models.Q(('direction__in', ['upward', 'parallel', 'outward', 'downward'])), name='outgoing_direction_is_one'), models.CheckConstraint(condition=models.Q(('document_kind__in', ['resolution', 'decision', 'order', 'communique', 'proclamation', 'public_notice', 'opinion', 'notice', 'circular', 'report', 'request', 'reply', 'motion', 'letter', 'minutes'])), name='outgoing_kind_is_one'), models.CheckConstraint(condition=models.Q(('copies__gte', 1)), name='outgoing_at_least_one_copy'), models.CheckConstraint(condition=models.Q(('delivered_on', None), models.Q(('follower__isnull', False), ('signed_on__isnull', False)), _connector='OR'), name='outgoing_delivered_when_signed_and_followed')],
            },
            bases=('matters.matter',),
        ),
        migrations.CreateModel(
            name='StandingDuty',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('duty', models.CharField(max_length=16)),
                ('last_done_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('duty__in', ['tracking_report', 'planning_review', 'land_review'])), name='standing_duty_is_one'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('unit', 'duty'), name='standing_duty_runs_once')],
            },
            bases=('matters.matter',),
        ),
    ]
