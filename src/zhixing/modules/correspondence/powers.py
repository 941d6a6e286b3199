"""Powers and roles of official documents."""

from zhixing.base.words import w
from zhixing.kernel.access.powers import power, role

VIEW = power("correspondence.view", w("See official documents", "查看公文"))
REGISTER = power("correspondence.register", w("Register incoming documents", "登记来文"))
HANDLE = power("correspondence.handle", w("Handle incoming documents", "办理来文"))
DRAFT = power("correspondence.draft", w("Consult, draft and follow documents", "沟通、拟制与跟踪公文"))
SIGN = power("correspondence.sign", w("Sign documents", "签发公文"))
RECEIVE = power("correspondence.receive", w("Read, agree jointly, confirm receipt", "传阅、会签与签收"))
DELIVER = power("correspondence.deliver", w("Deliver rules and notices", "送达规章制度和通知"))
COORDINATE = power(
    "correspondence.coordinate", w("Follow all documents and report weekly", "总体协调与每周汇报")
)

CLERK = [VIEW, REGISTER, HANDLE, DRAFT, RECEIVE, "cards.answer", "notices.unit_inbox"]

role("correspondence.clerk", w("Document clerk", "文书人员"), CLERK, reach="unit")
role("correspondence.staff", w("Member of staff", "工作人员"), [VIEW, RECEIVE], reach="own")
role(
    "correspondence.unit_head",
    w("Head of a unit (documents)", "单位负责人（公文）"),
    [*CLERK, SIGN, DELIVER],
    reach="below",
)
role(
    "correspondence.office",
    w("Government office (documents)", "政府办公室（公文）"),
    [*CLERK, DELIVER, COORDINATE],
    reach="below",
)
role(
    "correspondence.leader",
    w("Government leader (documents)", "政府领导（公文）"),
    [VIEW, SIGN, DRAFT, RECEIVE],
    reach="below",
)
