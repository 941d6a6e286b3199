"""The main navigation: modules say at start-up what they offer, the shell shows what the person may open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.urls import NoReverseMatch, reverse

from zhixing.base.words import Words, w


class HasPowers(Protocol):
    """Whoever can be asked what they may do; the kernel's Actor is one."""

    def has(self, power: str) -> bool: ...


class HasSeats(Protocol):
    """Whoever can be asked which administrator's offices they hold."""

    @property
    def seats(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the main navigation. `letter` is the key after `g`; `group` its heading.

    `arguments` complete the address: the ledger of a kind is "door-list" with its module and segment.
    """

    key: str
    words: Words
    url_name: str
    icon: str
    power: str | None
    order: int
    group: str
    letter: str
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as one person sees it on one page."""

    key: str
    words: Words
    url: str
    icon: str
    letter: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    key: str
    words: Words
    places: tuple[Place, ...]


GROUPS: dict[str, Words] = {
    "work": w("Work", "工作"),
    "modules": w("Business", "业务"),
    "knowledge": w("Rules and calendar", "规则与日历"),
    "administration": w("Administration", "管理"),
}

_entries: dict[str, Entry] = {}


def add(
    key: str,
    words: Words,
    url_name: str,
    icon: str,
    *,
    power: str | None = None,
    order: int = 100,
    group: str = "modules",
    letter: str = "",
    arguments: Mapping[str, str] | None = None,
) -> None:
    """Offer a place in the main navigation; call it in `AppConfig.ready`.

    It is shown to those who hold `power` (None: to everyone signed in). A key or a letter taken twice is a
    mistake of ours and raises ValueError; so does an unknown group.
    """
    if group not in GROUPS:
        raise ValueError(f"navigation group {group!r} is not one of {sorted(GROUPS)}")
    for other in _entries.values():
        if other.key == key or (letter and other.letter == letter):
            raise ValueError(f"navigation entry {key!r} (letter {letter!r}) clashes with {other.key!r}")
    _entries[key] = Entry(key, words, url_name, icon, power, order, group, letter, arguments or {})


def groups_for(actor: HasPowers | None, path: str = "") -> list[Group]:
    """What `actor` may open, in order, by heading. Nobody signed in: nothing. `path` marks the current place.

    An entry whose address does not exist in this installation is left out.
    """
    if actor is None:
        return []
    entries = [entry for entry in _entries.values() if entry.power is None or actor.has(entry.power)]
    reached = [
        (entry, url)
        for entry in sorted(entries, key=_in_order)
        if (url := address(entry.url_name, **entry.arguments))
    ]
    current = max((url for _, url in reached if _within(path, url)), key=len, default=None)
    groups = []
    for key, words in GROUPS.items():
        places = tuple(
            Place(entry.key, entry.words, url, entry.icon, entry.letter, url == current)
            for entry, url in reached
            if entry.group == key
        )
        if places:
            groups.append(Group(key, words, places))
    return groups


_homes: dict[str, str] = {}


def set_home(office: str, url_name: str) -> None:
    """Whoever holds this administrator's office begins at `url_name`: they have no duties in matters."""
    _homes[office] = url_name


def home_of(actor: HasSeats) -> str:
    """Where one begins who holds an administrator's office; "" for everyone else."""
    named = (_homes[office] for office in sorted(actor.seats) if office in _homes)
    return next((url for name in named if (url := address(name))), "")


def address(url_name: str, **arguments: Any) -> str:
    """The address of a page, or "" where this installation does not have it."""
    try:
        return reverse(url_name, kwargs=arguments or None)
    except NoReverseMatch:
        return ""


def _in_order(entry: Entry) -> tuple[int, str]:
    return entry.order, entry.key


def _within(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the portal's front offers to everyone, with a sentence that says what for."""

    key: str
    words: Words
    said: Words
    url_name: str
    icon: str
    order: int

    @property
    def url(self) -> str:
        return address(self.url_name)


_offers: dict[str, Offer] = {}


def offer_publicly(
    key: str, words: Words, said: Words, url_name: str, icon: str, *, order: int = 100
) -> None:
    """Offer a public page on the portal's front; call it in `AppConfig.ready`. The page is `@page(None)`."""
    if key in _offers:
        raise ValueError(f"public offer {key!r} is made twice")
    _offers[key] = Offer(key, words, said, url_name, icon, order)


def public_offers() -> list[Offer]:
    """What the portal's front shows, in order; what this installation does not have is left out."""
    return sorted(
        (offer for offer in _offers.values() if offer.url), key=lambda offer: (offer.order, offer.key)
    )


# The inbox and the search have a fixed place in the header. Who offers them says so at start-up.

_inbox: dict[str, Any] = {}
_search: dict[str, str] = {}


def set_inbox(url_name: str, unread: Callable[[Any], int]) -> None:
    """The bell leads to `url_name`; `unread(actor)` counts what has not been read (one cheap query)."""
    _inbox.update(url_name=url_name, unread=unread)


def set_search(url_name: str) -> None:
    """The header's search box sends `?q=` to `url_name`."""
    _search.update(url_name=url_name)


def inbox_url() -> str:
    return address(_inbox["url_name"]) if _inbox else ""


def unread_count(actor: Any) -> int:
    """How many notices `actor` has not read; 0 without an inbox or an actor."""
    return int(_inbox["unread"](actor)) if _inbox and actor is not None else 0


def search_url() -> str:
    return address(_search["url_name"]) if _search else ""
