"""What can be decided about circulars: writing, approving by another, sending, answering."""

from zhixing.modules.supervision.actions.circulars import answering, approving, writing

__all__ = ["answering", "approving", "writing"]
