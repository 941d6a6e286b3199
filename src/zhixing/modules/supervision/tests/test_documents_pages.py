"""The pages of document breakdown without a script: forms, anchors, refusals; and what htmx gets."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhixing.base import clock
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import BreakdownDocument, SupervisedItem
from zhixing.modules.supervision.tests.documents import PLAN, Paper


@pytest.fixture
def today():
    with clock.at(clock.moment_on(date(2026, 3, 5))):
        yield date(2026, 3, 5)


@pytest.fixture
def paper(city, today):
    return Paper(city).taken_in()


def signed_in(city, who: str) -> Client:
    client = Client()
    client.force_login(city.accounts[who])
    return client


def at(paper: Paper, *more: object) -> str:
    return "/".join(["/supervision/breakdown/documents", str(paper.document_id), *map(str, more)])


def test_a_file_is_taken_in_by_the_form_and_leads_to_its_workbench(city, today):
    client = signed_in(city, "officer")
    form = client.get("/supervision/breakdown/documents/new").content.decode()
    assert "multipart/form-data" in form
    given = {"file": SimpleUploadedFile("方案.txt", PLAN.encode()), "supervising_unit": city.office.pk}

    answer = client.post("/supervision/breakdown/documents/new", given, follow=True)

    page = answer.content.decode()
    assert BreakdownDocument.objects.get().title == "关于加快园区建设的实施方案"
    assert "识别出 3 项任务" in page
    assert page.count("data-card=") == 3
    assert "单位名称：1 个待对应" in page


def test_a_bad_file_brings_the_form_back_with_the_sentence(city, today):
    given = {"file": SimpleUploadedFile("方案.docx", b"PK\x03\x04 no"), "supervising_unit": city.office.pk}

    answer = signed_in(city, "officer").post("/supervision/breakdown/documents/new", given)

    assert answer.status_code in (415, 422)
    assert "方案.docx" in answer.content.decode()
    assert BreakdownDocument.objects.count() == 0


def test_every_span_leads_to_its_card_and_back(paper, city):
    page = signed_in(city, "officer").get(at(paper)).content.decode()

    for proposal in paper.proposals:
        assert f'id="span-{proposal.pk}"' in page
        assert f'href="#item-{proposal.pk}"' in page
        assert f'id="item-{proposal.pk}"' in page
        assert f'href="#span-{proposal.pk}"' in page


def test_the_text_is_shown_whole_and_escaped(city, today):
    paper = Paper(city).taken_in("一、任务\n（一）<script>alert(1)</script>修路3条。（牵头单位：市财政局）\n")

    page = signed_in(city, "officer").get(at(paper)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_names_are_settled_by_the_panel_with_a_suggestion_another_unit_or_none(paper, city):
    client = signed_in(city, "officer")

    answer = client.post(
        at(paper, "names"), {"name-1": "市住建委", "other-1": "市住房和城乡建设局、市财政局"}, follow=True
    )

    assert "已对应 1 个单位名称" in answer.content.decode()
    (meaning,) = paper.document.meanings.filter(name="市住建委")
    assert {u.code for u in meaning.units.all()} == {"housing", "finance"}


def test_a_unit_that_does_not_exist_brings_the_panel_back_with_what_was_typed(paper, city):
    answer = signed_in(city, "officer").post(
        at(paper, "names"), {"name-4": "市住建委", "pick-4": "", "other-4": "市海洋局"}
    )

    assert answer.status_code == 422
    assert "当前没有“市海洋局”" in answer.content.decode()
    assert not paper.document.meanings.filter(name="市住建委").exists()


def test_accepting_what_lacks_something_names_it_line_by_line(paper, city):
    picked = [p.pk for p in paper.proposals]

    answer = signed_in(city, "officer").post(at(paper, "accept"), {"proposals": picked})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "以下 3 项暂不具备条件" in page
    assert "文件时限2025年12月31日已过" in page
    assert page.count("data-pick") >= 3
    assert len(re.findall(r"data-pick[^>]* checked", page)) == 3
    assert SupervisedItem.objects.count() == 0


def test_nothing_chosen_is_not_all(paper, city):
    paper.ready()

    answer = signed_in(city, "officer").post(at(paper, "accept"), {})

    assert answer.status_code == 422
    assert "未选择任何内容" in answer.content.decode()
    assert SupervisedItem.objects.count() == 0


def test_a_double_press_makes_the_items_once(paper, city):
    paper.ready()
    client = signed_in(city, "officer")
    given = {"proposals": [p.pk for p in paper.proposals], "once": "press-7"}

    first = client.post(at(paper, "issue"), given, follow=True)
    second = client.post(at(paper, "issue"), given, follow=True)

    assert "已交办 3 项：云政督〔2026〕1号 — 云政督〔2026〕3号" in first.content.decode()
    assert "该操作此前已完成" in second.content.decode()
    assert SupervisedItem.objects.filter(state=State.ISSUED).count() == 3


def test_an_item_is_edited_by_its_form(paper, city):
    first = paper.proposals[0]
    client = signed_in(city, "officer")
    form = client.get(at(paper, "proposals", first.pk)).content.decode()
    assert 'value="完善园区道路"' in form

    wrong = client.post(at(paper, "proposals", first.pk), {"title": "", "limit_on": "2026-02-31"})
    assert wrong.status_code == 422

    right = client.post(
        at(paper, "proposals", first.pk),
        {"title": "完善园区道路5条", "rhythm": "month", "limit_on": "2026-10-31"},
        follow=True,
    )

    assert "完善园区道路5条" in right.content.decode()
    assert paper.proposals[0].limit_on == date(2026, 10, 31)


def test_htmx_gets_the_card_and_the_bar_alone(paper, city):
    first = paper.proposals[0]

    answer = signed_in(city, "officer").post(
        at(paper, "discard"), {"proposals": first.pk}, headers={"HX-Request": "true"}
    )

    part = answer.content.decode()
    assert part.count("data-card=") == 1
    assert 'id="bar"' in part and "hx-swap-oob" in part
    assert "<html" not in part
    assert answer.headers["HX-Trigger"].isascii()


def test_a_leader_reads_and_has_no_forms(paper, city):
    page = signed_in(city, "vice").get(at(paper)).content.decode()

    assert "完善园区道路" in page
    assert 'id="accept"' not in page
    assert 'name="proposals"' not in page
    assert signed_in(city, "vice").post(at(paper, "accept"), {}).status_code == 403


def test_another_unit_finds_nothing(paper, city):
    assert signed_in(city, "stranger").get(at(paper)).status_code == 404


def test_the_ledger_offers_what_is_under_way(paper, city):
    page = signed_in(city, "officer").get("/supervision/documents").content.decode()

    assert at(paper) in page
    assert "待处理 3 项" in page


def test_the_generic_page_leads_to_the_workbench(paper, city):
    page = signed_in(city, "officer").get(f"/supervision/documents/{paper.document_id}").content.decode()

    assert at(paper) in page
    assert "何清收文" in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_a_long_document_takes_a_bounded_number_of_queries(
    paper, city, language, django_assert_max_num_queries
):
    line = "（{n}）修建道路{n}条，长度达到{n}公里。（牵头单位：市住房和城乡建设局；配合单位：市财政局）\n"
    long = Paper(city).taken_in("一、任务\n" + "".join(line.format(n=n) for n in range(1, 301)))
    client = signed_in(city, "officer")
    client.cookies["django_language"] = language
    client.get(at(paper))

    with django_assert_max_num_queries(45):
        page = client.get(at(long)).content.decode()

    assert page.count("data-card=") == 300
