"""A meeting from its notice to its minutes: what is refused, what is told, what is printed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.city import OPENED

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import speaking
from zhixing.kernel.access.models import Grant
from zhixing.kernel.actions.refusals import NoPower, NotChoosable, NotYours
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.meetings import refusals, service
from zhixing.kernel.meetings.models import AgendaItem, Meeting, Seat, View
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.meetings.actions.holding import (
    hand_on,
    hold,
    record_minutes,
    record_view,
    settle_item,
)
from zhixing.modules.meetings.actions.planning import (
    cancel_meeting,
    convene,
    invite,
    notify,
    postpone,
    put_on_agenda,
    take_off_agenda,
)
from zhixing.modules.meetings.tests.conftest import BOARD, MONDAY, WEDNESDAY, Story
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import Story as ItemStory


def everything() -> tuple[int, ...]:
    """How much is on record: what a refusal must leave as it is."""
    return tuple(model.objects.count() for model in (Event, Meeting, Seat, AgendaItem, View, Letter, Notice))


def refused(refusal: type[Refusal], story: Story, spec: Any, on: date = WEDNESDAY, **given: Any) -> str:
    before, state = everything(), Meeting.objects.filter(pk=story.pk).values().first()
    with pytest.raises(refusal) as told:
        story.do(spec, on=on, **given)
    assert (everything(), Meeting.objects.filter(pk=story.pk).values().first()) == (before, state)
    return told.value.why()


def test_a_meeting_goes_from_its_notice_to_its_minutes(story):
    story.convened().with_agenda("改造计划", "资金安排")
    story.do(invite, role="observer", outsiders=["李群众，人大代表"])
    story.do(notify)
    story.held()
    for item, outcome in zip(story.meeting.items, ("adopted", "deferred"), strict=True):
        story.do(settle_item, on=WEDNESDAY, agenda_item=item.pk, outcome=outcome, decision="按方案推进。")
    story.do(record_minutes, on=WEDNESDAY, minutes="会议听取了汇报。")

    meeting = story.meeting
    assert (meeting.number, meeting.state, meeting.held_on) == ("云政会会〔2026〕1号", "minuted", WEDNESDAY)
    assert meeting.closed_on == WEDNESDAY
    paper = Letter.objects.get(matter_id=meeting.pk)
    assert (paper.kind, paper.number) == ("meetings.minutes", None)
    printed = str(paper.paper)
    assert "会议听取了汇报。" in printed and "再次讨论或者暂缓。" in printed and "专题会议纪要" in printed
    assert [e.kind for e in meeting.events.order_by("id")] == [
        "meetings.convened",
        "meetings.agenda_changed",
        "meetings.invited",
        "meetings.notified",
        "meetings.held",
        "meetings.item_settled",
        "meetings.item_settled",
        "meetings.minuted",
    ]


def test_who_is_asked_is_told_and_finds_the_meeting(story, city):
    story.convened().with_agenda("改造计划").do(notify)

    told = Notice.objects.filter(matter_id=story.pk, kind="meetings.notified")
    assert {n.person.name for n in told} == {"周明远", "沈若兰", "郭建平", "罗文"}
    with clock.at(clock.moment_on(MONDAY)):
        assert Meeting.objects.visible_to(city.actor("vice", MONDAY)).filter(pk=story.pk).exists()
        assert not Meeting.objects.visible_to(city.actor("finance_clerk", MONDAY)).exists()


def test_a_meeting_is_planned_for_a_moment_to_come(story, city):
    at = datetime(2026, 3, 2, 10, 0, tzinfo=clock.zone())  # it is ten o'clock on that day
    given = {"organiser": city.office.pk, "chair": city.persons["mayor"].pk, "place": "大厅", "title": "会"}
    said = refused(
        refusals.MomentPassed, story, convene, MONDAY, sort="meetings.special", planned_at=at, **given
    )
    assert said == "2026-03-02 10:00 已过。"


def test_a_meeting_needs_its_quorum_its_chair_and_an_agenda(story, board):
    story.convened(sort=BOARD)
    seats = {name: story.seat(name) for name in ("mayor", "vice")}
    refused(refusals.NothingOnAgenda, story, hold, held_on="2026-03-04", present=list(seats.values()))
    story.with_agenda("改造计划")

    said = refused(refusals.BelowQuorum, story, hold, held_on="2026-03-04", present=[seats["mayor"]])
    assert said == "组成人员应到 4 人、实到 1 人，未达到 2 人的法定人数。"
    refused(refusals.NobodyChaired, story, hold, held_on="2026-03-04", present=[seats["vice"]])
    refused(refusals.NotYetHeld, story, hold, held_on="2026-03-05", present=list(seats.values()))

    story.held("mayor", "vice")  # two of four are half
    assert story.meeting.gate_facts()["present"] == 2
    assert board == ["held"]


def test_a_meeting_recorded_later_counts_for_the_day_it_was_held(story):
    story.convened().with_agenda("改造计划")
    story.do(hold, on=date(2026, 3, 9), held_on="2026-03-04", present=[story.seat("mayor")])

    event = story.meeting.events.get(kind="meetings.held")
    assert (clock.day_of(event.happened_at), clock.day_of(event.recorded_at)) == (WEDNESDAY, date(2026, 3, 9))


def test_minutes_of_a_meeting_that_did_not_happen_are_refused(story):
    story.convened().with_agenda("改造计划")
    said = refused(WrongState, story, record_minutes, minutes="会议决定……")
    assert "待召开" in said


def test_minutes_wait_for_every_result(story):
    story.convened().with_agenda("改造计划", "资金安排").held()
    story.do(settle_item, on=WEDNESDAY, agenda_item=story.first, outcome="adopted", decision="通过。")
    assert refused(refusals.Unsettled, story, record_minutes) == "以下议题尚无议定结果：资金安排。"


def test_what_was_settled_is_not_settled_again(story):
    story.convened().with_agenda("改造计划").held()
    result = {"agenda_item": story.first, "outcome": "adopted", "decision": "通过。"}
    story.do(settle_item, on=WEDNESDAY, **result)

    refused(NotChoosable, story, settle_item, **(result | {"outcome": "not_adopted"}))
    assert (story.meeting.items[0].outcome, story.meeting.items[0].decision) == ("adopted", "通过。")


def view(story: Story, name: str, stance: str, text: str = "") -> None:
    given = {"agenda_item": story.first, "member": story.seat(name), "stance": stance, "text": text}
    story.do(record_view, on=WEDNESDAY, **given)


def test_the_head_speaks_last_and_everyone_speaks_once(story, board):
    story.convened(sort=BOARD).with_agenda("改造计划").held()
    mayor = {"agenda_item": story.first, "member": story.seat("mayor"), "stance": "agree"}
    said = refused(refusals.HeadSpeaksLast, story, record_view, **mayor)
    assert said == "主持人周明远应最后发表意见，尚未发表意见：沈若兰、郭建平、罗文。"

    for name in ("vice", "housing_head", "chief"):
        view(story, name, "agree")
    refused(refusals.ViewStated, story, record_view, **(mayor | {"member": story.seat("vice")}))
    result = {"agenda_item": story.first, "outcome": "adopted", "decision": "通过。"}
    assert refused(refusals.ViewsMissing, story, settle_item, **result) == "尚未记录以下人员的意见：周明远。"
    view(story, "mayor", "agree")
    story.do(settle_item, on=WEDNESDAY, **result)

    assert story.meeting.gate_facts()["head_spoke_last"] is True
    assert board == ["held", "settled"]


def test_an_absent_member_states_no_view(story, board):
    story.convened(sort=BOARD).with_agenda("改造计划").held("mayor", "vice", "chief")
    given = {"agenda_item": story.first, "member": story.seat("housing_head"), "stance": "agree"}
    refused(NotChoosable, story, record_view, **given)


def test_two_against_two_is_no_majority_and_dissent_is_printed_as_it_was_said(story, board):
    story.convened(sort=BOARD).with_agenda("改造计划").held()
    view(story, "vice", "disagree", "资金缺口未落实。")
    view(story, "housing_head", "disagree", "工期过紧。")
    view(story, "chief", "agree")
    view(story, "mayor", "agree")
    result = {"agenda_item": story.first, "outcome": "adopted", "decision": "通过。"}
    story.do(settle_item, on=WEDNESDAY, **result)  # two against two is no majority

    story.do(record_minutes, on=WEDNESDAY)
    printed = str(Letter.objects.get(matter_id=story.pk).paper)
    assert "沈若兰不同意：" in printed and "资金缺口未落实。" in printed


def test_three_against_the_chair_need_a_stated_reason(story, board):
    story.convened(sort=BOARD).with_agenda("改造计划").held()
    for name in ("vice", "housing_head", "chief"):
        view(story, name, "disagree", "时机不成熟。")
    view(story, "mayor", "agree")
    result = {"agenda_item": story.first, "outcome": "adopted", "decision": "通过。"}
    refused(refusals.AgainstMajority, story, settle_item, **result)

    story.do(settle_item, on=WEDNESDAY, reason="群众反映强烈，须即刻实施。", **result)
    facts = story.meeting.gate_facts()
    assert (facts["against_majority"], facts["reasons_stated"], facts["dissents"]) == (True, True, 3)


def test_the_gate_asks_that_every_dissent_is_told_in_words(story, city, board):
    switch_on(city.gov, ["major-decisions"], reason="tests")
    story.convened(sort=BOARD).with_agenda("改造计划").held()
    view(story, "vice", "disagree")  # nothing beside it
    for name in ("housing_head", "chief", "mayor"):
        view(story, name, "agree")
    story.do(settle_item, on=WEDNESDAY, agenda_item=story.first, outcome="adopted", decision="通过。")

    before = everything()
    with pytest.raises(Refusal) as told:
        story.do(record_minutes, on=WEDNESDAY)
    assert "如实" in told.value.why() and "第三十条" in str(told.value.on_what_ground())
    assert everything() == before

    View.objects.filter(stance="disagree").update(text="资金缺口未落实。")
    story.do(record_minutes, on=WEDNESDAY)
    assert story.meeting.state == "minuted"


def test_a_matter_on_the_agenda_hears_of_it_and_of_its_result(story, city):
    item = ItemStory(city).issued(on=MONDAY).item
    story.convened().with_agenda(matters=(item.pk,)).held()
    story.do(
        settle_item, on=WEDNESDAY, agenda_item=story.first, outcome="adopted_changed", decision="压缩工期。"
    )
    story.do(record_minutes, on=WEDNESDAY)

    kinds = list(item.events.order_by("id").values_list("kind", flat=True))
    assert kinds[-2:] == ["meetings.tabled", "meetings.discussed"]
    (made,) = service.deliberations(item)
    assert (made.outcome, made.present, made.members, made.dissents) == ("adopted_changed", 4, 4, 0)
    assert (made.sort, made.held_on, made.minuted_on) == ("meetings.special", WEDNESDAY, WEDNESDAY)
    assert service.deliberations(Matter.objects.get(pk=story.pk)) == []


def test_a_matter_stands_on_one_open_agenda_of_a_sort(story, city):
    item = ItemStory(city).issued(on=MONDAY).item
    story.convened().with_agenda(matters=(item.pk,))
    second = Story(city).convened()
    said = refused(refusals.OnAgendaAlready, second, put_on_agenda, MONDAY, matters=[item.pk])
    assert "云政会会〔2026〕1号" in said

    story.do(take_off_agenda, agenda_items=[story.first], reason="材料不全")
    second.with_agenda(matters=(item.pk,))
    assert [i.title for i in second.meeting.items] == [item.title]
    assert story.meeting.items == []


def test_a_cancelled_meeting_lets_its_matters_go(story, city, board):
    item = ItemStory(city).issued(on=MONDAY).item
    story.convened(sort=BOARD).with_agenda(matters=(item.pk,))
    story.do(cancel_meeting, reason="时间冲突")

    assert (story.meeting.state, story.meeting.closed_on, board) == ("cancelled", MONDAY, ["cancelled"])
    assert item.events.latest("id").kind == "meetings.taken_off"
    refused(WrongState, story, hold, held_on="2026-03-04", present=[story.seat("mayor")])


def test_a_meeting_is_put_off_to_a_moment_to_come(story):
    story.convened()
    past = datetime(2026, 3, 1, 9, 0, tzinfo=clock.zone())
    refused(refusals.MomentPassed, story, postpone, MONDAY, planned_at=past, reason="冲突")
    story.do(postpone, planned_at=datetime(2026, 3, 9, 9, 0, tzinfo=clock.zone()), reason="冲突")
    assert story.meeting.planned_at.astimezone(clock.zone()).day == 9


def test_nobody_sits_twice(story, city):
    story.convened()
    said = refused(
        refusals.SeatTaken, story, invite, MONDAY, role="attending", persons=[city.persons["vice"].pk]
    )
    assert said == "沈若兰已在参会名单中（组成人员）。"


def test_only_the_organiser_works_on_a_meeting(story, city):
    """A member has no such power; another office that has it, and sees the meeting, is no organiser of this one."""
    Grant.objects.create(
        account=city.accounts["housing_head"],
        role="meetings.office",
        unit=city.housing,
        reach="unit",
        from_on=OPENED,
    )
    story.convened().with_agenda("改造计划")
    before = everything()
    with pytest.raises(NoPower):
        story.do(notify, who="vice")
    with pytest.raises(NotYours):
        story.do(notify, who="housing_head")
    assert (everything(), story.meeting.notified_on) == (before, None)


def test_what_was_settled_becomes_a_draft_of_supervised_handling(story, city):
    story.convened().with_agenda("改造计划").held()
    given = {
        "title": "落实改造资金",
        "content": "按会议要求办理。",
        "lead_unit": city.finance.pk,
        "supporting_units": [city.housing.pk, city.finance.pk],
        "supervising_unit": city.office.pk,
    }
    story.do(hand_on, on=WEDNESDAY, limit_on="2026-04-30", **given)

    item = SupervisedItem.objects.get(origin_id=story.pk)
    assert (item.state, item.title, item.lead_unit_id) == ("draft", "落实改造资金", city.finance.pk)
    assert (item.limit_on, item.source, item.source_title) == (
        date(2026, 4, 30),
        "meeting",
        "研究老旧小区改造",
    )
    assert list(item.participations.standing("supporting").values_list("unit_id", flat=True)) == [
        city.housing.pk
    ]
    assert story.meeting.events.latest("id").kind == "matters.handed_on"
    before = SupervisedItem.objects.count()
    refused(Refusal, story, hand_on, limit_on="2026-03-03", **given)
    assert SupervisedItem.objects.count() == before


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_agenda_views_and_who_came(story, city, board, client, language):
    story.convened(sort=BOARD).with_agenda("改造计划").held()
    view(story, "vice", "disagree", "资金缺口未落实。")
    client.force_login(city.accounts["officer"])
    with clock.at(clock.moment_on(WEDNESDAY)), speaking(language):
        page = client.get(f"/meetings/meetings/{story.pk}", headers={"accept-language": language[:2]})
        ledger = client.get("/meetings/meetings?tab=unwritten", headers={"accept-language": language[:2]})

    shown = page.content.decode()
    assert page.status_code == 200 and ledger.status_code == 200
    assert "资金缺口未落实。" in shown and "沈若兰" in shown
    assert ("不同意" if language == "zh-hans" else "disagrees") in shown
    assert "研究老旧小区改造" in ledger.content.decode()
