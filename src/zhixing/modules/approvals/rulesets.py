"""The rules by which a source's cases are judged: its packs as its government keeps them, and the limits its mapping names."""

from __future__ import annotations

from dataclasses import replace

from zhixing.kernel.matters import events
from zhixing.kernel.rulebook.local import LocalValue, laid_over
from zhixing.kernel.rulebook.models import Rulebook
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import DeadlineRule, Pack, Two
from zhixing.kernel.rulebook.service import latest_id
from zhixing.modules.approvals import hooks
from zhixing.modules.approvals.limits import rules_for
from zhixing.modules.approvals.mapping import OLDEST, Mapping, parse
from zhixing.modules.approvals.models.sources import Source
from zhixing.modules.approvals.packs import offered

ADDED = Two(en="Limits promised", zh="承诺时限")
NOTHING_MAPPED = Mapping(case="case", activity="activity", moment="moment")
MOST_KNOWN = 64  # sets of rules kept compiled: rulebooks never change, and what is added is told by its code
_KNOWN: dict[tuple[str, tuple[str, ...], int | None, tuple[str, ...]], RuleSet] = {}


def rules_of(source: Source) -> RuleSet:
    """The rules in force for the source now. Raises MappingInvalid, and RulesClash where two of its packs use one code.

    A pack that its government has switched on is taken as it was switched on, with local values and choices; any other as it
    comes with the product. Rules that only deeds in the house begin (an explanation owed to the public) are left out. Others
    may add limits of their own (`hooks.more_limits`: what the catalogue promises).
    """
    added = {rule.code: rule for rule in hooks.limits_of(source)}
    key = (
        source.mapping.strip(),
        tuple(source.packs),
        latest_id(source.jurisdiction_id),
        tuple(sorted(added)),
    )
    if key not in _KNOWN:
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = _compiled(source, key[2], list(added.values()))
    return _KNOWN[key]


def _compiled(source: Source, rulebook_id: int | None, added: list[DeadlineRule]) -> RuleSet:
    book = Rulebook.objects.get(pk=rulebook_id) if rulebook_id else None
    known = offered(source.jurisdiction_id)
    values = [LocalValue.of(one) for one in book.locals] if book else []
    packs = [laid_over(known[code], values) for code in source.packs if code in known]
    if added:
        packs.append(
            Pack(pack="source-limits", version=1, title=ADDED, source=ADDED, levels=["city"], in_force_on=OLDEST,
                 rules=list(added))
        )  # fmt: skip
    columns = parse(source.mapping, source.code) if source.mapping.strip() else NOTHING_MAPPED
    made = rules_for(columns, packs, choices=book.choices if book else {})
    ours = events.kinds().keys()
    timed = {code: rule for code, rule in made.timed.items() if not set(rule.on) <= ours}
    return replace(made, timed=timed)
