"""Where the real documents lie, and the mark of tests that need them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REALDATA = Path(os.environ.get("ZHIXING_REALDATA", Path(__file__).parents[5] / "shared" / "data"))
DOCUMENTS = REALDATA / "documents"
GOLD = REALDATA.parent / "gold"

needs_documents = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DOCUMENTS.is_dir(), reason=f"no documents at {DOCUMENTS}: set ZHIXING_REALDATA"),
]
needs_gold = [
    *needs_documents,
    pytest.mark.skipif(not GOLD.is_dir(), reason=f"no labelled documents at {GOLD}"),
]
