"""The hand of the public: an actor that may comment and sign up, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from zhixing.kernel.access.actors import Actor, Held, service
from zhixing.kernel.access.models import Reach
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.decisions.powers import SPEAK, VIEW

PUBLIC = "社会公众"


def public_actor(jurisdiction: Unit) -> Actor:
    """Whoever sits in front of the portal, in the record by no name. It finds what this government decides."""
    held = Held(frozenset({VIEW, SPEAK}), jurisdiction.pk, jurisdiction.path, Reach.BELOW, None)
    return replace(service("portal"), name=PUBLIC, held=(held,), _keys={}, _below={})
