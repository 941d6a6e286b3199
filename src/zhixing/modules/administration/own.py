"""What everyone signed in may do, over their own account alone: keys for outside systems, a stand-in while away."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Held
from zhixing.kernel.access.models import Reach
from zhixing.kernel.access.powers import power

OWN = power("access.own", w("Manage one's own account", "管理本人账号"))


def with_own(actor: Actor) -> Actor:
    """The actor together with the power over the own account, which no role has to give.

    Actions under this power judge for themselves whether the account is the actor's own. A service has none.
    """
    if actor.is_service:
        return actor
    own = Held(frozenset({OWN}), 0, "", Reach.OWN, actor.person_id)
    return Actor(  # the request's actor is made lazily and cannot be copied with `replace`
        account_id=actor.account_id,
        name=actor.name,
        person_id=actor.person_id,
        unit_ids=actor.unit_ids,
        held=(*actor.held, own),
        seats=actor.seats,
        on=actor.on,
    )
