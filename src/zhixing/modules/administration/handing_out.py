"""A secret that is shown once: a first password, a key for the API. It stands in no event, no table, no log."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from zhixing.base.words import Words

_PLACE = "_handed_out"
_LETTERS = (
    "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that are taken for one another
)


@dataclass(frozen=True, slots=True)
class Secret:
    """What is handed out, for whom, and what to do with it."""

    text: str
    title: Words
    said: Words

    def shown(self) -> dict[str, Any]:
        """The context of the page that shows it."""
        return {"secret": self.text, "title": self.title, "said": self.said}


def first_password() -> str:
    """A random password that can be read aloud: four groups of four (some 92 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def hand_out(thing: Any, secret: Secret) -> None:
    """Let the page that shows the outcome of the action show this secret, once."""
    thing.__dict__[_PLACE] = secret


def handed_out(thing: Any) -> Secret | None:
    """The secret that an action just handed out with this thing, or None."""
    found: Secret | None = thing.__dict__.get(_PLACE)
    return found
