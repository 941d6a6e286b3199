"""The actions of reading in circulation (传阅) and agreeing jointly (会签), declared on any kind of matter in one call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Keys
from zhixing.kernel.actions.handing import working_units
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import By, Spec, action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.matters.together import (
    Agreement,
    AgreementAsked,
    AgreementGiven,
    Circulated,
    NotAsked,
    Read,
    waiting_to_agree,
)
from zhixing.kernel.organisation.models import Person, Unit

Deed = Spec[Any, Any]
Opinion = Annotated[str, Long(1000)]


def _was_given_it(matter: Any, actor: Actor, keys: Keys) -> bool:
    return actor.person_id is not None and -actor.person_id in matter.audience


READER = By(w("those it is circulated to", "传阅对象"), _was_given_it)


def serving(item: Any, actor: Actor) -> Any:
    """Everyone who serves today."""
    return Person.objects.serving(clock.today())


Readers = Annotated[list[Person], among(serving)]
Cosigners = Annotated[list[Unit], among(working_units), Label(w("Units, in order", "会签单位（按顺序）"))]


def offer_reading(
    model: type[Matter], *, power: str, by: By, read: str, states: Sequence[str]
) -> tuple[Deed, Deed]:
    """Declare `circulate` (needs `power` and stands `by`) and `mark_read` (needs `read`) on a kind, in these states."""
    stays = dict.fromkeys(states, "")

    @action(
        model,
        "circulate",
        power=power,
        by=by,
        moves=stays,
        words=w("Circulate", "传阅"),
        help=w("Let these persons read it; each marks it as read.", "送相关人员传阅，逐人标记已阅。"),
    )
    def circulate(matter: Matter, *, persons: Readers, note: str = "") -> Circulated:
        """Circulate for reading; who is given it may find it from now on."""
        participations.add(matter, Standing.READER, persons=persons)
        return Circulated(person_ids=[p.pk for p in persons], persons=[p.name for p in persons], note=note)

    @action(
        model,
        "mark_read",
        power=read,
        by=READER,
        moves=stays,
        words=w("Mark as read", "已阅"),
        help=w("Say that you have read it, with an opinion if you have one.", "标记已阅，可附意见。"),
    )
    def mark_read(matter: Matter, *, opinion: Opinion = "", actor: Actor) -> Read:
        """A reader has read it; a second mark is refused (NotAsked)."""
        rows = matter.participations.standing(Standing.READER).select_related("person")
        mine = rows.filter(person_id=actor.person_id or 0, done_at=None).first()
        if mine is None or mine.person is None:
            raise NotAsked(number=matter.number or matter.title)
        participations.done(matter, Standing.READER, person=mine.person)
        return Read(person_id=mine.person.pk, opinion=opinion)

    return circulate, mark_read


def offer_agreement(
    model: type[Matter], *, power: str, by: By, agree: str, states: Sequence[str]
) -> tuple[Deed, Deed]:
    """Declare `ask_agreement` (needs `power`, stands `by`) and `agree` (needs `agree`); the kind has a column `agreement`."""
    stays, answering = dict.fromkeys(states, ""), agree

    @action(
        model,
        "ask_agreement",
        power=power,
        by=by,
        moves=stays,
        words=w("Ask for agreement", "提请会签"),
        help=w("Let several units agree: all, any one, or in order.", "由多个单位会签：全部、或签、依次。"),
    )
    def ask_agreement(
        matter: Any, *, units: Cosigners, agreement: Agreement = Agreement.ALL, note: str = ""
    ) -> AgreementAsked:
        """Ask several units to agree. A new round ends the one before."""
        matter.agreement = agreement
        participations.assign(matter, Standing.COSIGNER)
        participations.assign(matter, Standing.COSIGNER, units)
        return AgreementAsked(
            unit_ids=[u.pk for u in units], units=[u.name for u in units], agreement=agreement, note=note
        )

    @action(
        model,
        "agree",
        power=answering,
        moves=stays,
        words=w("Agree or disagree", "会签意见"),
        help=w("Give your unit's opinion.", "填写本单位会签意见。"),
        shown_if=lambda matter: bool(matter.agreement),
    )
    def agree_jointly(matter: Any, *, agrees: bool, opinion: Opinion, actor: Actor) -> AgreementGiven:
        """A unit's word. One who does not agree leaves the round open for whoever asked to decide; silence never agrees."""
        waiting = list(waiting_to_agree(matter).select_related("unit"))
        turn = waiting[:1] if matter.agreement == Agreement.ORDER else waiting
        keys = actor.keys(answering).ids & actor.unit_ids
        mine = next((p.unit for p in turn if p.unit and p.unit_id in keys), None)
        if mine is None:
            raise NotAsked(number=matter.number or matter.title)
        complete = False
        if agrees:
            participations.done(matter, Standing.COSIGNER, unit=mine)
            complete = matter.agreement == Agreement.ANY or len(waiting) == 1
        if complete:
            matter.agreement = ""
        return AgreementGiven(
            unit_id=mine.pk, unit=mine.name, agrees=agrees, opinion=opinion, is_complete=complete
        )

    return ask_agreement, agree_jointly
