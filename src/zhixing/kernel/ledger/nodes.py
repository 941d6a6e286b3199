"""Subtree hashes as the database keeps them: leaves on level 0, full subtrees above."""

from __future__ import annotations

from zhixing.kernel.ledger.models import Leaf, Node


class DatabaseNodes:
    """A reader for proofs: one indexed read for each node asked for, remembered within one proof."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], bytes] = {}

    def node(self, level: int, index: int) -> bytes:
        place = (level, index)
        if place not in self._read:
            if level == 0:
                found = Leaf.objects.values_list("hash", flat=True).get(position=index)
            else:
                found = Node.objects.values_list("hash", flat=True).get(level=level, index=index)
            self._read[place] = bytes(found)
        return self._read[place]
