"""How approval monitoring shows itself, and its places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.approvals import powers
from zhixing.modules.approvals.pages import sources
from zhixing.web import navigation

__all__ = ["sources"]

navigation.add(
    "approvals-cases",
    w("Monitored cases", "监察办件"),
    "approvals-cases",
    "files",
    power=powers.VIEW,
    order=62,
)
navigation.add(
    "approvals-sources",
    w("Outside systems", "接入系统"),
    "door-list",
    "plug-connected",
    power=powers.VIEW,
    order=66,
    arguments={"module": "approvals", "segment": "sources"},
)
