"""The small city with its government office, and a document as far along as a test wants it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.city import City, small_city

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.organisation.models import Kind, Rank
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.correspondence.models import Delivery, IncomingDocument, OutgoingDocument, StandingDuty

THURSDAY = date(2026, 3, 5)
FRIDAY = date(2026, 3, 6)


def documents_city() -> City:
    """The small city where documents are handled: clerks in three departments, an office, leaders who sign."""
    city = small_city(packs=())
    switch_on(city.gov, ["district-measures"], reason="tests")
    office = city.unit("gov_office", "云川市人民政府办公室", Kind.OFFICE, city.gov, document_code="云政办")
    below, unit = Reach.BELOW, Reach.UNIT
    city.person("secretary", "方圆", office, Rank.STAFF, ("correspondence.office", city.gov, below))
    for who, role, where, reach in (
        ("housing_clerk", "correspondence.clerk", city.housing, unit),
        ("finance_clerk", "correspondence.clerk", city.finance, unit),
        ("transport_clerk", "correspondence.clerk", city.transport, unit),
        ("stranger", "correspondence.clerk", city.town, unit),
        ("housing_head", "correspondence.unit_head", city.housing, below),
        ("vice", "correspondence.leader", city.gov, below),
        ("mayor", "correspondence.leader", city.gov, below),
        ("handler", "correspondence.staff", city.section, Reach.OWN),
    ):
        account = city.accounts[who]
        Grant.objects.create(account=account, role=role, unit=where, reach=reach, from_on=date(2020, 1, 1))
    return city


@pytest.fixture
def city(db: None) -> City:
    return documents_city()


class Desk:
    """Deeds on documents, each by whoever is named, on the day that is named; the document as it stands then."""

    def __init__(self, city: City) -> None:
        self.city = city

    def __call__(
        self, name: str, thing: Any, who: str, on: date = THURSDAY, hour: int = 10, **given: Any
    ) -> Any:
        """Do the action of this name to the thing, or open one of this model; the thing afterwards."""
        done = self.deed(name, thing, who, on, hour, **given)
        return type(done.item).objects.get(pk=done.item.pk)

    def deed(
        self, name: str, thing: Any, who: str, on: date = THURSDAY, hour: int = 10, **given: Any
    ) -> Done:
        model, pk = (thing, None) if isinstance(thing, type) else (type(thing), thing.pk)
        with clock.at(clock.moment_on(on, hour)):
            return perform(actions_of(model)[name], pk, actor=self.city.actor(who, on), **given)

    def registered(self, on: date = THURSDAY, **more: Any) -> IncomingDocument:
        city = self.city
        given = {
            "receiving_unit": city.housing.pk,
            "sender": "市财政局",
            "sender_unit": city.finance.pk,
            "document_number": "云财建〔2026〕18号",
            "title": "关于申请核定保障房维修资金的函",
            "dated_on": "2026-03-03",
            "received_on": "2026-03-04",
            "text": "现将2026年保障性住房维修资金申请报来，请予核定。",
        }
        return self("register", IncomingDocument, "housing_clerk", on, **(given | more))

    def accepted(self, on: date = THURSDAY, **more: Any) -> IncomingDocument:
        given = {"handler": self.city.persons["handler"].pk, "within_authority": True}
        return self("accept", self.registered(on), "housing_clerk", on, 11, **(given | more))

    def under_way(self, on: date = THURSDAY, **more: Any) -> IncomingDocument:
        return self("check_papers", self.accepted(on, **more), "housing_clerk", on, 14, is_complete=True)

    def planned(self, on: date = THURSDAY, **more: Any) -> OutgoingDocument:
        city = self.city
        given = {
            "issuing_unit": city.housing.pk,
            "title": "关于老旧小区改造专项资金的请示",
            "direction": "upward",
            "document_kind": "request",
            "addressed_to": "云川市人民政府",
            "counterpart": city.finance.pk,
        }
        return self("plan_document", OutgoingDocument, "housing_clerk", on, **(given | more))

    def consulted(self, on: date = THURSDAY, **more: Any) -> OutgoingDocument:
        given = {"with_whom": "市财政局预算科", "consulted_on": on.isoformat(), "advice": "资金来源须写明"}
        return self("record_consultation", self.planned(on, **more), "housing_clerk", on, 11, **given)

    def signed(self, on: date = THURSDAY, **more: Any) -> OutgoingDocument:
        drafted = self(
            "draft_document",
            self.consulted(on, **more),
            "housing_clerk",
            on,
            14,
            document_text="现将有关情况请示如下：\n一、资金需求。\n妥否，请批示。",
        )
        return self("sign_document", drafted, "housing_head", on, 15)

    def delivered(self, on: date = THURSDAY, **more: Any) -> OutgoingDocument:
        signed = self.signed(on, **more)
        named = self("name_follower", signed, "housing_clerk", on, 16, follower=self.city.persons["vice"].pk)
        return self("deliver", named, "housing_clerk", on, 17)


@pytest.fixture
def desk(city: City) -> Desk:
    return Desk(city)


def shown(city: City) -> dict[str, int]:
    """What the gallery looks at: one of each kind, well on its way, for roles given to the small city's people."""
    for who, role, where in (
        ("officer", "correspondence.office", city.gov),
        ("housing_clerk", "correspondence.clerk", city.housing),
        ("housing_head", "correspondence.unit_head", city.housing),
        ("finance_clerk", "correspondence.clerk", city.finance),
        ("vice", "correspondence.leader", city.gov),
    ):
        account = city.accounts[who]
        Grant.objects.create(
            account=account, role=role, unit=where, reach=Reach.BELOW, from_on=date(2020, 1, 1)
        )
    desk = Desk(city)
    incoming = desk.under_way(within_authority=False, authority_reason="须报市政府审批")
    desk("ask_review", incoming, "housing_clerk", review="land", reason="涉及用地")
    desk("circulate", incoming, "housing_clerk", persons=[city.persons["vice"].pk, city.persons["mayor"].pk])
    outgoing = desk.delivered()
    desk("follow_up", outgoing, "vice", FRIDAY, progress="已进入会签环节", problems="需补充测算依据")
    given = {"issuing_unit": city.office.pk, "title": "关于印发值班工作制度的通知"}
    notice = desk("write_notice", Delivery, "officer", text="各单位：\n值班人员应当在岗在位。", **given)
    units = [city.housing.pk, city.finance.pk, city.transport.pk]
    desk("deliver_notice", notice, "officer", units=units, receipt_due_on="2026-03-10")
    desk("confirm_receipt", notice, "housing_clerk", FRIDAY)
    report, review = (
        desk("begin_duty", StandingDuty, "officer", duty=duty, unit=city.office.pk)
        for duty in ("tracking_report", "land_review")
    )
    leaders = [city.persons["mayor"].pk]
    desk("report_week", report, "officer", FRIDAY, day_of_week="2026-03-06", leaders=leaders)
    return {
        "incoming": incoming.pk,
        "outgoing": outgoing.pk,
        "delivery": notice.pk,
        "weekly": report.pk,
        "review": review.pk,
    }
