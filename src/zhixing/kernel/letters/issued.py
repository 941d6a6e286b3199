"""Keeping an issued paper, and declaring one void: called in the transaction of the action that does so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.letters import coding, proving, register
from zhixing.kernel.letters.fonts import FontMissing
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.letters.numbers import format_number
from zhixing.kernel.letters.paper import Paper

if TYPE_CHECKING:
    from zhixing.kernel.matters.models import Matter


class NumberDiffers(Refusal):
    """The number printed on the paper is not the one it is filed under."""

    code = "letters.number_differs"
    reason = w(
        "The paper says {on_paper}, but it would be filed as {filed}.",
        "文书上的发文字号为 {on_paper}，与登记的 {filed} 不一致。",
    )
    remedy = w(
        "Take the number from the register and write the paper again.", "请按登记的发文字号重新生成文书。"
    )


class VoidAlready(Refusal):
    """A paper is declared void once."""

    code = "letters.void_already"
    reason = w("{letter} was declared void on {voided_on}.", "{letter} 已于 {voided_on} 作废。")
    remedy = w("Issue a new paper if one is needed.", "如有需要，请另行制发。")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number as the register gave it."""

    agency_code: str
    year: int
    serial: int

    def __str__(self) -> str:
        return format_number(self.agency_code, self.year, self.serial)


def keep(
    paper: Paper,
    *,
    code: str,
    issued_by: str,
    number: Number | None = None,
    matter: Matter | None = None,
    event_id: int | None = None,
    even_without_fonts: bool = False,
) -> Letter:
    """Keep the paper as issued on its date, after proving it: nothing is issued that cannot be printed.

    `even_without_fonts`: a paper that follows from a decision is kept also on a machine that has no fonts yet; it is
    printed once they are there. Raises LetterKindUnknown, NumberDiffers, FontMissing or GlyphMissing; then nothing is
    kept.
    """
    register.kind(code)
    filed = str(number) if number else ""
    if paper.number != filed:
        raise NumberDiffers(on_paper=paper.number or "—", filed=filed or "—")
    try:
        proving.prove(paper)
    except FontMissing:
        if not even_without_fonts:
            raise
    return Letter.objects.create(
        kind=code,
        number=filed or None,
        agency_code=number.agency_code if number else None,
        year=number.year if number else None,
        serial=number.serial if number else None,
        title=paper.title.replace("\n", "")[:300],
        matter=matter,
        event_id=event_id,
        issued_on=paper.dated,
        issued_by=issued_by,
        paper=coding.to_plain(paper),
        fingerprint=coding.fingerprint(paper),
    )


def declare_void(letter: Letter, *, on: date, reason: str) -> None:
    """Declare the paper void from the day `on`; its number stays taken. Raises VoidAlready."""
    changed = Letter.objects.filter(pk=letter.pk, voided_on=None).update(voided_on=on, void_reason=reason)
    letter.refresh_from_db()
    if not changed:
        raise VoidAlready(letter=str(letter), voided_on=letter.voided_on)
