"""The API put together: every kind and action of the register, and what all of them share."""

from __future__ import annotations

from functools import cache
from typing import Any

from ninja import Router

from zhixing.base.words import w
from zhixing.kernel.actions.register import all_actions
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.web.api import calendar, deeds, files, matters, me, notices, organisation
from zhixing.web.api.auth import BearerToken, SignedIn
from zhixing.web.api.contract import Front
from zhixing.web.api.kinds import router_for
from zhixing.web.api.problems import set_handlers
from zhixing.web.api.register import added_operations
from zhixing.web.api.rendering import Renderer
from zhixing.web.api.shapes.marks import both

VERSION = "1"
TITLE = w("Zhixing API", "知行接口")
DESCRIPTION = w(
    "Everything the pages do, by the same decisions. Sign in with a bearer token or a session (a session sends "
    "X-CSRFToken with what changes something). Sentences come in the language of Accept-Language (zh or en). Days are "
    "whole days in the authority's time zone; due days are inclusive. What does not succeed is told as problem details "
    "(RFC 9457) and has changed nothing.",
    "页面能办的，接口都能办，依据同样的规则。使用令牌或登录会话访问（会话提交变更须附 X-CSRFToken）。文字语言由 "
    "Accept-Language 决定（zh 或 en）。日期为当地整日，截止日含当日。凡未成功的请求均以 RFC 9457 问题详情说明，且未作任何更改。",
)


@cache
def front() -> Front:
    """The API, made once, after every app has declared what it offers."""
    api = Front(
        title=TITLE.text("en"),
        version=VERSION,
        description=DESCRIPTION.text("en"),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api-v1",
        auth=[BearerToken(), SignedIn()],
        renderer=Renderer(),
        openapi_extra={"info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
    )
    set_handlers(api)
    for part in (me, matters, files, notices, organisation, calendar):
        api.add_router("", part.router)
    for kind in kinds.kinds().values():
        api.add_router(f"/{kind.module}/{kind.segment}", router_for(kind))
    for router in added_operations():
        api.add_router("", router)
    if things := _things():
        api.add_router("", things)
    return api


def _things() -> Router | None:
    """Actions on what is no matter: units, accounts, days of a calendar."""
    router = Router(tags=["administration"])
    found = [spec for spec in all_actions() if not issubclass(spec.model, Matter)]
    for spec in found:
        deeds.add_thing(router, spec)
    return router if found else None


GROUPS = {
    "whoami": w("Who you are", "当前身份"),
    "matters": w("Matters of every kind", "各类事项"),
    "files": w("Files", "文件"),
    "notices": w("Inbox", "消息"),
    "organisation": w("Units and persons", "单位和人员"),
    "calendar": w("Working days", "工作日"),
    "administration": w("Administration", "系统管理"),
}


@cache
def contract() -> dict[str, Any]:
    """The OpenAPI document. In both languages at once, so it is the same for every reader."""
    words = GROUPS | {code: kind.plural for code, kind in kinds.kinds().items()}
    tags = [
        {"name": name, "description": told.text("en"), "x-words": both(told)} for name, told in words.items()
    ]
    return {**front().get_openapi_schema(), "tags": tags}
