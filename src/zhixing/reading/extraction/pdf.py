"""The text of a PDF, read in a process of its own with limits on time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from zhixing.reading.extraction.limits import LONGEST_TEXT, MOST_PAGES, PDF_MEMORY, PDF_SECONDS
from zhixing.reading.extraction.text import Text
from zhixing.reading.refusals import Encrypted, NotWhatItSays, ScannedOnly, TakesTooLong, TextTooLong

_CHILD = Path(__file__).with_name("pdf_child.py")
#: Fewer characters for each page than this, and the pages are pictures.
_LEAST_PER_PAGE = 5


def text_of_pdf(name: str, content: bytes) -> Text:
    """The text in reading order; lines that the page broke are one line for each paragraph again."""
    limits = {"pages": MOST_PAGES, "memory": PDF_MEMORY, "seconds": PDF_SECONDS, "characters": LONGEST_TEXT}
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD), json.dumps(limits)],
            input=content,
            capture_output=True,
            timeout=PDF_SECONDS + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TakesTooLong(name=name, seconds=PDF_SECONDS) from late
    if child.returncode != 0:
        raise TakesTooLong(name=name, seconds=PDF_SECONDS)
    told = json.loads(child.stdout)
    wrong = told.get("wrong")
    if wrong == "encrypted":
        raise Encrypted(name=name)
    if wrong == "damaged":
        raise NotWhatItSays(name=name, kind=".pdf")
    if wrong == "too long":
        raise TextTooLong(name=name, most=LONGEST_TEXT)
    if len(told["text"].split()) == 0 or len(told["text"]) < _LEAST_PER_PAGE * told["pages"]:
        raise ScannedOnly(name=name)
    return Text(told["text"], "pdf", pages=told["pages"])
