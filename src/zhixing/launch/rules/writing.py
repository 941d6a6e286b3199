"""Answers in JSON and in both languages."""

from __future__ import annotations

import json
import sys
from typing import Any

from zhixing.base.words import Words


def both(words: Words) -> dict[str, str]:
    """The words as a mapping of languages."""
    return {"zh": words.text("zh"), "en": words.text("en")}


def write(said: Any) -> None:
    """The answer for machines, on standard output."""
    sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
