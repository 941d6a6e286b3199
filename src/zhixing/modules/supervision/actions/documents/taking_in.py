"""A document comes in and its tasks are proposed; at the end its breakdown is finished."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.secrecy import must_not_be_secret
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long, among, label
from zhixing.kernel.actions.register import action
from zhixing.kernel.files.service import download
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.organisation.naming import Chart, certain, offers
from zhixing.modules.supervision.documents.choices import DocumentState, ProposalState
from zhixing.modules.supervision.documents.heading import Heading, heading_of
from zhixing.modules.supervision.documents.naming import counted_names, keep
from zhixing.modules.supervision.documents.proposing import proposed
from zhixing.modules.supervision.documents.refusals import NothingToRead, StillWaiting, TwoTexts
from zhixing.modules.supervision.events.documents import (
    DocumentClosed,
    DocumentDescribed,
    DocumentReopened,
    DocumentTakenIn,
)
from zhixing.modules.supervision.models.documents import BreakdownDocument, Proposal
from zhixing.modules.supervision.powers import REGISTER
from zhixing.modules.supervision.relations import SUPERVISING, offices
from zhixing.reading.extraction import text_of
from zhixing.reading.refusals import TextTooLong

#: Characters of a document that are broken down on a page. A five-year plan with annexes has some 300,000.
LONGEST = 500_000
#: Characters that may be pasted.
PASTED = 200_000

label("issuing_organ", w("Issuing organ", "发文机关"))
label("dated_on", w("Dated", "成文日期"))


@action(
    BreakdownDocument,
    "take_in",
    power=REGISTER,
    opens=True,
    tone="primary",
    words=w("Take in a document", "收文分解"),
    help=w(
        "The tasks in the document are found and proposed; you check them before anything is issued.",
        "系统识别文件中的任务并提出拟立事项，经您核对后方可立项交办。",
    ),
)
def take_in(
    *,
    file: Annotated[
        FileId | None,
        Label(
            w("File", "文件"),
            w(".txt, .md, .docx or .pdf, up to 50 MB", "支持 .txt、.md、.docx、.pdf，不超过 50 MB"),
        ),
    ] = None,
    text: Annotated[
        str,
        Long(PASTED),
        Label(w("Or paste the text", "或粘贴正文"), w("when there is no file", "没有电子文件时使用")),
    ] = "",
    title: Annotated[
        str, Label(hint=w("left empty, it is read from the document", "不填则从文件中识别"))
    ] = "",
    source_number: str = "",
    issuing_organ: str = "",
    dated_on: Annotated[
        date | None,
        Label(hint=w("completes dates such as “by the end of June”", "用于推算“6月底前”等未写年份的时限")),
    ] = None,
    supervising_unit: Annotated[Unit, among(offices)],
    actor: Actor,
) -> tuple[BreakdownDocument, DocumentTakenIn]:
    """Read a document and propose its tasks. One without any task opens empty, for a clerk to mark spans by hand."""
    name, words = _read(file, text, actor)
    found = heading_of(words, name)
    head = Heading(
        title or found.title or w("Untitled document", "未命名来文").text("zh"),
        source_number or found.number,
        issuing_organ or found.organ,
        dated_on or found.dated_on,
    )
    document = open_matter(
        BreakdownDocument,
        jurisdiction=jurisdiction_of(supervising_unit),
        state=DocumentState.OPEN,
        title=head.title,
        text=words,
        file_id=file,
        source_number=head.number[:60],
        issuing_organ=head.organ,
        dated_on=head.dated_on,
        supervising_unit=supervising_unit,
    )
    participations.assign(document, Standing.SUPERVISOR, [supervising_unit])
    rows = proposed(document)
    Proposal.objects.bulk_create(rows)
    _settle_certain_names(document, rows)
    return document, DocumentTakenIn(
        title=head.title,
        source_number=document.source_number,
        issuing_organ=head.organ,
        dated_on=head.dated_on,
        characters=len(words),
        fingerprint=hashlib.sha256(words.encode()).hexdigest(),
        proposed=len(rows),
    )


def _read(file: int | None, text: str, actor: Actor) -> tuple[str, str]:
    """The document's name and words, from one of the two sources."""
    if file is not None and text.strip():
        raise TwoTexts
    if file is None:
        if not text.strip():
            raise NothingToRead
        return "", text
    stored, path = download(file, actor)
    words = text_of(stored.name, path.read_bytes()).text
    if len(words) > LONGEST:
        raise TextTooLong(name=stored.name, most=LONGEST)
    must_not_be_secret(words)
    return stored.name, words


def _settle_certain_names(document: BreakdownDocument, rows: list[Proposal]) -> None:
    """Names that are exactly a unit's need nobody's decision."""
    chart = Chart(clock.today())
    sure = {name: certain(offers(name, chart)) for name in counted_names(rows)}
    keep(document, {name: [unit] for name, unit in sure.items() if unit is not None})


@action(
    BreakdownDocument,
    "describe_document",
    power=REGISTER,
    by=SUPERVISING,
    moves={DocumentState.OPEN: ""},
    words=w("Correct the heading", "更正文件信息"),
    help=w(
        "Title, number, organ and date as the items will cite them.",
        "标题、文号、发文机关和日期，立项时作为来源引用。",
    ),
)
def describe_document(
    document: BreakdownDocument,
    *,
    title: str,
    source_number: str = "",
    issuing_organ: str = "",
    dated_on: date | None = None,
) -> DocumentDescribed:
    """Correct what was read from the document's head. Proposals keep the days they have."""
    given: dict[str, Any] = {
        "title": title,
        "source_number": source_number[:60],
        "issuing_organ": issuing_organ[:120],
        "dated_on": dated_on,
    }
    changed = [name for name, value in given.items() if getattr(document, name) != value]
    for name in changed:
        setattr(document, name, given[name])
    return DocumentDescribed(changed=changed)


@action(
    BreakdownDocument,
    "close_document",
    power=REGISTER,
    by=SUPERVISING,
    moves={DocumentState.OPEN: DocumentState.CLOSED},
    words=w("Finish the breakdown", "完成分解"),
    help=w("Nothing waits any more: every item was accepted or set aside.", "全部事项均已受理或列为不立项。"),
)
def close_document(document: BreakdownDocument) -> DocumentClosed:
    """Finish the breakdown; refused while an item waits for a decision."""
    waiting = document.proposals.waiting().count()
    if waiting:
        raise StillWaiting(n=waiting, title=document.title)
    document.closed_on = clock.today()
    return DocumentClosed(
        accepted=document.proposals.filter(state=ProposalState.ACCEPTED).count(),
        discarded=document.proposals.filter(state=ProposalState.DISCARDED).count(),
    )


@action(
    BreakdownDocument,
    "reopen_document",
    power=REGISTER,
    by=SUPERVISING,
    moves={DocumentState.CLOSED: DocumentState.OPEN},
    words=w("Take up again", "恢复分解"),
    help=w("An item was missed: go on with the breakdown.", "有遗漏任务，继续分解。"),
)
def reopen_document(document: BreakdownDocument, *, reason: Annotated[str, Long(1000)]) -> DocumentReopened:
    """Go on with a breakdown that was finished."""
    document.closed_on = None
    return DocumentReopened(reason=reason)
