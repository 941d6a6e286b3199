"""Who is told of what about a meeting."""

from zhixing.base.words import w
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told

LEAD, CHAIR, ASKED = Standing.LEAD.value, Standing.CARRYING.value, Standing.OBSERVER.value

told(
    "meetings.notified",
    persons=("person_ids",),
    words=w(
        "You are asked to the meeting “{title}” ({number}). See its day, place and agenda.",
        "请您参加“{title}”（{number}），时间、地点和议程见会议页面。",
    ),
    urgency=Urgency.URGENT,
)
told("meetings.postponed", standings=(CHAIR, ASKED), urgency=Urgency.URGENT)
told("meetings.cancelled", standings=(CHAIR, ASKED), urgency=Urgency.URGENT)
told("meetings.minuted", standings=(CHAIR, ASKED))
told("meetings.tabled", standings=(LEAD,))
told("meetings.taken_off", standings=(LEAD,))
told("meetings.discussed", standings=(LEAD,), urgency=Urgency.URGENT)
