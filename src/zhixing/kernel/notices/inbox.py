"""What an actor has been told: the notices of his units and of himself, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.notices.models import Notice, NoticeRead, ReadThrough

UNIT_INBOX = "notices.unit_inbox"
COUNTED = 100  # unread notices are counted up to here; a page shows "99+"

# The count behind the bell of every page: what `unread` says, without the rows, and stopping as early as it can.
_COUNT = """
select count(*), count(*) filter (where is_confidential) from (
  select n.is_confidential from notices_notice n
  where n.addressee = any(%(addressees)s)
    and n.id > coalesce((select through from notices_readthrough where account_id = %(account)s), 0)
    and n.by_id is distinct from %(account)s
    and not exists (select from notices_noticeread r where r.account_id = %(account)s and r.notice_id = n.id)
  limit %(most)s) unread
"""

SETTLED = timedelta(hours=1)  # no transaction lasts so long: what is older is all there

_MARK = """
insert into notices_noticeread (notice_id, account_id, read_at)
select unread.id, %s, %s from ({unread}) unread
on conflict (account_id, notice_id) do nothing
"""

_MOVE = """
insert into notices_readthrough (account_id, through) values (%s, %s)
on conflict (account_id) do update set through = greatest(notices_readthrough.through, excluded.through)
"""


def inbox(actor: Actor, *, below: bool = True) -> QuerySet[Notice]:
    """The actor's notices, newest first, each with `is_read`.

    His own, those of every unit over which he holds the power to read its inbox (whoever holds it, named or
    not), and those of a person for whom he stands in. `below=False` leaves out units that he only reaches
    from above: a grant names the remaining ones, or he serves in them. Notices of confidential matters only
    as long as he may find them.
    """
    confidential = [k.code for k in kinds.kinds().values() if k.confidential]
    may_know = Q(is_confidential=False)
    if confidential:
        # By kind, too: otherwise PostgreSQL may first collect the ids of every ordinary matter that he may find.
        to_find = Matter.objects.visible_to(actor).filter(pk=OuterRef("matter_id"), kind__in=confidential)
        may_know |= Q(Exists(to_find))
    seen = Notice.objects.filter(may_know, addressee__in=_addressees(actor, below))
    is_read = Q(_read_by(actor)) | Q(by_id=actor.account_id, by_id__isnull=False) | Q(pk__lte=_through(actor))
    return seen.annotate(is_read=ExpressionWrapper(is_read, output_field=BooleanField())).order_by("-id")


def unread(actor: Actor, *, below: bool = True) -> QuerySet[Notice]:
    """Those that the actor has not read. What tells of his own deed counts as read."""
    # Said anew instead of filtering by `is_read`: plain conditions let PostgreSQL use the index and an anti-join.
    found = inbox(actor, below=below).filter(~_read_by(actor), pk__gt=_through(actor))
    return found.exclude(by_id=actor.account_id)


def unread_count(actor: Actor, *, below: bool = True) -> int:
    """How many notices are unread, counted up to COUNTED. One query once the actor's keys are known.

    Where one of a confidential matter is among them, `unread` is asked, which knows who may find the matter.
    """
    given: dict[str, Any] = {
        "addressees": _addressees(actor, below),
        "account": actor.account_id,
        "most": COUNTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        found, confidential = cursor.fetchone()
    return unread(actor, below=below).order_by()[:COUNTED].count() if confidential else int(found)


def mark_read(ids: Iterable[int] | None, actor: Actor, *, below: bool = True) -> int:
    """Mark these notices of the actor's inbox as read by him, or all of them (None). Others' are left alone.

    `below=False` leaves those of units that he only reaches from above as they are, as `inbox` leaves them out.
    Returns how many were unread before. None of them named, none marked.
    """
    named = None if ids is None else list(ids)
    if named == []:
        return 0  # the query of an empty choice has no SQL to insert from
    with transaction.atomic():
        wanted = unread(actor, below=below)
        marked = _mark(wanted if named is None else wanted.filter(pk__in=named), actor)
        _move_forward(actor)
    return marked


def reaches_below(actor: Actor) -> bool:
    """Whether his inbox holds more than what he, his own units and whom he stands in for are told."""
    return bool(set(_addressees(actor, below=True)) - set(_addressees(actor, below=False)))


def _mark(wanted: QuerySet[Notice], actor: Actor) -> int:
    sql, params = wanted.order_by().values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_MARK.format(unread=sql), [actor.account_id, clock.now(), *params])
        return int(cursor.rowcount)


def _move_forward(actor: Actor) -> None:
    """Let the account's mark follow what it has read: to the last settled notice before its first unread one."""
    settled = Notice.objects.filter(created_at__lt=clock.now() - SETTLED).order_by("-pk")
    through = settled.values_list("pk", flat=True).first() or 0
    first = unread(actor).order_by("pk").values_list("pk", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [actor.account_id, through if first is None else min(through, first - 1)])


def _read_by(actor: Actor) -> Exists:
    return Exists(NoticeRead.objects.filter(notice=OuterRef("pk"), account_id=actor.account_id))


def _through(actor: Actor) -> Coalesce:
    mark = ReadThrough.objects.filter(account_id=actor.account_id).values("through")
    return Coalesce(Subquery(mark), 0)


def _addressees(actor: Actor, below: bool) -> list[int]:
    ids = set(actor.keys(UNIT_INBOX).ids)
    if not below:
        ids = {i for i in ids if i < 0} | (ids & _own_units(actor))
    if actor.person_id:
        ids.add(-actor.person_id)
    return sorted(ids)


def _own_units(actor: Actor) -> set[int]:
    """Units that a grant of the power names, and those in which the actor serves."""
    return {held.unit_id for held in actor.held if UNIT_INBOX in held.powers} | actor.unit_ids
