"""up, prepare, stop, status, serve, worker."""

from __future__ import annotations

import argparse
import shutil
from typing import Any

from zhixing.base.words import w
from zhixing.launch import framework, processes
from zhixing.launch import up as running
from zhixing.launch.cli import Run
from zhixing.launch.commands.options import add_json, add_listening, add_no_demo
from zhixing.launch.database import at_hand
from zhixing.launch.folder import make_ready
from zhixing.launch.paths import DataFolder
from zhixing.launch.telling import answer, say


def up(parser: argparse.ArgumentParser) -> Run:
    """Everything: database, migrations, static files, the demonstration city, web, worker."""
    add_listening(parser)
    add_no_demo(parser)
    return lambda chosen: running.up(host=chosen.host, port=chosen.port, demo=not chosen.no_demo)


def prepare(parser: argparse.ArgumentParser) -> Run:
    """Everything that `up` does before it serves."""
    add_no_demo(parser)

    def run(chosen: argparse.Namespace) -> int:
        processes.stop_when_asked()
        data = DataFolder.chosen()
        try:
            make_ready(data)
            with at_hand(data):
                running.run_prepare(demo=not chosen.no_demo)
        except processes.AskedToStop:
            return 1
        say(w("Ready. `zhixing up` starts it.", "准备完成。用 zhixing up 启动。"))
        return 0

    return run


def stop(parser: argparse.ArgumentParser) -> Run:
    """Stop what `up` started on this data folder."""
    add_json(parser)

    def run(chosen: argparse.Namespace) -> int:
        found = running.stop(DataFolder.chosen())
        told = w("Stopped process {pid}.", "已停止进程 {pid}。").put(pid=found["pid"])
        answer({"stopped": True, **found}, told, as_json=chosen.json)
        return 0

    return run


def status(parser: argparse.ArgumentParser) -> Run:
    """What runs on this data folder; exit status 1 when nothing does."""
    add_json(parser)

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        found = running.who_runs(data)
        facts: dict[str, Any] = {"running": found is not None, "data": str(data.root), **(found or {})}
        if data.root.exists():
            facts["free_mb"] = shutil.disk_usage(data.root).free // 2**20
        told = w("Not running; data in {data}.", "未运行；数据目录 {data}。")
        if found:
            told = w(
                "Running at {address} (process {pid}); data in {data}.",
                "运行于 {address}（进程 {pid}）；数据目录 {data}。",
            )
        answer(facts, told.put(**facts), as_json=chosen.json)
        return 0 if found else 1

    return run


def serve(parser: argparse.ArgumentParser) -> Run:
    """The web server alone, against the embedded or the given database; for a service manager."""
    add_listening(parser)

    def run(chosen: argparse.Namespace) -> int:
        port = running.choose_port(chosen.host, chosen.port)
        return _keep_running(processes.web(chosen.host, port), f"http://{chosen.host}:{port}/")

    return run


def worker(parser: argparse.ArgumentParser) -> Run:
    """The worker alone, against the embedded or the given database; for a service manager."""
    return lambda chosen: _keep_running(processes.worker(), "")


def _keep_running(child: processes.Child, address: str) -> int:
    processes.stop_when_asked()
    data = DataFolder.chosen()
    try:
        make_ready(data)
        with at_hand(data) as addresses:
            framework.name_settings()
            say(
                w("Running: {name} {address}", "已启动：{name} {address}").put(
                    name=child.name, address=address
                )
            )
            child.start()
            return processes.watch([child], addresses.keep)
    except processes.AskedToStop:
        return 0
