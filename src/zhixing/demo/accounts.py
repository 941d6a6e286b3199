"""The accounts with which to look around the demonstration city, and the one password of all of them."""

from __future__ import annotations

from typing import NamedTuple

from zhixing.base.words import Words, w

PASSWORD = "yunchuan-demo"  # known to everybody: the city is made up, and nothing else opens with it


class DemoAccount(NamedTuple):
    """A name to sign in with, and whose it is."""

    username: str
    words: Words


DEMO_ACCOUNTS = (
    DemoAccount("ducha", w("inspection officer", "督查员")),
    DemoAccount("ducha-head", w("head of the inspection office", "督查室主任")),
    DemoAccount("shizhang", w("mayor", "市长")),
    DemoAccount("fushizhang", w("executive vice mayor", "常务副市长")),
    DemoAccount("zhujian", w("liaison officer of the housing bureau", "住建局联络员")),
    DemoAccount("zhujian-head", w("head of the housing bureau", "住建局局长")),
    DemoAccount("chengban", w("handler", "承办人")),
    DemoAccount("qiyun", w("inspection officer of a district", "栖云区督查员")),
    DemoAccount("jiwei", w("supervision organ", "监察部门")),
    DemoAccount("sysadmin", w("system administrator", "系统管理员")),
    DemoAccount("secadmin", w("security administrator", "安全管理员")),
    DemoAccount("auditadmin", w("audit administrator", "审计管理员")),
)


def accounts_line() -> str:
    """One line for the end of set-up, in the reader's language."""
    who = (
        w(", ", "、")
        .text("zh" if str(w("en", "zh")) == "zh" else "en")
        .join(f"{account.username} ({account.words})" for account in DEMO_ACCOUNTS)
    )
    return str(
        w("Demonstration accounts: {who}; password {password}", "演示账号：{who}；密码 {password}").put(
            who=who, password=PASSWORD
        )
    )
