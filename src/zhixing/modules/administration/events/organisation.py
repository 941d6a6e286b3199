"""What can happen to the chart: units, posts, persons, appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOpened(DomainEvent):
    kind = "organisation.unit_opened"
    words = w("Unit set up", "设立单位")
    sentence = w(
        "{actor} set up {unit} under {parent} from {opened_on}.",
        "{actor}于{parent}下设立{unit}，自{opened_on}起。",
    )

    unit: str
    unit_id: int
    parent: str
    parent_id: int | None
    opened_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenamed(DomainEvent):
    kind = "organisation.unit_renamed"
    words = w("Unit renamed", "单位更名")
    sentence = w(
        "{actor} renamed {old_name} to {new_name} from {from_on}.",
        "{actor}将{old_name}更名为{new_name}，自{from_on}起。",
    )

    unit_id: int
    old_name: str
    new_name: str
    from_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMoved(DomainEvent):
    kind = "organisation.unit_moved"
    words = w("Unit moved", "调整隶属")
    sentence = w(
        "{actor} moved {unit} from {old_parent} to {new_parent} from {from_on}.",
        "{actor}将{unit}由{old_parent}划归{new_parent}，自{from_on}起。",
    )

    unit: str
    unit_id: int
    old_parent: str
    new_parent: str
    new_parent_id: int
    from_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMerged(DomainEvent):
    kind = "organisation.unit_merged"
    words = w("Unit merged", "单位合并")
    sentence = w(
        "{actor} merged {unit} into {successor} from {from_on}. {reason}",
        "{actor}将{unit}并入{successor}，自{from_on}起。{reason}",
    )

    unit: str
    unit_id: int
    successor: str
    successor_id: int
    from_on: date
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDissolved(DomainEvent):
    kind = "organisation.unit_dissolved"
    words = w("Unit dissolved", "撤销单位")
    sentence = w(
        "{actor} dissolved {unit} from {from_on}. {reason}", "{actor}撤销{unit}，自{from_on}起。{reason}"
    )

    unit: str
    unit_id: int
    from_on: date
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PostCreated(DomainEvent):
    kind = "organisation.post_created"
    words = w("Post set up", "设置职务")
    sentence = w("{actor} set up the post {post} in {unit}.", "{actor}在{unit}设置职务：{post}。")

    post: str
    unit: str
    unit_id: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntered(DomainEvent):
    kind = "organisation.person_entered"
    words = w("Person entered", "录入人员")
    sentence = w(
        "{actor} entered {person} ({staff_number}).", "{actor}录入人员{person}（工号{staff_number}）。"
    )

    person: str
    person_id: int
    staff_number: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAppointed(DomainEvent):
    kind = "organisation.person_appointed"
    words = w("Appointed", "任职")
    sentence = w(
        "{actor} entered: {person} is {post} of {unit} from {from_on}.",
        "{actor}登记任职：{person}任{unit}{post}，自{from_on}起。",
    )

    person: str
    person_id: int
    post: str
    unit: str
    unit_id: int
    from_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEnded(DomainEvent):
    kind = "organisation.appointment_ended"
    words = w("Appointment ended", "免职")
    sentence = w(
        "{actor} entered: {person} is {post} of {unit} until {until_on}.",
        "{actor}登记免职：{person}任{unit}{post}至{until_on}止。",
    )

    person: str
    person_id: int
    post: str
    unit: str
    unit_id: int
    until_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLeft(DomainEvent):
    kind = "organisation.person_left"
    words = w("Person left", "人员离任")
    sentence = w(
        "{actor} entered: {person} left on {left_on}; {n} appointments ended, the account is closed.",
        "{actor}登记：{person}于{left_on}离任，{n} 项任职同时终止，账号停用。",
    )

    person: str
    person_id: int
    left_on: date
    n: int
