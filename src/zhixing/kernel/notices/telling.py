"""Telling units and persons of something, in the transaction in which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.notices import mail
from zhixing.kernel.notices.models import Notice, Urgency
from zhixing.kernel.notices.webhooks import deliveries
from zhixing.kernel.organisation.models import Person, Unit

AT_A_TIME = 1_000  # rows of one INSERT

# What someone outside a confidential matter's audience is told: that there is something, nothing of what.
RESTRICTED = w(
    "Something in a confidential matter concerns you. Ask the unit that leads it.",
    "有一项保密事项涉及您，请向主办单位了解。",
)
UNNUMBERED = w("(no number yet)", "（未编号）")


@dataclass(frozen=True, slots=True)
class About:
    """What a notice needs to know of a matter."""

    id: int
    number: str | None
    title: str
    confidential: bool
    audience: frozenset[int]


def about(matter: Matter) -> About:
    """The matter as notices see it. A kind that nobody registered is treated as confidential."""
    kind = kinds.kinds().get(matter.kind)
    confidential = kind.confidential if kind else True
    return About(matter.pk, matter.number, matter.title, confidential, frozenset(matter.audience))


def tell(
    *,
    matter: Matter | None,
    event: Event | None,
    units: Iterable[Unit | int] = (),
    persons: Iterable[Person | int] = (),
    words: Words,
    kind: str,
    urgency: str = Urgency.PLAIN,
) -> list[Notice]:
    """Tell these units and persons, each once; mail and outside systems follow as jobs of the caller's
    transaction.

    `words` may have places for {number} and {title} of the matter. `event.actor` is taken to know already.
    """
    known = about(matter) if matter else None
    addressees = dict.fromkeys([*(_pk(u) for u in units), *(-_pk(p) for p in persons)])
    return send(notice_for(known, who, words, kind=kind, urgency=urgency, event=event) for who in addressees)


def notice_for(
    matter: About | None,
    addressee: int,
    words: Words,
    *,
    kind: str,
    urgency: str,
    event: Event | None = None,
) -> Notice:
    """A notice, not yet sent. `addressee` is a unit's id, or a person's as a negative number.

    To someone outside a confidential matter's audience it names neither the matter nor what happened.
    """
    told, of = words, matter
    if matter is not None and matter.confidential and addressee not in matter.audience:
        told, of, event = RESTRICTED, None, None
    elif matter is not None:
        told = words.put(number=matter.number or UNNUMBERED, title=matter.title)
    return Notice(
        unit_id=addressee if addressee > 0 else None,
        person_id=-addressee if addressee < 0 else None,
        matter_id=of.id if of else None,
        event_id=event.pk if event else None,
        by_id=event.actor_id if event else None,
        kind=kind,
        zh=told.text("zh"),
        en=told.text("en"),
        urgency=urgency,
        is_confidential=bool(of and of.confidential),
        created_at=clock.now(),
    )


def send(notices: Iterable[Notice]) -> list[Notice]:
    """Write the notices set-based, and plan what follows: one mail job for each addressee, deliveries."""
    sent = Notice.objects.bulk_create(notices, batch_size=AT_A_TIME)
    if not sent:
        return []
    deliveries.plan(sent)
    if mail.flows():
        by_addressee = sorted(sent, key=_addressee)
        mail.plan([[n.pk for n in group] for _, group in groupby(by_addressee, key=_addressee)])
    return sent


def _addressee(notice: Notice) -> int:
    return notice.unit_id or -(notice.person_id or 0)


def _pk(thing: Unit | Person | int) -> int:
    return thing if isinstance(thing, int) else thing.pk
