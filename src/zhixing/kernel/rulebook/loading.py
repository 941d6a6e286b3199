"""Packs from YAML: safe, bounded, with the file and line of every mistake."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.refusals import PackInvalid
from zhixing.kernel.rulebook.schema import Pack

_RULE_KINDS = {"deadline", "recurring", "gate", "tally"}
_BOOLS = "tag:yaml.org,2002:bool"
PACKS = Path(__file__).resolve().parents[2] / "packs"
MAX_BYTES = 2_000_000
MAX_NODES = 200_000


class _Loader(yaml.SafeLoader):
    """Safe YAML without aliases: a pack that refers to itself can be made to grow without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it bare
            raise yaml.MarkedYAMLError(
                problem="aliases (*name) are not allowed in a pack",
                problem_mark=event.start_mark,  # type: ignore[arg-type]  # the C and Python marks are alike
            )
        return super().compose_node(parent, index)


# As in YAML 1.2: `on`, `off`, `yes` and `no` are words (a rule begins "on" an event), only true and false are flags.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLS or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path) -> Pack:
    """The pack in the file, or PackInvalid with the line that is wrong."""
    text = path.read_text("utf-8")
    return parse(text, path.name)


def parse(text: str, name: str) -> Pack:
    """The pack in this text. Raises PackInvalid: bad YAML, unknown keys, bad conditions, overlapping values."""
    if len(text.encode()) > MAX_BYTES:
        raise PackInvalid(file=name, line=1, problem=f"larger than {MAX_BYTES} bytes")
    try:
        tree = yaml.compose(text, Loader=_Loader)
        plain = yaml.load(text, Loader=_Loader)  # a SafeLoader without aliases
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        raise PackInvalid(file=name, line=mark.line + 1 if mark else 1, problem=_said(wrong)) from wrong
    if not isinstance(plain, dict):
        raise PackInvalid(
            file=name, line=1, problem="a pack is a mapping with pack, version, title, source, rules"
        )
    try:
        pack = Pack.model_validate(plain)
    except ValidationError as wrong:
        # a key that nobody knows is said first: it is why another is missing
        first = min(wrong.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
        where = ".".join(str(p) for p in first["loc"])
        raise PackInvalid(
            file=name, line=_line_of(tree, first["loc"]), problem=f"{where}: {first['msg']}"
        ) from wrong
    for number, rule in enumerate(pack.rules):
        if problem := _problem_of(rule):
            raise PackInvalid(
                file=name, line=_line_of(tree, ("rules", number)), problem=f"{rule.code}: {problem}"
            )
    return pack


def _said(wrong: yaml.YAMLError) -> str:
    return str(getattr(wrong, "problem", None) or wrong).splitlines()[0]


def _problem_of(rule: Any) -> str | None:
    for name in ("when", "until_when", "needs"):
        text = getattr(rule, name, None)
        if text and (problem := conditions.check(text)):
            return f"{name}: {problem}"
    values = getattr(rule, "values", [])
    days = [v.from_on for v in values]
    if days != sorted(set(days)):
        return "values must stand in the order of their days, one a day"
    return None


def _line_of(node: Any, where: tuple[Any, ...]) -> int:
    line = node.start_mark.line + 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            found = next((v for k, v in node.value if k.value == str(step)), None)
            if found is None and step in _RULE_KINDS:
                continue  # pydantic names the kind of rule here; the tree has no such level
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
        else:
            break
        if found is None:
            break
        node, line = found, found.start_mark.line + 1
    return int(line)


@lru_cache(maxsize=1)
def shipped() -> dict[str, Pack]:
    """The packs that come with the product, by code. A broken one is refused by name, the others stand."""
    return {pack.pack: pack for pack in (load(path) for path in sorted(PACKS.glob("*.yaml")))}
