"""The committed reference pages say what the registers say (guard 12)."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhixing.config.reference import pages

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES = pages()


@pytest.mark.parametrize("name", list(PAGES))
def test_the_page_is_what_the_registers_say(name):
    assert (FOLDER / name).read_text("utf-8") == PAGES[name], "run `make docs`"
