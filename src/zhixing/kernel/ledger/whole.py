"""Checking the whole record: every leaf again from its row, every node, every head (nothing was changed, nothing is missing).

A proof speaks for one matter; this speaks for the installation. It reads everything once, in one snapshot, and changes
nothing. Cost: as much hashing as sealing took (bench/merkle.py), some 25 s for a million events.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db import OperationalError, connection, transaction

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.ledger.leaf import LeafNotCanonical, leaf_data, leaf_hash
from zhixing.kernel.ledger.merkle import Frontier, NodeAt
from zhixing.kernel.ledger.models import Head, Leaf, Node
from zhixing.kernel.ledger.sealing import ALGORITHM, fields_of, key
from zhixing.kernel.ledger.serving import signed
from zhixing.kernel.ledger.signing import is_signed_by, key_id
from zhixing.kernel.matters.models import Event

PIECE = 2_000
MOST = 100  # findings told; whoever broke a million rows need not read a million lines

_LOST = """
select e.id from matters_event e
left join ledger_leaf l on l.event_id = e.id
left join matters_event_waiting q on q.event_id = e.id
where l.event_id is null and q.event_id is null
order by e.id limit %s
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the record that does not hold. `code` for machines, `said` for people."""

    code: str
    said: Words


def verify_all() -> list[Problem]:
    """What does not hold, at most MOST findings; an empty list is the good answer.

    Events that wait to be sealed are no problem: they are protected from the moment they are sealed.
    """
    with _one_snapshot():
        return list(islice(_problems(), MOST))


def _problems() -> Iterator[Problem]:
    heads = {head.size: head for head in Head.objects.order_by("size")}
    frontier = Frontier(algorithm=ALGORITHM)
    leaves = Leaf.objects.select_related("event").order_by("position").iterator(chunk_size=PIECE)
    while piece := list(islice(leaves, PIECE)):
        completed: list[tuple[NodeAt, bytes]] = []
        for leaf in piece:
            if leaf.position != frontier.size:
                said = w("Position {at} is missing from the record.", "记录缺少第{at}位。")
                yield Problem("ledger.gap", said.put(at=frontier.size))
                return  # every later position would be reported for the same reason
            yield from _leaf(leaf)
            completed += [node for node in frontier.append(bytes(leaf.hash)) if node[0].level]
            if head := heads.pop(frontier.size, None):
                yield from _head(head, frontier.root())
        yield from _nodes(completed)
    for size in heads:
        said = w(
            "A head over {size} events was signed, but the record has only {here}.",
            "已签名的树头含{size}条，记录中只有{here}条。",
        )
        yield Problem("ledger.shortened", said.put(size=size, here=frontier.size))
    yield from _lost()


def _leaf(leaf: Leaf) -> Iterator[Problem]:
    try:
        found = leaf_hash(leaf_data(fields_of(leaf.event)), ALGORITHM)
    except LeafNotCanonical:
        found = b""
    if found != bytes(leaf.hash):
        said = w("Event {id} at position {at} is not as it was sealed.", "第{at}位的留痕{id}与封存时不一致。")
        yield Problem("ledger.leaf_differs", said.put(id=leaf.event_id, at=leaf.position))


def _nodes(completed: list[tuple[NodeAt, bytes]]) -> Iterator[Problem]:
    """The stored subtrees among these: proofs are made of them."""
    for level in sorted({at.level for at, _ in completed}):
        wanted = {at.place: found for at, found in completed if at.level == level}
        stored = Node.objects.filter(level=level, index__range=(min(wanted), max(wanted)))
        here = {index: bytes(found) for index, found in stored.values_list("index", "hash")}
        for place, found in wanted.items():
            if here.get(place) != found:
                said = w(
                    "The stored subtree {level}/{place} is not what its leaves make.",
                    "存储的子树{level}/{place}与其叶不符。",
                )
                yield Problem("ledger.node_differs", said.put(level=level, place=place))


def _head(head: Head, root: bytes) -> Iterator[Problem]:
    if bytes(head.root) != root:
        said = w(
            "The root over the first {size} events is not the one that was signed: the record was rewritten.",
            "前{size}条的根与签名时不一致：记录被改写。",
        )
        yield Problem("ledger.root_differs", said.put(size=head.size))
    public = key().public_key()
    if head.key_id == key_id(public) and not is_signed_by(signed(head), public):
        said = w(
            "The head over {size} events does not carry a valid signature.", "含{size}条的树头签名无效。"
        )
        yield Problem("ledger.bad_signature", said.put(size=head.size))


def _lost() -> Iterator[Problem]:
    with connection.cursor() as cursor:
        cursor.execute(_LOST, [MOST])
        lost = [int(row[0]) for row in cursor.fetchall()]
    for event_id in lost:
        said = w(
            "Event {id} is neither sealed nor waiting to be sealed.", "留痕{id}既未封存，也不在待封存队列中。"
        )
        yield Problem("ledger.lost", said.put(id=event_id))


def counted() -> tuple[int, int]:
    """How many events there are, and how many of them are sealed."""
    return Event.objects.count(), Leaf.objects.count()


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """All statements see the same moment, so that a sealer at work is no finding."""
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield


class DatabaseAway(Refusal):
    """The record lies in the database: without it there is nothing to check."""

    code = "ledger.database_away"
    status = 503
    reason = w("The database does not answer.", "数据库无响应。")
    remedy = w(
        "Start it (`zhixing up`) or set DATABASE_URL, and try again.",
        "请先启动数据库（zhixing up）或设置 DATABASE_URL，再重试。",
    )


def main(*, as_json: bool = False) -> int:
    """`zhixing verify --record`: 0 when everything holds, 1 when something does not."""
    import django

    django.setup()
    try:
        problems = verify_all()
        events, sealed = counted()
    except OperationalError as away:
        raise DatabaseAway from away
    if as_json:
        found = [{"code": p.code, "zh": p.said.text("zh"), "en": p.said.text("en")} for p in problems]
        facts = {"holds": not problems, "events": events, "sealed": sealed, "problems": found}
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
        return 1 if problems else 0
    for problem in problems:
        sys.stdout.write(f"{problem.said}\n")
    if problems:
        told = w(
            "The record does not hold: {n} findings (at most {most} are told).",
            "记录不成立：发现{n}处问题（最多列出{most}处）。",
        ).put(n=len(problems), most=MOST)
    else:
        told = w(
            "The record holds: {sealed} of {events} events are sealed and unchanged; the others wait.",
            "记录成立：{events}条留痕中{sealed}条已封存且未被改动，其余待封存。",
        ).put(sealed=sealed, events=events)
    sys.stdout.write(f"{told}\n")
    return 1 if problems else 0
