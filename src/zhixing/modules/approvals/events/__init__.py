"""The events of approval monitoring. Importing this package registers them."""

from zhixing.modules.approvals.events import loading, sources

__all__ = ["loading", "sources"]
