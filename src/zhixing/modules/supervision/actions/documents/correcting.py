"""A clerk corrects what was proposed: edit, add, split, merge, set aside, take up again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.organisation.chart import must_exist, must_serve
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.actions.opening import limit_must_come
from zhixing.modules.supervision.choices import Rhythm
from zhixing.modules.supervision.documents.choices import WAITING, DocumentState, ProposalState
from zhixing.modules.supervision.documents.gathering import facts_of, proposals_of
from zhixing.modules.supervision.documents.proposing import from_span
from zhixing.modules.supervision.documents.refusals import (
    DecidedAlready,
    NotNeighbours,
    OneIsNotMany,
    SplitNowhere,
)
from zhixing.modules.supervision.documents.resolving import Resolved, resolved
from zhixing.modules.supervision.documents.spans import must_be_free, span_of_quote, trimmed_span
from zhixing.modules.supervision.events.documents import (
    ProposalAdded,
    ProposalEdited,
    ProposalsDiscarded,
    ProposalsMerged,
    ProposalSplit,
    ProposalsRestored,
)
from zhixing.modules.supervision.models.documents import BreakdownDocument, Proposal
from zhixing.modules.supervision.powers import REGISTER
from zhixing.modules.supervision.relations import SUPERVISING, heads, leaders, units_of_jurisdiction

STAYS = {DocumentState.OPEN: ""}


def beside_the_text(document: Any) -> bool:
    """Never a button of its own on the document's general page: the workbench offers it beside the item it is about."""
    return False


def own_proposals(document: Any, actor: Any) -> QuerySet[Proposal]:
    """The proposals of this document; whether they still wait is judged on the locked document."""
    return proposals_of(document) if document is not None else Proposal.objects.none()


OneProposal = Annotated[Proposal, among(own_proposals), Label(w("Item", "拟立事项"))]
SomeProposals = Annotated[list[Proposal], among(own_proposals), Label(w("Items", "拟立事项"))]


def must_wait(proposals: Iterable[Proposal]) -> None:
    """Refuse (DecidedAlready) where one was accepted or set aside meanwhile."""
    decided = [p for p in proposals if p.state not in WAITING]
    if decided:
        en = ", ".join(f"{p.n} “{p.title}” {_became(p).text('en')}" for p in decided)
        zh = "，".join(f"第{p.n}项“{p.title}”{_became(p).text('zh')}" for p in decided)
        raise DecidedAlready(told=w(en, zh))


def _became(proposal: Proposal) -> Words:
    """What became of a proposal, with the number of its item."""
    if proposal.state == ProposalState.DISCARDED:
        return w("was set aside", "已列为不立项")
    number = proposal.item.number if proposal.item else None
    if number is None:
        return w("was accepted as a draft", "已受理为拟办")
    return w("was accepted as {number}", "已受理，编号{number}").put(number=number)


def renumber(document: BreakdownDocument) -> None:
    """Number the proposals by their place in the text."""
    rows = list(Proposal.objects.filter(document=document).order_by("start", "id"))
    moved = []
    for n, row in enumerate(rows, start=1):
        if row.n != n:
            row.n = n
            moved.append(row)
    Proposal.objects.bulk_update(moved, ["n"])


def _lit(document: BreakdownDocument, *but: Proposal) -> list[Proposal]:
    """Proposals whose words are taken: all but those set aside."""
    rows = Proposal.objects.filter(document=document).exclude(state=ProposalState.DISCARDED)
    return list(rows.exclude(pk__in=[p.pk for p in but]))


@action(
    BreakdownDocument,
    "edit_proposal",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Edit an item", "修改拟立事项"),
    help=w("What stands here becomes the supervised item.", "以此处内容立项。"),
)
def edit_proposal(
    document: BreakdownDocument,
    *,
    proposal: OneProposal,
    title: str,
    content: Annotated[str, Long(10_000)] = "",
    lead_unit: Annotated[Unit | None, among(units_of_jurisdiction)] = None,
    supporting_units: Annotated[list[Unit], among(units_of_jurisdiction)] = [],  # noqa: B006  # read, never changed
    carrying_leader: Annotated[Person | None, among(leaders)] = None,
    overall_leader: Annotated[Person | None, among(heads)] = None,
    limit_on: date | None = None,
    rhythm: Rhythm = Rhythm.MONTH,
    targets: list[str] = [],  # noqa: B006  # read, never changed
) -> ProposalEdited:
    """Correct one item. What is left as the names and defaults have it goes on following them."""
    must_wait([proposal])
    now = resolved(proposal, facts_of(document))
    changed = [
        *_write_words(
            proposal, title=title or proposal.title, content=content, rhythm=rhythm, targets=targets
        ),
        *_write_units(proposal, now, lead_unit, [u for u in supporting_units if u != lead_unit]),
        *_write_leaders(proposal, now, carrying_leader, overall_leader),
        *_write_limit(proposal, now, limit_on),
    ]
    if changed:
        proposal.state = ProposalState.EDITED
    proposal.save()
    return ProposalEdited(title=proposal.title, changed=changed)


def _write_words(proposal: Proposal, **given: Any) -> list[str]:
    changed = [name for name, value in given.items() if getattr(proposal, name) != value]
    for name in changed:
        setattr(proposal, name, given[name])
    return changed


def _write_units(
    proposal: Proposal, now: Resolved, lead: Unit | None, supporting: Sequence[Unit]
) -> list[str]:
    if lead == now.lead and set(supporting) == set(now.supporting):
        return []
    for unit in [*([lead] if lead else []), *supporting]:
        must_exist(unit, clock.today())
    proposal.units_chosen_on, proposal.lead_unit = clock.today(), lead
    proposal.supporting_units.set(supporting)
    changed = ["lead_unit"] if lead != now.lead else []
    return changed + (["supporting_units"] if set(supporting) != set(now.supporting) else [])


def _write_leaders(
    proposal: Proposal, now: Resolved, carrying: Person | None, overall: Person | None
) -> list[str]:
    changed = []
    for name, given, was in (
        ("carrying_leader", carrying, now.carrying),
        ("overall_leader", overall, now.overall),
    ):
        if given != was:
            if given is not None:
                must_serve(given, clock.today())
            setattr(proposal, name, given)
            changed.append(name)
    return changed


def _write_limit(proposal: Proposal, now: Resolved, limit_on: date | None) -> list[str]:
    if limit_on == now.limit_on:
        return []
    if limit_on is not None:
        limit_must_come(limit_on)
    proposal.limit_on = limit_on
    return ["limit_on"]


@action(
    BreakdownDocument,
    "add_proposal",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Add an item", "添加事项"),
    help=w("Mark words of the document as one more item.", "将文中一段文字列为拟立事项。"),
)
def add_proposal(
    document: BreakdownDocument,
    *,
    quote: Annotated[
        str,
        Long(20_000),
        Label(w("The item's words", "任务原文"), w("copied from the document", "从文件中复制")),
    ] = "",
    start: Annotated[int | None, Label(w("From character", "起始位置"))] = None,
    end: Annotated[int | None, Label(w("To character", "结束位置"))] = None,
) -> ProposalAdded:
    """One more item, from words that are quoted or from a place given by its characters."""
    if start is None or end is None:
        start, end = span_of_quote(document.text, quote)
    start, end = trimmed_span(document.text, start, end)
    must_be_free(start, end, _lit(document))
    row = from_span(document, start, end)
    row.n = 0
    row.state = ProposalState.EDITED
    row.save()
    renumber(document)
    return ProposalAdded(title=row.title, start=start, end=end)


@action(
    BreakdownDocument,
    "split_proposal",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Split an item", "拆分事项"),
    help=w("Make two items of one.", "将一项任务拆分为两项。"),
)
def split_proposal(
    document: BreakdownDocument,
    *,
    proposal: OneProposal,
    words: Annotated[
        str,
        Long(2_000),
        Label(
            w("The second part begins with", "后一部分开头的文字"),
            w("some words of the item", "从该项原文中复制若干字"),
        ),
    ] = "",
    at: Annotated[int | None, Label(w("At character", "拆分位置"))] = None,
) -> ProposalSplit:
    """Two items of one: the first keeps units, limit and what was edited; the second names the same units."""
    must_wait([proposal])
    if at is None:
        at, _ = span_of_quote(document.text, words, (proposal.start, proposal.end))
    if not (proposal.start < at < proposal.end and document.text[proposal.start : at].strip()):
        raise SplitNowhere(n=proposal.n)
    start, end = trimmed_span(document.text, at, proposal.end)
    second = from_span(document, start, end)
    second.lead_names = second.lead_names or proposal.lead_names
    second.co_names = second.co_names or proposal.co_names
    second.n, second.rhythm, second.state = 0, proposal.rhythm, ProposalState.EDITED
    _, proposal.end = trimmed_span(document.text, proposal.start, at)
    proposal.content = document.text[proposal.start : proposal.end]
    proposal.state = ProposalState.EDITED
    proposal.save()
    second.save()
    renumber(document)
    return ProposalSplit(title=proposal.title, second=second.title, at=at)


@action(
    BreakdownDocument,
    "merge_proposals",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Merge items", "合并事项"),
    help=w("Neighbours that are one task become one item.", "将属于同一任务的相邻事项合并为一项。"),
)
def merge_proposals(document: BreakdownDocument, *, proposals: SomeProposals) -> ProposalsMerged:
    """The first takes over the words, names and targets of the others, which are set aside."""
    if len(proposals) < 2:
        raise OneIsNotMany
    must_wait(proposals)
    first, *others = sorted(proposals, key=lambda p: p.start)
    end = max(p.end for p in proposals)
    between = [p for p in _lit(document, *proposals) if first.start < p.start < end]
    if between:
        raise NotNeighbours(n=between[0].n)
    for name in ("lead_names", "co_names", "targets", "milestones"):
        setattr(first, name, list(dict.fromkeys(v for p in (first, *others) for v in getattr(p, name))))
    first.co_names = [name for name in first.co_names if name not in first.lead_names]
    first.end, first.content = end, document.text[first.start : end].strip()
    first.due_on = max((p.due_on for p in (first, *others) if p.due_on), default=None)
    first.due_kind = "date" if first.due_on else first.due_kind
    first.state = ProposalState.EDITED
    first.save()
    Proposal.objects.filter(pk__in=[p.pk for p in others]).update(state=ProposalState.DISCARDED)
    return ProposalsMerged(title=first.title, merged=[f"“{p.title}”" for p in others])


@action(
    BreakdownDocument,
    "discard_proposals",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Set aside", "不立项"),
    help=w("These are no tasks for supervision; they can be taken up again.", "不作为督办事项，之后可恢复。"),
)
def discard_proposals(
    document: BreakdownDocument,
    *,
    proposals: SomeProposals,
    reason: Annotated[str, Long(500)] = "",
) -> ProposalsDiscarded:
    """Set items aside; their words can be used for others."""
    must_wait(proposals)
    Proposal.objects.filter(pk__in=[p.pk for p in proposals]).update(state=ProposalState.DISCARDED)
    return ProposalsDiscarded(titles=[f"“{p.title}”" for p in proposals], reason=reason)


@action(
    BreakdownDocument,
    "restore_proposals",
    power=REGISTER,
    by=SUPERVISING,
    moves=STAYS,
    shown_if=beside_the_text,
    words=w("Take up again", "恢复事项"),
    help=w("Items that were set aside wait for a decision again.", "恢复已列为不立项的事项。"),
)
def restore_proposals(document: BreakdownDocument, *, proposals: SomeProposals) -> ProposalsRestored:
    """Take items up again, where their words do not belong to another item by now."""
    accepted = [p for p in proposals if p.state == ProposalState.ACCEPTED]
    if accepted:
        must_wait(accepted)
    for proposal in proposals:
        must_be_free(proposal.start, proposal.end, _lit(document, proposal))
    Proposal.objects.filter(pk__in=[p.pk for p in proposals]).update(state=ProposalState.EDITED)
    return ProposalsRestored(titles=[f"“{p.title}”" for p in proposals])
