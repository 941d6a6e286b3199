"""Every page, wide and in Chinese."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.slow(80), pytest.mark.django_db(transaction=True)]


def test_every_page_can_be_looked_at_wide_in_chinese(look):
    assert look("zh", "wide") == []
