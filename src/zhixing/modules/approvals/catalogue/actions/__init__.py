"""What can be decided about items. Importing this package registers every action.

`words` comes first: a parameter without words is refused when its action is declared.
"""

from zhixing.modules.approvals.catalogue import words
from zhixing.modules.approvals.catalogue.actions import deciding, drafting, ending, importing, naming

__all__ = ["deciding", "drafting", "ending", "importing", "naming", "words"]
