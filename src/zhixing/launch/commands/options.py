"""Options that several commands share, in the same words everywhere."""

from __future__ import annotations

import argparse

from zhixing.base.words import Words, w


def add_json(parser: argparse.ArgumentParser) -> None:
    """--json: the answer for machines."""
    add_flag(parser, "--json", w("answer for machines", "以 JSON 输出"))


def add_flag(parser: argparse.ArgumentParser, name: str, words: Words) -> None:
    """An option that is there or not."""
    parser.add_argument(name, action="store_true", help=str(words))


def add_listening(parser: argparse.ArgumentParser) -> None:
    """--host and --port."""
    parser.add_argument("--host", default="127.0.0.1", help=str(w("address to listen on", "监听地址")))
    words = w("port to listen on (default: the first free from 8000)", "监听端口（默认自 8000 起的空闲端口）")
    parser.add_argument("--port", type=int, help=str(words))


def add_no_demo(parser: argparse.ArgumentParser) -> None:
    """--no-demo."""
    add_flag(parser, "--no-demo", w("without the demonstration city", "不建演示城市"))
