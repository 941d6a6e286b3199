"""Changes of rules: what was proposed, what it would change in words, what is open under it; confirming as a second person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.matters import events
from zhixing.kernel.rulebook.difference import Told
from zhixing.modules.administration import rule_changes
from zhixing.modules.administration.actions.rules import CONFIRM, confirm
from zhixing.modules.administration.models import RuleProposal
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.pages.calendar import CONFIRMED, DECLINED, WAITING
from zhixing.modules.administration.pages.organisation import story_of
from zhixing.web.components import Chip, Column, Deed, Fact, Link, Row, Table
from zhixing.web.dates import moment_in_words
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

PACKS = w("Rule packs", "规则包")
CHANGES = w("Changes of rules", "规则变更")
PROPOSALS = ("propose_value", "propose_undoing", "propose_choice", "propose_packs")


def chip_of(proposal: RuleProposal) -> Chip:
    """How a proposal stands."""
    if proposal.waits:
        return WAITING
    return CONFIRMED if proposal.is_confirmed else DECLINED


def deeds_for(request: Request) -> list[Deed]:
    """What the reader may propose."""
    return [deed for name in PROPOSALS for deed in subjects.new_deed(RuleProposal, name, request.actor)]


@require_safe
@page(ANYONE_SIGNED_IN)
def changes(request: Request) -> HttpResponse:
    """Every change that was proposed, the newest first. Rules are public: everyone may see who changed them and why."""
    found = RuleProposal.objects.select_related("jurisdiction", "proposed_by__person", "decided_by__person")
    rows = [
        Row(
            [
                p.told(),
                p.jurisdiction.name,
                chip_of(p),
                str(p.proposed_by),
                p.proposed_at,
                str(p.decided_by) if p.decided_by else None,
            ],
            url=reverse("administration:rule-change", args=[p.pk]),
        )
        for p in found[:200]
    ]
    columns = [
        Column("what", w("Change", "变更")),
        Column("place", w("Government", "适用政府")),
        Column("state", w("State", "状态"), kind="chip"),
        Column("by", w("Proposed by", "提出人")),
        Column("at", w("Proposed at", "提出时间"), kind="day"),
        Column("decided", w("Decided by", "决定人")),
    ]
    context = {
        "table": Table(CHANGES, columns, rows, empty=w("No change was proposed yet.", "尚无规则变更。")),
        "deeds": deeds_for(request),
        "trail": [Link(PACKS, reverse("administration:packs")), Link(CHANGES, "")],
    }
    return render(request, "administration/rule_changes.html", context)


@require_safe
@page(ANYONE_SIGNED_IN)
def change(request: Request, proposal_id: int) -> HttpResponse:
    """One change: what it is, and every difference it would make, told now."""
    return _change(request, proposal_id, None)


@never_cache
@page(CONFIRM)
def confirm_change(request: Request, proposal_id: int) -> HttpResponse:
    """Confirm what was seen. A refusal shows the page again, with the list as it is now."""
    address = reverse("administration:rule-change", args=[proposal_id])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    try:
        done = perform(confirm, proposal_id, actor=request.actor, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        return _change(request, proposal_id, refusal)
    messages.success(request, str(events.tell(done.event)))
    return HttpResponseRedirect(address)


def _change(request: Request, proposal_id: int, refusal: Refusal | None) -> HttpResponse:
    found = RuleProposal.objects.select_related("proposed_by__person", "decided_by__person", "jurisdiction")
    proposal = get_object_or_404(found, pk=proposal_id)
    told = rule_changes.changed_by(proposal) if proposal.waits else []
    running = rule_changes.open_under(proposal.jurisdiction_id, told)
    own = proposal.proposed_by_id == request.actor.account_id
    context = {
        "proposal": proposal,
        "heading": proposal.told(),
        "chip": chip_of(proposal),
        "facts": _facts(proposal),
        "told_count": len(told),
        "open_count": sum(running.values()),
        "table": _table(told, running),
        "seen": rule_changes.fingerprint(told),
        "may_confirm": proposal.waits and not own and request.actor.has(CONFIRM),
        "own": own,
        "refusal": refusal,
        "deeds": subjects.deeds(proposal, request.actor, "decline"),
        "story": story_of(proposal),
        "trail": [
            Link(PACKS, reverse("administration:packs")),
            Link(CHANGES, reverse("administration:rule-changes")),
            Link(proposal.told(), ""),
        ],
    }
    status = refusal.status if refusal else 200
    return render(request, "administration/rule_change.html", context, status=status)


def _table(told: list[Told], running: Any) -> Table:
    rows = [
        Row(
            [one.title, one.rule, one.said, running.get(one.rule, 0) if one.moves else None],
            url=reverse("administration:rule-open", args=[one.rule]) if running.get(one.rule) else "",
        )
        for one in told
    ]
    columns = [
        Column("title", w("Rule", "规则")),
        Column("code", w("Code", "代码")),
        Column("said", w("What changes", "变化内容")),
        Column("open", w("Open under it", "在办数"), kind="number"),
    ]
    empty = w("Nothing differs any more.", "已无变化。")
    return Table(w("Differences", "变化清单"), columns, rows, empty=empty)


def _facts(proposal: RuleProposal) -> list[Fact]:
    made = [
        Fact(w("Concerns", "适用范围"), proposal.jurisdiction.name),
        Fact(w("Reason", "依据或理由"), proposal.reason),
        Fact(w("Proposed", "提出"), str(proposal.proposed_by), note=moment_in_words(proposal.proposed_at)),
    ]
    if proposal.decided_by and proposal.decided_at:
        decided = moment_in_words(proposal.decided_at)
        made.append(Fact(w("Decided", "决定"), str(proposal.decided_by), note=decided))
    return made
