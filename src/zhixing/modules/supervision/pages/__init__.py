"""How the kinds of supervised handling show themselves, and their places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.pages import documents, items
from zhixing.web import navigation

__all__ = ["documents", "items"]

navigation.add(
    "supervision-items",
    w("Supervised items", "督办事项"),
    "supervision-items",
    "clipboard-list",
    power=powers.VIEW,
    order=10,
    letter="s",
)
