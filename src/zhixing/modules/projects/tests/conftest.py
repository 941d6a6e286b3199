"""The small city with its key-project office, and a project as far along as a test wants it."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from tests.city import OPENED, City, small_city

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.files.service import store
from zhixing.kernel.meetings.models import Meeting
from zhixing.kernel.organisation.models import Kind, Post, Rank
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.meetings.actions.holding import hold, record_minutes, settle_item
from zhixing.modules.projects.actions.amounts import plan_amounts, record_amount
from zhixing.modules.projects.actions.founding import register
from zhixing.modules.projects.actions.keeping import change_forecast, record_progress, set_milestone
from zhixing.modules.projects.actions.linking import form_group, link_unit_leaders
from zhixing.modules.projects.actions.meeting import call_site_meeting
from zhixing.modules.projects.actions.problems import raise_problem
from zhixing.modules.projects.actions.running import start
from zhixing.modules.projects.models import Project, ReportList

PACKS = ("supervised-handling", "district-measures", "quarterly-report")
THURSDAY = date(2026, 3, 5)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0c"
    b"IDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def city(db: None) -> City:
    return project_city()


def project_city() -> City:
    """Yunchuan with all that key projects ask for."""
    return with_projects(small_city(packs=()))


def with_projects(city: City) -> City:
    """The city with an executive deputy, two offices, leaders in charge, and the roles and rules of key projects."""
    switch_on(city.gov, list(PACKS), reason="tests")
    below, unit = Reach.BELOW, Reach.UNIT
    gov_office = city.unit("gov_office", "市政府办公室", Kind.OFFICE, city.gov, document_code="云政办")
    key_office = city.unit("key_office", "市重点项目办公室", Kind.OFFICE, city.gov, document_code="云重")
    city.person("steerer", "梁工", key_office, Rank.STAFF, ("projects.key_office", city.gov, below))
    city.person("secretary", "许文", gov_office, Rank.STAFF, ("projects.government_office", city.gov, below))
    city.person("deputy", "范一鸣", city.gov, Rank.IN_CHARGE, ("projects.leader", city.gov, below))
    city.person("housing_deputy", "高岩", city.housing, Rank.IN_CHARGE)
    city.person("finance_head", "钱进", city.finance, Rank.HEAD, ("projects.unit_head", city.finance, below))
    city.person("finance_deputy", "孙立", city.finance, Rank.IN_CHARGE)
    Post.objects.filter(unit=city.gov, appointments__person=city.persons["vice"]).update(name="常务副市长")
    for who, role, where, reach in (
        ("mayor", "projects.leader", city.gov, below),
        ("vice", "projects.leader", city.gov, below),
        ("housing_head", "projects.unit_head", city.housing, below),
        ("housing_clerk", "projects.keeper", city.housing, unit),
        ("housing_clerk", "meetings.office", city.housing, unit),
        ("finance_clerk", "projects.keeper", city.finance, unit),
        ("stranger", "projects.keeper", city.town, unit),
        ("arbiter", "projects.keeper", city.organ, unit),
    ):
        Grant.objects.create(account=city.accounts[who], role=role, unit=where, reach=reach, from_on=OPENED)
    return city


class Story:
    """A project on its way: each step is done by whoever would do it, on a day that the test names."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.project_id = 0

    def do(self, spec: Any, who: str, on: date, hour: int = 10, *, of: Any = None, **given: Any) -> Done:
        """Do it to the project, or to `of`."""
        item_id = None if spec.opens else of.pk if of is not None else self.project_id
        with clock.at(clock.moment_on(on, hour)):
            return perform(spec, item_id, actor=self.city.actor(who, on), **given)

    def file(self, who: str, name: str = "现场照片.png", content: bytes = PNG) -> int:
        """A stored file that nobody used yet."""
        return store(name, io.BytesIO(content), actor=self.city.actor(who)).pk

    def with_a_ledger(self, on: date) -> Story:
        """Under way, with amounts, a forecast behind the plan, progress with a photograph, a problem, a meeting with minutes."""
        self.under_way()
        clerk, city = "housing_clerk", self.city
        plan = "2026-03 20000000\n2026-04 30000000\n2026-05 40000000"
        self.do(plan_amounts, clerk, on, series="investment", amounts_plan=plan)
        self.do(record_amount, clerk, on, series="investment", month="2026-03-01", amount_yuan="12345600.00")
        self.do(plan_amounts, clerk, on, series="bond", amounts_plan="2026-03 50000000")
        first = self.project.milestones.get(name="完成征地")
        self.do(change_forecast, clerk, on, milestone=first.pk, forecast_on="2026-06-28", reason="补偿未谈妥")
        photo = self.file(clerk, "桩基施工.png")
        self.do(record_progress, clerk, on, progress="完成桩基30根", progress_percent=12, photographs=[photo])
        self.do(raise_problem, "finance_clerk", on, problem="补偿资金缺口", raised_by=city.finance.pk)
        self.met(on, minuted_on=on)
        return self

    @property
    def project(self) -> Project:
        return Project.objects.get(pk=self.project_id)

    def registered(self, on: date = THURSDAY, **more: Any) -> Story:
        city = self.city
        given: dict[str, Any] = {
            "title": "南环路改造工程",
            "project_level": "city",
            "category": "infrastructure",
            "key_field": "government_invested",
            "owner": "云川城建集团",
            "sites": ["南环路东段", "南环路西段"],
            "total_yuan": "128000000.00",
            "planned_from_on": "2026-03-01",
            "planned_until_on": "2027-06-30",
            "key_office": city.key_office.pk,
            "lead_unit": city.housing.pk,
            "involved_units": [city.finance.pk],
        }
        self.project_id = self.do(register, "steerer", on, **(given | more)).item.pk
        return self

    def prepared(self, on: date = THURSDAY, **more: Any) -> Story:
        """Everything that the start asks for but the linked leader."""
        self.registered(on, **more)
        self.linked("housing", on).linked("finance", on)
        self.grouped(on)
        self.do(set_milestone, "housing_clerk", on, milestone_name="完成征地", milestone_on="2026-05-29")
        self.do(
            set_milestone, "housing_clerk", on, milestone_name="主体完工",
            begins_on="2026-06-01", milestone_on="2027-03-31",
        )  # fmt: skip
        return self

    def linked(self, unit: str, on: date = THURSDAY) -> Story:
        people = {
            "housing": ("housing_head", "housing_deputy"),
            "finance": ("finance_head", "finance_deputy"),
        }
        top, charge = people[unit]
        persons = self.city.persons
        self.do(
            link_unit_leaders, f"{unit}_clerk", on, unit=self.city.units[unit].pk, top_leader=persons[top].pk,
            leader_in_charge=persons[charge].pk,
        )  # fmt: skip
        return self

    def grouped(
        self, on: date = THURSDAY, head: str = "housing_head", deputy: str = "housing_deputy"
    ) -> Story:
        persons = self.city.persons
        self.do(
            form_group, "housing_clerk", on, group_head=persons[head].pk, group_deputy=persons[deputy].pk,
            group_members=[persons["handler"].pk],
        )  # fmt: skip
        return self

    def under_way(self, on: date = THURSDAY, leader: str = "vice", **more: Any) -> Story:
        self.prepared(on, **more)
        self.do(start, "steerer", on, hour=11, linked_leader=self.city.persons[leader].pk)
        return self

    def called(self, at: datetime, on: date) -> Meeting:
        """An on-site meeting called on one day for a later moment."""
        done = self.do(call_site_meeting, "housing_clerk", on, meeting_at=at.isoformat(), site="南环路东段")
        return Meeting.objects.get(pk=done.event.facts["meeting_id"])

    def met(self, on: date, *, minuted_on: date | None = None) -> Meeting:
        """An on-site meeting held at three o'clock, with minutes where a day is given."""
        meeting = self.called(clock.moment_on(on, 15), on)
        present = [seat.pk for seat in meeting.seated]
        self.do(hold, "housing_clerk", on, 17, of=meeting, held_on=on.isoformat(), present=present)
        if minuted_on is not None:
            for item in meeting.agenda.all():
                self.do(
                    settle_item, "housing_clerk", on, 17, of=meeting, agenda_item=item.pk, outcome="adopted",
                    decision="按方案推进",
                )  # fmt: skip
            self.do(record_minutes, "housing_clerk", minuted_on, 18, of=meeting)
        return meeting


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)


def as_now(report_list: ReportList) -> ReportList:
    """The list as the database has it."""
    return ReportList.objects.get(pk=report_list.pk)
