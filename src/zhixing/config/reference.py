"""The reference pages, made from the registers: what is declared is what is documented.

`make docs` writes them; a test holds the committed pages against the registers. The commands are handed in by the
launcher, which stands above this package.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zhixing
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words
from zhixing.config.variables import VARIABLES
from zhixing.kernel.access import powers
from zhixing.kernel.actions.register import Spec, all_actions
from zhixing.kernel.jobs import schedule
from zhixing.kernel.jobs.app import app
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.measures.register import measures
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.schema import (
    CheckRule,
    GateRule,
    Pack,
    RecurringRule,
    Rolling,
    Rule,
    TallyRule,
)
from zhixing.kernel.rulebook.terms import told

NOTE = "Generated from the registers by `make docs`; do not edit."
Row = tuple[str, ...]
Commands = Iterable[tuple[str, Words]]


def pages(commands: Commands = ()) -> dict[str, str]:
    """Every reference page by file name, whole."""
    made = {
        "actions.md": _page("Actions", _ACTIONS, _actions()),
        "events.md": _page("Events", ("kind", "event", "facts", "told"), _events()),
        "kinds.md": _page(
            "Kinds of matter", ("kind", "words", "address", "power to see", "confidential"), _kinds()
        ),
        "powers.md": _page("Powers and roles", ("power", "words", "in the roles"), _powers()) + _roles(),
        "rules.md": _page("Rules", ("rule", "code", "pack", "what", "basis", "worked cases"), _rules()),
        "measures.md": _page("Measures", ("measure", "code", "definition"), _measures()),
        "refusals.md": _page("Refusals", ("code", "status", "reason", "way out"), _refusals()),
        "jobs.md": _page(
            "Recurring jobs", ("job", "when (cron, seconds last)", "queue", "what it does"), _jobs()
        ),
        "settings.md": _page("Settings", ("variable", "default", "what it sets"), _settings()),
        "commands.md": _page("Commands", ("command", "what it does"), _commands(commands)),
    }
    grammar = json.dumps(Pack.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
    return {"README.md": _contents(made), **made, "pack.schema.json": grammar}


def write(folder: Path, commands: Commands = ()) -> list[str]:
    """Write all pages into the folder and take away those that no register makes any more. Returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages(commands)
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8")
    return list(made)


def _page(title: str, head: Iterable[str], rows: Iterable[Row]) -> str:
    columns = list(head)
    lines = [f"# {title}", "", NOTE, "", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _contents(made: dict[str, str]) -> str:
    lines = ["# Reference", "", NOTE, ""]
    lines += [f"- [{text.splitlines()[0].removeprefix('# ')}]({name})" for name, text in made.items()]
    return "\n".join(lines) + "\n"


def _cell(said: str) -> str:
    return said.replace("|", "\\|").replace("\n", " ")


def _both(words: Words | None) -> str:
    return f"{words.en} {words.zh}" if words else ""


_ACTIONS = ("action", "operation", "power", "by", "from → to", "parameters", "what it does")


def _actions() -> Iterator[Row]:
    for spec in all_actions():
        said = (inspect.getdoc(spec.do) or spec.help.en).splitlines()[0]
        by = "; ".join(by.words.en for by in spec.by)
        operation = f"`{spec.code}` on {spec.model.__name__}"
        yield _both(spec.words), operation, f"`{spec.power}`", by, _moves(spec), _parameters(spec), said


def _moves(spec: Spec[Any, Any]) -> str:
    if spec.opens:
        return "opens one"
    if not spec.moves:
        return "any state"
    targets: dict[str, list[str]] = {}
    for before, after in spec.moves.items():
        targets.setdefault(str(after), []).append(str(before))
    return "; ".join(f"{', '.join(before)} → {after or 'the same'}" for after, before in targets.items())


def _parameters(spec: Spec[Any, Any]) -> str:
    """Each with its kind; optional ones with a question mark."""
    return ", ".join(
        f"{p.name}{'' if p.required else '?'}: {p.kind.value}{' list' if p.many else ''}"
        for p in spec.parameters
    )


def _events() -> Iterator[Row]:
    for code, kind in events.kinds().items():
        facts = ", ".join(f.name for f in dataclasses.fields(kind))
        yield f"`{code}`", _both(kind.words), facts, kind.sentence.zh


def _kinds() -> Iterator[Row]:
    for code, kind in kinds.kinds().items():
        address = f"/{kind.module}/{kind.segment}"
        yield (
            f"`{code}`",
            _both(kind.words),
            f"`{address}`",
            f"`{kind.view}`",
            "yes" if kind.confidential else "",
        )


def _powers() -> Iterator[Row]:
    for code, power in powers.powers().items():
        holders = [r.words.en for r in powers.roles().values() if code in r.powers]
        yield f"`{code}`", _both(power.words), ", ".join(holders)


def _roles() -> str:
    lines = ["", "## Roles", "", "| role | words | reaches | powers |", "|---|---|---|---|"]
    for code, role in powers.roles().items():
        held = ", ".join(f"`{power}`" for power in sorted(role.powers))
        lines.append(f"| `{code}` | {_cell(_both(role.words))} | {role.reach} | {held} |")
    return "\n".join(lines) + "\n"


def _rules() -> Iterator[Row]:
    for pack in shipped().values():
        for rule in pack.rules:
            basis = "; ".join(
                f"{b.document} {b.article}" + (f" ({b.row})" if b.row else "") for b in rule.basis
            )
            title = f"{rule.title.en} {rule.title.zh}"
            yield title, f"`{rule.code}`", pack.pack, _what(rule), basis, str(len(rule.cases))


def _what(rule: Rule) -> str:
    """A rule's substance in a few words: its term, its rhythm, the action it guards."""
    off = "" if rule.verified else " (off: not verified)"
    if isinstance(rule, GateRule):
        return f"gate before `{rule.action}`{off}"
    if isinstance(rule, CheckRule):
        return f"check ({rule.ground}) of {', '.join(f'`{kind}`' for kind in rule.on)}{off}"
    if isinstance(rule, TallyRule):
        return f"tally: {_counted(rule)}{off}"
    if isinstance(rule, RecurringRule):
        every = rule.every.value if rule.every else rule.every_field or f"{rule.every_days} days"
        return f"recurring: {every}{off}"
    now = rule.values[-1]
    if now.field:
        return f"deadline: the day in `{now.field}`{off}"
    term = told(now).text("en")
    return f"deadline: {term}{' (a default)' if now.setting else ''}{off}"


def _counted(rule: TallyRule) -> str:
    if isinstance(rule.window, Rolling):
        window = f"within {rule.window.amount} {rule.window.unit}"
    else:
        window = {"each": "each time", "calendar_year": "in a calendar year", "ever": "ever"}[rule.window]
    return f"a quota, {window}" if rule.quota else f"{rule.operator} {rule.threshold}, {window}"


def _measures() -> Iterator[Row]:
    for code, one in measures().items():
        yield _both(one.words), f"`{code}`", one.definition.en


def _refusals() -> Iterator[Row]:
    """Every refusal there is: all modules are imported, so that none is missing because nobody needed it yet."""
    for found in pkgutil.walk_packages(zhixing.__path__, "zhixing."):
        if not any(part in found.name for part in (".tests", ".migrations", ".skeleton", ".wsgi")):
            importlib.import_module(found.name)
    known: dict[str, type[Refusal]] = {}
    waiting: list[type[Refusal]] = [Refusal]
    while waiting:
        for child in waiting.pop().__subclasses__():
            if child.__module__.startswith("zhixing.") and ".tests." not in child.__module__:
                waiting.append(child)
                if "code" in child.__dict__:
                    known[child.code] = child
    for code, refusal in sorted(known.items()):
        yield f"`{code}`", str(refusal.status), _both(refusal.reason), _both(refusal.remedy)


def _jobs() -> Iterator[Row]:
    tasks = app.tasks
    for name, cron in schedule.SCHEDULE.items():
        task = tasks[name]
        said = (inspect.getdoc(task.func) or "").splitlines()
        yield f"`{name}`", f"`{cron}`", task.queue, said[0] if said else ""


def _settings() -> Iterator[Row]:
    for variable in VARIABLES:
        yield f"`{variable.name}`", variable.default or "–", _both(variable.words)


def _commands(commands: Commands) -> Iterator[Row]:
    for name, words in commands:
        yield f"`zhixing {name}`", _both(words)
