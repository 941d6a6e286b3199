"""No history of deeds by whoever, on whatever day, breaks what must always hold of an item."""

from __future__ import annotations

from datetime import date, timedelta
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
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import THURSDAY, Story

WHO = ["officer", "chief", "vice", "housing_head", "housing_clerk", "handler", "finance_clerk", "transport_clerk",
       "arbiter", "stranger"]  # fmt: skip
SPECS = sorted((s for s in actions_of(SupervisedItem).values() if not s.opens), key=lambda s: s.name)
USUAL = {
    **dict.fromkeys(
        ["sign", "object", "plan", "report_progress", "explain_delay", "report_done", "ask_extension", "break_down",
         "name_handler", "answer_card", "challenge_card"],
        "housing_clerk",
    ),
    "sign_support": "finance_clerk",
    "agree": "finance_clerk",
    "coordinate": "vice",
    "decide_extension": "vice",
    "mark_read": "mayor",
    "decide_card": "arbiter",
}  # fmt: skip
NEXT = {
    State.DRAFT: "issue", State.ISSUED: "sign", State.UNDER_WAY: "report_done", State.REPORTED: "close",
    State.CLOSED: "reopen", State.HELD: "resume", State.OBJECTED: "reject_objection", State.WITHDRAWN: "circulate",
}  # fmt: skip
ENDED = {State.CLOSED, State.WITHDRAWN}


def given_for(city: City, day: date, draw: int) -> dict[str, Any]:
    """What a person would fill in; `draw` varies it."""
    later = (day + timedelta(days=draw * 9)).isoformat()
    people, unit = city.persons, [city.housing, city.finance, city.transport, city.town][draw % 4]
    said = {"reason": "情况属实", "text": "请加快", "opinion": "同意", "finding": "属实", "result": "完工", "title": "分解任务",
            "plan": "分两步", "progress": "过半", "analysis": "资金", "minutes": "议定", "conduct": "推诿", "answer": "已办",
            "grounds": "不实"}  # fmt: skip
    card = Card.objects.filter(state__in=["drawn", "answered", "challenged"]).order_by("-id").first()
    known: dict[str, Any] = {
        **said,
        "card": card.pk if card else 1,
        "limit_on": later,
        "new_limit_on": later,
        "lead_unit": unit.pk,
        "handler": people["handler"].pk,
        "progress_percent": draw * 30,
        "granted": draw % 2 == 0,
        "agrees": draw % 2 == 0,
        "is_listed": draw % 2 == 0,
        "is_removed": draw % 2 == 0,
        "is_objective": False,
        "cause": "objective",
        "method": "visit",
        "leader": people["vice"].pk,
        "held_on": day.isoformat(),
        "persons": [people["mayor"].pk],
        "units": [city.finance.pk, city.transport.pk],
        "agreement": ["all", "any", "order"][draw % 3],
        "organ": city.organ.pk,
        "responsible_person": people["handler"].pk,
        "stage_due_on": [later],
        "carrying_leader": people["vice"].pk,
        "overall_leader": people["housing_head"].pk,
    }
    return known


class Life(RuleBasedStateMachine):
    """One item and the parts broken down from it, and people who do anything."""

    city: City

    @initialize()
    def begin(self) -> None:
        self.day = THURSDAY
        story = Story(self.city).under_way(rhythm="month")
        self.ids = [story.item_id]
        self.fixed: dict[int, tuple[Any, Any]] = {}

    @rule(
        spec=st.sampled_from([*SPECS, *[None] * (len(SPECS) // 3)]),
        who=st.sampled_from([*[None] * len(WHO), *WHO]),
        draw=st.integers(0, 3),
        which=st.integers(0, 3),
        days=st.sampled_from([0, 0, 0, 1, 2, 5, 40]),
    )
    def a_deed(self, spec: Any, who: str | None, draw: int, which: int, days: int) -> None:
        """Some days pass, and somebody tries something; without a name it is whoever usually does it.

        Without a deed it is the next step on the usual way: at random nobody gets far.
        """
        if days:
            self.day += timedelta(days=days)
            with clock.at(clock.moment_on(self.day, 9)):
                tick(clock.now())
        item = SupervisedItem.objects.get(pk=self.ids[which % len(self.ids)])
        spec = spec or actions_of(SupervisedItem)[NEXT[item.state]]
        who = who or USUAL.get(spec.name, "officer")
        offered = given_for(self.city, self.day, draw)
        given = {p.name: offered[p.name] for p in spec.parameters if p.name in offered}
        if spec.name == "close":
            proof = f"{item.pk} {self.day} {draw}".encode()
            given["evidence"] = [Story(self.city).file(who, "核查.txt", proof)]
        before = self.seen(item.pk)
        with clock.at(clock.moment_on(self.day, 10)):
            try:
                done = perform(spec, item.pk, actor=self.city.actor(who, self.day), given=given)
            except Refusal:
                assert self.seen(item.pk) == before  # refused: nothing changed
                return
        self.ids += [e.matter_id for e in done.events if e.matter_id not in self.ids]

    def seen(self, item_id: int) -> tuple[Any, ...]:
        item = SupervisedItem.objects.get(pk=item_id)
        owed = (
            Obligation.objects.filter(matter_id=item_id).order_by("id").values_list("key", "state", "due_on")
        )
        return (
            item.state, item.revision, item.limit_on, item.audience, item.due_on,
            Event.objects.filter(matter_id=item_id).count(), tuple(owed),
        )  # fmt: skip

    @invariant()
    def what_is_derived_agrees_with_what_it_derives_from(self) -> None:
        assert audit() == []

    @invariant()
    def an_ended_item_owes_nothing_and_an_open_one_is_not_closed(self) -> None:
        for item in SupervisedItem.objects.filter(pk__in=getattr(self, "ids", [])):
            assert (item.closed_on is not None) is (item.state in ENDED), item.state
            if item.state in ENDED:
                running = Obligation.objects.running().filter(matter_id=item.pk)
                assert not running.exists(), list(running.values_list("rule", "due_on"))

    @invariant()
    def number_and_first_limit_never_move(self) -> None:
        for item in SupervisedItem.objects.filter(pk__in=getattr(self, "ids", [])).exclude(issued_on=None):
            now = (item.number, item.first_limit_on)
            assert self.fixed.setdefault(item.pk, now) == now
            assert item.first_limit_on is not None

    @invariant()
    def nothing_is_closed_over_an_open_part(self) -> None:
        over = Matter.objects.filter(
            pk__in=getattr(self, "ids", []), closed_on=None, parent__closed_on__isnull=False
        )
        assert not over.exists()

    @invariant()
    def there_is_one_lead_unit_and_nobody_supports_himself(self) -> None:
        for item in SupervisedItem.objects.filter(pk__in=getattr(self, "ids", [])):
            assert item.lead_unit_id is not None and item.lead_unit_id not in item.supporting_ids


@pytest.mark.slow(25)
def test_no_history_breaks_what_must_hold(city):
    class ForThisCity(Life):
        pass

    ForThisCity.city = city
    run_state_machine_as_test(
        ForThisCity,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
