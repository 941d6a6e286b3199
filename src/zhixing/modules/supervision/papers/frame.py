"""What the papers of supervised handling share: the slip's frame, its dates, and the articles its limits rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Block, Cited, FieldRow, Fields, Kind, Layout, Paper
from zhixing.kernel.letters.paper import Urgency as PaperUrgency
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.schema import Basis
from zhixing.kernel.rulebook.service import ruleset
from zhixing.modules.supervision.choices import Source, Urgency
from zhixing.modules.supervision.models import SupervisedItem

WEEKDAYS = "一二三四五六日"
BLANK = "—"
_URGENCY = {Urgency.URGENT: PaperUrgency.URGENT, Urgency.IMMEDIATE: PaperUrgency.MOST_URGENT}


def on_paper(day: date | None) -> str:
    """A limit as a paper writes it, with its weekday.

    >>> on_paper(date(2026, 3, 9))
    '2026年3月9日（周一）'
    """
    return f"{dated(day)}（周{WEEKDAYS[day.weekday()]}）" if day else BLANK


def article(basis: Basis) -> str:
    """《市政府关于提高执行力的意见》三(三)."""
    return f"《{basis.document}》{basis.article}"


def cites(matter: Matter, *codes: str) -> tuple[Cited, ...]:
    """The running limits of these rules with the articles they rest on, the nearest first."""
    rules = ruleset(matter.rulebook_id).timed
    rows = Obligation.objects.running().filter(matter_id=matter.pk, rule__in=codes).order_by("due_on", "id")
    found: dict[tuple[str, date], Cited] = {}
    for row in rows:
        if row.due_on is not None and (rule := rules.get(row.rule)):
            said = f"{rule.title.zh}截止{on_paper(row.due_on)}"
            where = "、".join(article(b) for b in rule.basis)
            found.setdefault((row.rule, row.due_on), Cited(said, where))
    return tuple(found.values())


def due_of(matter: Matter, *codes: str) -> date | None:
    """The nearest running limit of these rules, or None."""
    rows = Obligation.objects.running().filter(matter_id=matter.pk, rule__in=codes, due_on__isnull=False)
    return rows.order_by("due_on").values_list("due_on", flat=True).first()


def last_event(matter: Matter, kind: str) -> Event | None:
    """The latest event of a kind in the matter."""
    return Event.objects.filter(matter_id=matter.pk, kind=kind).order_by("-happened_at", "-id").first()


def names(units: Iterable[Unit]) -> str:
    """Units as a paper joins them."""
    return "、".join(u.name for u in units) or BLANK


def supporting(item: SupervisedItem) -> list[Unit]:
    """The supporting units in their order."""
    return list(Unit.objects.filter(pk__in=item.supporting_ids).order_by("order", "id"))


def source_of(item: SupervisedItem) -> str:
    """Kind, title, number and date of the source, as far as they are known."""
    kind = Source(item.source).label.zh  # type: ignore[attr-defined]  # choices carry Words as labels
    title = f"《{item.source_title.strip('《》')}》" if item.source_title else ""
    number = f"（{item.source_number}）" if item.source_number else ""
    day = f"，{dated(item.source_on)}" if item.source_on else ""
    return f"{kind}{title}{number}{day}"


def row(*pairs: tuple[str, str], lines: int = 1) -> FieldRow:
    """A row of the form; an absent value is a dash, never an empty box that somebody might fill in later."""
    return FieldRow(tuple((label, value or BLANK) for label, value in pairs), lines=lines)


def slip(
    kind: Kind,
    title: str,
    item: SupervisedItem,
    rows: Iterable[FieldRow],
    *,
    issuer: Unit,
    number: str,
    on: date,
    addressees: tuple[str, ...] = (),
    after: tuple[Block, ...] = (),
    bases: tuple[Cited, ...] = (),
    copies_to: tuple[str, ...] = (),
) -> Paper:
    """A form under the issuing organ's name."""
    return Paper(
        kind=kind,
        layout=Layout.SLIP,
        masthead=issuer.name,
        issuers=(issuer.name,),
        number=number,
        title=title,
        dated=on,
        urgency=_URGENCY.get(Urgency(item.urgency)),
        addressees=addressees,
        body=(Fields(tuple(rows)), *after),
        bases=bases,
        copies_to=copies_to,
    )
