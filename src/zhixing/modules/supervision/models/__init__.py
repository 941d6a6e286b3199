"""The tables of supervised handling: one file a kind of matter."""

from zhixing.modules.supervision.models.documents import BreakdownDocument, NameMeaning, Proposal, UnitLeader
from zhixing.modules.supervision.models.items import SupervisedItem

__all__ = ["BreakdownDocument", "NameMeaning", "Proposal", "SupervisedItem", "UnitLeader"]
