"""预警通知单 and 监察建议书: issued by a person, numbered and kept in the transaction of the deed (S0-42, S2.8-04)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.letters import issued, register
from zhixing.kernel.letters.issued import Number
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import (
    Block,
    Cited,
    FieldRow,
    Fields,
    Heading,
    Kind,
    Layout,
    Listing,
    Paper,
    Paragraph,
)
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters import events, numbering
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.wording import basis_of
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.alerts import judged, settling
from zhixing.modules.approvals.models import Alert
from zhixing.modules.approvals.models.alerts import Colour
from zhixing.modules.approvals.models.duties import Ground

NOTICE, SUGGESTION = "approvals.warning_notice", "approvals.supervision_suggestion"
BLANK = "—"
CODE_LIMIT = 17  # of the twenty characters an agency code may have
_READ_WITH = ("case__item__current", "duty", "source", "lead_unit", "supervising_unit")


@letter(NOTICE, words=w("Warning notice", "预警通知单"), of="approvals.alert")
def warning_notice(alert: Alert, *, number: str, on: date, event: Event) -> Paper:
    """What is late or wrong in which case, on what basis, and what the unit is asked to do."""
    cards = settling.standing(settling.reproaches(alert))
    colour = judged.gravest(card.colour for card in cards)
    answer_by = max((c.answer_due_on for c in cards if c.answer_due_on), default=None)
    rows = [
        _row(("被预警单位", str(event.facts["unit"])), ("预警件编号", alert.number or BLANK)),
        _row(("接入系统", alert.source.title), ("办件编号", alert.case.number)),
        _row(("审批事项", alert.case.item_name or BLANK)),
        _row(("预警内容", _duty(alert)), ("监察类别", _label(Ground, alert.ground))),
        _row(("预警等级", _label(Colour, colour)), ("出示日期", dated(max(c.drawn_on for c in cards)))),
        _row(*_days(alert)),
        _row(("办理要求", str(event.facts["demand"])), lines=4),
        _row(("回应时限", dated(answer_by) if answer_by else BLANK)),
    ]
    return Paper(
        kind=Kind.WARNING,
        layout=Layout.SLIP,
        masthead=alert.supervising_unit.name,
        issuers=(alert.supervising_unit.name,),
        number=number,
        title="预警通知单",
        dated=on,
        addressees=(str(event.facts["unit"]),),
        body=(Fields(tuple(rows)),),
        bases=_bases(alert),
    )


@letter(SUGGESTION, words=w("Supervision suggestion", "监察建议书"), of="approvals.alert")
def supervision_suggestion(alert: Alert, *, number: str, on: date, event: Event) -> Paper:
    """What was found, what is suggested point by point, and by when its carrying out is reported."""
    cards = settling.standing(settling.reproaches(alert))
    shown = "、".join(f"{dated(card.drawn_on)}出示{_label(Colour, card.colour)}" for card in reversed(cards))
    item = f"“{alert.case.item_name}”" if alert.case.item_name else ""
    report_by = dated(date.fromisoformat(event.facts["report_by"]))
    body: tuple[Block, ...] = (
        Paragraph(
            f"经电子监察，你单位在{alert.source.title}办理的{item}办件（编号{alert.case.number}）"
            f"存在“{_duty(alert)}”问题（{_label(Ground, alert.ground)}），{shown}（预警件{alert.number}）。"
        ),
        Heading("查明的问题"),
        *_paragraphs(str(event.facts["finding"])),
        Heading("监察建议"),
        Listing(tuple(event.facts["suggestions"])),
        Heading("落实要求"),
        Paragraph(f"请于{report_by}前将落实情况书面报送我单位。对预警有异议的，可以依规定提出申诉。"),
    )
    return Paper(
        kind=Kind.OTHER,
        layout=Layout.LETTER,
        issuers=(alert.supervising_unit.name,),
        number=number,
        title="监察建议书",
        dated=on,
        addressees=(str(event.facts["unit"]),),
        body=body,
        bases=_bases(alert),
    )


@events.on("approvals.notice_issued")
def with_the_notice(row: Event) -> None:
    _issue(NOTICE, "警", row)


@events.on("approvals.suggestion_issued")
def with_the_suggestion(row: Event) -> None:
    _issue(SUGGESTION, "监建", row)


def _issue(code: str, word: str, row: Event) -> Letter:
    """Write, number and keep the paper that this event brings about."""
    alert = Alert.objects.select_related(*_READ_WITH).get(pk=row.matter_id or 0)
    today = clock.today()
    agency = _code_of(alert.supervising_unit) + word
    number = Number(agency, today.year, numbering.take(agency, today.year))
    paper = register.build(code, alert, number=str(number), on=today, event=row)
    return issued.keep(
        paper,
        code=code,
        number=number,
        matter=alert.matter_ptr,
        event_id=row.pk,
        issued_by=row.actor_name,
        even_without_fonts=True,
    )


def _code_of(unit: Unit) -> str:
    return (unit.document_code or unit.short_name)[:CODE_LIMIT]


def _duty(alert: Alert) -> str:
    return judged.duty_words(alert.source, alert.rule).text("zh")


def _label(choices: type[Ground] | type[Colour], value: str) -> str:
    return str(choices(value).label.zh)  # type: ignore[union-attr]  # choices carry Words as labels


def _row(*pairs: tuple[str, str], lines: int = 1) -> FieldRow:
    return FieldRow(pairs, lines=lines)


def _days(alert: Alert) -> tuple[tuple[str, str], tuple[str, str]]:
    """Of a limit its last day and when it was done; of a breach its day."""
    duty = alert.duty
    if alert.ground != Ground.TIME:
        return ("发生日期", dated(duty.opened_on)), ("环节时限", BLANK)
    limit = dated(duty.due_on) if duty.due_on else BLANK
    done = dated(duty.ended_on) if duty.ended_on and duty.state == "met" else "尚未办结"
    return ("规定时限", limit), ("办结日期", done)


def _bases(alert: Alert) -> tuple[Cited, ...]:
    row = judged.carried_duty(alert)
    articles = basis_of(row, alert.rulebook_id) if row else ()
    item = alert.case.item
    cited = [f"《{b.document}》{b.article}" for b in articles] + (item.shown.basis if item else [])
    return tuple(Cited(_duty(alert), said) for said in cited)


def _paragraphs(text: str) -> Iterable[Paragraph]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]
