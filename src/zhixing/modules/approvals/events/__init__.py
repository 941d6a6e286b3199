"""The events of approval monitoring. Importing this package registers them."""

from zhixing.modules.approvals.events import sources

__all__ = ["sources"]
