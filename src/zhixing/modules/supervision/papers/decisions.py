"""Papers of decisions on the way: extension, coordination minutes, proposal to transfer."""

from __future__ import annotations

from datetime import date

from zhixing.base.words import w
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Attendance, Cited, Kind, Layout, Paper, Paragraph, SignatureLine
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.papers.frame import (
    BLANK,
    cites,
    last_event,
    names,
    on_paper,
    row,
    slip,
    supporting,
)

ZHENGZHOU = "《郑州市关于提高执行力的意见》"
ONE_COORDINATION = Cited("只协调一次、只出一个纪要", f"{ZHENGZHOU}三(二)")
COLOURS = {"yellow": "黄牌", "red": "红牌"}
TRANSFER = Cited("逾期或未按要求完成事项的移送", f"{ZHENGZHOU}三(三)")


@letter("supervision.extension", words=w("Decision on an extension", "延期审批单"), of="supervision.item")
def extension(item: SupervisedItem, *, number: str, on: date, event: Event) -> Paper:
    """What was asked, what was decided, and the first limit beside the new one."""
    assert item.lead_unit is not None  # an item under way has one
    asked = last_event(item, "supervision.extension_asked")
    facts = asked.facts if asked else {}
    old = facts.get("old_limit_on")
    granted = bool(event.facts["granted"])
    rows = [
        row(("督办事项", item.title)),
        row(("事项编号", item.number or BLANK), ("主办单位", item.lead_unit.name)),
        row(
            ("首次时限", on_paper(item.first_limit_on)),
            ("申请前时限", on_paper(date.fromisoformat(old) if old else None)),
        ),
        row(("申请延至", on_paper(date.fromisoformat(event.facts["asked_until"])))),
        row(("申请理由", str(facts.get("reason", BLANK))), lines=3),
        row(("审批意见", f"{'同意延期' if granted else '不同意延期'}。{event.facts['reason']}"), lines=3),
        row(("现时限", on_paper(item.limit_on)), ("审批人", event.actor_name)),
    ]
    return slip(
        Kind.REPLY,
        "督办事项延期审批单",
        item,
        rows,
        issuer=item.supervising_unit,
        number=number,
        on=on,
        addressees=(item.lead_unit.name,),
        after=(SignatureLine(("经办人", "审批人")),),
        bases=cites(item, "supervision.finish"),
    )


@letter("supervision.minutes", words=w("Coordination minutes", "协调会议纪要"), of="supervision.item")
def minutes(item: SupervisedItem, *, number: str, on: date, event: Event, issue: int) -> Paper:
    """The one set of minutes of the one coordination (S0-38, TH-02)."""
    facts = event.facts
    held = dated(date.fromisoformat(facts["held_on"]))
    opening = (
        f"{held}，{facts['leader']}主持协调“{item.title}”（{item.number or BLANK}）。现将议定事项纪要如下："
    )
    present = [u.name for u in [item.lead_unit, *supporting(item)] if u]
    return Paper(
        kind=Kind.MINUTES,
        layout=Layout.MINUTES,
        masthead=f"{item.jurisdiction.name}专题协调会议纪要",
        issuers=(item.supervising_unit.name,),
        issue=issue,
        title=f"研究{item.title}有关问题",
        dated=on,
        body=(
            Paragraph(opening),
            *(Paragraph(line) for line in str(facts["minutes"]).splitlines() if line.strip()),
            Attendance("主持", (str(facts["leader"]),)),
            Attendance("有关单位", tuple(present)),
        ),
        bases=(ONE_COORDINATION,),
        copies_to=tuple(present),
        printed_by=item.supervising_unit.name,
        printed_on=on,
    )


@letter("supervision.transfer", words=w("Proposal to transfer", "移送建议函"), of="supervision.item")
def transfer(item: SupervisedItem, *, number: str, on: date, event: Event) -> Paper:
    """A proposal with the facts on record; what follows is decided by the organ it goes to (S0-49, CR-07)."""
    assert item.lead_unit is not None  # an issued item has one
    organ = str(event.facts["to_unit"])
    issued = dated(item.issued_on) if item.issued_on else BLANK
    facts = (
        f"“{item.title}”（{item.number or BLANK}）于{issued}交办，{item.lead_unit.name}主办，"
        f"{names(supporting(item))}协办，首次时限{on_paper(item.first_limit_on)}，现时限{on_paper(item.limit_on)}，"
        f"完成进度{item.progress_percent}%。{_cards(item)}"
    )
    return Paper(
        kind=Kind.REPORT,
        layout=Layout.LETTER,
        issuers=(item.supervising_unit.name,),
        number=number,
        title=f"{item.supervising_unit.name}关于移送“{item.title}”有关问题的函",
        dated=on,
        addressees=(organ,),
        body=(
            Paragraph(facts, lead="基本情况。"),
            Paragraph(str(event.facts["reason"]), lead="移送理由。"),
            Paragraph("上述问题建议由贵单位依规依纪依法处理。有关佐证材料随事项记录一并提供，可逐条核验。"),
            Paragraph("特此函告。"),
        ),
        bases=(TRANSFER,),
    )


def _cards(item: SupervisedItem) -> str:
    """How many yellow and red cards stand, in a sentence."""
    standing = Card.objects.filter(matter_id=item.pk).exclude(state=CardState.REMOVED)
    colours = list(standing.values_list("colour", flat=True))
    parts = [f"{COLOURS[c]}{n}张" for c in COLOURS if (n := colours.count(c))]
    return f"截至目前有效预警：{'、'.join(parts)}。" if parts else "未出示黄牌、红牌。"
