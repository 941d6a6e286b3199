"""Who asks: a bearer token, else the session of somebody signed in (who then proves the origin of changes)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from zhixing.kernel.access.actors import actor_of
from zhixing.kernel.access.models import Account
from zhixing.kernel.access.tokens import token_of
from zhixing.web.api import register, throttle
from zhixing.web.api.refusals import OriginNotProven, PasswordMustChange, TokenNotValid

SAFE = {"GET", "HEAD", "OPTIONS"}


class BearerToken(HttpBearer):
    """`Authorization: Bearer zx_…`. A token that opens nothing is refused, even beside a good session."""

    def authenticate(self, request: HttpRequest, token: str) -> Account:
        found = token_of(token.strip())
        if found is None:
            raise TokenNotValid
        request.token = found  # type: ignore[attr-defined]  # read by whoami
        return _counted(request, found.account, f"token:{found.pk}")


class SignedIn(APIKeyCookie):
    """The browser's session."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Account | None:
        account = request.user
        if not isinstance(account, Account) or not account.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise OriginNotProven
        if account.must_change_password:
            raise PasswordMustChange
        return _counted(request, account, f"account:{account.pk}")

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Not asked: the session has been read already."""
        raise NotImplementedError


def _counted(request: HttpRequest, account: Account, who: str) -> Account:
    at = request.resolver_match
    feeds = at is not None and request.method == "POST" and at.url_name in register.feeds()
    throttle.count(who, changes=request.method not in SAFE, feeds=feeds)
    request.user = account
    request.actor = actor_of(account)  # type: ignore[attr-defined]  # in pages.Request
    return account
