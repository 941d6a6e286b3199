"""What can be decided about key projects. Importing this package registers every action.

`words` comes first: a parameter without words is refused when its action is declared.
"""

from zhixing.modules.projects import words
from zhixing.modules.projects.actions import (
    amounts,
    founding,
    hearing,
    importing,
    keeping,
    linking,
    meeting,
    problems,
    reports,
    running,
    tables,
)

__all__ = [
    "amounts",
    "founding",
    "hearing",
    "importing",
    "keeping",
    "linking",
    "meeting",
    "problems",
    "reports",
    "running",
    "tables",
    "words",
]
