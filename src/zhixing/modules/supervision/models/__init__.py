"""The tables of supervised handling: one file a kind of matter."""

from zhixing.modules.supervision.models.checks import FieldCheck
from zhixing.modules.supervision.models.circulars import Circular
from zhixing.modules.supervision.models.documents import BreakdownDocument, NameMeaning, Proposal, UnitLeader
from zhixing.modules.supervision.models.items import SupervisedItem
from zhixing.modules.supervision.models.quarterlies import QuarterlyLine, QuarterlyReport

__all__ = [
    "BreakdownDocument",
    "Circular",
    "FieldCheck",
    "NameMeaning",
    "Proposal",
    "QuarterlyLine",
    "QuarterlyReport",
    "SupervisedItem",
    "UnitLeader",
]
