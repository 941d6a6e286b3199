"""All that alerts offer, imported once at start-up for its declarations."""

from zhixing.modules.approvals.alerts import (
    api,
    carrying,
    deeds,
    events,
    machine,
    measures,
    page,
    papers,
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
