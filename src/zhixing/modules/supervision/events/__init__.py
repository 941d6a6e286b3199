"""What can happen to the matters of supervised handling. Importing this package registers every kind."""

from zhixing.modules.supervision.events import (
    checks,
    circulars,
    documents,
    handling,
    opening,
    quarterlies,
    watching,
)

__all__ = ["checks", "circulars", "documents", "handling", "opening", "quarterlies", "watching"]
