"""An existing register from a spreadsheet: what a line becomes, what is refused, and that nothing is half-imported."""

from __future__ import annotations

import io
from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.files.service import store
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.tables.refusals import LinesWrong
from zhixing.kernel.tables.service import tried
from zhixing.kernel.tables.tests.sheets import book
from zhixing.modules.correspondence.actions.importing import import_register
from zhixing.modules.correspondence.importing import REGISTER
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.tests.conftest import FRIDAY

HEAD = ["来文单位", "文号", "标题", "文种", "密级", "成文日期", "收文日期", "份数", "办结日期", "办理结果"]
OPEN = [
    "市财政局",
    "云财建〔2026〕8号",
    "关于预算的函",
    "函",
    "",
    date(2026, 2, 2),
    date(2026, 2, 3),
    2,
    None,
    None,
]
DONE = [
    "市交通运输局", "", "关于会议的通知", "通知", "无密级",
    date(2026, 2, 4), date(2026, 2, 5), None, date(2026, 2, 9), "已参会",
]  # fmt: skip


def line(base=OPEN, **changes):
    """A line with these cells changed, by the headings of the sheet."""
    return [changes.get(head, value) for head, value in zip(HEAD, base, strict=True)]


def brought(city, rows) -> int:
    """The spreadsheet with these rows, stored."""
    content = io.BytesIO(book(rows, head=HEAD))
    return store("收文登记簿.xlsx", content, actor=city.actor("housing_clerk", FRIDAY)).pk


def imported(city, rows):
    with clock.at(clock.moment_on(FRIDAY)):
        actor, file = city.actor("housing_clerk", FRIDAY), brought(city, rows)
        return perform(import_register, actor=actor, file=file, receiving_unit=city.housing.pk)


def test_what_was_finished_stays_finished_and_the_rest_awaits_acceptance(city):
    imported(city, [OPEN, DONE])

    first, second = IncomingDocument.objects.order_by("id")
    assert (first.state, first.number, first.copies) == ("registered", "市住房和城乡建设局收〔2026〕1号", 2)
    assert (first.dated_on, first.received_on, first.closed_on) == (date(2026, 2, 2), date(2026, 2, 3), None)
    assert (second.state, second.document_kind, second.copies, second.closed_on) == (
        "finished",
        "notice",
        1,
        FRIDAY,
    )
    facts = Event.objects.get(matter_id=second.pk).facts
    assert (facts["line"], facts["finished_on"], facts["result"]) == (3, "2026-02-09", "已参会")
    assert not Obligation.objects.exists()
    assert audit() == []


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        pytest.param({"密级": "秘密"}, "密级", "密级为“秘密”的公文不得录入", id="a degree of secrecy"),
        pytest.param({"标题": "机密★3年 关于某事"}, "公文标题", "不得录入国家秘密", id="a mark in the title"),
        pytest.param({"收文日期": date(2026, 3, 9)}, "收文日期", "尚未到来", id="received on Monday"),
        pytest.param(
            {"成文日期": date(2026, 2, 4)}, "收文日期", "早于成文日期", id="received before it was made"
        ),
        pytest.param(
            {"办理结果": "已办"}, "办结日期", "填有办理结果而无办结日期", id="a result without a day"
        ),
        pytest.param({"文号": "云财建[2026] 9号"}, "来文字号", "该来文已登记", id="registered before"),
        pytest.param({"来文单位": ""}, "来文单位", "未填写", id="no sender"),
    ],
)
def test_one_wrong_line_and_nothing_is_imported(desk, changes, column, said):
    desk.registered(document_number="云财建〔2026〕9号")
    before = (IncomingDocument.objects.count(), Event.objects.count())
    rows = [DONE, line(**changes)]
    with clock.at(clock.moment_on(FRIDAY)):
        actor, file = desk.city.actor("housing_clerk", FRIDAY), brought(desk.city, rows)
        _, found = tried(file, REGISTER, desk.city.housing, actor)
    assert [(p.line, str(p.column)) for p in found.problems] == [(3, column)]
    assert said in str(found.problems[0].said)

    with pytest.raises(LinesWrong):
        imported(desk.city, rows)
    assert (IncomingDocument.objects.count(), Event.objects.count()) == before


def test_the_same_paper_in_two_lines_is_told_by_line(city):
    rows = [OPEN, line(文号="云财建(2026)８号", 标题="另一标题")]

    with pytest.raises(LinesWrong):
        imported(city, rows)
    assert IncomingDocument.objects.count() == 0
