"""项目台账, 季度报告, 协调会议纪要: the papers of one project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhixing.base.words import w
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import (
    Attendance,
    Cited,
    FieldRow,
    Heading,
    Kind,
    Layout,
    Paper,
    Paragraph,
    SignatureLine,
    Table,
)
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.modules.projects.choices import Category, Level, Series
from zhixing.modules.projects.models import Project
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
from zhixing.modules.projects.queries import curve_of


def basics(project: Project) -> list[FieldRow]:
    """The rows that every paper of a project begins with."""
    return [
        row(("项目名称", project.title)),
        row(("项目编号", project.number or BLANK), ("项目级别", str(Level(project.level).label.zh))),  # type: ignore[attr-defined]  # choices carry Words
        row(("项目类别", str(Category(project.category).label.zh)), ("总投资", wan(project.total_yuan))),  # type: ignore[attr-defined]  # choices carry Words
        row(("建设单位", project.owner), ("挂钩领导", str(project.linked_leader or BLANK))),
        row(
            ("牵头单位", project.lead_unit.name if project.lead_unit else BLANK),
            ("相关单位", names_of_units(project)),
        ),
        row(("建设地点", "、".join(project.sites))),
        row(("计划开工", dated(project.planned_from_on)), ("计划完成", dated(project.planned_until_on))),
    ]


def milestones_table(project: Project, on: date) -> Table:
    """Milestones against their first plan."""
    rows = tuple(milestone_cells(m, on) for m in project.milestones.all())
    head = ("节点", "首次计划", "现预计", "实际完成", "较首次计划")
    return Table(head=head, rows=rows or ((BLANK,) * 5,), caption="节点进度", widths=(4, 3, 3, 3, 3))


@letter("projects.ledger", words=w("Project ledger", "重点项目台账"), of="projects.project")
def ledger(project: Project, *, number: str, on: date, event: Event) -> Paper:
    """The ledger as it was filed with the key-project office (S4.1-10, S4.1-11)."""
    points = curve_of(project.amounts.all())
    invested = [p.actual for p in points if p.actual is not None]
    problems = "；".join(p.title for p in project.problems.open())
    rows = [
        *basics(project),
        row(("单位挂钩领导", leaders_of(project)), lines=2),
        row(("工作组组长", str(project.group_head or BLANK)), ("副组长", str(project.group_deputy or BLANK))),
        row(
            ("形象进度", f"{project.progress_percent}%"),
            ("累计完成投资", wan(invested[-1] if invested else None)),
        ),
        row(("未解决问题", problems), lines=2),
    ]
    issuer = project.lead_unit.name if project.lead_unit else project.key_office.name
    return form(
        "重点项目台账",
        rows,
        issuer=issuer,
        number=number,
        on=on,
        addressees=(project.key_office.name,),
        after=(milestones_table(project, on), SignatureLine(("填报人", "单位负责人"))),
        bases=(Cited("台账变更同时报备", f"{MEASURES}第五条"),),
    )


@letter(
    "projects.quarter", words=w("Quarterly report of a project", "重点项目季度报告"), of="projects.project"
)
def quarter(project: Project, *, number: str, on: date, event: Event) -> Paper:
    """The quarter in figures and words, as reported (S0-36, S2.7-33)."""
    facts = event.facts
    issuer = project.lead_unit.name if project.lead_unit else project.key_office.name
    funds = [a for a in project.amounts.all() if a.series != Series.INVESTMENT and a.actual_yuan is not None]
    arrived = sum((a.actual_yuan or Decimal(0) for a in funds), Decimal(0))
    rows = [
        *basics(project),
        row(
            ("报告季度", str(facts["period"])), ("本季计划投资", wan(Decimal(facts["quarter_planned_yuan"])))
        ),
        row(
            ("本季完成投资", wan(Decimal(facts["quarter_yuan"]))),
            ("累计完成投资", wan(Decimal(facts["all_yuan"]))),
        ),
        row(("累计到位资金", wan(arrived)), ("本季完成节点", f"{facts['reached']}个")),
        row(
            ("最大滞后（首次计划）", f"{facts['slip_days']}天"), ("未解决问题", f"{facts['open_problems']}个")
        ),
        row(("本季度工作情况", str(facts["summary"])), lines=5),
        row(("下步打算", str(facts["next_steps"])), lines=3),
    ]
    return form(
        "重点项目季度报告",
        rows,
        issuer=issuer,
        number=number,
        on=on,
        addressees=(project.key_office.name,),
        after=(milestones_table(project, on), SignatureLine(("填报人", "审核人", "单位负责人"))),
    )


@letter("projects.coordination", words=w("Minutes of coordination", "问题协调纪要"), of="projects.project")
def coordination(project: Project, *, number: str, on: date, event: Event, issue: int) -> Paper:
    """The one set of minutes of the one coordination of a problem (S0-38)."""
    facts = event.facts
    held = date.fromisoformat(str(facts["held_on"]))
    government = project.jurisdiction.name
    return Paper(
        kind=Kind.MINUTES,
        layout=Layout.MINUTES,
        masthead="重点项目协调会议纪要",
        issuers=(government,),
        title=f"{project.title}“{facts['problem']}”协调会议纪要",
        dated=on,
        issue=issue,
        body=(
            Paragraph(
                f"{on_paper(held)}，{facts['leader']}召集{'、'.join(facts['units'])}，就{project.title}"
                f"（{project.number}）“{facts['problem']}”问题进行协调，议定如下："
            ),
            Heading("议定事项"),
            Paragraph(str(facts["minutes"])),
            Attendance("主持", (str(facts["leader"]),)),
            Attendance("参加单位", tuple(facts["units"])),
        ),
        bases=(Cited("只协调一次，只出一个纪要，各方按纪要落实", "《郑州市关于提高执行力的意见》三(二)"),),
    )
