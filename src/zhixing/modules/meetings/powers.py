"""Powers and roles of meetings."""

from zhixing.base.words import w
from zhixing.kernel.access.powers import power, role
from zhixing.kernel.meetings.kind import VIEW

CONVENE = power("meetings.convene", w("Convene meetings", "组织会议"))
RECORD = power("meetings.record", w("Record meetings and issue minutes", "记录会议、印发纪要"))

role(
    "meetings.office",
    w("Meeting office", "会务人员"),
    [VIEW, CONVENE, RECORD, "notices.unit_inbox"],
    reach="unit",
)
role("meetings.participant", w("Participant in meetings", "参会人员"), [VIEW], reach="own")
