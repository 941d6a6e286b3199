"""What can happen in administration: to the chart, to access, to calendars."""

from zhixing.modules.administration.events import access, calendars, jobs, organisation

__all__ = ["access", "calendars", "jobs", "organisation"]
