"""How an item shows itself: ledger, facts, the guide in force, steps as a picture, versions compared, what it ended in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from zhixing.base.words import Words, w
from zhixing.modules.approvals.catalogue.actions.importing import import_items
from zhixing.modules.approvals.catalogue.columns import CATALOGUE_COLUMNS
from zhixing.modules.approvals.catalogue.pictures import Flow, flow_of
from zhixing.modules.approvals.catalogue.terms import NO_LAW, NO_PROMISE, told
from zhixing.modules.approvals.catalogue.versions import Difference, differences
from zhixing.modules.approvals.models import ItemVersion, OutsideCase, ServiceItem
from zhixing.modules.approvals.models.items import (
    OFFERED,
    Charging,
    Ending,
    Guide,
    ItemState,
    ItemType,
    Route,
)
from zhixing.web import navigation
from zhixing.web.components import Chip, Column, Fact, Option, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.doors.importing import present_import
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    ItemState.DRAFT: ("pencil", "plain"),
    ItemState.REVIEWED: ("eye-check", "active"),
    ItemState.IN_FORCE: ("circle-check", "met"),
    ItemState.REVISING: ("pencil", "active"),
    ItemState.REVISED: ("eye-check", "active"),
    ItemState.ENDING: ("alert-triangle", "warn"),
    ItemState.ADJUSTED: ("arrows-exchange", "closed"),
    ItemState.CANCELLED: ("x", "closed"),
    ItemState.DROPPED: ("trash", "closed"),
}


def chip(item: Any) -> Chip:
    """The state as icon, word and tone."""
    state = ItemState(item.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def limit_words(guide: Guide) -> tuple[Words, Words]:
    """What is promised and what the law allows."""
    return told(guide.promised, NO_PROMISE), told(guide.statutory, NO_LAW)


def lead(item: ServiceItem) -> Words | str:
    """Who handles it, within what."""
    promised, statutory = limit_words(item.shown)
    said = w(
        "{type}, handled by {unit}. Promised: {promised}; the law: {statutory}.",
        "{type}，由{unit}实施。承诺时限：{promised}；法定时限：{statutory}。",
    )
    unit = item.lead_unit.short_name if item.lead_unit else "—"
    return said.put(type=ItemType(item.type).label, unit=unit, promised=promised, statutory=statutory)


def facts(item: ServiceItem) -> Sequence[Fact]:
    """What one asks of an item first."""
    guide = item.shown
    promised, statutory = limit_words(guide)
    found = [
        Fact(w("Code", "事项编码"), item.number),
        Fact(w("Type", "事项类型"), ItemType(item.type).label),
        Fact(w("Main item", "主项"), item.main_item or None),
        Fact(w("Catalogue kept by", "目录管理机构"), item.office.name),
        Fact(w("Promised limit", "承诺时限"), promised),
        Fact(w("Legal limit", "法定时限"), statutory),
        *fee_facts(guide),
        Fact(w("In force since", "首次实施"), item.in_force_on),
        Fact(w("Reviewed", "审核"), item.reviewed_on, note=item.reviewer.name if item.reviewer else ""),
    ]
    return [*found, *ending_facts(item)]


def fee_facts(guide: Guide) -> list[Fact]:
    """What it costs, and why."""
    said = Charging(guide.charging).label
    if guide.charging != Charging.CHARGED:
        return [Fact(w("Fee", "收费"), said)]
    return [
        Fact(w("Fee", "收费"), guide.fee_standard or said),
        Fact(w("Provision that allows the fee", "收费依据"), guide.fee_basis),
    ]


def ending_facts(item: ServiceItem) -> list[Fact]:
    """How it ends or ended; nothing where no end is in sight."""
    if not item.ending:
        return []
    heir = item.successor_item
    return [
        Fact(w("How it ends", "处理方式"), Ending(item.ending).label),
        Fact(w("First day without it", "停止实施日期"), item.ends_on),
        Fact(w("How it goes on", "处理去向"), Route(item.route).label if item.route else None),
        Fact(w("Who takes over", "承接单位"), item.successor or None),
        Fact(
            w("By which standards, plan or rules", "服务标准、规划政策或规则"), item.successor_rules or None
        ),
        Fact(w("Item that takes its place", "承接事项"), f"{heir.number} {heir.title}" if heir else None),
        Fact(w("Why it ends", "取消、调整理由"), item.ending_reason or None),
    ]


@dataclass(frozen=True, slots=True)
class Compared:
    """A version beside the one before it (or the draft beside the version in force)."""

    title: Words
    differences: list[Difference]
    why: str


def context(item: ServiceItem | None, actor: Any) -> dict[str, Any]:
    """The guide, its steps as a picture, versions with what changed, how many cases there are."""
    if item is None:
        return {}
    versions = list(item.versions.select_related("reviewed_by", "confirmed_by").order_by("-number"))
    return {
        "guide": item.shown,
        "flow": flow(item.shown),
        "versions": _versions(versions),
        "compared": _compared(item, versions),
        "cases": OutsideCase.objects.filter(item=item).count(),
        "cases_url": cases_url(item),
        "public_url": reverse("approvals-catalogue-item", args=[item.number]) if item.is_offered else "",
        "heir_url": addresses.of(item.successor_item) if item.successor_item else "",
    }


def cases_url(item: ServiceItem) -> str:
    """The list of the item's cases."""
    try:
        return f"{reverse('approvals-cases')}?item={item.pk}"
    except NoReverseMatch:
        return ""


def flow(guide: Guide) -> Flow | None:
    """The steps as a picture; None where there are none."""
    return flow_of(guide.steps, guide.promised or guide.statutory)


def _versions(versions: Sequence[ItemVersion]) -> Table:
    columns = [
        Column("number", w("Version", "版本"), kind="number"),
        Column("from", w("In force from", "实施日期"), kind="day"),
        Column("until", w("Until", "截止日期"), kind="day"),
        Column("promised", w("Promised", "承诺时限")),
        Column("statutory", w("Legal", "法定时限")),
        Column("steps", w("Steps", "环节"), kind="number"),
        Column("materials", w("Materials", "材料"), kind="number"),
        Column("reviewed", w("Reviewed by", "审核人")),
        Column("confirmed", w("Confirmed by", "确认人")),
    ]
    rows = [
        Row([
            v.number, v.from_on, v.until_on, *limit_words(v), len(v.steps), len(v.materials), v.reviewed_by.name,
            v.confirmed_by.name,
        ])
        for v in versions
    ]  # fmt: skip
    empty = w("Not published yet.", "尚未公布。")
    return Table(caption=w("Versions", "版本"), columns=columns, rows=rows, empty=empty)


def _compared(item: ServiceItem, versions: Sequence[ItemVersion]) -> list[Compared]:
    """Each version against the one before, newest first; the text being worked on against the one in force."""
    found = []
    if item.state in (ItemState.REVISING, ItemState.REVISED) and item.current is not None:
        title = w("The draft against version {number}", "修订稿与第{number}版对照").put(
            number=item.current.number
        )
        found.append(Compared(title, differences(item.current, item), item.why))
    for after, before in zip(versions, versions[1:], strict=False):
        title = w("Version {after} against version {before}", "第{after}版与第{before}版对照")
        told_ = title.put(after=after.number, before=before.number)
        found.append(Compared(told_, differences(before, after), after.why))
    return found


def _choices(members: Any) -> Any:
    options = [Option(m.value, m.label) for m in members]
    return lambda actor: options


def _reads(what: str) -> tuple[str, ...]:
    own = (f"{what}_days", f"{what}_unit")
    return ("current_id", *own, *(f"current__{name}" for name in own))


def _limit(item: Any, what: str) -> Words | None:
    """The limit in force; of a draft that never was, its own."""
    held = "current__" if item.current_id else ""
    term = Guide.term(getattr(item, f"{held}{what}_days"), getattr(item, f"{held}{what}_unit"))
    return term.told() if term else None


COLUMNS = [
    LedgerColumn("type", w("Type", "类型"), lambda item: ItemType(item.type).label),
    LedgerColumn(
        "promised",
        w("Promised", "承诺时限"),
        lambda item: _limit(item, "promised"),
        reads=_reads("promised"),
    ),
    LedgerColumn(
        "statutory",
        w("Legal", "法定时限"),
        lambda item: _limit(item, "statutory"),
        reads=_reads("statutory"),
    ),
    LedgerColumn("charging", w("Fee", "收费"), lambda item: Charging(item.charging).label, is_shown=False),
    LedgerColumn("main_item", w("Main item", "主项"), is_shown=False),
    LedgerColumn("in_force_on", w("In force since", "首次实施"), kind="day"),
    LedgerColumn("ends_on", w("Ends on", "停止实施"), kind="day", is_shown=False),
]


FILTERS = [
    LedgerFilter("type", w("Type", "类型"), _choices(ItemType), lambda value: Q(type=value)),
    LedgerFilter("charging", w("Fee", "收费"), _choices(Charging), lambda value: Q(charging=value)),
]
TABS = [
    LedgerTab("in_force", w("In force", "实施中"), lambda today: Q(state__in=list(OFFERED))),
    LedgerTab(
        "to_decide",
        w("To be reviewed or confirmed", "待审核确认"),
        lambda today: Q(state__in=[ItemState.DRAFT, ItemState.REVIEWED, ItemState.REVISED, ItemState.ENDING]),
    ),
    LedgerTab(
        "without_promise",
        w("Without a promise", "未作承诺"),
        lambda today: Q(state__in=list(OFFERED), promised_days=None),
    ),
    LedgerTab(
        "ended",
        w("Cancelled, adjusted", "已取消、调整"),
        lambda today: Q(state__in=[ItemState.CANCELLED, ItemState.ADJUSTED]),
    ),
]

present(
    "approvals.item",
    Presentation(
        icon="license",
        chip=chip,
        facts=facts,
        lead=lead,
        columns=COLUMNS,
        filters=FILTERS,
        tabs=TABS,
        related=("office", "current", "reviewer", "successor_item"),
        below="approvals/catalogue/_item_below.html",
        context=context,
        standings={
            "lead": w("Handled by", "实施部门"),
            "supporting": w("Handled jointly with", "联办部门"),
            "supervisor": w("Catalogue kept by", "目录管理机构"),
        },
    ),
)
present_import(
    "approvals.item",
    import_items,
    CATALOGUE_COLUMNS,
    consequence=w(
        "Each line becomes a draft in the catalogue of {unit}; guides are reviewed and published afterwards.",
        "每行登记为{unit}目录中拟定的事项，随后审核、公布。",
    ),
    done=w("{n} items imported.", "已导入 {n} 个事项。"),
    shows="state=draft&order=newest",
)
navigation.add(
    "approvals-items",
    w("Approval items", "审批事项目录"),
    "door-list",
    "license",
    power="approvals.view",
    order=65,
    arguments={"module": "approvals", "segment": "items"},
)
navigation.offer_publicly(
    "approvals-catalogue",
    w("Approval items", "审批事项目录"),
    w(
        "What is needed, which steps it takes, what it costs and within how many days it is promised.",
        "办理条件、申请材料、办理环节、收费和承诺时限。",
    ),
    "approvals-catalogue",
    "license",
    order=40,
)
