"""A rule of a pack in words: what begins and ends it, who owes, how long, which warnings, and whether all of it is live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.actions.register import all_actions
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.obligations.models import Colour
from zhixing.kernel.rulebook import checks
from zhixing.kernel.rulebook.periods import RHYTHMS
from zhixing.kernel.rulebook.ruleset import kinds_of
from zhixing.kernel.rulebook.schema import (
    CheckRule,
    DeadlineRule,
    ExtensionRule,
    GateRule,
    RecurringRule,
    Rolling,
    Span,
    TallyRule,
    Unit,
    Value,
    Warning_,
)
from zhixing.kernel.rulebook.terms import length, told
from zhixing.web.components import Chip, Fact

KINDS = {
    "deadline": w("Time limit", "时限"),
    "recurring": w("Recurring duty", "周期性责任"),
    "gate": w("Precondition", "前置条件"),
    "check": w("Check after the fact", "事后核查"),
    "tally": w("Tally", "累计"),
}
# What the starting event calls whoever owes: the words of the facts that shipped packs name.
HOLDERS = {
    "lead_unit_id": w("the lead unit", "主办单位"),
    "supporting_unit_ids": w("each supporting unit", "各协办单位"),
    "supervising_unit_id": w("the supervising office", "督办单位"),
    "unit_id": w("the unit that did it", "办理该步骤的单位"),
    "person_id": w("the person who did it", "办理该步骤的人员"),
}
NOT_LIVE = w("{name} (no module offers this yet)", "{name}（尚无模块提供）")
LIVE_CHIP = Chip(w("Runs", "已运行"), icon="player-play", tone="met")
PARTLY_CHIP = Chip(w("Runs in part", "部分运行"), icon="player-pause", tone="warn")
IDLE_CHIP = Chip(w("Waits for a module", "待模块启用"), icon="hourglass", tone="closed")
UNVERIFIED_CHIP = Chip(
    w("Off: the figure was not checked", "未执行：数值尚未核对"), icon="eye-off", tone="closed"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A rule's value and the day from which it holds."""

    since: Any
    term: Words | str
    note: Words | str
    is_now: bool


def touches(rule: Any) -> list[str]:
    """The kinds of event or the action that this rule names."""
    if isinstance(rule, GateRule):
        return [rule.action]
    if isinstance(rule, TallyRule):
        return sorted(rule.on)
    if isinstance(rule, CheckRule):
        return sorted(checks.kinds_of(rule))
    return sorted(kinds_of(rule))


def chip_of(rule: Any) -> Chip:
    """Whether the rule runs: everything that it names is offered by an installed module."""
    if not rule.verified:
        return UNVERIFIED_CHIP
    named = touches(rule)
    live = [name for name in named if is_live(name)]
    if len(live) == len(named):
        return LIVE_CHIP
    return PARTLY_CHIP if live else IDLE_CHIP


def is_live(name: str) -> bool:
    """Does an installed module declare this kind of event or action?"""
    return name in events.facts_by_kind() or name in {spec.code for spec in all_actions()}


def kind_told(name: str) -> Words:
    """A kind of event or an action in words; one that nobody offers says so."""
    known = events.words_of(name)
    if known is not None:
        return known
    spec = next((s for s in all_actions() if s.code == name), None)
    return spec.words if spec is not None else NOT_LIVE.put(name=name)


def facts_of(rule: Any) -> list[Fact]:
    """What the rule says, line by line."""
    if isinstance(rule, GateRule):
        return [
            Fact(w("Before the action", "适用操作"), kind_told(rule.action)),
            Fact(w("Condition", "条件"), rule.needs),
            *(
                [Fact(w("Evidence", "证明材料"), w(rule.evidence.en, rule.evidence.zh))]
                if rule.evidence
                else []
            ),
            Fact(w("Otherwise it is refused", "不满足时拒绝"), w(rule.reason.en, rule.reason.zh)),
            Fact(w("Way out", "解决办法"), w(rule.remedy.en, rule.remedy.zh)),
        ]
    if isinstance(rule, TallyRule):
        return list(_tally(rule))
    if isinstance(rule, CheckRule):
        return list(_check(rule))
    return list(_timed(rule))


GROUNDS = {
    "procedure": w("Procedure", "流程"),
    "content": w("Content", "内容"),
    "fee": w("Fee", "收费"),
    "integrity": w("Integrity risk", "廉政风险"),
}
BEFORE = {
    "count": w("{name}: how often there was {kinds}", "{name}：此前“{kinds}”的次数"),
    "days": w("{name}: days since {kinds}", "{name}：距“{kinds}”的天数"),
    "seconds": w("{name}: seconds since {kinds}", "{name}：距“{kinds}”的秒数"),
    "same_person": w("{name}: done by the person who did {kinds}", "{name}：与“{kinds}”是否同一人"),
    "same_unit": w("{name}: done by the unit that did {kinds}", "{name}：与“{kinds}”是否同一单位"),
    "fact": w("{name}: {fact} of {kinds}", "{name}：“{kinds}”的 {fact}"),
}


def _check(rule: CheckRule) -> Iterator[Fact]:
    def named(kinds: Iterable[str]) -> Words:
        told = [kind_told(kind) for kind in kinds]
        return w(", ".join(t.en for t in told), "、".join(t.zh for t in told))

    yield Fact(w("Ground", "监察类别"), GROUNDS[rule.ground])
    yield Fact(w("Asked of", "核查环节"), named(rule.on))
    if rule.when:
        yield Fact(w("Where", "适用条件"), rule.when)
    for name, before in rule.before.items():
        said = BEFORE[before.say].put(name=f"before.{name}", kinds=named(before.of), fact=before.fact or "")
        yield Fact(w("Reads", "读取"), said)
    yield Fact(w("Must hold", "应当符合"), rule.needs)
    yield Fact(w("Otherwise it is told", "不符合时提示"), w(rule.says.en, rule.says.zh))


WINDOWS = {
    "each": w("each time", "逐次"),
    "calendar_year": w("in a calendar year", "一个公历年内"),
    "ever": w("without a limit of time", "不限期间"),
}
LASTS = {
    "rest_of_year": w("to the end of the year", "至当年年底"),
    "next_year": w("over the whole next year", "次年全年"),
}
SILENCE = {
    "accepted": w("it counts as accepted", "视为受理"),
    "renewed": w("it counts as renewed", "视为准予延续"),
    "agreed": w("it counts as agreed", "视为同意"),
    "dropped": w("it counts as dropped", "视为放弃"),
}
SECOND = {
    "reopen": w("it begins anew", "重新起算"),
    "each": w("one more duty begins", "另行起算"),
}


def _tally(rule: TallyRule) -> Iterable[Fact]:
    yield Fact(w("Counts", "累计事项"), _told(rule.on), note=rule.when or "")
    if isinstance(rule.window, Rolling):
        back = length(Span(amount=rule.window.amount, unit=Unit(rule.window.unit)))
        yield Fact(w("Within", "统计期间"), w("the last {term}", "最近{term}").put(term=back))
    else:
        yield Fact(w("Within", "统计期间"), WINDOWS[rule.window])
    if rule.quota:
        steps = [
            w("over {n}: at least {m}", "超过 {n} 件：至少 {m} 次").put(n=s.over, m=s.at_least)
            for s in rule.quota.steps
        ]
        yield Fact(w("Asks for", "最低要求"), steps)
        yield Fact(w("Done by", "完成标志"), _told(rule.quota.done))
    else:
        run = w(" in an unbroken row", "（连续）") if rule.count == "run" else ""
        yield Fact(w("From", "达到次数"), f"{rule.operator} {rule.threshold}{run}")
    yield Fact(w("Effect proposed", "建议后果"), w(rule.effect.title.en, rule.effect.title.zh))
    lasts = rule.effect.lasts
    if lasts is not None:
        said = LASTS[lasts] if isinstance(lasts, str) else length(lasts)
        yield Fact(w("It lasts", "后果期间"), said)
    if rule.effect.released_by:
        yield Fact(w("Released by", "解除事由"), _told(rule.effect.released_by))


def _timed(rule: DeadlineRule | RecurringRule) -> Iterable[Fact]:
    yield Fact(w("Begins with", "起算事由"), _told(rule.on), note=rule.when or "")
    yield Fact(w("Owed by", "责任主体"), holder(rule))
    if isinstance(rule, RecurringRule):
        yield Fact(w("How often", "频次"), rhythm(rule))
        grace = Term(rule.grace, rule.grace_unit.in_days)
        yield Fact(w("Due after the period's end", "周期结束后"), grace.told())
        yield Fact(w("Done by", "完成标志"), _told(rule.done))
    yield Fact(w("Ends with", "终止事由"), _told(rule.until), note=rule.until_when or "")
    if rule.cancelled_by:
        yield Fact(w("Falls away with", "免除事由"), _told(rule.cancelled_by))
    if rule.pauses:
        yield Fact(w("Stands still while", "计时中止"), [w(p.ground.en, p.ground.zh) for p in rule.pauses])
    if isinstance(rule, DeadlineRule):
        yield from _deadline(rule)
    if rule.warnings:
        yield Fact(w("Warnings", "预警"), [warning(one) for one in rule.warnings])
    if rule.answer:
        within = Term(rule.answer.within, rule.answer.unit.in_days).told()
        said = w("within {term}, else it goes one level up", "{term}内回应，否则上报一级").put(term=within)
        yield Fact(w("A card is answered", "预警牌"), said)
    if rule.supervisor:
        standing = Standing(rule.supervisor).label
        yield Fact(w("An unanswered card goes first to", "未回应的预警牌首先报"), standing)
    if rule.consequence:
        yield Fact(w("Consequence", "后果"), rule.consequence)


def _deadline(rule: DeadlineRule) -> Iterable[Fact]:
    if rule.extensions:
        yield Fact(w("May be extended by", "可延期"), [_extension(e) for e in rule.extensions])
    if rule.second in SECOND:
        yield Fact(w("Where it begins again", "再次起算"), SECOND[rule.second])
    if rule.silence in SILENCE:
        yield Fact(w("Undone when the last day is over", "逾期未办"), SILENCE[rule.silence])


def _extension(one: ExtensionRule) -> Words:
    said = kind_told(one.on)
    if one.amount and one.unit:
        added = length(Span(amount=one.amount, unit=one.unit))
        said = w("{event}: {term} more", "{event}：延长{term}").put(event=said, term=added)
    elif one.longest:
        said = w("{event}: {term} more at most", "{event}：最多延长{term}").put(
            event=said, term=length(one.longest)
        )
    if one.approval is None:
        return said
    by = w(one.approval.en, one.approval.zh)
    return w("{event} (approved by {by})", "{event}（须经{by}批准）").put(event=said, by=by)


def _told(names: Iterable[str]) -> list[Words]:
    return [kind_told(name) for name in names]


def holder(rule: DeadlineRule | RecurringRule) -> Words | str:
    """Who owes, in words."""
    named = rule.holder.unit or rule.holder.units or rule.holder.person or ""
    return HOLDERS.get(named, named)


def rhythm(rule: RecurringRule) -> Words:
    """How often a recurring duty comes."""
    if rule.every is not None:
        return RHYTHMS[rule.every.value]
    if rule.every_days is not None:
        return w("every {n} days", "每 {n} 日").put(n=rule.every_days)
    return w("as the matter says", "按事项确定的频次")


def warning(one: Warning_) -> Words:
    """A warning card and where it stands."""
    colour = Colour(one.colour.value).label
    if one.share is not None:
        percent = round(one.share * 100)
        return w("{colour}: at {n} % of the term", "{colour}：期限过 {n}%").put(colour=colour, n=percent)
    if one.before is not None:
        term = Term(one.before, one.unit.in_days).told()
        return w("{colour}: {term} before the last day", "{colour}：截止前{term}").put(
            colour=colour, term=term
        )
    term = Term(one.after or 1, one.unit.in_days).told()
    return w("{colour}: {term} after the last day", "{colour}：逾期{term}").put(colour=colour, term=term)


def values_of(rule: Any, today: Any) -> list[Dated]:
    """The rule's values by the day from which they hold."""
    values: list[Value] = list(getattr(rule, "values", []))
    now = next((v for v in reversed(values) if v.from_on <= today), None)
    return [Dated(v.from_on, told(v), _note(v), v is now) for v in values]


def _note(value: Value) -> Words | str:
    if value.setting:
        return w(
            "A default: the source gives no figure; an authority sets its own.",
            "原文未定数，为默认值，可由主管机关自行设定。",
        )
    return f"{value.basis.document} {value.basis.article}" if value.basis else ""
