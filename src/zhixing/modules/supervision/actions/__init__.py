"""What can be decided about the matters of supervised handling. Importing this package registers every action.

`words` comes first: a parameter without words is refused when its action is declared.
"""

from zhixing.modules.supervision import words
from zhixing.modules.supervision.actions import (
    documents,
    doing,
    importing,
    limits,
    opening,
    receiving,
    together,
    watching,
)

__all__ = ["doing", "documents", "importing", "limits", "opening", "receiving", "together", "watching", "words"]
