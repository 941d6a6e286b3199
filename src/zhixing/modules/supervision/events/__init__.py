"""What can happen to the matters of supervised handling. Importing this package registers every kind."""

from zhixing.modules.supervision.events import documents, handling, opening, together, watching

__all__ = ["documents", "handling", "opening", "together", "watching"]
