"""How the kinds of supervised handling show themselves, and their places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.pages import checks, circulars, documents, items, quarterlies
from zhixing.web import navigation

__all__ = ["checks", "circulars", "documents", "items", "quarterlies"]

navigation.add(
    "supervision-items",
    w("Supervised items", "督办事项"),
    "supervision-items",
    "clipboard-list",
    power=powers.VIEW,
    order=10,
    letter="s",
)
navigation.add(
    "supervision-checks",
    w("Field checks", "明查暗访"),
    "supervision-checks",
    "eye-search",
    power=powers.VIEW,
    order=13,
)
navigation.add(
    "supervision-circulars",
    w("Circulars", "督查通报"),
    "supervision-circulars",
    "speakerphone",
    power=powers.VIEW,
    order=14,
)
navigation.add(
    "supervision-quarterlies",
    w("Quarterly reports", "季报表"),
    "supervision-quarterlies",
    "report",
    power=powers.VIEW,
    order=15,
)
