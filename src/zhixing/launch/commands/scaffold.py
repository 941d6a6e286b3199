"""new-module: the shape of a module, with one kind that can be opened and answered, so that its tests pass at once."""

from __future__ import annotations

import argparse
import keyword
import re
import subprocess
import sys
from pathlib import Path
from string import Template

from zhixing.base.words import w
from zhixing.config.modules import APPS
from zhixing.launch import framework
from zhixing.launch.cli import Run
from zhixing.launch.paths import REPOSITORY
from zhixing.launch.refusals import ModuleExists, NotAModuleName
from zhixing.launch.telling import say

SKELETON = Path(__file__).resolve().parent.parent / "skeleton"


def new_module(parser: argparse.ArgumentParser) -> Run:
    """Write a module's files, list it in config/modules.py, and make its first migration."""
    parser.add_argument("name", help=str(w("plural noun, e.g. petitions", "英文复数名词，如 petitions")))
    parser.add_argument("--en", required=True, help=str(w("its name in English", "英文名称")))
    parser.add_argument("--zh", required=True, help=str(w("its name in Chinese", "中文名称")))
    parser.add_argument("--kind", help=str(w("its matter, e.g. Petition", "其事项的类名，如 Petition")))

    def run(chosen: argparse.Namespace) -> int:
        folder = write(chosen.name, chosen.en, chosen.zh, chosen.kind or _singular(chosen.name))
        say(w("Written: {folder}", "已生成：{folder}").put(folder=folder))
        _migrate(chosen.name)
        say(w("Next: its README, its clauses, its own actions.", "下一步：补写 README、条款依据与动作。"))
        return 0

    return run


def reference(parser: argparse.ArgumentParser) -> Run:
    """Write the reference pages (docs/reference) from the registers."""
    folder = REPOSITORY / "docs" / "reference"
    parser.add_argument("folder", nargs="?", type=Path, default=folder, help=str(w("where to", "写入何处")))

    def run(chosen: argparse.Namespace) -> int:
        framework.set_up()
        from zhixing.config.reference import write as write_pages
        from zhixing.launch.cli import COMMANDS

        written = write_pages(chosen.folder, [(command.name, command.words) for command in COMMANDS])
        say(
            w("{n} pages written to {folder}.", "已写入 {n} 页：{folder}").put(
                n=len(written), folder=chosen.folder
            )
        )
        return 0

    return run


def write(name: str, en: str, zh: str, kind: str) -> Path:
    """Write the files of module `name` whose matter is `kind`; refuses a name that cannot be one, or is taken."""
    if not re.fullmatch(r"[a-z][a-z]{2,30}", name) or keyword.iskeyword(name):
        raise NotAModuleName(name=name)
    if not re.fullmatch(r"[A-Z][A-Za-z]{2,30}", kind):
        raise NotAModuleName(name=kind)
    folder = REPOSITORY / "src" / "zhixing" / "modules" / name
    if folder.exists() or name in {app.rpartition(".")[2] for app in APPS}:
        raise ModuleExists(name=name)
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", kind).capitalize()
    facts = {"module": name, "en": en, "zh": zh, "Kind": kind, "kind_words": words}
    facts["kind"] = words.lower().replace(" ", "_")
    for source in sorted(SKELETON.rglob("*.txt")):
        target = folder / source.relative_to(SKELETON).with_suffix("")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(source.read_text("utf-8")).substitute(facts), "utf-8")
    _list(name)
    return folder


def _list(name: str) -> None:
    """Put the module at the end of MODULES."""
    path = REPOSITORY / "src" / "zhixing" / "config" / "modules.py"
    text = path.read_text("utf-8")
    listed = re.search(r"^MODULES = \[\n(?:    .*\n)*", text, re.M)
    if listed is None:
        raise ValueError(f"{path} has no list MODULES")
    end = listed.end()
    path.write_text(f'{text[:end]}    "zhixing.modules.{name}",\n{text[end:]}', "utf-8")


def _migrate(name: str) -> None:
    """Make the first migration in a process of its own: this one was started without the module."""
    command = [sys.executable, "-W", "ignore", "-m", "django", "makemigrations", name, "--verbosity", "0"]
    subprocess.run([*command, "--settings", "zhixing.config.settings"], cwd=REPOSITORY, check=True)


def _singular(name: str) -> str:
    """The class name for a module named by a plural noun.

    >>> _singular("petitions"), _singular("duties")
    ('Petition', 'Duty')
    """
    if name.endswith("ies"):
        return name[:-3].capitalize() + "y"
    return name.removesuffix("s").capitalize()
