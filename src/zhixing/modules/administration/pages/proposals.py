"""The pages of changes that take two persons: their list, one of them with all it would change, and confirming it.

A kind of change says in `Changes` what is its own and takes its three doors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.matters import events
from zhixing.modules.administration.models import Proposal
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.pages.organisation import story_of
from zhixing.web.components import Chip, Column, Deed, Fact, Link, Row, Table
from zhixing.web.dates import moment_in_words
from zhixing.web.pages import Request, page

SHOWN = 200  # proposals on the list's page
WAITING = Chip(w("Waits for a second person", "待他人确认"), icon="hourglass", tone="warn")
CONFIRMED = Chip(w("Confirmed", "已确认"), icon="circle-check", tone="met")
DECLINED = Chip(w("Not confirmed", "未予确认"), icon="circle-x", tone="closed")


def chip_of(proposal: Any) -> Chip:
    """How a proposal stands."""
    if proposal.waits:
        return WAITING
    return CONFIRMED if proposal.is_confirmed else DECLINED


@dataclass(frozen=True, slots=True)
class Effect:
    """What a waiting proposal would change, told now: how much, the list, and its fingerprint (`seen`).

    `note` stands beside the list's heading, `consequence` below the buttons, `cut` below a list that is not whole.
    """

    count: int
    table: Table
    seen: str
    note: Words | str = ""
    consequence: Words | str = ""
    cut: Words | str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the pages of one kind of change have of their own.

    `names` begins the names of its addresses ("rule": rule-changes, rule-change, rule-confirm); `home` is the page
    above its list; `proposes` gives what a reader may propose; `related` is what the pages read beside the two
    persons; `more` goes to the template of one change.
    """

    model: type[Proposal]
    confirm: Spec[Any, Any]
    names: str
    home: tuple[Words, str]
    caption: Words
    lead: Words
    empty: Words
    counted: Words
    effect: Callable[[Any, Actor], Effect]
    proposes: Callable[[Request], list[Deed]]
    related: tuple[str, ...] = ("jurisdiction",)
    chip: Callable[[Any], Chip] = chip_of
    more: Callable[[Any], dict[str, Any]] = lambda proposal: {}

    def address(self, proposal_id: int) -> str:
        """The page of one change."""
        return reverse(f"administration:{self.names}-change", args=[proposal_id])

    def trail(self, *last: Words) -> list[Link]:
        """Where the reader is: the page above, the list, and perhaps one change."""
        above, name = self.home
        at = reverse(f"administration:{self.names}-changes") if last else ""
        here = [Link(words, "") for words in last]
        return [Link(above, reverse(f"administration:{name}")), Link(self.caption, at), *here]

    def found(self) -> Any:
        """All of them, the newest first, with what the pages read."""
        persons = ("proposed_by__person", "decided_by__person")
        return self.model._default_manager.select_related(*persons, *self.related)


def doors(changes: Changes, see: str) -> tuple[Any, Any, Any]:
    """The three pages: list and one change for whoever holds the power `see`, confirming for who may confirm."""

    @require_safe
    @page(see)
    def listed(request: Request) -> HttpResponse:
        return _list_of(request, changes)

    @require_safe
    @page(see)
    def shown(request: Request, proposal_id: int) -> HttpResponse:
        return _one(request, changes, proposal_id)

    @never_cache
    @page(changes.confirm.power)
    def confirming(request: Request, proposal_id: int) -> HttpResponse:
        return _confirm_seen(request, changes, proposal_id)

    return listed, shown, confirming


def _list_of(request: Request, changes: Changes) -> HttpResponse:
    """Every change that was proposed, the newest first."""
    rows = [
        Row(
            [
                p.told(),
                _place(p),
                changes.chip(p),
                str(p.proposed_by),
                p.proposed_at,
                str(p.decided_by) if p.decided_by else None,
            ],
            url=changes.address(p.pk),
        )
        for p in changes.found()[:SHOWN]
    ]
    columns = [
        Column("what", w("Change", "变更")),
        Column("place", w("Government", "适用政府")),
        Column("state", w("State", "状态"), kind="chip"),
        Column("by", w("Proposed by", "提出人")),
        Column("at", w("Proposed at", "提出时间"), kind="day"),
        Column("decided", w("Decided by", "决定人")),
    ]
    table = Table(changes.caption, columns, rows, empty=changes.empty)
    context = {
        "table": table,
        "lead": changes.lead,
        "deeds": changes.proposes(request),
        "trail": changes.trail(),
    }
    return render(request, "administration/changes.html", context)


def _one(
    request: Request, changes: Changes, proposal_id: int, refusal: Refusal | None = None
) -> HttpResponse:
    """One change: what it is, and while it waits all that it would change, told now."""
    proposal = get_object_or_404(changes.found(), pk=proposal_id)
    own = proposal.proposed_by_id == request.actor.account_id
    context = {
        "proposal": proposal,
        "heading": proposal.told(),
        "chip": changes.chip(proposal),
        "facts": _facts(proposal),
        "effect": changes.effect(proposal, request.actor) if proposal.waits else None,
        "counted": changes.counted,
        "may_confirm": proposal.waits and not own and request.actor.has(changes.confirm.power),
        "confirm_url": reverse(f"administration:{changes.names}-confirm", args=[proposal.pk]),
        "own": own,
        "refusal": refusal,
        "deeds": subjects.deeds(proposal, request.actor, "decline"),
        "story": story_of(proposal),
        "trail": changes.trail(proposal.told()),
        **changes.more(proposal),
    }
    status = refusal.status if refusal else 200
    return render(request, "administration/change.html", context, status=status)


def _confirm_seen(request: Request, changes: Changes, proposal_id: int) -> HttpResponse:
    """Confirm what was seen (POST). A refusal shows the page again, with the list as it is now."""
    address = changes.address(proposal_id)
    if request.method != "POST":
        return HttpResponseRedirect(address)
    try:
        seen = request.POST.get("seen", "")
        done = perform(changes.confirm, proposal_id, actor=request.actor, seen=seen)
    except Refusal as refusal:
        return _one(request, changes, proposal_id, refusal)
    messages.success(request, str(events.tell(done.event)))
    return HttpResponseRedirect(address)


def _place(proposal: Any) -> Words | str:
    return proposal.jurisdiction.name if proposal.jurisdiction else w("every government", "全部政府")


def _facts(proposal: Any) -> list[Fact]:
    made = [
        Fact(w("Concerns", "适用范围"), _place(proposal)),
        Fact(w("Reason", "依据或理由"), proposal.reason),
        Fact(w("Proposed", "提出"), str(proposal.proposed_by), note=moment_in_words(proposal.proposed_at)),
    ]
    if proposal.decided_by and proposal.decided_at:
        decided = moment_in_words(proposal.decided_at)
        made.append(Fact(w("Decided", "决定"), str(proposal.decided_by), note=decided))
    return made
