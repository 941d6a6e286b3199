"""Where things meet: two clerks with one paper, pages that do not grow with the ledger, what nobody should have typed."""

from __future__ import annotations

import io
import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhixing.base import clock
from zhixing.base.refusals import Invalid, Refusal
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.files import texts
from zhixing.kernel.files.service import store
from zhixing.kernel.matters.models import Event
from zhixing.kernel.search.service import find, index
from zhixing.modules.correspondence.models import IncomingDocument, OutgoingDocument
from zhixing.modules.correspondence.refusals import DocumentReceivedTwice, NoCopies
from zhixing.modules.correspondence.tests.conftest import FRIDAY, THURSDAY, Desk, documents_city

PAPER = {
    "sender": "市财政局", "document_number": "云财建〔2026〕18号", "title": "关于资金的函",
    "dated_on": "2026-03-03", "received_on": "2026-03-04",
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_who_register_one_paper_at_once_the_second_is_told_of_the_first():
    city = documents_city()
    actor = city.actor("housing_clerk", THURSDAY)
    both, told = threading.Barrier(2), []

    def enter() -> None:
        both.wait()
        try:
            with clock.at(clock.moment_on(THURSDAY)):
                perform(
                    actions_of(IncomingDocument)["register"],
                    actor=actor,
                    receiving_unit=city.housing.pk,
                    **PAPER,
                )
            told.append("registered")
        except Refusal as refused:
            told.append(refused.code)
        finally:
            connection.close()

    clerks = [threading.Thread(target=enter) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert sorted(told) == [DocumentReceivedTwice.code, "registered"]
    assert IncomingDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        pytest.param({"copies": 0}, NoCopies, id="no copies"),
        pytest.param({"copies": -3}, NoCopies, id="fewer than none"),
        pytest.param({"dated_on": "三月三日"}, Invalid, id="a day in words"),
        pytest.param({"document_kind": "公函"}, Invalid, id="a kind that is none of the fifteen"),
        pytest.param({"title": "长" * 201}, Invalid, id="a title that fits no register"),
        pytest.param({"receiving_unit": 999_999}, Refusal, id="a unit that does not exist"),
    ],
)
def test_what_nobody_should_have_typed_is_refused_and_nothing_is_registered(desk, changes, refusal):
    given = {"receiving_unit": desk.city.housing.pk, **PAPER, **changes}

    with pytest.raises(refusal):
        desk("register", IncomingDocument, "housing_clerk", **given)
    assert (IncomingDocument.objects.count(), Event.objects.filter(matter__isnull=False).count()) == (0, 0)


def test_a_clerk_registers_for_the_own_unit_only(desk):
    with pytest.raises(Refusal):
        desk("register", IncomingDocument, "housing_clerk", receiving_unit=desk.city.finance.pk, **PAPER)
    assert IncomingDocument.objects.count() == 0


def test_a_document_is_found_by_what_its_attachment_says_once_it_was_read(desk):
    clerk = desk.city.actor("housing_clerk", THURSDAY)
    scan = store("原件.txt", io.BytesIO("附件：青龙桥危房清单及加固方案".encode()), actor=clerk).pk
    document = desk.registered(attachments=[scan])
    everything = IncomingDocument.objects.all()
    assert not find("青龙桥", everything).exists()

    texts.read(scan)  # the job
    assert list(find("青龙桥 保障房", everything).values_list("pk", flat=True)) == [document.pk]
    desk("pass_on", document, "housing_clerk", receiving_unit=desk.city.transport.pk, reason="属交通职责")
    with transaction.atomic():
        index(IncomingDocument.objects.get(pk=document.pk))  # as a deed that changes its title would
    assert find("加固方案", everything).exists()


def statements(desk: Desk, address: str) -> int:
    """How many questions to the database the page asks when it is opened again."""
    client = Client()
    client.force_login(desk.city.accounts["housing_clerk"])
    with clock.at(clock.moment_on(FRIDAY)):
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
    return len(seen.captured_queries)


@pytest.mark.parametrize("segment", ["incoming", "outgoing"])
def test_a_page_asks_as_much_with_seven_documents_as_with_one_and_no_more_than_supervision(desk, segment):
    def one_more(n: int) -> int:
        if segment == "incoming":
            return desk.registered(document_number=f"{n}号", title=f"关于{n}的函").pk
        return desk.delivered(title=f"关于{n}的请示").pk

    pk = one_more(1)
    ledger = statements(desk, f"/correspondence/{segment}")
    item = statements(desk, f"/correspondence/{segment}/{pk}")
    for n in range(2, 8):
        one_more(n)

    assert statements(desk, f"/correspondence/{segment}") == ledger <= 12
    assert item <= 22
    assert (IncomingDocument if segment == "incoming" else OutgoingDocument).objects.count() == 7
