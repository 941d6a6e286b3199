"""What can be decided about efficiency scores: freeze, object, decide, correct, publish or not (S3-12, S0-43, G-34)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w, written_out
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models import (
    Counted,
    OutsideCase,
    ScoreObjection,
    ScoreSnapshot,
    ScoreTable,
    Source,
    Touched,
)
from zhixing.modules.approvals.models.scores import ObjectionState, ScoreState
from zhixing.modules.approvals.powers import OBJECT, PUBLISH, SCORE
from zhixing.modules.approvals.scores.events import (
    PublicationDecided,
    PublicationDeclined,
    ScoreObjected,
    ScoreObjectionDecided,
    ScoresCorrected,
    ScoresFrozen,
)
from zhixing.modules.approvals.scores.refusals import (
    DayPassed,
    FrozenAlready,
    NoSuchCaseCounted,
    NothingChanged,
    NothingCounted,
    ObjectionOpen,
    PeriodBackwards,
    PeriodRuns,
    PublicAlready,
    SameHand,
    StillJudging,
)
from zhixing.modules.approvals.scores.relations import (
    OFFICE,
    SCORED,
    offices,
    open_objections,
    own_units_scored,
    sources,
)
from zhixing.modules.approvals.scoring.freezing import sources_of, take

STANDS = {state: "" for state in ScoreState}
FROZE = w("froze these scores", "核定")
RAISED = w("raised this objection", "提出")


@action(
    ScoreTable,
    "freeze_scores",
    power=SCORE,
    opens=True,
    tone="primary",
    words=w("Freeze the scores of a period", "核定评分"),
    help=w(
        "The figures are kept with the cases they count. Each unit scored may object; publication is decided apart.",
        "各项数据连同所计办件一并固定；被评分单位可提出异议，是否公布、何时公布另行决定。",
    ),
)
def freeze_scores(
    *,
    office: Annotated[Unit, among(offices)],
    first_on: date,
    last_on: date,
    outside_system: Annotated[Source | None, among(sources)] = None,
    actor: Actor,
) -> tuple[ScoreTable, ScoresFrozen]:
    """Freeze the efficiency scores of a period that is over (S3-12)."""
    _must_be_over(first_on, last_on)
    known = ScoreTable.objects.filter(
        office=office, source=outside_system, first_on=first_on, last_on=last_on
    )
    if (same := known.first()) is not None:
        raise FrozenAlready(number=same.number or same.title)
    table = open_matter(
        ScoreTable,
        jurisdiction=jurisdiction_of(office),
        state=ScoreState.FROZEN,
        title=_title(first_on, last_on, outside_system),
        office=office,
        source=outside_system,
        first_on=first_on,
        last_on=last_on,
        frozen_by_id=actor.account_id,
    )
    _must_be_judged(table)
    snapshot = take(table, 1, today=clock.today())
    whole = snapshot.content["all"]
    if not whole["cases"]:
        raise NothingCounted(first_on=first_on, last_on=last_on)
    table.unit_ids, table.sha256 = _units_in(snapshot), snapshot.sha256
    scored = Unit.objects.filter(pk__in=table.unit_ids).exclude(pk=office.pk)
    participations.stand(table, {Standing.LEAD: ([office], []), Standing.OBSERVER: ([*scored], [])})
    return table, ScoresFrozen(
        unit_id=office.pk,
        unit_ids=table.unit_ids,
        first_on=first_on,
        last_on=last_on,
        units=len(table.unit_ids),
        cases=whole["cases"],
        in_time=whole["in_time"],
        snapshot=1,
        sha256=snapshot.sha256,
    )


def _must_be_over(first_on: date, last_on: date) -> None:
    if last_on < first_on:
        raise PeriodBackwards(first_on=first_on, last_on=last_on)
    if last_on >= clock.today():
        raise PeriodRuns(last_on=last_on)


def _must_be_judged(table: ScoreTable) -> None:
    waiting = Touched.objects.filter(case__source__in=sources_of(table)).count()
    if waiting:
        raise StillJudging(n=waiting)


def _title(first_on: date, last_on: date, source: Source | None) -> str:
    span = f"{written_out(first_on, 'zh')}至{written_out(last_on, 'zh')}"
    return f"{source.title if source else ''}审批效能评分（{span}）"


def _units_in(snapshot: ScoreSnapshot) -> list[int]:
    return sorted(line["unit_id"] for line in snapshot.content["units"] if line["unit_id"])


@action(
    ScoreTable,
    "object_to_score",
    power=OBJECT,
    by=SCORED,
    moves=STANDS,
    words=w("Object", "提出异议"),
    help=w(
        "Somebody else than who froze the scores decides. Name the cases you mean by their numbers.",
        "由核定人以外的人员处理；请按编号写明涉及的办件。",
    ),
)
def object_to_score(
    table: ScoreTable,
    *,
    unit: Annotated[Unit, among(own_units_scored)],
    grounds: Annotated[str, Long(2000)],
    case_numbers: Annotated[
        list[str] | None,
        Label(hint=w("Late cases of the unit; may be empty", "本单位被计为逾期的办件，可不填")),
    ] = None,
    actor: Actor,
) -> ScoreObjected:
    """Object to the figures of one's own unit, with grounds and the cases meant."""
    cases = _late_cases(table, unit, case_numbers or [])
    objection = ScoreObjection.objects.create(
        table=table, unit=unit, made_by_id=actor.account_id, made_on=clock.today(), grounds=grounds
    )
    objection.cases.set(cases)
    return ScoreObjected(
        objection=objection.pk,
        unit_id=unit.pk,
        unit=unit.name,
        office_id=table.office_id,
        grounds=grounds,
        case_numbers=[case.number for case in cases],
    )


def _late_cases(table: ScoreTable, unit: Unit, numbers: list[str]) -> list[OutsideCase]:
    late = Counted.objects.filter(snapshot=table.current, unit=unit, is_late=True, is_excused=False)
    found = {
        case.number: case
        for case in OutsideCase.objects.filter(number__in=numbers, pk__in=late.values("case"))
    }
    for number in numbers:
        if number not in found:
            raise NoSuchCaseCounted(unit=unit.name, number=number)
    return list(found.values())


@action(
    ScoreTable,
    "decide_objection",
    power=SCORE,
    by=OFFICE,
    moves=STANDS,
    words=w("Decide on an objection", "处理异议"),
    help=w(
        "If it is upheld, the late duties of the unit in the cases named count as in time when the table is corrected.",
        "异议成立的，所涉办件中该单位的逾期责任在更正时改按按时计算。",
    ),
    shown_if=lambda table: table.objections.filter(state="open").exists(),
)
def decide_objection(
    table: ScoreTable,
    *,
    objection: Annotated[ScoreObjection, among(open_objections)],
    upheld: bool,
    decision: Annotated[str, Long(2000)],
    actor: Actor,
) -> ScoreObjectionDecided:
    """Decide on an objection with reasons; never who raised it, nor who froze the table."""
    if table.frozen_by_id == actor.account_id:
        raise SameHand(did=FROZE)
    if objection.made_by_id == actor.account_id:
        raise SameHand(did=RAISED)
    objection.state = ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED
    objection.decided_by_id, objection.decided_on = actor.account_id, clock.today()
    objection.decision = decision
    objection.save(update_fields=["state", "decided_by", "decided_on", "decision"])
    return ScoreObjectionDecided(
        objection=objection.pk,
        unit_id=objection.unit_id,
        unit=objection.unit.name,
        upheld=upheld,
        decision=decision,
    )


@action(
    ScoreTable,
    "correct_scores",
    power=SCORE,
    by=OFFICE,
    moves=STANDS,
    words=w("Correct", "更正"),
    help=w(
        "The same period is counted again as it is judged now: cards removed since, corrected data, upheld objections. The "
        "first figures stay beside the new ones.",
        "按现有判定重新计算同一期间（已摘牌、数据更正、异议成立均计入）；原数据保留，并列展示。",
    ),
)
def correct_scores(table: ScoreTable, *, reason: Annotated[str, Long(2000)]) -> ScoresCorrected:
    """Count the period again and put the new figures beside the first."""
    _must_be_judged(table)
    before = table.current
    table.version = before.number + 1
    snapshot = take(table, table.version, today=clock.today(), reason=reason)
    if _figures(snapshot) == _figures(before):
        raise NothingChanged
    table.objections.filter(state=ObjectionState.UPHELD, taken_into=None).update(taken_into=table.version)
    table.sha256 = snapshot.sha256
    table.unit_ids = sorted({*table.unit_ids, *_units_in(snapshot)})
    participations.add(
        table, Standing.OBSERVER, Unit.objects.filter(pk__in=table.unit_ids).exclude(pk=table.office_id)
    )
    was, now = before.content["all"], snapshot.content["all"]
    return ScoresCorrected(
        unit_ids=table.unit_ids,
        snapshot=table.version,
        cases=now["cases"],
        in_time=now["in_time"],
        cases_before=was["cases"],
        in_time_before=was["in_time"],
        reason=reason,
        sha256=snapshot.sha256,
    )


def _figures(snapshot: ScoreSnapshot) -> dict[str, object]:
    return {k: v for k, v in snapshot.content.items() if k not in ("as_of", "version", "reason")}


@action(
    ScoreTable,
    "decide_publication",
    power=PUBLISH,
    moves={ScoreState.FROZEN: ScoreState.TO_PUBLISH, ScoreState.TO_PUBLISH: ScoreState.TO_PUBLISH},
    tone="primary",
    words=w("Decide on publication", "决定公布"),
    help=w(
        "The table stands on the portal from that day on, with its method. Who decided is told.",
        "自该日起在公众门户公布，同时公布计算方法，并载明决定人。",
    ),
)
def decide_publication(
    table: ScoreTable, *, publish_on: date, grounds: Annotated[str, Long(2000)], actor: Actor
) -> PublicationDecided:
    """Decide the day on which the scores are published (G-34); not who froze them, and after every objection."""
    if table.frozen_by_id == actor.account_id:
        raise SameHand(did=FROZE)
    _must_not_be_public(table)
    if publish_on < clock.today():
        raise DayPassed(day=publish_on)
    pending = table.objections.filter(state=ObjectionState.OPEN).count()
    pending += (
        table.objections.filter(state=ObjectionState.UPHELD, taken_into=None, cases__isnull=False)
        .distinct()
        .count()
    )
    if pending:
        raise ObjectionOpen(n=pending)
    table.publish_on, table.decided_on = publish_on, clock.today()
    table.decided_by_id, table.grounds = actor.account_id, grounds
    table.closed_on = clock.today()
    return PublicationDecided(
        unit_ids=table.unit_ids, publish_on=publish_on, grounds=grounds, sha256=table.sha256
    )


@action(
    ScoreTable,
    "decline_publication",
    power=PUBLISH,
    moves={ScoreState.FROZEN: ScoreState.KEPT, ScoreState.TO_PUBLISH: ScoreState.KEPT},
    tone="grave",
    words=w("Decide not to publish", "决定不予公布"),
    help=w("The scores stay with the units and the office.", "评分仅在相关单位和核定单位内部使用。"),
)
def decline_publication(
    table: ScoreTable, *, grounds: Annotated[str, Long(2000)], actor: Actor
) -> PublicationDeclined:
    """Decide that the scores are not published, with the grounds on record."""
    if table.frozen_by_id == actor.account_id:
        raise SameHand(did=FROZE)
    _must_not_be_public(table)
    table.publish_on = None
    table.decided_by_id, table.decided_on, table.grounds = actor.account_id, clock.today(), grounds
    table.closed_on = clock.today()
    return PublicationDeclined(unit_ids=table.unit_ids, grounds=grounds)


def _must_not_be_public(table: ScoreTable) -> None:
    if table.is_public(clock.today()):
        raise PublicAlready(day=table.publish_on)
