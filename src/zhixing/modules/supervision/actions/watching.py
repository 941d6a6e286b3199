"""What those who watch do: urge, coordinate once, send back, check and close, reopen, propose (S0-37..41, S1-24, S1-25)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Kind, Person, Unit
from zhixing.modules.supervision.actions.opening import OPEN_STATES, limit_must_come
from zhixing.modules.supervision.choices import Method, State
from zhixing.modules.supervision.events.watching import (
    CheckedAndClosed,
    Coordinated,
    Reopened,
    ResponsibleNamed,
    SentBack,
    TransferProposed,
    Urged,
)
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import CHECK, TRANSFER, WATCH
from zhixing.modules.supervision.powers import LEAD as LEAD_POWER
from zhixing.modules.supervision.relations import (
    INDEPENDENT,
    SUPERVISING,
    leaders,
    members_of_lead_unit,
    units_of_jurisdiction,
)


@action(
    SupervisedItem,
    "urge",
    power=WATCH,
    by=SUPERVISING,
    moves=dict.fromkeys([State.ISSUED, State.OBJECTED, State.UNDER_WAY], ""),
    words=w("Urge", "催办"),
    help=w(
        "Remind the units outside the schedule, also those only copied in.",
        "在规定周期之外催办，可同时抄送其他单位。",
    ),
    for_many=True,
)
def urge(
    item: SupervisedItem,
    *,
    text: Annotated[str, Long(1000), Label(w("What is urged", "催办内容"))],
    reply: date | None = None,
    copied_to: Annotated[list[Unit], among(units_of_jurisdiction)] = [],  # noqa: B006  # read, never changed
) -> Urged:
    """Remind the lead unit and whoever is copied in (催办)."""
    assert item.lead_unit is not None  # an issued item has one
    if reply is not None:
        limit_must_come(reply)
    units = [item.lead_unit, *(u for u in copied_to if u.pk != item.lead_unit_id)]
    return Urged(unit_ids=[u.pk for u in units], units=[u.name for u in units], text=text, reply_on=reply)


@action(
    SupervisedItem,
    "coordinate",
    power=LEAD_POWER,
    moves=dict.fromkeys([State.ISSUED, State.OBJECTED, State.UNDER_WAY, State.HELD], ""),
    words=w("Coordinate", "领导协调"),
    help=w("Record the one coordination and its one set of minutes.", "登记一次协调及一份纪要。"),
)
def coordinate(
    item: SupervisedItem,
    *,
    leader: Annotated[Person, among(leaders), Label(w("Leader", "协调领导"))],
    held_on: Annotated[date, Label(w("Held on", "协调日期"))],
    minutes: Annotated[str, Long(10_000)],
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> Coordinated:
    """A leader coordinates once and one set of minutes comes of it (S0-38; the gate holds TH-02)."""
    item.coordination_count += 1
    return Coordinated(leader=leader.name, held_on=held_on, minutes=minutes)


@action(
    SupervisedItem,
    "send_back",
    power=WATCH,
    by=SUPERVISING,
    moves={State.REPORTED: State.UNDER_WAY},
    words=w("Send back", "退回"),
    help=w(
        "The report does not show completion: say what is missing and by when.",
        "办结情况不符合要求：说明缺项和补正时限。",
    ),
)
def send_back(item: SupervisedItem, *, limit_on: date, reason: Annotated[str, Long(2000)]) -> SentBack:
    """Send a report of completion back (退回); what was reported and when stays on record."""
    limit_must_come(limit_on)
    if item.limit_on is None or limit_on > item.limit_on:
        item.limit_on = limit_on
    return SentBack(lead_unit_id=item.lead_unit_id or 0, limit_on=limit_on, reason=reason)


@action(
    SupervisedItem,
    "close",
    power=CHECK,
    by=(SUPERVISING, INDEPENDENT),
    moves={State.REPORTED: State.CLOSED},
    tone="primary",
    words=w("Check and close", "核查销号"),
    help=w(
        "Confirm by an independent check, with evidence, that it is done.", "经独立核查、有据可查后销号。"
    ),
)
def close(
    item: SupervisedItem,
    *,
    method: Method,
    finding: Annotated[str, Long(3000)],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
) -> CheckedAndClosed:
    """Close after an independent check; the unit that did the work cannot close it (S1-24, S1-25)."""
    item.closed_on = clock.today()
    item.evidence_count += len(evidence)
    late = (clock.today() - item.limit_on).days if item.limit_on else 0
    return CheckedAndClosed(method=method, finding=finding, days_late=max(0, late))


@action(
    SupervisedItem,
    "reopen",
    power=CHECK,
    by=SUPERVISING,
    moves={State.CLOSED: State.UNDER_WAY},
    tone="grave",
    words=w("Reopen", "重新办理"),
    help=w("It was closed but is not done: say why and by when.", "已销号但未真正落实：说明原因和新的时限。"),
)
def reopen(item: SupervisedItem, *, limit_on: date, reason: Annotated[str, Long(2000)]) -> Reopened:
    """Reopen a closed item with a limit of its own."""
    limit_must_come(limit_on)
    item.closed_on = None
    item.limit_on = limit_on
    item.reopened_count += 1
    item.progress_percent = min(item.progress_percent, 99)
    return Reopened(
        lead_unit_id=item.lead_unit_id or 0,
        supervising_unit_id=item.supervising_unit_id,
        limit_on=limit_on,
        reason=reason,
    )


def _organs(item: Any, actor: Any) -> QuerySet[Unit]:
    return Unit.objects.existing(clock.today()).filter(kind=Kind.SUPERVISION)


@action(
    SupervisedItem,
    "propose_transfer",
    power=TRANSFER,
    by=SUPERVISING,
    moves=dict.fromkeys(OPEN_STATES, ""),
    tone="grave",
    words=w("Propose transfer", "建议移送"),
    help=w(
        "Overdue or not done as required: propose that the supervision organ takes it up.",
        "逾期或未按要求完成：建议移送监察部门。",
    ),
)
def propose_transfer(
    item: SupervisedItem,
    *,
    organ: Annotated[Unit, among(_organs), Label(w("Supervision organ", "监察部门"))],
    reason: Annotated[str, Long(3000)],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
) -> TransferProposed:
    """Propose a transfer (S0-49, CR-07): the platform proposes, the organ decides."""
    participations.add(item, Standing.OBSERVER, [organ])
    return TransferProposed(to_unit_id=organ.pk, to_unit=organ.name, reason=reason)


@action(
    SupervisedItem,
    "name_responsible",
    power=TRANSFER,
    by=SUPERVISING,
    moves=dict.fromkeys(OPEN_STATES, ""),
    tone="grave",
    words=w("Name the responsible person", "认定责任人"),
    help=w(
        "Buck-passing or inaction was found: name the person, with the facts.",
        "查明推诿扯皮或不作为的，列明责任人和事实。",
    ),
)
def name_responsible(
    item: SupervisedItem,
    *,
    responsible_person: Annotated[Person, among(members_of_lead_unit)],
    conduct: str,
    reason: Annotated[str, Long(3000)],
) -> ResponsibleNamed:
    """Name the person responsible for buck-passing or inaction (S0-41). A finding; what follows is decided elsewhere."""
    return ResponsibleNamed(
        person_id=responsible_person.pk, person=responsible_person.name, conduct=conduct, reason=reason
    )
