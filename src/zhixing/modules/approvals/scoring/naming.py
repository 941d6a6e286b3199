"""The words of rules and steps as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from zhixing.base.words import Words, w
from zhixing.kernel.matters.events import words_of
from zhixing.kernel.rulebook.loading import shipped
from zhixing.modules.approvals.models import Source
from zhixing.modules.approvals.rulesets import rules_of

TURNS = {
    "start": w("{step} (begun)", "{step}（开始）"),
    "resume": w("{step} (resumed)", "{step}（恢复）"),
    "suspend": w("{step} (suspended)", "{step}（暂停）"),
}
NO_UNIT = w("unit not named", "未对应单位")
NO_ITEM = w("item not named", "未注明事项")


@cache
def _shipped_titles() -> dict[str, Words]:
    return {rule.code: w(rule.title.en, rule.title.zh) for pack in shipped().values() for rule in pack.rules}


def rule_names(codes: Iterable[str], sources: Sequence[Source] = ()) -> dict[str, Words]:
    """The titles of rules, as these sources are judged by them, else as they stand in our packs; a code that is in neither.

    At most one query for each source, however many codes.
    """
    own: dict[str, Words] = {}
    for rules in map(rules_of, sources):
        for rule in (*rules.timed.values(), *rules.checks.values()):
            own.setdefault(rule.code, w(rule.title.en, rule.title.zh))
    return {code: own.get(code) or _shipped_titles().get(code) or w(code, code) for code in codes}


def step_words(kind: str) -> Words:
    """A kind of event in words; what a source calls it where the name is its own."""
    step, _, turn = kind.rpartition(".")
    if step and turn in TURNS:
        return TURNS[turn].put(step=step_words(step))
    return words_of(kind) or w(kind, kind)
