"""Every page, on a telephone and in English."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.slow(80), pytest.mark.django_db(transaction=True)]


def test_every_page_can_be_looked_at_narrow_in_english(look):
    assert look("en", "narrow") == []
