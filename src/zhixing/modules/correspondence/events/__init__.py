"""What can happen to official documents. Importing this package registers every kind."""

from zhixing.modules.correspondence.events import deliveries, duties, incoming, outgoing

__all__ = ["deliveries", "duties", "incoming", "outgoing"]
