"""YAML, read safely: bounded in size, depth and number of nodes, without aliases, every key once, with the place of each node."""

from __future__ import annotations

from typing import Any

import yaml

from zhixing.base.words import w
from zhixing.kernel.rulebook.refusals import PackInvalid

_BOOLS = "tag:yaml.org,2002:bool"
MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 40
_RULE_KINDS = {"deadline", "recurring", "gate", "tally"}
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times as quick


class _Loader(_Base):  # type: ignore[misc]  # one of two classes
    """As in YAML 1.2: `on`, `off`, `yes` and `no` are words (a rule begins "on" an event), only true and false are flags."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLS or first in "tTfF"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(text: str, name: str) -> tuple[Any, Any]:
    """The text as plain values and as nodes that know their lines. Raises PackInvalid with the line that is wrong."""
    if len(text.encode()) > MAX_BYTES:
        raise PackInvalid(
            file=name, line=1, problem=w("larger than {n} bytes", "超过 {n} 字节").put(n=MAX_BYTES)
        )
    try:
        _must_be_bounded(text, name)
        loader = _Loader(text)
        try:
            tree = loader.get_single_node()
            if tree is None:
                raise PackInvalid(file=name, line=1, problem=w("nothing stands here", "没有内容"))
            _must_say_keys_once(tree, name)
            return loader.construct_document(tree), tree
        finally:
            loader.dispose()
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = min(mark.line, text.count("\n")) + 1 if mark else 1  # the C reader points behind the end
        raise PackInvalid(
            file=name, line=line, problem=w("no YAML: {said}", "YAML 写法有误：{said}").put(said=_said(wrong))
        ) from wrong
    except ValueError as wrong:  # a day that no calendar has: 2026-02-30
        raise PackInvalid(file=name, line=1, problem=str(wrong)) from wrong


def _must_be_bounded(text: str, name: str) -> None:
    """A small text can name a huge value by aliases, or nest without end: both are refused before anything is built."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise PackInvalid(
                file=name, line=line, problem=w("aliases (*name) are not allowed", "不允许使用别名（*name）")
            )
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise PackInvalid(
                file=name,
                line=line,
                problem=w("nested deeper than {n} levels", "嵌套超过 {n} 层").put(n=MAX_DEPTH),
            )
        if nodes > MAX_NODES:
            raise PackInvalid(
                file=name, line=line, problem=w("more than {n} values", "超过 {n} 个值").put(n=MAX_NODES)
            )


def _must_say_keys_once(tree: Any, name: str) -> None:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    raise PackInvalid(
                        file=name,
                        line=key.start_mark.line + 1,
                        problem=w("the key {key} stands twice", "{key} 重复出现").put(key=key.value),
                    )
                seen.add(key.value)
                waiting.append(value)


def _said(wrong: yaml.YAMLError) -> str:
    return str(getattr(wrong, "problem", None) or wrong).splitlines()[0]


def line_of(node: Any, where: tuple[Any, ...]) -> int:
    """The line of what stands at this place of the tree, or of the nearest that holds it."""
    if node is None:
        return 1
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
