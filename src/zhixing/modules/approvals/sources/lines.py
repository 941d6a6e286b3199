"""JSON Lines as records: one object a line. What is nested stays as JSON text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from zhixing.modules.approvals.sources.gathering import Gathering

LONGEST = 16 << 20
_ZERO = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
KEPT = 1_000  # characters of a line that could not be read


def gather(path: Path, into: Gathering) -> list[tuple[int, str, str]]:
    """Gather every line of a file in UTF-8; the answer is the lines that are no object: number, text, what is wrong."""
    unread = []
    with path.open(encoding="utf-8", newline="\n") as file:
        number = 0
        while line := file.readline(LONGEST):
            number += 1
            if len(line) >= LONGEST:
                unread.append((number, line[:KEPT], "longer than a line may be"))
                while line and not line.endswith("\n"):
                    line = file.readline(LONGEST)
                continue
            if not line.strip():
                continue
            try:
                said = json.loads(line)
            except (ValueError, RecursionError) as wrong:
                unread.append((number, line[:KEPT], str(wrong)))
                continue
            if "\\u" in line and not _is_text(said):
                unread.append((number, line[:KEPT], "holds a character that no text can have"))
            elif isinstance(said, dict):
                into.add({name: _text(value) for name, value in said.items()})
            else:
                unread.append((number, line[:KEPT], "not an object"))
    return unread


def _is_text(said: Any) -> bool:
    """No zero character and no half of a pair: JSON can escape them, but no text holds them."""
    whole = json.dumps(said, ensure_ascii=False)
    return (
        not _ZERO.search(whole) and whole.encode("utf-8", "surrogatepass").decode("utf-8", "replace") == whole
    )


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
