"""The kind of matter that a meeting is, and the power to see it."""

from zhixing.base.words import w
from zhixing.kernel.access.powers import power
from zhixing.kernel.matters import kinds
from zhixing.kernel.meetings.models import Meeting

VIEW = power("meetings.view", w("See meetings", "查看会议"))

kinds.register(
    "meetings.meeting",
    Meeting,
    words=w("Meeting", "会议"),
    plural=w("Meetings", "会议"),
    view=VIEW,
    segment="meetings",
)
