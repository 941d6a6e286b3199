"""An existing catalogue from a table: what a line becomes, what is refused, and that nothing is half-imported."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.matters.models import Event
from zhixing.kernel.organisation.models import Kind
from zhixing.kernel.tables.refusals import LinesWrong
from zhixing.kernel.tables.service import tried
from zhixing.kernel.tables.tests.sheets import book
from zhixing.modules.approvals.catalogue.actions.importing import import_items
from zhixing.modules.approvals.catalogue.columns import CATALOGUE_COLUMNS
from zhixing.modules.approvals.models import ServiceItem

HEAD = (
    "事项名称",
    "实施编码",
    "类型",
    "实施主体",
    "法定期限",
    "承诺期限",
    "办理流程",
    "材料清单",
    "是否收费",
    "收费依据",
)
GOOD = (
    "商品房预售许可", "51-YS-1", "01", "市住房和城乡建设局", "10个工作日", "3", "受理 1个工作日；审查 2个工作日；送达",
    "申请表；土地使用权证", "不收费", None,
)  # fmt: skip


def given(**changed):
    names = (
        "title",
        "code",
        "type",
        "unit",
        "statutory",
        "promised",
        "steps",
        "materials",
        "charging",
        "fee_basis",
    )
    return tuple({**dict(zip(names, GOOD, strict=True)), **changed}.values())


def brought(story, *rows):
    file = story.file("officer_one", "目录.xlsx", book(rows, head=HEAD))
    return story.do(import_items, "officer_one", file=file, office=story.city.service.pk)


def test_a_line_becomes_a_draft_with_its_guide(story, city):
    brought(
        story, GOOD, given(title="预售资金监管备案", code="51-BA-2", type="备案", promised="5日", steps=None)
    )

    item = ServiceItem.objects.get(number="51-YS-1")
    assert (item.state, item.type, item.lead_unit, item.office) == (
        "draft",
        "licence",
        city.housing,
        city.service,
    )
    assert (item.statutory_days, item.promised_days, item.promised_unit, item.charging) == (
        10,
        3,
        "working_days",
        "free",
    )
    assert (item.steps[1], item.materials) == ("审查 2个工作日", ["申请表", "土地使用权证"])
    filing = ServiceItem.objects.get(number="51-BA-2")
    assert (filing.type, filing.promised_days, filing.promised_unit) == ("filing", 5, "natural_days")


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        pytest.param("类型", {"type": "行政处罚"}, id="no type of an approval"),
        pytest.param("编码", {"code": "施工许可"}, id="no code"),
        pytest.param("承诺", {"promised": "11"}, id="a promise beyond the law"),
        pytest.param("承诺", {"promised": "尽快"}, id="no limit"),
        pytest.param("环节", {"steps": "审查 五日"}, id="a step that cannot be read"),
        pytest.param("收费", {"charging": "收费"}, id="a fee without its provision"),
        pytest.param("编码", {"title": "另一项"}, id="one code twice in the table"),
    ],
)
def test_one_wrong_line_stops_all_of_them(story, column, wrong):
    events = Event.objects.count()

    with pytest.raises(LinesWrong) as refused:
        brought(story, GOOD, given(**({"code": "51-YS-2"} | wrong if "title" not in wrong else wrong)))

    assert column in str(refused.value) and "3" in str(refused.value)
    assert not ServiceItem.objects.exists() and Event.objects.count() == events


def test_the_same_table_twice_is_told_line_by_line(story):
    brought(story, GOOD)

    with pytest.raises(LinesWrong) as refused:
        brought(story, GOOD)

    assert "已有相同事项（商品房预售许可）" in str(refused.value)


@pytest.mark.realdata
def test_the_catalogue_of_a_real_district_can_be_brought_in(story, city, realdata):
    """1,135 items of 34 units as published: 536 licences, 348 services, 182 other powers, 50 confirmations, 19 of other types."""
    content = (realdata / "admin" / "guangan_district_service_items.csv").read_bytes()
    for place, name in enumerate(_units_in(content)):
        city.unit(f"d{place}", name, Kind.DEPARTMENT, city.gov)
    file = story.file("officer_one", "guangan_district_service_items.csv", content)
    with clock.at(clock.moment_on(date(2026, 3, 5))):
        _, found = tried(file, CATALOGUE_COLUMNS, city.service, city.actor("officer_one"))
    assert (found.lines_count, len(found.ready), found.problems) == (1135, 1135, [])

    assert Counter(str(line["type"]) for line in found.ready) == {
        "licence": 536, "public_service": 348, "other_approval": 182, "confirmation": 50, "payment": 9, "ruling": 8, "reward": 2,
    }  # fmt: skip
    education = [
        line
        for line in content.splitlines(keepends=True)
        if line.startswith((b"\xef", b"department", "区教科体局".encode()))
    ]
    some = story.file("officer_one", "区教科体局.csv", b"".join(education))
    done = story.do(import_items, "officer_one", file=some, office=city.service.pk)

    assert len(done.events) == 23
    item = ServiceItem.objects.get(number="511A0138600000-511602000000-000-115113010833722043-1-00")
    assert (item.title, item.lead_unit.name, item.main_item) == ("教师资格认定", "区教科体局", "未分类")


def _units_in(content):
    lines = content.decode("utf-8-sig").splitlines()[1:]
    return sorted({line.split(",")[0] for line in lines})
