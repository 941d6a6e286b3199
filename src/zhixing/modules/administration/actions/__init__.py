"""What can be decided in administration: on the chart, on access, on calendars."""

from zhixing.modules.administration import labels  # before the actions that use them
from zhixing.modules.administration.actions import (
    accounts,
    calendars,
    jobs,
    organisation,
    own,
    persons,
    roles,
    seats,
)

__all__ = ["accounts", "calendars", "jobs", "labels", "organisation", "own", "persons", "roles", "seats"]
