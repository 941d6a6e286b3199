"""The one command-line door: `zhixing COMMAND …`.

Only the chosen command's part is imported, so that `--help` is instant and what needs no database starts
none. Exit status: 0 done, 1 done and the answer is no (a check that found something), 2 refused, with the
reason and the way out on standard error.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from zhixing import __version__
from zhixing.base.words import Words, w
from zhixing.launch import framework
from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import NotInstalledYet
from zhixing.launch.telling import refusals_told

Run = Callable[[argparse.Namespace], int]


OURS = "zhixing.launch.commands"


@dataclass(frozen=True, slots=True)
class Command:
    """A verb of the door. `part` is `module:function`.

    One of ours adds arguments to a parser and returns what carries the command out; a part of another
    package has a command line of its own, takes the arguments and returns the status.
    """

    name: str
    words: Words
    part: str

    @property
    def is_ours(self) -> bool:
        """Whether the part lies in launch/commands."""
        return self.part.startswith(OURS)


COMMANDS = [
    Command("up", w("start everything", "启动全部服务"), f"{OURS}.running:up"),
    Command("prepare", w("all but starting", "更新与准备，不启动"), f"{OURS}.running:prepare"),
    Command("stop", w("stop what `up` started", "停止由 up 启动的服务"), f"{OURS}.running:stop"),
    Command("status", w("what runs, and where", "查看运行状态"), f"{OURS}.running:status"),
    Command("serve", w("the web server alone", "只运行网站"), f"{OURS}.running:serve"),
    Command("worker", w("the worker alone", "只运行后台任务"), f"{OURS}.running:worker"),
    Command("check", w("is this installation sound?", "检查安装是否完好"), f"{OURS}.health:check"),
    Command("demo", w("build the demonstration city", "建立演示城市"), f"{OURS}.database:demo"),
    Command("migrate", w("bring the database up to date", "更新数据库结构"), f"{OURS}.database:migrate"),
    Command(
        "create-admin",
        w("appoint one of the three administrators", "设置三员管理员"),
        f"{OURS}.administrators:create_admin",
    ),
    Command("backup", w("everything into one file", "备份为一个文件"), f"{OURS}.keeping:backup"),
    Command("restore", w("everything back from that file", "从备份文件恢复"), f"{OURS}.keeping:restore"),
    Command("shell", w("a Python prompt inside", "打开 Python 交互环境"), f"{OURS}.database:shell"),
    Command("psql", w("a prompt in the database", "打开数据库命令行"), f"{OURS}.database:psql"),
    Command("breakdown", w("a plan's text into work items", "把文件分解为任务"), "zhixing.reading.cli:main"),
    Command("calendar", w("count working days", "计算工作日"), "zhixing.kernel.calendars.cli:main"),
    Command("rules", w("rule packs and their cases", "规则包与示例"), "zhixing.launch.rules:main"),
    Command("monitor", w("judge a case log by rules", "监察业务办理日志"), "zhixing.launch.monitor:main"),
    Command("verify", w("check a proof or the record", "核验留痕"), "zhixing.kernel.ledger.cli:main"),
    Command("new-module", w("the shape of a new module", "新建业务模块骨架"), f"{OURS}.scaffold:new_module"),
    Command("reference", w("write the reference pages", "生成参考文档"), f"{OURS}.scaffold:reference"),
]


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("ZHIXING_LANG", _language_of_terminal())
    if not given or given[0] in {"-h", "--help", "help"}:
        _tell_all()
        return 0 if given else 2
    if given[0] in {"-V", "--version"}:
        print(f"zhixing {__version__}")
        return 0
    found = next((command for command in COMMANDS if command.name == given[0]), None)
    if found is None:
        print(w("There is no command {name}.", "没有命令 {name}。").put(name=given[0]), file=sys.stderr)
        _tell_all(to_stderr=True)
        return 2
    with refusals_told():
        return _carry_out(found, given[1:])


def _carry_out(command: Command, rest: list[str]) -> int:
    DataFolder.chosen()  # settles ZHIXING_DATA, whatever folder we are called from
    module, _, name = command.part.partition(":")
    try:
        part = getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as error:
        if error.name is None or not module.startswith(error.name):
            raise
        raise NotInstalledYet(part=module) from None
    if not command.is_ours:
        framework.name_settings()
        return int(part(rest) or 0)
    parser = argparse.ArgumentParser(prog=f"zhixing {command.name}", description=str(command.words))
    run: Run = part(parser)
    chosen, unknown = parser.parse_known_args(rest)
    if unknown and not getattr(chosen, "passes_on", False):
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    chosen.rest = unknown
    return run(chosen)


def _tell_all(*, to_stderr: bool = False) -> None:
    lines = [
        str(
            w(
                "usage: zhixing COMMAND …   (COMMAND --help tells more)",
                "用法：zhixing 命令 …   （命令 --help 查看说明）",
            )
        )
    ]
    lines += [f"  {command.name:<13} {command.words}" for command in COMMANDS]
    print("\n".join(lines), file=sys.stderr if to_stderr else sys.stdout)


def _language_of_terminal() -> str:
    """English where the terminal says so; else Chinese, the product's first language."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if named.startswith("en") else "zh"


if __name__ == "__main__":
    sys.exit(main())
