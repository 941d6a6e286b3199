"""A city whose cases are judged: rows made as loading and judging would make them, and a table of scores on its way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from tests.city import OPENED, City

from zhixing.base import clock
from zhixing.kernel.access.models import Reach
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.kernel.organisation.models import Rank, Unit
from zhixing.kernel.rulebook.service import latest_id
from zhixing.modules.approvals.alerts import raise_due
from zhixing.modules.approvals.models import (
    Batch,
    Duty,
    DutyCard,
    Happened,
    OutsideCase,
    ScoreTable,
    Source,
    UnitName,
)
from zhixing.modules.approvals.scores.actions import (
    decide_objection,
    decide_publication,
    freeze_scores,
    object_to_score,
)
from zhixing.modules.approvals.tests.conftest import approvals_city

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
APRIL = date(2026, 4, 2)
SHOWN = date(2026, 3, 24)
CARD_DAY = date(2026, 3, 20)


def score_city() -> City:
    """The city of approval monitoring with a second person in the supervision organ."""
    city = approvals_city()
    city.person("judge", "公正", city.organ, Rank.HEAD, ("approvals.supervision", city.gov, Reach.BELOW))
    return city


class ScoreStory:
    """One outside system with cases; each row says only what is special."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.made = 0
        self.source: Source = Source.objects.create(
            kind="approvals.source",
            title="市政务服务一体化平台",
            jurisdiction=city.gov,
            lead_unit=city.organ,
            state="active",
            opened_on=OPENED,
            code="hall",
            supervising_unit=city.organ,
            packs=["administrative-licensing", "electronic-monitoring"],
            watched_from=FIRST,
            rulebook_id=latest_id(city.gov.pk),
        )
        participations.assign(self.source, Standing.LEAD, [city.organ])
        self.source.save()
        self.batch: Batch | None = None

    def case(self, unit: Unit | None = None, item: str = "施工许可", **more: Any) -> OutsideCase:
        self.made += 1
        given = {
            "number": f"YC-{self.made:05}",
            "unit": unit or self.city.housing,
            "unit_name": "住建窗口",
            "item_name": item,
            "began_on": date(2026, 2, 2),
            "last_on": date(2026, 2, 10),
            "path": "p1",
        }
        return OutsideCase.objects.create(source=self.source, **(given | more))

    def duty(self, case: OutsideCase, *, cards: tuple[str, ...] = (), **more: Any) -> Duty:
        """Met in time on 10 February, 5 of 10 working days used, unless it says otherwise."""
        given: dict[str, Any] = {
            "rule": "approvals.decide",
            "unit": case.unit,
            "key": f"k{Duty.objects.count()}",
            "opened_on": date(2026, 2, 2),
            "first_due_on": date(2026, 2, 16),
            "due_on": date(2026, 2, 16),
            "state": "met",
            "ended_on": date(2026, 2, 10),
            "term": 10,
            "used": 5,
            "counted": "working_days",
            "trigger_id": 1,
            "judged_for": APRIL,
        }
        made = Duty.objects.create(case=case, **(given | more))
        DutyCard.objects.bulk_create(DutyCard(duty=made, colour=c, drawn_on=CARD_DAY) for c in cards)
        return made

    def in_time(self, n: int, unit: Unit | None = None, item: str = "施工许可") -> None:
        for _ in range(n):
            self.duty(self.case(unit, item))

    def late(self, n: int, unit: Unit | None = None, item: str = "施工许可") -> list[Duty]:
        """Decided on 25 February instead of the 16th, 15 of 10 days used, with a yellow card."""
        days = {"ended_on": date(2026, 2, 25), "late": True, "used": 15}
        return [self.duty(self.case(unit, item), cards=("yellow",), **days) for _ in range(n)]

    def removed(self, duty: Duty, *, but: str = "") -> None:
        """It is raised as an alert, and its cards are removed, all but one of this colour."""
        with clock.at(clock.moment_on(CARD_DAY, 12)):
            raise_due([duty.case_id], CARD_DAY)
        cards = Card.objects.filter(matter__approvals_alert__duty=duty)
        assert cards.exists()
        cards.exclude(colour=but).update(state=CardState.REMOVED)

    def happened(self, case: OutsideCase, *told: tuple[str, str, str]) -> None:
        """Events of the case: kind, moment in UTC, unit as the source calls it."""
        if self.batch is None:
            self.batch = Batch.objects.create(
                source=self.source, number=1, way="file", name="x.csv", brought_by=self.city.accounts["officer"], mapping="",
                state="loaded",
            )  # fmt: skip
        rows = []
        for place, (kind, moment, unit_name) in enumerate(told):
            at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            rows.append(Happened(
                case=case, kind=kind, identity=uuid4(), day=(at.date() - date(2000, 1, 1)).days, second=0,
                us=int(at.timestamp()) * 1_000_000, timed=True, unit_name=unit_name, batch=self.batch, row=place,
            ))  # fmt: skip
        Happened.objects.bulk_create(rows)

    def called(self, name: str, unit: Unit) -> None:
        """The source calls this unit so."""
        UnitName.objects.create(source=self.source, name=name, unit=unit)

    def do(self, spec: Any, who: str, on: date = APRIL, *, of: Any = None, **given: Any) -> Done:
        with clock.at(clock.moment_on(on, 10)):
            return perform(spec, of.pk if of else None, actor=self.city.actor(who, on), **given)

    def frozen(self, who: str = "watcher", on: date = APRIL, **more: Any) -> ScoreTable:
        given = {"office": self.city.organ.pk, "first_on": FIRST.isoformat(), "last_on": LAST.isoformat()}
        made: ScoreTable = self.do(freeze_scores, who, on, **(given | more)).item
        return made


def shown(city: City) -> dict[str, int]:
    """What the gallery looks at: a table with an objection decided and a day of publication, and cases with a process."""
    story = ScoreStory(city)
    story.in_time(14)
    story.in_time(12, city.finance, "建筑业企业资质")
    story.late(4)
    story.in_time(2, city.transport, "道路运输经营许可")
    story.duty(story.case(), state="open", ended_on=None, due_on=date(2026, 3, 20), used=None)
    for number, case in enumerate(OutsideCase.objects.filter(source=story.source)):
        began = f"2026-02-02T0{number % 9}:00:00"
        asked = [("approvals.correction_asked", "2026-02-04T01:00:00", "住建窗口")] if number % 3 == 0 else []
        ended = ("approvals.decided", f"2026-02-1{number % 9}T08:00:00", "住建窗口")
        accepted = ("approvals.accepted", "2026-02-06T01:00:00", "住建窗口")
        story.happened(case, ("approvals.received", began, "住建窗口"), *asked, accepted, ended)
    given = {"first_on": "2026-02-01", "last_on": "2026-03-20", "office": city.organ.pk}
    table = story.do(freeze_scores, "officer", SHOWN, **given).item
    grounds = "系统平台停机两日，数据未及时上传。"
    story.do(object_to_score, "housing_clerk", SHOWN, of=table, unit=city.housing.pk, grounds=grounds)
    objection = table.objections.get()
    no = {"objection": objection.pk, "upheld": False, "decision": "停机期间已停止计时。"}
    story.do(decide_objection, "arbiter", SHOWN, of=table, **no)
    story.do(
        decide_publication, "vice", SHOWN, of=table, publish_on=SHOWN.isoformat(), grounds="按季度公布。"
    )
    return {"score_table": table.pk}
