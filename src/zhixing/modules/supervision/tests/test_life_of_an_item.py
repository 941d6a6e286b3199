"""An item from registration to closing, and what stands in the way."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.modules.supervision.actions.doing import report_done, report_progress
from zhixing.modules.supervision.actions.opening import issue
from zhixing.modules.supervision.actions.watching import close
from zhixing.modules.supervision.choices import State


def test_an_issued_item_has_a_number_two_signatures_owed_and_a_limit(story):
    story.issued()

    item = story.item
    assert item.number == "云政督〔2026〕1号"
    assert item.state == State.ISSUED
    owed = {o.rule: (o.unit.code, o.due_on) for o in Obligation.objects.filter(matter_id=item.pk)}
    assert owed == {
        "supervision.sign": ("housing", date(2026, 3, 9)),
        "supervision.sign_support": ("finance", date(2026, 3, 10)),
        "supervision.finish": ("housing", date(2026, 6, 30)),
    }
    assert item.due_on == date(2026, 3, 9)


def test_without_a_carrying_leader_nothing_is_issued_and_nothing_changes(story):
    story.registered(carrying_leader=None)
    before = Event.objects.count()

    with pytest.raises(GateShut) as refusal:
        story.do(issue, "officer", date(2026, 3, 5))

    assert "S4.1-01" not in str(refusal.value)
    assert "第一条" in str(refusal.value)
    assert Event.objects.count() == before
    assert story.item.state == State.DRAFT
    assert story.item.number is None


def test_the_whole_way(story):
    story.under_way()
    story.do(report_progress, "handler", date(2026, 4, 2), progress="开工12个", progress_percent=40)
    proof = story.file("officer", "核查照片说明.txt", "20个小区现场照片编号1至20".encode())
    story.do(report_done, "housing_clerk", date(2026, 6, 29), result="20个小区全部完工")
    with pytest.raises(GateShut):
        story.do(close, "officer", date(2026, 7, 1), method="visit", finding="实地核查属实")
    story.do(close, "officer", date(2026, 7, 1), method="visit", finding="实地核查属实", evidence=[proof])

    item = story.item
    assert item.state == State.CLOSED
    assert item.closed_on == date(2026, 7, 1)
    assert item.due_on is None
    told = [
        (o.rule, o.state, o.is_late)
        for o in Obligation.objects.filter(matter_id=item.pk).order_by("rule", "period")
    ]
    assert ("supervision.finish", "met", False) in told
    assert ("supervision.check", "met", False) in told


def test_time_draws_a_yellow_card_the_day_after_and_only_once(story):
    story.issued()

    for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 10)):
        tick(clock.moment_on(day, 9))

    cards = [(c.colour, c.obligation.rule, c.drawn_on) for c in Card.objects.all()]
    assert cards == [("yellow", "supervision.sign", date(2026, 3, 10))]
    told = events.tell(Event.objects.filter(kind="obligations.card_drawn").get())
    assert told.text("zh") == "对市住房和城乡建设局出示黄牌：“签收”应于2026年3月9日前完成。"
