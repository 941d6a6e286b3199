"""What can happen to a table of efficiency scores (S3-12, S0-43, G-34)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresFrozen(DomainEvent):
    """`sha256` is that of the snapshot's canonical JSON: the sealed record vouches for the table."""

    kind = "approvals.scores_frozen"
    words = w("Scores frozen", "评分核定")
    sentence = w(
        "{actor} froze the efficiency scores from {first_on} to {last_on}: {cases} cases of {units} units, {in_time} in time.",
        "{actor}核定{first_on}至{last_on}审批效能评分：{units} 个单位 {cases} 件，按时 {in_time} 件。",
    )

    unit_id: int
    unit_ids: list[int]
    first_on: date
    last_on: date
    units: int
    cases: int
    in_time: int
    snapshot: int
    sha256: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreObjected(DomainEvent):
    kind = "approvals.score_objected"
    words = w("Objection raised", "提出异议")
    sentence = w("{actor} objected for {unit}: {grounds}", "{actor}代表{unit}提出异议：{grounds}")

    objection: int
    unit_id: int
    unit: str
    office_id: int
    grounds: str
    case_numbers: list[str] = field(default_factory=list)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreObjectionDecided(DomainEvent):
    kind = "approvals.score_objection_decided"
    words = w("Objection decided", "异议处理")
    sentence = w(
        "{actor} dismissed the objection of {unit}: {decision}", "{actor}认定{unit}的异议不成立：{decision}"
    )

    objection: int
    unit_id: int
    unit: str
    upheld: bool
    decision: str

    def told(self) -> Words:
        upheld = w(
            "{actor} upheld the objection of {unit}: {decision}", "{actor}认定{unit}的异议成立：{decision}"
        )
        return upheld if self.upheld else self.sentence


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresCorrected(DomainEvent):
    kind = "approvals.scores_corrected"
    words = w("Scores corrected", "评分更正")
    sentence = w(
        "{actor} corrected the scores (version {snapshot}): {cases} cases, {in_time} in time, before {in_time_before} of "
        "{cases_before}. {reason}",
        "{actor}更正评分（第 {snapshot} 版）：{cases} 件中按时 {in_time} 件"
        "（更正前 {cases_before} 件中 {in_time_before} 件）。{reason}",
    )

    unit_ids: list[int]
    snapshot: int
    cases: int
    in_time: int
    cases_before: int
    in_time_before: int
    reason: str
    sha256: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDecided(DomainEvent):
    kind = "approvals.publication_decided"
    words = w("Publication decided", "决定公布")
    sentence = w(
        "{actor} decided that the scores are published on {publish_on}. {grounds}",
        "{actor}决定于{publish_on}公布评分。{grounds}",
    )

    unit_ids: list[int]
    publish_on: date
    grounds: str
    sha256: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDeclined(DomainEvent):
    kind = "approvals.publication_declined"
    words = w("Not to be published", "决定不予公布")
    sentence = w("{actor} decided not to publish the scores: {grounds}", "{actor}决定不予公布评分：{grounds}")

    unit_ids: list[int]
    grounds: str
