"""What I owe, what I wait for: running duties seen from one person's chair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Reach
from zhixing.kernel.matters.models import Participation, Standing
from zhixing.kernel.measures.register import Scope
from zhixing.kernel.measures.standing import ON_TIME
from zhixing.kernel.obligations.models import Obligation, State


def owed_by(actor: Actor) -> QuerySet[Obligation]:
    """Running duties of my own units (where my role reaches the unit), of mine by name, and of matters I handle.

    A stand-in's list holds the absent person's duties too. Late first, then by due day; suspended ones last. Asks at once
    for the few that are a person's, so that the many of a unit are found by its own index.
    """
    units, persons = _mine(actor)
    others = Obligation.objects.running().exclude(unit_id__in=units).order_by()
    handling = Participation.objects.standing(Standing.HANDLER).filter(person_id__in=persons)
    handled = others.filter(matter_id__in=handling.values("matter_id"), unit_id=F("matter__lead_unit_id"))
    own = set(handled.values_list("pk", flat=True))
    own.update(others.filter(person_id__in=persons).values_list("pk", flat=True))
    # Either alone is served by an index; an "or" of the two is asked only where both have something to say.
    mine = Q(unit_id__in=units) if units else Q(pk__in=own)
    found = Obligation.objects.running().filter(mine | Q(pk__in=own) if own else mine)
    return _by_due_day(found)


def waited_for_by(actor: Actor) -> QuerySet[Obligation]:
    """Running duties of others in open matters that my units lead or supervise, or that I carry: what I wait for."""
    units, persons = _mine(actor)
    watching = Participation.objects.standing(
        Standing.LEAD, Standing.SUPERVISOR, Standing.CARRYING, Standing.OVERALL
    ).filter(Q(unit_id__in=units) | Q(person_id__in=persons), matter_id=OuterRef("matter_id"))
    # The audience is asked too: its index holds open matters only, participations of closed ones pile up for ever. The
    # two stand side by side, so that participations can be looked up for what is left after all else.
    mine = [*units, *(-person for person in persons)]
    found = Obligation.objects.running().filter(matter__closed_on=None, matter__audience__overlap=mine)
    found = found.exclude(unit_id__in=units).exclude(person_id__in=persons)
    return _by_due_day(found.filter(Exists(watching)))


def _by_due_day(found: QuerySet[Obligation]) -> QuerySet[Obligation]:
    return found.select_related("matter", "unit", "person").order_by(F("due_on").asc(nulls_last=True), "id")


def _mine(actor: Actor) -> tuple[set[int], set[int]]:
    """My units, where a role of mine is for more than my own matters, and me; for a stand-in the absent one's too."""
    acts_for_units = any(h.unit_id and h.reach != Reach.OWN and not h.behalf_of for h in actor.held)
    units = set(actor.unit_ids) if acts_for_units else set()
    units |= {h.unit_id for h in actor.held if h.behalf_of and h.reach == Reach.UNIT}
    persons = {h.person_id for h in actor.held if h.person_id}
    return units, persons | ({actor.person_id} if actor.person_id else set())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list by urgency: due from the day `first` to the day `last`, None meaning without end; or `still`."""

    key: str
    words: Words
    first: date | None = None
    last: date | None = None
    still: bool = False

    @property
    def condition(self) -> Q:
        if self.still:
            return Q(due_on=None)
        wanted = Q(due_on__isnull=False)
        if self.first is not None:
            wanted &= Q(due_on__gte=self.first)
        return wanted & Q(due_on__lte=self.last) if self.last is not None else wanted

    def holds(self, day: date | None) -> bool:
        """What `condition` says, of a day at hand."""
        if day is None or self.still:
            return day is None and self.still
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def parts(today: date) -> list[Part]:
    """Late, due today, by the end of this week, later, standing still. Together they are the whole list."""
    sunday = today + timedelta(days=6 - today.weekday())
    one = timedelta(days=1)
    return [
        Part("late", w("Late", "已逾期"), last=today - one),
        Part("today", w("Due today", "今日到期"), first=today, last=today),
        Part("week", w("Later this week", "本周到期"), first=today + one, last=sunday),
        Part("later", w("Later", "以后到期"), first=sunday + one),
        Part("still", w("Time stands still", "计时中止"), still=True),
    ]


_SEEN = """
with listed as materialized ({rows})
select null as day, null as n, array(select id from listed order by due_on nulls last, id limit %s) as ids
union all
select due_on, count(*), null from listed group by due_on
"""


def seen(
    rows: QuerySet[Obligation], today: date, first: int
) -> tuple[list[Obligation], list[tuple[Part, int]]]:
    """The first lines of a list, and how many stand in each part. Two statements.

    Which duties belong to the list is found once, by ids and days alone: for an office that waits for thousands that is
    nearly all of the work. What a line shows is then read for the few that are shown.
    """
    try:
        sql, params = rows.order_by().values("id", "due_on").query.sql_with_params()
    except EmptyResultSet:  # nobody's unit and nobody's duty: no SQL could find any
        return [], [(part, 0) for part in parts(today)]
    with connection.cursor() as cursor:
        cursor.execute(_SEEN.format(rows=sql), [*params, first])
        found = cursor.fetchall()
    ids = next(ids for _, _, ids in found if ids is not None)
    days = [(day, n) for day, n, ids in found if ids is None]
    counted = [(part, sum(n for day, n in days if part.holds(day))) for part in parts(today)]
    return list(_by_due_day(Obligation.objects.filter(pk__in=ids))), counted


@dataclass(frozen=True, slots=True)
class Ended:
    """Whole-matter duties that ended in a period: how many in all and how many in time by unit; in time and late by month."""

    whole: dict[int, int]
    in_time: dict[int, int]
    in_time_by_month: dict[date, int]
    late_by_month: dict[date, int]

    @property
    def share(self) -> float | None:
        """The share in time, 0 to 1; None where nothing ended."""
        whole = sum(self.whole.values())
        return sum(self.in_time.values()) / whole if whole else None


def ended_in(period: Scope) -> Ended:
    """The figures of ON_TIME and ENDED_LATE, counted together: a year of them is read once and not six times."""
    in_time, late = Q(state=State.MET, is_late=False), Q(is_late=True)
    assert ON_TIME.out_of is not None  # a share has a whole
    rows = (
        ON_TIME.out_of(period)
        .order_by()
        .annotate(month=TruncMonth("ended_on"))
        .values_list("unit_id", "month")
    )
    counted = rows.annotate(
        whole=Count("pk"), in_time=Count("pk", filter=in_time), late=Count("pk", filter=late)
    )
    whole: Counter[int] = Counter()
    met: Counter[int] = Counter()
    met_by_month: Counter[date] = Counter()
    late_by_month: Counter[date] = Counter()
    for unit_id, month, n, n_in_time, n_late in counted:
        whole[unit_id or 0] += n
        met[unit_id or 0] += n_in_time
        met_by_month[month] += n_in_time
        late_by_month[month] += n_late
    return Ended(dict(whole), dict(met), dict(+met_by_month), dict(+late_by_month))
