"""What takes two persons: one proposes, another has seen what it would change and confirms or declines.

The same for every kind of change; a kind declares its powers once and says what it would change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, ParamSpec, TypeVar

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import Spec, action
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.administration.models import Proposal
from zhixing.modules.administration.refusals import DecidedAlready, ProposedYourself, SeenOtherwise

K = TypeVar("K", bound=Proposal)
T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


def jurisdictions(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Governments with a calendar and rules of their own."""
    return Unit.objects.filter(is_jurisdiction=True, dissolved_on=None).order_by("path")


Place = Annotated[Unit, among(jurisdictions)]
Seen = Annotated[str, Label(w("List seen", "所见清单校验值"))]


def _waits(proposal: Proposal) -> bool:
    return proposal.waits


@dataclass(frozen=True, slots=True)
class TwoPersons(Generic[K]):
    """The actions of one kind of proposal: who may propose, who may decide."""

    model: type[K]
    propose: str
    decide: str

    def proposes(self, name: str, words: Words, help: Words) -> Callable[[Callable[P, R]], Spec[P, R]]:
        """An action that makes a proposal; it opens one."""
        return action(self.model, name, power=self.propose, words=words, help=help, opens=True)

    def confirms(self, help: Words) -> Callable[[Callable[P, R]], Spec[P, R]]:
        """The action that puts it in force."""
        words = w("Confirm the change", "确认变更")
        return action(
            self.model, "confirm", power=self.decide, words=words, help=help, tone="grave", shown_if=_waits
        )

    def declines(self, help: Words) -> Callable[[Callable[P, R]], Spec[P, R]]:
        """The action that leaves everything as it is; whoever proposed it may withdraw it this way."""
        words = w("Do not confirm", "不予确认")
        return action(self.model, "decline", power=self.decide, words=words, help=help, shown_if=_waits)


def put_forward(proposal: K, actor: Actor) -> K:
    """Keep the proposal: it waits for the second person from now on."""
    proposal.proposed_by_id, proposal.proposed_at = actor.account_id, clock.now()
    proposal.save()
    return proposal


def confirmed(
    proposal: K,
    actor: Actor,
    seen: str,
    effect: Callable[[K], list[T]],
    fingerprint: Callable[[Sequence[T]], str],
) -> list[T]:
    """Mark it confirmed and give what it changes, as the second person saw it; putting it in force is the caller's.

    Raises DecidedAlready, ProposedYourself, and SeenOtherwise when it would change something else by now.
    """
    _must_wait(proposal)
    if proposal.proposed_by_id == actor.account_id:
        raise ProposedYourself
    found = effect(proposal)
    if fingerprint(found) != seen:
        raise SeenOtherwise
    _decide(proposal, actor, is_confirmed=True)
    return found


def declined(proposal: Proposal, actor: Actor) -> None:
    """Mark it declined. Raises DecidedAlready."""
    _must_wait(proposal)
    _decide(proposal, actor, is_confirmed=False)


def _must_wait(proposal: Proposal) -> None:
    if not proposal.waits:
        raise DecidedAlready


def _decide(proposal: Proposal, actor: Actor, *, is_confirmed: bool) -> None:
    proposal.decided_by_id, proposal.decided_at = actor.account_id, clock.now()
    proposal.is_confirmed = is_confirmed
