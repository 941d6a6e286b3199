"""行文跟踪协调情况每周汇报: the office's written report to the leaders concerned, from the record (S4.1-20)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Block, Cited, Heading, Kind, Layout, Paper, Paragraph, Table
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.modules.correspondence import tracking
from zhixing.modules.correspondence.models import StandingDuty

HEAD = ("文号", "标题", "发文单位", "主送机关", "跟踪领导", "天数", "跟踪情况")
WIDTHS = (3, 5, 3, 3, 2, 1, 5)
SILENT = "本周无跟踪记录"
MOST_LINES = 200  # of each table: some ten pages; the ledger has all


@letter("correspondence.weekly_report", words=w("Weekly report", "每周书面汇报"), of="correspondence.duty")
def weekly(duty: StandingDuty, *, number: str, on: date, event: Event) -> Paper:
    """The week's figures and lists as the record had them when it was reported."""
    monday = date.fromisoformat(event.facts["monday"])
    week = tracking.week(duty.unit, monday, clock.today(), lines=MOST_LINES)
    span = f"{dated(week.monday)}至{dated(week.until)}"
    body: list[Block] = [
        Paragraph(
            f"{span}，新送达上行、平行及对外文件{week.new_count}件，办结{week.concluded_count}件，"
            f"在办{week.running_count}件，其中本周无跟踪记录{week.silent_count}件。现将情况汇报如下。"
        ),
    ]
    body += _listed("在办文件", week.running, week.running_count)
    body += _listed("本周办结文件", week.concluded, week.concluded_count)
    if event.facts["summary"]:
        body += [Heading("需要协调的问题"), Paragraph(event.facts["summary"])]
    return Paper(
        kind=Kind.REPORT,
        layout=Layout.DOCUMENT,
        issuers=(duty.unit.name,),
        number=number,
        title=f"上行平行文件跟踪协调情况汇报\n（{span}）",
        dated=on,
        addressees=("、".join(event.facts["leaders"]) + "同志",),
        body=tuple(body),
        bases=(Cited("每周一次书面汇报", "《区政府提高政府执行力措施》第七条"),),
        printed_by=duty.unit.name,
        printed_on=on,
    )


def _listed(heading: str, lines: Sequence[tracking.Line], count: int) -> list[Block]:
    if not lines:
        return []
    rows = tuple(
        (
            line.number,
            line.title,
            line.unit,
            line.addressee,
            line.follower,
            str(line.days),
            SILENT if line.is_silent else line.progress or "—",
        )
        for line in lines
    )
    found: list[Block] = [Heading(heading), Table(HEAD, rows, widths=WIDTHS, centred=(5,))]
    if count > len(lines):
        found.append(Paragraph(f"其余{count - len(lines)}件已在系统台账中列明，此处从略。"))
    return found
