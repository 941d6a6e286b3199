"""What can be decided in administration: on the chart, on access, on calendars."""

from zhixing.modules.administration.actions import calendars, organisation, persons

__all__ = ["calendars", "organisation", "persons"]
