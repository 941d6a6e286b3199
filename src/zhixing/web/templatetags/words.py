"""The tags every template has: words in both languages, days, icons, and one way to show any value."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from string import Formatter
from typing import Any

from django import template
from django.template import library
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhixing.base import clock
from zhixing.base.words import Words, language
from zhixing.base.words import w as words_of
from zhixing.web import components, dates

register = template.Library()

NOTHING = words_of("not recorded", "无记载")
YES, NO = words_of("Yes", "是"), words_of("No", "否")


class _Facts(Formatter):
    """Puts facts into the {places} of a sentence: days written out and, in HTML, everything escaped."""

    def __init__(self, *, as_html: bool) -> None:
        self.as_html = as_html

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date):
            return _time_element(value) if self.as_html else _time_text(value)
        if isinstance(value, SafeString) and not format_spec:
            return value
        text = format(str(value) if isinstance(value, Words) else value, format_spec)
        return str(conditional_escape(text)) if self.as_html else text


def _time_text(value: date) -> str:
    return dates.moment_in_words(value) if isinstance(value, datetime) else dates.day_in_words(value)


def _time_element(value: date) -> SafeString:
    return moment(value) if isinstance(value, datetime) else day(value)


class _Said(Node):
    """A tag whose words stand in the template: looked up when the template is read, not on each page."""

    def __init__(self, said: Words | str, target: str | None) -> None:
        self.said, self.target = said, target

    def render(self, context: Context) -> str:
        said = str(self.said)
        if self.target is None:
            return said
        context[self.target] = mark_safe(said) if context.autoescape else said  # template text
        return ""


def _parsed(
    parser: Parser, token: Token
) -> tuple[list[FilterExpression], dict[str, FilterExpression], str | None]:
    """The tag's arguments, its facts, and the name it is kept under (`as name`)."""
    tag, *bits = token.split_contents()
    target = None
    if len(bits) >= 2 and bits[-2] == "as":
        target, bits = bits[-1], bits[:-2]
    args: list[FilterExpression] = []
    facts: dict[str, FilterExpression] = {}
    while bits and not facts:
        facts = token_kwargs(bits, parser)
        if not facts:
            args.append(parser.compile_filter(bits.pop(0)))
    if bits:
        raise template.TemplateSyntaxError(f"{{% {tag} %}}: {bits[0]} stands behind the facts")
    return args, facts, target


def _fixed(values: Sequence[FilterExpression]) -> list[str] | None:
    """The texts of arguments that are plain strings in the template; None when one is a variable."""
    plain = [v.var for v in values if isinstance(v.var, str) and not v.filters]
    return plain if len(plain) == len(values) else None


@register.tag("w")
def _w(parser: Parser, token: Token) -> Node:
    args, facts, target = _parsed(parser, token)
    if len(args) != 2:
        raise template.TemplateSyntaxError("{% w %} takes the English and the Chinese, then facts by name")
    fixed = _fixed(args)
    if fixed and not facts:
        return _Said(words_of(*fixed), target)
    return library.SimpleNode(w, True, args, facts, target)


@register.tag("icon")
def _icon(parser: Parser, token: Token) -> Node:
    args, _, target = _parsed(parser, token)
    fixed = _fixed(args)
    return _Said(icon(*fixed), target) if fixed else library.SimpleNode(icon, False, args, {}, target)


def w(context: Context, english: str, chinese: str, one: str | None = None, **facts: Any) -> str:
    """`{% w "{n} days left" "还剩 {n} 天" n=left one="{n} day left" %}`: in the reader's language.

    A fact is escaped unless it is safe already; a date becomes a `<time>` element. `one` is the English for
    n == 1.
    """
    sentence = words_of(one if one and facts.get("n") == 1 else english, chinese)
    if not facts:
        return mark_safe(str(sentence)) if context.autoescape else str(sentence)  # both are template text
    pattern = sentence.text(language())
    filled = _Facts(as_html=context.autoescape).vformat(pattern, (), facts)
    return mark_safe(filled) if context.autoescape else filled  # pattern is template text, facts escaped


@register.simple_tag
def day(value: date | None, style: str = "full") -> SafeString:
    """`{% day d %}` or `{% day d "short" %}` (no year; the full date stays in the title)."""
    if value is None:
        return _nothing()
    if isinstance(value, datetime):
        value = clock.day_of(value)
    return _day_element(value, style, language())


@lru_cache(maxsize=4096)  # a ledger shows the same days over and over
def _day_element(value: date, style: str, code: str) -> SafeString:
    full = dates.day_in_words(value, code)
    if style == "short":
        shown = dates.day_in_words(value, code, with_year=False)
        return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), full, shown)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), full)


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """`{% moment m %}`: to the minute, in the authority's time zone."""
    if value is None:
        return _nothing()
    local = value.astimezone(clock.zone())
    stamp = local.isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', stamp, dates.moment_in_words(value))


@register.simple_tag
def month(value: date) -> str:
    """`{% month d %}`: 5月 / May."""
    return dates.month_in_words(value)


@lru_cache(maxsize=1024)
def icon(name: str) -> SafeString:
    """`{% icon "alert-triangle" %}`: a Tabler icon, hidden from screen readers: a word stands beside it."""
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)


@register.simple_tag
def show(value: Any) -> SafeString:
    """`{% show value %}`: any value as people read it, by its type. An absent value says so."""
    return mark_safe(shown_in(language())(value))  # what it returns is escaped or ours


def _nothing() -> SafeString:
    return mark_safe(shown_in(language()).nothing)


class Showing:
    """How values are shown in one language. Called with a value it returns HTML: everything in it is escaped."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.nothing = f'<span class="zx-none" title="{html.escape(NOTHING.text(code))}">—</span>'

    def __call__(self, value: Any) -> str:
        if value is None or value == "":
            return self.nothing
        if type(value) is str:
            return html.escape(value)  # most of all that is shown
        for kind, shown in _SHOWN:
            if isinstance(value, kind):
                return shown(self, value)
        return str(conditional_escape(value))

    def text(self, words: Words | str) -> str:
        """Words or text in this language, escaped."""
        return html.escape(words.text(self.code)) if isinstance(words, Words) else _escaped(words)

    def several(self, values: Sequence[Any]) -> str:
        return "<br>".join(self(value) for value in values) or self.nothing

    def chip(self, chip: components.Chip) -> str:
        """What chip.html writes (a test holds them equal)."""
        word, tone = self.text(chip.word), _escaped(chip.tone)
        return f'<span class="zx-chip zx-{tone}">{icon(chip.icon)}{word}</span>'

    def link(self, link: components.Link) -> str:
        return f'<a href="{_escaped(link.url)}">{self.text(link.label)}</a>'


@lru_cache(maxsize=8)  # languages are few
def shown_in(code: str) -> Showing:
    """How values are shown in the language `code`; a page of many values asks for it once."""
    return Showing(code)


def _escaped(text: str) -> str:
    return text if isinstance(text, SafeString) else html.escape(str(text))


_SHOWN: list[tuple[type | tuple[type, ...], Callable[[Showing, Any], str]]] = [
    (bool, lambda told, value: told.text(YES if value else NO)),
    (int, lambda told, value: f"{value:,}"),
    (datetime, lambda told, value: moment(value)),
    (date, lambda told, value: _day_element(value, "full", told.code)),
    (Words, lambda told, value: told.text(value)),
    (components.Chip, Showing.chip),
    (components.Card, lambda told, card: render_to_string("components/card.html", {"card": card})),
    (components.Link, Showing.link),
    ((list, tuple), Showing.several),
]


@register.simple_tag
def day_text(value: date) -> str:
    """`{% day_text d %}`: a day as text alone, for titles and other attributes."""
    return dates.day_in_words(value)


@register.filter
def having(things: Iterable[Any], name: str) -> list[Any]:
    """`{{ fields|having:"error" }}`: those whose `name` is not empty."""
    return [thing for thing in things or () if _named(thing, name)]


@register.filter
def lacking(things: Iterable[Any], name: str) -> list[Any]:
    """`{{ deeds|lacking:"why_not" }}`: those whose `name` is empty."""
    return [thing for thing in things or () if not _named(thing, name)]


def _named(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


@register.simple_tag
def query(params: Any, **changes: Any) -> str:
    """`{% query request.GET page=2 order=None %}`: the address's query with these changes, None removes."""
    changed = params.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value is not None:
            changed[key] = value
    return f"?{changed.urlencode()}" if changed else "?"
