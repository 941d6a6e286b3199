"""How the kinds of key projects show themselves, and their places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.projects import powers
from zhixing.modules.projects.pages import portal, projects, reports, tables
from zhixing.web import navigation

__all__ = ["portal", "projects", "reports", "tables"]

for _segment, _words, _icon, _order in (
    ("projects", w("Key projects", "重点项目"), "building-bridge", 20),
    ("reports", w("Executive-meeting reports", "常务会议汇报"), "presentation", 21),
    ("tables", w("On-site meeting tables", "现场办公会情况表"), "table", 22),
):
    navigation.add(
        f"projects-{_segment}",
        _words,
        "door-list",
        _icon,
        power=powers.VIEW,
        order=_order,
        arguments={"module": "projects", "segment": _segment},
    )

navigation.offer_publicly(
    "projects",
    w("Key projects", "重点项目清单"),
    w(
        "What is being built, where, by whom, for how much, and how far it is.",
        "正在建设的重点项目：地点、单位、投资和进度。",
    ),
    "projects-public",
    "building-bridge",
    order=30,
)
