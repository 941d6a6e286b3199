"""The small city with a supervision organ that watches, a service office, and a source as far along as a test wants it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from tests.city import OPENED, City, small_city

from zhixing.base import clock
from zhixing.kernel.access.models import Account, Grant, Reach
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.files import kinds
from zhixing.kernel.files.service import store
from zhixing.kernel.organisation.models import Kind, Rank
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.approvals.actions.sources import adopt_mapping, deliver, register_source
from zhixing.modules.approvals.judging_store.running import judge_all
from zhixing.modules.approvals.loading import load
from zhixing.modules.approvals.models import OutsideCase, Source

MONDAY = date(2026, 3, 2)
STEPS = "case: 办件编号\nactivity: 环节\nmoment: 时间\nunit: 单位\n"
FIRST_LOG = "办件编号,环节,时间,单位\nA1,受理,2026-03-02 09:00,市住建局\nA1,办结,2026-03-06 16:00,市住建局\n"


@pytest.fixture
def city(db: None) -> City:
    return approvals_city()


def approvals_city() -> City:
    """Yunchuan with all that approval monitoring asks for."""
    return with_approvals(small_city(packs=()))


def with_approvals(city: City) -> City:
    """The city with a service hall, somebody who watches, an outside system's account, and the roles and rules of monitoring."""
    below, unit = Reach.BELOW, Reach.UNIT
    switch_on(city.gov, ["administrative-licensing"], reason="tests")
    service = city.unit("service", "市政务服务管理局", Kind.DEPARTMENT, city.gov)
    city.person("watcher", "秦岚", city.organ, Rank.STAFF, ("approvals.supervision", city.gov, below))
    city.person("hall", "韩雪", service, Rank.STAFF, ("approvals.service_office", service, below))
    program = Account.objects.create(username="permit-system", is_service=True)
    city.accounts["program"] = program
    for who, role, where, reach in (
        ("housing_clerk", "approvals.unit", city.housing, unit),
        ("finance_clerk", "approvals.unit", city.finance, unit),
        ("stranger", "approvals.unit", city.town, unit),
        ("mayor", "approvals.leader", city.gov, below),
        ("program", "approvals.outside_system", service, unit),
    ):
        Grant.objects.get_or_create(
            account=city.accounts[who], role=role, unit=where, reach=reach, from_on=OPENED
        )
    return city


class Story:
    """A source on its way: each step is done by whoever would do it, on a day that the test names."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.source_id = 0

    def do(
        self, spec: Any, who: str, on: date = MONDAY, hour: int = 10, *, of: Any = None, **given: Any
    ) -> Done:
        """Do it to the source, or to `of`."""
        item_id = None if spec.opens else of.pk if of is not None else self.source_id
        with clock.at(clock.moment_on(on, hour)):
            return perform(spec, item_id, actor=self.city.actor(who, on), **given)

    def file(self, who: str, name: str = "办件.csv", content: str | bytes = FIRST_LOG) -> int:
        """A stored log that nobody used yet."""
        raw = content.encode() if isinstance(content, str) else content
        return store(name, io.BytesIO(raw), actor=self.city.actor(who), also=kinds.LOGS).pk

    @property
    def source(self) -> Source:
        return Source.objects.get(pk=self.source_id)

    def registered(self, on: date = MONDAY, **more: Any) -> Story:
        given: dict[str, Any] = {
            "title": "市政务服务审批系统",
            "source_code": "permits",
            "running_unit": self.city.service.pk,
            "supervising_unit": self.city.organ.pk,
        }
        self.source_id = self.do(register_source, "watcher", on, **(given | more)).item.pk
        return self

    def connected(self, on: date = MONDAY, mapping: str = STEPS) -> Story:
        """Registered, with a mapping adopted."""
        if not self.source_id:
            self.registered(on)
        self.do(adopt_mapping, "hall", on, 11, mapping=mapping)
        return self


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)


LONG_LOG = (
    "办件编号,环节,时间,单位,承诺日期,事项\n"
    "许〔2026〕1号,受理,2026-03-02 09:00,市住房和城乡建设局,2026-03-06,建筑工程施工许可\n"
    "许〔2026〕1号,审查,2026-03-04 15:30,市住房和城乡建设局,2026-03-06,建筑工程施工许可\n"
    "许〔2026〕2号,受理,2026-03-03 10:00,市财政局窗口,2026-03-09,代理记账许可\n"
    "许〔2026〕2号,办结,2026-03-05 10:00,市财政局窗口,2026-03-09,代理记账许可\n"
    "许〔2026〕3号,受理,明天,市财政局窗口,2026-03-09,代理记账许可\n"
)
LONG_MAPPING = (
    "case: 办件编号\nactivity: 环节\nmoment: 时间\nunit: 单位\nstarts: [受理]\nends: [办结]\n"
    "facts:\n  promise_due_on: {column: 承诺日期, as: day, of: case}\n  item_name: {column: 事项, as: text, of: case}\n"
    "limits:\n- {code: hall.promised, title: {en: Decided by the day promised, zh: 按承诺日期办结}, on: [受理],"
    " until: [办结], due: promise_due_on}\n"
)


def shown(city: City) -> dict[str, int]:
    """For the gallery: a source with a delivery that has trouble, a case that is late, and its duty."""
    story = Story(with_approvals(city)).registered(source_code="licences").connected(mapping=LONG_MAPPING)
    story.do(deliver, "hall", file=story.file("hall", "三月办件.csv", LONG_LOG))
    with clock.at(clock.moment_on(date(2026, 3, 9))):
        load(story.source.batches.get().pk)
        judge_all()
    case = OutsideCase.objects.get(source=story.source_id, number="许〔2026〕1号")
    return {"source": story.source_id, "case": case.pk, "case_duty": case.duties.get().pk}
