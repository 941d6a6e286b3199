"""Powers and roles of supervised handling."""

from zhixing.base.words import w
from zhixing.kernel.access.powers import power, role

VIEW = power("supervision.view", w("See supervised items", "查看督办事项"))
REGISTER = power("supervision.register", w("Register and issue items", "立项与交办"))
WATCH = power("supervision.watch", w("Urge, send back, hold, set limits", "催办、退回、挂起、限期"))
CHECK = power("supervision.check", w("Check and close", "核查销号"))
EXTEND = power("supervision.extend", w("Decide on extensions", "审批延期"))
HANDLE = power("supervision.handle", w("Handle items of the unit", "承办本单位事项"))
LEAD = power("supervision.lead", w("Coordinate as a leader", "领导协调"))
TRANSFER = power("supervision.transfer", w("Propose transfers", "提出移送建议"))
TOGETHER = power("supervision.together", w("Read circulated items and agree jointly", "传阅与会签"))
LEADERS_VIEW = "workdesk.board"
FIELD_CHECK = power("supervision.field_check", w("Make field checks", "开展明查暗访"))
DRAFT_CIRCULAR = power("supervision.draft_circular", w("Draft circulars", "起草通报"))
APPROVE_CIRCULAR = power("supervision.approve_circular", w("Approve circulars", "签发通报"))
QUARTERLY = power("supervision.quarterly", w("Call for and check quarterly reports", "组织和核查季报"))

OFFICE = [VIEW, REGISTER, WATCH, CHECK, EXTEND, TRANSFER, TOGETHER, LEADERS_VIEW, "notices.unit_inbox"]
OFFICE += [FIELD_CHECK, DRAFT_CIRCULAR, QUARTERLY]
UNIT = [VIEW, HANDLE, TOGETHER, "cards.answer", "notices.unit_inbox"]

role("supervision.officer", w("Inspection officer", "督查员"), OFFICE, reach="below")
role(
    "supervision.office_head",
    w("Head of the inspection office", "督查机构负责人"),
    [*OFFICE, APPROVE_CIRCULAR],
    reach="below",
)
role("supervision.unit_clerk", w("Unit's liaison officer", "单位联络员"), UNIT, reach="unit")
role("supervision.handler", w("Handler", "承办人"), [VIEW, HANDLE, TOGETHER, "cards.answer"], reach="own")
role(
    "supervision.unit_head",
    w("Head of a unit", "单位负责人"),
    [*UNIT, LEADERS_VIEW, REGISTER, WATCH, CHECK, EXTEND],
    reach="below",
)
role(
    "supervision.leader",
    w("Government leader", "政府领导"),
    [VIEW, LEAD, EXTEND, TOGETHER, LEADERS_VIEW, APPROVE_CIRCULAR],
    reach="below",
)
role(
    "supervision.arbiter",
    w("Supervision organ", "监察部门"),
    [VIEW, "cards.decide", "notices.unit_inbox"],
    reach="below",
)
