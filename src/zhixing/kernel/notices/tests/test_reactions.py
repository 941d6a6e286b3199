"""Rules of who is told of which event, and cards that time draws."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Participation
from zhixing.kernel.notices import rules
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.notices.service import cards_told, told


@pytest.fixture(autouse=True)
def registers(monkeypatch):
    """Registers of the test's own, with one kind of event."""
    monkeypatch.setattr(rules, "_RULES", {})
    monkeypatch.setattr(events, "_KINDS", dict(events._KINDS))
    monkeypatch.setattr(events, "_ADAPTERS", dict(events._ADAPTERS))

    @events.kind
    @dataclass(frozen=True, slots=True, kw_only=True)
    class PassedOn(events.DomainEvent):
        kind = "test.passed_on"
        sentence = w("{actor} passed it on to {unit}.", "{actor}转交{unit}。")

        unit: str
        unit_id: int
        person_ids: list[int]


def happens(city, matter, by="officer", **facts):
    given = {"unit": "财政局", "unit_id": city.units["finance"].pk, "person_ids": []}
    row = city.event(matter, by, "test.passed_on", **(given | facts))
    events.react(row)
    return row


def said():
    return {n.unit.code if n.unit else n.person.name: n.zh for n in Notice.objects.order_by("id")}


def test_those_who_stand_so_and_those_whom_the_facts_name_are_told(city):
    told("test.passed_on", standings=("lead",), fields=("unit_id",), persons=("person_ids",))
    matter = city.matter(lead="housing", supporting="office")

    row = happens(city, matter, person_ids=[city.persons["handler"].pk])

    told_now = "云督〔2026〕1号“修建滨河路”：officer转交财政局。"
    assert said() == {"finance": told_now, "handler": told_now, "housing": told_now}
    assert set(Notice.objects.values_list("event_id", "matter_id", "by_id", "kind")) == {
        (row.pk, matter.pk, city.accounts["officer"].pk, "test.passed_on")
    }


def test_a_rules_own_words_have_the_events_facts(city):
    told(
        "test.passed_on",
        standings=("lead",),
        words=w("{actor} → {unit}: {number} {title}", "{actor}→{unit}：{number}{title}"),
        urgency="urgent",
    )

    happens(city, city.matter(lead="housing"))

    assert said() == {"housing": "officer→财政局：云督〔2026〕1号修建滨河路"}
    assert Notice.objects.get().urgency == "urgent"


def test_an_addressee_is_told_once_by_the_first_rule_that_fits(city):
    told("test.passed_on", fields=("unit_id",), words=w("yours", "请办理"))
    told("test.passed_on", standings=("lead", "supporting"), words=w("for information", "请知悉"))

    happens(city, city.matter(lead="finance", supporting="housing"))

    assert said() == {"finance": "请办理", "housing": "请知悉"}


def test_nobody_is_told_of_his_own_deed(city):
    told("test.passed_on", persons=("person_ids",))

    happens(city, city.matter(), by="handler", person_ids=[city.persons[p].pk for p in ("handler", "clerk")])

    assert list(said()) == ["clerk"]


def test_who_no_longer_stands_so_is_not_told(city):
    told("test.passed_on", standings=("lead",))
    matter = city.matter(lead="housing")
    Participation.objects.update(until_at="2026-03-02T00:00Z")

    happens(city, matter)

    assert said() == {}


def test_an_event_that_no_rule_names_costs_no_query(city):
    row = city.event(city.matter(lead="housing"))

    with CaptureQueriesContext(connection) as asked:
        events.react(row)

    assert len(asked) == 0


def test_an_event_without_a_matter_is_told_in_its_own_sentence(city):
    told("test.passed_on", fields=("unit_id",))

    happens(city, None)

    assert said() == {"finance": "officer转交财政局。"}


def test_a_rule_that_names_what_does_not_exist_is_found(city):
    told("test.passed_on", standings=("leed",), fields=("unit_it",), words=w("{untold}", "{untold}"))
    told("test.never", standings=("lead",))

    assert rules.check() == [
        "test.never: no such kind of event",
        "test.passed_on: no fact unit_it",
        "test.passed_on: no place untold",
        "test.passed_on: no place untold",
        "test.passed_on: no standing leed",
    ]
    with pytest.raises(ValueError, match="tells nobody"):
        told("test.passed_on")


def test_cards_are_told_to_each_holder_and_their_escalation_to_the_superior(city):
    matter, other = city.matter(), city.matter("拆除违建", lead="finance")
    unit, person, gov = city.units["housing"].pk, city.persons["handler"].pk, city.units["gov"].pk

    cards_told(
        [
            (matter.pk, unit, None, "yellow", "supervised.feedback"),
            (other.pk, unit, person, "blue", "supervised.feedback"),
            (other.pk, gov, None, "escalated", "red"),
        ]
    )

    rows = Notice.objects.order_by("id").values_list("addressee", "kind", "urgency", "zh")
    assert list(rows) == [
        (
            unit,
            "obligations.card_drawn",
            "urgent",
            "黄牌：云督〔2026〕1号“修建滨河路”，supervised.feedback。",
        ),
        (unit, "obligations.card_drawn", "plain", "蓝牌：云督〔2026〕2号“拆除违建”，supervised.feedback。"),
        (
            -person,
            "obligations.card_drawn",
            "plain",
            "蓝牌：云督〔2026〕2号“拆除违建”，supervised.feedback。",
        ),
        (gov, "obligations.card_escalated", "urgent", "下级单位未按期回应红牌：云督〔2026〕2号“拆除违建”。"),
    ]


def test_two_thousand_cards_are_told_with_one_mail_job_for_each_holder(city, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    matter = city.matter()
    units = [city.units[u].pk for u in ("housing", "finance")]

    with CaptureQueriesContext(connection) as asked:
        cards_told([(matter.pk, units[n % 2], None, "yellow", f"rule{n}") for n in range(2_000)])

    assert Notice.objects.count() == 2_000
    assert len(asked) <= 10
    with connection.cursor() as cursor:
        cursor.execute(
            "select jsonb_array_length(args -> 'notice_ids') from procrastinate_jobs where task_name = %s",
            ["notices.mail_now"],
        )
        assert cursor.fetchall() == [(1_000,), (1_000,)]
