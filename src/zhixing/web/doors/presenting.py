"""How a kind shows itself: its chip, its facts, its ledger's columns, filters and tabs. Modules declare it once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from zhixing.base.words import Words, w
from zhixing.kernel.actions.permission import state_words
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.organisation.models import Unit
from zhixing.web.components import Chip, Fact, Option


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column of a ledger. `orders` names an order of the list it can be sorted by.

    `reads` are the fields it is made from, related ones with `__` and annotations by their names; with none it is the
    field of its own name. A list selects what its shown columns read and nothing else: `cell(row)` gets a plain row with
    these as attributes, and what it returns is shown by its type. Without a cell the first field is shown as it is.
    """

    key: str
    label: Words
    cell: Callable[[Any], Any] | None = None
    kind: str = "text"
    orders: str = ""
    is_shown: bool = True
    is_fixed: bool = False
    reads: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return self.reads or (self.key,)

    @property
    def value(self) -> Callable[[Any], Any]:
        """What makes the cell of a row."""
        return self.cell or attrgetter(self.fields[0])


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """A filter of a ledger: what may be chosen, the condition a choice makes, and how it reads as a chip."""

    key: str
    label: Words
    options: Callable[[Any], Sequence[Option]]
    condition: Callable[[str], Q]


@dataclass(frozen=True, slots=True)
class LedgerTab:
    """A view that everyone needs: its words and its condition on the day, and on who looks ("awaiting my signature")."""

    key: str
    label: Words
    condition: Callable[[date], Q]
    mine: Callable[[Any], Q] = field(default=lambda actor: Q())


@dataclass(frozen=True, slots=True)
class Presentation:
    """What the generic pages need of a kind beyond the declarations.

    `chip` reads the state alone, for it gets a ledger's plain rows too. `annotated` adds to the ledger's rows what its
    columns read beyond fields, in the same query. `related` is what the item's own page reads of others.
    `standings` words how one stands to this kind where the common words do not fit (a meeting has a chair, no carrying leader).
    """

    icon: str = "clipboard-list"
    chip: Callable[[Any], Chip] = field(default=lambda item: Chip(str(state_words(item))))
    facts: Callable[[Any], Sequence[Fact]] = field(default=lambda item: ())
    columns: Sequence[LedgerColumn] = ()
    filters: Sequence[LedgerFilter] = ()
    tabs: Sequence[LedgerTab] = ()
    related: tuple[str, ...] = ()
    annotated: Callable[[QuerySet[Any]], QuerySet[Any]] = field(default=lambda rows: rows)
    above: str = ""
    below: str = ""
    context: Callable[[Any, Any], dict[str, Any]] = field(default=lambda item, actor: {})
    lead: Callable[[Any], Words | str] = field(default=lambda item: "")
    standings: Mapping[str, Words] = field(default_factory=dict)


_PRESENTED: dict[str, Presentation] = {}


def present(kind_code: str, presentation: Presentation) -> None:
    """Declare how a kind shows itself; call it from the module's `pages.py`."""
    _PRESENTED[kind_code] = presentation


def presented(kind: Kind) -> Presentation:
    """How the kind shows itself; the plain way where nothing was declared."""
    return _PRESENTED.get(kind.code, Presentation())


OPEN = LedgerTab("open", w("Open", "在办"), lambda today: Q(closed_on=None))
LATE = LedgerTab("late", w("Overdue", "已逾期"), lambda today: Q(closed_on=None, due_on__lt=today))
CLOSED = LedgerTab("closed", w("Closed", "已办结"), lambda today: Q(closed_on__isnull=False))
ALL = LedgerTab("all", w("All", "全部"), lambda today: Q())
TABS = (OPEN, LATE, CLOSED, ALL)


def common_columns(kind: Kind) -> list[LedgerColumn]:
    """Number, title, lead unit, state, due day: what every ledger shows first."""
    return [
        LedgerColumn("number", w("Number", "编号"), is_fixed=True),
        LedgerColumn("title", w("Title", "事项"), is_fixed=True),
        LedgerColumn("lead_unit", w("Lead unit", "主办单位"), reads=("lead_unit__short_name",)),
        LedgerColumn("state", w("State", "状态"), presented(kind).chip, kind="chip"),
        LedgerColumn("due_on", w("Next due", "最近时限"), kind="day", orders="due"),
        LedgerColumn("opened_on", w("Opened", "立项日期"), kind="day", orders="newest", is_shown=False),
    ]


def state_filter(kind: Kind) -> LedgerFilter:
    """By state, for kinds that name their states."""
    states = getattr(kind.model, "states", None)
    options = [Option(s.value, s.label) for s in states] if states else []
    return LedgerFilter("state", w("State", "状态"), lambda actor: options, lambda value: Q(state=value))


def unit_filter() -> LedgerFilter:
    """By lead unit: the unit and all below it."""
    return LedgerFilter("lead_unit", w("Lead unit", "主办单位"), _units, _of_unit)


def _units(actor: Any) -> list[Option]:
    units = Unit.objects.exclude(kind="section").order_by("path").values_list("pk", "short_name")
    return [Option(str(pk), name) for pk, name in units]


def _of_unit(value: str) -> Q:
    if not value.isdigit():
        return Q(pk__in=[])
    unit = Unit.objects.filter(pk=int(value)).first()
    return (
        Q(lead_unit__in=list(Unit.objects.below(unit).values_list("id", flat=True))) if unit else Q(pk__in=[])
    )
