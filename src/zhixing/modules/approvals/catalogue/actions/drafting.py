"""Drafting: an item is registered, its guide written, a version in force revised (S2.8-03, S2.8-05)."""

from __future__ import annotations

import re
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.chart import must_exist
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.catalogue.events import (
    DraftDropped,
    GuideWritten,
    ItemRegistered,
    RevisionBegun,
    RevisionDropped,
)
from zhixing.modules.approvals.catalogue.refusals import (
    CodeTaken,
    CodeUnreadable,
    FeeWithoutBasis,
    NotYourItem,
    TypeSettled,
)
from zhixing.modules.approvals.catalogue.relations import KEEPERS, units
from zhixing.modules.approvals.catalogue.terms import must_fit_in, must_keep_within_the_law, steps_of
from zhixing.modules.approvals.catalogue.versions import restore
from zhixing.modules.approvals.models import ServiceItem
from zhixing.modules.approvals.models.items import Charging, ItemState, ItemType, LimitUnit
from zhixing.modules.approvals.powers import CATALOGUE

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{3,59}")
_STEPS_HINT = w(
    "审查 5个工作日. Without a limit: the name alone. Outside the limit by law: 专家评审 30日 不计时.",
    "如“审查 5个工作日”；无单独时限的只写环节名称；依法不计入时限的末尾加“不计时”。",
)


def is_a_code(code: str) -> bool:
    """Is it written as official codes are?"""
    return _CODE.fullmatch(code) is not None


def code_must_be_free(code: str) -> str:
    """The code as the list writes it; refused when it is none, or somebody's."""
    if not is_a_code(code):
        raise CodeUnreadable(code=code)
    taken = Matter.objects.filter(number=code).first()
    if taken is not None:
        raise CodeTaken(code=code, title=taken.title)
    return code


@action(
    ServiceItem,
    "register_item",
    power=CATALOGUE,
    opens=True,
    tone="primary",
    words=w("Register an item", "登记事项"),
    help=w(
        "Enter an item; its guide is written next, then reviewed by one person and published by another.",
        "登记审批事项；随后编写办事指南，由一人审核、另一人确认后公布。",
    ),
)
def register_item(
    *,
    item_code: str,
    title: str,
    type: ItemType,
    main_item: str = "",
    handling_unit: Annotated[Unit, among(units)],
    joint_units: Annotated[list[Unit], among(units)] = [],  # noqa: B006  # read, never changed
    office: Annotated[Unit, among(units)],
    actor: Actor,
) -> tuple[ServiceItem, ItemRegistered]:
    """Enter an item into the catalogue as a draft (S2.2-08)."""
    if actor.keys(CATALOGUE).ids.isdisjoint({handling_unit.pk, office.pk}):
        raise NotYourItem(unit=handling_unit.name, office=office.name)
    for unit in (handling_unit, *joint_units, office):
        must_exist(unit, clock.today())
    item = open_matter(
        ServiceItem,
        jurisdiction=jurisdiction_of(office),
        state=ItemState.DRAFT,
        title=title,
        number=code_must_be_free(item_code),
        type=type,
        main_item=main_item,
        office=office,
    )
    standings: participations.Standings = {
        Standing.LEAD: ([handling_unit], []),
        Standing.SUPPORTING: (joint_units, []),
        Standing.SUPERVISOR: ([office], []),
    }
    participations.begin([(item, standings)])
    return item, ItemRegistered(
        title=title, code=item_code, type=type, unit_id=handling_unit.pk, unit=handling_unit.name
    )


@action(
    ServiceItem,
    "write_guide",
    power=CATALOGUE,
    by=KEEPERS,
    moves={ItemState.DRAFT: "", ItemState.REVISING: ""},
    tone="primary",
    words=w("Write the guide", "编写办事指南"),
    help=w(
        "Basis, conditions, materials, steps and limits. What is in force stays until the new version is published.",
        "填写设定依据、条件、材料、环节和时限；新版本公布前，现行版本继续有效。",
    ),
)
def write_guide(
    item: ServiceItem,
    *,
    new_title: str = "",
    type: ItemType,
    listed_as: Annotated[str, Label(hint=w("For licences only.", "仅行政许可填写。"))] = "",
    applicants: str = "",
    basis: list[str] = [],  # noqa: B006  # read, never changed
    conditions: Annotated[str, Long(5000)] = "",
    materials: list[str] = [],  # noqa: B006
    steps: Annotated[list[str], Label(hint=_STEPS_HINT)] = [],  # noqa: B006
    statutory_days: int | None = None,
    statutory_unit: LimitUnit = LimitUnit.WORKING_DAYS,
    promised_days: int | None = None,
    promised_unit: LimitUnit = LimitUnit.WORKING_DAYS,
    charging: Charging = Charging.UNSAID,
    fee_basis: str = "",
    fee_standard: str = "",
    windows: list[str] = [],  # noqa: B006
    result: str = "",
) -> GuideWritten:
    """Write what the guide says. A promise may be shorter than the law allows, never longer (优化营商环境条例 art. 36)."""
    if type != item.type and item.current is not None:
        raise TypeSettled(title=item.title, type=ItemType(item.type).label)
    if charging == Charging.CHARGED and not fee_basis:
        raise FeeWithoutBasis
    item.type, item.new_title, item.listed_as, item.applicants = type, new_title, listed_as, applicants
    item.basis, item.conditions, item.materials, item.steps = basis, conditions, materials, steps
    item.statutory_days, item.statutory_unit = limit(statutory_days), statutory_unit
    item.promised_days, item.promised_unit = limit(promised_days), promised_unit
    item.charging, item.fee_basis, item.fee_standard = charging, fee_basis, fee_standard
    item.windows, item.result = windows, result
    if item.current is None and new_title:
        item.title, item.new_title = new_title, ""
    must_keep_within_the_law(item, calendar_for(item.jurisdiction_id), clock.today())
    must_fit_in(steps_of(steps), item)
    return GuideWritten(
        steps=len(steps),
        materials=len(materials),
        promised_days=item.promised_days or 0,
        promised_unit=promised_unit,
        statutory_days=item.statutory_days or 0,
        statutory_unit=statutory_unit,
    )


@action(
    ServiceItem,
    "drop_draft",
    power=CATALOGUE,
    by=KEEPERS,
    moves={ItemState.DRAFT: ItemState.DROPPED},
    tone="grave",
    words=w("Drop the draft", "草案作废"),
    help=w("The draft is closed and its code is free again.", "草案作废后编码可重新使用。"),
)
def drop_draft(item: ServiceItem, *, reason: Annotated[str, Long(1000)]) -> DraftDropped:
    """Close a draft that was never in force; its code is free again."""
    code, item.number = item.number or "", None
    item.closed_on = clock.today()
    return DraftDropped(code=code, reason=reason)


@action(
    ServiceItem,
    "begin_revision",
    power=CATALOGUE,
    by=KEEPERS,
    moves={ItemState.IN_FORCE: ItemState.REVISING},
    words=w("Revise", "启动修订"),
    help=w(
        "The guide becomes a draft again; the version in force stays until the new one is published.",
        "在现行版本基础上修订；新版本公布前，现行版本继续有效。",
    ),
)
def begin_revision(item: ServiceItem, *, why: Annotated[str, Long(1000)]) -> RevisionBegun:
    """Begin a new version from the one in force."""
    assert item.current is not None  # what is in force has a version
    item.why = why
    return RevisionBegun(item_version=item.current.number, why=why)


@action(
    ServiceItem,
    "drop_revision",
    power=CATALOGUE,
    by=KEEPERS,
    moves={ItemState.REVISING: ItemState.IN_FORCE},
    words=w("Drop the revision", "放弃修订"),
    help=w("The version in force stays; what was drafted is lost.", "继续实施现行版本，修订内容不保留。"),
)
def drop_revision(item: ServiceItem, *, reason: Annotated[str, Long(1000)]) -> RevisionDropped:
    """Go back to the text in force."""
    assert item.current is not None  # what is in force has a version
    restore(item, item.current)
    return RevisionDropped(item_version=item.current.number, reason=reason)


def limit(days: int | None) -> int | None:
    """Days of a limit; nothing and naught are no limit."""
    return days if days and days > 0 else None
