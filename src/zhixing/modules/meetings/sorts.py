"""Sorts of meeting that belong to no module: any open matter may be discussed in them."""

from __future__ import annotations

from django.db.models import QuerySet

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.meetings.models import Meeting
from zhixing.kernel.meetings.sorts import Sort, register


def open_matters(meeting: Meeting | None, actor: Actor) -> QuerySet[Matter]:
    """What is open, meetings themselves aside."""
    return Matter.objects.open().exclude(kind="meetings.meeting")


register(Sort("meetings.special", w("Special meeting", "专题会议"), free=True, may_table=open_matters))
register(Sort("meetings.working", w("Working meeting", "工作例会"), free=True, may_table=open_matters))
