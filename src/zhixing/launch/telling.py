"""What the commands say: progress on standard output, refusals on standard error, exit status 2."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words

REFUSED = 2


def say(words: Words | str) -> None:
    """One line of progress, seen at once."""
    print(words, flush=True)


def answer(facts: dict[str, Any], told: Words | str, *, as_json: bool) -> None:
    """The command's result: JSON for machines, else words."""
    print(json.dumps(facts, ensure_ascii=False, default=str) if as_json else told, flush=True)


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tell a refusal as a sentence with its way out, and leave with status 2."""
    try:
        yield
    except Refusal as refusal:
        sys.stdout.flush()
        print(refusal.why(), file=sys.stderr)
        print(refusal.way_out(), file=sys.stderr)
        if ground := refusal.on_what_ground():
            print(ground, file=sys.stderr)
        raise SystemExit(REFUSED) from None
