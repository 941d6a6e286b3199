"""Warning notices and supervision suggestions: issued by a person, carried out, confirmed, and refused where they do not fit."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import speaking
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.letters.paper import FieldRow, Listing
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.matters.opening import open_matter
from zhixing.kernel.measures.register import Scope
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.approvals.alerts import excused_duties
from zhixing.modules.approvals.alerts.measures import RED, REMOVED, UNANSWERED, YELLOW
from zhixing.modules.approvals.models import OutsideCase, ServiceItem
from zhixing.modules.approvals.tests.story_alerts import Watch, watch

_ = watch  # the fixture
MARCH = {day: date(2026, 3, day) for day in range(1, 32)}
YELLOW_CARD = ("yellow", MARCH[16])
ASKED = {
    "finding": "该件受理后未按期作出决定，亦未办理延期手续。",
    "suggestions": ["三日内作出决定并送达申请人", "对超时件逐件说明原因"],
    "report_by": "2026-03-31",
}


def suggested(watch: Watch, on: date = MARCH[24]):
    return watch("issue_suggestion", watch.red(), "officer", on, **ASKED)


def rows_of(letter: Letter) -> dict[str, str]:
    """The form's labels with their values."""
    return dict(
        pair
        for row in letter.value().body[0].rows  # type: ignore[union-attr]
        if isinstance(row, FieldRow)
        for pair in row.pairs
    )


def test_a_warning_notice_says_which_case_what_was_owed_and_by_which_article(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW_CARD)
    item = open_matter(
        ServiceItem, jurisdiction=watch.city.gov, state="in_force", title="建筑工程施工许可", number="A1", type="licence",
        office=watch.city.office, basis=["《中华人民共和国建筑法》第七条"],
    )  # fmt: skip
    OutsideCase.objects.update(item_name="建筑工程施工许可", item=item)

    noticed = watch("issue_notice", alert, "officer", MARCH[17], demand="请尽快办结并说明超时原因。")

    letter = Letter.objects.get(matter_id=alert.pk)
    assert (noticed.state, noticed.noticed_on) == ("noticed", MARCH[17])
    assert (letter.number, letter.kind) == ("云政督警〔2026〕1号", "approvals.warning_notice")
    assert rows_of(letter) == {
        "被预警单位": "市住房和城乡建设局",
        "预警件编号": "云政督监〔2026〕1号",
        "接入系统": "市行政审批系统",
        "办件编号": "甲2026-0001",
        "审批事项": "建筑工程施工许可",
        "预警内容": "作出行政许可决定",
        "监察类别": "时效",
        "预警等级": "黄牌",
        "出示日期": "2026年3月16日",
        "规定时限": "2026年3月13日",
        "办结日期": "尚未办结",
        "办理要求": "请尽快办结并说明超时原因。",
        "回应时限": "2026年3月19日",
    }
    paper = letter.value()
    assert paper.addressees == ("市住房和城乡建设局",) and paper.issuers == ("云川市政府督查室",)
    assert ("作出行政许可决定", "《中华人民共和国行政许可法》第四十二条第一款") in [
        (cited.limit, cited.article) for cited in paper.bases
    ]
    assert paper.bases[-1].article == "《中华人民共和国建筑法》第七条"


def test_a_suggestion_is_carried_out_sent_back_confirmed_and_closed(watch: Watch):
    alert = suggested(watch)
    letter = Letter.objects.get(matter_id=alert.pk)
    paper = letter.value()
    assert (alert.state, letter.number) == ("suggested", "云政督监建〔2026〕1号")
    assert paper.body[0].text == (  # type: ignore[union-attr]
        "经电子监察，你单位在市行政审批系统办理的办件（编号甲2026-0001）存在“作出行政许可决定”问题（时效），"
        "2026年3月16日出示黄牌、2026年3月23日出示红牌（预警件云政督监〔2026〕1号）。"
    )
    assert Listing(("三日内作出决定并送达申请人", "对超时件逐件说明原因")) in paper.body
    owed = Obligation.objects.get(matter_id=alert.pk, rule="approvals.report_on_suggestion")
    assert (owed.unit, owed.due_on) == (watch.city.housing, MARCH[31])

    watch("report_carried_out", alert, "housing_clerk", MARCH[25], result="已作出决定并送达。")
    back = watch("send_back", alert, "officer", MARCH[26], reason="未逐件说明原因", report_by="2026-03-30")
    assert (back.state, back.report_by, back.carried_out_on) == ("suggested", MARCH[30], None)
    watch("report_carried_out", alert, "housing_clerk", MARCH[27], result="已逐件说明。")
    watch("confirm_carried_out", alert, "officer", MARCH[30], confirmation="调阅卷宗，属实。")
    reports = Obligation.objects.filter(matter_id=alert.pk, rule="approvals.report_on_suggestion")
    assert list(reports.order_by("due_on").values_list("due_on", "state", "is_late")) == [
        (MARCH[30], "met", False),
        (MARCH[31], "met", False),
    ]

    watch.judge(alert.duty, YELLOW_CARD, ("red", MARCH[23]), state="met", ended_on=MARCH[25], late=True)
    watch.let_raise(MARCH[30])
    for colour in ("yellow", "red"):
        card = watch.card(alert, colour)
        watch("answer_card", alert, "housing_clerk", MARCH[30], card=card.pk, answer="已整改")
    watch.let_raise(MARCH[30])
    assert (watch.now(alert).state, watch.now(alert).outcome) == ("closed", "rectified")
    assert not excused_duties().exists()


def test_a_breach_of_procedure_is_found_suggested_upon_and_closed_by_hand(watch: Watch):
    duty = watch.breach(MARCH[5], rule="approvals.skipped_acceptance")
    watch.let_raise(MARCH[5])
    alert = duty.alert

    assert alert.title == "市行政审批系统办件甲2026-0001：未经受理即作出决定"
    watch(
        "answer_card", alert, "housing_clerk", MARCH[6], card=watch.card(alert).pk, answer="系统漏传受理环节"
    )
    assert watch.let_raise(MARCH[6]).deeds == 0  # a person looks at a breach
    given = {**ASKED, "report_by": "2026-03-20"}
    watch("issue_suggestion", alert, "officer", MARCH[9], **given)
    watch("report_carried_out", alert, "housing_clerk", MARCH[10], result="已补正")
    watch("confirm_carried_out", alert, "officer", MARCH[11], confirmation="属实")
    closed = watch("close", alert, "officer", MARCH[11], conclusion="已整改。")

    assert (closed.state, closed.outcome) == ("closed", "rectified")


REFUSED = [
    pytest.param("blue", "issue_notice", {"demand": "x"}, "approvals.no_reproach", id="a reminder warns of nothing"),
    pytest.param("yellow", "issue_suggestion", ASKED, "approvals.not_grave_enough", id="a first delay"),
    pytest.param("red", "issue_suggestion", {**ASKED, "report_by": "2026-03-23"}, "approvals.report_day_passed",
                 id="to be reported on yesterday"),
    pytest.param("red", "issue_suggestion", {**ASKED, "suggestions": ["", " "]}, "approvals.nothing_suggested",
                 id="without a point"),
    pytest.param("red", "close", {"conclusion": "x"}, "approvals.duty_still_runs", id="the case still runs"),
    pytest.param("ended", "close", {"conclusion": "x"}, "approvals.cards_unsettled", id="a card waits"),
    pytest.param("blue", "explain_delay", {"explanation": "x"}, "approvals.nothing_to_explain",
                 id="nothing is late"),
]  # fmt: skip


@pytest.mark.parametrize(("which", "name", "given", "code"), REFUSED)
def test_what_does_not_fit_is_refused_and_nothing_changes(watch: Watch, which, name, given, code):
    alert = {
        "blue": lambda: watch.raised(MARCH[10], ("blue", MARCH[10])),
        "yellow": lambda: watch.raised(MARCH[16], YELLOW_CARD),
        "ended": lambda: watch.raised(MARCH[16], YELLOW_CARD, state="met", ended_on=MARCH[16], late=True),
        "red": watch.red,
    }[which]()
    before = Event.objects.count(), Letter.objects.count(), Matter.objects.get(pk=alert.pk).revision

    with pytest.raises(Refusal) as refusal:
        watch(name, alert, "housing_clerk" if name == "explain_delay" else "officer", MARCH[24], **given)

    assert refusal.value.code == code
    assert (Event.objects.count(), Letter.objects.count(), Matter.objects.get(pk=alert.pk).revision) == before


def test_a_suggestion_that_is_out_keeps_its_alert_open_unless_the_cards_were_removed(watch: Watch):
    alert = suggested(watch)
    watch.judge(alert.duty, YELLOW_CARD, ("red", MARCH[23]), state="met", ended_on=MARCH[25], late=True)
    watch.let_raise(MARCH[25])
    watch.settle_card(alert, MARCH[25], "yellow", is_removed=True)
    watch.settle_card(alert, MARCH[25], "red", is_removed=False)
    with pytest.raises(Refusal) as refusal:
        watch("close", alert, "officer", MARCH[26], conclusion="办结")
    assert refusal.value.code == "approvals.suggestion_open" and watch.now(alert).state == "suggested"


def test_an_alert_is_handed_on_to_supervision(watch: Watch):
    alert = watch.red()
    given = {
        "title": "关于施工许可超时办理的督办事项", "lead_unit": watch.city.housing.pk,
        "supervising_unit": watch.city.office.pk, "limit_on": "2026-04-10",
    }  # fmt: skip

    watch("hand_on", alert, "officer", MARCH[24], **given)

    draft = Matter.objects.get(kind="supervision.item")
    assert (draft.origin_id, draft.title) == (alert.pk, "关于施工许可超时办理的督办事项")


def test_the_figures_count_what_stands(watch: Watch):
    watch.raised(MARCH[16], YELLOW_CARD, case="甲1")  # unanswered from the 20th on
    watch.raised(MARCH[23], YELLOW_CARD, ("red", MARCH[23]), case="甲2")
    removed = watch.raised(MARCH[23], YELLOW_CARD, case="甲3")
    watch.raised(MARCH[10], ("blue", MARCH[10]), case="甲4")  # a reminder counts nowhere
    watch.settle_card(removed, MARCH[24], is_removed=True)

    scope = Scope(actor=watch.city.actor("vice", MARCH[24]), today=MARCH[24])
    assert (YELLOW.count(scope), RED.count(scope)) == (2, 1)
    assert UNANSWERED.share(scope) == REMOVED.share(scope) == 1 / 3
    assert RED.count(scope.between(MARCH[1], MARCH[22])) == 0
    assert UNANSWERED.share(scope.of(frozenset({watch.city.finance.pk}))) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_show_what_the_alert_rests_on(watch: Watch, language):
    alert = suggested(watch)
    client = Client(headers={"accept-language": language})
    client.force_login(watch.city.accounts["officer"])
    with clock.at(clock.moment_on(MARCH[24], 16)), speaking(language):
        page = client.get(f"/approvals/alerts/{alert.pk}").content.decode()
        owed = Obligation.objects.get(matter_id=alert.pk, rule="approvals.decide")
        explained = client.get(f"/limits/{owed.pk}").content.decode()
        ledger = client.get("/approvals/alerts?ground=time&colour=red").content.decode()
        none = client.get("/approvals/alerts?ground=fee").content.decode()
        told = client.get(f"/api/v1/approvals/alerts/{alert.pk}").json()

    assert "二十日内不能作出决定的" in page and "三月办件.csv" in page and "2026-02-09 10:00" in page
    assert "李晓" in page and "三日内作出决定并送达申请人" in page
    assert "第四十二条第一款" in explained and "2026-03-13" in explained
    assert "甲2026-0001" in ledger and "甲2026-0001" not in none
    assert (told["source"], told["case_number"], told["limit_on"], told["was_late"]) == (
        "permits", "甲2026-0001", "2026-03-13", False,
    )  # fmt: skip


def test_another_unit_does_not_find_the_alert(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW_CARD)
    client = Client()
    client.force_login(watch.city.accounts["finance_clerk"])

    with clock.at(clock.moment_on(MARCH[16], 16)):
        assert client.get(f"/approvals/alerts/{alert.pk}").status_code == 404


def test_an_explanation_stands_on_the_public_pages_without_case_or_applicant(watch: Watch):
    alert = watch.raised(MARCH[16], YELLOW_CARD)
    client = Client(headers={"accept-language": "zh"})
    assert "暂无超时说明" in client.get("/approvals/public/delays/").content.decode()

    watch("explain_delay", alert, "housing_clerk", MARCH[17], explanation="因系统升级延长两个工作日。")

    page = client.get("/approvals/public/delays/").content.decode()
    assert "因系统升级延长两个工作日。" in page and "市住房和城乡建设局" in page
    assert "甲2026-0001" not in page and "李晓" not in page
