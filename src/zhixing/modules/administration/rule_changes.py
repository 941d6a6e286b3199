"""A proposed change of rules: the rulebook it would make, told apart from today's, and what is open under what changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.rulebook.difference import Told, difference, touched
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.local import LocalValue, must_be_allowed
from zhixing.kernel.rulebook.models import Rulebook
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import Pack
from zhixing.kernel.rulebook.service import compiled, latest, packs_of, renewed, ruleset
from zhixing.modules.administration.models import RuleProposal, RuleWhat


def local_of(proposal: RuleProposal) -> LocalValue | None:
    """The local value (or its undoing) that the proposal would add."""
    if proposal.what not in (RuleWhat.VALUE, RuleWhat.UNDO) or proposal.from_on is None:
        return None
    return LocalValue(proposal.rule, proposal.from_on, proposal.amount, proposal.unit, proposal.reason)


def packs_on(book: Rulebook | None) -> list[Pack]:
    """The packs of a rulebook, as they were loaded."""
    return packs_of(book) if book else []


def must_be_possible(proposal: RuleProposal) -> None:
    """Refuse what could not be put in force: UnknownRule, LocalLonger, NoAmountToSet."""
    if local := local_of(proposal):
        must_be_allowed(packs_on(latest(proposal.jurisdiction_id)), local)


def changed_by(proposal: RuleProposal) -> list[Told]:
    """Every difference between today's rules and those that the proposal would make."""
    book = latest(proposal.jurisdiction_id)
    return difference(ruleset(book.pk) if book else RuleSet(), proposed(proposal, book))


def proposed(proposal: RuleProposal, book: Rulebook | None) -> RuleSet:
    """The rules as they would be. Reads, writes nothing."""
    packs = packs_on(book)
    if proposal.what == RuleWhat.PACKS:
        packs = [shipped()[name] for name in proposal.packs if name in shipped()]
    locals_ = list(book.locals) if book else []
    choices = dict(book.choices) if book else {}
    if local := local_of(proposal):
        locals_.append(local.plain())
    if proposal.what == RuleWhat.CHOICE:
        choices[proposal.setting] = proposal.option
    return compiled(packs, locals_, choices)


def open_under(jurisdiction_id: int, found: Sequence[Told]) -> Mapping[str, int]:
    """How many obligations run in this jurisdiction under each rule that changes: they keep the rule they began under."""
    from django.db.models import Count

    running = Obligation.objects.running().filter(
        matter__jurisdiction_id=jurisdiction_id, rule__in=touched(found)
    )
    return dict(running.order_by().values_list("rule").annotate(n=Count("pk")))


def fingerprint(found: Sequence[Told]) -> str:
    """Names a list of differences, so that what is confirmed is what was seen."""
    said = "\n".join(f"{one.rule} {one.said.text('zh')}" for one in found)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def put_in_force(proposal: RuleProposal) -> Rulebook:
    """The new rulebook. Inside the confirming transaction."""
    place, reason = proposal.jurisdiction, proposal.reason
    if proposal.what == RuleWhat.PACKS:
        return renewed(place, reason=reason, names=list(proposal.packs))
    if proposal.what == RuleWhat.CHOICE:
        return renewed(place, reason=reason, choice=(proposal.setting, proposal.option))
    return renewed(place, reason=reason, local=local_of(proposal))
