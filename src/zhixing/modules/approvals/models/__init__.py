"""The tables of approval monitoring: outside systems and what they sent, cases and events, what was judged."""

from zhixing.modules.approvals.models.alerts import Alert
from zhixing.modules.approvals.models.cases import Arrival, Happened, OutsideCase, Touched
from zhixing.modules.approvals.models.duties import Duty, DutyCard
from zhixing.modules.approvals.models.items import ItemChange, ItemName, ItemVersion, ServiceItem
from zhixing.modules.approvals.models.scores import Counted, ScoreObjection, ScoreSnapshot, ScoreTable
from zhixing.modules.approvals.models.sources import Batch, Quarantined, Source, UnitName

__all__ = [
    "Alert",
    "Arrival",
    "Batch",
    "Counted",
    "Duty",
    "DutyCard",
    "Happened",
    "ItemChange",
    "ItemName",
    "ItemVersion",
    "OutsideCase",
    "Quarantined",
    "ScoreObjection",
    "ScoreSnapshot",
    "ScoreTable",
    "ServiceItem",
    "Source",
    "Touched",
    "UnitName",
]
