"""Papers follow the deeds: which, to whom, under which number, saying what."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.letters.models import Letter
from zhixing.kernel.letters.paper import Listing, Table
from zhixing.modules.correspondence.models import StandingDuty
from zhixing.modules.correspondence.tests.conftest import FRIDAY, THURSDAY


def only(code: str) -> Letter:
    return Letter.objects.get(kind=f"correspondence.{code}")


def test_complete_papers_are_confirmed_with_the_day_by_which_they_are_finished(desk):
    document = desk.under_way()

    notice = only("completeness_notice")
    paper = notice.value()
    assert (notice.number, notice.matter_id) == ("市住房和城乡建设局告〔2026〕1号", document.pk)
    assert paper.addressees == ("市财政局",)
    assert paper.body[0].text == (
        "贵单位2026年3月3日报来的《关于申请核定保障房维修资金的函》（云财建〔2026〕18号），我单位已于2026年3月5日受理，"
        "收文编号市住房和城乡建设局收〔2026〕1号。经检查，资料齐全，预计于2026年3月12日前办结。"
    )
    assert ("办结截止2026年3月12日", "《区政府提高政府执行力措施》第六条") in [
        (c.limit, c.article) for c in paper.bases
    ]


def test_missing_papers_are_listed_once_and_for_all(desk):
    desk(
        "check_papers",
        desk.accepted(),
        "housing_clerk",
        FRIDAY,
        is_complete=False,
        missing=["预算表", "维修清单"],
    )

    paper = only("completeness_notice").value()
    assert paper.body[0].text.endswith("经检查，尚需补正以下资料：")
    assert paper.body[1] == Listing(("预算表", "维修清单"))


def test_an_upward_paper_names_its_signer_and_a_letter_does_not(desk):
    up = desk.signed(copies_for="市发展改革委", urgency="urgent")
    letter = desk.signed(
        title="关于商请支持的函", direction="parallel", document_kind="letter", addressed_to="市交通运输局"
    )

    papers = {one.matter_id: one for one in Letter.objects.filter(kind="correspondence.document")}
    request, parallel = papers[up.pk].value(), papers[letter.pk].value()
    assert papers[up.pk].number == up.number == "市住房和城乡建设局发〔2026〕1号"
    assert (request.signers, request.addressees, request.copies_to) == (
        ("郭建平",),
        ("云川市人民政府",),
        ("市发展改革委",),
    )
    assert request.urgency == "urgent" and request.body[-1].text == "妥否，请批示。"
    assert (papers[letter.pk].number, parallel.signers, parallel.layout) == (
        "市住房和城乡建设局函〔2026〕1号",
        (),
        "letter",
    )


def test_the_weekly_report_says_what_the_record_says(desk):
    city = desk.city
    duty = desk(
        "begin_duty", StandingDuty, "secretary", THURSDAY, duty="tracking_report", unit=city.gov_office.pk
    )
    silent = desk.delivered(title="关于甲事项的请示")
    followed = desk.delivered(date(2026, 3, 10), title="关于乙事项的请示")
    desk("follow_up", followed, "vice", date(2026, 3, 11), progress="正在会审")

    given = {"day_of_week": "2026-03-13", "leaders": [city.persons["mayor"].pk], "summary": "资金口径需统一"}
    desk("report_week", duty, "secretary", date(2026, 3, 13), **given)

    report = only("weekly_report")
    paper = report.value()
    assert report.number == "云政办汇〔2026〕1号"
    assert paper.title == "上行平行文件跟踪协调情况汇报\n（2026年3月9日至2026年3月13日）"
    assert (paper.addressees, paper.signers) == (("周明远同志",), ())
    table = next(block for block in paper.body if isinstance(block, Table))
    assert table.rows == (
        (
            silent.number,
            "关于甲事项的请示",
            "市住房和城乡建设局",
            "云川市人民政府",
            "沈若兰",
            "8",
            "本周无跟踪记录",
        ),
        (
            followed.number,
            "关于乙事项的请示",
            "市住房和城乡建设局",
            "云川市人民政府",
            "沈若兰",
            "3",
            "正在会审",
        ),
    )
    assert paper.body[-1].text == "资金口径需统一"
