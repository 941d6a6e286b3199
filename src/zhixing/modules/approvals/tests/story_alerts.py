"""The small city where approvals are watched: an outside system, its cases, and duties as they were judged."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.city import City, small_city

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Event, Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.kernel.obligations.models import Card
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.approvals.alerts import Raised, raise_due
from zhixing.modules.approvals.models import (
    Alert,
    Batch,
    Duty,
    DutyCard,
    Happened,
    OutsideCase,
    Source,
    UnitName,
)

PACKS = ["administrative-licensing", "business-environment", "electronic-monitoring"]
MONDAY = date(2026, 3, 9)
WATCHED_FROM = date(2026, 3, 1)
DAY_ZERO = date(2000, 1, 1)


def watched_city() -> City:
    """The small city with its supervision organ, an approving department, and a leader over both."""
    city = small_city(packs=())
    switch_on(city.gov, PACKS, reason="tests")
    with_roles(city)
    return city


def with_roles(city: City) -> None:
    """Give the small city's people what monitoring asks for."""
    for who, role, where, reach in (
        ("officer", "approvals.supervision", city.gov, Reach.BELOW),
        ("arbiter", "approvals.supervision", city.gov, Reach.BELOW),
        ("housing_clerk", "approvals.unit", city.housing, Reach.UNIT),
        ("finance_clerk", "approvals.unit", city.finance, Reach.UNIT),
        ("vice", "approvals.leader", city.gov, Reach.BELOW),
    ):
        account = city.accounts[who]
        Grant.objects.create(account=account, role=role, unit=where, reach=reach, from_on=date(2020, 1, 1))


class Watch:
    """Cases judged as a test wants them, and deeds on their alerts by whoever is named, on the day that is named."""

    def __init__(self, city: City) -> None:
        self.city = city
        with clock.at(clock.moment_on(date(2026, 2, 2), 9)):
            self.source = open_matter(
                Source, jurisdiction=city.gov, state="active", title="市行政审批系统", code="permits",
                supervising_unit=city.office, packs=PACKS, watched_from=WATCHED_FROM,
            )  # fmt: skip
            participations.assign(self.source, Standing.LEAD, [city.housing])
            self.source.save()
            self.batch = Batch.objects.create(
                source=self.source, number=1, way="file", name="三月办件.csv", mapping="", state="loaded",
                brought_by=city.accounts["officer"],
            )  # fmt: skip
        UnitName.objects.create(source=self.source, name="市住建局", unit=city.housing)

    def case(self, number: str = "甲2026-0001") -> OutsideCase:
        made, _ = OutsideCase.objects.get_or_create(
            source=self.source, number=number, defaults={"unit": self.city.housing, "unit_name": "市住建局"}
        )
        return made

    def happened(self, case: OutsideCase, kind: str, on: date, hour: int = 10, row: int = 1) -> Happened:
        days = (on - DAY_ZERO).days
        return Happened.objects.create(
            case=case, kind=kind, identity=uuid4(), day=days, timed=True, unit_name="市住建局",
            second=days * 86_400 + hour * 3_600, person_name="李晓", batch=self.batch, row=row,
            us=int(clock.moment_on(on, hour).timestamp() * 1_000_000),
        )  # fmt: skip

    def duty(self, *cards: tuple[str, date], case: str = "甲2026-0001", **fields: Any) -> Duty:
        """A duty of a case, accepted on 9 February, to be decided on by 16 March (20 working days); by default it runs."""
        of = self.case(case)
        began = self.happened(of, "approvals.accepted", date(2026, 2, 9), row=1)
        given = {
            "rule": "approvals.decide", "ground": "time", "key": f"decide|{uuid4()}", "unit": self.city.housing,
            "holder": "市住建局", "opened_on": date(2026, 2, 9), "first_due_on": date(2026, 3, 13),
            "due_on": date(2026, 3, 13), "state": "open", "term": 20, "used": 20, "counted": "working_days",
            "trigger_id": began.pk, "judged_for": MONDAY,
        }  # fmt: skip
        made = Duty.objects.create(case=of, **(given | fields))
        for colour, on in cards:
            DutyCard.objects.create(duty=made, colour=colour, drawn_on=on)
        return made

    def breach(self, on: date, *, rule: str = "approvals.skipped_examination", **fields: Any) -> Duty:
        """A breach of procedure found on a day, with its yellow card."""
        given = {
            "rule": rule, "ground": "procedure", "opened_on": on, "first_due_on": on, "due_on": on, "state": "missed",
            "ended_on": on, "late": True, "term": None, "used": None, "counted": "",
        }  # fmt: skip
        return self.duty(("yellow", on), **(given | fields))

    def judge(self, duty: Duty, *cards: tuple[str, date], **fields: Any) -> None:
        """The case was judged again: the duty is now so, with these cards and no others."""
        Duty.objects.filter(pk=duty.pk).update(**fields)
        DutyCard.objects.filter(duty=duty).delete()
        for colour, on in cards:
            DutyCard.objects.create(duty=duty, colour=colour, drawn_on=on)

    def let_raise(self, on: date, *duties: Duty) -> Raised:
        """What monitoring does after judging these duties' cases; of all cases where none is named."""
        with clock.at(clock.moment_on(on, 12)):
            return raise_due([d.case_id for d in duties] if duties else None, on)

    def raised(self, on: date, *cards: tuple[str, date], **fields: Any) -> Alert:
        duty = self.duty(*cards, **fields)
        self.let_raise(on, duty)
        return Alert.objects.get(duty=duty)

    def red(self) -> Alert:
        """Late since 16 March, yellow on the 16th, red on the 23rd; raised on the 23rd, and the case still runs."""
        return self.raised(date(2026, 3, 23), ("yellow", date(2026, 3, 16)), ("red", date(2026, 3, 23)))

    def __call__(self, name: str, alert: Alert, who: str, on: date, **given: Any) -> Alert:
        with clock.at(clock.moment_on(on, 15)):
            perform(actions_of(Alert)[name], alert.pk, actor=self.city.actor(who, on), **given)
        return self.now(alert)

    def settle_card(self, alert: Alert, on: date, colour: str = "yellow", *, is_removed: bool) -> None:
        """The unit challenges a card, and somebody who is no party decides."""
        card = self.card(alert, colour)
        self(
            "challenge_card",
            alert,
            "housing_clerk",
            on,
            card=card.pk,
            grounds="系统接口中断三日，非本单位原因",
        )
        given = {"card": card.pk, "is_removed": is_removed, "is_objective": is_removed, "reason": "经核实"}
        self("decide_card", alert, "arbiter", on, **given)

    @staticmethod
    def now(alert: Alert) -> Alert:
        return Alert.objects.get(pk=alert.pk)

    @staticmethod
    def card(alert: Alert, colour: str = "yellow") -> Card:
        return Card.objects.get(matter_id=alert.pk, colour=colour)


def kinds(alert: Alert) -> list[str]:
    """What happened to the alert, in order, without the module's name."""
    rows = Event.objects.filter(matter_id=alert.pk).order_by("id").values_list("kind", flat=True)
    return [kind.rpartition(".")[2] for kind in rows]


@pytest.fixture
def watch(db: None) -> Watch:
    return Watch(watched_city())


def shown(city: City) -> dict[str, int]:
    """What the gallery looks at: an alert with a suggestion out, one just raised, and a delay explained to the public."""
    with_roles(city)
    watch = Watch(city)
    alert = watch.red()
    OutsideCase.objects.filter(pk=alert.case_id).update(item_name="建筑工程施工许可证核发")
    watch.happened(alert.case, "approvals.correction_asked", date(2026, 2, 11), row=2)
    watch.happened(alert.case, "approvals.supplemented", date(2026, 2, 25), row=3)
    watch("issue_notice", alert, "officer", date(2026, 3, 23), demand="请尽快办结，并逐件说明超时原因。")
    watch(
        "issue_suggestion", alert, "officer", date(2026, 3, 24), finding="受理后未按期作出决定，亦未办理延期手续。",
        suggestions=["三日内作出决定并送达申请人", "对同类超时件逐件说明原因"], report_by="2026-03-31",
    )  # fmt: skip
    late = watch.raised(date(2026, 3, 16), ("yellow", date(2026, 3, 16)), case="甲2026-0002")
    watch(
        "explain_delay",
        late,
        "housing_clerk",
        date(2026, 3, 17),
        explanation="因材料核验系统升级，办理时间延长。",
    )
    watch.breach(date(2026, 3, 18), rule="approvals.skipped_acceptance", case="甲2026-0003")
    watch.let_raise(date(2026, 3, 18))
    return {"alert": alert.pk, "alert_late": late.pk}
