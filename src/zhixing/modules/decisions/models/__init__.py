"""The tables of major decisions."""

from zhixing.modules.decisions.models.decisions import MajorDecision
from zhixing.modules.decisions.models.experts import Expert, Seat
from zhixing.modules.decisions.models.hearings import Hearing, Participant
from zhixing.modules.decisions.models.steps import Deviation, Link, Observer, PublicComment, Step

__all__ = [
    "Deviation",
    "Expert",
    "Hearing",
    "Link",
    "MajorDecision",
    "Observer",
    "Participant",
    "PublicComment",
    "Seat",
    "Step",
]
