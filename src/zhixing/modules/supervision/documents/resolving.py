"""What a proposal would become if it were accepted today, and what is missing for that. Pure: all facts come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.choices import Rhythm
from zhixing.modules.supervision.documents.choices import DueKind
from zhixing.modules.supervision.models.documents import Proposal


@dataclass(frozen=True, slots=True)
class Facts:
    """What resolving needs beyond the proposal. `heads` are the top leaders in office; `serving` who holds a post today."""

    today: date
    meanings: Mapping[str, Sequence[Unit]]
    leaders: Mapping[int, Person] = field(default_factory=dict)
    heads: Mapping[int, Person] = field(default_factory=dict)
    serving: frozenset[int] = frozenset()
    default_limit_on: date | None = None
    default_leader: Person | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit an item would get, and where it comes from when that is not the document's own day."""

    on: date | None
    note: Words | None = None
    missing: Words | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """Lead and supporting units as far as the names are settled."""

    lead: Unit | None
    supporting: tuple[Unit, ...]
    notes: tuple[Words, ...] = ()
    missing: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A proposal with everything it needs, or with the words for what it still lacks.

    `missing` stands in the way of accepting, `missing_to_issue` only of issuing at once.
    """

    proposal: Proposal
    lead: Unit | None
    supporting: tuple[Unit, ...]
    carrying: Person | None
    overall: Person | None
    limit_on: date | None
    rhythm: Rhythm
    notes: tuple[Words, ...]
    missing: tuple[Words, ...]
    missing_to_issue: tuple[Words, ...]

    @property
    def is_ready(self) -> bool:
        return not self.missing

    @property
    def is_ready_to_issue(self) -> bool:
        return not (self.missing or self.missing_to_issue)


def resolved(proposal: Proposal, facts: Facts) -> Resolved:
    """The proposal under these facts."""
    units = chosen_units(proposal, facts) if proposal.units_chosen_on else named_units(proposal, facts)
    carrying = proposal.carrying_leader or _leader_of(units.lead, facts)
    overall = proposal.overall_leader or (facts.heads.get(units.lead.pk) if units.lead else None)
    limit = limit_of(proposal, facts)
    missing = [*units.missing, *_gone(units, facts.today), *_people(carrying, facts)]
    missing += [limit.missing] if limit.missing else []
    to_issue = [] if overall else [w("no top leader of the lead unit is known", "主办单位负总责人不明")]
    return Resolved(
        proposal=proposal,
        lead=units.lead,
        supporting=units.supporting,
        carrying=carrying,
        overall=overall,
        limit_on=limit.on,
        rhythm=Rhythm(proposal.rhythm),
        notes=(*units.notes, *([limit.note] if limit.note else [])),
        missing=tuple(missing),
        missing_to_issue=tuple(to_issue),
    )


def chosen_units(proposal: Proposal, facts: Facts) -> Units:
    """The units that a clerk chose for this proposal."""
    supporting = [u for u in proposal.supporting_units.all() if u.pk != proposal.lead_unit_id]
    missing = [] if proposal.lead_unit else [w("no lead unit", "缺主办单位")]
    return Units(proposal.lead_unit, tuple(supporting), (), tuple(missing))


def named_units(proposal: Proposal, facts: Facts) -> Units:
    """The units that the names mean. TH-01 allows one lead: the first named; further leads support.

    A first name that is no unit of ours passes the lead on to the next one named.
    """
    missing = [
        w("the unit “{name}” is not settled", "单位“{name}”未对应").put(name=name)
        for name in proposal.names
        if name not in facts.meanings
    ]
    notes: list[Words] = []
    led = [(name, unit) for name in proposal.lead_names for unit in facts.meanings.get(name, ())]
    first_open = next((n for n in proposal.lead_names if n not in facts.meanings), None)
    lead = led[0][1] if led else None
    if first_open and (
        not led or proposal.lead_names.index(first_open) < proposal.lead_names.index(led[0][0])
    ):
        lead = None  # whoever is named first leads; nobody moves up while that is open
    elif lead is None:
        missing.append(w("no lead unit", "缺主办单位"))
    if len(proposal.lead_names) > 1:
        notes.append(_joint_note(proposal, led[0][0] if led and lead else proposal.lead_names[0]))
    helping = [unit for _, unit in led] + [
        unit for name in proposal.co_names for unit in facts.meanings.get(name, ())
    ]
    supporting = list(dict.fromkeys(u for u in helping if lead is None or u.pk != lead.pk))
    if lead is not None and any(lead in facts.meanings.get(name, ()) for name in proposal.co_names):
        notes.append(
            w(
                "{unit} leads and was also named as supporting: left out there",
                "{unit}已为主办，不再列为协办",
            ).put(unit=lead.short_name)
        )
    return Units(lead, tuple(supporting), tuple(notes), tuple(missing))


def _joint_note(proposal: Proposal, first: str) -> Words:
    return w(
        "the document names {n} lead units; one may lead (TH-01): {first}, the others support",
        "文件列 {n} 个牵头单位；按“一件事一个主办”（TH-01），由{first}主办，其余协办",
    ).put(n=len(proposal.lead_names), first=first)


def limit_of(proposal: Proposal, facts: Facts) -> Limit:
    """The clerk's day; else the document's while it is still to come; else the default.

    Work that recurs or has no end gets the end of this year: it is judged year by year.
    """
    if proposal.limit_on:
        return _still_to_come(proposal.limit_on, facts)
    if proposal.due_kind in (DueKind.RECURRING, DueKind.ONGOING):
        kind = DueKind(proposal.due_kind).label
        note = w(
            "{kind}: limit at the end of the year, feedback {rhythm}", "{kind}：时限为年底，{rhythm}反馈"
        )
        return Limit(
            date(facts.today.year, 12, 31), note.put(kind=kind, rhythm=Rhythm(proposal.rhythm).label)
        )
    if proposal.due_on and proposal.due_on >= facts.today:
        return Limit(proposal.due_on)
    if facts.default_limit_on and facts.default_limit_on >= facts.today:
        return Limit(facts.default_limit_on, _replaced(proposal))
    if proposal.due_on:
        said = w("its limit {day} has passed", "文件时限{day}已过").put(day=_day(proposal.due_on))
        return Limit(None, missing=said)
    return Limit(None, missing=w("no limit", "缺办结时限"))


def _still_to_come(day: date, facts: Facts) -> Limit:
    if day >= facts.today:
        return Limit(day)
    return Limit(day, missing=w("its limit {day} has passed", "时限{day}已过").put(day=_day(day)))


def _replaced(proposal: Proposal) -> Words:
    if proposal.due_on:
        return w(
            "the document's limit {day} has passed: the default limit is used",
            "文件时限{day}已过，采用默认时限",
        ).put(day=_day(proposal.due_on))
    return w("the document gives no day: the default limit is used", "文件未写明日期，采用默认时限")


def _leader_of(lead: Unit | None, facts: Facts) -> Person | None:
    if lead is not None and lead.pk in facts.leaders:
        return facts.leaders[lead.pk]
    return facts.default_leader


def _gone(units: Units, today: date) -> list[Words]:
    gone = [u for u in (units.lead, *units.supporting) if u is not None and not u.exists_on(today)]
    return [w("{unit} no longer exists", "{unit}已撤销").put(unit=u.name) for u in gone]


def _people(carrying: Person | None, facts: Facts) -> list[Words]:
    if carrying is None:
        return [w("no carrying leader", "缺包干领导")]
    if carrying.pk not in facts.serving:
        return [w("{person} holds no post any more", "{person}已不在任").put(person=carrying.name)]
    return []


def _day(day: date) -> Words:
    return w(f"{day.day} {day:%b} {day.year}", f"{day.year}年{day.month}月{day.day}日")
