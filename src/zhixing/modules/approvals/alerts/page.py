"""How an alert shows itself: what was judged on which basis, the events it rests on, what was suggested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Card as CardRow
from zhixing.kernel.obligations.models import CardState
from zhixing.kernel.obligations.wording import basis_of
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals import powers
from zhixing.modules.approvals.alerts import judged
from zhixing.modules.approvals.alerts.evidence import evidence_of, marks
from zhixing.modules.approvals.models import Alert, Source
from zhixing.modules.approvals.models.alerts import AlertState, Colour, Outcome
from zhixing.modules.approvals.models.duties import Ground
from zhixing.web import navigation
from zhixing.web.components import Chip, Column, Fact, Option, Row, Table
from zhixing.web.dates import day_in_words
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    AlertState.RAISED: ("alert-triangle", "warn"),
    AlertState.NOTICED: ("mail-forward", "active"),
    AlertState.SUGGESTED: ("file-alert", "bad"),
    AlertState.REPORTED: ("checklist", "active"),
    AlertState.SETTLED: ("circle-check", "met"),
    AlertState.CLOSED: ("circle-check", "closed"),
}
_COLOURS = {"blue": ("bell", "active"), "yellow": ("alert-triangle", "warn"), "red": ("alert-octagon", "bad")}


def chip(alert: Alert) -> Chip:
    """The state as icon, word and tone."""
    state = AlertState(alert.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def colour_chip(alert: Any) -> Chip:
    """The gravest card drawn."""
    icon, tone = _COLOURS[alert.colour]
    return Chip(Colour(alert.colour).label, icon=icon, tone=tone)


def facts(alert: Alert) -> Sequence[Fact]:
    """Which case of which system, on what ground, which papers, how it ended."""
    found = [
        Fact(w("Ground", "监察类别"), Ground(alert.ground).label),
        Fact(w("Gravest card", "最高预警等级"), colour_chip(alert)),
        Fact(w("Outside system", "接入系统"), alert.source.title),
        Fact(w("Case", "办件编号"), alert.case.number),
        Fact(w("Item", "审批事项"), alert.case.item_name or None),
        Fact(w("Unit as the system names it", "系统所载单位（人员）"), alert.duty.holder or None),
        Fact(w("Watched by", "监察单位"), alert.supervising_unit.name),
        Fact(w("Notice issued", "预警通知"), alert.noticed_on),
        Fact(w("Suggestion issued", "监察建议"), alert.suggested_on),
    ]
    if alert.report_by:
        found.append(Fact(w("Report by", "落实情况报送时限"), alert.report_by))
    if alert.outcome:
        found.append(Fact(w("Outcome", "办结情况"), Outcome(alert.outcome).label))
    return found


def context(alert: Alert | None, actor: Any) -> dict[str, Any]:
    """The articles, the events of the case, the last suggestion (four queries)."""
    if alert is None:
        return {}
    row = judged.carried_duty(alert)
    return {
        "articles": basis_of(row, alert.rulebook_id) if row else (),
        "item_basis": alert.case.item.shown.basis if alert.case.item else (),
        "evidence": evidence_table(alert),
        "case_url": case_url(alert),
        "suggestion": last(alert, "approvals.suggestion_issued"),
        "carried_out": last(alert, "approvals.suggestion_carried_out"),
    }


def judgement(alert: Alert) -> Words:
    """What was found, in one sentence."""
    duty, said = alert.duty, judged.duty_words(alert.source, alert.rule)
    limit, ended = (day_in_words(day) if day else "—" for day in (duty.due_on, duty.ended_on))
    if not duty.is_current:
        told = w("By the corrected record “{duty}” is not owed.", "按更正后的记录，“{duty}”不成立。")
    elif alert.ground != Ground.TIME:
        told = w("Found on {on}: {duty}.", "{on}发现：{duty}。")
    elif duty.state == "suspended":
        told = w("“{duty}”: the clock stands still.", "“{duty}”：计时中止。")
    elif duty.state == "open":
        told = w("“{duty}” was due on {limit} and is not done yet.", "“{duty}”应于{limit}前完成，尚未办结。")
    elif duty.late:
        told = w(
            "“{duty}” was due on {limit}; it ended on {ended}.", "“{duty}”应于{limit}前完成，{ended}了结。"
        )
    else:
        told = w(
            "“{duty}” was done in time on {ended} (due {limit}).",
            "“{duty}”于{ended}按期完成（截止{limit}）。",
        )
    return told.put(duty=said, limit=limit, ended=ended, on=day_in_words(duty.opened_on))


def evidence_table(alert: Alert) -> Table:
    """The events of the case, each with where it was delivered."""
    return Table(
        caption=w("Events of the case", "办件环节记录"),
        columns=[
            Column("at", w("When", "时间")),
            Column("kind", w("What", "环节")),
            Column("who", w("Who", "单位、经办人")),
            Column("marks", w("For the term", "对计时的作用")),
            Column("record", w("Delivered in, record", "来源批次与记录号")),
        ],
        rows=[
            Row(
                [
                    one.at,
                    one.kind,
                    "　".join(part for part in (one.unit, one.person) if part) or None,
                    marks(one) or None,
                    w("{name}, record {n}", "{name} 第{n}条").put(name=one.delivery, n=one.record),
                ]
            )
            for one in evidence_of(alert)
        ],
        empty=w(
            "The source has sent no event of this case that holds.", "来源系统目前没有该办件的有效环节记录。"
        ),
    )


def case_url(alert: Alert) -> str:
    """The page of the case with its days counted; "" in an installation without it."""
    try:
        return reverse("approvals-case", args=[alert.case_id])
    except NoReverseMatch:
        return ""


def last(alert: Alert, kind: str) -> dict[str, Any]:
    """The facts of the latest event of this kind; none where there was none."""
    rows = Event.objects.filter(matter_id=alert.pk, kind=kind).order_by("-id")
    return rows.values_list("facts", flat=True).first() or {}


def _waiting(*states: str) -> Exists:
    cards = CardRow.objects.filter(matter_id=OuterRef("pk"), colour__in=judged.REPROACHES)
    return Exists(cards.filter(state__in=states))


def _to_decide(today: Any) -> Q:
    cards = CardRow.objects.filter(matter_id=OuterRef("pk"), decided_on=None)
    proposed = cards.filter(removal_proposed_on__isnull=False).exclude(state=CardState.REMOVED)
    return Q(_waiting(CardState.CHALLENGED)) | Q(Exists(proposed))


def _sources(actor: Any) -> list[Option]:
    rows = Source.objects.visible_to(actor).order_by("title").values_list("pk", "title")
    return [Option(str(pk), title) for pk, title in rows]


def _watchers(actor: Any) -> list[Option]:
    ids = Alert.objects.visible_to(actor).order_by().values("supervising_unit").distinct()
    rows = Unit.objects.filter(pk__in=ids).order_by("path").values_list("pk", "short_name")
    return [Option(str(pk), name) for pk, name in rows]


def _of(column: str, value: str) -> Q:
    return Q(**{column: int(value)}) if value.isdigit() else Q(pk__in=[])


present(
    "approvals.alert",
    Presentation(
        icon="alert-triangle",
        chip=chip,
        facts=facts,
        lead=lambda alert: judgement(alert),
        related=("source", "case__item__current", "duty", "supervising_unit"),
        standings={
            "lead": w("Unit warned", "被预警单位"),
            "supervisor": w("Watched by", "监察单位"),
        },
        columns=[
            LedgerColumn("colour", w("Card", "预警等级"), colour_chip, kind="chip"),
            LedgerColumn("ground", w("Ground", "监察类别"), lambda a: Ground(a.ground).label),
            LedgerColumn("limit", w("Limit", "规定时限"), kind="day", reads=("duty__due_on",)),
            LedgerColumn("source", w("Outside system", "接入系统"), reads=("source__title",), is_shown=False),
            LedgerColumn("case", w("Case", "办件编号"), reads=("case__number",), is_shown=False),
            LedgerColumn("report_by", w("Report by", "整改报送时限"), kind="day", is_shown=False),
            LedgerColumn(
                "outcome",
                w("Outcome", "办结情况"),
                lambda a: Outcome(a.outcome).label if a.outcome else None,
                is_shown=False,
            ),
        ],
        filters=[
            LedgerFilter(
                "ground",
                w("Ground", "监察类别"),
                lambda actor: [Option(g.value, g.label) for g in Ground],
                lambda value: Q(ground=value),
            ),
            LedgerFilter(
                "colour",
                w("Card", "预警等级"),
                lambda actor: [Option(c.value, c.label) for c in Colour],
                lambda value: Q(colour=value),
            ),
            LedgerFilter("source", w("Outside system", "接入系统"), _sources, lambda v: _of("source", v)),
            LedgerFilter(
                "watched_by", w("Watched by", "监察单位"), _watchers, lambda v: _of("supervising_unit", v)
            ),
            LedgerFilter(
                "outcome",
                w("Outcome", "办结情况"),
                lambda actor: [Option(o.value, o.label) for o in Outcome],
                lambda value: Q(outcome=value),
            ),
        ],
        tabs=[
            LedgerTab("unanswered", w("Unanswered", "待回应"), lambda today: Q(_waiting(CardState.DRAWN))),
            LedgerTab("to_decide", w("Cards to decide on", "待裁定"), _to_decide),
            LedgerTab(
                "to_put_right",
                w("Suggestions out", "监察建议未落实"),
                lambda today: Q(state__in=[AlertState.SUGGESTED, AlertState.REPORTED]),
            ),
        ],
        below="approvals/alerts/_below.html",
        context=context,
    ),
)

navigation.add(
    "approvals-alerts",
    w("Alerts", "监察预警"),
    "door-list",
    "alert-triangle",
    power=powers.VIEW,
    order=61,
    arguments={"module": "approvals", "segment": "alerts"},
)
navigation.offer_publicly(
    "approvals-delays",
    w("Delays explained", "超时说明公开"),
    w(
        "Where an approval took longer than promised, and why.",
        "审批超过承诺时限的情形及办理单位说明的理由。",
    ),
    "approvals-public-delays",
    "message-report",
    order=43,
)
