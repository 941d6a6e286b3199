"""Changing the rules of a government takes two persons: one proposes, another sees every difference in words and confirms.

What is open keeps the rules it was opened under; the change holds for what is opened from then on.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.db.models import TextChoices

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, seat_powers
from zhixing.kernel.access.powers import power, role
from zhixing.kernel.actions.parameters import Label
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.service import latest
from zhixing.modules.administration import rule_changes
from zhixing.modules.administration.actions.proposals import (
    Place,
    Seen,
    TwoPersons,
    confirmed,
    declined,
    put_forward,
)
from zhixing.modules.administration.events.rules import (
    RuleChangeConfirmed,
    RuleChangeDeclined,
    RuleChangeProposed,
)
from zhixing.modules.administration.models import RuleProposal, RuleWhat
from zhixing.modules.administration.refusals import NoSuchOption, NoSuchPacks, NothingChanges

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


Written = tuple[RuleProposal, RuleChangeProposed]
RULES = TwoPersons(RuleProposal, propose=PROPOSE, decide=CONFIRM)


@RULES.proposes(
    "propose_value",
    w("Propose a local value", "提出本地数值"),
    w(
        "A term of this government's own over a pack's, from a day on. A statute's limit may be made shorter, never longer.",
        "以本级设定的期限代替规则包原定数值；法定时限只能缩短，不得延长。由他人确认后生效。",
    ),
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


@RULES.proposes(
    "propose_undoing",
    w("Propose to undo a local value", "提出撤销本地数值"),
    w("From a day on the pack's own value holds again.", "自指定日期起恢复规则包原定数值。"),
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


@RULES.proposes(
    "propose_choice",
    w("Propose a setting", "提出适用方式"),
    w(
        "Where a source can be read in several ways: choose the one that holds here.",
        "对原文有多种理解的，选择本级适用的方式。",
    ),
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


@RULES.proposes(
    "propose_packs",
    w("Propose the packs switched on", "提出启用规则包"),
    w(
        "The packs that hold from now on, in their shipped version; those left out no longer hold for new matters.",
        "所列规则包以当前版本执行；未列入的，不再适用于新立项事项。",
    ),
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
    return put_forward(made, actor), RuleChangeProposed(
        place=made.jurisdiction.name, change=made.told().text("zh"), reason=reason
    )


@RULES.confirms(
    w(
        "The rules change for what is opened from now on; what is open keeps its rules.",
        "变更适用于此后立项的事项；已立项事项仍适用原规则。",
    )
)
def confirm(proposal: RuleProposal, *, seen: Seen, actor: Actor) -> RuleChangeConfirmed:
    """Put a proposed change in force as a second person, having seen every difference."""
    found = confirmed(proposal, actor, seen, rule_changes.changed_by, rule_changes.fingerprint)
    book = rule_changes.put_in_force(proposal)
    return RuleChangeConfirmed(
        place=proposal.jurisdiction.name, change=proposal.told().text("zh"), n=len(found), rulebook=book.pk
    )


@RULES.declines(
    w(
        "The rules stay as they are. Whoever proposed it may withdraw it this way.",
        "规则保持不变；提出人也可由此撤回。",
    )
)
def decline(proposal: RuleProposal, *, reason: str, actor: Actor) -> RuleChangeDeclined:
    """Leave the rules as they are."""
    declined(proposal, actor)
    return RuleChangeDeclined(
        place=proposal.jurisdiction.name, change=proposal.told().text("zh"), reason=reason
    )
