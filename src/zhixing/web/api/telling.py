"""From rows to shapes: each builder says which columns leave the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date

from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.permission import state_words
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.matters.models import Event, Matter, Participation
from zhixing.kernel.obligations.explain import Explained, Step
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.wording import duty_words
from zhixing.web.api.shapes.files import FileOut
from zhixing.web.api.shapes.matters import (
    BasisOut,
    CardOut,
    DayLineOut,
    EventOut,
    ExplanationOut,
    MatterRef,
    ObligationOut,
    ParticipationOut,
    StepOut,
)
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef

ROOT = "/api/v1"
EVENTS_IN_DETAIL = 50
CHILDREN_IN_DETAIL = 200


def url_of(matter: Matter) -> str:
    """The address of the matter in its kind's own list."""
    kind = kinds.kind(matter.kind)
    return f"{ROOT}/{kind.module}/{kind.segment}/{matter.pk}"


def matter_ref(matter: Matter) -> MatterRef:
    """The matter by number and title."""
    return MatterRef(
        id=matter.pk, kind=matter.kind, number=matter.number, title=matter.title, url=url_of(matter)
    )


def matter_row(matter: Matter, today: date) -> dict[str, object]:
    """The fields that every matter has. `lead_unit` should be loaded along."""
    states = getattr(kinds.kind(matter.kind).model, "states", None)
    words = states(matter.state).label if states else state_words(matter)
    return {
        "id": matter.pk,
        "kind": matter.kind,
        "number": matter.number,
        "title": matter.title,
        "url": url_of(matter),
        "state": matter.state,
        "state_words": str(words),
        "jurisdiction": matter.jurisdiction_id,
        "lead_unit": UnitRef.of(matter.lead_unit),
        "opened_on": matter.opened_on,
        "closed_on": matter.closed_on,
        "due_on": matter.due_on,
        "is_late": matter.closed_on is None and matter.due_on is not None and matter.due_on < today,
        "parent": matter.parent_id,
        "origin": matter.origin_id,
        "revision": matter.revision,
    }


def story(matter: Matter, actor: Actor) -> dict[str, object]:
    """What the detail tells beside the row: bounded, one query each; of what was broken down from it, what the
    actor may see.
    """
    latest = Event.objects.filter(matter_id=matter.pk).order_by("-id")[:EVENTS_IN_DETAIL]
    children = Matter.objects.visible_to(actor).filter(parent_id=matter.pk).order_by("id")
    files = StoredFile.objects.filter(uses__matter_id=matter.pk).distinct().order_by("id")
    return {
        "obligations": obligations(matter),
        "cards": cards(matter),
        "participations": participations(matter),
        "events": [event(row) for row in reversed(latest)],
        "files": [FileOut.of(file) for file in files],
        "children": [matter_ref(child) for child in children[:CHILDREN_IN_DETAIL]],
    }


def event(row: Event) -> EventOut:
    """An event with its sentence in the reader's language.

    Byte for byte the same for a row just written as for one read back: moments in UTC, facts by name.
    """
    return EventOut(
        id=row.pk,
        kind=row.kind,
        version=row.version,
        sentence=str(events.tell(row)),
        actor=row.actor_name,
        on_behalf_of=row.on_behalf_of,
        happened_at=row.happened_at.astimezone(UTC),
        recorded_at=row.recorded_at.astimezone(UTC),
        facts=dict(sorted(row.facts.items())),
    )


def obligations(matter: Matter) -> list[ObligationOut]:
    """All obligations of the matter, earliest due first."""
    rows = Obligation.objects.filter(matter_id=matter.pk).select_related("unit", "person")
    return [_obligation(row, matter) for row in rows]


def _obligation(row: Obligation, matter: Matter) -> ObligationOut:
    return ObligationOut(
        id=row.pk,
        rule=row.rule,
        duty=str(duty_words(row, matter.rulebook_id)),
        clock=row.clock,
        unit=UnitRef.of(row.unit),
        person=PersonRef.of(row.person),
        period=row.period,
        state=row.state,
        opened_on=row.opened_on,
        first_due_on=row.first_due_on,
        due_on=row.due_on,
        provisional=row.provisional,
        ended_on=row.ended_on,
        closed_on=row.closed_on,
        is_late=row.is_late,
    )


def cards(matter: Matter) -> list[CardOut]:
    """All cards of the matter, newest first."""
    rows = Card.objects.filter(matter_id=matter.pk).select_related("unit", "person", "escalated_to")
    return [_card(row) for row in rows]


def _card(row: Card) -> CardOut:
    return CardOut(
        id=row.pk,
        obligation=row.obligation_id,
        colour=row.colour,
        state=row.state,
        unit=UnitRef.of(row.unit),
        person=PersonRef.of(row.person),
        drawn_on=row.drawn_on,
        for_due_on=row.for_due_on,
        answer_due_on=row.answer_due_on,
        answered_on=row.answered_on,
        answer=row.answer,
        challenged_on=row.challenged_on,
        challenge=row.challenge,
        decided_on=row.decided_on,
        decision=row.decision,
        escalated_on=row.escalated_on,
        escalated_to=UnitRef.of(row.escalated_to),
    )


def participations(matter: Matter) -> list[ParticipationOut]:
    """Who stands how to the matter now."""
    rows = Participation.objects.filter(matter_id=matter.pk).standing().select_related("unit", "person")
    return [
        ParticipationOut(
            standing=row.standing,
            unit=UnitRef.of(row.unit),
            person=PersonRef.of(row.person),
            from_at=row.from_at,
            done_at=row.done_at,
            place=row.place,
        )
        for row in rows
    ]


def explanation(row: Obligation, told: Explained) -> ExplanationOut:
    """How the obligation's date was reached, in the reader's language."""
    return ExplanationOut(
        obligation=row.pk,
        title=str(told.title),
        sentence=str(told.sentence),
        value=str(told.value),
        basis=[BasisOut(document=b.document, article=b.article, text=b.text) for b in told.basis],
        first_due_on=told.first_due_on,
        due_on=told.due_on,
        provisional=told.provisional,
        trigger=_step(told.trigger) if told.trigger else None,
        pauses=_steps(told.pauses),
        extensions=_steps(told.extensions),
        days=[
            DayLineOut(on=line.on, counted=line.counted, number=line.number, why=str(line.why))
            for line in told.lines
        ],
        notes=[str(note) for note in told.notes],
        would_change=[str(ground) for ground in told.would_change],
    )


def _step(step: Step) -> StepOut:
    return StepOut(on=step.on, event=step.event_id, sentence=str(step.sentence))


def _steps(steps: Iterable[Step]) -> list[StepOut]:
    return [_step(step) for step in steps]
