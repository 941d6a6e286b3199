"""Papers follow the deeds: which, to whom, under which number, saying what, citing which article."""

from __future__ import annotations

from datetime import date

from django.test import Client

from zhixing.base import clock
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.letters.paper import FieldRow
from zhixing.kernel.matters.models import Event
from zhixing.modules.projects.actions.amounts import plan_amounts, record_amount
from zhixing.modules.projects.actions.founding import set_publicity
from zhixing.modules.projects.actions.keeping import change_forecast, file_ledger
from zhixing.modules.projects.actions.problems import coordinate_problem, raise_problem, report_quarter
from zhixing.modules.projects.actions.reports import (
    approve_report_list,
    notify_reporters,
    propose_report_list,
)
from zhixing.modules.projects.actions.tables import begin_table_duty, table_meetings

ON = date(2026, 3, 12)


def only(code: str) -> Letter:
    return Letter.objects.get(kind=code)


def pairs(letter: Letter) -> dict[str, str]:
    """Labels and values of a form."""
    rows: tuple[FieldRow, ...] = letter.value().body[0].rows
    return {label: value for row in rows for label, value in row.pairs}


def with_money(story):
    story.under_way()
    plan = "2026-03 20000000\n2026-04 30000000"
    story.do(plan_amounts, "housing_clerk", ON, series="investment", amounts_plan=plan)
    story.do(
        record_amount, "housing_clerk", ON, series="investment", month="2026-03-01", amount_yuan="12345600.00"
    )
    first = story.project.milestones.get(name="完成征地")
    story.do(
        change_forecast,
        "housing_clerk",
        ON,
        milestone=first.pk,
        forecast_on="2026-06-28",
        reason="补偿未谈妥",
    )
    return story


def test_filing_keeps_the_ledger_as_a_numbered_paper_for_the_key_project_office(story):
    with_money(story)
    story.do(file_ledger, "housing_clerk", ON, 11)

    paper = only("projects.ledger")
    assert paper.number == "云重台〔2026〕1号" and paper.matter_id == story.project_id
    assert Event.objects.get(pk=paper.event_id).kind == "projects.ledger_filed"
    assert paper.value().addressees == ("市重点项目办公室",)
    said = pairs(paper)
    assert said["总投资"] == "12,800.00万元" and said["累计完成投资"] == "1,234.56万元"
    assert said["单位挂钩领导"] == "市住房和城乡建设局：郭建平、高岩\n市财政局：钱进、孙立"
    milestones = paper.value().body[1].rows
    assert milestones[0] == ("完成征地", "2026年5月29日", "2026年6月28日", "—", "滞后 30 天")
    assert paper.value().bases[0].article == "《区政府八项措施》第五条"


def test_the_quarter_s_paper_says_what_the_event_says(story):
    with_money(story)
    given = {"day_of_quarter": "2026-03-12", "quarter_summary": "完成桩基", "next_steps": "开挖基坑"}
    story.do(report_quarter, "housing_clerk", ON, 11, **given)

    said = pairs(only("projects.quarter"))
    assert (said["报告季度"], said["本季完成投资"], said["本季计划投资"]) == (
        "2026-Q1",
        "1,234.56万元",
        "2,000.00万元",
    )
    assert said["最大滞后（首次计划）"] == "30天" and said["下步打算"] == "开挖基坑"


def test_the_one_coordination_of_a_problem_has_one_set_of_minutes(story, city):
    story.under_way()
    story.do(raise_problem, "housing_clerk", ON, problem="管线迁改", raised_by=city.housing.pk)
    problem = story.project.problems.get()
    story.do(
        coordinate_problem, "vice", ON, 11, problem=problem.pk, held_on="2026-03-12",
        meeting_units=[city.housing.pk, city.finance.pk], minutes="财政局4月底前拨付迁改费用。",
    )  # fmt: skip

    paper = only("projects.coordination")
    assert not paper.number and paper.value().issue == 1
    assert paper.title == "南环路改造工程“管线迁改”协调会议纪要"
    assert "财政局4月底前拨付迁改费用。" in str(paper.value().body)


def test_the_notice_brings_a_briefing_sheet_of_each_project_from_the_ledger(story, city):
    with_money(story)
    project_id = story.project_id
    made = story.do(
        propose_report_list, "secretary", ON, government_office=city.gov_office.pk, meeting_on="2026-03-26",
        approver=city.persons["mayor"].pk, projects=[project_id],
    ).item  # fmt: skip
    story.do(approve_report_list, "mayor", ON, of=made, reason="仅一项")
    story.do(notify_reporters, "secretary", ON, 11, of=made)

    notice = only("projects.report_notice")
    assert notice.number == "云政办汇通〔2026〕1号"
    assert notice.value().addressees == ("沈若兰", "市住房和城乡建设局、市财政局")
    assert "由沈若兰汇报，市住房和城乡建设局等单位补充汇报" in str(notice.value().body)
    said = pairs(only("projects.briefing"))
    assert said["列入理由"] == "落后首次计划 30 天；总投资 1.28 亿元"
    assert said["累计完成投资"] == "1,234.56万元" and said["挂钩领导"] == "沈若兰"


def test_the_table_of_a_week_is_printed_for_the_chief(story, city):
    story.under_way()
    story.met(date(2026, 3, 11), minuted_on=date(2026, 3, 11))
    duty = story.do(
        begin_table_duty, "secretary", date(2026, 3, 5), government_office=city.gov_office.pk,
        chief=city.persons["mayor"].pk,
    ).item  # fmt: skip
    story.do(table_meetings, "secretary", date(2026, 3, 16), of=duty, day_of_period="2026-03-11")

    paper = only("projects.meeting_table").value()
    assert paper.addressees == ("周明远",)
    assert paper.body[1].rows == (("1", "南环路改造工程", "沈若兰", "1", "2026年3月11日", "1份"),)


def test_the_portal_lists_what_was_made_public_and_nothing_about_persons(story):
    story.under_way()

    def shown(address="/projects/public"):
        with clock.at(clock.moment_on(ON, 12)):
            answer = Client().get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    assert "尚未公开重点项目" in shown()
    story.do(set_publicity, "steerer", ON, is_public=True)

    listed = shown()
    assert "南环路改造工程" in listed and "12,800.00" in listed and "沈若兰" not in listed
    assert '"total_yuan": "128000000.00"' in shown("/projects/public.json")
    story.registered(title="前期项目")
    story.do(set_publicity, "steerer", ON, is_public=True)
    assert "前期项目" not in shown()
