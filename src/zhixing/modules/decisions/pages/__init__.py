"""How the kinds of major decisions show themselves, and their places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.decisions import powers
from zhixing.modules.decisions.pages import decisions, experts, hearings
from zhixing.web import navigation

__all__ = ["decisions", "experts", "hearings"]

for _order, (_segment, _words, _icon) in enumerate(
    [
        ("decisions", w("Major decisions", "重大决策"), "gavel"),
        ("hearings", w("Hearings", "听证会"), "microphone"),
        ("experts", w("Pool of experts", "专家库"), "school"),
    ]
):
    navigation.add(
        f"decisions-{_segment}",
        _words,
        "door-list",
        _icon,
        power=powers.VIEW,
        order=40 + _order,
        arguments={"module": "decisions", "segment": _segment},
    )
navigation.add(
    "decisions-classes",
    w("Steps by class of matter", "决策程序对照"),
    "decisions-classes",
    "table",
    power=powers.VIEW,
    order=44,
)
navigation.offer_publicly(
    "decisions",
    w("Major decisions: comment, hear, read", "重大决策公众参与"),
    w(
        "Comment on drafts, sign up for hearings, see what became of what was said, and read the decisions.",
        "对决策草案提出意见、报名参加听证、查看采纳情况和公布的决策。",
    ),
    "decisions-public",
    "messages",
    order=20,
)
