"""The small parts of every page: chips, cards, links, facts, the story, deeds, trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhixing.base.words import Words, w

Text = str | Words

TONES = ("plain", "active", "met", "warn", "bad", "closed")
"""plain: neutral · active: under way · met: in time · warn: close to the limit · bad: late · closed: over."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A state as icon and word (`chip.html`). `tone` is one of TONES; `icon` a Tabler icon's name."""

    word: Text
    icon: str = "point"
    tone: str = "plain"


CARD_WORDS = {
    "blue": w("Blue card", "蓝牌"),
    "yellow": w("Yellow card", "黄牌"),
    "red": w("Red card", "红牌"),
}
CARD_ICONS = {"blue": "bell", "yellow": "alert-triangle", "red": "alert-octagon"}


@dataclass(frozen=True, slots=True)
class Card:
    """A warning card (`card.html`). `level` is blue, yellow or red; `removed` when taken down (摘牌)."""

    level: str
    url: str = ""
    removed: bool = False

    @property
    def word(self) -> Words:
        return CARD_WORDS[self.level]

    @property
    def icon(self) -> str:
        return CARD_ICONS[self.level]


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere. `count` and `icon` are shown where the component has room for them."""

    label: Text
    url: str
    count: int | None = None
    icon: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a facts list (`facts.html`). `value` is shown by its type, as `{% show %}` does."""

    label: Text
    value: Any
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the story (`timeline.html`), newest first. Give `recorded_at` only where it differs."""

    sentence: Text
    happened_at: datetime
    recorded_at: datetime | None = None
    icon: str = "point"
    tone: str = "plain"
    papers: Sequence[Link] = ()
    detail: Text = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """An action a person may take (`url`), or may not (`why_not` says why) (`deeds.html`).

    `main` is the one expected next; `grave` marks what cannot be undone.
    """

    label: Text
    url: str = ""
    icon: str = ""
    why_not: Text = ""
    main: bool = False
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a tree (`tree.html`). `current` marks the thing the page is about."""

    label: Text
    url: str = ""
    chip: Chip | None = None
    note: Text = ""
    children: Sequence[Branch] = ()
    open: bool = True
    current: bool = False
