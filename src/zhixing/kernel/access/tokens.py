"""Keys for the API: made once, shown once, kept only as their SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.access.models import Account, Token

PREFIX = "zx_"  # lets a scan for leaked secrets recognise ours
LONGEST_DAYS = 366  # a key that nobody renews must end


class TokenTermWrong(Refusal):
    """A key that would be dead at birth, or live longer than anybody looks after it."""

    code = "access.token_term_wrong"
    status = 422
    reason = w(
        "An API token must expire between {first} and {last}.", "接口令牌的有效期应在{first}至{last}之间。"
    )
    remedy = w("Choose a day within this time and renew it then.", "请选择该范围内的日期，到期前更换。")


def issue(account: Account, name: str, expires_on: date) -> tuple[Token, str]:
    """A new token of the account and its secret, which cannot be shown again.

    `expires_on` is the last day on which it works. To be called inside the administration action that
    answers for it. Raises TokenTermWrong.
    """
    first, last = clock.today(), clock.today() + timedelta(days=LONGEST_DAYS)
    if not first <= expires_on <= last:
        raise TokenTermWrong(first=first.isoformat(), last=last.isoformat())
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(account=account, name=name, digest=digest_of(secret), expires_on=expires_on)
    return token, secret


def token_of(secret: str) -> Token | None:
    """The token in force with this secret, its account at hand; None for one unknown, expired or revoked, and
    for a closed account.

    Notes the day of use, at most once a day.
    """
    if not secret.startswith(PREFIX):
        return None
    today = clock.today()
    token = (
        Token.objects.select_related("account__person")
        .filter(digest=digest_of(secret), expires_on__gte=today, revoked_on=None, account__is_active=True)
        .first()
    )
    if token is not None and token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def account_of(secret: str) -> Account | None:
    """The account for which this secret opens the API today, or None."""
    token = token_of(secret)
    return token.account if token else None


def digest_of(secret: str) -> bytes:
    """What is kept of a secret. It is random and long, so a plain fingerprint cannot be turned back."""
    return hashlib.sha256(secret.encode()).digest()
