"""The published promise, and the law's limit behind it, as rules for the cases of outside systems (S0-15, OP-16, DL-12).

One rule for each distinct term, not for each item: a thousand items share some thirty terms. Which term a case has stands in
the facts of its events (`promised`, `statutory`: "wd10" is ten working days), read from the version of its item's guide in
force on the event's day. So what was accepted keeps the term under which it was accepted, whatever is published later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from zhixing.base.words import w
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.rulebook.schema import (
    Answer,
    Basis,
    Colour,
    DeadlineRule,
    Holder,
    PauseRule,
    Two,
    Unit,
    Value,
    Warning_,
)
from zhixing.modules.approvals import mapping as mappings
from zhixing.modules.approvals import outside
from zhixing.modules.approvals.hooks import ItemTerms
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.models import ItemVersion, Source

PROMISED, STATUTORY = "promised", "statutory"  # facts of events
_CODES = {PROMISED: "approvals.promise", STATUTORY: "approvals.statutory"}
_SHORT = {"working_days": "wd", "natural_days": "nd"}
_TITLES = {
    PROMISED: w("Promised in the guide: {term}", "办事指南承诺时限：{term}"),
    STATUTORY: w("Legal limit in the guide: {term}", "办事指南法定时限：{term}"),
}
_BASIS = {
    PROMISED: [
        Basis(document="审批事项目录", article="事项承诺时限", row="S0-15"),
        Basis(document="优化营商环境条例", article="第三十六条第二款"),
    ],
    STATUTORY: [Basis(document="审批事项目录", article="事项法定时限", row="S2.8-03")],
}
_WARNINGS = {
    PROMISED: [Warning_(colour=Colour.BLUE, before=1), Warning_(colour=Colour.YELLOW, after=1)],
    STATUTORY: [Warning_(colour=Colour.BLUE, before=1), Warning_(colour=Colour.RED, after=1)],
}
_OUT_OF_THE_PERIOD = Two(
    en="a step outside the period (Administrative Licensing Law, art. 45)",
    zh="依法不计入期限的环节（行政许可法第四十五条）",
)


def terms_of(item_ids: Collection[int]) -> list[ItemTerms]:
    """What the guides of these items said when: a line for each version."""
    return [
        ItemTerms(v.item_id, v.from_on, v.until_on, _named(v.promised), _named(v.statutory))
        for v in ItemVersion.objects.filter(item_id__in=item_ids)
    ]


def limits_of(source: Source) -> list[DeadlineRule]:
    """A rule for each term that the government's published guides name: from acceptance to the decision.

    None where nothing is published yet, or the mapping names no acceptance or no decision.
    """
    if not source.mapping.strip():
        return []
    mapping = mappings.parse(source.mapping, source.code)
    versions = ItemVersion.objects.filter(item__jurisdiction=source.jurisdiction_id)
    return rules_for(
        versions.only("statutory_days", "statutory_unit", "promised_days", "promised_unit"), mapping
    )


def rules_for(versions: Iterable[ItemVersion], mapping: Mapping) -> list[DeadlineRule]:
    """The rules for the terms that these versions name, each once."""
    kinds = _kinds(mapping)
    on, until = _begins(mapping, kinds), _ends(mapping, kinds)
    if not on or not until:
        return []
    terms = {(PROMISED, v.promised) for v in versions} | {(STATUTORY, v.statutory) for v in versions}
    named = {(fact, _named(term)): term for fact, term in terms if term is not None}
    return [_rule(fact, name or "", term, on, until, kinds) for (fact, name), term in sorted(named.items())]


def _rule(fact: str, name: str, term: Term, on: list[str], until: list[str], kinds: set[str]) -> DeadlineRule:
    title = _TITLES[fact].put(term=term.told())
    given_up = [outside.WITHDRAWN.code, outside.TERMINATED.code]
    begun, ended = outside.EXCLUDED_BEGUN.code, outside.EXCLUDED_ENDED.code
    return DeadlineRule(
        kind="deadline",
        code=f"{_CODES[fact]}.{name}",
        title=Two(en=title.text("en"), zh=title.text("zh")),
        basis=_BASIS[fact],
        on=on,
        when=f'facts.{fact} == "{name}"',
        until=until,
        cancelled_by=[kind for kind in given_up if kind in kinds and kind not in until],
        holder=Holder(unit="unit_id"),
        clock="whole",
        values=[Value(from_on=mappings.OLDEST, amount=term.amount, unit=Unit(term.unit))],
        pauses=[PauseRule(begins=begun, ends=ended, ground=_OUT_OF_THE_PERIOD)] if begun in kinds else [],
        warnings=_WARNINGS[fact],
        answer=Answer(within=3),
    )


def _named(term: Term | None) -> str | None:
    """A term's short name: "wd10", "nd30"."""
    return None if term is None else f"{_SHORT[term.unit]}{term.amount}"


def _kinds(mapping: Mapping) -> set[str]:
    return {*mapping.events.values(), *mapping.plain, *(column.event for column in mapping.dates)}


def _begins(mapping: Mapping, kinds: set[str]) -> list[str]:
    """Acceptance by its own name, else what opens a case."""
    named = [kind.code for kind in (outside.ACCEPTED, outside.DEEMED_ACCEPTED) if kind.code in kinds]
    return named or list(mapping.starts)


def _ends(mapping: Mapping, kinds: set[str]) -> list[str]:
    """The decision by its own name, else what closes a case."""
    return [outside.DECIDED.code] if outside.DECIDED.code in kinds else list(mapping.ends)
