"""An existing ledger from a spreadsheet: what a line becomes, what is refused, and that nothing is half-imported."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.files.service import store
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.tables.refusals import LinesWrong
from zhixing.kernel.tables.tests.sheets import book
from zhixing.modules.projects.actions.importing import import_projects
from zhixing.modules.projects.importing import milestones_of
from zhixing.modules.projects.models import Milestone, Project
from zhixing.modules.projects.tests.conftest import THURSDAY

HEAD = (
    "项目名称",
    "项目级别",
    "总投资（万元）",
    "建设地点",
    "计划开工日期",
    "计划完成日期",
    "牵头单位",
    "相关单位",
    "挂钩领导",
    "节点计划",
    "形象进度（%）",
)
GOOD = (
    "南环路改造工程", "市级", 12800, "南环路东段；南环路西段", date(2025, 9, 1), date(2027, 6, 30), "市住房和城乡建设局",
    "市财政局", "沈若兰", "完成征地 2026-05-29；主体完工：2027年3月31日", 35,
)  # fmt: skip


@pytest.fixture(autouse=True)
def today():
    with clock.at(clock.moment_on(THURSDAY)):
        yield


def imported(city, *rows):
    actor = city.actor("steerer")
    file = store("重点项目台账.xlsx", io.BytesIO(book(rows, head=HEAD)), actor=actor).pk
    return perform(import_projects, actor=actor, file=file, key_office=city.key_office.pk)


def changed(**more):
    names = (
        "title",
        "level",
        "total",
        "sites",
        "begins",
        "ends",
        "lead",
        "involved",
        "leader",
        "milestones",
        "done",
    )
    return tuple(more.get(name, value) for name, value in zip(names, GOOD, strict=True))


def test_a_line_becomes_a_project_in_preparation_with_its_milestones(city):
    done = imported(city, GOOD, changed(title="体育公园", milestones="", leader="", involved=""))

    assert len(done.events) == 2
    first, second = Project.objects.order_by("id")
    assert (first.title, first.level, first.total_yuan) == ("南环路改造工程", "city", Decimal("128000000.00"))
    assert (first.state, first.number, first.progress_percent) == ("draft", "云重项〔2026〕1号", 35)
    assert first.sites == ["南环路东段", "南环路西段"]
    assert first.taking_part_ids == {city.housing.pk, city.finance.pk}
    assert first.linked_leader == city.persons["vice"] and -city.persons["vice"].pk not in first.audience
    assert [(m.name, m.planned_on) for m in first.milestones.all()] == [
        ("完成征地", date(2026, 5, 29)),
        ("主体完工", date(2027, 3, 31)),
    ]
    assert not second.milestones.exists() and second.linked_leader is None
    assert Event.objects.filter(kind="projects.imported").count() == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"ends": date(2025, 8, 31)}, "早于", id="ends before it begins"),
        pytest.param({"total": 0}, "总投资不能为零", id="costs nothing"),
        pytest.param({"total": "1.2亿元"}, "不是数字", id="another unit of money"),
        pytest.param({"involved": "市住房和城乡建设局"}, "已是牵头单位", id="lead unit twice"),
        pytest.param({"milestones": "完成征地"}, "未写明节点日期", id="a milestone without a day"),
        pytest.param({"milestones": "征地 2026-02-30"}, "未写明节点日期", id="a day that does not exist"),
        pytest.param({"leader": "郭建平"}, "政府领导", id="linked leader of a department"),
        pytest.param({"sites": ""}, "建设地点", id="nowhere"),
        pytest.param({"lead": "市航天局"}, "市航天局", id="a unit that is not there"),
    ],
)
def test_a_wrong_line_is_told_by_the_dry_run_and_nothing_is_imported(city, more, said):
    content = book([GOOD, changed(title="体育公园", **more)], head=HEAD)
    client = Client()
    client.force_login(city.accounts["steerer"])
    sent = {"key_office": city.key_office.pk, "file": SimpleUploadedFile("台账.xlsx", content)}

    page = client.post("/projects/projects/import/table", sent).content.decode()

    assert said in page
    with pytest.raises(LinesWrong):
        imported(city, GOOD, changed(title="体育公园", **more))
    assert not Matter.objects.exists() and not Milestone.objects.exists()


def test_a_project_that_is_there_already_is_not_imported_twice(city):
    imported(city, GOOD)

    with pytest.raises(LinesWrong):
        imported(city, GOOD)
    assert Project.objects.count() == 1


def test_a_milestone_twice_cannot_be_read():
    assert milestones_of(["征地 2026-05-29", "征地 2026-06-29"]) == "征地 2026-06-29"
