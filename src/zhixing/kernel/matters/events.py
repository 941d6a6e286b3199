"""Kinds of event: typed facts, a sentence in both languages, and the record they are appended to.

A kind is a frozen dataclass. Its facts hold text, whole numbers, flags, days, decimals as text, choices and lists of
these: no floats, for a sealed leaf must come back from the database as it went in (kernel notes, f).
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from string import Formatter
from typing import Any, ClassVar, TypeVar

from django.db import connection
from pydantic import TypeAdapter

from zhixing.base import clock
from zhixing.base.words import Words, w, written_out
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.models import Event, Matter

_KINDS: dict[str, type[DomainEvent]] = {}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {}
E = TypeVar("E", bound="type[DomainEvent]")

_PLAIN = (str, int, bool, date, datetime, Decimal)
TIME_ITSELF = w("By time", "系统按时限")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """The base of all kinds. Subclasses name `kind`, `sentence` and, when the facts' shape grows, `version`."""

    kind: ClassVar[str]
    sentence: ClassVar[Words]
    version: ClassVar[int] = 1
    words: ClassVar[Words | None] = None

    def told(self) -> Words:
        """The sentence for these facts. A kind whose wording depends on its facts overrides this."""
        return self.sentence


def kind(cls: E) -> E:
    """Register a kind of event; refuse facts that a leaf could not carry and sentences that name no fact."""
    if cls.kind in _KINDS:
        raise ValueError(f"Event kind {cls.kind} is declared twice")
    hints = typing.get_type_hints(cls)
    facts = {f.name: hints[f.name] for f in dataclasses.fields(cls)}
    for name, annotation in facts.items():
        _must_be_plain(cls.kind, name, annotation)
    for text in (cls.sentence.en, cls.sentence.zh):
        named = {name.split(".")[0] for _, name, _, _ in Formatter().parse(text) if name}
        if "told" in cls.__dict__:
            continue  # its own wording fills further places; the guard test tells every kind
        if unknown := named - facts.keys() - {"actor"}:
            raise ValueError(f"{cls.kind}: the sentence names {sorted(unknown)}, which are no facts")
    _KINDS[cls.kind] = cls
    _ADAPTERS[cls.kind] = TypeAdapter(cls)
    return cls


def _must_be_plain(kind_code: str, name: str, annotation: Any) -> None:
    parts = [a for a in typing.get_args(annotation) if a is not type(None) and a is not Ellipsis] or [
        annotation
    ]
    for part in parts:
        inner = typing.get_args(part) or (part,)
        for one in inner:
            if not (isinstance(one, type) and issubclass(one, (*_PLAIN, Enum, dict))) or issubclass(
                one, float
            ):
                raise TypeError(f"{kind_code}.{name}: {one} cannot stand in a sealed record")


Reaction = Callable[[Event], None]
_REACTIONS: dict[str, list[Reaction]] = {}


def on(kind_code: str) -> Callable[[Reaction], Reaction]:
    """Let a function follow each event of a kind ("*": of every kind), in the same transaction: thin, by id, one effect."""

    def declare(reaction: Reaction) -> Reaction:
        _REACTIONS.setdefault(kind_code, []).append(reaction)
        return reaction

    return declare


def react(row: Event) -> None:
    """Let everything follow that was declared for this event."""
    for reaction in (*_REACTIONS.get(row.kind, ()), *_REACTIONS.get("*", ())):
        reaction(row)


def kinds() -> dict[str, type[DomainEvent]]:
    """All kinds of event by code."""
    return dict(sorted(_KINDS.items()))


@dataclasses.dataclass(frozen=True, slots=True)
class OutsideKind:
    """A kind of event that happens in systems that are not ours: its name, and the facts that rules may ask of it."""

    code: str
    words: Words
    facts: tuple[str, ...] = ()


_OUTSIDE: dict[str, OutsideKind] = {}


def outside(code: str, words: Words, *facts: str) -> OutsideKind:
    """Declare a kind that no action of ours writes: it comes in bulk from outside and stands in tables of its own."""
    if code in _KINDS or code in _OUTSIDE:
        raise ValueError(f"Event kind {code} is declared twice")
    _OUTSIDE[code] = OutsideKind(code, words, facts)
    return _OUTSIDE[code]


def outside_kinds() -> dict[str, OutsideKind]:
    """All kinds that come from outside, by code."""
    return dict(sorted(_OUTSIDE.items()))


def facts_by_kind() -> dict[str, list[str]]:
    """Every kind of event, ours and from outside, with the names of its facts: what a rule may ask of it."""
    own = {code: [f.name for f in dataclasses.fields(cls)] for code, cls in kinds().items()}
    return {**own, **{code: list(kind.facts) for code, kind in outside_kinds().items()}}


def words_of(code: str) -> Words | None:
    """A kind of event in words, ours or from outside; None for one that nobody declares or names."""
    if code in _OUTSIDE:
        return _OUTSIDE[code].words
    return _KINDS[code].words if code in _KINDS else None


def encode(event: DomainEvent) -> dict[str, Any]:
    """The facts as they are stored."""
    return typing.cast(dict[str, Any], _ADAPTERS[event.kind].dump_python(event, mode="json"))


def decode(kind_code: str, facts: dict[str, Any]) -> DomainEvent:
    """The typed event from stored facts; unknown keys of newer versions are ignored."""
    known = {f.name for f in dataclasses.fields(_KINDS[kind_code])}
    shaped = {k: v for k, v in facts.items() if k in known}
    return typing.cast(DomainEvent, _ADAPTERS[kind_code].validate_python(shaped))


def tell(row: Event) -> Words:
    """The recorded event as a sentence. A row that no longer decodes is told neutrally with its raw facts."""
    actor: Any = TIME_ITSELF if row.actor_name.startswith("time") else row.actor_name
    if row.on_behalf_of:
        actor = w("{name} (standing in for {absent})", "{name}（代{absent}）").put(
            name=row.actor_name, absent=row.on_behalf_of
        )
    if row.kind not in _KINDS:
        return w("{actor}: {kind} {facts}", "{actor}：{kind} {facts}").put(
            actor=actor, kind=row.kind, facts=str(row.facts)
        )
    event = decode(row.kind, row.facts)
    shown = {f.name: _shown(getattr(event, f.name)) for f in dataclasses.fields(event)}
    return event.told().put(actor=actor, **shown)


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return w("yes", "是") if value else w("no", "否")
    if isinstance(value, Enum):
        return getattr(value, "label", value.value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return w(written_out(value, "en"), written_out(value, "zh"))
    if isinstance(value, (list, tuple)):
        shown = [_shown(v) for v in value]
        return w(
            ", ".join(v.text("en") if isinstance(v, Words) else str(v) for v in shown) or "—",
            "、".join(v.text("zh") if isinstance(v, Words) else str(v) for v in shown) or "—",
        )
    return "—" if value in (None, "") else value


def record(
    event: DomainEvent,
    *,
    actor: Actor,
    matter: Matter | None = None,
    subject: str = "",
    happened_at: datetime | None = None,
    on_behalf_of: str = "",
) -> Event:
    """Append an event to the record, inside the caller's transaction.

    Refuses to run outside one: what is recorded must stand or fall with what was done.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("events are recorded inside the transaction of the deed they tell of")
    moment = clock.now()
    return Event.objects.create(
        matter_id=matter.pk if matter else None,
        subject=subject,
        kind=event.kind,
        version=event.version,
        actor_id=actor.account_id,
        actor_name=actor.name,
        on_behalf_of=on_behalf_of,
        happened_at=happened_at or moment,
        recorded_at=moment,
        facts=encode(event),
    )
