"""What administration offers at start-up: subjects of its actions, places in the navigation, who is told of what."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from zhixing.base.words import w
from zhixing.kernel.access.models import Account, CustomRole, Grant, Seat, StandIn, Token
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices import rules as notices
from zhixing.kernel.obligations.models import Finding
from zhixing.kernel.organisation.models import Appointment, Person, Post, Unit
from zhixing.modules.administration import signing_in
from zhixing.modules.administration.actions.calendars import CONFIRM
from zhixing.modules.administration.actions.findings import DECIDE as DECIDE_FINDINGS
from zhixing.modules.administration.actions.rules import CONFIRM as CONFIRM_RULES
from zhixing.modules.administration.models import CalendarProposal, RuleProposal
from zhixing.modules.administration.pages.subjects import subject
from zhixing.web import navigation


def offer() -> None:
    """Declare all of it; called once."""
    _subjects()
    _access_subjects()
    _places()
    _administration_places()
    signing_in.listen()
    notices.told(
        "obligations.dates_recomputed",
        standings=(Standing.LEAD, Standing.SUPPORTING, Standing.HANDLER, Standing.SUPERVISOR),
    )


def _page(name: str, *arguments: Any) -> str:
    return reverse(f"administration:{name}", args=arguments or None)


def _chart_of(unit: Unit | None) -> str:
    return _page("unit", unit.pk) if unit else _page("chart")


def _subjects() -> None:
    chart = w("Organisation", "组织机构")
    subject("units", Unit, chart, w("Unit", "单位"), _chart_of)
    subject("posts", Post, chart, w("Post", "职务"), lambda post: _chart_of(post.unit if post else None))
    subject("persons", Person, chart, w("Person", "人员"), lambda one: _person_of(one.pk if one else None))
    subject(
        "appointments", Appointment, chart, w("Appointment", "任职"),
        lambda held: _person_of(held.person_id if held else None),
    )  # fmt: skip
    subject(
        "calendar-changes", CalendarProposal, w("Calendar", "工作日历"), w("Calendar change", "日历变更"),
        lambda change: _page("calendar-change", change.pk) if change else _page("calendar"),
    )  # fmt: skip

    subject(
        "rule-changes", RuleProposal, w("Rule packs", "规则包"), w("Change of rules", "规则变更"),
        lambda change: _page("rule-change", change.pk) if change else _page("rule-changes"),
    )  # fmt: skip

    subject(
        "findings", Finding, w("Findings", "累计情形"), w("Finding", "累计情形"),
        lambda finding: _page("finding", finding.pk) if finding else _page("findings"),
    )  # fmt: skip


def _person_of(person_id: int | None) -> str:
    return _page("person", person_id) if person_id else _page("chart")


def _access_subjects() -> None:
    accounts, own = w("Accounts", "账号"), w("My account", "我的账号")
    subject(
        "accounts", Account, accounts, w("Account", "账号"),
        lambda one: _page("account", one.pk) if one else _page("accounts"),
    )  # fmt: skip
    subject("grants", Grant, accounts, w("Grant", "授权"), _account_of)
    subject(
        "seats",
        Seat,
        w("Administrators", "三员管理"),
        w("Office", "管理员岗位"),
        lambda seat: _page("administrators"),
    )
    subject(
        "roles",
        CustomRole,
        w("Roles and powers", "角色与权限"),
        w("Role", "角色"),
        lambda role: _page("roles"),
    )
    subject("stand-ins", StandIn, own, w("Stand-in", "代理"), lambda standing: _page("own"))
    subject("tokens", Token, own, w("API token", "接口令牌"), lambda token: _page("own"))
    subject("jobs", ProcrastinateJob, w("Jobs", "后台任务"), w("Job", "任务"), lambda job: _page("jobs"))


def _account_of(grant: Grant | None) -> str:
    return _page("account", grant.account_id) if grant else _page("accounts")


def _places() -> None:
    navigation.add(
        "administration.chart",
        w("Organisation", "组织机构"),
        "administration:chart",
        "sitemap",
        order=30,
        group="knowledge",
        letter="o",
    )
    navigation.add(
        "administration.calendar",
        w("Calendar", "工作日历"),
        "administration:calendar",
        "calendar",
        order=20,
        group="knowledge",
        letter="c",
    )
    navigation.add(
        "administration.packs",
        w("Rule packs", "规则包"),
        "administration:packs",
        "books",
        order=10,
        group="knowledge",
        letter="r",
    )


def _administration_places() -> None:
    places = [
        ("accounts", w("Accounts", "账号"), "users", "access.manage", 10),
        ("roles", w("Roles and powers", "角色与权限"), "shield-check", "access.manage", 20),
        ("administrators", w("Administrators", "三员管理"), "user-shield", "access.administer", 30),
        ("calendar-changes", w("Calendar changes", "日历变更"), "checks", CONFIRM, 40),
        ("rule-changes", w("Changes of rules", "规则变更"), "gavel", CONFIRM_RULES, 45),
        ("findings", w("Findings", "累计情形"), "scale", DECIDE_FINDINGS, 47),
        ("jobs", w("Jobs", "后台任务"), "engine", "system.manage", 50),
        ("audit", w("Audit", "审计"), "eye-check", "audit.read", 60),
    ]
    for name, words, icon, power, order in places:
        navigation.add(
            f"administration.{name}", words, f"administration:{name}", icon,
            power=power, order=order, group="administration",
        )  # fmt: skip
    navigation.set_home("system", "administration:chart")
    navigation.set_home("security", "administration:accounts")
    navigation.set_home("audit", "administration:audit")
    navigation.add(
        "administration.own",
        w("My account", "我的账号"),
        "administration:own",
        "user-cog",
        order=90,
        group="work",
    )
