"""The tables of key projects: one file a kind of matter."""

from zhixing.modules.projects.models.projects import (
    Milestone,
    MonthAmount,
    Problem,
    Project,
    UnitLink,
)
from zhixing.modules.projects.models.reports import ReportAddition, ReportLine, ReportList
from zhixing.modules.projects.models.tables import TableDuty

__all__ = [
    "Milestone",
    "MonthAmount",
    "Problem",
    "Project",
    "ReportAddition",
    "ReportLine",
    "ReportList",
    "TableDuty",
    "UnitLink",
]
