"""What can happen in administration: to the chart, to access, to calendars, to rules."""

from zhixing.modules.administration.events import access, calendars, jobs, organisation, rules

__all__ = ["access", "calendars", "jobs", "organisation", "rules"]
