"""How efficiency scores show themselves, the pages that show how approval goes, and their places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.approvals import powers
from zhixing.modules.approvals.scores.pages import board, figures, process, tables
from zhixing.web import navigation

__all__ = ["board", "figures", "process", "tables"]

for _key, _words, _url, _icon, _order in (
    ("board", w("Live board (approvals)", "审批实时看板"), "approvals-board", "activity", 60),
    ("performance", w("Approval performance", "审批效能"), "approvals-performance", "chart-dots", 63),
):
    navigation.add(f"approvals-{_key}", _words, _url, _icon, power=powers.VIEW, order=_order)
navigation.add(
    "approvals-scores",
    w("Efficiency scores", "效能评分"),
    "door-list",
    "snowflake",
    power=powers.VIEW,
    order=64,
    arguments={"module": "approvals", "segment": "scores"},
)
navigation.offer_publicly(
    "approvals-scores",
    w("Approval performance", "审批绩效公布"),
    w(
        "How the departments keep to the time limits of approvals, with the method and open data.",
        "各部门审批按时办理情况，附计算方法和开放数据。",
    ),
    "approvals-public-scores",
    "chart-dots",
    order=42,
)
