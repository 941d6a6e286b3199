"""How the kinds of key projects show themselves, and their places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.projects import powers
from zhixing.modules.projects.pages import projects, reports, tables
from zhixing.web import navigation

__all__ = ["projects", "reports", "tables"]

for _segment, _words, _icon, _order in (
    ("projects", w("Key projects", "重点项目"), "building-bridge", 30),
    ("reports", w("Executive-meeting reports", "常务会议汇报"), "presentation", 31),
    ("tables", w("On-site meeting tables", "现场办公会情况表"), "table", 32),
):
    navigation.add(
        f"projects-{_segment}", _words, f"projects-{_segment}", _icon, power=powers.VIEW, order=_order
    )
