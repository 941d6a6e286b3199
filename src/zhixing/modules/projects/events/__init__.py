"""What can happen to key projects. Importing this package registers every kind."""

from zhixing.modules.projects.events import founding, keeping, meetings, reports, tables

__all__ = ["founding", "keeping", "meetings", "reports", "tables"]
