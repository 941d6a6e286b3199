"""What can be decided in administration: on the chart, on access, on calendars, on rules."""

from zhixing.modules.administration import labels  # before the actions that use them
from zhixing.modules.administration.actions import (
    accounts,
    calendars,
    findings,
    jobs,
    organisation,
    own,
    persons,
    roles,
    rules,
    seats,
)

__all__ = [
    "accounts",
    "calendars",
    "findings",
    "jobs",
    "labels",
    "organisation",
    "own",
    "persons",
    "roles",
    "rules",
    "seats",
]
