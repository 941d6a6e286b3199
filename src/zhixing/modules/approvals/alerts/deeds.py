"""What people decide about alerts. Cards are answered, challenged and removed by the actions of every matter."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions import handing
from zhixing.kernel.actions.parameters import FileId, Label, Long
from zhixing.kernel.actions.register import action
from zhixing.modules.approvals.alerts import settling
from zhixing.modules.approvals.alerts.events import (
    AlertClosed,
    DelayExplained,
    NoticeIssued,
    SuggestionCarriedOut,
    SuggestionConfirmed,
    SuggestionIssued,
    SuggestionSentBack,
)
from zhixing.modules.approvals.alerts.refusals import (
    CardsUnsettled,
    DutyStillRuns,
    NoReproach,
    NotGraveEnough,
    NothingSuggested,
    NothingToExplain,
    ReportDayPassed,
    SuggestionOpen,
)
from zhixing.modules.approvals.alerts.relations import HOLDING, WATCHING
from zhixing.modules.approvals.models import Alert
from zhixing.modules.approvals.models.alerts import AlertState, Colour, Outcome
from zhixing.modules.approvals.models.duties import Ground
from zhixing.modules.approvals.powers import ANSWER, WATCH

WARNED = {state: "" for state in AlertState if state != AlertState.CLOSED}


@action(
    Alert,
    "issue_notice",
    power=WATCH,
    by=WATCHING,
    moves={AlertState.RAISED: AlertState.NOTICED},
    tone="primary",
    words=w("Issue a warning notice", "制发预警通知单"),
    help=w(
        "The unit is told in writing what is late or wrong, on what basis.", "书面告知超时或违规情况及依据。"
    ),
    for_many=True,
)
def issue_notice(alert: Alert, *, demand: Annotated[str, Long(2000)]) -> NoticeIssued:
    """Warn in writing (预警通知单); refused where no yellow or red card stands (NoReproach)."""
    _must_be_reproached(alert)
    alert.noticed_on = clock.today()
    return NoticeIssued(**_holder(alert), demand=demand)


@action(
    Alert,
    "issue_suggestion",
    power=WATCH,
    by=WATCHING,
    moves={
        AlertState.RAISED: AlertState.SUGGESTED,
        AlertState.NOTICED: AlertState.SUGGESTED,
        AlertState.SETTLED: AlertState.SUGGESTED,
    },
    tone="grave",
    words=w("Issue a supervision suggestion", "制发监察建议书"),
    help=w(
        "For a red card, or a breach of procedure, content, fee or integrity.",
        "适用于红牌，或流程、内容、收费、廉政方面的违规。",
    ),
)
def issue_suggestion(
    alert: Alert,
    *,
    finding: Annotated[str, Long(3000)],
    suggestions: list[str],
    report_by: date,
) -> SuggestionIssued:
    """Suggest in writing what to put right (监察建议书), to be reported on by a day that has not passed."""
    cards = _must_be_reproached(alert)
    if alert.ground == Ground.TIME and not any(card.colour == Colour.RED for card in cards):
        raise NotGraveEnough(number=alert.number)
    points = [point for point in suggestions if point.strip()]
    if not points:
        raise NothingSuggested
    _must_be_ahead(report_by)
    alert.suggested_on, alert.report_by = clock.today(), report_by
    alert.carried_out_on = alert.confirmed_on = None
    return SuggestionIssued(
        **_holder(alert),
        finding=finding,
        suggestions=points,
        report_by=report_by,
    )


@action(
    Alert,
    "report_carried_out",
    power=ANSWER,
    by=HOLDING,
    moves={AlertState.SUGGESTED: AlertState.REPORTED},
    tone="primary",
    words=w("Report how it was carried out", "报送整改情况"),
    help=w("What was done on each point of the suggestion.", "逐条说明监察建议的落实情况。"),
)
def report_carried_out(
    alert: Alert,
    *,
    result: Annotated[str, Long(5000)],
    attachments: Annotated[list[FileId], Label(w("Attachments", "附件"))] = [],  # noqa: B006  # read, never changed
) -> SuggestionCarriedOut:
    """Report what was put right; it counts once it is confirmed."""
    alert.carried_out_on = clock.today()
    return SuggestionCarriedOut(
        **_holder(alert), supervising_unit_id=alert.supervising_unit_id, result=result
    )


@action(
    Alert,
    "confirm_carried_out",
    power=WATCH,
    by=WATCHING,
    moves={AlertState.REPORTED: AlertState.SETTLED},
    tone="primary",
    words=w("Confirm", "确认整改"),
    help=w("What was checked, and how.", "说明核实的方式和结果。"),
)
def confirm_carried_out(alert: Alert, *, confirmation: Annotated[str, Long(2000)]) -> SuggestionConfirmed:
    """Confirm that the suggestion was carried out."""
    alert.confirmed_on = clock.today()
    return SuggestionConfirmed(finding=confirmation)


@action(
    Alert,
    "send_back",
    power=WATCH,
    by=WATCHING,
    moves={AlertState.REPORTED: AlertState.SUGGESTED},
    words=w("Send back", "退回继续整改"),
    help=w("Say what is still missing, and by when.", "说明尚未落实之处和重新报送的时限。"),
)
def send_back(alert: Alert, *, reason: Annotated[str, Long(2000)], report_by: date) -> SuggestionSentBack:
    """Send a report back; it is reported on anew by a day that has not passed."""
    _must_be_ahead(report_by)
    alert.carried_out_on, alert.report_by = None, report_by
    return SuggestionSentBack(unit_id=_holder(alert)["unit_id"], reason=reason, report_by=report_by)


@action(
    Alert,
    "explain_delay",
    power=ANSWER,
    by=HOLDING,
    moves=WARNED,
    words=w("Explain the delay to the public", "公开说明超时理由"),
    help=w(
        "The text is shown on the public pages as it stands here: name no applicant.",
        "文字将在门户原样公开，请勿写明申请人。",
    ),
    shown_if=lambda alert: alert.ground == Ground.TIME and alert.explained_on is None,
)
def explain_delay(alert: Alert, *, explanation: Annotated[str, Long(1000)]) -> DelayExplained:
    """Say publicly why a promise was not kept (优化营商环境条例第三十六条); only of a delay that stands, once."""
    is_delay = alert.ground == Ground.TIME and bool(settling.standing(settling.reproaches(alert)))
    if not is_delay or alert.explained_on is not None:
        raise NothingToExplain(number=alert.number)
    alert.explained_on, alert.explanation = clock.today(), explanation
    return DelayExplained(unit=_holder(alert)["unit"], explanation=explanation)


@action(
    Alert,
    "close",
    power=WATCH,
    by=WATCHING,
    moves={state: AlertState.CLOSED for state in AlertState if state != AlertState.CLOSED},
    words=w("Close the alert", "办结预警件"),
    help=w("When the case is done and every card is settled.", "办件已办结、各预警牌均已了结后办结。"),
)
def close(alert: Alert, *, conclusion: Annotated[str, Long(2000)]) -> AlertClosed:
    """Close by hand; refused while the duty runs, a card waits, or a suggestion is out whose cards still stand."""
    cards = settling.reproaches(alert)
    if not settling.has_ended(alert):
        raise DutyStillRuns(source=alert.source.title)
    if waiting := settling.unsettled(cards):
        raise CardsUnsettled(number=alert.number, n=len(waiting))
    is_out = alert.suggested_on is not None and alert.confirmed_on is None
    if is_out and settling.standing(cards):
        raise SuggestionOpen(number=alert.number)
    outcome = settling.outcome_by_hand(alert)
    alert.closed_on, alert.outcome = clock.today(), outcome
    return AlertClosed(outcome=Outcome(outcome), conclusion=conclusion)


hand_on = handing.declare(Alert, power=WATCH, by=WATCHING, moves=WARNED)


def _must_be_reproached(alert: Alert) -> list[Any]:
    cards = settling.standing(settling.reproaches(alert))
    if not cards:
        raise NoReproach(number=alert.number)
    return cards


def _must_be_ahead(day: date) -> None:
    if day < clock.today():
        raise ReportDayPassed(day=day)


def _holder(alert: Alert) -> dict[str, Any]:
    assert alert.lead_unit is not None  # an alert is raised for a unit
    return {"unit_id": alert.lead_unit.pk, "unit": alert.lead_unit.name}
