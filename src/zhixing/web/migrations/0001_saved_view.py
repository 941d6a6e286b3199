"""Saved views of ledgers.

Locks: none that anybody waits for (a new table). Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(db_comment="Code of the kind whose ledger it is", max_length=40)),
                ("name", models.CharField(max_length=30)),
                ("query", models.CharField(blank=True, max_length=2000)),
                ("saved_at", models.DateTimeField()),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["saved_at", "id"],
                "constraints": [models.UniqueConstraint(fields=("account", "kind", "name"), name="view_once_a_name")],
            },
        ),
    ]
