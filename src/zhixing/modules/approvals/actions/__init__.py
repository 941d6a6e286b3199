"""What can be decided in approval monitoring. Importing this package registers every action.

`words` comes first: a parameter without words is refused when its action is declared.
"""

from zhixing.modules.approvals import words
from zhixing.modules.approvals.actions import sources

__all__ = ["sources", "words"]
