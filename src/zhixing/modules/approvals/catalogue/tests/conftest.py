"""The small city with its service office, and an item as far along as a test wants it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from tests.city import OPENED, City, small_city

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.files.service import store
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.kernel.organisation.models import Kind, Rank
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.approvals.catalogue.actions.deciding import publish_item, review_item
from zhixing.modules.approvals.catalogue.actions.drafting import begin_revision, register_item, write_guide
from zhixing.modules.approvals.catalogue.actions.ending import confirm_ending, propose_ending
from zhixing.modules.approvals.models import ServiceItem

THURSDAY = date(2026, 3, 5)
CODE = "510117004000-511602000000-000-11511602008600001A-1-00"
GUIDE: dict[str, Any] = {
    "type": "licence",
    "listed_as": "182",
    "applicants": "建设单位",
    "basis": ["《中华人民共和国建筑法》第七条", "《建筑工程施工许可管理办法》第四条"],
    "conditions": "已办理用地批准手续；已确定施工企业；资金安排已落实。",
    "materials": ["施工许可申请表", "用地批准手续", "施工合同"],
    "steps": ["受理 1个工作日", "审查 3个工作日", "专家评审 20个工作日 不计时", "决定 1个工作日", "送达"],
    "statutory_days": 7,
    "statutory_unit": "working_days",
    "promised_days": 5,
    "promised_unit": "working_days",
    "charging": "free",
    "windows": ["市政务服务中心二楼工程建设专区"],
    "result": "建筑工程施工许可证",
}


def catalogue_city() -> City:
    """Yunchuan with a service office of two who keep the catalogue, and a clerk of the housing bureau who writes guides."""
    city = small_city(packs=())
    switch_on(city.gov, ["city-execution", "business-environment"], reason="tests")
    return with_catalogue(city)


def with_catalogue(city: City) -> City:
    """The city with its service office, and the roles of those who write, review, publish and watch."""
    gov, below, unit = city.gov, Reach.BELOW, Reach.UNIT
    if "service" not in city.units:
        city.unit("service", "市政务服务管理局", Kind.DEPARTMENT, gov)
    service = city.service
    city.person("officer_one", "宋清", service, Rank.STAFF, ("approvals.service_office", gov, below))
    city.person("officer_two", "叶明", service, Rank.HEAD, ("approvals.service_office", gov, below))
    for who, role, where, reach in (
        ("housing_clerk", "approvals.unit", city.housing, unit),
        ("finance_clerk", "approvals.unit", city.finance, unit),
        ("vice", "approvals.leader", gov, below),
        ("arbiter", "approvals.supervision", gov, below),
    ):
        Grant.objects.get_or_create(
            account=city.accounts[who], role=role, unit=where, reach=reach, from_on=OPENED
        )
    return city


def shown(city: City) -> dict[str, Any]:
    """What the gallery looks at: an item in force that is being revised, one cancelled, and a draft."""
    story = Story(with_catalogue(city)).published(code="51-YS-1", title="商品房预售许可", listed_as="186")
    ends = {
        "ending": "cancelled",
        "route": "market",
        "successor": "市建筑业协会",
        "successor_rules": "《施工准备服务规范》",
    }
    story.do(propose_ending, "officer_one", ends_on="2026-05-01", ending_reason="市场可以自我调节", **ends)
    story.do(confirm_ending, "officer_two")
    draft = story.written(code="51-BA-2", title="竣工验收备案", type="filing", listed_as="").item_id
    story.published(from_on=date(2025, 7, 1))
    story.do(begin_revision, "housing_clerk", why="精简材料、压缩时限")
    shorter = {
        "materials": GUIDE["materials"][:2],
        "promised_days": 4,
        "steps": ["受理 1个工作日", "审查 3个工作日", "送达"],
    }
    story.do(write_guide, "housing_clerk", **(GUIDE | shorter))
    return {"service_item": story.item_id, "item_draft": draft, "item_code": CODE}


@pytest.fixture
def city(db: None) -> City:
    return catalogue_city()


class Story:
    """An item on its way: each step is done by whoever would do it, on a day that the test names."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.item_id = 0

    def do(self, spec: Any, who: str, on: date = THURSDAY, *, of: Any = None, **given: Any) -> Done:
        item_id = None if spec.opens else of.pk if of is not None else self.item_id
        with clock.at(clock.moment_on(on, 10)):
            return perform(spec, item_id, actor=self.city.actor(who, on), given=given)

    def file(self, who: str, name: str, content: bytes) -> int:
        """A stored file that nobody used yet."""
        return store(name, io.BytesIO(content), actor=self.city.actor(who)).pk

    @property
    def item(self) -> ServiceItem:
        return ServiceItem.objects.get(pk=self.item_id)

    def registered(self, on: date = THURSDAY, who: str = "housing_clerk", **more: Any) -> Story:
        given = {
            "item_code": CODE,
            "title": "建筑工程施工许可证核发",
            "type": "licence",
            "handling_unit": self.city.housing.pk,
            "office": self.city.service.pk,
        }
        self.item_id = self.do(register_item, who, on, **(given | more)).item.pk
        return self

    def written(
        self, on: date = THURSDAY, code: str = CODE, title: str = "", unit: str = "housing", **more: Any
    ) -> Story:
        named = {"title": title} if title else {}
        who = "housing_clerk" if unit == "housing" else "officer_one"
        self.registered(on, who, item_code=code, handling_unit=self.city.units[unit].pk, **named)
        self.do(write_guide, who, on, **(GUIDE | more))
        return self

    def reviewed(self, on: date = THURSDAY, **more: Any) -> Story:
        self.written(on, **more)
        self.do(review_item, "officer_one", on, opinion="要件齐全")
        return self

    def published(self, on: date = THURSDAY, from_on: date | None = None, **more: Any) -> Story:
        self.reviewed(on, **more)
        given = {"from_on": from_on.isoformat()} if from_on else {}
        self.do(publish_item, "officer_two", on, **given)
        return self


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)


def drafted(city: City) -> ServiceItem:
    """An item of the housing bureau in the catalogue that the inspection office of any small city keeps."""
    item = open_matter(
        ServiceItem,
        jurisdiction=city.gov,
        state="draft",
        title="商品房预售许可",
        number="51-YS-9",
        type="licence",
        office=city.office,
    )
    standings = {Standing.LEAD: ([city.housing], []), Standing.SUPERVISOR: ([city.office], [])}
    participations.begin([(item, standings)])
    item.save()
    return item
