"""Expand: up to where each account has read its inbox.

Locks: none that anybody waits for (a new table). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('notices', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadThrough',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('through', models.BigIntegerField(db_comment="A notice's id; every one up to it counts as read")),
            ],
        ),
    ]
