"""All that tables of scores offer, imported once at start-up; `words` comes first, for parameters need them."""

from zhixing.modules.approvals.scores import words

from zhixing.modules.approvals.scores import actions, api, events, measures, pages, telling  # isort: skip

__all__ = ["actions", "api", "events", "measures", "pages", "telling", "words"]
