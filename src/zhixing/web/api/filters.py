"""The questions a list of matters can be asked, for every kind alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field, create_model

from zhixing.base.refusals import Invalid
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Day, Line
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.search.service import matching
from zhixing.web.api.cursors import BY_DUE, NEWEST, Order
from zhixing.web.api.operations import pascal
from zhixing.web.api.register import Fields
from zhixing.web.api.shapes.marks import Cursor, Id, Limit, Search, worded

M = TypeVar("M", bound=Matter)
ORDERS = {order.name: order for order in (BY_DUE, NEWEST)}
_NOT_FILTERS = {"cursor", "limit", "order"}
SHOW = w("late: open, and the due day has passed", "late：尚未办结且已过截止日")
STATE = w("Any of these states", "处于这些状态之一")
ORDER = w(
    "due: earliest due day first, undated last; newest: latest opened first",
    "due：截止日早的在前，无截止日的在后；newest：新立项的在前",
)
UNKNOWN = w("There is no such parameter.", "没有该参数。")
UNKNOWN_STATE = w("Choose one of {states}.", "应为以下之一：{states}。")


class MatterFilters(Schema):
    """What every list of matters can be narrowed by. Days are inclusive."""

    show: Annotated[Literal["all", "open", "closed", "late"], worded(SHOW)] = "all"
    state: Annotated[list[Line], Field(max_length=20), worded(STATE)] = []
    lead_unit: Annotated[Id | None, worded(w("Lead unit", "主办单位"))] = None
    parent: Annotated[Id | None, worded(w("Broken down from this matter", "由该事项分解而来"))] = None
    due_from: Annotated[Day | None, worded(w("Due on this day or later", "截止日不早于"))] = None
    due_until: Annotated[Day | None, worded(w("Due on this day or earlier", "截止日不晚于"))] = None
    opened_from: Annotated[Day | None, worded(w("Opened on this day or later", "立项日不早于"))] = None
    opened_until: Annotated[Day | None, worded(w("Opened on this day or earlier", "立项日不晚于"))] = None
    q: Search | None = None
    order: Annotated[Literal["due", "newest"], worded(ORDER)] = "due"
    cursor: Cursor | None = None
    limit: Limit = 50

    @property
    def ordered(self) -> Order:
        return ORDERS[self.order]

    def asked(self) -> dict[str, Any]:
        """The filters in use, for the cursor that must stay with them."""
        return self.model_dump(mode="json", exclude=_NOT_FILTERS, exclude_defaults=True)


def filters_for(kind: Kind, fields: Fields | None) -> type[MatterFilters]:
    """The filters of a kind's list: those of every matter, then its own."""
    own = {name: (f.type | None, None) for name, f in (fields.filters if fields else {}).items()}
    made: Any = create_model(f"{pascal(kind.code)}Filters", __base__=MatterFilters, **own)  # type: ignore[call-overload]  # fields known at run time
    return made  # type: ignore[no-any-return]  # made from MatterFilters


def must_be_known(request: HttpRequest, filters: type[Schema]) -> None:
    """Refuse a misspelt parameter: ignored, it would answer another question than the one asked."""
    if unknown := sorted(request.GET.keys() - filters.model_fields.keys()):
        raise Invalid(fields=dict.fromkeys(unknown, UNKNOWN))


def narrowed(rows: QuerySet[M], asked: MatterFilters, today: date) -> QuerySet[M]:
    """The rows that the filters of every matter leave."""
    found = _shown(rows, asked.show, today)
    if asked.state:
        found = found.filter(state__in=asked.state)
    bounds: Mapping[str, Any] = {
        "lead_unit_id": asked.lead_unit,
        "parent_id": asked.parent,
        "due_on__gte": asked.due_from,
        "due_on__lte": asked.due_until,
        "opened_on__gte": asked.opened_from,
        "opened_on__lte": asked.opened_until,
    }
    found = found.filter(**{column: value for column, value in bounds.items() if value is not None})
    return found.filter(matching(asked.q)) if asked.q else found


def own_narrowed(rows: QuerySet[M], asked: MatterFilters, fields: Fields | None) -> QuerySet[M]:
    """The rows that the kind's own filters leave."""
    if fields is None:
        return rows
    values = {f.column: getattr(asked, name) for name, f in fields.filters.items()}
    return rows.filter(**{column: value for column, value in values.items() if value is not None})


def _shown(rows: QuerySet[M], show: str, today: date) -> QuerySet[M]:
    if show == "closed":
        return rows.filter(closed_on__isnull=False)
    if show == "open":
        return rows.filter(closed_on=None)
    if show == "late":
        return rows.filter(closed_on=None, due_on__lt=today)
    return rows


def states_must_be_known(model: type[Matter], asked: MatterFilters) -> None:
    """Refuse a state that this kind does not have."""
    states = getattr(model, "states", None)
    if states is None or not set(asked.state) - set(states.values):
        return
    raise Invalid(fields={"state": UNKNOWN_STATE.put(states=", ".join(states.values))})
