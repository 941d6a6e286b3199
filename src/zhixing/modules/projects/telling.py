"""Who is told of what in key projects. Cards and meetings are told by those who draw and hold them."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told

LEAD, INVOLVED, OFFICE = Standing.LEAD.value, Standing.SUPPORTING.value, Standing.SUPERVISOR.value
LEADER, NAMED = Standing.CARRYING.value, Standing.HANDLER.value

told(
    "projects.registered",
    fields=("lead_unit_id",),
    words=w(
        "{number} “{title}”: your unit leads this key project. Set milestones, amounts, linked leaders and the work group.",
        "{number}“{title}”由贵单位牵头，请编制节点和资金计划，落实挂钩领导，成立工作组。",
    ),
    urgency=Urgency.URGENT,
)
told(
    "projects.registered",
    fields=("unit_ids",),
    words=w(
        "{number} “{title}”, led by {lead_unit}: name your two linked leaders.",
        "{number}“{title}”由{lead_unit}牵头，请贵单位落实主要领导、分管领导挂钩。",
    ),
)
told(
    "projects.leader_linked",
    persons=("person_id",),
    words=w(
        "You are linked to {number} “{title}”. From the first whole week on hold an on-site meeting every week.",
        "{number}“{title}”由您挂钩，自首个完整周起每周召开一次现场办公会。",
    ),
    urgency=Urgency.URGENT,
)
told("projects.leader_unlinked", persons=("person_id",))
told("projects.unit_leaders_linked", persons=("top_leader_id", "leader_in_charge_id"))
told("projects.group_formed", persons=("head_id", "deputy_id", "member_ids"))
told("projects.started", standings=(LEAD, INVOLVED))
told("projects.suspended", standings=(LEAD, INVOLVED, LEADER))
told("projects.resumed", standings=(LEAD, INVOLVED, LEADER))
told("projects.completed", standings=(LEAD, INVOLVED, LEADER))
told("projects.cancelled", standings=(LEAD, INVOLVED, LEADER))
told("projects.amended", standings=(LEAD,))
told("projects.forecast_changed", standings=(OFFICE, LEADER))
told("projects.ledger_filed", fields=("office_id",))
told("projects.problem_raised", standings=(OFFICE, LEADER), urgency=Urgency.URGENT)
told("projects.problem_coordinated", fields=("unit_ids",), standings=(LEAD,))
told("projects.problem_solved", standings=(OFFICE, LEADER))
told("projects.quarter_reported", standings=(OFFICE,))
told("projects.heard", standings=(LEAD, OFFICE))

told("projects.report_list_proposed", persons=("approver_id",), urgency=Urgency.URGENT)
told("projects.report_list_approved", fields=("unit_id",))
told("projects.report_list_returned", fields=("unit_id",), urgency=Urgency.URGENT)
told(
    "projects.report_notified",
    persons=("person_ids",),
    words=w(
        "The executive meeting of {meeting_on} hears your report on key projects; the briefing sheets are in {number}.",
        "{meeting_on}常务会议将听取您汇报重点项目，简报见{number}。",
    ),
    urgency=Urgency.URGENT,
)
told(
    "projects.report_notified",
    fields=("unit_ids",),
    words=w(
        "The executive meeting of {meeting_on} hears of projects in which your unit takes part; be ready to add ({number}).",
        "{meeting_on}常务会议将听取贵单位相关重点项目汇报，请做好补充汇报准备（{number}）。",
    ),
    urgency=Urgency.URGENT,
)
told("projects.report_meeting_moved", standings=(Standing.OBSERVER.value,), urgency=Urgency.URGENT)
told("projects.report_meeting_cancelled", standings=(Standing.OBSERVER.value, LEADER))
told("projects.taken_off", standings=(LEADER,))
told("projects.site_meetings_tabled", persons=("recipient_ids",))
