"""From judged duties to alerts: what is to be brought in, followed and closed, one deed and one transaction each.

Whatever stops in between is found again by the next run: what is left to do is asked of the tables, not remembered. Two
workers at once bring a duty in once, for each deed asks again under its lock.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from zhixing.base.refusals import Refusal
from zhixing.kernel.access.actors import Actor, Held, service
from zhixing.kernel.access.models import Reach
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import NotChoosable
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.alerts.machine import conclude, raise_alert, rejudge
from zhixing.modules.approvals.alerts.refusals import NothingToRaise
from zhixing.modules.approvals.powers import JUDGE, VIEW

logger = logging.getLogger(__name__)
BATCH = 500  # alerts of one look at the tables; each is a transaction of its own

_SAME = """
    md5(concat_ws('|', d.state, coalesce(d.due_on::text, ''), coalesce(d.ended_on::text, ''), d.late::text, d.is_current::text,
        d.unit_id::text, coalesce((select string_agg(k.colour || ' ' || k.drawn_on, ',' order by k.colour)
                                   from approvals_dutycard k where k.duty_id = d.id), '')))
"""

# Duties without an alert that drew a yellow or red card from the day their source is watched, or a blue one that still runs.
_NEW = """
select distinct d.id, s.jurisdiction_id
from approvals_dutycard k
join approvals_duty d on d.id = k.duty_id and d.is_current and d.unit_id is not null
join approvals_outsidecase c on c.id = d.case_id
join approvals_source t on t.matter_ptr_id = c.source_id
join matters_matter s on s.id = t.matter_ptr_id
where k.drawn_on >= t.watched_from and k.drawn_on <= %(today)s
  and (k.colour <> 'blue' or d.state in ('open', 'suspended'))
  and (%(cases)s::bigint[] is null or d.case_id = any(%(cases)s::bigint[]))
  and not exists (select from approvals_alert a where a.duty_id = d.id)
  and d.id > %(after)s
order by d.id limit %(limit)s
"""

# Alerts whose duty is judged otherwise than they show it.
_STALE = f"""
select a.matter_ptr_id, s.jurisdiction_id
from approvals_alert a
join approvals_duty d on d.id = a.duty_id
join matters_matter s on s.id = a.source_id
where a.judged <> {_SAME} and d.unit_id is not null
  and (%(cases)s::bigint[] is null or a.case_id = any(%(cases)s::bigint[]))
  and a.matter_ptr_id > %(after)s
order by a.matter_ptr_id limit %(limit)s
"""

# Open alerts of which no paper is out, no duty runs and no card waits; whether a person is to look is asked under the lock.
_SETTLED = """
select m.id, s.jurisdiction_id
from matters_matter m
join approvals_alert a on a.matter_ptr_id = m.id
join matters_matter s on s.id = a.source_id
where m.closed_on is null and m.state in ('raised', 'noticed', 'settled')
  and (%(cases)s::bigint[] is null or a.case_id = any(%(cases)s::bigint[]))
  and not exists (select from obligations_obligation o
                  where o.matter_id = m.id and o.closed_on is null and o.key like 'elsewhere|%%')
  and not exists (
      select from obligations_card k join obligations_obligation o on o.id = k.obligation_id
      where k.matter_id = m.id and k.colour <> 'blue' and o.key like 'elsewhere|%%' and (k.state in ('drawn', 'challenged')
            or (k.removal_proposed_on is not null and k.decided_on is null)))
  and (m.state = 'settled' or not exists (
      select from obligations_card k join obligations_obligation o on o.id = k.obligation_id
      where k.matter_id = m.id and k.state <> 'removed' and o.key like 'elsewhere|%%'
        and (k.colour = 'red' or (k.colour = 'yellow' and a.ground <> 'time'))))
  and m.id > %(after)s
order by m.id limit %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Raised:
    """How many alerts were raised, followed and closed."""

    raised: int = 0
    followed: int = 0
    closed: int = 0

    @property
    def deeds(self) -> int:
        """How many in all."""
        return self.raised + self.followed + self.closed


def raise_due(case_ids: Sequence[int] | None, today: date) -> Raised:
    """Bring in, follow and close what the duties of these cases ask for by `today`; of all cases where None is given.

    Runs outside a transaction, for each alert is one. Idempotent: a second run right after does nothing.
    """
    asked = {"cases": None if case_ids is None else list(case_ids), "today": today}
    hands: dict[int, Actor] = {}
    return Raised(
        raised=sum(_raised(pk, _hand(unit, hands)) for pk, unit in _found(_NEW, asked)),
        followed=sum(_done(rejudge, pk, _hand(unit, hands)) for pk, unit in _found(_STALE, asked)),
        closed=sum(_done(conclude, pk, _hand(unit, hands)) for pk, unit in _found(_SETTLED, asked)),
    )


def _found(question: str, asked: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """What a question finds, a batch at a time, onward from the last one: what could not be done is not met twice."""
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(question, {**asked, "after": after, "limit": BATCH})
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def _raised(duty_id: int, hand: Actor) -> bool:
    """A duty that another worker has brought in, or that was judged otherwise meanwhile, is not ours."""
    return _performed(raise_alert, None, hand, duty=duty_id)


def _done(spec: Spec[Any, Any], alert_id: int, hand: Actor) -> bool:
    return _performed(spec, alert_id, hand)


def _performed(spec: Spec[Any, Any], alert_id: int | None, hand: Actor, **given: Any) -> bool:
    """What cannot be done now stops nothing else: one source whose packs clash must not keep the others waiting."""
    try:
        perform(spec, alert_id, actor=hand, **given)
    except (NothingToRaise, NotChoosable, WrongState):
        return False
    except Refusal as refused:
        logger.error("%s of %s is put off: %s", spec.code, alert_id or given, refused)
        return False
    return True


def _hand(jurisdiction_id: int, hands: dict[int, Actor]) -> Actor:
    """The product's own hand in a jurisdiction: it may judge there, and nothing else."""
    if jurisdiction_id not in hands:
        unit = Unit.objects.get(pk=jurisdiction_id)
        held = Held(frozenset({VIEW, JUDGE}), unit.pk, unit.path, Reach.BELOW, None)
        hands[jurisdiction_id] = replace(service("time"), held=(held,), _keys={}, _below={})
    return hands[jurisdiction_id]
