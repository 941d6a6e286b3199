"""督查通报, its correction, and the weekly bulletin as official papers."""

from __future__ import annotations

from datetime import date

from zhixing.base.words import w
from zhixing.kernel.letters.paper import (
    Block,
    Cited,
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
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import Conduct, Nature, Scope
from zhixing.modules.supervision.models import Circular

OPINION = "《市政府关于提高执行力的意见》"
BASES = {
    Nature.CRITICISM: Cited("通报批评", f"{OPINION}三(二)"),
    Nature.PRACTICE: Cited("经验总结推广", f"{OPINION}三(二)"),
    Nature.POSITIVE_CASE: Cited("典型通报", f"{OPINION}三(三)"),
    Nature.NEGATIVE_CASE: Cited("典型通报", f"{OPINION}三(三)"),
}
OBJECTION = Cited("所涉单位提出异议的期限为印发后5个工作日", "本通报制发单位设定")


def _units(ids: frozenset[int]) -> tuple[str, ...]:
    return tuple(u.name for u in Unit.objects.filter(pk__in=ids).order_by("order", "id"))


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())


@letter("supervision.circular_paper", words=w("Circular", "督查通报"), of="supervision.circular")
def circular(matter: Circular, *, number: str, on: date, event: Event) -> Paper:
    """The circular as approved, to its addressees; the units it speaks of get a copy."""
    nature = Nature(matter.nature)
    named = _units(matter.named_ids)
    body: tuple[Block, ...] = _paragraphs(matter.body)
    if nature == Nature.CRITICISM and matter.conduct != Conduct.OTHER:
        said = Conduct(matter.conduct).label.text("zh")  # type: ignore[attr-defined]  # a choice's Words
        body = (*body, Paragraph(f"{said}。", lead="行为表现："))
    bases = [BASES[nature]] if nature in BASES else []
    if named:
        bases.append(OBJECTION)
    return Paper(
        kind=Kind.CIRCULAR,
        layout=Layout.DOCUMENT,
        issuers=(matter.supervising_unit.name,),
        number=number,
        title=matter.title,
        dated=on,
        addressees=("、".join(_units(matter.addressee_ids)),),
        body=body,
        bases=tuple(bases),
        notes="此件公开发布" if matter.scope == Scope.PUBLIC else "",
        copies_to=tuple(n for n in named if n not in _units(matter.addressee_ids)),
        printed_by=matter.supervising_unit.name,
        printed_on=on,
    )


@letter("supervision.correction", words=w("Correction", "更正通报"), of="supervision.circular")
def correction(matter: Circular, *, number: str, on: date, event: Event, corrected: str) -> Paper:
    """The withdrawal with its correction, to everyone who got the circular."""
    everyone = _units(matter.addressee_ids | matter.named_ids)
    return Paper(
        kind=Kind.CIRCULAR,
        layout=Layout.DOCUMENT,
        issuers=(matter.supervising_unit.name,),
        number=number,
        title=f"关于撤回并更正“{matter.title}”的通报",
        dated=on,
        addressees=("、".join(everyone),),
        body=(
            Paragraph(f"{corrected}予以撤回，自本通报印发之日起作废。"),
            Paragraph(str(event.facts["reason"]), lead="撤回理由。"),
            *_paragraphs(f"更正如下：{matter.correction}"),
        ),
        notes="此件公开发布" if matter.scope == Scope.PUBLIC else "",
        printed_by=matter.supervising_unit.name,
        printed_on=on,
    )


@letter("supervision.bulletin", words=w("Weekly bulletin", "督查周报"), of="supervision.circular")
def weekly(matter: Circular, *, number: str, on: date, event: Event) -> Paper:
    """The bulletin: the figures as they were approved."""
    body: list[Block] = list(_paragraphs(matter.body))
    for table in matter.tables:
        body.append(Heading(table["heading"]))
        numbers = tuple(range(1, len(table["head"]))) if table["heading"] == "各单位办理情况" else ()
        body.append(Table(tuple(table["head"]), tuple(tuple(row) for row in table["rows"]), centred=numbers))
    return Paper(
        kind=Kind.BULLETIN,
        layout=Layout.BULLETIN,
        masthead="政务督查周报",
        issuers=(matter.supervising_unit.name,),
        issue=matter.issue,
        title=matter.title,
        dated=on,
        body=(*body, SignatureLine(("编辑", "审核", "签发"))),
        copies_to=_units(matter.addressee_ids),
        printed_by=matter.supervising_unit.name,
        printed_on=on,
    )
