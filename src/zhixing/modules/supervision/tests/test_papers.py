"""Papers follow the deeds: which, to whom, under which number, citing which article."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.kernel import letters
from zhixing.kernel.letters import GlyphMissing, fonts
from zhixing.kernel.letters.fonts import FontMissing
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.letters.paper import FieldRow
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.actions.doing import report_done, report_progress
from zhixing.modules.supervision.actions.limits import ask_extension, decide_extension
from zhixing.modules.supervision.actions.opening import break_down, issue
from zhixing.modules.supervision.actions.receiving import pass_on
from zhixing.modules.supervision.actions.watching import close, coordinate, propose_transfer, urge
from zhixing.modules.supervision.choices import State

FRIDAY = date(2026, 3, 6)


def pairs(letter: Letter) -> dict[str, str]:
    """Labels and values of a slip's form."""
    rows: tuple[FieldRow, ...] = letter.value().body[0].rows
    return {label: value for row in rows for label, value in row.pairs}


def only(code: str) -> Letter:
    return Letter.objects.get(kind=code)


def test_issuing_brings_the_notice_with_its_limits_and_articles(story):
    story.issued(content="改造20个小区", targets=["改造小区20个"], source_title="市政府第38次常务会议")

    notice = only("supervision.notice")
    paper = notice.value()
    assert notice.number == "云政督通〔2026〕1号"
    assert notice.matter_id == story.item_id and notice.issued_by == "何清"
    assert Event.objects.get(pk=notice.event_id).kind == "supervision.issued"
    assert paper.addressees == ("市住房和城乡建设局",)
    assert paper.copies_to == ("市财政局",)
    said = pairs(notice)
    assert said["签收时限"] == "2026年3月9日（周一）"
    assert said["办结时限"] == "2026年6月30日（周二）"
    assert said["办理要求"] == "改造20个小区\n量化目标：改造小区20个"
    assert said["事项来源"] == "会议决定《市政府第38次常务会议》"
    assert said["包干领导"] == "沈若兰" and said["负总责"] == "郭建平"
    assert [(c.limit, c.article) for c in paper.bases] == [
        ("签收截止2026年3月9日（周一）", "《市政府关于提高执行力的意见》三(三)"),
        (
            "限时办结截止2026年6月30日（周二）",
            "《市政府关于提高执行力的意见》三(三)、《郑州市关于提高执行力的意见》三(二)",
        ),
    ]


def test_each_kind_of_paper_counts_by_itself(story):
    story.under_way()
    for text in ("请抓紧签收方案", "请于周五前反馈"):
        story.do(urge, "officer", FRIDAY, text=text, copied_to=[story.city.transport.pk])

    numbers = list(
        Letter.objects.filter(kind="supervision.urging").order_by("id").values_list("number", flat=True)
    )
    assert numbers == ["云政督催〔2026〕1号", "云政督催〔2026〕2号"]
    assert Letter.objects.filter(kind="supervision.urging").first().value().addressees == (
        "市住房和城乡建设局",
        "市交通运输局",
    )


def test_the_papers_of_the_whole_way_can_be_printed(story):
    city = story.city
    story.under_way()
    story.do(
        report_progress,
        "handler",
        date(2026, 4, 2),
        progress="开工12个",
        progress_percent=40,
        problems="雨季",
    )
    story.do(
        ask_extension, "housing_clerk", date(2026, 4, 3), new_limit_on="2026-07-15", reason="雨季影响施工"
    )
    story.do(decide_extension, "officer", date(2026, 4, 7), granted=True, reason="情况属实")
    story.do(
        coordinate,
        "vice",
        date(2026, 4, 8),
        leader=city.persons["vice"].pk,
        held_on="2026-04-08",
        minutes="由市财政局按进度拨付。\n由市住建局每周报送。",
    )
    story.do(propose_transfer, "officer", date(2026, 4, 9), organ=city.organ.pk, reason="协办单位长期不配合")
    proof = story.file("officer", "核查记录.txt", "现场核查记录".encode())
    story.do(report_done, "housing_clerk", date(2026, 7, 14), result="全部完工")
    story.do(close, "officer", date(2026, 7, 15), method="visit", finding="属实", evidence=[proof])

    kept = list(Letter.objects.filter(matter_id=story.item_id).order_by("id"))
    assert [letter.kind for letter in kept] == [
        "supervision.notice",
        "supervision.feedback_slip",
        "supervision.extension",
        "supervision.minutes",
        "supervision.transfer",
        "supervision.feedback_slip",
        "supervision.closing_slip",
    ]
    for letter in kept:
        assert letters.render(letter.value(), "pdf").startswith(b"%PDF")
        assert "<" in letters.render(letter.value(), "html")
    progress, done = (x for x in kept if x.kind == "supervision.feedback_slip")
    assert pairs(progress)["存在问题"] == "雨季" and pairs(progress)["反馈类别"] == "进展反馈"
    assert progress.value().issuers == ("市住房和城乡建设局",)
    assert pairs(done)["办理结果"] == "全部完工" and pairs(done)["完成进度"] == "100%"
    extension = pairs(only("supervision.extension"))
    assert extension["首次时限"] == "2026年6月30日（周二）"
    assert extension["现时限"] == "2026年7月15日（周三）"
    assert extension["审批意见"] == "同意延期。情况属实"
    closing = pairs(only("supervision.closing_slip"))
    assert (
        closing["办理时效"] == "按期" and closing["延期次数"] == "1次" and closing["核查方式"] == "实地核查"
    )
    minutes = only("supervision.minutes").value()
    assert minutes.issue == 1 and minutes.number == ""
    assert only("supervision.transfer").value().addressees == ("市监察委员会",)


def test_an_item_passed_on_brings_the_new_unit_a_notice_of_its_own(story):
    story.issued()
    story.do(
        pass_on,
        "officer",
        FRIDAY,
        lead_unit=story.city.transport.pk,
        limit_on="2026-07-31",
        reason="职责在交通",
    )

    first, second = Letter.objects.filter(kind="supervision.notice").order_by("id")
    assert first.value().addressees == ("市住房和城乡建设局",)
    assert second.value().addressees == ("市交通运输局",)
    assert pairs(second)["办结时限"] == "2026年7月31日（周五）"


def test_a_part_that_was_broken_down_comes_with_a_notice_of_the_unit_above(story):
    story.under_way()
    story.do(
        break_down,
        "housing_clerk",
        FRIDAY,
        title="青溪镇片区改造",
        lead_unit=story.city.town.pk,
        limit_on="2026-05-29",
    )

    notice = Letter.objects.order_by("-id").first()
    assert notice.value().issuers == ("市住房和城乡建设局",)
    assert notice.value().addressees == ("青溪镇人民政府",)
    assert notice.number == "督通〔2026〕1号"


def test_a_character_that_cannot_be_printed_is_refused_and_the_item_is_not_issued(story):
    story.registered(title="老旧小区改造\U0001f3d7")

    with pytest.raises(GlyphMissing) as refusal:
        story.do(issue, "officer", FRIDAY)

    assert "U+1F3D7" in str(refusal.value)
    assert story.item.state == State.DRAFT and story.item.number is None
    assert not Letter.objects.exists()
    assert not Event.objects.filter(kind="supervision.issued").exists()


def test_a_machine_without_fonts_still_issues_and_keeps_the_paper(story, monkeypatch):
    def none():
        raise FontMissing(folders="—")

    monkeypatch.setattr(fonts, "check", none)
    story.issued()

    assert story.item.state == State.ISSUED
    assert only("supervision.notice").number == "云政督通〔2026〕1号"
