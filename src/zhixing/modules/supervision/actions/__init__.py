"""What can be decided about the matters of supervised handling. Importing this package registers every action.

`words` comes first: a parameter without words is refused when its action is declared.
"""

from zhixing.modules.supervision import words
from zhixing.modules.supervision.actions import (
    checks,
    circulars,
    documents,
    doing,
    handed,
    importing,
    limits,
    opening,
    quarterlies,
    receiving,
    together,
    watching,
)

__all__ = [
    "checks",
    "circulars",
    "documents",
    "doing",
    "handed",
    "importing",
    "limits",
    "opening",
    "quarterlies",
    "receiving",
    "together",
    "watching",
    "words",
]
