"""The ledger of items: what it shows, filters and keeps; and the spreadsheet of exactly what it shows."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from zhixing.base import clock
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.supervision.tests.conftest import Story
from zhixing.web.models import SavedView

FRIDAY = date(2026, 3, 6)
LIST = "/supervision/items"


def signed_in(city, who) -> Client:
    client = Client()
    client.force_login(city.accounts[who])
    return client


@pytest.fixture
def today():
    with clock.at(clock.moment_on(FRIDAY)):
        yield FRIDAY


def page_of(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_ledger_costs_the_same_queries_for_one_row_and_for_twenty(city, today):
    Story(city).issued()
    client = signed_in(city, "officer")
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(LIST)
    for n in range(19):
        Story(city).issued(title=f"事项{n}")

    with CaptureQueriesContext(connection) as many:
        page = page_of(client, LIST)

    assert page.count("zx-rowlink") == 20
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source=instruction", ["b"]),
        ("urgency=urgent", ["b"]),
        ("listed=yes", []),
        ("listed=no", ["a", "b"]),
        ("carrying_leader={vice}", ["a", "b"]),
        ("carrying_leader=999999", []),
        ("carrying_leader=x", []),
        ("due=7", ["a", "b"]),
        ("due=0", []),
        ("due=8", []),
        ("card=red", []),
        ("state=issued&source=meeting", ["a"]),
        ("lead_unit={transport}", ["b"]),
        ("q=道路建设", ["b"]),
        ("tab=week", []),
        ("tab=unsigned", []),
        ("tab=check", []),
        ("tab=closed", []),
    ],
)
def test_filters_find_what_they_say(city, today, query, found):
    Story(city).issued(title="甲：老旧小区", on=FRIDAY)
    Story(city).issued(
        title="乙：道路建设", on=FRIDAY, source="instruction", urgency="urgent", lead_unit=city.transport.pk
    )
    query = query.format(vice=city.persons["vice"].pk, transport=city.transport.pk)

    page = page_of(signed_in(city, "officer"), f"{LIST}?{query}")

    assert [name for name, title in (("a", "甲：老旧小区"), ("b", "乙：道路建设")) if title in page] == found


def test_what_awaits_my_signature_is_what_my_unit_has_not_signed(city, today):
    Story(city).issued(title="财政协办的事项")
    Story(city).issued(title="与财政无关的事项", supporting_units=[])

    assert "财政协办的事项" in page_of(signed_in(city, "finance_clerk"), f"{LIST}?tab=unsigned")
    lead = page_of(signed_in(city, "housing_clerk"), f"{LIST}?tab=unsigned")
    assert "财政协办的事项" in lead and "与财政无关的事项" in lead


def test_cards_are_counted_by_colour_and_can_be_filtered(city):
    story = Story(city).issued()
    tick(clock.moment_on(date(2026, 3, 11), 9))

    with clock.at(clock.moment_on(date(2026, 3, 11))):
        page = page_of(signed_in(city, "officer"), f"{LIST}?card=yellow")

    assert story.item.title in page
    assert "黄 2" in page  # signing was due on 9 March for the lead unit, on 10 March for the supporting one


def test_the_first_limit_stays_visible_beside_the_present_one(story, city):
    from zhixing.modules.supervision.actions.limits import ask_extension, decide_extension

    story.under_way()
    story.do(ask_extension, "housing_clerk", FRIDAY, new_limit_on="2026-07-15", reason="雨季影响施工")
    story.do(decide_extension, "officer", FRIDAY, granted=True, reason="情况属实")

    with clock.at(clock.moment_on(FRIDAY)):
        page = page_of(signed_in(city, "housing_clerk"), f"{LIST}/{story.item_id}")

    assert "首次时限 2026年6月30日 周二，已延期 1 次" in page
    assert "2026年7月15日" in page


def sheet_of(answer) -> list[list[object]]:
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
        .get_sheet_by_index(0)
        .to_python()
    )


def test_the_spreadsheet_has_the_columns_and_lines_that_are_shown(city, today):
    Story(city).issued(title="甲：老旧小区", limit_on="2026-06-30")
    Story(city).issued(title="乙：道路建设", source="instruction")

    answer = signed_in(city, "officer").get(
        f"{LIST}?source=meeting&columns=limit_on&columns=state&columns=progress&export=xlsx"
    )

    assert sheet_of(answer) == [
        ["编号", "事项", "状态", "办结时限", "进度（%）"],
        ["云政督〔2026〕1号", "甲：老旧小区", "待签收", date(2026, 6, 30), 0.0],
    ]


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=1+1"]
)
def test_a_text_that_looks_like_a_formula_stays_text(city, today, title):
    Story(city).registered(title=title)

    answer = signed_in(city, "officer").get(f"{LIST}?export=xlsx")

    content = b"".join(answer.streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][1] == title.strip()
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_all_pages_are_exported_in_the_order_that_is_shown(city, today):
    for n in range(53):
        Story(city).registered(title=f"第{n:02}项", on=FRIDAY - timedelta(days=n % 7))

    newest = sheet_of(signed_in(city, "officer").get(f"{LIST}?order=newest&export=xlsx&after=x_1"))

    assert len(newest) == 54
    assert newest[1][1] == "第49项"  # the last of those opened on the newest day


def test_too_many_lines_are_refused_before_anything_is_written(city, today, monkeypatch):
    from zhixing.web.doors import exporting

    monkeypatch.setattr(exporting, "MOST_ROWS", 1)
    Story(city).registered()
    Story(city).registered(title="另一项")

    answer = signed_in(city, "officer").get(f"{LIST}?export=xlsx")

    assert answer.status_code == 422
    assert "无法一次导出" in answer.content.decode()


def test_nobody_exports_what_they_may_not_see(city, today):
    Story(city).issued()

    assert len(sheet_of(signed_in(city, "stranger").get(f"{LIST}?export=xlsx"))) == 1


def test_a_view_is_saved_under_a_name_shown_as_a_tab_and_removed(city, today):
    client = signed_in(city, "officer")
    saved = client.post(
        f"{LIST}/views/new", {"name": "  领导  批示 ", "query": "source=instruction&after=x_3&q="}
    )

    assert saved.status_code == 302 and saved["Location"] == f"{LIST}?source=instruction"
    view = SavedView.objects.get()
    assert (view.name, view.query, view.kind) == ("领导 批示", "source=instruction", "supervision.item")
    page = page_of(client, saved["Location"])
    assert "领导 批示" in page and "删除此视图" in page
    assert "领导 批示" not in page_of(signed_in(city, "chief"), LIST)

    client.post(f"{LIST}/views/{view.pk}/remove")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "长" * 31])
def test_a_view_without_a_fitting_name_is_refused(city, today, name):
    answer = signed_in(city, "officer").post(f"{LIST}/views/new", {"name": name, "query": "tab=late"})

    assert answer.status_code == 422
    assert not SavedView.objects.exists()


def test_a_name_is_used_once_and_another_person_s_view_is_not_there(city, today):
    client = signed_in(city, "officer")
    client.post(f"{LIST}/views/new", {"name": "逾期", "query": "tab=late"})

    again = client.post(f"{LIST}/views/new", {"name": "逾期", "query": "tab=all"})
    other = signed_in(city, "chief").post(f"{LIST}/views/{SavedView.objects.get().pk}/remove")

    assert again.status_code == 409 and "已有名为“逾期”的视图" in again.content.decode()
    assert other.status_code == 404
    assert SavedView.objects.get().query == "tab=late"


def test_more_than_twenty_views_are_refused(city, today):
    client = signed_in(city, "officer")
    for n in range(20):
        client.post(f"{LIST}/views/new", {"name": f"视图{n}", "query": f"q={n}"})

    answer = client.post(f"{LIST}/views/new", {"name": "再来一个", "query": ""})

    assert answer.status_code == 409
    assert SavedView.objects.count() == 20
