"""The part of CEL that bulk understands: read into a small tree. Everything else is refused, never guessed.

Comparisons, `&&`, `||`, `!`, `in` a list of constants, `has(facts.x)`, `+ - *` and constants. A condition of a rule is one
line, so a reader of sixty lines is clearer than a grammar and its generator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+\.\d+|\d+) |
    (?P<text>"[^"\\]*"|'[^'\\]*') |
    (?P<name>[A-Za-z_][A-Za-z0-9_]*) |
    (?P<sign>&&|\|\||==|!=|<=|>=|[<>!()\[\],.+*-])
    )""",
    re.VERBOSE,
)
COMPARED = ("==", "!=", "<=", ">=", "<", ">")
SMALL = 1_000  # a factor beyond it could leave 64 bits with a fact of 2^53


class NotStated(ValueError):
    """The condition says something that the relational definition does not know."""


@dataclass(frozen=True, slots=True)
class Constant:
    """Text, a whole number, a fraction, true, false or null."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Fact:
    """`facts.name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Has:
    """`has(facts.name)`: the event carries the fact, be it null."""

    name: str


@dataclass(frozen=True, slots=True)
class Among:
    """`item in [constants]`."""

    item: Node
    constants: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Not:
    item: Node


@dataclass(frozen=True, slots=True)
class Two:
    """An operator between two: logical, comparing or arithmetic."""

    sign: str
    left: Node
    right: Node


Node: TypeAlias = Constant | Fact | Has | Among | Not | Two


def read(text: str) -> Node:
    """The tree of a condition. Raises NotStated for what bulk does not understand.

    >>> read('facts.colour == "red"')
    Two(sign='==', left=Fact(name='colour'), right=Constant(value='red'))
    """
    reader = _Reader(_tokens(text))
    tree = reader.either()
    reader.end()
    if text.count("*") > 1:
        raise NotStated("more than one multiplication")
    return tree


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotStated(f"“{text[at : at + 12]}”")
        assert match.lastgroup
        found.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0

    def next_is(self, *signs: str) -> str | None:
        """Take the next token if it is one of these."""
        if self.at < len(self.tokens) and self.tokens[self.at][1] in signs:
            kind, said = self.tokens[self.at]
            if kind != "text":
                self.at += 1
                return said
        return None

    def want(self, sign: str) -> None:
        if not self.next_is(sign):
            raise NotStated(f"“{sign}” is missing")

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise NotStated(f"“{self.tokens[self.at][1]}”")

    def either(self) -> Node:
        left = self.both()
        while self.next_is("||"):
            left = Two("||", left, self.both())
        return left

    def both(self) -> Node:
        left = self.compared()
        while self.next_is("&&"):
            left = Two("&&", left, self.compared())
        return left

    def compared(self) -> Node:
        left = self.added()
        while True:
            if self.next_is("in"):
                left = Among(left, self.constants())
            elif sign := self.next_is(*COMPARED):
                left = _comparison(sign, left, self.added())
            else:
                return left

    def added(self) -> Node:
        left = self.multiplied()
        while sign := self.next_is("+", "-"):
            left = Two(sign, left, self.multiplied())
        return left

    def multiplied(self) -> Node:
        left = self.single()
        while self.next_is("*"):
            right = self.single()
            if not any(_is_small(side) for side in (left, right)):
                raise NotStated("a product without a small constant")
            left = Two("*", left, right)
        return left

    def single(self) -> Node:
        if self.next_is("!"):
            return Not(self.single())
        if self.next_is("("):
            inner = self.either()
            self.want(")")
            return inner
        if self.next_is("has"):
            self.want("(")
            fact = self.fact()
            self.want(")")
            return Has(fact.name)
        if self.at < len(self.tokens) and self.tokens[self.at] == ("name", "facts"):
            return self.fact()
        return self.constant()

    def fact(self) -> Fact:
        self.want("facts")
        self.want(".")
        kind, said = self.take()
        if kind != "name":
            raise NotStated(f"facts.{said}")
        if self.at < len(self.tokens) and self.tokens[self.at][1] in (".", "(", "["):
            raise NotStated(f"what lies within facts.{said}")
        return Fact(said)

    def constants(self) -> tuple[Constant, ...]:
        self.want("[")
        found: list[Constant] = []
        while not self.next_is("]"):
            found.append(self.constant())
            if not self.next_is(",") and (
                self.at >= len(self.tokens) or self.tokens[self.at] != ("sign", "]")
            ):
                raise NotStated("a list of other things than constants")
        return tuple(found)

    def constant(self) -> Constant:
        negative = bool(self.next_is("-"))
        kind, said = self.take()
        if kind == "number":
            number = float(said) if "." in said else int(said)
            if abs(number) > 2**53:
                raise NotStated(f"the number {said}")
            return Constant(-number if negative else number)
        if kind == "text" and not negative:
            return Constant(said[1:-1])
        words: dict[str, bool | None] = {"true": True, "false": False, "null": None}
        if kind == "name" and said in words and not negative:
            return Constant(words[said])
        raise NotStated(f"“{said}”")

    def take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise NotStated("it ends too early")
        self.at += 1
        return self.tokens[self.at - 1]


def _comparison(sign: str, left: Node, right: Node) -> Two:
    if sign in ("==", "!=") and isinstance(left, Fact) and isinstance(right, Fact):
        raise NotStated(
            "whether two facts are equal"
        )  # lists and maps among them cannot be compared in columns
    return Two(sign, left, right)


def _is_small(node: Node) -> bool:
    return (
        isinstance(node, Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and abs(node.value) <= SMALL
    )


def facts_in(node: Node) -> set[str]:
    """The facts that a condition reads."""
    match node:
        case Fact(name) | Has(name):
            return {name}
        case Among(item, _) | Not(item):
            return facts_in(item)
        case Two(_, left, right):
            return facts_in(left) | facts_in(right)
    return set()
