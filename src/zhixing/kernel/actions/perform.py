"""`perform`: the one way in which anything changes (architecture §2).

find and lock → may they → can it be → do it → record → settle → write → tell, in one outermost transaction: it has
happened, all of it, or nothing has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import IntegrityError, models, transaction

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.models import Attempt
from zhixing.kernel.actions.permission import before_gates, can, may
from zhixing.kernel.actions.refusals import InTheFuture, KeyUsedOtherwise
from zhixing.kernel.actions.register import Spec, files_in
from zhixing.kernel.actions.shapes import resolved, shaped
from zhixing.kernel.files.service import attach
from zhixing.kernel.matters import events, kinds, numbering
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.matters.refusals import ChangedMeanwhile
from zhixing.kernel.obligations.settle import settle
from zhixing.kernel.search.service import index


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: the thing it was done to (or made), its event, and every event the deed wrote.

    `again` is True when an idempotency key showed that it had been done before: nothing was done now.
    """

    item: Any
    event: Event
    events: tuple[Event, ...] = ()
    again: bool = False


Written = DomainEvent | tuple[Any, DomainEvent] | Iterable[tuple[Any, DomainEvent]]


def perform(
    spec: Spec[Any, Any],
    item_id: int | None = None,
    *,
    actor: Actor,
    happened_at: datetime | None = None,
    if_revision: int | None = None,
    key: str | None = None,
    given: dict[str, Any] | None = None,
    **also_given: Any,
) -> Done:
    """Let `actor` do `spec` to the item, or to nothing yet when the action opens one.

    Parameters are given by name (`given` for a form's or request's, keywords in code): ids for references, ISO text or
    dates for days. `if_revision` refuses when the item was changed since; `key` makes sending it again harmless.
    Raises Refusal (nothing was changed) and nothing else for what people do.
    """
    raw = {**(given or {}), **also_given}
    values = shaped(spec, raw)
    happened_at = happened_at or _on_the_day(spec, values)
    if happened_at is not None and happened_at > clock.now():
        raise InTheFuture(moment=happened_at.isoformat(timespec="minutes"))
    try:
        with transaction.atomic(durable=True):
            if key and (before := _before(actor, key, spec, item_id, raw)):
                return before
            item = None if spec.opens and item_id is None else _found(spec, item_id, actor)
            if key and (before := _before(actor, key, spec, item_id, raw)):
                return before  # it was done while we waited for the lock
            done = _do(spec, item, values, actor, happened_at, if_revision)
            if key:
                _remember(actor, key, spec, item_id, raw, done)
            return done
    except IntegrityError as clash:
        if key and "attempt_once" in str(clash) and (before := _before(actor, key, spec, item_id, raw)):
            return before
        raise


def _on_the_day(spec: Spec[Any, Any], values: dict[str, Any]) -> datetime | None:
    """Noon of the day that the deed itself names, where that day has passed; a day to come is the action's to refuse."""
    day = values.get(spec.happened_on) if spec.happened_on else None
    return clock.moment_on(day, 12) if day is not None and day < clock.today() else None


def _do(
    spec: Spec[Any, Any],
    item: Any,
    values: dict[str, Any],
    actor: Actor,
    happened_at: datetime | None,
    if_revision: int | None,
) -> Done:
    if if_revision is not None and isinstance(item, Matter) and item.revision != if_revision:
        raise _changed(item, if_revision)
    if refusal := may(spec, item, actor) or can(spec, item):
        raise refusal
    before_gates(spec, item, _plain(values), clock.today())
    behalf = _on_behalf_of(spec, item, actor)
    things = resolved(spec, values, item, actor)
    files = attach(files_in(spec, values), actor=actor)
    before = _columns(item) if item is not None else {}
    if item is not None and spec.moves and spec.moves[item.state]:
        item.state = spec.moves[item.state]
    with_actor = {"actor": actor} if "actor" in spec.do.__code__.co_varnames[: _arity(spec)] else {}
    result = spec.do(item, **things, **with_actor) if item is not None else spec.do(**things, **with_actor)
    rows = []
    for thing, event in _written(item, result):
        was = before if thing is item else {}
        rows.append(_write(thing, event, was, actor, happened_at, behalf))
    for stored in files:
        stored.keep(rows[0])
    first = _written(item, result)[0][0]
    return Done(first, rows[0], tuple(rows))


def _on_behalf_of(spec: Spec[Any, Any], item: Any, actor: Actor) -> str:
    """The absent person's name where the actor's own powers would not have been enough for this deed."""
    absent = actor.absent(spec.power)
    if not absent:
        return ""
    own = actor.own_keys(spec.power)
    if not own:
        return absent
    if not isinstance(item, Matter) or spec.opens:
        return ""
    opens = own.open(
        item.jurisdiction_id, item.audience, confidential=bool(getattr(type(item), "confidential", False))
    )
    return "" if opens and all(by.holds(item, actor, own) for by in spec.by) else absent


def _arity(spec: Spec[Any, Any]) -> int:
    code = spec.do.__code__
    return code.co_argcount + code.co_kwonlyargcount


def _found(spec: Spec[Any, Any], item_id: int | None, actor: Actor) -> Any:
    """Find and lock parent and child in one statement; whether it is visible is judged on the locked row.

    (A condition in the statement would be judged on the old snapshot after waiting for another action; kernel notes, a1.)
    """
    if item_id is None:
        raise NotFound
    model = spec.model
    if model is Matter:
        model = _model_of(item_id)
    query: models.QuerySet[Any] = model._default_manager.select_for_update(no_key=True)
    if issubclass(model, Matter):
        query = model._default_manager.select_for_update(no_key=True, of=("self", "matter_ptr"))
    item = query.filter(pk=item_id).first()
    if item is None:
        raise NotFound
    if isinstance(item, Matter):
        kind = kinds.of_model(model)
        if not actor.keys(kind.view).open(
            item.jurisdiction_id, item.audience, confidential=kind.confidential
        ):
            raise NotFound
    return item


def _model_of(item_id: int) -> type[Matter]:
    code = Matter.objects.filter(pk=item_id).values_list("kind", flat=True).first()
    if code is None or code not in kinds.kinds():
        raise NotFound
    return kinds.kind(code).model


def _written(item: Any, result: Written) -> list[tuple[Any, DomainEvent]]:
    if isinstance(result, DomainEvent):
        return [(item, result)]
    if isinstance(result, tuple):
        return [result]
    return list(result)


def _write(
    thing: Any,
    event: DomainEvent,
    before: dict[str, Any],
    actor: Actor,
    happened_at: datetime | None,
    behalf: str,
) -> Event:
    if not isinstance(thing, Matter):
        _save_changed(thing, before)
        subject = f"{thing._meta.label_lower}:{thing.pk}"
        row = events.record(event, actor=actor, subject=subject, happened_at=happened_at, on_behalf_of=behalf)
        events.react(row)
        return row
    row = events.record(event, actor=actor, matter=thing, happened_at=happened_at, on_behalf_of=behalf)
    settle(thing, row)
    thing.revision += 1
    if thing.number is None and (series := _series(thing)):
        thing.number = numbering.document_number(series[0], series[1], numbering.take(*series))
    changed = _save_changed(thing, before)
    if not before or changed & _searched(type(thing)) or type(thing).__name__ == "Matter":
        index(thing)
    events.react(row)
    return row


@cache
def _searched(model: type[Matter]) -> set[str]:
    """The columns whose change is to be searched: number, title and every long text of the kind."""
    return {"number", "title"} | {
        f.attname for f in model._meta.concrete_fields if isinstance(f, models.TextField)
    }


def _series(thing: Matter) -> tuple[str, int] | None:
    numbered = getattr(thing, "numbered_as", None)
    return numbered() if numbered else None


def _columns(thing: Any) -> dict[str, Any]:
    return {f.attname: _copy(getattr(thing, f.attname)) for f in thing._meta.concrete_fields}


def _copy(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def _save_changed(thing: Any, before: dict[str, Any]) -> set[str]:
    """Save only what changed: a parent's column alone leaves the child's row untouched."""
    now = _columns(thing)
    changed = {name for name, value in now.items() if name not in before or before[name] != value}
    changed -= {f.attname for f in thing._meta.concrete_fields if f.primary_key} | {"matter_ptr_id", "id"}
    if changed:
        thing.save(update_fields=sorted(changed))
    return changed


def _changed(item: Matter, yours: int) -> ChangedMeanwhile:
    last = Event.objects.filter(matter_id=item.pk).order_by("-id").first()
    who = last.actor_name if last else "—"
    return ChangedMeanwhile(number=item.number or item.title, who=who, now=item.revision, yours=yours)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(values, default=str))  # type: ignore[no-any-return]  # what CEL reads: plain JSON


def _digest(spec: Spec[Any, Any], item_id: int | None, raw: dict[str, Any]) -> str:
    said = json.dumps([spec.code, item_id, raw], default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _before(
    actor: Actor, key: str, spec: Spec[Any, Any], item_id: int | None, raw: dict[str, Any]
) -> Done | None:
    attempt = Attempt.objects.filter(account_id=actor.account_id, key=key).first()
    if attempt is None:
        return None
    if attempt.digest != _digest(spec, item_id, raw):
        raise KeyUsedOtherwise
    event = Event.objects.get(pk=attempt.answer["event"])
    model = kinds.kind(event.matter.kind).model if event.matter else spec.model
    manager: Any = model._default_manager
    item = manager.filter(pk=attempt.answer["item"]).first()
    return Done(item, event, (event,), again=True)


def _remember(
    actor: Actor, key: str, spec: Spec[Any, Any], item_id: int | None, raw: dict[str, Any], done: Done
) -> None:
    Attempt.objects.create(
        account_id=actor.account_id,
        key=key,
        digest=_digest(spec, item_id, raw),
        answer={"item": done.item.pk, "event": done.event.pk},
        made_at=clock.now(),
    )
