"""Odd requests made from the contract by who may do little: none breaks us, and every answer is as the contract says."""

from __future__ import annotations

import pytest

from tests.api.walking import AS_IT_SHOULD_BE, OTHERWISE, taken

pytestmark = pytest.mark.slow(40)


@pytest.fixture(autouse=True)
def _as_often_as_needed(settings):
    settings.API_RATE_LIMITS = (100_000, 100_000)


@pytest.mark.parametrize(
    ("who", "mode", "every"),
    [("housing_clerk", AS_IT_SHOULD_BE, slice(0, None, 2)), ("stranger", OTHERWISE, slice(1, None, 2))],
)
def test_no_request_made_from_the_contract_breaks_us(city, items, same_connection, who, mode, every):
    """They walk past every second door; the officer rightly past all of them, wrongly past those that the stranger leaves out."""
    answered = taken(who, mode, city, items, every=every)

    assert answered.total() >= 100, answered
    if mode == OTHERWISE:
        assert answered[422] + answered[400] + answered[404] >= 60, answered
