"""Tables of approval monitoring: outside systems, deliveries, cases, their events in 16 parts, duties and their cards.

Locks: none on existing rows. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


HAPPENED = """
create sequence approvals_happened_id_seq;
create table approvals_happened (
    id bigint not null default nextval('approvals_happened_id_seq'),
    case_id bigint not null,
    kind varchar(200) not null,
    identity uuid not null,
    day integer not null,
    second bigint not null,
    us bigint not null,
    timed boolean not null,
    unit_name varchar(200) not null default '',
    person_name varchar(200) not null default '',
    facts jsonb not null default '{}',
    batch_id bigint not null,
    row bigint not null,
    replaced_in bigint,
    primary key (case_id, id)
) partition by hash (case_id);
create unique index approvals_happened_once on approvals_happened (case_id, identity) where replaced_in is null;
""" + "".join(
    f"create table approvals_happened_{n:02} partition of approvals_happened"
    f" for values with (modulus 16, remainder {n});\n"
    for n in range(16)
)
GONE = "drop table approvals_happened; drop sequence approvals_happened_id_seq;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('matters', '0003_planned_participation'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Happened',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=200)),
                ('identity', models.UUIDField()),
                ('day', models.IntegerField()),
                ('second', models.BigIntegerField()),
                ('us', models.BigIntegerField()),
                ('timed', models.BooleanField(db_comment='Whether the source told a time of day')),
                ('unit_name', models.CharField(blank=True, max_length=200)),
                ('person_name', models.CharField(blank=True, max_length=200)),
                ('facts', models.JSONField(default=dict)),
                ('row', models.BigIntegerField(db_comment='Number of the record in its delivery')),
                ('replaced_in', models.BigIntegerField(db_comment='The batch that said otherwise', null=True)),
            ],
            options={
                'db_table': 'approvals_happened',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='OutsideCase',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.TextField()),
                ('unit_name', models.CharField(blank=True, max_length=200)),
                ('item_name', models.CharField(blank=True, db_comment='What is applied for, as the source says', max_length=300)),
                ('facts', models.JSONField(db_comment='What the mapping reads of the whole case: first value known', default=dict)),
                ('satisfaction', models.SmallIntegerField(db_comment='1 to 5, where the source tells it', null=True)),
                ('began_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('last_on', models.DateField(null=True)),
                ('last_kind', models.CharField(blank=True, max_length=200)),
                ('events', models.IntegerField(default=0)),
                ('path', models.CharField(blank=True, max_length=32)),
                ('judged_at', models.DateTimeField(null=True)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'ended_on'], name='approvals_case_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.IntegerField(db_comment='Counts the deliveries of a source from 1')),
                ('way', models.CharField(db_comment='file, or api', max_length=8)),
                ('name', models.CharField(max_length=200)),
                ('mapping', models.TextField(db_comment='The mapping it is read by')),
                ('state', models.CharField(default='waiting', max_length=8)),
                ('problem', models.JSONField(db_comment='Why it was not loaded: en, zh, way out', null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('done', models.BigIntegerField(default=0)),
                ('of', models.BigIntegerField(default=0)),
                ('records', models.BigIntegerField(default=0)),
                ('believed', models.BigIntegerField(default=0)),
                ('quarantined', models.BigIntegerField(default=0)),
                ('unread', models.BigIntegerField(default=0)),
                ('known', models.BigIntegerField(default=0)),
                ('corrected', models.BigIntegerField(default=0)),
                ('cases', models.BigIntegerField(default=0)),
                ('quality', models.JSONField(db_comment='The quality report (quality.json)', default=dict)),
                ('begun_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.event')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'loading'])), fields=['id'], name='approvals_batch_to_load')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('rule', models.CharField(max_length=80)),
                ('ground', models.CharField(default='time', max_length=10)),
                ('key', models.CharField(max_length=300)),
                ('holder', models.CharField(blank=True, db_comment='Unit or person as the source calls it', max_length=200)),
                ('opened_on', models.DateField()),
                ('first_due_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('provisional', models.BooleanField(default=False)),
                ('state', models.CharField(max_length=12)),
                ('ended_on', models.DateField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('term', models.IntegerField(null=True)),
                ('used', models.IntegerField(null=True)),
                ('counted', models.CharField(blank=True, max_length=14)),
                ('trigger_id', models.BigIntegerField(db_comment='The event (Happened) that began it')),
                ('ended_by', models.BigIntegerField(null=True)),
                ('next_on', models.DateField(null=True)),
                ('judged_for', models.DateField(db_comment='As at the end of this day')),
                ('is_current', models.BooleanField(default=True)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='approvals.outsidecase')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('next_on__isnull', False)), fields=['next_on'], name='approvals_duty_to_check'), models.Index(condition=models.Q(('is_current', True), ('state__in', ['open', 'suspended'])), fields=['unit', 'due_on'], name='approvals_duty_open'), models.Index(fields=['unit', 'ended_on'], include=('rule', 'late'), name='approvals_duty_ended')],
                'constraints': [models.UniqueConstraint(fields=('case', 'key'), name='approvals_duty_once')],
            },
        ),
        migrations.CreateModel(
            name='Quarantined',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('what', models.CharField(db_comment='record, line, date', max_length=8)),
                ('place', models.BigIntegerField(db_comment='Number of the record or line in the delivery, from 1')),
                ('case_number', models.TextField(null=True)),
                ('reason', models.CharField(max_length=30)),
                ('content', models.TextField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held', to='approvals.batch')),
            ],
            options={
                'indexes': [models.Index(fields=['batch', 'reason', 'id'], name='approvals_quarantined_by')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, related_name='%(app_label)s_%(class)s', primary_key=True, serialize=False, to='matters.matter')),
                ('code', models.SlugField(db_comment='Its name in addresses and in the API', max_length=40, unique=True)),
                ('mapping', models.TextField(blank=True)),
                ('mapping_version', models.IntegerField(db_comment='Counts adopted mappings', default=0)),
                ('packs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('watched_from', models.DateField(null=True)),
                ('supervising_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            bases=('matters.matter',),
        ),
        migrations.AddField(
            model_name='outsidecase',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='approvals.source'),
        ),
        migrations.AddField(
            model_name='batch',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='approvals.source'),
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('content', models.TextField(db_comment='The record as JSON')),
                ('brought_by_id', models.BigIntegerField()),
                ('arrived_at', models.DateTimeField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='approvals.source')),
            ],
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_names', to='approvals.source')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'name'), name='approvals_unit_name_once')],
            },
        ),
        migrations.CreateModel(
            name='DutyCard',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('colour', models.CharField(max_length=6)),
                ('drawn_on', models.DateField()),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to='approvals.duty')),
            ],
            options={
                'indexes': [models.Index(fields=['drawn_on', 'id'], name='approvals_duty_card_by_day')],
                'constraints': [models.UniqueConstraint(fields=('duty', 'colour'), name='approvals_duty_card_once')],
            },
        ),
        migrations.CreateModel(
            name='Touched',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='touched', serialize=False, to='approvals.outsidecase')),
                ('since', models.DateTimeField()),
                ('stamp', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['since'], name='approvals_touched_since')],
            },
        ),
        migrations.AddIndex(
            model_name='outsidecase',
            index=models.Index(fields=['source', '-last_on', '-id'], name='approvals_case_recent'),
        ),
        migrations.AddIndex(
            model_name='outsidecase',
            index=models.Index(condition=models.Q(('ended_on', None)), fields=['source'], name='approvals_case_running'),
        ),
        migrations.AddIndex(
            model_name='outsidecase',
            index=models.Index(fields=['source', 'path'], name='approvals_case_path'),
        ),
        migrations.AddConstraint(
            model_name='outsidecase',
            constraint=models.UniqueConstraint(fields=('source', 'number'), name='approvals_case_once'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(fields=('source', 'number'), name='approvals_batch_numbered'),
        ),
        migrations.RunSQL(HAPPENED, GONE),
    ]
