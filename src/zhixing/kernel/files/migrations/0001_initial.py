"""Stored files, their uses and their texts.

Locks: none that anybody waits for (new tables). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matters', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(db_comment='Cleaned: no folder, no control or direction mark', max_length=150)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.BigIntegerField(db_comment='Bytes')),
                ('sha256', models.CharField(db_comment="Lower-case hexadecimal; names the content's place", max_length=64)),
                ('brought_at', models.DateTimeField()),
                ('version', models.IntegerField(default=1)),
                ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(db_comment='The version before', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='files.storedfile')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['sha256'], name='file_by_fingerprint'), models.Index(fields=['brought_at'], name='file_by_day'), models.Index(fields=['brought_by', '-id'], name='file_of_account')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='file_is_not_empty'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='file_has_a_fingerprint'), models.CheckConstraint(condition=models.Q(models.Q(('replaces', None), ('version', 1)), models.Q(('replaces__isnull', False), ('version__gt', 1)), _connector='OR'), name='file_first_version_replaces_none'), models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='file_replaces_another')],
            },
        ),
        migrations.CreateModel(
            name='FileText',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='files.storedfile')),
                ('body', models.TextField(blank=True)),
                ('failed', models.CharField(blank=True, db_comment='Code of the refusal, or what broke', max_length=120)),
                ('read_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FileUse',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='matters.event')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='files.storedfile')),
                ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='matters.matter')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('file', 'event'), name='file_once_an_event')],
            },
        ),
    ]
