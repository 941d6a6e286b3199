"""An incoming document from the register to its end, and what stands in the way."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from zhixing.base import clock
from zhixing.base.secrecy import MarkedSecret
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.kernel.rulebook.service import renewed
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.refusals import (
    DateInTheFuture,
    DocumentReceivedTwice,
    MissingThoughComplete,
    NothingMissing,
    ReceivedBeforeDated,
    ReviewAsked,
    ReviewWaits,
    SameReceiver,
    SecretPaper,
    SubmitFirst,
    WithinAuthority,
)
from zhixing.modules.correspondence.tests.conftest import FRIDAY, THURSDAY


def owed(document) -> dict[str, tuple[date | None, str]]:
    """Rule, last day and state of what a document makes owed; the last of each rule."""
    rows = Obligation.objects.filter(matter_id=document.pk).order_by("id")
    return {o.rule.removeprefix("correspondence."): (o.due_on, o.state) for o in rows}


def refused(desk, refusal, name, thing, who="housing_clerk", on=THURSDAY, **given):
    """The refusal, after showing that it left no trace."""
    before = (Event.objects.count(), IncomingDocument.objects.count(), Notice.objects.count())
    with pytest.raises(refusal) as said:
        desk(name, thing, who, on, **given)
    assert (Event.objects.count(), IncomingDocument.objects.count(), Notice.objects.count()) == before
    return said.value


def test_a_registered_document_has_a_number_and_no_clock_runs_before_acceptance(desk):
    document = desk.registered()

    assert document.number == "市住房和城乡建设局收〔2026〕1号"
    assert (document.state, document.lead_unit, document.due_on) == ("registered", desk.city.housing, None)
    assert owed(document) == {}
    told = events.tell(Event.objects.get(matter_id=document.pk)).text("zh")
    assert told == (
        "林小雨登记市财政局来文“关于申请核定保障房维修资金的函”（云财建〔2026〕18号），2026年3月4日收到，由市住房和城乡建设局收文。"
    )


def test_the_same_number_of_the_same_sender_is_noticed_however_it_is_typed(desk):
    first = desk.registered()

    for number in ("云财建〔2026〕18号", "云财建[2026]18号", " 云财建（2026）１８号 "):
        given = {
            "receiving_unit": desk.city.housing.pk, "sender": "市财政局 ", "document_number": number,
            "title": "重复来文", "dated_on": "2026-03-03", "received_on": "2026-03-05",
        }  # fmt: skip
        said = refused(desk, DocumentReceivedTwice, "register", IncomingDocument, **given)

        assert first.number in str(said) and "2026年3月5日" in str(said)
        assert f"请在{first.number}中继续办理" in said.way_out()


def test_another_unit_registers_its_own_copy_and_a_paper_without_number_is_known_by_title_and_date(desk):
    city = desk.city
    desk.registered()
    given = {
        "sender": "市财政局", "document_number": "云财建〔2026〕18号", "title": "关于申请核定保障房维修资金的函",
        "dated_on": "2026-03-03", "received_on": "2026-03-05",
    }  # fmt: skip
    other = desk("register", IncomingDocument, "transport_clerk", receiving_unit=city.transport.pk, **given)
    assert other.receiving_unit == city.transport

    plain = given | {"document_number": "", "title": "关于派员参会的函"}
    desk("register", IncomingDocument, "housing_clerk", receiving_unit=city.housing.pk, **plain)
    refused(
        desk, DocumentReceivedTwice, "register", IncomingDocument, receiving_unit=city.housing.pk, **plain
    )
    later = plain | {"dated_on": "2026-03-04"}
    desk("register", IncomingDocument, "housing_clerk", receiving_unit=city.housing.pk, **later)


def test_the_table_itself_holds_one_row_per_paper(desk):
    document = desk.registered()
    again = IncomingDocument(
        kind="correspondence.incoming", title="x", jurisdiction=desk.city.gov, state="registered",
        opened_on=THURSDAY, receiving_unit=desk.city.housing, sender="x", received_as=document.received_as,
        dated_on=THURSDAY, received_on=THURSDAY,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="incoming_document_registered_once"), transaction.atomic():
        again.save()


@pytest.mark.parametrize("mark", ["secret", "confidential", "top"])
def test_no_secret_paper_is_registered(desk, mark):
    given = {
        "receiving_unit": desk.city.housing.pk, "sender": "某单位", "title": "来文", "secrecy": mark,
        "dated_on": "2026-03-03", "received_on": "2026-03-04",
    }  # fmt: skip
    said = refused(desk, SecretPaper, "register", IncomingDocument, **given)

    assert "不得登记涉密公文" in str(said)


def test_a_mark_in_the_text_is_refused_though_the_field_says_none(desk):
    given = {
        "receiving_unit": desk.city.housing.pk, "sender": "某单位", "title": "来文", "text": "机密★1年\n各单位：",
        "dated_on": "2026-03-03", "received_on": "2026-03-04",
    }  # fmt: skip
    refused(desk, MarkedSecret, "register", IncomingDocument, **given)


@pytest.mark.parametrize(
    ("dated", "received", "refusal"),
    [
        pytest.param("2026-03-03", "2026-03-06", DateInTheFuture, id="received tomorrow"),
        pytest.param("2026-03-05", "2026-03-04", ReceivedBeforeDated, id="received before it was made"),
    ],
)
def test_dates_that_cannot_be_are_refused(desk, dated, received, refusal):
    given = {"receiving_unit": desk.city.housing.pk, "sender": "某单位", "title": "来文"}
    refused(desk, refusal, "register", IncomingDocument, dated_on=dated, received_on=received, **given)


def test_before_acceptance_it_is_passed_on_and_the_first_unit_no_longer_finds_it(desk):
    city = desk.city
    document = desk.registered()
    refused(desk, SameReceiver, "pass_on", document, receiving_unit=city.housing.pk, reason="误")

    passed = desk("pass_on", document, "housing_clerk", receiving_unit=city.transport.pk, reason="属交通职责")

    assert (passed.receiving_unit, passed.lead_unit) == (city.transport, city.transport)
    seen = IncomingDocument.objects.visible_to(city.actor("housing_clerk", THURSDAY))
    assert not seen.filter(pk=document.pk).exists()


def test_beyond_own_authority_only_with_a_reason(desk):
    document = desk.registered()
    handler = desk.city.persons["handler"].pk
    said = refused(desk, GateShut, "accept", document, handler=handler, within_authority=False)
    assert "第六条" in str(said)

    accepted = desk(
        "accept",
        document,
        "housing_clerk",
        handler=handler,
        within_authority=False,
        authority_reason="须报市政府审批",
    )

    assert owed(accepted) == {
        "check_complete": (date(2026, 3, 9), "open"),  # two natural days end on Saturday the 7th
        "submit_upward": (date(2026, 3, 10), "open"),
    }


def test_within_own_authority_two_days_for_the_check_and_five_working_days_to_finish(desk):
    document = desk.accepted()

    assert owed(document) == {
        "check_complete": (date(2026, 3, 9), "open"),
        "finish_within_authority": (date(2026, 3, 12), "open"),
    }
    assert document.due_on == date(2026, 3, 9)


def test_checked_and_told_in_time_then_finished(desk):
    document = desk.under_way()
    assert owed(document)["check_complete"] == (date(2026, 3, 9), "met")

    done = desk("finish", document, "housing_clerk", date(2026, 3, 12), result="已核定")

    assert (done.state, done.closed_on, done.due_on) == ("finished", date(2026, 3, 12), None)
    assert owed(done)["finish_within_authority"] == (date(2026, 3, 12), "met")
    assert not Obligation.objects.filter(matter_id=done.pk, is_late=True).exists()


def test_the_day_after_draws_the_card(desk):
    document = desk.under_way()
    for day in (date(2026, 3, 12), date(2026, 3, 13)):
        with clock.at(clock.moment_on(day, 9)):
            tick(clock.now())

    cards = Card.objects.filter(
        matter_id=document.pk, obligation__rule="correspondence.finish_within_authority"
    )
    assert [(c.colour, c.drawn_on) for c in cards.order_by("drawn_on")] == [
        ("blue", date(2026, 3, 12)),
        ("yellow", date(2026, 3, 13)),
    ]


def test_papers_are_returned_with_all_that_is_missing_and_the_clock_stands(desk):
    document = desk.accepted()
    refused(desk, NothingMissing, "check_papers", document, is_complete=False, missing=[" "])
    refused(desk, MissingThoughComplete, "check_papers", document, is_complete=True, missing=["预算表"])

    back = desk(
        "check_papers", document, "housing_clerk", FRIDAY, is_complete=False, missing=["预算表", "维修清单"]
    )
    assert (back.state, back.missing, back.returned_count) == ("incomplete", ["预算表", "维修清单"], 1)
    assert owed(back)["check_complete"] == (date(2026, 3, 9), "met")
    refused(desk, WrongState, "finish", back, result="x")

    again = desk("supplement", back, "finance_clerk", date(2026, 3, 11), note="补正两份")
    assert (again.state, again.missing) == ("accepted", [])
    assert owed(again) == {
        "check_complete": (date(2026, 3, 13), "open"),
        "finish_within_authority": (date(2026, 3, 17), "open"),
    }


def test_where_the_setting_says_so_the_five_days_begin_anew(desk):
    with clock.at(clock.moment_on(date(2026, 3, 2))):
        renewed(desk.city.gov, reason="补正后重新起算", choice=("district_five_days_from", "acceptance_anew"))
    document = desk.accepted()
    back = desk("check_papers", document, "housing_clerk", FRIDAY, is_complete=False, missing=["预算表"])
    assert owed(back)["finish_anew"] == (date(2026, 3, 12), "excused")

    again = desk("supplement", back, "finance_clerk", date(2026, 3, 11))

    assert owed(again)["finish_anew"] == (date(2026, 3, 18), "open")
    assert "finish_within_authority" not in owed(again)


def test_beyond_own_authority_it_is_submitted_answered_and_only_then_finished(desk):
    document = desk.under_way(within_authority=False, authority_reason="须报市政府审批")
    refused(desk, SubmitFirst, "finish", document, result="已办")

    up = desk(
        "submit_upward",
        document,
        "housing_clerk",
        date(2026, 3, 10),
        superior="云川市人民政府",
        opinion="建议同意",
    )
    assert owed(up)["submit_upward"] == (date(2026, 3, 10), "met")
    answered = desk(
        "record_answer",
        up,
        "housing_clerk",
        date(2026, 3, 16),
        approved=True,
        opinion="同意",
        answer_number="云政函〔2026〕9号",
    )
    done = desk("finish", answered, "housing_clerk", date(2026, 3, 17), result="按批复办理")

    assert done.state == "finished"
    row = Event.objects.get(matter_id=done.pk, kind="correspondence.answered_from_above")
    assert events.tell(row).text("zh") == "云川市人民政府批准（云政函〔2026〕9号）：同意"


def test_what_lies_within_own_authority_is_not_submitted(desk):
    refused(desk, WithinAuthority, "submit_upward", desk.under_way(), superior="市政府", opinion="x")


def test_what_waits_for_a_joint_review_is_neither_asked_twice_nor_finished(desk):
    document = desk.under_way()
    asked = desk("ask_review", document, "housing_clerk", review="land", reason="涉及用地")

    refused(desk, ReviewAsked, "ask_review", asked, review="planning", reason="x")
    refused(desk, ReviewWaits, "finish", asked, result="x")


def test_what_the_sender_withdrew_owes_nothing_and_may_come_again(desk):
    document = desk("withdraw", desk.accepted(), "housing_clerk", FRIDAY, reason="来文单位重新行文")

    assert {state for _, state in owed(document).values()} == {"excused"}
    assert desk.registered(FRIDAY).number == "市住房和城乡建设局收〔2026〕2号"


def test_the_sender_is_told_and_finds_its_document(desk):
    document = desk.under_way()

    told = Notice.objects.filter(kind="correspondence.completeness_told").values_list("unit__name", flat=True)
    assert list(told) == ["市财政局"]
    assert (
        IncomingDocument.objects.visible_to(desk.city.actor("finance_clerk")).filter(pk=document.pk).exists()
    )


def test_what_a_document_asks_for_is_handed_on_to_supervision_with_its_origin(desk):
    city = desk.city
    document = desk.under_way()

    desk(
        "hand_on", document, "housing_clerk", title="完成保障房维修", lead_unit=city.housing.pk,
        supervising_unit=city.office.pk, limit_on="2026-06-30",
    )  # fmt: skip

    draft = Matter.objects.get(origin_id=document.pk)
    assert (draft.kind, draft.title, draft.state) == ("supervision.item", "完成保障房维修", "draft")
