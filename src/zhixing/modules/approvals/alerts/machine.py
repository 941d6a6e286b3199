"""What the product does by its own hand: bring a judged duty in, follow when it is judged otherwise, close what is settled.

Only the power `approvals.judge` opens these, and no role has it. The duty and its cards follow the deed (`carrying`).
"""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.modules.approvals.alerts import judged
from zhixing.modules.approvals.alerts.events import AlertClosed, AlertRaised, AlertRejudged
from zhixing.modules.approvals.alerts.refusals import NothingToRaise
from zhixing.modules.approvals.alerts.settling import outcome_of
from zhixing.modules.approvals.models import Alert, Duty
from zhixing.modules.approvals.models.alerts import AlertState, Colour, Outcome
from zhixing.modules.approvals.models.duties import Ground
from zhixing.modules.approvals.powers import JUDGE


def duties(item: Any, actor: Actor) -> QuerySet[Duty]:
    """Every duty with a known unit, with what bringing it in reads; locked, so that two workers bring it in once."""
    found = Duty.objects.filter(unit__isnull=False).select_related(
        "unit", "case__source__supervising_unit", "case__source__jurisdiction"
    )
    return found.select_for_update(no_key=True, of=("self",))


OneDuty = Annotated[Duty, Among(duties)]


@action(
    Alert,
    "raise_alert",
    power=JUDGE,
    opens=True,
    words=w("Raise an alert", "生成预警件"),
    help=w("Done by monitoring itself.", "由电子监察自动生成。"),
)
def raise_alert(*, duty: OneDuty) -> tuple[Alert, AlertRaised]:
    """Bring a duty in that drew a card; NothingToRaise where it has an alert, or none of its cards is due here."""
    today, case, source = clock.today(), duty.case, duty.case.source
    cards = judged.cards_of(duty, None, today)
    colour = judged.gravest(colour for colour, _ in cards)
    reminds = colour == Colour.BLUE and duty.state in judged.RUNNING
    if Alert.objects.filter(duty=duty).exists() or not (colour in judged.REPROACHES or reminds):
        raise NothingToRaise
    assert duty.unit is not None  # `duties` leaves them out
    rule = judged.rule_of(source, duty.rule)
    words = judged.words_of(rule, duty.rule)
    alert = open_matter(
        Alert,
        jurisdiction=source.jurisdiction,
        state=AlertState.RAISED,
        title=f"{source.title}办件{case.number}：{words.text('zh')}"[:300],
        source=source,
        case=case,
        duty=duty,
        supervising_unit=source.supervising_unit,
        rule=duty.rule,
        ground=duty.ground,
        colour=colour,
        judged=judged.fingerprint(duty),
    )
    participations.stand(
        alert,
        {Standing.LEAD: ([duty.unit], []), Standing.SUPERVISOR: ([source.supervising_unit], [])},
    )
    return alert, AlertRaised(
        source=source.title,
        case=case.number,
        rule=duty.rule,
        duty_en=words.text("en"),
        duty_zh=words.text("zh"),
        ground=Ground(duty.ground),
        colour=Colour(colour),
        unit_id=duty.unit.pk,
        unit=duty.unit.name,
        limit_on=duty.due_on,
        answer_by=judged.answer_by(rule, source.jurisdiction_id, today)
        if colour in judged.REPROACHES
        else None,
    )


@action(
    Alert,
    "rejudge",
    power=JUDGE,
    words=w("Follow the judgement", "按判定更新"),
    help=w("Done by monitoring itself.", "由电子监察自动更新。"),
    shown_if=lambda alert: False,
)
def rejudge(alert: Alert) -> AlertRejudged:
    """Follow the duty as it is judged now; a new yellow or red card opens a closed alert again."""
    today = clock.today()
    duty = Duty.objects.select_related("unit", "case__source").get(pk=alert.duty_id)
    mark = judged.fingerprint(duty)
    if mark == alert.judged or duty.unit is None:
        raise NothingToRaise
    there = judged.drawn_here(alert)
    cards = judged.cards_of(duty, alert, today)
    new = [colour for colour, _ in cards if colour not in there]
    reproached = [colour for colour in new if colour in judged.REPROACHES]
    is_reopened = not alert.is_open and bool(reproached)
    if is_reopened:
        alert.state, alert.closed_on, alert.outcome = AlertState.RAISED, None, ""
    alert.colour = judged.gravest({alert.colour, *there, *new})
    alert.judged = mark
    if alert.lead_unit_id != duty.unit_id:
        participations.assign(alert, Standing.LEAD, [duty.unit])
    rule = judged.rule_of(duty.case.source, duty.rule) if reproached else None
    return AlertRejudged(
        state=duty.state,
        limit_on=duty.due_on,
        ended_on=duty.ended_on,
        is_late=duty.late,
        is_void=not duty.is_current,
        colours=new,
        is_reopened=is_reopened,
        unit_id=duty.unit.pk,
        answer_by=judged.answer_by(rule, alert.jurisdiction_id, today) if reproached else None,
    )


@action(
    Alert,
    "conclude",
    power=JUDGE,
    moves={
        AlertState.RAISED: AlertState.CLOSED,
        AlertState.NOTICED: AlertState.CLOSED,
        AlertState.SETTLED: AlertState.CLOSED,
    },
    words=w("Close what is settled", "自动办结"),
    help=w("Done by monitoring itself.", "由电子监察自动办结。"),
    shown_if=lambda alert: False,
)
def conclude(alert: Alert) -> AlertClosed:
    """Close an alert of which nothing is left to do; NothingToRaise where something waits for a person."""
    outcome = outcome_of(alert)
    if outcome is None:
        raise NothingToRaise
    alert.closed_on, alert.outcome = clock.today(), outcome
    return AlertClosed(outcome=Outcome(outcome))
