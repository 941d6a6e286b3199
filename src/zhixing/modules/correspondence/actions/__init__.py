"""What can be decided about official documents. Importing this package registers every action.

`words` comes first: a parameter without words is refused when its action is declared.
"""

from zhixing.modules.correspondence import words
from zhixing.modules.correspondence.actions import (
    delivering,
    duties,
    handling,
    importing,
    receiving,
    reviewing,
    together,
    tracking,
    writing,
)

__all__ = [
    "delivering",
    "duties",
    "handling",
    "importing",
    "receiving",
    "reviewing",
    "together",
    "tracking",
    "words",
    "writing",
]
