"""A document in the browser: registered once, returned with all that is missing, completed by its sender, finished in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.city import City
from tests.journeys.conftest import NARROW
from tests.journeys.test_main_job import act, send
from zhixing.base import clock
from zhixing.kernel.letters.models import Letter
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.tests.conftest import documents_city

pytestmark = [pytest.mark.journey, pytest.mark.slow(20), pytest.mark.timeout(300)]


@pytest.fixture
def city(transactional_db: None) -> City:
    return documents_city()


def registered(page: Any, city: City) -> None:
    """Fill in the register's form and send it."""
    day = clock.today() - timedelta(days=1)
    page.goto("/correspondence/incoming/new/register")
    page.select_option("select[name=receiving_unit]", str(city.housing.pk))
    page.select_option("select[name=sender_unit]", str(city.finance.pk))
    for name, said in {
        "sender": "市财政局",
        "document_number": "云财建〔2026〕18号",
        "title": "关于核定保障房维修资金的函",
        "dated_on": day.isoformat(),
        "received_on": day.isoformat(),
    }.items():
        page.fill(f"main form [name={name}]", said)
    page.locator("main form.zx-form button[type=submit]").click()


def test_a_document_from_the_register_to_its_end(city, visit, accessible):
    clerk = visit("housing_clerk")
    registered(clerk, city)
    clerk.wait_for_selector(".zx-note-success")
    address = clerk.url
    accessible(clerk)

    registered(clerk, city)
    clerk.wait_for_selector("text=市住房和城乡建设局收〔")
    assert "继续办理" in clerk.locator("main").inner_text()
    assert IncomingDocument.objects.count() == 1
    clerk.wrong.clear()  # the browser reports the refusal's own status

    clerk.goto(address)
    act(clerk, "受理")
    clerk.select_option("#panel select[name=handler]", str(city.persons["handler"].pk))
    clerk.check("#panel input[name=within_authority]")
    send(clerk)

    act(clerk, "检查资料并告知")
    clerk.locator("#panel [name=missing]").first.fill("资金测算明细表")
    send(clerk)
    assert "退回补正" in clerk.locator("h1").inner_text()
    assert Letter.objects.get().title == "资料检查告知书"

    sender = visit("finance_clerk", viewport=NARROW)
    sender.goto(address)
    act(sender, "补正资料")
    sender.fill("#panel [name=note]", "已补报测算表")
    send(sender)
    accessible(sender)

    clerk.goto(address)
    act(clerk, "检查资料并告知")
    clerk.check("#panel input[name=is_complete]")
    send(clerk)
    act(clerk, "办结")
    clerk.fill("#panel [name=result]", "已核定并函复")
    send(clerk)

    assert "已办结" in clerk.locator("h1").inner_text()
    assert clerk.wrong == [] and sender.wrong == []
