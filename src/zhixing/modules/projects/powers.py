"""Powers and roles of key projects."""

from zhixing.base.words import w
from zhixing.kernel.access.powers import power, role

VIEW = power("projects.view", w("See key projects", "查看重点项目"))
STEER = power("projects.steer", w("Register, start and steer key projects", "重点项目立项与调度"))
KEEP = power("projects.keep", w("Keep the ledger of a key project", "管理重点项目台账"))
MEET = power("projects.meet", w("Hold on-site meetings and coordinate", "召开现场办公会、协调问题"))
TABLE = power("projects.table", w("Table on-site meetings to the chief", "现场办公会情况造表上报"))
PROPOSE = power("projects.propose", w("Propose projects for the executive meeting", "拟定常务会议汇报项目"))
APPROVE = power("projects.approve", w("Approve the list of projects to report", "审定常务会议汇报项目"))

UNIT = [VIEW, KEEP, "cards.answer", "notices.unit_inbox"]

role(
    "projects.key_office",
    w("Key-project office", "重点项目办公室"),
    [VIEW, STEER, "workdesk.board", "notices.unit_inbox"],
    reach="below",
)
role(
    "projects.government_office",
    w("Government office (key projects)", "政府办公室（重点项目）"),
    [VIEW, PROPOSE, TABLE, "cards.answer", "notices.unit_inbox"],
    reach="below",
)
role("projects.keeper", w("Keeper of project ledgers", "项目台账管理员"), UNIT, reach="unit")
role("projects.unit_head", w("Head of a unit (key projects)", "单位负责人（重点项目）"), UNIT, reach="below")
role(
    "projects.leader",
    w("Linked leader", "挂钩领导"),
    [VIEW, MEET, APPROVE, "cards.answer", "workdesk.board"],
    reach="below",
)
