"""What may be declared as the import of a ledger. The page itself is tested where a ledger declares one."""

from __future__ import annotations

import pytest

from zhixing.modules.supervision.actions.opening import register
from zhixing.modules.supervision.importing import LEDGER
from zhixing.web.doors import importing


def test_an_action_that_takes_more_than_a_file_and_a_unit_is_no_import(monkeypatch):
    monkeypatch.setattr(importing, "_IMPORTS", {})

    with pytest.raises(TypeError, match=r"supervision\.register takes not just a file and the unit"):
        importing.present_import("supervision.item", register, LEDGER)

    assert importing._IMPORTS == {}
