"""Tables of major decisions, hearings, the pool of experts, and what a procedure leaves behind.

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
            name='Expert',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('trade', models.CharField(max_length=12)),
                ('institution', models.CharField(db_comment='Where the expert works', max_length=120)),
                ('speciality', models.CharField(blank=True, max_length=200)),
                ('is_adviser', models.BooleanField(db_comment='Appointed legislative adviser (S2.4-06)', default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['trade'], name='expert_by_trade')],
            },
            bases=('matters.matter',),
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('topics', models.TextField()),
                ('place', models.CharField(max_length=200)),
                ('planned_on', models.DateField()),
                ('seats', models.SmallIntegerField(db_comment='How many participants are chosen')),
                ('sign_up_until', models.DateField(db_comment='Last day to sign up, inclusive')),
                ('noticed_on', models.DateField(null=True)),
                ('named_on', models.DateField(db_comment='List of participants made public', null=True)),
                ('papers_on', models.DateField(db_comment='Papers reached the last participant', null=True)),
                ('held_on', models.DateField(null=True)),
                ('presided_by', models.CharField(blank=True, max_length=80)),
                ('record', models.TextField(blank=True)),
                ('report', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('sign_up_until__lt', models.F('planned_on'))), name='hearing_after_its_sign_up'), models.CheckConstraint(condition=models.Q(('held_on', None), models.Q(('record', ''), _negated=True), _connector='OR'), name='hearing_held_has_a_record'), models.CheckConstraint(condition=models.Q(('seats__gt', 0)), name='hearing_has_seats')],
            },
            bases=('matters.matter',),
        ),
        migrations.CreateModel(
            name='MajorDecision',
            fields=[
                ('matter_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='%(app_label)s_%(class)s', serialize=False, to='matters.matter')),
                ('problem', models.TextField(db_comment='What is to be decided and why')),
                ('matter_class', models.CharField(blank=True, max_length=20)),
                ('matter_kind', models.CharField(blank=True, max_length=20)),
                ('sphere', models.CharField(blank=True, max_length=10)),
                ('forum', models.CharField(blank=True, db_comment='The meeting it is to go to', max_length=12)),
                ('classed_by', models.CharField(blank=True, max_length=80)),
                ('classed_on', models.DateField(null=True)),
                ('is_major', models.BooleanField(null=True)),
                ('vital_interests', models.BooleanField(db_comment='Touches vital interests of the public', null=True)),
                ('local_or_trade', models.BooleanField(null=True)),
                ('is_specialised', models.BooleanField(null=True)),
                ('may_harm_stability', models.BooleanField(null=True)),
                ('touches_market', models.BooleanField(null=True)),
                ('is_exploratory_reform', models.BooleanField(null=True)),
                ('to_congress', models.BooleanField(db_comment="Goes on to the People's Congress", null=True)),
                ('draft_count', models.SmallIntegerField(db_comment='Versions of the draft so far', default=0)),
                ('disagreeing', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), db_comment='Units that disagree', default=list, size=None)),
                ('dispute', models.TextField(blank=True, db_comment='Issues, views of the units, own view and its grounds')),
                ('comment_text', models.TextField(blank=True)),
                ('comment_opened_on', models.DateField(null=True)),
                ('comment_until', models.DateField(db_comment='Last day for comments, inclusive', null=True)),
                ('comment_shortened_because', models.TextField(blank=True)),
                ('comment_closed_on', models.DateField(null=True)),
                ('comment_summary', models.TextField(blank=True)),
                ('legality', models.CharField(blank=True, max_length=10)),
                ('legality_sent_on', models.DateField(null=True)),
                ('legality_due_on', models.DateField(null=True)),
                ('legality_opinion', models.TextField(blank=True)),
                ('risk_stated', models.TextField(blank=True, db_comment='The risk of an exploratory reform, as stated')),
                ('risk', models.CharField(blank=True, max_length=14)),
                ('risk_level', models.CharField(blank=True, max_length=6)),
                ('main_appraisers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None)),
                ('tabled_on', models.DateField(null=True)),
                ('discussed_on', models.DateField(db_comment='First discussed in a meeting', null=True)),
                ('decided_on', models.DateField(null=True)),
                ('decided_in', models.CharField(blank=True, max_length=12)),
                ('decision_text', models.TextField(blank=True)),
                ('is_public', models.BooleanField(default=True)),
                ('reported_to_party_on', models.DateField(null=True)),
                ('issued_on', models.DateField(null=True)),
                ('published_on', models.DateField(null=True)),
                ('archived_on', models.DateField(null=True)),
                ('execute_by', models.DateField(db_comment='Last day for carrying it out, inclusive', null=True)),
                ('begun_on', models.DateField(null=True)),
                ('trouble_open', models.BooleanField(default=False)),
                ('trouble_reported', models.BooleanField(default=False)),
                ('change_proposed_on', models.DateField(null=True)),
                ('change_count', models.SmallIntegerField(default=0)),
                ('evaluator', models.CharField(blank=True, max_length=120)),
                ('evaluation', models.TextField(blank=True)),
                ('evaluated_on', models.DateField(null=True)),
                ('deciding_unit', models.ForeignKey(db_comment='决策机关', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('executing_units', models.ManyToManyField(related_name='+', to='organisation.unit')),
                ('legal_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('tracker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            bases=('matters.matter',),
            options={
                'indexes': [models.Index(fields=['matter_class'], name='decision_by_class'), models.Index(fields=['comment_until'], name='decision_by_comment_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('comment_until', None), ('comment_until__gt', models.F('comment_opened_on')), _connector='OR'), name='decision_comment_ends_after_it_opens'), models.CheckConstraint(condition=models.Q(('decided_on', None), models.Q(('decision_text', ''), _negated=True), _connector='OR'), name='decision_made_has_its_text'), models.CheckConstraint(condition=models.Q(('published_on', None), ('decided_on__lte', models.F('published_on')), _connector='OR'), name='decision_published_when_decided')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('liability', models.TextField(blank=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='decisions.majordecision')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'name'), name='link_once_a_decision')],
            },
        ),
        migrations.CreateModel(
            name='Deviation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField()),
                ('found_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('is_founded', models.BooleanField(null=True)),
                ('outcome', models.TextField(blank=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deviations', to='decisions.majordecision')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('is_founded', None)), models.Q(('ended_on__gte', models.F('found_on')), ('is_founded__isnull', False)), _connector='OR'), name='deviation_ends_with_a_finding')],
            },
        ),
        migrations.CreateModel(
            name='Observer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('observer_class', models.CharField(max_length=14)),
                ('invited_on', models.DateField()),
                ('told_on', models.DateField(db_comment='Told beforehand what will be discussed', null=True)),
                ('attended_on', models.DateField(null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observers', to='decisions.majordecision')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'name'), name='observer_once_a_decision')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('capacity', models.CharField(max_length=12)),
                ('contact', models.CharField(blank=True, max_length=120)),
                ('standpoint', models.TextField(blank=True)),
                ('signed_up_at', models.DateTimeField()),
                ('is_chosen', models.BooleanField(default=False)),
                ('view', models.TextField(blank=True, db_comment='What was said at the hearing')),
                ('treatment', models.CharField(blank=True, max_length=12)),
                ('answer', models.TextField(blank=True)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='decisions.hearing')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('treatment', ''), models.Q(('answer', ''), _negated=True), _connector='OR'), name='view_treated_with_a_reason'), models.CheckConstraint(condition=models.Q(('view', ''), ('is_chosen', True), _connector='OR'), name='view_of_a_participant')],
            },
        ),
        migrations.CreateModel(
            name='PublicComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('contact', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField()),
                ('received_at', models.DateTimeField()),
                ('treatment', models.CharField(blank=True, max_length=12)),
                ('answer', models.TextField(blank=True)),
                ('answered_on', models.DateField(null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='decisions.majordecision')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('treatment', ''), models.Q(('answer', ''), _negated=True), _connector='OR'), name='comment_treated_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draw', models.SmallIntegerField(db_comment='Which draw of this decision, from 1')),
                ('drawn_on', models.DateField()),
                ('is_interested', models.BooleanField(db_comment='Direct interest in the matter, as declared', null=True)),
                ('recused_on', models.DateField(null=True)),
                ('stance', models.CharField(blank=True, max_length=8)),
                ('opinion', models.TextField(blank=True)),
                ('opinion_on', models.DateField(null=True)),
                ('treatment', models.CharField(blank=True, max_length=12)),
                ('answer', models.TextField(blank=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='decisions.majordecision')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='decisions.expert')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'expert'), name='seat_once_a_decision'), models.CheckConstraint(condition=models.Q(('recused_on', None), ('opinion_on', None), _connector='OR'), name='seat_recused_gives_no_opinion'), models.CheckConstraint(condition=models.Q(('treatment', ''), models.Q(('answer', ''), _negated=True), _connector='OR'), name='seat_treated_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('done_on', models.DateField()),
                ('done_by', models.CharField(max_length=120)),
                ('summary', models.TextField()),
                ('file_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_comment='Stored files that prove it', default=list, size=None)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='decisions.majordecision')),
            ],
            options={
                'ordering': ['done_on', 'id'],
                'indexes': [models.Index(fields=['decision', 'kind'], name='step_of_decision')],
                'constraints': [models.CheckConstraint(condition=models.Q(('file_ids__len__gt', 0)), name='step_has_evidence')],
            },
        ),
    ]
