"""Accounts, the permission table, the three administrators; and what everyone sees of the own account."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access import powers as register
from zhixing.kernel.access.actors import SEAT_POWERS
from zhixing.kernel.access.models import Account, CustomRole, Grant, Office, Reach, Seat, StandIn, Token
from zhixing.modules.administration.actions import seats
from zhixing.modules.administration.own import with_own
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.pages.organisation import person_url, story_of, unit_url
from zhixing.modules.administration.permissions import Matrix, matrix
from zhixing.web.components import Chip, Column, Fact, Link, Pages, Row, Table
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

ACCOUNTS = w("Accounts", "账号")
SHOWN = 100
OPEN = Chip(w("Open", "正常"), icon="circle-check", tone="met")
LOCKED = Chip(w("Locked", "已锁定"), icon="lock", tone="closed")


@require_safe
@page("access.manage")
def accounts(request: Request) -> HttpResponse:
    """Accounts by user name, found by name, user name or staff number."""
    query = request.GET.get("q", "").strip()[:60]
    after = request.GET.get("after", "")[:60]
    found = Account.objects.select_related("person").filter(is_service=False).order_by("username")
    if query:
        by_person = Q(person__name__icontains=query) | Q(person__staff_number__iexact=query)
        found = found.filter(Q(username__icontains=query) | by_person)
    if after:
        found = found.filter(username__gt=after)
    rows = list(found[: SHOWN + 1])
    more = rows[SHOWN - 1].username if len(rows) > SHOWN else ""
    held = _roles_held([a.pk for a in rows])
    table = Table(
        ACCOUNTS,
        [
            Column("username", w("User name", "用户名")),
            Column("person", w("Person", "人员")),
            Column("state", w("State", "状态"), kind="chip"),
            Column("roles", w("Roles and offices", "角色与岗位")),
            Column("last", w("Last sign-in", "最近登录"), kind="day"),
        ],
        [_account_row(a, held.get(a.pk, [])) for a in rows[:SHOWN]],
        empty=w("No account is found.", "没有符合条件的账号。"),
    )
    next_url = f"?after={more}" + (f"&q={query}" if query else "") if more else ""
    context = {
        "query": query,
        "table": table,
        "pages": Pages(next_url=next_url),
        "deeds": subjects.new_deed(Account, "create", request.actor, icon="user-plus"),
    }
    return render(request, "administration/accounts.html", context)


def _roles_held(ids: list[int]) -> dict[int, list[Words | str]]:
    today = clock.today()
    found: dict[int, list[Words | str]] = {}
    for seat in seats.running(today, account_id__in=ids):
        found.setdefault(seat.account_id, []).append(Office(seat.office).label)
    for grant in Grant.objects.in_force(today).filter(account_id__in=ids).select_related("unit"):
        said = w("{role}: {unit}", "{unit}：{role}").put(
            role=role_words(grant.role), unit=grant.unit.short_name
        )
        found.setdefault(grant.account_id, []).append(said)
    return found


def _account_row(account: Account, held: list[Words | str]) -> Row:
    person = account.person.name if account.person else w("outside system", "外部系统")
    state = OPEN if account.is_active else LOCKED
    return Row([account.username, person, state, held, account.last_login], url=account_url(account))


def account_url(account: Account) -> str:
    """An account's page."""
    return reverse("administration:account", args=[account.pk])


def role_words(code: str) -> Words | str:
    """What a role is called, declared or custom."""
    declared = register.roles().get(code)
    if declared is not None:
        return declared.words
    custom = CustomRole.objects.filter(code=code).first()
    return w(custom.name_en or custom.name, custom.name) if custom else code


@require_safe
@page("access.manage")
def account(request: Request, account_id: int) -> HttpResponse:
    """One account: whose it is, what it may do where, who stands in, its keys, what was done to it."""
    found = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    actor = with_own(request.actor)
    person = (
        Link(found.person.name, person_url(found.person.pk))
        if found.person
        else w("outside system", "外部系统")
    )
    context = {
        "account": found,
        "heading": str(found),
        "chip": OPEN if found.is_active else LOCKED,
        "facts": [
            Fact(w("User name", "用户名"), found.username),
            Fact(w("Person", "人员"), person),
            Fact(w("Opened at", "开设时间"), found.created_at),
            Fact(w("Last sign-in", "最近登录"), found.last_login),
            Fact(w("Must change the password", "须修改初始密码"), found.must_change_password),
        ],
        "deeds": subjects.deeds(found, request.actor) if found.pk != request.actor.account_id else [],
        "is_own": found.pk == request.actor.account_id,
        **held_by(found, actor),
        "story": story_of(found),
        "trail": [Link(ACCOUNTS, reverse("administration:accounts")), Link(found.username, "")],
    }
    return render(request, "administration/account.html", context)


def held_by(found: Account, actor: Any) -> dict[str, Any]:
    """Grants, seats, stand-ins and keys of an account, each with what may be done to it."""
    today = clock.today()
    grants = Grant.objects.filter(account=found).select_related("unit").order_by("revoked_on", "-from_on")
    standing = StandIn.objects.filter(Q(absent=found) | Q(deputy=found)).select_related(
        "absent__person", "deputy__person"
    )
    return {
        "grants": [
            (g, role_words(g.role), Reach(g.reach).label, g.revoked_on is None and (g.until_on or today) >= today,
             subjects.deeds(g, actor), unit_url(g.unit_id))
            for g in grants
        ],
        "seats": [(s, Office(s.office).label, subjects.deeds(s, actor)) for s in Seat.objects.filter(account=found)],
        "standing": [
            (s, s.revoked_on is None and s.until_on >= today, subjects.deeds(s, actor)) for s in standing.order_by("-id")
        ],
        "tokens": [(t, subjects.deeds(t, actor)) for t in Token.objects.filter(account=found).order_by("-id")],
    }  # fmt: skip


@require_safe
@page(ANYONE_SIGNED_IN)
def own(request: Request) -> HttpResponse:
    """The own account: roles held, stand-ins, keys."""
    found = get_object_or_404(Account.objects.select_related("person"), pk=request.actor.account_id)
    actor = with_own(request.actor)
    shown = held_by(found, actor)
    for row in shown["grants"]:
        row[4].clear()  # one's own roles are looked at here, not decided
    for row in shown["seats"]:
        row[2].clear()
    deeds = []
    if not seats.is_seated(found):
        deeds = subjects.new_deed(StandIn, "create", actor, icon="user-share")
        deeds += subjects.new_deed(Token, "issue", actor, icon="key")
    context = {"account": found, "heading": str(found), "deeds": deeds, "is_own": True, **shown}
    return render(request, "administration/own.html", context)


@require_safe
@page(ANYONE_SIGNED_IN)
def roles(request: Request) -> HttpResponse:
    """The permission table: every role and every power, in words. It is no secret who may do what."""
    made: Matrix = matrix()
    context = {
        "matrix": made,
        "custom": [
            (
                role,
                w(role.name_en or role.name, role.name),
                _powers_told(role),
                subjects.deeds(role, request.actor),
            )
            for role in CustomRole.objects.all()
        ],
        "deeds": subjects.new_deed(CustomRole, "create", request.actor),
        "offices": [
            (Office(code).label, [register.named(p) for p in sorted(held) if p in register.powers()])
            for code, held in SEAT_POWERS.items()
        ],
    }
    return render(request, "administration/roles.html", context)


def _powers_told(role: CustomRole) -> list[Words | str]:
    """A custom role's powers in words; one whose module is gone by its code."""
    known = register.powers()
    return [known[code].words if code in known else code for code in role.powers]


@require_safe
@page("access.administer")
def administrators(request: Request) -> HttpResponse:
    """The three offices: who holds them, who held them."""
    today = clock.today()
    held = list(seats.running(today).select_related("account", "person").order_by("-from_on"))
    rows = [
        (
            office.label,
            [(seat, subjects.deeds(seat, request.actor)) for seat in held if seat.office == office],
        )
        for office in Office
    ]
    past = Seat.objects.filter(until_on__lt=today).select_related("person").order_by("-until_on")
    table = Table(
        w("Held before", "曾任管理员"),
        [
            Column("person", w("Person", "人员")),
            Column("office", w("Office", "岗位")),
            Column("from_on", w("From", "起"), kind="day"),
            Column("until_on", w("Until", "止"), kind="day"),
        ],
        [Row([s.person.name, Office(s.office).label, s.from_on, s.until_on]) for s in past],
        empty=w("Nobody yet.", "暂无。"),
    )
    return render(request, "administration/administrators.html", {"offices": rows, "table": table})
