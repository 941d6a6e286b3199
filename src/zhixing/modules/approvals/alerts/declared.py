"""All that alerts offer, imported once at start-up for its declarations."""

from zhixing.modules.approvals import hooks
from zhixing.modules.approvals.alerts import (
    api,
    carrying,
    deeds,
    events,
    machine,
    measures,
    page,
    papers,
    raise_due,
    tasks,
    telling,
)

__all__ = [
    "api",
    "carrying",
    "deeds",
    "events",
    "machine",
    "measures",
    "page",
    "papers",
    "tasks",
    "telling",
]

hooks.after_judging(raise_due)
