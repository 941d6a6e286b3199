"""What the workbench shows: the text with its items lit, a card for each item, names to settle, and the sum of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import uuid4

from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words, language, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.permission import why_not
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.kernel.organisation.naming import LIKELY, Chart, Offer, offers
from zhixing.modules.supervision.actions.documents.correcting import edit_proposal
from zhixing.modules.supervision.choices import Rhythm
from zhixing.modules.supervision.documents.choices import WAITING, DueKind, ProposalState
from zhixing.modules.supervision.documents.gathering import facts_of, proposals_of
from zhixing.modules.supervision.documents.naming import counted_names, remembered_for
from zhixing.modules.supervision.documents.resolving import Facts, Resolved, resolved
from zhixing.modules.supervision.documents.spans import pieces
from zhixing.modules.supervision.models.documents import BreakdownDocument, Proposal
from zhixing.modules.supervision.pages.documents.presenting import chip as document_chip
from zhixing.modules.supervision.pages.documents.presenting import workbench_url
from zhixing.modules.supervision.relations import leaders
from zhixing.web.components import Chip, Field, Link, Option
from zhixing.web.doors import addresses

_CHIPS = {
    ProposalState.PROPOSED: ("sparkles", "active"),
    ProposalState.EDITED: ("pencil", "active"),
    ProposalState.ACCEPTED: ("circle-check", "met"),
    ProposalState.DISCARDED: ("minus", "closed"),
}
LACKING = Chip(w("incomplete", "待补充"), icon="alert-triangle", tone="warn")


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A unit on a card: as written, what it means here, and how settled that is (mapped, unknown, left_out)."""

    written: str
    meant: str
    settled: str


@dataclass(frozen=True, slots=True)
class CardShown:
    """One item as its card and its lit span show it."""

    proposal: Proposal
    line: Resolved
    chip: Chip
    leads: Sequence[UnitSaid]
    supports: Sequence[UnitSaid]
    doubts: Sequence[str]
    is_picked: bool
    url: str
    item_url: str = ""

    @property
    def waits(self) -> bool:
        return self.proposal.state in WAITING

    @property
    def look(self) -> str:
        """The class of card and span: its state, or lacking while something is missing."""
        return "lacking" if self.waits and self.line.missing else str(self.proposal.state)

    @property
    def due_said(self) -> Words | str:
        """What the document says about time, where that is no day."""
        kind = self.proposal.due_kind
        return self.proposal.due_text or (DueKind(kind).label if kind else "")

    @property
    def rhythm(self) -> Words:
        return Rhythm(self.line.rhythm).label  # type: ignore[return-value]  # choices carry Words as labels


@dataclass(frozen=True, slots=True)
class NameShown:
    """A unit's name to settle: how often it occurs, what it may mean, and what is chosen now."""

    place: int
    name: str
    count: int
    offers: Sequence[Offer]
    meant: Sequence[Unit] | None
    picked: str
    other: str = ""

    @property
    def told(self) -> str:
        return "、".join(u.short_name for u in self.meant or ())


@dataclass(frozen=True, slots=True)
class LeaderShown:
    """A lead unit of the document and who carries its tasks."""

    unit: Unit
    leader: Person | None
    count: int


@dataclass(frozen=True, slots=True)
class OwnField(Field):
    """A field whose id carries a prefix, so that two editors can be open on one page."""

    prefix: str = ""

    @property
    def id(self) -> str:
        return f"field-{self.prefix}{self.name}" + (f"-{self.place}" if self.place else "")


def own_field(field: Field, prefix: str) -> OwnField:
    """The same field under ids of its own."""
    values = {name: getattr(field, name) for name in (f.name for f in fields(Field))}
    return OwnField(**values, prefix=prefix)


class Workbench:
    """Everything the page of one document needs, in some dozen queries whatever its length."""

    def __init__(self, document: BreakdownDocument, actor: Actor, picked: set[int] | None = None) -> None:
        self.document, self.actor = document, actor
        self.url = workbench_url(document)
        self.refusal = why_not(edit_proposal, document, actor)
        self.facts: Facts = facts_of(document)
        self.proposals = list(proposals_of(document))
        self.cards = [self.card(p, picked) for p in self.proposals]

    def card(self, proposal: Proposal, picked: set[int] | None = None) -> CardShown:
        """A proposal's card; it is picked when asked for, or, where nobody chose yet, when it lacks nothing."""
        line = resolved(proposal, self.facts)
        waits = proposal.state in WAITING
        state = ProposalState(proposal.state)
        icon, tone = _CHIPS[state]
        return CardShown(
            proposal=proposal,
            line=line,
            chip=LACKING if waits and line.missing else Chip(state.label, icon=icon, tone=tone),
            leads=self._leads(proposal, line),
            supports=self._supports(proposal, line),
            doubts=[d.get(language(), d["en"]) for d in proposal.doubts],
            is_picked=waits and (line.is_ready if picked is None else proposal.pk in picked),
            url=f"{self.url}/proposals/{proposal.pk}",
            item_url=addresses.of(proposal.item) if proposal.item else "",
        )

    def _leads(self, proposal: Proposal, line: Resolved) -> list[UnitSaid]:
        if line.lead is not None:
            written = "" if proposal.units_chosen_on else self._written_for(line.lead, proposal.lead_names)
            return [UnitSaid(written, line.lead.short_name, "mapped")]
        return [self._said(name) for name in proposal.lead_names[:1]]

    def _supports(self, proposal: Proposal, line: Resolved) -> list[UnitSaid]:
        if proposal.units_chosen_on:
            return [UnitSaid("", u.short_name, "mapped") for u in line.supporting]
        names = proposal.names
        mapped = [UnitSaid(self._written_for(u, names), u.short_name, "mapped") for u in line.supporting]
        first = proposal.lead_names[:1] if line.lead is None else []
        rest = [name for name in proposal.names if name not in first]
        return mapped + [self._said(n) for n in rest if not self.facts.meanings.get(n)]

    def _said(self, name: str) -> UnitSaid:
        meant = self.facts.meanings.get(name)
        if meant is None:
            return UnitSaid(name, "", "unknown")
        return UnitSaid(name, "、".join(u.short_name for u in meant), "mapped" if meant else "left_out")

    def _written_for(self, unit: Unit, names: Sequence[str]) -> str:
        """The name under which the document means the unit, where it is not the short name itself."""
        found = next((n for n in names if unit in self.facts.meanings.get(n, ())), "")
        return "" if found in (unit.short_name, unit.name) else found

    def lit(self) -> list[tuple[str, int, CardShown | None]]:
        """The text in pieces: words, where they begin, and the card they belong to. Items set aside stay lit, quietly."""
        by_place = sorted(self.cards, key=lambda c: (c.proposal.start, c.proposal.state == "discarded"))
        taken = [c for c in by_place if c.proposal.state != ProposalState.DISCARDED]
        ends = [(c.proposal.start, c.proposal.end) for c in taken]
        quiet = [
            c
            for c in by_place
            if c.proposal.state == ProposalState.DISCARDED
            and not any(c.proposal.start < b and a < c.proposal.end for a, b in ends)
        ]
        shown = sorted([*taken, *quiet], key=lambda c: c.proposal.start)
        made, at = [], 0
        for piece in pieces(self.document.text, [c.proposal for c in shown]):
            made.append((piece.text, at, shown[piece.index] if piece.index is not None else None))
            at += len(piece.text)
        return made

    def names(self, posted: Mapping[str, str] | None = None) -> tuple[list[NameShown], list[NameShown]]:
        """Names still to be settled, and those that are; suggestions are worked out for the first only."""
        counts = counted_names(p for p in self.proposals if p.state != ProposalState.DISCARDED)
        chart = Chart(clock.today())
        unsettled = [name for name in counts if name not in self.facts.meanings]
        before = remembered_for(self.document, unsettled)
        waiting: list[NameShown] = []
        done: list[NameShown] = []
        for place, (name, count) in enumerate(counts.items(), start=1):
            meant = self.facts.meanings.get(name)
            found = offers(name, chart, before.get(name, ())) if meant is None else []
            row = NameShown(place, name, count, found, meant, _picked(name, found, before, meant))
            if posted:
                row = replace(
                    row,
                    picked=posted.get(f"pick-{place}", row.picked),
                    other=posted.get(f"other-{place}", ""),
                )
            (waiting if meant is None else done).append(row)
        self.units = chart.living
        return waiting, done

    def leaders(self) -> list[LeaderShown]:
        """The lead units of items that wait, each with who carries its tasks, those without one first."""
        counts: dict[int, int] = {}
        units: dict[int, Unit] = {}
        for card in self.cards:
            if card.waits and card.line.lead is not None:
                units[card.line.lead.pk] = card.line.lead
                counts[card.line.lead.pk] = counts.get(card.line.lead.pk, 0) + 1
        rows = [LeaderShown(u, self.facts.leaders.get(pk), counts[pk]) for pk, u in units.items()]
        return sorted(rows, key=lambda r: (r.leader is not None, -r.count))

    def summary(self) -> dict[str, Any]:
        """What the bar at the foot says: how many wait, are picked, lack something."""
        waiting = [c for c in self.cards if c.waits]
        lacking = [c for c in waiting if c.line.missing]
        return {
            "waiting_count": len(waiting),
            "picked_count": sum(c.is_picked for c in waiting),
            "lacking": lacking,
            "headless": [c for c in waiting if not c.line.missing and c.line.missing_to_issue],
            "accepted_count": sum(c.proposal.state == ProposalState.ACCEPTED for c in self.cards),
            "may_work": self.refusal is None,
            "once": uuid4().hex,
            "discard_url": f"{self.url}/discard",
            "restore_url": f"{self.url}/restore",
        }

    def context(self, posted: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The whole page."""
        document = self.document
        waiting_names, settled_names = self.names(posted)
        summary = self.summary()
        return {
            "document": document,
            "chip": document_chip(document),
            "trail": [
                Link(w("Document breakdown", "来文分解"), reverse("supervision-documents")),
                Link(document.title, ""),
            ],
            "cards": self.cards,
            "lit": self.lit(),
            "waiting_names": waiting_names,
            "settled_names": settled_names,
            "units": self.units,
            "lead_units": self.leaders(),
            "leaders": leader_options(self.actor, document.default_leader_id),
            "why_not": self.refusal.why() if self.refusal else "",
            "story_url": addresses.of(document),
            "today": clock.today(),
            **summary,
        }


def _picked(
    name: str, found: Sequence[Offer], before: Mapping[str, Sequence[Unit]], meant: Sequence[Unit] | None
) -> str:
    """What stands chosen beforehand: a likely unit; "-" where the office left the name out before; else nothing."""
    if meant is not None:
        return ",".join(u.code for u in meant) or "-"
    if name in before and not before[name]:
        return "-"
    return found[0].unit.code if found and found[0].score >= LIKELY else ""


def leader_options(actor: Actor, chosen_id: int | None) -> list[Option]:
    """Government leaders first, then heads of units: who may carry a task."""
    rows = leaders(None, actor).prefetch_related("appointments__post__unit")
    made = []
    for person in rows:
        held = next((a.post for a in person.appointments.all() if a.until_on is None), None)
        told = f"{held.unit.short_name} {held.name}" if held else ""
        level = 0 if held and held.unit.kind == "government" else 1
        made.append((level, told, Option(str(person.pk), person.name, person.pk == chosen_id, told)))
    return [option for _, _, option in sorted(made, key=lambda m: m[:2])]
