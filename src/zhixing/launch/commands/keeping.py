"""backup and restore."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from zhixing.base.words import w
from zhixing.launch import framework
from zhixing.launch import prepare as preparing
from zhixing.launch.backup import back_up
from zhixing.launch.cli import Run
from zhixing.launch.commands.options import add_flag, add_json
from zhixing.launch.database import at_hand
from zhixing.launch.folder import make_ready, note_version
from zhixing.launch.paths import DataFolder
from zhixing.launch.restore import restore as bring_back
from zhixing.launch.restore import verify
from zhixing.launch.telling import answer
from zhixing.launch.up import only_one


def backup(parser: argparse.ArgumentParser) -> Run:
    """Database, stored files and signing key into one file, while everything may go on running."""
    parser.add_argument("file", type=Path, metavar="FILE", help=str(w("the file to write", "要写入的文件")))
    add_json(parser)

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        make_ready(data)
        with at_hand(data) as addresses:
            written = back_up(data, addresses.owner, chosen.file.resolve())
        told = w(
            "Written: {path} ({size} bytes, {files} stored files, SHA-256 {sha256}). "
            "It holds everything, the signing key too: keep it as safely as the data.",
            "已写入：{path}（{size} 字节，附件 {files} 个，SHA-256 {sha256}）。"
            "内含全部数据及签名密钥，请同等妥善保管。",
        )
        answer(asdict(written), told.put(**asdict(written)), as_json=chosen.json)
        return 0

    return run


def restore(parser: argparse.ArgumentParser) -> Run:
    """Everything back from a backup: checked whole first, then all of it or nothing."""
    parser.add_argument("file", type=Path, metavar="FILE", help=str(w("the backup", "备份文件")))
    add_flag(parser, "--replace", w("what the database holds now is lost", "清除现有数据后恢复"))
    add_flag(parser, "--verify-only", w("check the file, change nothing", "只校验文件，不作改动"))
    add_json(parser)

    def run(chosen: argparse.Namespace) -> int:
        source = chosen.file.resolve()
        if chosen.verify_only:
            manifest = verify(source)
            facts = {"verified": True, "made_at": manifest["made_at"], "members": len(manifest["members"])}
            told = w("Complete and unchanged; made at {made_at}.", "完整无改动；备份于 {made_at}。").put(
                **facts
            )
            answer(facts, told, as_json=chosen.json)
            return 0
        data = DataFolder.chosen()
        make_ready(data)
        with only_one(data), at_hand(data) as addresses:
            back = bring_back(data, addresses.owner, source, replace=chosen.replace)
            framework.set_up()
            preparing.migrate()
            note_version(data)
        told = w(
            "Restored the state of {made_at} with {files} stored files.",
            "已恢复至 {made_at} 的状态，附件 {files} 个。",
        )
        answer(asdict(back), told.put(**asdict(back)), as_json=chosen.json)
        return 0

    return run
