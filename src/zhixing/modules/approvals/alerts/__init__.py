"""Alerts (监察预警件): judged duties of outside cases that drew a card, brought into the house with the rights of every card."""

from zhixing.modules.approvals.alerts import words
from zhixing.modules.approvals.alerts.excused import EXCUSED_SQL, excused_duties
from zhixing.modules.approvals.alerts.raising import Raised, raise_due

__all__ = ["EXCUSED_SQL", "Raised", "excused_duties", "raise_due", "words"]
