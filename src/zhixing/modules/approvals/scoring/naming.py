"""The words of rules and steps as people read them."""

from __future__ import annotations

from functools import cache

from zhixing.base.words import Words, w
from zhixing.kernel.matters.events import words_of
from zhixing.kernel.rulebook.loading import shipped

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


def rule_words(code: str) -> Words:
    """The title of a rule of our packs; the code of any other (a limit that a mapping names)."""
    return _shipped_titles().get(code) or w(code, code)


def step_words(kind: str) -> Words:
    """A kind of event in words; what a source calls it where the name is its own."""
    step, _, turn = kind.rpartition(".")
    if step and turn in TURNS:
        return TURNS[turn].put(step=step_words(step))
    return words_of(kind) or w(kind, kind)
