"""From proposals to supervised items: all that were chosen, or none."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import NoPower
from zhixing.kernel.matters.models import Event, Standing
from zhixing.modules.supervision.actions.documents.accepting import accept_proposals, issue_proposals
from zhixing.modules.supervision.actions.documents.correcting import edit_proposal
from zhixing.modules.supervision.actions.documents.naming import (
    assign_leader,
    map_unit,
    map_units,
    set_defaults,
)
from zhixing.modules.supervision.actions.documents.taking_in import close_document, take_in
from zhixing.modules.supervision.choices import Rhythm, State
from zhixing.modules.supervision.documents.gathering import all_resolved
from zhixing.modules.supervision.documents.refusals import DecidedAlready, NotReady, StillWaiting
from zhixing.modules.supervision.models import BreakdownDocument, SupervisedItem
from zhixing.modules.supervision.tests.documents import PLAN, Paper


@pytest.fixture
def paper(city):
    return Paper(city).taken_in()


def lines_of(paper: Paper) -> dict[int, list[str]]:
    with clock.at(clock.moment_on(paper.on)):
        return {r.proposal.n: [m.text("zh") for m in r.missing] for r in all_resolved(paper.document)}


def test_three_items_are_proposed_with_what_the_document_says(paper):
    first, second, third = paper.proposals

    assert [p.mark for p in paper.proposals] == ["（一）", "（二）", "（三）"]
    assert first.lead_names == ["市住房和城乡建设局"]
    assert first.co_names == ["市财政局", "市交通运输局"]
    assert first.due_on == date(2026, 9, 30)
    assert second.due_on == date(2025, 12, 31)
    assert third.due_kind == "recurring"
    assert third.rhythm == Rhythm.QUARTER
    assert paper.document.source_number == "云政发〔2026〕3号"
    assert paper.document.title == "关于加快园区建设的实施方案"
    assert paper.document.issuing_organ == "云川市人民政府"


def test_what_is_missing_is_told_line_by_line(paper):
    assert lines_of(paper) == {
        1: ["缺包干领导"],
        2: ["单位“市住建委”未对应", "缺包干领导", "文件时限2025年12月31日已过"],
        3: ["缺包干领导"],
    }


def test_one_that_lacks_something_holds_all_back_and_nothing_changes(paper):
    paper.do(set_defaults, default_leader=paper.city.persons["vice"].pk)
    before = Event.objects.count()

    with pytest.raises(NotReady) as refusal:
        paper.do(accept_proposals)

    assert [n for n, _, _ in refusal.value.lines] == [2]
    assert "市住建委" in str(refusal.value)
    assert SupervisedItem.objects.count() == 0
    assert Event.objects.count() == before
    assert {p.state for p in paper.proposals} == {"proposed"}


def test_accepted_items_are_drafts_that_know_their_document(paper):
    paper.ready().do(accept_proposals)

    items = list(SupervisedItem.objects.order_by("id"))
    assert [(i.state, i.number) for i in items] == [(State.DRAFT, None)] * 3
    assert {i.origin_id for i in items} == {paper.document_id}
    assert items[0].source == "document"
    assert items[0].source_number == "云政发〔2026〕3号"
    assert [i.limit_on for i in items] == [date(2026, 9, 30), date(2026, 6, 30), date(2026, 12, 31)]
    assert [p.item_id for p in paper.proposals] == [i.pk for i in items]


def test_the_first_of_several_leads_leads_and_the_others_support_once(paper):
    paper.ready().do(accept_proposals)

    third = SupervisedItem.objects.order_by("id").last()
    standing = third.participations.standing(Standing.SUPPORTING).values_list("unit__code", flat=True)
    assert third.lead_unit.code == "transport"
    assert list(standing) == ["finance"]


def test_a_unit_that_leads_is_dropped_where_it_supports(city):
    text = "一、任务\n（一）修路。修建道路3条。（牵头单位：市财政局；配合单位：市财政局、市交通运输局）\n"
    paper = Paper(city).taken_in(text)
    paper.do(set_defaults, default_limit_on="2026-06-30", default_leader=city.persons["vice"].pk)

    paper.do(accept_proposals)

    item = SupervisedItem.objects.get()
    assert item.lead_unit.code == "finance"
    assert [u for u in item.supporting_ids] == [city.transport.pk]


def test_issued_at_once_each_has_its_number_and_its_clocks(paper):
    paper.ready().do(issue_proposals)

    items = list(SupervisedItem.objects.order_by("id"))
    assert [i.number for i in items] == ["云政督〔2026〕1号", "云政督〔2026〕2号", "云政督〔2026〕3号"]
    assert {i.state for i in items} == {State.ISSUED}
    assert {i.carrying_leader.name for i in items} == {"沈若兰"}
    assert items[0].overall_leader.name == "郭建平"
    assert items[0].due_on == date(2026, 3, 9)
    assert items[0].first_limit_on == date(2026, 9, 30)


def test_without_a_top_leader_it_can_be_accepted_but_not_issued(paper):
    paper.do(map_units, meanings=["市住建委=housing"])
    paper.do(set_defaults, default_limit_on="2026-06-30", default_leader=paper.city.persons["vice"].pk)

    with pytest.raises(NotReady) as refusal:
        paper.do(issue_proposals)
    assert [n for n, _, _ in refusal.value.lines] == [3]
    assert SupervisedItem.objects.count() == 0

    paper.do(accept_proposals)
    assert SupervisedItem.objects.count() == 3


def test_some_can_be_accepted_and_the_others_later(paper):
    paper.ready()
    first, second, third = paper.proposals

    paper.do(accept_proposals, proposals=[first.pk, third.pk])
    assert SupervisedItem.objects.count() == 2
    paper.do(accept_proposals)

    assert SupervisedItem.objects.count() == 3
    assert {p.state for p in paper.proposals} == {"accepted"}


def test_whoever_comes_second_is_told_and_nothing_is_made_twice(paper):
    paper.ready()
    chosen = [p.pk for p in paper.proposals]
    paper.do(issue_proposals, "officer", proposals=chosen)
    before = Event.objects.count()

    with pytest.raises(DecidedAlready) as refusal:
        paper.do(issue_proposals, "chief", proposals=chosen)

    assert "云政督〔2026〕1号" in str(refusal.value)
    assert SupervisedItem.objects.count() == 3
    assert Event.objects.count() == before


def test_the_same_press_sent_twice_is_done_once(paper):
    paper.ready()
    given = {"proposals": [p.pk for p in paper.proposals]}

    first = paper.do(accept_proposals, key="press-1", given=given)
    again = paper.do(accept_proposals, key="press-1", given=given)

    assert not first.again
    assert again.again
    assert SupervisedItem.objects.count() == 3


def test_a_leader_in_charge_of_a_unit_goes_before_the_default_and_is_remembered(paper):
    city = paper.city
    paper.ready()
    paper.do(assign_leader, carrying_leader=city.persons["mayor"].pk, units=[city.transport.pk])
    paper.do(accept_proposals)
    assert [i.carrying_leader.name for i in SupervisedItem.objects.order_by("id")] == [
        "沈若兰",
        "沈若兰",
        "周明远",
    ]

    later = Paper(city).taken_in()

    assert [n for n, missing in lines_of(later).items() if "缺包干领导" not in missing] == [3]


def test_what_a_name_meant_is_suggested_for_the_next_document(paper):
    from zhixing.kernel.organisation.naming import Chart, offers
    from zhixing.modules.supervision.documents.naming import remembered_for

    paper.do(map_unit, name="市住建委", units=[paper.city.housing.pk])
    later = Paper(paper.city).taken_in()

    before = remembered_for(later.document, ["市住建委"])
    best = offers("市住建委", Chart(paper.on), before["市住建委"])[0]

    assert best.unit == paper.city.housing
    assert best.reason.zh == "此前对应为该单位"


def test_a_unit_that_was_dissolved_leads_to_its_successor(city):
    from zhixing.kernel.organisation.naming import Chart, offers

    old = city.unit("ports", "市港航管理局", "department", city.gov)
    old.dissolved_on, old.successor = date(2025, 6, 1), city.transport
    old.save()

    (best, *_) = offers("市港航管理局", Chart(date(2026, 3, 5)))

    assert best.unit == city.transport
    assert best.reason.text("zh") == "市港航管理局已撤销，此为承接单位"
    assert best.score < 0.98


def test_a_unit_chosen_by_hand_and_dissolved_later_holds_the_item_back(paper):
    paper.ready()
    city = paper.city
    city.finance.dissolved_on = date(2026, 3, 1)
    city.finance.save()

    assert lines_of(paper)[1] == ["市财政局已撤销"]


def test_an_edited_item_keeps_following_what_was_not_edited(paper):
    first = paper.ready().proposals[0]
    city = paper.city

    paper.do(
        edit_proposal,
        proposal=first.pk,
        title="完善园区道路5条",
        content=first.content,
        lead_unit=city.housing.pk,
        supporting_units=[city.finance.pk, city.transport.pk],
        carrying_leader=city.persons["vice"].pk,
        overall_leader=city.persons["housing_head"].pk,
        limit_on="2026-09-30",
        rhythm="month",
        targets=first.targets,
    )

    edited = paper.proposals[0]
    assert edited.state == "edited"
    assert edited.title == "完善园区道路5条"
    assert (edited.units_chosen_on, edited.limit_on, edited.carrying_leader_id) == (None, None, None)


def test_a_finished_breakdown_has_nothing_waiting(paper):
    paper.ready()
    with pytest.raises(StillWaiting):
        paper.do(close_document)
    assert paper.document.closed_on is None

    paper.do(accept_proposals)
    paper.do(close_document)

    assert paper.document.closed_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        pytest.param("officer", True, id="inspection officer"),
        pytest.param("chief", True, id="head of the inspection office"),
        pytest.param("vice", False, id="a leader sees it and does not accept"),
        pytest.param("housing_head", False, id="head of a department: another unit's document is not there"),
        pytest.param("housing_clerk", False, id="liaison officer"),
        pytest.param("handler", False, id="handler"),
        pytest.param("stranger", False, id="another unit"),
    ],
)
def test_who_may_accept(paper, who, may):
    from zhixing.base.refusals import NotAllowed, NotFound

    paper.ready()
    if may:
        paper.do(accept_proposals, who)
        assert SupervisedItem.objects.count() == 3
        return

    with pytest.raises((NotAllowed, NotFound)):
        paper.do(accept_proposals, who)

    assert SupervisedItem.objects.count() == 0


def test_a_stand_in_for_the_officer_may_accept_and_the_record_says_for_whom(paper):
    from zhixing.kernel.access.models import StandIn

    city = paper.city
    StandIn.objects.create(
        absent=city.accounts["officer"],
        deputy=city.accounts["housing_clerk"],
        from_on=date(2026, 3, 1),
        until_on=date(2026, 3, 31),
    )
    paper.ready()

    done = paper.do(accept_proposals, "housing_clerk")

    assert done.event.on_behalf_of == "何清"
    assert SupervisedItem.objects.count() == 3


def test_taking_in_needs_the_power(city):
    with pytest.raises(NoPower):
        Paper(city).do(take_in, "handler", text=PLAN, supervising_unit=city.office.pk)

    assert BreakdownDocument.objects.count() == 0


def test_another_documents_proposal_cannot_be_accepted_here(paper):
    from zhixing.kernel.actions.refusals import NotChoosable

    other = Paper(paper.city).taken_in()
    paper.ready()

    with pytest.raises(NotChoosable):
        perform(
            accept_proposals,
            paper.document_id,
            actor=paper.city.actor("officer", paper.on),
            proposals=[other.proposals[0].pk],
        )

    assert SupervisedItem.objects.count() == 0
