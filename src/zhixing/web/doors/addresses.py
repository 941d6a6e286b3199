"""Addresses of matters: one shape for every kind, `/<module>/<segment>/<id>`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.matters.models import Matter


def of_list(kind: Kind) -> str:
    """The ledger of a kind."""
    return reverse("door-list", args=[kind.module, kind.segment])


def of(matter: Matter | Any) -> str:
    """The page of a matter, whatever its kind."""
    kind = kinds.kind(matter.kind)
    return reverse("door-item", args=[kind.module, kind.segment, matter.pk])


def of_each(kind: Kind) -> Callable[[int], str]:
    """The page of each of many matters of one kind, by its id: what `of` says, looked up once for all of them."""
    template = reverse("door-item", args=[kind.module, kind.segment, 0])[: -len("0")]
    return lambda matter_id: f"{template}{matter_id}"


def of_action(kind: Kind, matter_id: int | None, name: str) -> str:
    """The form of an action on a matter; of an opening action without one."""
    if matter_id is None:
        return reverse("door-open", args=[kind.module, kind.segment, name])
    return reverse("door-action", args=[kind.module, kind.segment, matter_id, name])


def of_many(kind: Kind) -> str:
    """The form of one action on many matters of a kind; `?do=` names the action, each `pick=` a matter."""
    return reverse("door-many", args=[kind.module, kind.segment])


def of_import(kind: Kind, *, template: bool = False) -> str:
    """The page that brings a kind's ledger in from a spreadsheet; the spreadsheet to start from."""
    return reverse("door-import-template" if template else "door-import", args=[kind.module, kind.segment])


def of_obligation(obligation_id: int) -> str:
    """How the date of an obligation was reached."""
    return reverse("door-explained", args=[obligation_id])
