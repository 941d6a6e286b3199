"""Rules and notices delivered with receipt; circulation with read marks."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base.refusals import NotFound
from zhixing.kernel.actions.refusals import NotYours
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.together import NotAsked
from zhixing.kernel.notices.models import Notice
from zhixing.modules.correspondence.models import Delivery
from zhixing.modules.correspondence.refusals import (
    NobodyAddressed,
    ReceiptPassed,
    SecretPaper,
)
from zhixing.modules.correspondence.tests.conftest import FRIDAY

LATER = date(2026, 3, 10)


@pytest.fixture
def written(desk):
    given = {
        "issuing_unit": desk.city.gov_office.pk,
        "title": "关于印发值班工作制度的通知",
        "document_number": "云政办〔2026〕7号",
    }
    return desk("write_notice", Delivery, "secretary", text="值班人员应当在岗在位。", **given)


@pytest.fixture
def delivered(desk, written):
    city = desk.city
    given = {"units": [city.housing.pk, city.finance.pk], "persons": [city.persons["handler"].pk]}
    return desk("deliver_notice", written, "secretary", receipt_due_on="2026-03-10", **given)


def test_before_delivery_only_the_issuing_unit_finds_it(desk, written):
    for who, finds in (("secretary", True), ("housing_clerk", False)):
        assert Delivery.objects.visible_to(desk.city.actor(who)).filter(pk=written.pk).exists() is finds


def test_delivered_to_units_and_persons_each_is_told_and_each_confirms(desk, delivered):
    told = Notice.objects.filter(kind="correspondence.notice_delivered")
    assert sorted(str(n.unit or n.person) for n in told) == ["市住房和城乡建设局", "市财政局", "陈刚"]
    assert {n.zh for n in told} == {"请于2026年3月10日前签收“关于印发值班工作制度的通知”。"}

    one = desk("confirm_receipt", delivered, "housing_clerk", FRIDAY, opinion="已组织学习")
    assert (one.state, one.closed_on) == ("delivered", None)
    with pytest.raises(NotYours):
        desk("confirm_receipt", one, "housing_clerk", FRIDAY)
    desk("confirm_receipt", one, "handler", FRIDAY)
    last = desk("confirm_receipt", one, "finance_clerk", LATER)

    assert (last.state, last.closed_on) == ("received", LATER)
    receivers = Event.objects.filter(kind="correspondence.receipt_confirmed").order_by("id")
    assert [r.facts["receiver"] for r in receivers] == ["市住房和城乡建设局", "陈刚", "市财政局"]


def test_those_whose_receipt_is_missing_are_reminded_and_no_others(desk, delivered):
    desk("confirm_receipt", delivered, "housing_clerk", FRIDAY)
    reminded = desk("remind_receipt", delivered, "secretary", LATER)

    assert reminded.reminded_count == 1
    told = Notice.objects.filter(kind="correspondence.receipt_reminded")
    assert sorted(str(n.unit or n.person) for n in told) == ["市财政局", "陈刚"]


def test_who_was_not_addressed_does_not_confirm(desk, delivered):
    before = Event.objects.count()

    with pytest.raises(NotFound):
        desk("confirm_receipt", delivered, "transport_clerk", FRIDAY)
    with pytest.raises(NotYours):  # the issuing unit, that finds it
        desk("confirm_receipt", delivered, "secretary", FRIDAY)
    assert Event.objects.count() == before


def test_to_nobody_or_by_yesterday_it_is_not_delivered(desk, written):
    before = Event.objects.count()
    with pytest.raises(NobodyAddressed):
        desk("deliver_notice", written, "secretary", receipt_due_on="2026-03-10")
    with pytest.raises(NobodyAddressed):  # the issuing unit alone is nobody
        desk(
            "deliver_notice",
            written,
            "secretary",
            receipt_due_on="2026-03-10",
            units=[desk.city.gov_office.pk],
        )
    with pytest.raises(ReceiptPassed):
        desk(
            "deliver_notice", written, "secretary", receipt_due_on="2026-03-04", units=[desk.city.housing.pk]
        )
    assert Event.objects.count() == before
    assert Delivery.objects.get(pk=written.pk).state == "draft"


def test_a_secret_paper_is_not_delivered_here(desk):
    with pytest.raises(SecretPaper):
        desk(
            "write_notice",
            Delivery,
            "secretary",
            issuing_unit=desk.city.gov_office.pk,
            title="x",
            secrecy="top",
        )
    assert Delivery.objects.count() == 0


def test_circulated_documents_are_marked_as_read_once_by_whom_they_were_given(desk):
    city = desk.city
    document = desk.registered()
    readers = [city.persons["vice"].pk, city.persons["mayor"].pk]
    desk("circulate", document, "housing_clerk", persons=readers, note="请阅示")
    told = Notice.objects.filter(kind="matters.circulated")
    assert sorted(n.person.name for n in told) == ["周明远", "沈若兰"]

    desk("mark_read", document, "vice", FRIDAY, opinion="请抓紧")
    with pytest.raises(NotAsked):
        desk("mark_read", document, "vice", FRIDAY)
    with pytest.raises(NotYours):
        desk("mark_read", document, "housing_clerk", FRIDAY)
    rows = document.participations.filter(standing="reader").order_by("person__name")
    assert [(r.person.name, r.done_at is not None) for r in rows] == [("周明远", False), ("沈若兰", True)]


def test_a_withdrawn_delivery_asks_nothing_of_anybody(desk, delivered):
    withdrawn = desk("withdraw_notice", delivered, "secretary", FRIDAY, reason="制度已修订")

    assert (withdrawn.state, withdrawn.closed_on) == ("withdrawn", FRIDAY)
    assert Notice.objects.filter(kind="correspondence.notice_withdrawn").count() == 3
