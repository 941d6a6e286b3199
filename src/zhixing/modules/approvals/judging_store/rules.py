"""The rules that judge a source's cases: its packs, the limits that its mapping names, and what others add (promises)."""

from __future__ import annotations

from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import Pack, Two
from zhixing.kernel.rulebook.service import latest, packs_of
from zhixing.modules.approvals import hooks
from zhixing.modules.approvals.limits import rules_for
from zhixing.modules.approvals.mapping import OLDEST, Mapping, parse
from zhixing.modules.approvals.models import Source

ADDED = Two(en="Limits promised", zh="承诺时限")


def rules_of(source: Source) -> RuleSet:
    """All rules for this source. Raises MappingInvalid or RulesClash."""
    mapping = parse(source.mapping, source.code) if source.mapping.strip() else None
    packs = chosen(source)
    if added := hooks.limits_of(source):
        packs.append(
            Pack(
                pack="source-limits", version=1, title=ADDED, source=ADDED, levels=["city"], in_force_on=OLDEST, rules=list(added)
            )
        )  # fmt: skip
    return rules_for(mapping or Mapping(case="case", activity="activity", moment="moment"), packs)


def chosen(source: Source) -> list[Pack]:
    """The source's packs: as its jurisdiction has them in force, else as they are shipped."""
    book = latest(source.jurisdiction_id)
    here = {pack.pack: pack for pack in packs_of(book)} if book else {}
    known = {**shipped(), **here}
    return [known[code] for code in source.packs if code in known]
