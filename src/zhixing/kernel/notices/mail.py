"""Mail: urgent things at once, the rest in one mail each working morning, each in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from procrastinate.types import JSONDict, JSONValue

from zhixing.base import clock
from zhixing.base.words import Words, counted, speaking, w
from zhixing.kernel.access.actors import actor_of
from zhixing.kernel.access.models import Account
from zhixing.kernel.notices.inbox import unread
from zhixing.kernel.notices.models import Mailing, Notice, NoticeRead, Pace, Preference, Urgency
from zhixing.kernel.notices.readers import readers_of
from zhixing.kernel.notices.restdays import works_for

LINES = 50  # notices written out in one mail; of further ones their number is told
DIGEST_REACHES_BACK = timedelta(days=31)
ACCOUNTS_A_JOB = 200

# Mail leaves the house: of a confidential matter it tells nothing.
SEALED = w("A notice about a confidential matter.", "一条保密事项通知。")
_SUBJECT = "{n} new notice", "{n} new notices", "您有 {n} 条新通知"
_URGENT = "{n} urgent notice", "{n} urgent notices", "您有 {n} 条紧急通知"
_MORE = w("… and {n} more.", "……另有 {n} 条。")
_FOOT = w(
    "Sign in to read and answer. How you are told can be changed under your account.",
    "请登录系统查看并办理。可在个人设置中调整通知方式。",
)
PRODUCT = w("Zhixing", "知行")

_CLAIM = """
insert into notices_mailing (notice_id, account_id, mailed_at)
select n, %s, %s from unnest(%s::bigint[]) as n
on conflict (account_id, notice_id) do nothing
returning notice_id
"""


def flows() -> bool:
    """Is mail switched on at all? With the dummy backend no jobs are made for it."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def plan(groups: Sequence[list[int]]) -> None:
    """One job for each addressee's notices, in the caller's transaction."""
    from zhixing.kernel.notices.tasks import mail_now

    jobs: list[JSONDict] = [{"notice_ids": list[JSONValue](ids)} for ids in groups]
    mail_now.batch_defer(*jobs)


def preference_of(account: Account) -> Preference:
    """The account's preference; unsaved defaults where none was chosen."""
    return Preference.objects.filter(account=account).first() or Preference(account=account)


def prefer(account: Account, *, email: bool, pace: str, language: str) -> Preference:
    """Keep how the account wants to be told."""
    chosen = {"email": email, "pace": Pace(pace), "language": language}
    return Preference.objects.update_or_create(account=account, defaults=chosen)[0]


def mail_now(notice_ids: list[int]) -> int:
    """Mail these notices of one addressee to its readers: all to those who want mail at once, the urgent
    ones to everyone who takes mail. One mail for each reader. Returns how many went out.
    """
    notices = list(Notice.objects.filter(pk__in=notice_ids).order_by("pk"))
    if not notices:
        return 0
    first = notices[0]
    readers = readers_of(first.unit_id or -(first.person_id or 0), clock.today())
    return sum(_mail_to(reader, notices) for reader in readers)


def _mail_to(reader: Account, notices: list[Notice]) -> bool:
    preference = preference_of(reader)
    at_once = [
        n
        for n in notices
        if n.by_id != reader.pk and (n.urgency == Urgency.URGENT or preference.pace == Pace.AT_ONCE)
    ]
    if not preference.email or not at_once:
        return False
    read = set(
        NoticeRead.objects.filter(account=reader, notice__in=at_once).values_list("notice_id", flat=True)
    )
    return _send(reader, preference, [n for n in at_once if n.pk not in read])


def plan_digests() -> int:
    """Make the jobs for this morning's digests. Returns how many accounts they look at."""
    from zhixing.kernel.notices.tasks import digest_for

    unwanted = Preference.objects.filter(email=False).values("account_id")
    wanted = Account.objects.filter(is_active=True, is_service=False).exclude(pk__in=unwanted)
    ids = list(wanted.order_by("pk").values_list("pk", flat=True))
    chunks = [ids[start : start + ACCOUNTS_A_JOB] for start in range(0, len(ids), ACCOUNTS_A_JOB)]
    jobs: list[JSONDict] = [{"account_ids": list[JSONValue](chunk)} for chunk in chunks]
    if jobs:
        digest_for.batch_defer(*jobs)
    return len(ids)


def digest_for(account_ids: Iterable[int], today: date) -> int:
    """Send each of these accounts one mail with what it has not read and was not mailed. Returns how many
    went out.

    Nothing goes out on a rest day of the account's jurisdiction; the next working morning's mail has it.
    What is older than a month is no news.
    """
    accounts = Account.objects.filter(pk__in=list(account_ids), is_active=True).select_related("person")
    return sum(_digest(account, today) for account in accounts)


def _digest(account: Account, today: date) -> bool:
    preference = preference_of(account)
    if not preference.email or not _address(account):
        return False
    actor = actor_of(account, on=today)
    if not works_for(actor, today):
        return False
    since = clock.moment_on(today) - DIGEST_REACHES_BACK
    mailed = Mailing.objects.filter(account=account).values("notice_id")
    waiting = unread(actor, below=False).filter(created_at__gte=since).exclude(pk__in=mailed)
    return _send(account, preference, list(waiting.order_by("pk")))


def _send(reader: Account, preference: Preference, notices: list[Notice]) -> bool:
    address = _address(reader)
    if not address or not notices:
        return False
    claimed = _claim(reader, [n.pk for n in notices])
    mine = [n for n in notices if n.pk in claimed]
    if not mine:
        return False
    with speaking(preference.language):
        message = EmailMessage(_subject(mine), _body(mine), to=[address])
    try:
        message.send()
    except OSError:  # smtplib's exceptions are OSErrors too
        # Not sent: let the next attempt, or the next digest, have it.
        Mailing.objects.filter(account=reader, notice_id__in=claimed).delete()
        raise
    return True


def _claim(reader: Account, ids: list[int]) -> set[int]:
    """Those of the notices that nobody has mailed to this reader before; from now on they count as mailed."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [reader.pk, clock.now(), ids])
        return {row[0] for row in cursor.fetchall()}


def _address(reader: Account) -> str:
    return reader.email or (reader.person.email if reader.person else "")


def _subject(notices: list[Notice]) -> str:
    urgent = all(n.urgency == Urgency.URGENT for n in notices)
    said = counted(len(notices), *(_URGENT if urgent else _SUBJECT))
    return str(w("{product}: {said}", "【{product}】{said}").put(product=PRODUCT, said=said))


def _body(notices: list[Notice]) -> str:
    lines = [f"· {_line(n)}" for n in notices[:LINES]]
    if len(notices) > LINES:
        lines.append(str(_MORE.put(n=len(notices) - LINES)))
    return "\n".join([*lines, "", str(_FOOT), ""])


def _line(notice: Notice) -> Words:
    return SEALED if notice.is_confidential else notice.words
