"""What can happen in administration: to the chart, to access, to calendars."""

from zhixing.modules.administration.events import calendars, organisation

__all__ = ["calendars", "organisation"]
