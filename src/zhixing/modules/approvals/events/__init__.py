"""What can happen in approval monitoring. Importing this package registers every kind."""

from zhixing.modules.approvals.events import loading

__all__ = ["loading"]
