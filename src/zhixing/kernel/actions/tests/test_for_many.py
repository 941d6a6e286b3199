"""What may be declared as a deed for many at once."""

from __future__ import annotations

import pytest

from zhixing.base.words import w
from zhixing.kernel.actions.register import action, actions_of
from zhixing.kernel.matters.models import Matter


def test_a_deed_that_opens_cannot_be_done_to_many_at_once_and_is_not_declared():
    declare = action(
        Matter,
        "open_many",
        power="tests.look",
        words=w("x", "x"),
        help=w("x", "x"),
        opens=True,
        for_many=True,
    )

    with pytest.raises(ValueError, match="it opens, or takes a file"):
        declare(lambda: None)

    assert "open_many" not in actions_of(Matter)
