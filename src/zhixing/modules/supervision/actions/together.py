"""Circulation for reading (传阅) and joint agreement (会签: all, any, one after the other)."""

from __future__ import annotations

from typing import Annotated

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.actions.opening import OPEN_STATES
from zhixing.modules.supervision.choices import Agreement, State
from zhixing.modules.supervision.events.together import AgreementAsked, AgreementGiven, Circulated, Read
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import TOGETHER, WATCH
from zhixing.modules.supervision.refusals import NotAsked
from zhixing.modules.supervision.relations import (
    READER,
    SUPERVISING,
    cosigners_waiting,
    serving,
    units_of_jurisdiction,
)


@action(
    SupervisedItem,
    "circulate",
    power=WATCH,
    by=SUPERVISING,
    moves=dict.fromkeys([*OPEN_STATES, State.CLOSED], ""),
    words=w("Circulate", "传阅"),
    help=w("Let these persons read the item; each marks it as read.", "送相关人员传阅，逐人标记已阅。"),
)
def circulate(
    item: SupervisedItem, *, persons: Annotated[list[Person], among(serving)], note: str = ""
) -> Circulated:
    """Circulate for reading; who is given it may find the item from now on."""
    participations.add(item, Standing.READER, persons=persons)
    return Circulated(person_ids=[p.pk for p in persons], persons=[p.name for p in persons], note=note)


@action(
    SupervisedItem,
    "mark_read",
    power=TOGETHER,
    by=READER,
    moves=dict.fromkeys([*OPEN_STATES, State.CLOSED], ""),
    words=w("Mark as read", "已阅"),
    help=w("Say that you have read it, with an opinion if you have one.", "标记已阅，可附意见。"),
)
def mark_read(item: SupervisedItem, *, opinion: Annotated[str, Long(1000)] = "", actor: Actor) -> Read:
    """A reader has read it."""
    mine = (
        item.participations.standing(Standing.READER)
        .filter(person_id=actor.person_id or 0, done_at=None)
        .first()
    )
    if mine is None or mine.person is None:
        raise NotAsked(number=item.number)
    participations.done(item, Standing.READER, person=mine.person)
    return Read(person_id=mine.person.pk, opinion=opinion)


@action(
    SupervisedItem,
    "ask_agreement",
    power=WATCH,
    by=SUPERVISING,
    moves=dict.fromkeys([State.DRAFT, *OPEN_STATES], ""),
    words=w("Ask for agreement", "提请会签"),
    help=w("Let several units agree: all, any one, or in order.", "由多个单位会签：全部、或签、依次。"),
)
def ask_agreement(
    item: SupervisedItem,
    *,
    units: Annotated[
        list[Unit], among(units_of_jurisdiction), Label(w("Units, in order", "会签单位（按顺序）"))
    ],
    agreement: Agreement = Agreement.ALL,
    note: str = "",
) -> AgreementAsked:
    """Ask several units to agree. A new round ends the one before."""
    item.agreement = agreement
    participations.assign(item, Standing.COSIGNER)
    participations.assign(item, Standing.COSIGNER, units)
    return AgreementAsked(
        unit_ids=[u.pk for u in units], units=[u.name for u in units], agreement=agreement, note=note
    )


@action(
    SupervisedItem,
    "agree",
    power=TOGETHER,
    moves=dict.fromkeys([State.DRAFT, *OPEN_STATES], ""),
    words=w("Agree or disagree", "会签意见"),
    help=w("Give your unit's opinion.", "填写本单位会签意见。"),
    shown_if=lambda item: bool(item.agreement),
)
def agree(
    item: SupervisedItem, *, agrees: bool, opinion: Annotated[str, Long(1000)], actor: Actor
) -> AgreementGiven:
    """A unit's word. One who does not agree leaves the round open for the office to decide; silence never agrees."""
    waiting = list(cosigners_waiting(item).select_related("unit"))
    keys = actor.keys(TOGETHER).ids
    turn = waiting[:1] if item.agreement == Agreement.ORDER else waiting
    mine = next((p.unit for p in turn if p.unit and p.unit_id in keys & actor.unit_ids), None)
    if mine is None:
        raise NotAsked(number=item.number or item.title)
    complete = False
    if agrees:
        participations.done(item, Standing.COSIGNER, unit=mine)
        complete = item.agreement == Agreement.ANY or len(waiting) == 1
    if complete:
        item.agreement = ""
    return AgreementGiven(
        unit_id=mine.pk, unit=mine.name, agrees=agrees, opinion=opinion, is_complete=complete
    )
