"""Which kinds of document go which way (党政机关公文处理工作条例, art. 8, 14, 15)."""

from __future__ import annotations

import re

from zhixing.modules.correspondence.choices import Direction, DocumentKind
from zhixing.modules.correspondence.refusals import KindNotForDirection, OneAddressee

_ANYWHERE = {DocumentKind.OPINION, DocumentKind.MINUTES}
KINDS_OF: dict[Direction, frozenset[DocumentKind]] = {
    Direction.UPWARD: frozenset({DocumentKind.REQUEST, DocumentKind.REPORT} | _ANYWHERE),
    Direction.PARALLEL: frozenset({DocumentKind.LETTER, DocumentKind.MOTION} | _ANYWHERE),
    Direction.OUTWARD: frozenset(
        {DocumentKind.LETTER, DocumentKind.PROCLAMATION, DocumentKind.PUBLIC_NOTICE} | _ANYWHERE
    ),
    Direction.DOWNWARD: frozenset(
        set(DocumentKind) - {DocumentKind.REQUEST, DocumentKind.REPORT, DocumentKind.MOTION}
    ),
}
_SEVERAL = re.compile(r"[、，,；;]")


def must_fit(kind: DocumentKind, direction: Direction) -> None:
    """Refuse a kind of document that does not go this way (KindNotForDirection): no 请示 downward, no 批复 upward."""
    fitting = KINDS_OF[direction]
    if kind not in fitting:
        names = [k.label for k in DocumentKind if k in fitting]
        raise KindNotForDirection(kind=kind.label, direction=direction.label, kinds=names)


def must_have_one_addressee(direction: Direction, addressee: str) -> None:
    """Refuse an upward document to several organs (OneAddressee).

    >>> must_have_one_addressee(Direction.UPWARD, "市人民政府")
    """
    if direction == Direction.UPWARD and _SEVERAL.search(addressee):
        raise OneAddressee(addressee=addressee)
