"""Scores of a period find their duties by the day of their answer.

Locks: approvals_duty against writing while the index is made. Rows touched: none. Reversible: yes. Rerunnable: yes.
"""

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('approvals', '0004_scores'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(models.Case(models.When(late=True, then=models.F('due_on')), default=django.db.models.functions.comparison.Coalesce('ended_on', 'due_on', output_field=models.DateField()), output_field=models.DateField()), condition=models.Q(('is_current', True)), name='approvals_duty_answered'),
        ),
    ]
