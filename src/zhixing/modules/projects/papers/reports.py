"""汇报通知, 汇报简报, 现场办公会情况表: the papers of the government office."""

from __future__ import annotations

from datetime import date

from zhixing.base.words import w
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Cited, Heading, Kind, Layout, Listing, Paper, Paragraph, Table
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.modules.projects.models import ReportLine, ReportList, TableDuty
from zhixing.modules.projects.papers.frame import (
    BLANK,
    MEASURES,
    form,
    leaders_of,
    milestone_cells,
    names_of_units,
    on_paper,
    row,
    wan,
)
from zhixing.modules.projects.queries import TableRow, curve_of


@letter(
    "projects.report_notice",
    words=w("Notice to prepare reports", "重点项目汇报通知"),
    of="projects.report_list",
)
def notice(report_list: ReportList, *, number: str, on: date, event: Event) -> Paper:
    """Who reports what in which meeting; a week before (DL-20, S4.1-04)."""
    lines = report_list.lines.on_list().select_related("project__linked_leader", "project__lead_unit")
    items = tuple(
        f"{line.project.title}：由{line.project.linked_leader or BLANK}汇报，"
        f"{line.project.lead_unit.name if line.project.lead_unit else BLANK}等单位补充汇报。"
        for line in lines
    )
    return Paper(
        kind=Kind.NOTICE,
        layout=Layout.DOCUMENT,
        masthead=report_list.office.name,
        issuers=(report_list.office.name,),
        number=number,
        title=f"关于做好{dated(report_list.meeting_on)}常务会议重点项目汇报准备的通知",
        dated=on,
        addressees=("、".join(event.facts["leaders"]), "、".join(event.facts["units"])),
        body=(
            Paragraph(
                f"经{report_list.approver.name}审定，{on_paper(report_list.meeting_on)}召开的常务会议将听取下列重点项目"
                "汇报，请提前做好准备。"
            ),
            Heading("汇报项目"),
            Listing(items),
            Heading("汇报要求"),
            Paragraph(
                "先由区（市）领导汇报，再由相关单位补充汇报；各项目简报随本通知印发，数据取自项目台账。"
            ),
        ),
        bases=(Cited("提前1周通知作汇报准备", f"{MEASURES}第二条"),),
    )


@letter("projects.briefing", words=w("Briefing sheet", "重点项目汇报简报"), of="projects.report_list")
def briefing(report_list: ReportList, *, number: str, on: date, event: Event, line: ReportLine) -> Paper:
    """One page on one project, from the ledger as it is on the day of the notice."""
    project = line.project
    points = curve_of(project.amounts.all())
    planned = [p for p in points if p.month <= on]
    last = planned[-1] if planned else None
    problems = [
        f"{problem.title}（{'已协调' if problem.coordinated_on else '待协调'}）{problem.wanted}"
        for problem in project.problems.open()
    ]
    invested = [p.actual for p in points if p.actual is not None]
    rows = [
        row(("项目名称", project.title)),
        row(("列入理由", "；".join(zh for _, zh in line.said) or "办公室选定")),
        row(
            ("挂钩领导", str(project.linked_leader or BLANK)),
            ("牵头单位", project.lead_unit.name if project.lead_unit else BLANK),
        ),
        row(("相关单位", names_of_units(project)), ("总投资", wan(project.total_yuan))),
        row(("单位挂钩领导", leaders_of(project)), lines=2),
        row(
            ("形象进度", f"{project.progress_percent}%"),
            ("累计完成投资", wan(invested[-1] if invested else None)),
        ),
        row(
            ("同期首次计划", wan(last.first_planned if last else None)),
            ("最近现场办公会", on_paper(project.met_on)),
        ),
        row(("上次听取汇报", on_paper(project.heard_on)), ("台账报备", on_paper(project.filed_on))),
        row(("未解决问题", "\n".join(problems)), lines=3),
    ]
    cells = tuple(milestone_cells(m, on) for m in project.milestones.all())
    head = ("节点", "首次计划", "现预计", "实际完成", "较首次计划")
    return form(
        "重点项目汇报简报",
        rows,
        issuer=report_list.office.name,
        number="",
        on=on,
        kind=Kind.BULLETIN,
        after=(Table(head=head, rows=cells or ((BLANK,) * 5,), caption="节点进度", widths=(4, 3, 3, 3, 3)),),
    )


@letter(
    "projects.meeting_table",
    words=w("Table of on-site meetings", "现场办公会情况表"),
    of="projects.table_duty",
)
def meeting_table(duty: TableDuty, *, number: str, on: date, event: Event, rows: list[TableRow]) -> Paper:
    """The table of a period for the chief and the executive deputy (DL-23, S4.1-07)."""
    facts = event.facts
    cells = tuple(
        (
            str(n),
            line.project.title,
            line.leader,
            str(line.owed),
            "、".join(dated(day) for day in line.held_on) or "未召开",
            f"{line.minuted}份",
        )
        for n, line in enumerate(rows, start=1)
    )
    said = f"应召开{facts['owed']}次，已召开{facts['held']}次，已印发纪要{facts['minuted']}份。"
    head = ("序号", "项目", "挂钩领导", "应召开", "召开日期", "纪要")
    return Paper(
        kind=Kind.REPORT,
        layout=Layout.BULLETIN,
        masthead="重点项目现场办公会情况表",
        issuers=(duty.office.name,),
        number=number,
        title=f"{facts['period']}重点项目现场办公会召开情况",
        dated=on,
        addressees=("、".join(facts["recipients"]),),
        body=(
            Paragraph(said + (str(facts["note"]) if facts["note"] else "")),
            Table(head=head, rows=cells or ((BLANK,) * 6,), widths=(1, 5, 3, 2, 4, 2), centred=(0, 3, 5)),
        ),
        bases=(Cited("现场办公会召开情况造表上报", f"{MEASURES}第三条"),),
    )
