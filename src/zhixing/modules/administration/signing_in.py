"""The sign-in log: who came in, and which attempts failed, as events of the sealed record.

These are the framework's authentication signals, the only way in which every door (password, second factor,
a backend added later) says so; Django's model signals stay banned.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db import transaction

from zhixing.kernel.access.actors import Actor, service
from zhixing.kernel.access.models import Account
from zhixing.kernel.matters import events
from zhixing.modules.administration.events.access import SignedIn, SignInFailed

DOOR = "sign-in"
UNKNOWN = "access.sign_in"


def listen() -> None:
    """Keep the log from now on; called once at start-up."""
    user_logged_in.connect(came_in, dispatch_uid="administration.came_in")
    user_login_failed.connect(failed, dispatch_uid="administration.failed")


def came_in(sender: Any, request: Any, user: Account, **more: Any) -> None:
    """Record that somebody signed in."""
    actor = Actor(user.pk, str(user), user.person_id, frozenset(), ())
    with transaction.atomic():
        events.record(SignedIn(address=_address(request)), actor=actor, subject=f"access.account:{user.pk}")


def failed(sender: Any, credentials: dict[str, Any], request: Any = None, **more: Any) -> None:
    """Record a failed attempt. A name that no account has may be a password typed into the wrong field: it is masked."""
    said = _clean(str(credentials.get("username", "")))
    account = Account.objects.filter(username__iexact=said).first() if said else None
    shown = account.username if account else (f"{said[:2]}…" if said else "—")
    subject = f"access.account:{account.pk}" if account else UNKNOWN
    with transaction.atomic():
        told = SignInFailed(username=shown, address=_address(request))
        events.record(told, actor=service(DOOR), subject=subject)


def _address(request: Any) -> str:
    found = request.META.get("REMOTE_ADDR", "") if request is not None else ""
    return str(found)[:60] or "—"


def _clean(said: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", said) if unicodedata.category(c)[0] != "C")[:60]
