"""No history of deeds by whoever, on whatever day, breaks what must always hold of an incoming document."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.city import City

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.correspondence.choices import IncomingState
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.tests.conftest import THURSDAY, Desk

WHO = [
    "housing_clerk",
    "housing_head",
    "finance_clerk",
    "transport_clerk",
    "secretary",
    "vice",
    "handler",
    "stranger",
]
SPECS = sorted((s for s in actions_of(IncomingDocument).values() if not s.opens), key=lambda s: s.name)
USUAL = {"supplement": "finance_clerk", "agree": "finance_clerk", "mark_read": "vice"}
NEXT = {
    IncomingState.REGISTERED: "accept", IncomingState.ACCEPTED: "check_papers", IncomingState.INCOMPLETE: "supplement",
    IncomingState.UNDER_WAY: "finish", IncomingState.SUBMITTED: "record_answer", IncomingState.FINISHED: "circulate",
    IncomingState.WITHDRAWN: "circulate",
}  # fmt: skip
ENDED = {IncomingState.FINISHED, IncomingState.WITHDRAWN}


def given_for(city: City, draw: int) -> dict[str, Any]:
    """What a person would fill in; `draw` varies it."""
    said = dict.fromkeys(["reason", "opinion", "result", "note", "superior", "text"], "情况属实")
    return said | {
        "handler": city.persons["handler"].pk,
        "within_authority": draw % 2 == 0,
        "authority_reason": "须报市政府审批" if draw % 4 == 1 else "",
        "is_complete": draw != 2,
        "missing": ["预算表"] if draw == 2 else [],
        "approved": draw % 2 == 0,
        "review": ["land", "planning"][draw % 2],
        "receiving_unit": [city.housing, city.transport][draw % 2].pk,
        "persons": [city.persons["vice"].pk],
        "units": [city.finance.pk, city.transport.pk],
        "agreement": ["all", "any", "order"][draw % 3],
        "agrees": draw % 2 == 0,
    }


class Life(RuleBasedStateMachine):
    """One document, and people who do anything."""

    city: City

    @initialize()
    def begin(self) -> None:
        self.day = THURSDAY
        n = IncomingDocument.objects.count()  # the database stays between histories
        self.pk = Desk(self.city).registered(document_number=f"云财建〔2026〕{n + 1}号").pk
        self.number = IncomingDocument.objects.get(pk=self.pk).number

    @rule(
        spec=st.sampled_from([*SPECS, *[None] * len(SPECS)]),
        who=st.sampled_from([*[None] * len(WHO), *WHO]),
        draw=st.integers(0, 3),
        days=st.sampled_from([0, 0, 0, 1, 2, 7]),
    )
    def a_deed(self, spec: Any, who: str | None, draw: int, days: int) -> None:
        """Some days pass, and somebody tries something; without a deed it is the next step on the usual way."""
        if days:
            self.day += timedelta(days=days)
            with clock.at(clock.moment_on(self.day, 9)):
                tick(clock.now())
        document = IncomingDocument.objects.get(pk=self.pk)
        spec = spec or actions_of(IncomingDocument)[NEXT[IncomingState(document.state)]]
        offered = given_for(self.city, draw)
        given = {p.name: offered[p.name] for p in spec.parameters if p.name in offered}
        before = self.seen()
        with clock.at(clock.moment_on(self.day, 10)):
            try:
                actor = self.city.actor(who or USUAL.get(spec.name, "housing_clerk"), self.day)
                perform(spec, self.pk, actor=actor, given=given)
            except Refusal:
                assert self.seen() == before  # refused: nothing changed

    def seen(self) -> tuple[Any, ...]:
        document = IncomingDocument.objects.get(pk=self.pk)
        owed = (
            Obligation.objects.filter(matter_id=self.pk).order_by("id").values_list("key", "state", "due_on")
        )
        return (
            document.state, document.revision, document.audience, document.due_on, document.returned_count,
            Event.objects.filter(matter_id=self.pk).count(), Letter.objects.count(), tuple(owed),
        )  # fmt: skip

    @invariant()
    def what_is_derived_agrees_with_what_it_derives_from(self) -> None:
        assert audit() == []

    @invariant()
    def an_ended_document_owes_nothing_and_an_open_one_is_not_closed(self) -> None:
        for document in IncomingDocument.objects.all():
            assert (document.closed_on is not None) is (document.state in ENDED), document.state
            if document.state in ENDED:
                running = Obligation.objects.running().filter(matter_id=document.pk)
                assert not running.exists(), list(running.values_list("rule", "due_on"))

    @invariant()
    def every_check_was_told_in_writing_and_every_return_names_what_is_missing(self) -> None:
        told = Event.objects.filter(kind="correspondence.completeness_told").count()
        assert Letter.objects.filter(kind="correspondence.completeness_notice").count() == told
        for document in IncomingDocument.objects.filter(state=IncomingState.INCOMPLETE):
            assert document.missing and document.returned_count

    @invariant()
    def what_lies_beyond_own_authority_is_finished_only_after_it_was_submitted(self) -> None:
        beyond = IncomingDocument.objects.filter(state=IncomingState.FINISHED, within_authority=False)
        assert not beyond.filter(submitted_on=None).exists()
        assert not beyond.filter(authority_reason="").exists()

    @invariant()
    def its_number_never_moves(self) -> None:
        for document in IncomingDocument.objects.filter(pk=getattr(self, "pk", 0)):
            assert document.number == self.number


@pytest.mark.slow
def test_no_history_breaks_what_must_hold(city):
    class ForThisCity(Life):
        pass

    ForThisCity.city = city
    run_state_machine_as_test(
        ForThisCity,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
