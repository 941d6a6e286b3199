"""What tables of scores declare; importing this registers all of it. `words` comes first: parameters without words are refused."""

from zhixing.modules.approvals.scores import words
from zhixing.modules.approvals.scores import actions, api, events, measures, pages, telling  # isort: skip

__all__ = ["actions", "api", "events", "measures", "pages", "telling", "words"]
