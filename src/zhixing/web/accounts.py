"""Signing in: accounts are made by the security administrator, never by a visitor, and no mail is sent.

What allauth offers beyond signing in, changing one's password and the second factor is not mounted (see
urls.py).
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from zhixing.base.words import w
from zhixing.web.shell import PRODUCT

LOCKED = w(
    "Too many failed attempts. For safety, signing in to this account is closed for 15 minutes; "
    "then try again, or ask the security administrator.",
    "登录失败次数过多。为保证安全，该账号 15 分钟内暂停登录；请稍后重试，或联系安全管理员。",
)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Closed to the public, silent by mail, in both languages."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": w("This account is closed.", "该账号已停用。"),
        "enter_current_password": w("Enter your present password.", "请输入当前密码。"),
        "incorrect_password": w("The password is not right.", "密码不正确。"),
        "invalid_login": w("The user name or the password is not right.", "用户名或密码不正确。"),
        "username_password_mismatch": w(
            "The user name or the password is not right.", "用户名或密码不正确。"
        ),
        "too_many_login_attempts": LOCKED,
        "rate_limited": w("Too many requests. Try again in some minutes.", "请求过于频繁，请几分钟后重试。"),
        "same_as_current": w(
            "The new password must differ from the present one.", "新密码不得与当前密码相同。"
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No mail flows: a lost password is reset by the security administrator, in person."""

    def set_password(self, user: Any, password: str) -> None:
        """A password chosen by its owner ends the duty to change the one that was handed out."""
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """One-time codes and recovery codes, in both languages."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": w("The code is not right, or its time is over.", "验证码不正确或已失效。"),
        "cannot_delete_authenticator": w("The second factor cannot be switched off.", "不能停用两步验证。"),
        "cannot_generate_recovery_codes": w(
            "Switch on the second factor before making recovery codes.", "请先启用两步验证，再生成恢复码。"
        ),
    }

    def get_totp_issuer(self) -> str:
        """What the authenticator app shows above the code."""
        return str(PRODUCT)
