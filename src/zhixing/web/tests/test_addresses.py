"""Addresses of many matters are those of each."""

from __future__ import annotations

from zhixing.kernel.matters import kinds
from zhixing.web.doors import addresses


def test_the_address_of_each_of_many_is_the_address_of_the_one():
    for kind in kinds.kinds().values():
        one = kind.model(pk=1204, kind=kind.code)

        assert addresses.of_each(kind)(1204) == addresses.of(one) == f"/{kind.module}/{kind.segment}/1204"
