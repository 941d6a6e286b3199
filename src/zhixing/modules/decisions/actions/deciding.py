"""Tabled, discussed with observers, decided, issued, made public, archived (S1-02, S2.7-15..18; Order 713, Art. 29-33)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.files.models import FileUse
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.decisions import meetings
from zhixing.modules.decisions.actions.preparing import must_have_happened
from zhixing.modules.decisions.choices import Forum, ObserverClass, State
from zhixing.modules.decisions.events.deciding import (
    DecisionArchived,
    DecisionDeferred,
    DecisionIssued,
    DecisionMade,
    DecisionPublished,
    DecisionRejected,
    DecisionTabled,
    LocalNotified,
    ObserversCame,
    ObserversInvited,
    ObserversTold,
    PartyTold,
)
from zhixing.modules.decisions.models import MajorDecision, Observer
from zhixing.modules.decisions.powers import ORGANISE, PREPARE
from zhixing.modules.decisions.refusals import (
    NoEvidence,
    NotAdopted,
    NotClassedYet,
    NotIssuedToPublic,
)
from zhixing.modules.decisions.relations import PREPARING, observers_absent, observers_untold, units
from zhixing.modules.decisions.words import Essay

DECIDED = [State.DECIDED, State.ISSUED, State.EXECUTING, State.SUSPENDED, State.CLOSED, State.TERMINATED]
AFTER = dict.fromkeys(DECIDED, "")


@action(
    MajorDecision,
    "table",
    power=PREPARE,
    by=PREPARING,
    moves={State.PREPARING: State.TABLED},
    tone="primary",
    words=w("Table for the meeting", "提请审议"),
    help=w(
        "The rulebook looks whether every step that this class of matter needs has its evidence.",
        "系统按规则核对该类事项应当履行的程序是否齐备。",
    ),
)
def table(decision: MajorDecision) -> DecisionTabled:
    """Put the draft before the meeting that decides (Order 713, Art. 29)."""
    if not decision.forum:
        raise NotClassedYet
    decision.tabled_on = clock.today()
    return DecisionTabled(forum=Forum(decision.forum), draft_version=decision.draft_count)


@action(
    MajorDecision,
    "invite_observers",
    power=ORGANISE,
    moves=dict.fromkeys([State.PREPARING, State.TABLED], ""),
    words=w("Invite observers", "邀请旁听"),
    help=w(
        "Of the six classes; they are told beforehand what will be discussed.",
        "六类人员可旁听，并应提前告知议定事项。",
    ),
)
def invite_observers(
    decision: MajorDecision, *, observer_class: ObserverClass, observer_names: list[str]
) -> ObserversInvited:
    """Invite people to listen when the matter is discussed (S2.7-15)."""
    names = [n for n in dict.fromkeys(n.strip() for n in observer_names) if n]
    known = set(decision.observers.values_list("name", flat=True))
    today = clock.today()
    Observer.objects.bulk_create(
        Observer(decision=decision, name=n, observer_class=observer_class, invited_on=today)
        for n in names
        if n not in known
    )
    return ObserversInvited(unit_id=decision.deciding_unit_id, observer_class=observer_class, names=names)


@action(
    MajorDecision,
    "tell_observers",
    power=ORGANISE,
    moves=dict.fromkeys([State.PREPARING, State.TABLED], ""),
    shown_if=lambda d: d.observers.filter(told_on=None).exists(),
    words=w("Tell the observers", "告知旁听人员"),
    help=w("What will be discussed, before the meeting.", "会前告知议定事项和内容。"),
)
def tell_observers(
    decision: MajorDecision,
    *,
    observers: Annotated[list[Observer], among(observers_untold), Label(w("Observers", "旁听人员"))],
) -> ObserversTold:
    """Record that observers were told beforehand (S2.7-16)."""
    decision.observers.filter(pk__in=[o.pk for o in observers]).update(told_on=clock.today())
    return ObserversTold(unit_id=decision.deciding_unit_id, names=[o.name for o in observers])


@action(
    MajorDecision,
    "note_observers",
    power=ORGANISE,
    moves={State.TABLED: ""},
    shown_if=lambda d: d.observers.filter(attended_on=None).exists(),
    words=w("Record who listened", "记录旁听到会"),
    help=w("Which observers were there.", "记录实际到会的旁听人员。"),
)
def note_observers(
    decision: MajorDecision,
    *,
    observers: Annotated[list[Observer], among(observers_absent), Label(w("Observers", "旁听人员"))],
    done_on: Annotated[date, Label(w("Day of the meeting", "会议日期"))],
) -> ObserversCame:
    """Record the observers who were present when the matter was discussed."""
    must_have_happened(done_on)
    decision.observers.filter(pk__in=[o.pk for o in observers]).update(attended_on=done_on)
    return ObserversCame(on=done_on, names=[o.name for o in observers])


@action(
    MajorDecision,
    "decide",
    power=ORGANISE,
    moves={State.TABLED: State.DECIDED},
    tone="primary",
    words=w("Record the decision", "作出决策"),
    help=w(
        "As the minutes of the meeting say. The rulebook looks for the meeting, its form, and every step.",
        "依会议纪要登记。系统核对会议形式、纪要和各项程序。",
    ),
)
def decide(decision: MajorDecision, *, decision_text: Essay, is_public: bool = True) -> DecisionMade:
    """Record what the meeting decided. A meeting whose minutes do not say “adopted” decided nothing (Order 713, Art. 30)."""
    talk = meetings.latest(decision)
    if talk is not None and not talk.adopted:
        raise NotAdopted(meeting=talk.forum.label)
    decision.decided_in = meetings.forum_of(
        decision
    )  # before the day is set, which ends the search for meetings
    decision.decided_on = clock.today()
    decision.decision_text, decision.is_public = decision_text, is_public
    return DecisionMade(
        unit_id=decision.deciding_unit_id,
        deciding_unit=decision.deciding_unit.name,
        decided_in=Forum(decision.decided_in or decision.forum),
        text=decision_text,
        is_public=is_public,
        local_or_trade=bool(decision.local_or_trade),
    )


@action(
    MajorDecision,
    "defer",
    power=ORGANISE,
    moves={State.TABLED: State.PREPARING},
    words=w("Not decided yet", "暂缓决策"),
    help=w("The meeting wants further work or another discussion.", "会议决定暂缓或再次讨论。"),
)
def defer(decision: MajorDecision, *, reason: str) -> DecisionDeferred:
    """Send the matter back for further work. It stays on the list of what was discussed and not decided (S1-03)."""
    decision.tabled_on = None
    return DecisionDeferred(reason=reason)


@action(
    MajorDecision,
    "reject",
    power=ORGANISE,
    moves={State.TABLED: State.REJECTED},
    tone="grave",
    words=w("Not adopted", "不予通过"),
    help=w("The meeting did not adopt the draft.", "会议不予同意该草案。"),
)
def reject(decision: MajorDecision, *, reason: str) -> DecisionRejected:
    """Record that the draft was not adopted."""
    decision.closed_on = clock.today()
    return DecisionRejected(reason=reason)


@action(
    MajorDecision,
    "report_to_party",
    power=ORGANISE,
    moves=dict.fromkeys([State.TABLED, State.DECIDED], ""),
    shown_if=lambda d: d.reported_to_party_on is None,
    words=w("Record the report to the Party committee", "记录请示报告"),
    help=w("With the report or the reply attached.", "须附请示报告或批复。"),
)
def report_to_party(decision: MajorDecision, *, done_on: date, evidence: list[FileId]) -> PartyTold:
    """Record that the decision was reported before it is issued (Order 713, Art. 31)."""
    must_have_happened(done_on)
    if not evidence:
        raise NoEvidence(step=w("report to the Party committee", "请示报告"))
    decision.reported_to_party_on = done_on
    return PartyTold(on=done_on)


@action(
    MajorDecision,
    "issue",
    power=ORGANISE,
    moves={State.DECIDED: State.ISSUED},
    tone="primary",
    words=w("Issue the decision", "印发决策"),
    help=w("The decision comes into force.", "决策出台。"),
)
def issue(decision: MajorDecision) -> DecisionIssued:
    """Issue the decision."""
    decision.issued_on = clock.today()
    return DecisionIssued()


@action(
    MajorDecision,
    "publish",
    power=ORGANISE,
    moves=AFTER,
    shown_if=lambda d: d.is_public and d.issued_on is not None and d.published_on is None,
    words=w("Make the decision public", "公布决策"),
    help=w("With an explanation in plain words; it stands on the portal.", "附解读，在门户公布。"),
)
def publish(decision: MajorDecision, *, channel: str, explanation: Essay) -> DecisionPublished:
    """Make the decision public with its explanation (Order 713, Art. 32)."""
    if not decision.is_public:
        raise NotIssuedToPublic
    decision.published_on = clock.today()
    return DecisionPublished(
        unit_id=decision.lead_unit_id or decision.deciding_unit_id, channel=channel, explanation=explanation
    )


@action(
    MajorDecision,
    "archive",
    power=PREPARE,
    by=PREPARING,
    moves=AFTER,
    shown_if=lambda d: d.archived_on is None,
    words=w("Archive the file", "决策归档"),
    help=w("Liability is for life, and so is the file.", "决策责任终身追究，档案完整保存。"),
)
def archive(decision: MajorDecision, *, archive_number: str) -> DecisionArchived:
    """Put the records and materials of every step in the archive (Order 713, Art. 33)."""
    decision.archived_on = clock.today()
    papers = Letter.objects.filter(matter_id=decision.pk).count()
    return DecisionArchived(
        archive_number=archive_number,
        papers=papers + FileUse.objects.filter(matter_id=decision.pk).count(),
    )


@action(
    MajorDecision,
    "notify_locals",
    power=ORGANISE,
    moves=AFTER,
    shown_if=lambda d: bool(d.local_or_trade),
    words=w("Give notice to places and trades", "事后通报"),
    help=w("Those who were asked beforehand hear of the result.", "向事前征求过意见的地方和行业通报结果。"),
)
def notify_locals(
    decision: MajorDecision, *, told: Annotated[list[Unit], among(units), Label(w("Units told", "通报单位"))]
) -> LocalNotified:
    """Tell places and trades what was decided (S2.8-17, DL-40)."""
    participations.add(decision, Standing.OBSERVER, told)
    return LocalNotified(
        unit_id=decision.deciding_unit_id, unit_ids=[u.pk for u in told], units=[u.name for u in told]
    )
