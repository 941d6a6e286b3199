"""The tables of supervised handling: one file a kind of matter."""

from zhixing.modules.supervision.models.items import SupervisedItem

__all__ = ["SupervisedItem"]
