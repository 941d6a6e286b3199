"""Events of an incoming document, from the register to its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.correspondence.choices import Channel, DocumentKind, Outcome, Review


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRegistered(DomainEvent):
    kind = "correspondence.registered"
    words = w("Registered", "收文登记")
    sentence = w(
        "{actor} registered “{title}” ({document_number}) of {sender}, received on {received_on}, for {unit}.",
        "{actor}登记{sender}来文“{title}”（{document_number}），{received_on}收到，由{unit}收文。",
    )

    title: str
    sender: str
    document_number: str
    document_kind: DocumentKind
    dated_on: date
    received_on: date
    unit_id: int
    unit: str
    sender_unit_id: int | None = None

    def told(self) -> Words:
        """A paper without a number is told without brackets."""
        if self.document_number:
            return self.sentence
        return w(
            self.sentence.en.replace(" ({document_number})", ""),
            self.sentence.zh.replace("（{document_number}）", ""),
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentImported(DomainEvent):
    """A line of an existing register, taken over."""

    kind = "correspondence.imported"
    words = w("Imported", "导入登记")
    sentence = w(
        "{actor} imported “{title}” of {sender} from line {line} of {file}.",
        "{actor}由《{file}》第{line}行导入{sender}来文“{title}”。",
    )

    title: str
    sender: str
    unit_id: int
    file: str
    line: int
    finished_on: date | None = None
    result: str = ""

    def told(self) -> Words:
        """What was finished before is told with its day."""
        if self.finished_on is None:
            return self.sentence
        return w(
            self.sentence.en[:-1] + ", finished on {finished_on}.",
            self.sentence.zh[:-1] + "，该件已于{finished_on}办结。",
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPassedOn(DomainEvent):
    kind = "correspondence.passed_on"
    words = w("Passed on", "转办")
    sentence = w(
        "{actor} passed the document from {from_unit} on to {unit}: {reason}",
        "{actor}将来文由{from_unit}转{unit}：{reason}",
    )

    from_unit_id: int
    from_unit: str
    unit_id: int
    unit: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAccepted(DomainEvent):
    """The clocks begin: the check, and the finish or the submission upward."""

    kind = "correspondence.accepted"
    words = w("Accepted", "受理")
    sentence = w(
        "{actor} accepted the document for {unit} as within its authority; {handler} handles it.",
        "{actor}代表{unit}受理，认定属部门权限内，由{handler}承办。",
    )

    unit_id: int
    unit: str
    within_authority: bool
    authority_reason: str = ""
    handler_id: int | None = None
    handler: str = ""

    def told(self) -> Words:
        """Beyond own authority the reason is told, too (G-14)."""
        if self.within_authority:
            return self.sentence
        return w(
            "{actor} accepted the document for {unit} as beyond its authority ({authority_reason}); {handler} handles it.",
            "{actor}代表{unit}受理，认定属部门权限外（{authority_reason}），由{handler}承办。",
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PapersChecked(DomainEvent):
    kind = "correspondence.checked"
    words = w("Papers checked", "资料检查")
    sentence = w("{actor} checked the papers: {found}.", "{actor}完成资料检查：{found}。")

    unit_id: int
    unit: str
    within_authority: bool
    is_complete: bool
    missing: list[str] = field(default_factory=list)

    def told(self) -> Words:
        if self.is_complete:
            return w("{actor} checked the papers: they are complete.", "{actor}完成资料检查：资料齐全。")
        return w(
            "{actor} checked the papers: {missing} must still be handed in.",
            "{actor}完成资料检查：需补正{missing}。",
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SenderTold(DomainEvent):
    kind = "correspondence.completeness_told"
    words = w("Sender told", "告知来文单位")
    sentence = w(
        "{actor} told {sender} the result of the check ({channel}).",
        "{actor}已将检查结果告知{sender}（{channel}）。",
    )

    unit_id: int
    unit: str
    sender: str
    sender_unit_id: int | None = None
    channel: Channel
    is_complete: bool


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedForCompletion(DomainEvent):
    """What this does to the clocks the rulebook says: they stand, or begin anew, as the setting has it."""

    kind = "correspondence.returned"
    words = w("Returned for completion", "退回补正")
    sentence = w("{actor} returned the document for completion: {missing}.", "{actor}退回补正：{missing}。")

    unit_id: int
    missing: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Supplemented(DomainEvent):
    kind = "correspondence.supplemented"
    words = w("Missing papers received", "收到补正资料")
    sentence = w(
        "{actor} recorded that the missing papers came in: {note}", "{actor}登记收到补正资料：{note}"
    )

    unit_id: int
    within_authority: bool
    note: str = ""

    def told(self) -> Words:
        if self.note:
            return self.sentence
        return w("{actor} recorded that the missing papers came in.", "{actor}登记收到补正资料。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerNamed(DomainEvent):
    kind = "correspondence.handler_named"
    words = w("Handler named", "指定承办人")
    sentence = w("{actor} named {handler} as handler.", "{actor}指定{handler}承办。")

    handler_id: int
    handler: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedUpward(DomainEvent):
    kind = "correspondence.submitted_up"
    words = w("Submitted upward", "报批")
    sentence = w(
        "{actor} submitted the matter to {superior}: {opinion}", "{actor}报{superior}审批：{opinion}"
    )

    unit_id: int
    superior: str
    opinion: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredFromAbove(DomainEvent):
    kind = "correspondence.answered_from_above"
    words = w("Answer from above", "上级批复")
    sentence = w("{superior} {decision}: {opinion}", "{superior}{decision}：{opinion}")

    unit_id: int
    superior: str
    approved: bool
    opinion: str
    answer_number: str = ""

    def told(self) -> Words:
        said = w("approved", "批准") if self.approved else w("did not approve", "未予批准")
        number = (" ({answer_number})", "（{answer_number}）") if self.answer_number else ("", "")
        return w(
            f"{{superior}} {said.en}{number[0]}: {{opinion}}",
            f"{{superior}}{said.zh}{number[1]}：{{opinion}}",
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAskedFor(DomainEvent):
    kind = "correspondence.review_asked"
    words = w("Put up for joint review", "提请联审")
    sentence = w("{actor} put the matter up for the {review}: {reason}", "{actor}提请{review}：{reason}")

    unit_id: int
    review: Review
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecided(DomainEvent):
    """What the joint review meeting decided on this document."""

    kind = "correspondence.review_decided"
    words = w("Joint review decided", "联审决定")
    sentence = w("The {review} of {held_on} decided: {decision}", "{held_on}{review}决定：{decision}")

    unit_id: int
    review: Review
    held_on: date
    decision: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFinished(DomainEvent):
    kind = "correspondence.finished"
    words = w("Finished", "办结")
    sentence = w("{actor} finished the document ({outcome}): {result}", "{actor}办结（{outcome}）：{result}")

    unit_id: int
    unit: str
    sender: str
    sender_unit_id: int | None = None
    outcome: Outcome
    result: str
    answer_number: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWithdrawn(DomainEvent):
    kind = "correspondence.withdrawn"
    words = w("Withdrawn by the sender", "来文撤回")
    sentence = w("{actor} recorded that the sender withdrew it: {reason}", "{actor}登记来文撤回：{reason}")

    unit_id: int
    reason: str
