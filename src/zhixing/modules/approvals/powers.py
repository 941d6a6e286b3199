"""Powers and roles of approval monitoring."""

from zhixing.base.words import w
from zhixing.kernel.access.powers import power, role

VIEW = power("approvals.view", w("See monitored cases and warnings", "查看监察办件与预警"))
CONNECT = power(
    "approvals.connect", w("Connect outside systems and map what they send", "接入外部系统、配置映射")
)
DELIVER = power("approvals.deliver", w("Deliver cases and events", "报送办件数据"))
CATALOGUE = power("approvals.catalogue", w("Keep the catalogue of items", "维护审批事项目录"))
REVIEW = power("approvals.review", w("Review, publish, cancel and adjust items", "审定、取消和调整审批事项"))
WATCH = power("approvals.watch", w("Raise warnings and issue papers", "发出监察预警与文书"))
SCORE = power("approvals.score", w("Freeze efficiency scores", "核定效能评分"))
PUBLISH = power("approvals.publish", w("Decide on publishing scores", "决定公布审批绩效"))
ANSWER = power(
    "approvals.answer", w("Report on suggestions, explain delays publicly", "报送整改情况、公开说明超时理由")
)
JUDGE = power(
    "approvals.judge", w("Bring judged duties in (the product's own hand)", "生成和更新预警件（系统自动）")
)
OBJECT = power("approvals.object", w("Object to a score", "对评分提出异议"))

role(
    "approvals.supervision",
    w("Supervision organ (approvals)", "监察机关（审批监察）"),
    [VIEW, CONNECT, DELIVER, WATCH, SCORE, "cards.decide", "workdesk.board", "notices.unit_inbox"],
    reach="below",
)
role(
    "approvals.service_office",
    w("Administrative service office", "政务服务管理机构"),
    [VIEW, CONNECT, DELIVER, CATALOGUE, REVIEW, "notices.unit_inbox"],
    reach="below",
)
role(
    "approvals.unit",
    w("Approving department", "审批部门"),
    [VIEW, DELIVER, CATALOGUE, ANSWER, OBJECT, "cards.answer", "notices.unit_inbox"],
    reach="unit",
)
role(
    "approvals.leader",
    w("Leader in charge (approvals)", "分管领导（审批监察）"),
    [VIEW, REVIEW, PUBLISH, "workdesk.board"],
    reach="below",
)
role(
    "approvals.outside_system",
    w("Outside system (account of a program)", "外部系统（程序账号）"),
    [DELIVER],
    reach="unit",
)
