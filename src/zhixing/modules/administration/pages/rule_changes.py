"""Changes of rules: what was proposed, what it would change in words, what is open under it; confirming as a second person."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.rulebook.difference import Told
from zhixing.modules.administration import rule_changes
from zhixing.modules.administration.actions.rules import confirm
from zhixing.modules.administration.models import RuleProposal
from zhixing.modules.administration.pages import proposals, subjects
from zhixing.web.components import Column, Deed, Row, Table
from zhixing.web.pages import ANYONE_SIGNED_IN, Request

PROPOSALS = ("propose_value", "propose_undoing", "propose_choice", "propose_packs")


def deeds_for(request: Request) -> list[Deed]:
    """What the reader may propose."""
    return [deed for name in PROPOSALS for deed in subjects.new_deed(RuleProposal, name, request.actor)]


def _effect(proposal: RuleProposal, actor: Actor) -> proposals.Effect:
    told = rule_changes.changed_by(proposal)
    running = rule_changes.open_under(proposal.jurisdiction_id, told)
    consequence = w(
        "It holds for what is opened from then on. {n} duties are open under these rules; they keep the rules they"
        " began under.",
        "确认后适用于此后立项的事项。目前有 {n} 项责任按这些规则在办，仍适用原规则。",
    )
    return proposals.Effect(
        count=len(told),
        table=_table(told, running),
        seen=rule_changes.fingerprint(told),
        consequence=consequence.put(n=sum(running.values())),
    )


def _table(told: list[Told], running: Any) -> Table:
    rows = [
        Row(
            [one.title, one.rule, one.said, running.get(one.rule, 0) if one.moves else None],
            url=reverse("administration:rule-open", args=[one.rule]) if running.get(one.rule) else "",
        )
        for one in told
    ]
    columns = [
        Column("title", w("Rule", "规则")),
        Column("code", w("Code", "代码")),
        Column("said", w("What changes", "变化内容")),
        Column("open", w("Open under it", "在办数"), kind="number"),
    ]
    empty = w("Nothing differs any more.", "已无变化。")
    return Table(w("Differences", "变化清单"), columns, rows, empty=empty)


CHANGES = proposals.Changes(
    RuleProposal,
    confirm,
    names="rule",
    home=(w("Rule packs", "规则包"), "packs"),
    caption=w("Changes of rules", "规则变更"),
    lead=w(
        "One person proposes, another reads every difference and confirms. What is open keeps its rules.",
        "一人提出，另一人逐项核对变化后确认。已立项事项仍适用原规则。",
    ),
    empty=w("No change was proposed yet.", "尚无规则变更。"),
    counted=w("differences", "处变化"),
    effect=_effect,
    proposes=deeds_for,
)
changes, change, confirm_change = proposals.doors(
    CHANGES, ANYONE_SIGNED_IN
)  # rules are public: everyone may see who changed them and why
