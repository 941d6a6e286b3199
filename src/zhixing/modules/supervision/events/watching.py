"""Events of those who watch: limits, urging, coordination, checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.supervision.choices import Method
from zhixing.modules.supervision.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDecided(DomainEvent):
    kind = "supervision.extension_decided"
    words = w("Extension decided", "延期审批")
    sentence = w("{actor} {outcome}: {reason}", "{actor}{outcome}：{reason}")

    granted: bool
    asked_until: date
    first_limit_on: date
    reason: str
    new_limit_on: date | None = None

    def told(self) -> Words:
        granted = w(
            "extended the limit to {asked_until} (first limit {first_limit_on})",
            "同意延期至{asked_until}（首次时限{first_limit_on}）",
        )
        refused = w("did not extend the limit to {asked_until}", "不同意延期至{asked_until}")
        chosen = granted if self.granted else refused
        return w(f"{{actor}} {chosen.en}: {{reason}}", f"{{actor}}{chosen.zh}：{{reason}}")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSet(DomainEvent):
    """A new limit for a matter that was not carried out in time (S0-40)."""

    kind = "supervision.limit_set"
    words = w("New limit set", "重新限期")
    sentence = w(
        "{actor} set a new limit, {new_limit_on} (before: {old_limit_on}): {reason}",
        "{actor}责成限期于{new_limit_on}前办结（原时限{old_limit_on}）：{reason}",
    )

    old_limit_on: date
    new_limit_on: date
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Urged(DomainEvent):
    kind = "supervision.urged"
    words = w("Urged", "催办")
    sentence = w("{actor} urged {units}: {text}", "{actor}催办{units}：{text}")

    unit_ids: list[int] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    text: str
    reply_on: date | None = None


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinated(DomainEvent):
    """The one coordination by a leader, with its one set of minutes (S0-38, TH-02)."""

    kind = "supervision.coordinated"
    words = w("Coordinated by a leader", "领导协调")
    sentence = w(
        "{leader} coordinated the matter on {held_on}: {minutes}", "{leader}于{held_on}协调：{minutes}"
    )

    leader: str
    held_on: date
    minutes: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Held(DomainEvent):
    kind = "supervision.held"
    words = w("Put on hold", "挂起")
    sentence = w("{actor} put the item on hold: {reason}", "{actor}挂起该事项：{reason}")

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(DomainEvent):
    kind = "supervision.resumed"
    words = w("Resumed", "恢复办理")
    sentence = w(
        "{actor} resumed the item; new limit {new_limit_on}. {reason}",
        "{actor}恢复办理，时限调整为{new_limit_on}。{reason}",
    )

    new_limit_on: date
    old_limit_on: date
    reason: str

    def told(self) -> Words:
        return self.sentence if self.reason else without(self.sentence, "reason")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack(DomainEvent):
    kind = "supervision.sent_back"
    words = w("Sent back", "退回")
    sentence = w(
        "{actor} sent the report back, to be mended by {limit_on}: {reason}",
        "{actor}退回，要求{limit_on}前补正：{reason}",
    )

    lead_unit_id: int
    limit_on: date
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedAndClosed(DomainEvent):
    kind = "supervision.closed"
    words = w("Checked and closed", "核查销号")
    sentence = w(
        "{actor} checked ({method}) and closed the item: {finding}",
        "{actor}核查（{method}）后销号：{finding}",
    )

    method: Method
    finding: str
    days_late: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(DomainEvent):
    kind = "supervision.reopened"
    words = w("Reopened", "重新办理")
    sentence = w(
        "{actor} reopened the item, to be done by {limit_on}: {reason}",
        "{actor}重新启动办理，{limit_on}前办结：{reason}",
    )

    lead_unit_id: int
    supervising_unit_id: int
    limit_on: date
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class TransferProposed(DomainEvent):
    """A proposal to the supervision organ; what follows is decided there (S0-49, CR-07)."""

    kind = "supervision.transfer_proposed"
    words = w("Transfer proposed", "建议移送")
    sentence = w(
        "{actor} proposed to transfer the matter to the supervision organ: {reason}",
        "{actor}建议将该事项移送监察部门：{reason}",
    )

    to_unit_id: int | None = None
    to_unit: str = ""
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleNamed(DomainEvent):
    """The person found responsible for buck-passing or inaction (S0-41): a finding of the office, no sanction."""

    kind = "supervision.responsible_named"
    words = w("Responsible person named", "认定责任人")
    sentence = w(
        "{actor} named {person} ({conduct}): {reason}", "{actor}认定{person}为责任人（{conduct}）：{reason}"
    )

    person_id: int
    person: str
    conduct: str
    reason: str
