"""Versions of a guide: taken from the text, put back into it, and what differs between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhixing.base.words import Words, w
from zhixing.modules.approvals.catalogue.terms import NO_LAW, NO_PROMISE, told
from zhixing.modules.approvals.models import ItemVersion, ServiceItem
from zhixing.modules.approvals.models.items import ChangeKind, Charging, Guide

FIELDS = tuple(field.name for field in Guide._meta.get_fields())


def text_of(guide: Guide) -> dict[str, Any]:
    """Everything that the guide says, by field."""
    return {name: _copy(getattr(guide, name)) for name in FIELDS}


def restore(item: ServiceItem, version: ItemVersion) -> None:
    """Let the item's text be that of a version again."""
    for name, value in text_of(version).items():
        setattr(item, name, value)
    item.new_title = item.why = ""


def taken(item: ServiceItem, number: int, from_on: date, reviewed_by: int, confirmed_by: int) -> ItemVersion:
    """A version of the item's text as it stands, kept for good."""
    return ItemVersion.objects.create(
        item=item,
        number=number,
        title=item.title,
        why=item.why,
        from_on=from_on,
        reviewed_by_id=reviewed_by,
        confirmed_by_id=confirmed_by,
        **text_of(item),
    )


def _copy(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def is_as(item: ServiceItem, version: ItemVersion) -> bool:
    """Does the item's text say what the version says?"""
    return text_of(item) == text_of(version) and not item.new_title


def change_between(before: Guide, after: Guide) -> ChangeKind:
    """Simplified: fewer materials or steps or a shorter limit, and nothing more or longer (S2.1-02, S2.8-05). Else amended."""
    pairs = [
        (len(before.materials), len(after.materials)),
        (len(before.steps), len(after.steps)),
        _limits(before, after),
    ]
    if any(b > a for b, a in pairs) and all(b >= a for b, a in pairs):
        return ChangeKind.SIMPLIFIED
    return ChangeKind.AMENDED


def _limits(before: Guide, after: Guide) -> tuple[int, int]:
    """What is promised, else the law's limit, before and after, in one unit; equal where they cannot be compared."""
    old, new = before.promised or before.statutory, after.promised or after.statutory
    return (old.amount, new.amount) if old and new and old.unit == new.unit else (0, 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what it is, what stood there before and what stands there now, line by line."""

    words: Words
    before: tuple[Words | str, ...]
    after: tuple[Words | str, ...]

    @property
    def gone(self) -> list[Words | str]:
        """Lines that stand there no more."""
        return [line for line in self.before if line not in self.after]

    @property
    def new(self) -> list[Words | str]:
        """Lines that did not stand there before."""
        return [line for line in self.after if line not in self.before]


_TOLD: Sequence[tuple[str, Words]] = (
    ("applicants", w("Who may apply", "申请人范围")),
    ("basis", w("Legal basis", "设定依据")),
    ("listed_as", w("Place in the list of licences", "许可清单序号")),
    ("conditions", w("Conditions", "办理条件")),
    ("materials", w("Materials", "申请材料")),
    ("steps", w("Steps", "办理环节")),
    ("statutory", w("Legal limit", "法定时限")),
    ("promised", w("Promised limit", "承诺时限")),
    ("charging", w("Fee", "是否收费")),
    ("fee_basis", w("Provision that allows the fee", "收费依据")),
    ("fee_standard", w("Standard of the fee", "收费标准")),
    ("windows", w("Windows", "办理窗口")),
    ("result", w("What is issued", "办理结果")),
)


def lines_of(guide: Guide, name: str) -> tuple[Words | str, ...]:
    """What the guide says under one heading, as lines for people; none where it says nothing."""
    if name == "statutory":
        return (told(guide.statutory, NO_LAW),)
    if name == "promised":
        return (told(guide.promised, NO_PROMISE),)
    if name == "charging":
        return (Charging(guide.charging).label,)
    value = getattr(guide, name)
    return tuple(value if isinstance(value, list) else value.splitlines())


def differences(before: Guide, after: Guide) -> list[Difference]:
    """What differs between two guides, in the order of the page."""
    pairs = [(words, lines_of(before, name), lines_of(after, name)) for name, words in _TOLD]
    return [Difference(words, old, new) for words, old, new in pairs if _plain(old) != _plain(new)]


def _plain(lines: Sequence[Words | str]) -> list[str]:
    return [str(line) for line in lines]
