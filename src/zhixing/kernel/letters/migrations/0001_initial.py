"""Issued papers.

Locks: none that anybody waits for (a new table). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matters', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('number', models.CharField(max_length=60, null=True, unique=True)),
                ('agency_code', models.CharField(max_length=20, null=True)),
                ('year', models.SmallIntegerField(null=True)),
                ('serial', models.IntegerField(null=True)),
                ('title', models.CharField(max_length=300)),
                ('event_id', models.BigIntegerField(db_comment='The event of the matter by which it was issued', null=True)),
                ('issued_on', models.DateField()),
                ('issued_by', models.CharField(db_comment='Name of the person or service account, as on that day', max_length=100)),
                ('paper', models.JSONField(db_comment='letters.coding.to_plain: the original, from which every form is rendered')),
                ('fingerprint', models.CharField(db_comment="SHA-256 of the paper's canonical JSON", max_length=64)),
                ('voided_on', models.DateField(null=True)),
                ('void_reason', models.CharField(max_length=300, null=True)),
                ('matter', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='matters.matter')),
            ],
            options={
                'ordering': ['-issued_on', '-id'],
                'indexes': [models.Index(fields=['matter', 'id'], name='letter_by_matter'), models.Index(fields=['-issued_on', '-id'], name='letter_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agency_code', None), ('number', None), ('serial', None), ('year', None)), models.Q(('agency_code__isnull', False), ('number__isnull', False), ('serial__gte', 1), ('year__isnull', False)), _connector='OR'), name='letter_number_is_whole'), models.CheckConstraint(condition=models.Q(('fingerprint__regex', '^[0-9a-f]{64}$')), name='letter_fingerprint_is_sha256'), models.CheckConstraint(condition=models.Q(models.Q(('void_reason', None), ('voided_on', None)), models.Q(('void_reason__regex', '\\S'), ('voided_on__gte', models.F('issued_on'))), _connector='OR'), name='letter_void_has_reason'), models.UniqueConstraint(fields=('agency_code', 'year', 'serial'), name='letter_serial_given_once')],
            },
        ),
    ]
