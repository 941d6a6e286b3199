"""All that the catalogue declares: importing this registers it."""

from zhixing.modules.approvals import hooks
from zhixing.modules.approvals.catalogue import actions, api, events, pages, telling
from zhixing.modules.approvals.catalogue.limits import limits_of, terms_of
from zhixing.modules.approvals.catalogue.matching import match_cases

hooks.before_judging(match_cases)
hooks.more_limits(limits_of)
hooks.item_terms(terms_of)

__all__ = ["actions", "api", "events", "pages", "telling"]
