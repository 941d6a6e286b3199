"""Words people read, in both languages of the product, side by side.

The interface is Chinese first and complete in English. A text that exists in one language only cannot be written
down here: both are required. English doubles as the message id of an ordinary gettext catalogue, so that a third
language needs a catalogue and no change of code (docs/decisions/0002-words-side-by-side.md).
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

_without_settings: ContextVar[str | None] = ContextVar("zhixing_language", default=None)


def language() -> str:
    """The language of the person who reads: "zh", "en", or another code with a catalogue.

    Without configured settings (the command line) it is ZHIXING_LANG, Chinese by default.
    """
    if settings.configured:
        code = translation.get_language() or settings.LANGUAGE_CODE
    else:
        code = _without_settings.get() or os.environ.get("ZHIXING_LANG", "zh")
    return code.split("-")[0]


class Words(Promise):
    """A text in both languages that becomes one of them when it is shown, not when it is made.

    >>> from zhixing.base.words import w, speaking
    >>> with speaking("en"):
    ...     str(w("{n} working days left", "还剩 {n} 个工作日").put(n=3))
    '3 working days left'
    """

    __slots__ = ("en", "facts", "zh")

    def __init__(self, en: str, zh: str, facts: dict[str, Any] | None = None) -> None:
        if not en or not zh:
            raise ValueError("Words need both languages: en and zh")
        self.en, self.zh, self.facts = en, zh, facts

    def put(self, **facts: Any) -> Words:
        """The same words with these facts in their {places}; still told in the reader's language."""
        return Words(self.en, self.zh, {**(self.facts or {}), **facts})

    def text(self, code: str) -> str:
        """The text in the language `code` ("zh" or "en"; others through gettext)."""
        if code == "zh":
            pattern = self.zh
        elif code == "en" or not settings.configured:
            pattern = self.en
        else:
            pattern = translation.gettext(self.en)
        return pattern.format_map(_Shown(self.facts, code)) if self.facts is not None else pattern

    def __str__(self) -> str:
        return self.text(language())

    def __repr__(self) -> str:
        return f"w({self.en!r}, {self.zh!r})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and (self.en, self.zh, self.facts) == (
            other.en,
            other.zh,
            other.facts,
        )

    def __hash__(self) -> int:
        return hash((self.en, self.zh))

    def __html__(self) -> str:
        from django.utils.html import escape

        return escape(str(self))


class _Shown(dict[str, Any]):
    """Facts as they are put into a sentence: words in the sentence's language, dates written out."""

    def __init__(self, facts: dict[str, Any], code: str) -> None:
        super().__init__(facts)
        self.code = code

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        if isinstance(value, Words):
            return value.text(self.code)
        if isinstance(value, date) and not isinstance(value, datetime):
            return written_out(value, self.code)
        return value


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def written_out(day: date, code: str) -> str:
    """A day in full, as sentences name it.

    >>> written_out(date(2026, 5, 9), "zh"), written_out(date(2026, 5, 9), "en")
    ('2026年5月9日', '9 May 2026')
    """
    if code == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class speaking:  # reads as a phrase: with speaking("en")
    """Within the block the reader's language is `code` ("zh" or "en"), with or without settings."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __enter__(self) -> None:
        self._token = _without_settings.set(self.code)
        if settings.configured:
            self._override = translation.override({"zh": "zh-hans"}.get(self.code, self.code))
            self._override.__enter__()

    def __exit__(self, *exc: Any) -> None:
        if settings.configured:
            self._override.__exit__(*exc)
        _without_settings.reset(self._token)


def w(en: str, zh: str) -> Words:
    """Both languages of one text: `w("sign for", "签收")`."""
    return Words(en, zh)


def counted(n: int, one: str, many: str, zh: str) -> Words:
    """Words whose English has a plural: `counted(n, "{n} day", "{n} days", "{n} 天")`."""
    return Words(one if n == 1 else many, zh, {"n": n})
