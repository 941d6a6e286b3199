"""Circulation for reading (传阅) and joint signing (会签), offered on both kinds of document alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import By, action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.correspondence.actions.handling import OPEN_STATES as INCOMING_OPEN
from zhixing.modules.correspondence.choices import Agreement, IncomingState, OutgoingState
from zhixing.modules.correspondence.events.together import AgreementAsked, AgreementGiven, Circulated, Read
from zhixing.modules.correspondence.models import IncomingDocument, OutgoingDocument
from zhixing.modules.correspondence.powers import DRAFT, HANDLE, RECEIVE
from zhixing.modules.correspondence.refusals import NotAsked
from zhixing.modules.correspondence.relations import (
    ISSUING,
    READER,
    RECEIVING,
    cosigners_waiting,
    serving,
    units,
)

Document = IncomingDocument | OutgoingDocument


def offer_reading(model: type[Document], *, power: str, by: By, states: Sequence[str]) -> None:
    """Declare `circulate` and `mark_read` on a kind of document."""

    @action(
        model,
        "circulate",
        power=power,
        by=by,
        moves=dict.fromkeys(states, ""),
        words=w("Circulate", "传阅"),
        help=w("Let these persons read it; each marks it as read.", "送相关人员传阅，逐人标记已阅。"),
    )
    def circulate(
        document: Document, *, persons: Annotated[list[Person], among(serving)], note: str = ""
    ) -> Circulated:
        """Circulate for reading; who is given it may find it from now on."""
        participations.add(document, Standing.READER, persons=persons)
        return Circulated(person_ids=[p.pk for p in persons], persons=[p.name for p in persons], note=note)

    @action(
        model,
        "mark_read",
        power=RECEIVE,
        by=READER,
        moves=dict.fromkeys(states, ""),
        words=w("Mark as read", "已阅"),
        help=w("Say that you have read it, with an opinion if you have one.", "标记已阅，可附意见。"),
    )
    def mark_read(document: Document, *, opinion: Annotated[str, Long(1000)] = "", actor: Actor) -> Read:
        """A reader has read it; a second mark is refused."""
        rows = document.participations.standing(Standing.READER).select_related("person")
        mine = rows.filter(person_id=actor.person_id or 0, done_at=None).first()
        if mine is None or mine.person is None:
            raise NotAsked(number=document.number or document.title)
        participations.done(document, Standing.READER, person=mine.person)
        return Read(person_id=mine.person.pk, opinion=opinion)

    _ = circulate, mark_read  # declared by their decorators


def offer_agreement(model: type[Document], *, power: str, by: By, states: Sequence[str]) -> None:
    """Declare `ask_agreement` and `agree` on a kind of document."""

    @action(
        model,
        "ask_agreement",
        power=power,
        by=by,
        moves=dict.fromkeys(states, ""),
        words=w("Ask for joint signing", "提请会签"),
        help=w("Let several units agree: all, any one, or in order.", "由多个单位会签：全部、或签、依次。"),
    )
    def ask_agreement(
        document: Document,
        *,
        units: Annotated[list[Unit], among(units), Label(w("Units, in order", "会签单位（按顺序）"))],
        agreement: Agreement = Agreement.ALL,
    ) -> AgreementAsked:
        """Ask several units to agree. A new round ends the one before."""
        document.agreement = agreement
        participations.assign(document, Standing.COSIGNER)
        participations.assign(document, Standing.COSIGNER, units)
        return AgreementAsked(
            unit_ids=[u.pk for u in units], units=[u.name for u in units], agreement=agreement
        )

    @action(
        model,
        "agree",
        power=RECEIVE,
        moves=dict.fromkeys(states, ""),
        words=w("Agree or disagree", "会签意见"),
        help=w("Give your unit's opinion.", "填写本单位会签意见。"),
        shown_if=lambda document: bool(document.agreement),
    )
    def agree(
        document: Document, *, agrees: bool, opinion: Annotated[str, Long(1000)], actor: Actor
    ) -> AgreementGiven:
        """A unit's word. A refusal leaves the round open for the unit in charge to decide; silence never agrees."""
        waiting = list(cosigners_waiting(document).select_related("unit"))
        turn = waiting[:1] if document.agreement == Agreement.ORDER else waiting
        keys = actor.keys(RECEIVE).ids & actor.unit_ids
        mine = next((p.unit for p in turn if p.unit and p.unit_id in keys), None)
        if mine is None:
            raise NotAsked(number=document.number or document.title)
        complete = False
        if agrees:
            participations.done(document, Standing.COSIGNER, unit=mine)
            complete = document.agreement == Agreement.ANY or len(waiting) == 1
        if complete:
            document.agreement = ""
        return AgreementGiven(
            unit_id=mine.pk, unit=mine.name, agrees=agrees, opinion=opinion, is_complete=complete
        )

    _ = ask_agreement, agree  # declared by their decorators


offer_reading(IncomingDocument, power=HANDLE, by=RECEIVING, states=[*INCOMING_OPEN, IncomingState.FINISHED])
offer_agreement(IncomingDocument, power=HANDLE, by=RECEIVING, states=INCOMING_OPEN)
offer_reading(
    OutgoingDocument, power=DRAFT, by=ISSUING, states=[s for s in OutgoingState if s != OutgoingState.DROPPED]
)
offer_agreement(OutgoingDocument, power=DRAFT, by=ISSUING, states=[OutgoingState.DRAFTED])
