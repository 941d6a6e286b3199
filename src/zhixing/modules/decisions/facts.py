"""What the gates of the rulebook may ask of a decision, counted from what its procedure left behind."""

from __future__ import annotations

from collections import Counter
from typing import Any

from zhixing.modules.decisions import meetings
from zhixing.modules.decisions.choices import State, StepKind
from zhixing.modules.decisions.models import Hearing, MajorDecision
from zhixing.modules.decisions.relations import heads_of

JUDGED = (
    "is_major",
    "vital_interests",
    "local_or_trade",
    "is_specialised",
    "may_harm_stability",
    "touches_market",
    "is_exploratory_reform",
    "to_congress",
)
NAMED = ("matter_class", "matter_kind", "sphere")


def facts_of(decision: MajorDecision) -> dict[str, Any]:
    """All facts. What nobody has judged yet is left out, so that a gate that asks for it stays shut."""
    judged = {name: value for name in JUDGED if (value := getattr(decision, name)) is not None}
    named = {name: value for name in NAMED if (value := getattr(decision, name))}
    return {
        "state": decision.state,
        **judged,
        **named,
        **_heard(decision),
        **_reviewed(decision),
        **_met(decision),
        **_carried_out(decision),
    }


def _heard(decision: MajorDecision) -> dict[str, Any]:
    """Investigation, experts, the public."""
    steps = Counter(decision.steps.values_list("kind", flat=True))
    seats = [s for s in decision.seats.all() if s.recused_on is None]
    given = [s for s in seats if s.opinion_on is not None]
    hearings = list(Hearing.objects.filter(parent_id=decision.pk).exclude(held_on=None))
    symposia = steps[StepKind.SYMPOSIUM] + steps[StepKind.ARGUMENT_MEETING]
    publications = int(decision.comment_closed_on is not None)
    took_part = len(hearings) + publications + symposia
    reported = all(h.report for h in hearings) and (not publications or decision.comment_summary != "")
    return {
        "research_reports": steps[StepKind.RESEARCH],
        "consultations": steps[StepKind.CONSULTATION],
        "opinions_sought": steps[StepKind.LOCAL_OPINION]
        + steps[StepKind.SYMPOSIUM]
        + steps[StepKind.FIELD_STUDY],
        "symposia": symposia,
        "publications": publications,
        "hearings": len(hearings),
        "public_participations": took_part,
        "participation_held": took_part > 0,
        "has_participation_report": reported or steps[StepKind.PARTICIPATION_REPORT] > 0,
        "expert_opinions": len(given),
        "interested_experts": sum(1 for s in seats if s.is_interested),
        "experts_heard": bool(given),
        "has_expert_report": bool(given) and all(s.treatment for s in given),
        "fair_competition_reviewed": steps[StepKind.FAIR_COMPETITION] > 0,
        "inspections": steps[StepKind.INSPECTION],
        "days_left": meetings.days_until(decision.comment_until),
    }


def _reviewed(decision: MajorDecision) -> dict[str, Any]:
    """Draft, dispute, risk, legality."""
    return {
        "has_draft": decision.draft_count > 0,
        "disagreeing_units": len(decision.disagreeing),
        "dispute_explained": decision.dispute != "",
        "risk": decision.risk or "none",
        "risk_assessed": decision.risk != "",
        "has_risk_report": decision.risk != "",
        "risk_stated": decision.risk_stated != "",
        "legality": decision.legality or "none",
        "has_legality_opinion": decision.legality_opinion != "" and decision.legality != "",
        "main_appraisers": decision.main_appraisers,
    }


def _met(decision: MajorDecision) -> dict[str, Any]:
    """Before it is tabled the meeting it is to go to; afterwards the meetings whose minutes deal with it."""
    talks = meetings.since_tabled(decision)
    is_planned = decision.state == State.PREPARING
    observers = decision.observers.exclude(attended_on=None).count() + sum(t.observers for t in talks)
    return {
        "meeting": decision.forum if is_planned else meetings.meeting_of(talks),
        "forum": decision.forum if is_planned else meetings.forum_among(talks),
        "planned_forum": decision.forum,
        "minutes": len(talks),
        "deciding_bodies": int(bool(talks)),
        "deciders": max((t.present for t in talks), default=0),
        "observers": observers,
        "decided_in": decision.decided_in,
    }


def _carried_out(decision: MajorDecision) -> dict[str, Any]:
    """Links, tracker, trouble, the report to the Party committee."""
    links = list(decision.links.all())
    return {
        "links": len(links),
        "links_without_unit": sum(1 for link in links if link.unit_id is None),
        "links_without_person": sum(1 for link in links if link.person_id is None),
        "links_without_liability": sum(1 for link in links if not link.liability.strip()),
        "trackers": int(decision.tracker_id is not None),
        "reported_to_party_committee": decision.reported_to_party_on is not None,
        "trouble_reported": decision.trouble_reported,
        "procedure_done": decision.change_proposed_on is not None and bool(meetings.since_tabled(decision)),
        "head_ids": list(heads_of(decision.deciding_unit).values_list("pk", flat=True)),
    }
