"""Two states of the rules, told apart in words: which rules, which values, from when. What a person sees before agreeing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.rulebook.owed import value_on
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import DeadlineRule, Rule, Value
from zhixing.kernel.rulebook.terms import told

FIELDS = {
    "on": w("what begins it", "起算事由"),
    "when": w("the condition", "适用条件"),
    "until": w("what fulfils it", "完成标志"),
    "until_when": w("the condition of fulfilment", "完成条件"),
    "cancelled_by": w("what it falls away with", "免除事由"),
    "holder": w("who owes it", "责任主体"),
    "roll": w("a last day on a rest day", "末日顺延"),
    "warnings": w("the warnings", "预警"),
    "pauses": w("the pauses", "计时中止"),
    "extensions": w("the extensions", "延期"),
    "answer": w("the time to answer a card", "预警回应时限"),
    "supervisor": w("who hears first of an unanswered card", "未回应预警牌首先报送的单位"),
    "silence": w("what silence means", "逾期后果"),
    "second": w("a second trigger", "重复起算"),
    "every": w("the rhythm", "频次"),
    "grace": w("the days after the period", "周期后宽限"),
    "times": w("how often in a period", "周期内次数"),
    "needs": w("the condition", "应当符合的条件"),
    "before": w("what it reads of earlier events", "对在先环节的要求"),
    "ground": w("the ground", "监察类别"),
    "colour": w("the colour of the card", "预警牌颜色"),
    "action": w("the action", "适用操作"),
    "threshold": w("the threshold", "次数"),
    "operator": w("the operator", "比较方式"),
    "window": w("the window", "统计期间"),
    "effect": w("the effect", "后果"),
    "quota": w("the quota", "最低次数"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One difference: the rule, what differs in words, and whether it can move dates of matters that are opened from now on."""

    rule: str
    title: Words
    said: Words
    moves: bool


def difference(old: RuleSet, new: RuleSet) -> list[Told]:
    """Every rule that comes, goes or changes between two sets, in the order of the codes."""
    before, after = _all(old), _all(new)
    found: list[Told] = []
    for code in sorted(before.keys() | after.keys()):
        was, now = before.get(code), after.get(code)
        if was is None and now is not None:
            found.append(_told(now, w("new rule", "新增规则"), moves=True))
        elif now is None and was is not None:
            found.append(_told(was, w("no longer there", "不再执行"), moves=True))
        elif was is not None and now is not None and was != now:
            found += _changes(was, now)
    return found


def _all(rules: RuleSet) -> dict[str, Rule]:
    gates = {gate.code: gate for gates in rules.gates.values() for gate in gates}
    return {**rules.timed, **gates, **rules.checks, **rules.tallies}


def _told(rule: Rule, said: Words, *, moves: bool) -> Told:
    return Told(rule.code, w(rule.title.en, rule.title.zh), said, moves)


def _changes(was: Rule, now: Rule) -> Iterator[Told]:
    if was.kind != now.kind:
        yield _told(now, w("another kind of rule", "规则类型改变"), moves=True)
        return
    if isinstance(was, DeadlineRule) and isinstance(now, DeadlineRule):
        yield from (_told(now, said, moves=True) for said in _values(was.values, now.values))
    for name, words in FIELDS.items():
        old, new = getattr(was, name, None), getattr(now, name, None)
        if old != new:
            said = w("{what}: {old} → {new}", "{what}：{old} → {new}")
            yield _told(now, said.put(what=words, old=_short(old), new=_short(new)), moves=True)
    if was.basis != now.basis:
        cited = "；".join(f"{b.document} {b.article}" for b in now.basis)
        yield _told(now, w("now rests on {cited}", "依据改为：{cited}").put(cited=cited), moves=False)


def _values(old: Iterable[Value], new: Iterable[Value]) -> Iterator[Words]:
    """On each day on which either begins a value: the term that held and the one that would."""
    was, now = sorted(old, key=lambda v: v.from_on), sorted(new, key=lambda v: v.from_on)
    before = after = ""
    for day in sorted({v.from_on for v in [*was, *now]}):
        held, would = value_on(was, day), value_on(now, day)
        if _zh(held) == _zh(would) or (before, after) == (_zh(held), _zh(would)):
            continue
        before, after = _zh(held), _zh(would)
        yield w("from {day} on: {old} → {new}", "自{day}起：{old} → {new}").put(
            day=day.isoformat(), old=told(held) if held else "—", new=told(would) if would else "—"
        )


def _zh(value: Value | None) -> str:
    return told(value).text("zh") if value else "—"


def _short(value: Any) -> str:
    if value is None or value in ([], ""):
        return "—"
    if isinstance(value, (list, tuple)):
        return "、".join(_short(one) for one in value)
    if hasattr(value, "model_dump"):
        kept = value.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return "，".join(f"{k} {_short(v)}" for k, v in kept.items())
    if isinstance(value, dict):
        return str(value.get("zh", "，".join(f"{k} {_short(v)}" for k, v in value.items())))
    return str(value)


def touched(rules: Iterable[Told]) -> set[str]:
    """The codes of rules whose change can move dates."""
    return {one.rule for one in rules if one.moves}
