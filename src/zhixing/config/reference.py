"""The reference pages, made from the registers: what is declared is what is documented.

`make docs` writes them; a test holds the committed pages against the registers.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterable
from pathlib import Path

from zhixing.base.words import Words
from zhixing.kernel.access import powers
from zhixing.kernel.actions.register import all_actions
from zhixing.kernel.jobs.schedule import SCHEDULE
from zhixing.kernel.matters import events
from zhixing.kernel.measures.register import measures
from zhixing.kernel.rulebook.loading import shipped

NOTE = "Generated from the registers by `make docs`; do not edit.\n"


def pages() -> dict[str, str]:
    """Every reference page by file name."""
    return {
        "actions.md": _page("Actions", ("action", "operation", "power", "what it does"), _actions()),
        "events.md": _page("Events", ("kind", "event", "facts", "told"), _events()),
        "powers.md": _page("Powers", ("power", "words", "in the roles"), _powers()),
        "rules.md": _page("Rules", ("rule", "code", "kind", "basis", "worked cases"), _rules()),
        "measures.md": _page("Measures", ("measure", "code", "definition"), _measures()),
        "jobs.md": _page("Recurring jobs", ("job", "when (cron, seconds last)"), list(SCHEDULE.items())),
    }


def write(folder: Path) -> None:
    """Write all pages into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


def _page(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [f"# {title}", "", NOTE, f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _both(words: Words) -> str:
    return f"{words.en} {words.zh}"


def _actions() -> Iterable[tuple[str, ...]]:
    for spec in all_actions():
        said = (inspect.getdoc(spec.do) or spec.help.en).splitlines()[0]
        yield _both(spec.words), f"`{spec.code}` on {spec.model.__name__}", f"`{spec.power}`", said


def _events() -> Iterable[tuple[str, ...]]:
    for code, kind in events.kinds().items():
        facts = ", ".join(f.name for f in dataclasses.fields(kind))
        yield f"`{code}`", _both(kind.words) if kind.words else "", facts, kind.sentence.zh


def _powers() -> Iterable[tuple[str, ...]]:
    for code, power in powers.powers().items():
        holders = [r.words.en for r in powers.roles().values() if code in r.powers]
        yield f"`{code}`", _both(power.words), ", ".join(holders)


def _rules() -> Iterable[tuple[str, ...]]:
    for pack in shipped().values():
        for rule in pack.rules:
            basis = "; ".join(f"{b.document} {b.article}" + (f" ({b.row})" if b.row else "") for b in rule.basis)
            title = f"{rule.title.en} {rule.title.zh}"
            yield title, f"`{rule.code}`", f"{rule.kind} in {pack.pack}", basis, str(len(rule.cases))


def _measures() -> Iterable[tuple[str, ...]]:
    for code, one in measures().items():
        yield _both(one.words), f"`{code}`", one.definition.en


if __name__ == "__main__":
    import django

    django.setup()
    write(Path(__file__).resolve().parents[3] / "docs" / "reference")
