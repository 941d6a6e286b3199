"""Cases of outside systems as people ask for them: who may see which, which fit a question, which are judged again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor
from zhixing.modules.approvals.loading.soon import judge_soon
from zhixing.modules.approvals.models import Duty, OutsideCase, Source
from zhixing.modules.approvals.powers import VIEW

STATES = ("open", "due", "late", "ended")
RUNNING = ("open", "suspended")


def visible_cases(actor: Actor) -> QuerySet[OutsideCase]:
    """The cases of the sources that the actor may find, and those that one of the actor's units handled last."""
    keys = actor.keys(VIEW)
    if not keys:
        return OutsideCase.objects.none()
    units = sorted(i for i in keys.ids if i > 0)
    sources = list(Source.objects.visible_to(actor).values_list("pk", flat=True))
    if sources and len(sources) == Source.objects.count():
        every = OutsideCase.objects.all()
        return (
            every.filter(source_id=sources[0]) if len(sources) == 1 else every
        )  # the index by source serves the list
    return OutsideCase.objects.filter(Q(source_id__in=sources) | Q(unit_id__in=units))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of cases is asked for; None or "" asks for nothing. `from_on`, `until_on` bound the day of the last event."""

    source: int | None = None
    unit: int | None = None
    item: str = ""
    rule: str = ""
    state: str = ""
    from_on: date | None = None
    until_on: date | None = None
    path: str = ""
    number: str = ""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Asked:
        """From an address: what cannot be meant is left out."""
        state = said.get("state", "")
        return cls(
            source=_whole(said.get("source", "")),
            unit=_whole(said.get("unit", "")),
            item=_plain(said.get("item", "")),
            rule=_plain(said.get("rule", "")),
            state=state if state in STATES else "",
            from_on=_day(said.get("from", "")),
            until_on=_day(said.get("until", "")),
            path=_plain(said.get("path", "")),
            number=_plain(said.get("q", "")),
        )


def _plain(said: str) -> str:
    return said.replace("\x00", "").strip()[:300]


def _whole(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def _about(item: str) -> Q:
    """The item by its id in the catalogue, by its title there, or, where no item was matched, as its source calls it."""
    number = _whole(item)
    named = Q(item__title=item) | Q(item=None, item_name=item)
    return named if number is None else named | Q(item_id=number)


def fitting(cases: QuerySet[OutsideCase], asked: Asked, today: date) -> QuerySet[OutsideCase]:
    """Those that fit. A state of lateness, a rule and a unit are asked of one and the same duty."""
    if asked.source is not None:
        cases = cases.filter(source_id=asked.source)
    if asked.item:
        cases = cases.filter(_about(asked.item))
    if asked.path:
        cases = cases.filter(path=asked.path)
    if asked.number:
        cases = cases.filter(number__istartswith=asked.number)
    if asked.from_on:
        cases = cases.filter(last_on__gte=asked.from_on)
    if asked.until_on:
        cases = cases.filter(last_on__lte=asked.until_on)
    if asked.state == "open":
        cases = cases.filter(ended_on=None)
    if asked.state == "ended":
        cases = cases.filter(ended_on__isnull=False)
    return _with_duty(cases, asked, today)


def _with_duty(cases: QuerySet[OutsideCase], asked: Asked, today: date) -> QuerySet[OutsideCase]:
    wanted = Q(case=OuterRef("pk"), is_current=True)
    of_duty = asked.state in ("late", "due")
    if asked.unit is not None and not of_duty:
        cases = cases.filter(unit_id=asked.unit)
    if not of_duty and not asked.rule:
        return cases
    if asked.rule:
        wanted &= Q(rule=asked.rule)
    if of_duty:
        wanted &= Q(state__in=RUNNING)
        wanted &= Q(due_on=today) if asked.state == "due" else Q(due_on__lt=today)
        if asked.unit is not None:
            wanted &= Q(unit_id=asked.unit)
    return cases.filter(Exists(Duty.objects.filter(wanted)))


def after(cases: QuerySet[OutsideCase], key: str) -> QuerySet[OutsideCase]:
    """The cases behind the one with this key (`key_of`) in the order of the list; all of them for a key that is none."""
    said, _, pk = key.rpartition("_")
    day, number = _day(said), _whole(pk)
    if number is None:
        return cases
    if day is None:
        return cases.filter(Q(last_on=None, pk__lt=number) | Q(last_on__isnull=False))
    return cases.filter(Q(last_on__lt=day) | Q(last_on=day, pk__lt=number))


def key_of(case: OutsideCase) -> str:
    """Where a page of the list ended."""
    return f"{case.last_on.isoformat() if case.last_on else ''}_{case.pk}"


def named_so(source: Source, names: Sequence[str]) -> QuerySet[OutsideCase]:
    """The cases of the source that a unit of one of these names handled last, or owes something in."""
    owing = Duty.objects.filter(case=OuterRef("pk"), holder__in=names)
    return OutsideCase.objects.filter(source=source).filter(Q(unit_name__in=names) | Exists(owing))


def touch(cases: QuerySet[OutsideCase]) -> int:
    """Have these cases judged again soon, in the caller's transaction: one statement, however many. The answer is how many."""
    sql, parameters = cases.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into approvals_touched (case_id, since, stamp) select c.id, %s, 0 from ({sql}) c(id)"
            " on conflict (case_id) do update set since = least(approvals_touched.since, excluded.since),"
            " stamp = approvals_touched.stamp + 1",
            [clock.now(), *parameters],
        )
        touched = int(cursor.rowcount)
    judge_soon()
    return touched
