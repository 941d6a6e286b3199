"""Changing the rules of a government takes two persons: one proposes, another sees every difference in words and confirms.

What is open keeps the rules it was opened under; the change holds for what is opened from then on.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet, TextChoices

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, seat_powers
from zhixing.kernel.access.powers import power, role
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.service import latest
from zhixing.modules.administration import rule_changes
from zhixing.modules.administration.events.rules import (
    RuleChangeConfirmed,
    RuleChangeDeclined,
    RuleChangeProposed,
)
from zhixing.modules.administration.models import RuleProposal, RuleWhat
from zhixing.modules.administration.refusals import (
    DecidedAlready,
    NoSuchOption,
    NoSuchPacks,
    NothingChanges,
    ProposedYourself,
    SeenOtherwise,
)

PROPOSE = power("administration.propose_rules", w("Propose changes of rules", "提出规则变更"))
CONFIRM = power("administration.confirm_rules", w("Confirm changes of rules", "确认规则变更"))
seat_powers("system", PROPOSE, CONFIRM)
role("administration.rule_drafter", w("Rule drafter", "规则拟定员"), [PROPOSE], reach="below")
role("administration.rule_keeper", w("Rule keeper", "规则复核员"), [CONFIRM], reach="below")


class In(TextChoices):
    """In what a term is counted."""

    WORKING_DAYS = "working_days", w("working days", "工作日")
    NATURAL_DAYS = "natural_days", w("natural days", "自然日")
    WEEKS = "weeks", w("weeks", "周")
    MONTHS = "months", w("months", "月")
    YEARS = "years", w("years", "年")
    HOURS = "hours", w("hours", "小时")
    WORKING_HOURS = "working_hours", w("working hours", "工作小时")


def jurisdictions(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Governments with rules of their own."""
    return Unit.objects.filter(is_jurisdiction=True, dissolved_on=None).order_by("path")


Place = Annotated[Unit, among(jurisdictions)]
Written = tuple[RuleProposal, RuleChangeProposed]


@action(
    RuleProposal,
    "propose_value",
    power=PROPOSE,
    words=w("Propose a local value", "提出本地数值"),
    help=w(
        "A term of this government's own over a pack's, from a day on. A statute's limit may be made shorter, never longer.",
        "以本级设定的期限代替规则包原定数值；法定时限只能缩短，不得延长。由他人确认后生效。",
    ),
    opens=True,
)
def propose_value(
    *,
    jurisdiction: Place,
    rule: Annotated[str, Label(w("Code of the rule", "规则代码"))],
    from_on: date,
    amount: Annotated[int, Label(w("Term", "期限数"))],
    unit: Annotated[In, Label(w("Unit", "期限单位"))],
    reason: Annotated[str, Label(w("By what decision", "依据文件或理由"))],
    actor: Actor,
) -> Written:
    """Propose a dated local value over a pack's value."""
    made = RuleProposal(
        what=RuleWhat.VALUE, jurisdiction=jurisdiction, rule=rule, from_on=from_on, amount=amount, unit=unit
    )
    return _proposed(made, reason, actor)


@action(
    RuleProposal,
    "propose_undoing",
    power=PROPOSE,
    words=w("Propose to undo a local value", "提出撤销本地数值"),
    help=w("From a day on the pack's own value holds again.", "自指定日期起恢复规则包原定数值。"),
    opens=True,
)
def propose_undoing(
    *,
    jurisdiction: Place,
    rule: Annotated[str, Label(w("Code of the rule", "规则代码"))],
    from_on: date,
    reason: Annotated[str, Label(w("By what decision", "依据文件或理由"))],
    actor: Actor,
) -> Written:
    """Propose that the pack's value holds again: another dated entry, nothing is taken away."""
    made = RuleProposal(what=RuleWhat.UNDO, jurisdiction=jurisdiction, rule=rule, from_on=from_on)
    return _proposed(made, reason, actor)


@action(
    RuleProposal,
    "propose_choice",
    power=PROPOSE,
    words=w("Propose a setting", "提出适用方式"),
    help=w(
        "Where a source can be read in several ways: choose the one that holds here.",
        "对原文有多种理解的，选择本级适用的方式。",
    ),
    opens=True,
)
def propose_choice(
    *,
    jurisdiction: Place,
    setting: Annotated[str, Label(w("Code of the setting", "设置代码"))],
    option: Annotated[str, Label(w("Option", "选项"))],
    reason: str,
    actor: Actor,
) -> Written:
    """Propose how an ambiguity is read here (matrix G)."""
    known = {
        (s.code, o.key)
        for pack in rule_changes.packs_on(latest(jurisdiction.pk))
        for s in pack.settings
        for o in s.options
    }
    if (setting, option) not in known:
        raise NoSuchOption(setting=setting, option=option)
    made = RuleProposal(what=RuleWhat.CHOICE, jurisdiction=jurisdiction, setting=setting, option=option)
    return _proposed(made, reason, actor)


@action(
    RuleProposal,
    "propose_packs",
    power=PROPOSE,
    words=w("Propose the packs switched on", "提出启用规则包"),
    help=w(
        "The packs that hold from now on, in their shipped version; those left out no longer hold for new matters.",
        "所列规则包以当前版本执行；未列入的，不再适用于新立项事项。",
    ),
    opens=True,
)
def propose_packs(
    *,
    jurisdiction: Place,
    packs: Annotated[list[str], Label(w("Packs", "规则包"))],
    reason: str,
    actor: Actor,
) -> Written:
    """Propose which packs are on; also the way to take over a new version of one."""
    if unknown := sorted(set(packs) - shipped().keys()):
        raise NoSuchPacks(names="、".join(unknown))
    made = RuleProposal(what=RuleWhat.PACKS, jurisdiction=jurisdiction, packs=sorted(set(packs)))
    return _proposed(made, reason, actor)


def _proposed(made: RuleProposal, reason: str, actor: Actor) -> Written:
    made.reason = reason
    rule_changes.must_be_possible(made)
    if not rule_changes.changed_by(made):
        raise NothingChanges(what=made.told())
    made.proposed_by_id, made.proposed_at = actor.account_id, clock.now()
    made.save()
    return made, RuleChangeProposed(
        place=made.jurisdiction.name, change=made.told().text("zh"), reason=reason
    )


@action(
    RuleProposal,
    "confirm",
    power=CONFIRM,
    words=w("Confirm the change", "确认变更"),
    help=w(
        "The rules change for what is opened from now on; what is open keeps its rules.",
        "变更适用于此后立项的事项；已立项事项仍适用原规则。",
    ),
    tone="grave",
    shown_if=lambda proposal: proposal.waits,
)
def confirm(
    proposal: RuleProposal, *, seen: Annotated[str, Label(w("List seen", "所见清单校验值"))], actor: Actor
) -> RuleChangeConfirmed:
    """Put a proposed change in force as a second person, having seen every difference."""
    _still_waits(proposal)
    if proposal.proposed_by_id == actor.account_id:
        raise ProposedYourself
    found = rule_changes.changed_by(proposal)
    if rule_changes.fingerprint(found) != seen:
        raise SeenOtherwise
    book = rule_changes.put_in_force(proposal)
    proposal.decided_by_id, proposal.decided_at, proposal.is_confirmed = actor.account_id, clock.now(), True
    return RuleChangeConfirmed(
        place=proposal.jurisdiction.name, change=proposal.told().text("zh"), n=len(found), rulebook=book.pk
    )


@action(
    RuleProposal,
    "decline",
    power=CONFIRM,
    words=w("Do not confirm", "不予确认"),
    help=w(
        "The rules stay as they are. Whoever proposed it may withdraw it this way.",
        "规则保持不变；提出人也可由此撤回。",
    ),
    shown_if=lambda proposal: proposal.waits,
)
def decline(proposal: RuleProposal, *, reason: str, actor: Actor) -> RuleChangeDeclined:
    """Leave the rules as they are."""
    _still_waits(proposal)
    proposal.decided_by_id, proposal.decided_at, proposal.is_confirmed = actor.account_id, clock.now(), False
    return RuleChangeDeclined(
        place=proposal.jurisdiction.name, change=proposal.told().text("zh"), reason=reason
    )


def _still_waits(proposal: RuleProposal) -> None:
    if not proposal.waits:
        raise DecidedAlready
