"""Proposals become supervised items: all that were chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.kernel.rulebook import gates
from zhixing.kernel.rulebook.service import ruleset
from zhixing.modules.supervision.actions.documents.correcting import STAYS, must_wait, own_proposals
from zhixing.modules.supervision.actions.opening import issued, take_part
from zhixing.modules.supervision.choices import Source, State
from zhixing.modules.supervision.documents.choices import ProposalState
from zhixing.modules.supervision.documents.gathering import all_resolved, proposals_of
from zhixing.modules.supervision.documents.refusals import NothingWaits, NotReady
from zhixing.modules.supervision.documents.resolving import Resolved
from zhixing.modules.supervision.events.documents import ProposalsAccepted
from zhixing.modules.supervision.events.opening import ItemRegistered
from zhixing.modules.supervision.models.documents import BreakdownDocument, Proposal
from zhixing.modules.supervision.models.items import SupervisedItem
from zhixing.modules.supervision.powers import REGISTER
from zhixing.modules.supervision.relations import SUPERVISING

Written = list[tuple[Any, DomainEvent]]
Chosen = Annotated[
    list[Proposal],
    among(own_proposals),
    Label(w("Items", "拟立事项"), w("none chosen: all that wait", "不选表示全部待处理事项")),
]


@action(
    BreakdownDocument,
    "accept_proposals",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    words=w("Accept as drafts", "受理为拟办"),
    help=w(
        "The chosen items become drafts of supervised items: all of them, or none.",
        "所选事项全部转为拟办督办事项；有一项不具备条件则均不受理。",
    ),
)
def accept_proposals(document: BreakdownDocument, *, proposals: Chosen = []) -> Written:  # noqa: B006  # read, never changed
    """Open a draft for each chosen proposal, with its source and origin (E15)."""
    ready = _ready(document, proposals, to_issue=False)
    made = [(line, _opened(document, line)) for line in ready]
    events: Written = [(item, _registered(item)) for _, item in made]
    return [(document, _accepted(ready, is_issued=False)), *events]


@action(
    BreakdownDocument,
    "issue_proposals",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    tone="primary",
    words=w("Accept and issue", "受理并交办"),
    help=w(
        "The chosen items are issued to their units at once: each gets its number, and every clock starts today.",
        "所选事项立即交办各单位：逐项编号，自今日起计时。",
    ),
)
def issue_proposals(document: BreakdownDocument, *, proposals: Chosen = []) -> Written:  # noqa: B006  # read, never changed
    """Open and issue every chosen proposal; the gates before issue are asked for each (S4.1-01, S1-14)."""
    ready = _ready(document, proposals, to_issue=True)
    events: Written = []
    for line in ready:
        item = _opened(document, line, issued_on=clock.today(), first_limit_on=line.limit_on)
        gates.must_be_open(
            ruleset(item.rulebook_id), "supervision.issue", {**item.gate_facts(), "given": {}}, clock.today()
        )
        events += [(item, _registered(item)), (item, issued(item))]
    return [(document, _accepted(ready, is_issued=True)), *events]


def _ready(document: BreakdownDocument, chosen: Sequence[Proposal], *, to_issue: bool) -> list[Resolved]:
    """The chosen proposals (all that wait when none is named), each with all it needs; NotReady line by line."""
    must_wait(chosen)
    wanted = list(chosen) or list(proposals_of(document).waiting())
    if not wanted:
        raise NothingWaits(title=document.title)
    lines = all_resolved(document, sorted(wanted, key=lambda p: p.start))
    lacking = [(line, _missing(line, to_issue=to_issue)) for line in lines]
    short = [(line.proposal.n, line.proposal.title, missing) for line, missing in lacking if missing]
    if short:
        raise NotReady(lines=short, chosen=len(lines))
    return list(lines)


def _missing(line: Resolved, *, to_issue: bool) -> list[Words]:
    return [*line.missing, *(line.missing_to_issue if to_issue else ())]


def _opened(document: BreakdownDocument, line: Resolved, **issued: date | None) -> SupervisedItem:
    """The draft, or what is issued at once, with its participants and the proposal's note of it."""
    proposal = line.proposal
    assert line.lead is not None  # _ready holds it
    item = open_matter(
        SupervisedItem,
        jurisdiction=document.jurisdiction,
        state=State.ISSUED if issued else State.DRAFT,
        title=proposal.title,
        content=proposal.content,
        origin=document.matter_ptr,
        source=Source.DOCUMENT,
        source_title=document.title[:200],
        source_number=document.source_number,
        source_on=document.dated_on,
        supervising_unit=document.supervising_unit,
        carrying_leader=line.carrying,
        overall_leader=line.overall,
        limit_on=line.limit_on,
        rhythm=line.rhythm,
        targets=proposal.targets,
        **issued,
    )
    people = {Standing.CARRYING.value: line.carrying, Standing.OVERALL.value: line.overall}
    take_part(item, line.lead, list(line.supporting), people)
    proposal.state, proposal.item = ProposalState.ACCEPTED, item
    proposal.save(update_fields=["state", "item"])
    return item


def _registered(item: SupervisedItem) -> ItemRegistered:
    return ItemRegistered(
        title=item.title,
        source=Source.DOCUMENT,
        source_title=item.source_title,
        lead_unit_id=item.lead_unit_id,
    )


def _accepted(lines: Sequence[Resolved], *, is_issued: bool) -> ProposalsAccepted:
    return ProposalsAccepted(
        n=len(lines), titles=[f"“{line.proposal.title}”" for line in lines], is_issued=is_issued
    )
