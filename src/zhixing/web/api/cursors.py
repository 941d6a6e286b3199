"""Pages by keyset: a cursor names the last row that was shown, so rows that come in between move nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

from zhixing.web.api.refusals import CursorNotReadable

SALT = "zhixing.web.api.cursors"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: by a date column, if any, and then by id. Rows without the date come last, ascending."""

    name: str
    column: str | None = None
    descending: bool = False

    @property
    def by(self) -> list[str]:
        sign = "-" if self.descending else ""
        return [f"{sign}{column}" for column in (self.column, "id") if column]


BY_ID = Order("id")
BY_DUE = Order("due", "due_on")
NEWEST = Order("newest", "opened_on", descending=True)
LATEST = Order("latest", descending=True)


@dataclass(frozen=True, slots=True)
class Place:
    """The last row shown: its value in the order's column, and its id."""

    value: str | None
    id: int


def page(
    rows: QuerySet[M], order: Order, cursor: str | None, limit: int, of: Mapping[str, Any]
) -> tuple[list[M], str | None]:
    """Up to `limit` rows after the cursor, and the cursor of the next page (None: these were the last).

    `of` names the list and its filters: a cursor opens only the list that it was written for.
    """
    digest = _digest(order, of)
    place = _read(cursor, digest) if cursor else None
    found = _after(rows, order, place, limit + 1)
    shown = found[:limit]
    return shown, _written(order, shown[-1], digest) if len(found) > limit else None


def _after(rows: QuerySet[M], order: Order, place: Place | None, most: int) -> list[M]:
    """The next rows. Those without a date are asked for on their own: one plain bound each, which the index serves."""
    if order.column is None:
        bound = Q() if place is None else _beyond("id", order, place.id)
        return list(rows.filter(bound).order_by(*order.by)[:most])
    found: list[M] = []
    if place is None or place.value is not None:
        dated = rows.exclude(**{order.column: None})
        found = list(dated.filter(_bound(order, place)).order_by(*order.by)[:most])
    if len(found) < most and _may_lack(rows, order.column):
        after = Q(id__gt=place.id) if place is not None and place.value is None else Q()
        undated = rows.filter(**{order.column: None}).filter(after)
        found += list(undated.order_by("id")[: most - len(found)])
    return found


def _bound(order: Order, place: Place | None) -> Q:
    if place is None or order.column is None:
        return Q()
    side = "lte" if order.descending else "gte"
    within = Q(**{f"{order.column}__{side}": place.value})
    past = _beyond(order.column, order, place.value) | _beyond("id", order, place.id)
    return within & past


def _beyond(column: str, order: Order, value: Any) -> Q:
    return Q(**{f"{column}__{'lt' if order.descending else 'gt'}": value})


def _may_lack(rows: QuerySet[M], column: str) -> bool:
    return bool(rows.model._meta.get_field(column).null)


def _digest(order: Order, of: Mapping[str, Any]) -> str:
    said = json.dumps([order.name, dict(of)], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _written(order: Order, row: Model, digest: str) -> str:
    value = getattr(row, order.column) if order.column else None
    told = value.isoformat() if isinstance(value, date) else None
    return signing.dumps([told, row.pk, digest], salt=SALT)


def _read(cursor: str, digest: str) -> Place:
    try:
        value, row_id, wanted = signing.loads(cursor, salt=SALT)
    except signing.BadSignature as wrong:
        raise CursorNotReadable from wrong
    if wanted != digest:
        raise CursorNotReadable
    return Place(value, row_id)
