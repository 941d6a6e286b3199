"""Findings: the record is counted by a job, opened down to its events, and decided by a person of that government."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import NoPower
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.findings import count
from zhixing.kernel.obligations.models import Finding, FindingState
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.administration.actions.findings import set_aside, take_up
from zhixing.modules.administration.refusals import DecidedAlready, OutsideJurisdiction

pytestmark = pytest.mark.django_db(transaction=True)
LATE = date(2026, 7, 1)  # the day after the limit of two items: each draws a yellow card
PACK = """pack: try-cards
version: 1
title: {en: t, zh: 题}
source: {en: s, zh: 源}
levels: [city]
in_force_on: 2020-01-01
rules:
  - code: try.two_cards
    kind: tally
    title: {en: Two yellow cards in a year, zh: 一年内两张黄牌}
    basis: [{document: 试行办法, article: 第三条, text: 一年内两次被亮黄牌的，予以通报批评}]
    on: [obligations.card_drawn]
    when: facts.colour == "yellow" && facts.rule == "supervision.finish"
    subject: {unit: unit_id}
    window: calendar_year
    threshold: 2
    effect: {title: {en: Notice of criticism, zh: 通报批评}, lasts: rest_of_year}
"""


@pytest.fixture
def counted(city, tmp_path):
    """A government that counts yellow cards."""
    from zhixing.kernel.rulebook.loading import PACKS

    for name in ("supervised-handling",):
        (tmp_path / f"{name}.yaml").write_text((PACKS / f"{name}.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "try-cards.yaml").write_text(PACK, "utf-8")
    switch_on(city.gov, ["supervised-handling", "try-cards"], reason="试", folder=tmp_path)
    grant(city, "vice", city.gov)
    return city


def grant(city, who, unit):
    Grant.objects.create(
        account=city.accounts[who],
        role="administration.findings",
        unit=unit,
        reach=Reach.BELOW,
        from_on=date(2020, 1, 1),
    )


def late_items(story, n: int) -> None:
    for _ in range(n):
        type(story)(story.city).under_way()
    with clock.at(clock.moment_on(LATE, 9)):
        tick()


def found(story, n: int) -> Finding:
    late_items(story, n)
    with clock.at(clock.moment_on(LATE, 10)):
        assert count().found == 1
    return Finding.objects.get()


def test_one_card_reaches_nothing_and_the_second_is_found_once(counted, story):
    late_items(story, 1)
    with clock.at(clock.moment_on(LATE, 10)):
        assert count().found == 0
    finding = found(story, 1)

    with clock.at(clock.moment_on(LATE, 11)):
        assert count().found == 0  # a second run finds nothing new
    assert (finding.unit, finding.on, finding.count, finding.until) == (
        counted.housing, LATE, 2, date(2026, 12, 31)
    )  # fmt: skip
    kinds = Event.objects.filter(pk__in=finding.evidence).values_list("kind", "facts__rule")
    assert list(kinds) == [("obligations.card_drawn", "supervision.finish")] * 2


def test_the_page_opens_the_finding_down_to_its_events(counted, story):
    finding = found(story, 2)
    client = Client()
    client.force_login(counted.accounts["vice"])

    listed = client.get("/administration/findings/").content.decode()
    opened = client.get(f"/administration/findings/{finding.pk}/").content.decode()

    assert "一年内两张黄牌" in listed
    assert "通报批评" in listed
    assert "试行办法 第三条" in opened
    assert opened.count("亮黄牌") >= 1
    client.force_login(counted.accounts["officer"])
    assert client.get(f"/administration/findings/{finding.pk}/").status_code in (403, 404)


def test_a_person_decides_once_and_it_stands_on_the_record(counted, story):
    finding = found(story, 2)

    done = perform(take_up, finding.pk, actor=counted.actor("vice", LATE), decision="由督查室通报")

    finding.refresh_from_db()
    assert (finding.state, finding.decision) == (FindingState.TAKEN_UP, "由督查室通报")
    assert "通报批评" in done.event.facts["effect_zh"]
    with pytest.raises(DecidedAlready):
        perform(set_aside, finding.pk, actor=counted.actor("vice", LATE), decision="再议")
    finding.refresh_from_db()
    assert finding.state == FindingState.TAKEN_UP


def test_nobody_else_decides_and_nothing_changes(counted, story):
    finding = found(story, 2)
    grant(counted, "housing_clerk", counted.housing)  # the power, but not over the government
    events = Event.objects.count()

    with pytest.raises(NoPower):
        perform(take_up, finding.pk, actor=counted.actor("officer", LATE), decision="x")
    with pytest.raises(OutsideJurisdiction):
        perform(take_up, finding.pk, actor=counted.actor("housing_clerk", LATE), decision="x")

    finding.refresh_from_db()
    assert (finding.state, Event.objects.count()) == (FindingState.PROPOSED, events)
