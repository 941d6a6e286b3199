"""The public catalogue, without an account, in both languages, and as data."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.modules.approvals.catalogue.actions.drafting import begin_revision, write_guide
from zhixing.modules.approvals.catalogue.actions.ending import confirm_ending, propose_ending
from zhixing.modules.approvals.catalogue.pictures import flow_of
from zhixing.modules.approvals.catalogue.tests.conftest import CODE, GUIDE
from zhixing.modules.approvals.catalogue.tests.test_ending import CANCELLED
from zhixing.modules.approvals.models.items import Guide

FRIDAY = date(2026, 3, 6)
AT = "/approvals/catalogue/"


def page(address, language="zh", on=FRIDAY, who=None, city=None, status=200):
    client = Client(headers={"accept-language": language})
    client.cookies["django_language"] = language
    if who:
        client.force_login(city.accounts[who])
    with clock.at(clock.moment_on(on, 12)):
        answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_an_empty_catalogue_says_so_and_a_draft_is_not_public(story):
    story.reviewed()

    assert "尚未公布审批事项" in page(AT)
    assert "No item has been published yet" in page(AT, "en")
    page(f"{AT}items/{CODE}", status=404)
    page(f"{AT}items/{CODE}.json", status=404)


def test_everyone_finds_an_item_with_promise_materials_and_steps(story):
    story.published()

    assert "建筑工程施工许可证核发" in page(f"{AT}?q=施工许可&type=licence")
    assert "没有符合条件的事项" in page(f"{AT}?q=排污")
    assert "没有符合条件的事项" in page(f"{AT}?unit=0&q=%00")
    shown = page(f"{AT}items/{CODE}")
    for words in (
        "5个工作日",
        "7个工作日",
        "用地批准手续",
        "20个工作日，不计时",
        "《中华人民共和国建筑法》第七条",
        "不收费",
    ):
        assert words in shown, words
    english = page(f"{AT}items/{CODE}", "en")
    assert "5 working days" in english and "outside the limit" in english and "承诺时限" not in english


def test_while_it_is_revised_the_public_reads_the_version_in_force(story, city):
    story.published()
    story.do(begin_revision, "housing_clerk", FRIDAY, why="压缩时限")
    story.do(write_guide, "housing_clerk", FRIDAY, **(GUIDE | {"promised_days": 2, "steps": []}))

    told = json.loads(page(f"{AT}items/{CODE}.json"))
    assert (told["promised_days"], told["version"], told["steps"][2]) == (
        5, 1, {"name": "专家评审", "days": 20, "unit": "working_days", "counted": False},
    )  # fmt: skip
    inside = page(f"/approvals/items/{story.item_id}", who="officer_one", city=city)
    assert (
        "修订稿与第1版对照" in inside
        and "<del>5个工作日</del>" in inside
        and "<ins>2个工作日</ins>" in inside
    )
    assert "The draft against version 1" in page(
        f"/approvals/items/{story.item_id}", "en", who="officer_one", city=city
    )


def test_lists_as_data_and_what_a_spreadsheet_would_run_is_text(story):
    story.published(title="=HYPERLINK(1)")

    told = json.loads(page(f"{AT}items.json?type=licence"))
    assert (told["as_of"], [item["code"] for item in told["items"]]) == ("2026-03-06", [CODE])
    rows = list(csv.reader(io.StringIO(page(f"{AT}items.csv").removeprefix("\ufeff"))))
    assert (rows[0][0], rows[1][:2], rows[1][6]) == ("事项编码", [CODE, "'=HYPERLINK(1)"], "5个工作日")


def test_an_ended_item_keeps_its_page_with_who_takes_over_and_stands_in_the_changes(story, city):
    story.published()
    story.do(propose_ending, "officer_one", FRIDAY, **CANCELLED)
    story.do(confirm_ending, "officer_two", FRIDAY)

    assert "建筑工程施工许可证核发" in page(AT)  # until the day it ends
    assert "没有符合条件的事项" in page(f"{AT}?q=施工", on=date(2026, 5, 1))
    assert "市建筑业协会" in page(f"{AT}items/{CODE}", on=date(2026, 5, 1))
    shown = page(f"{AT}changes?kind=cancelled&year=2026")
    assert "市建筑业协会" in shown and "2026年5月1日" in shown
    assert "此期间没有变更" in page(f"{AT}changes?year=2019")
    rows = list(csv.reader(io.StringIO(page(f"{AT}changes.csv").removeprefix("\ufeff"))))
    assert [row[1] for row in rows] == ["变更类型", "取消", "新增"]
    assert "停止实施日期" in page(f"/approvals/items/{story.item_id}", who="officer_one", city=city)


def test_the_office_s_ledger_tells_limits_and_its_tabs(story, city):
    story.published()

    assert "5个工作日" in page("/approvals/items?tab=in_force", who="officer_one", city=city)
    assert "建筑工程" not in page("/approvals/items?tab=to_decide", who="officer_one", city=city)
    assert "Approval items" in page("/approvals/items", "en", who="officer_one", city=city)


def test_the_picture_draws_steps_to_scale_and_what_does_not_count_beside():
    """Ten days wide are 360 units: 36 a day from 200 on; the limit of 5 stands at 380, and no label under it."""
    drawn = flow_of(
        ["受理 1个工作日", "听证 10个工作日 不计时", "审查 4个工作日", "送达"], Guide.term(5, "working_days")
    )

    assert drawn is not None
    assert [(bar.x, bar.width, bar.is_counted) for bar in drawn.bars] == [
        (200, 36, True),
        (200, 360, False),
        (236, 144, True),
        (380, 0, True),
    ]
    assert (drawn.limit_x, [bar.said_x for bar in drawn.bars]) == (380, [244, 568, 388, 388])
    assert flow_of([], None) is None


@pytest.mark.parametrize("address", ["items/", "items/none", "items/..%2F..", "items/x.json"])
def test_an_address_of_nothing_is_not_found(db, address):
    page(AT + address, status=404)
