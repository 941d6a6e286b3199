"""Circulars: four eyes, a paper with a number, receipts, objections, withdrawal with a correction; the bulletin."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.kernel import letters
from zhixing.kernel.actions.refusals import NoPower, NotYours
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.modules.supervision.actions.circulars.answering import (
    decide_circular_objection,
    object_circular,
    receive_circular,
)
from zhixing.modules.supervision.actions.circulars.approving import (
    approve_circular,
    conclude_circular,
    issue_circular,
    return_circular,
    withdraw_circular,
)
from zhixing.modules.supervision.actions.circulars.writing import (
    amend_circular,
    discard_circular,
    draft_bulletin,
    draft_circular,
    submit_circular,
)
from zhixing.modules.supervision.choices import CircularState, Conduct
from zhixing.modules.supervision.models import Circular
from zhixing.modules.supervision.refusals import ConductMissing, NobodyNamed, NotYet, ReceivedAlready
from zhixing.modules.supervision.tests.conftest import Story

THURSDAY, FRIDAY, MONDAY = date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def drafted(city, do):
    def made(who="officer", **more):
        given = {
            "supervising_unit": city.office.pk,
            "nature": "criticism",
            "conduct": "passing_buck",
            "title": "关于市财政局推诿扯皮问题的通报",
            "body": "经查，市财政局在协办工作中推诿扯皮。\n请引以为戒。",
            "named_units": [city.finance.pk],
            "addressees": [city.housing.pk, city.transport.pk],
        }
        return do(draft_circular, None, who, THURSDAY, **(given | more))

    return made


@pytest.fixture
def issued(drafted, do):
    def made(**more):
        circular = do(submit_circular, drafted(**more), "officer", THURSDAY)
        circular = do(approve_circular, circular, "chief", THURSDAY)
        return do(issue_circular, circular, "officer", THURSDAY)

    return made


def test_an_issued_circular_has_a_number_a_paper_and_reaches_its_units(city, issued):
    circular = issued()

    assert circular.number == "云政督报〔2026〕1号"
    letter = Letter.objects.get()
    paper = letter.value()
    assert (letter.number, letter.kind) == ("云政督报〔2026〕1号", "supervision.circular_paper")
    assert paper.addressees == ("市住房和城乡建设局、市交通运输局",)
    assert paper.copies_to == ("市财政局",)
    assert paper.body[-1].lead == "行为表现：" and paper.body[-1].text == "推诿扯皮。"
    assert paper.bases[0].article == "《市政府关于提高执行力的意见》三(二)"
    assert letters.render(paper, "pdf").startswith(b"%PDF")
    told = Notice.objects.filter(kind="supervision.circular_issued")
    assert sorted(str(n.unit) for n in told) == ["市交通运输局", "市住房和城乡建设局", "市财政局"]


def test_before_it_is_issued_no_unit_can_see_it(city, drafted, do):
    circular = drafted()
    seen = Circular.objects.visible_to(city.actor("finance_clerk"))

    assert not seen.filter(pk=circular.pk).exists()
    circular = do(submit_circular, circular, "officer", THURSDAY)
    do(approve_circular, circular, "chief", THURSDAY)
    assert not seen.filter(pk=circular.pk).exists()
    do(issue_circular, circular, "officer", THURSDAY)
    assert seen.filter(pk=circular.pk).exists()


def test_whoever_wrote_it_cannot_approve_it(city, drafted, do):
    circular = do(submit_circular, drafted(who="chief"), "chief", THURSDAY)

    with pytest.raises(NotYours) as refusal:
        do(approve_circular, circular, "chief", THURSDAY)

    assert "起草人以外" in str(refusal.value)
    assert Circular.objects.get().state == CircularState.REVIEW
    assert do(approve_circular, circular, "mayor", THURSDAY).state == CircularState.APPROVED


def test_whoever_amended_it_wrote_of_it_too(city, drafted, do):
    circular = drafted()
    circular = do(
        amend_circular, circular, "chief", THURSDAY, title="改后的题目", body=circular.body, conduct="own_way",
        named_units=[city.finance.pk], addressees=[city.housing.pk],
    )  # fmt: skip
    told = Event.objects.filter(kind="supervision.circular_amended").get().facts["changed"]
    circular = do(submit_circular, circular, "officer", THURSDAY)

    assert told == ["title", "conduct", "addressees"]
    with pytest.raises(NotYours):
        do(approve_circular, circular, "chief", THURSDAY)


def test_a_returned_draft_loses_its_approval(city, drafted, do):
    circular = do(submit_circular, drafted(), "officer", THURSDAY)
    circular = do(approve_circular, circular, "chief", THURSDAY)
    circular = do(return_circular, circular, "chief", THURSDAY, reason="补充事实")

    assert circular.state == CircularState.DRAFT
    assert circular.approved_by_id is None and circular.approved_on is None
    with pytest.raises(WrongState):
        do(issue_circular, circular, "officer", THURSDAY)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("conduct", [c for c in Conduct if c != Conduct.OTHER])
def test_each_of_the_five_conducts_can_be_criticised(drafted, conduct):
    assert drafted(conduct=conduct.value).conduct == conduct


def test_a_criticism_without_conduct_or_without_a_unit_is_refused(drafted):
    with pytest.raises(ConductMissing):
        drafted(conduct=None)
    with pytest.raises(NobodyNamed):
        drafted(named_units=[])
    assert not Circular.objects.exists()


def test_good_practice_names_nobody_necessarily(drafted):
    assert drafted(nature="practice", conduct=None, named_units=[]).state == CircularState.DRAFT


def test_only_a_head_approves(city, drafted, do):
    circular = do(submit_circular, drafted(), "officer", THURSDAY)

    for who in ("officer", "housing_clerk"):
        with pytest.raises((NoPower, NotFound)):
            do(approve_circular, circular, who, THURSDAY)
    assert Circular.objects.get().state == CircularState.REVIEW


def test_each_unit_confirms_receipt_once_and_for_itself(city, issued, do):
    circular = issued()
    do(receive_circular, circular, "housing_clerk", FRIDAY)

    with pytest.raises(ReceivedAlready):
        do(receive_circular, circular, "housing_clerk", FRIDAY)
    with pytest.raises(NotYours):
        do(receive_circular, circular, "finance_clerk", FRIDAY)
    done = do(conclude_circular, circular, "officer", MONDAY)
    told = Event.objects.get(kind="supervision.circular_concluded").facts
    assert (told["received"], told["sent"], done.state) == (1, 2, CircularState.CONCLUDED)


@pytest.mark.parametrize(
    ("on", "open_"), [(date(2026, 3, 11), True), (date(2026, 3, 12), True), (date(2026, 3, 13), False)]
)
def test_a_named_unit_objects_within_five_working_days(city, issued, do, on, open_):
    circular = issued()

    if open_:
        circular = do(object_circular, circular, "finance_clerk", on, grounds="已按时拨付")
        assert circular.objecting_ids == [city.finance.pk]
    else:
        with pytest.raises(GateShut) as refusal:
            do(object_circular, circular, "finance_clerk", on, grounds="已按时拨付")
        assert "五个工作日" in str(refusal.value)
        assert Circular.objects.get().objecting_ids == []


def test_a_unit_it_does_not_speak_of_cannot_object(issued, do):
    with pytest.raises(NotYours):
        do(object_circular, issued(), "housing_clerk", FRIDAY, grounds="不同意")


def test_an_objection_is_decided_by_another_before_the_circular_is_concluded(city, issued, do):
    circular = do(object_circular, issued(), "finance_clerk", FRIDAY, grounds="已按时拨付")
    owed = Obligation.objects.get(matter_id=circular.pk)
    assert (owed.rule, owed.due_on) == ("supervision.circular_objection_decision", date(2026, 3, 13))
    with pytest.raises(GateShut):
        do(conclude_circular, circular, "officer", FRIDAY)
    with pytest.raises(ReceivedAlready):
        do(object_circular, circular, "finance_clerk", FRIDAY, grounds="再次说明")

    circular = do(
        decide_circular_objection,
        circular,
        "chief",
        MONDAY,
        unit=city.finance.pk,
        accepted=False,
        reason="事实清楚",
    )
    assert circular.objecting_ids == [] and circular.due_on is None
    assert do(conclude_circular, circular, "officer", MONDAY).closed_on == MONDAY


def test_withdrawing_voids_the_paper_and_issues_the_correction(city, issued, do):
    circular = issued()
    circular = do(
        withdraw_circular, circular, "chief", MONDAY, reason="事实有误", correction="市财政局已按时拨付资金。"
    )

    first, second = Letter.objects.order_by("id")
    assert circular.state == CircularState.WITHDRAWN
    assert (first.voided_on, first.void_reason) == (MONDAY, "事实有误")
    assert second.number == "云政督报〔2026〕2号" and second.voided_on is None
    assert second.value().addressees == ("市住房和城乡建设局、市财政局、市交通运输局",)
    assert "云政督报〔2026〕1号" in second.value().body[0].text
    assert letters.render(second.value(), "pdf").startswith(b"%PDF")


def test_a_draft_can_be_discarded_an_issued_one_cannot(city, drafted, issued, do):
    assert (
        do(discard_circular, drafted(), "officer", THURSDAY, reason="不再需要").state
        == CircularState.DISCARDED
    )
    with pytest.raises(WrongState):
        do(discard_circular, issued(title="另一通报"), "officer", THURSDAY, reason="x")


def test_the_bulletin_tells_the_week_as_the_record_has_it(city, do):
    late = Story(city).issued(on=date(2026, 3, 2))  # a Monday; to be signed for by Wednesday
    Story(city).issued(
        on=date(2026, 3, 3), title="道路建设", lead_unit=city.transport.pk, supporting_units=[]
    )
    for day in (4, 5, 6):
        tick(clock.moment_on(date(2026, 3, day), 9))

    circular = do(
        draft_bulletin, None, "officer", FRIDAY, supervising_unit=city.office.pk, week_of="2026-03-04",
        summary="用地手续需加快办理。", addressees=[city.gov.pk],
    )  # fmt: skip

    assert circular.title == "督办事项办理情况周报（3月2日至3月8日）"
    assert circular.body.splitlines() == [
        "2026年3月2日至2026年3月8日，新交办督办事项2项，核查销号0项。截至2026年3月6日，在办2项，"
        "其中有限时责任逾期的2项，重新办理的0项。本周出示蓝牌0张、黄牌3张、红牌0张（不含已摘牌）。",
        "用地手续需加快办理。",
    ]
    units, latest = circular.tables
    assert units["rows"] == [
        ["市交通运输局", "1", "1", "0", "1", "0"],
        ["市住房和城乡建设局", "1", "1", "0", "1", "0"],
        ["市财政局", "0", "0", "0", "1", "0"],
    ]
    assert latest["rows"][0][:4] == [
        late.item.number,
        "完成老旧小区改造20个",
        "市住房和城乡建设局",
        "2026-03-04",
    ]


def test_bulletins_are_counted_by_issues_and_can_be_printed(city, do):
    Story(city).issued(on=date(2026, 3, 2))
    for issue in (1, 2):
        circular = do(
            draft_bulletin, None, "officer", FRIDAY, supervising_unit=city.office.pk, week_of="2026-03-04",
            addressees=[city.gov.pk],
        )  # fmt: skip
        circular = do(submit_circular, circular, "officer", FRIDAY)
        circular = do(approve_circular, circular, "chief", FRIDAY)
        circular = do(issue_circular, circular, "officer", FRIDAY)
        assert (circular.issue, circular.number) == (issue, None)
    letter = Letter.objects.filter(kind="supervision.bulletin").latest("id")
    assert letter.value().issue == 2
    assert letters.render(letter.value(), "pdf").startswith(b"%PDF")


def test_there_is_no_bulletin_of_a_week_to_come(city, do):
    with pytest.raises(NotYet):
        do(
            draft_bulletin, None, "officer", FRIDAY, supervising_unit=city.office.pk, week_of="2026-03-09",
            addressees=[city.gov.pk],
        )  # fmt: skip
    assert not Circular.objects.exists()
