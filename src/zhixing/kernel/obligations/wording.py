"""What an obligation is about, in words, and the articles it stands on: of its rule, or as it was carried in from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.base.words import Words, w
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.rulebook.periods import told as period_told
from zhixing.kernel.rulebook.schema import Basis
from zhixing.kernel.rulebook.service import ruleset


def duty_of(rulebook_id: int | None, code: str, period: str) -> Words:
    """What is owed, in words: the rule's title, with its period."""
    rule = ruleset(rulebook_id).timed.get(code)
    title = w(rule.title.en, rule.title.zh) if rule else w(code, code)
    if not period:
        return title
    named = period_told(period)
    return w(f"{title.en} ({named.en})", f"{title.zh}（{named.zh}）")


def duty_words(row: Obligation, rulebook_id: int | None) -> Words:
    """What this row says is owed; a duty judged elsewhere brought its words along."""
    carried = row.terms.get("carried")
    return w(carried["en"], carried["zh"]) if carried else duty_of(rulebook_id, row.rule, row.period)


def basis_of(row: Obligation, rulebook_id: int | None) -> Sequence[Basis]:
    """The articles this row stands on; none where its rule is not known any more."""
    if carried := row.terms.get("carried"):
        return [Basis.model_validate(one) for one in carried["basis"]]
    rule = ruleset(rulebook_id).timed.get(row.rule)
    return rule.basis if rule else []
