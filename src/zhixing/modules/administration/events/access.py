"""What can happen to accounts, roles, seats, stand-ins and keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.access import powers as register
from zhixing.kernel.access.models import Office, Reach
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(DomainEvent):
    kind = "access.account_opened"
    words = w("Account opened", "开设账号")
    sentence = w(
        "{actor} opened the account {username} for {person}.", "{actor}为{person}开设账号{username}。"
    )

    username: str
    person: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLocked(DomainEvent):
    kind = "access.account_locked"
    words = w("Account locked", "锁定账号")
    sentence = w("{actor} locked the account {username}: {reason}", "{actor}锁定账号{username}：{reason}")

    username: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUnlocked(DomainEvent):
    kind = "access.account_unlocked"
    words = w("Account unlocked", "解锁账号")
    sentence = w("{actor} unlocked the account {username}: {reason}", "{actor}解锁账号{username}：{reason}")

    username: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordReset(DomainEvent):
    kind = "access.password_reset"
    words = w("Password reset", "重置密码")
    sentence = w(
        "{actor} handed out a new first password for {username}.", "{actor}重置账号{username}的密码。"
    )

    username: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorReset(DomainEvent):
    kind = "access.second_factor_reset"
    words = w("Second factor reset", "重置两步验证")
    sentence = w(
        "{actor} removed the second factor of {username}: {reason}",
        "{actor}重置账号{username}的两步验证：{reason}",
    )

    username: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted(DomainEvent):
    kind = "access.role_granted"
    words = w("Role granted", "授予角色")
    sentence = w(
        "{actor} granted {username} the role {role} for {unit} ({reach}) from {from_on}. {reason}",
        "{actor}授予{username}角色“{role}”，范围{unit}（{reach}），自{from_on}起。{reason}",
    )

    username: str
    role: str
    unit: str
    unit_id: int
    reach: Reach
    from_on: date
    until_on: date | None
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRevoked(DomainEvent):
    kind = "access.role_revoked"
    words = w("Role revoked", "收回角色")
    sentence = w(
        "{actor} revoked the role {role} for {unit} of {username}. {reason}",
        "{actor}收回{username}在{unit}的角色“{role}”。{reason}",
    )

    username: str
    role: str
    unit: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomRoleSet(DomainEvent):
    kind = "access.custom_role_set"
    words = w("Custom role set", "设置自定义角色")
    sentence = w(
        "{actor} set the role {role} to the powers {named}.", "{actor}设置角色“{role}”，权限：{named}。"
    )

    role: str
    code: str
    powers: list[str]

    def told(self) -> Words:
        known = [register.powers().get(code) for code in self.powers]
        pairs = [
            (p.words.en, p.words.zh) if p else (code, code)
            for p, code in zip(known, self.powers, strict=True)
        ]
        named = w("; ".join(en for en, _ in pairs) or "—", "；".join(zh for _, zh in pairs) or "—")
        return self.sentence.put(named=named)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorAppointed(DomainEvent):
    kind = "access.administrator_appointed"
    words = w("Administrator appointed", "任命管理员")
    sentence = w(
        "{actor} appointed {person} as {office} from {from_on}.",
        "{actor}任命{person}为{office}，自{from_on}起。",
    )

    person: str
    username: str
    office: Office
    from_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorRelieved(DomainEvent):
    kind = "access.administrator_relieved"
    words = w("Administrator relieved", "免去管理员")
    sentence = w(
        "{actor} relieved {person} as {office}, last day {until_on}.",
        "{actor}免去{person}的{office}岗位，至{until_on}止。",
    )

    person: str
    username: str
    office: Office
    until_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class StandInSet(DomainEvent):
    kind = "access.stand_in_set"
    words = w("Stand-in set", "设置代理")
    sentence = w(
        "{actor} let {deputy} stand in for {absent} from {from_on} to {until_on}: {reason}",
        "{actor}设置{deputy}代理{absent}，{from_on}至{until_on}：{reason}",
    )

    absent: str
    deputy: str
    from_on: date
    until_on: date
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class StandInRevoked(DomainEvent):
    kind = "access.stand_in_revoked"
    words = w("Stand-in ended", "终止代理")
    sentence = w(
        "{actor} ended that {deputy} stands in for {absent}.", "{actor}终止{deputy}对{absent}的代理。"
    )

    absent: str
    deputy: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIssued(DomainEvent):
    kind = "access.token_issued"
    words = w("API token issued", "签发接口令牌")
    sentence = w(
        "{actor} issued the API token “{name}”, valid to {expires_on}.",
        "{actor}签发接口令牌“{name}”，有效期至{expires_on}。",
    )

    name: str
    expires_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked(DomainEvent):
    kind = "access.token_revoked"
    words = w("API token revoked", "吊销接口令牌")
    sentence = w(
        "{actor} revoked the API token “{name}” of {username}.", "{actor}吊销{username}的接口令牌“{name}”。"
    )

    name: str
    username: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(DomainEvent):
    kind = "access.signed_in"
    words = w("Signed in", "登录")
    sentence = w("{actor} signed in from {address}.", "{actor}登录，来源{address}。")

    address: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(DomainEvent):
    kind = "access.sign_in_failed"
    words = w("Sign-in failed", "登录失败")
    sentence = w("Sign-in as “{username}” from {address} failed.", "以“{username}”登录失败，来源{address}。")

    username: str
    address: str
