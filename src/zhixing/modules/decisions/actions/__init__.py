"""What can be decided about major decisions, hearings and experts."""

from zhixing.modules.decisions import words
from zhixing.modules.decisions.actions import (
    changing,
    comments,
    deciding,
    executing,
    experts,
    hearings,
    preparing,
    reviewing,
)

__all__ = [
    "changing",
    "comments",
    "deciding",
    "executing",
    "experts",
    "hearings",
    "preparing",
    "reviewing",
    "words",
]
