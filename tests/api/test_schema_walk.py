"""Odd requests made from the contract by who may do much: none breaks us, and every answer is as the contract says."""

from __future__ import annotations

import pytest

from tests.api.walking import AS_IT_SHOULD_BE, OTHERWISE, taken

pytestmark = pytest.mark.slow(40)


@pytest.fixture(autouse=True)
def _as_often_as_needed(settings):
    settings.API_RATE_LIMITS = (100_000, 100_000)


@pytest.mark.parametrize("mode", [AS_IT_SHOULD_BE, OTHERWISE])
def test_no_request_made_from_the_contract_breaks_us(city, items, same_connection, mode):
    # making wrong requests takes longest: past every second door, the stranger walks past the others
    every = slice(None) if mode == AS_IT_SHOULD_BE else slice(None, None, 2)
    answered = taken("officer", mode, city, items, every=every)

    assert answered.total() >= 100, answered
    if mode == AS_IT_SHOULD_BE:
        assert answered[200] >= 20, answered
    else:
        assert answered[422] + answered[400] + answered[404] >= 60, answered
