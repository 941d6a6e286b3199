"""Each kind of cell judged, told with its line, column and mend; a list of works is declared for it and nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests.city import City, small_city

from zhixing.base.words import speaking, w
from zhixing.kernel.organisation.models import Appointment, Level
from zhixing.kernel.tables import template
from zhixing.kernel.tables.cells import (
    Choice,
    Day,
    Flag,
    Money,
    OnePerson,
    OneUnit,
    Parts,
    Text,
    Units,
    Whole,
    one_of,
)
from zhixing.kernel.tables.columns import Column, ColumnSet
from zhixing.kernel.tables.findings import Judged
from zhixing.kernel.tables.judging import LineJudged, judge
from zhixing.kernel.tables.naming import HEADS, SERVING
from zhixing.kernel.tables.refusals import NothingToImport
from zhixing.kernel.tables.sheets import Line, Sheet, read

FRIDAY = date(2026, 3, 6)


def _ends_after_it_begins(line: LineJudged) -> None:
    begun_on, done_on = line.values["begun_on"], line.values["done_on"]
    if begun_on and done_on and done_on < begun_on:
        line.wrong(
            "done_on", w("It ends first.", "完工早于开工。"), w("Check both days.", "请核对两个日期。")
        )
    if line.is_empty("leader"):
        line.hint("leader", w("Nobody is named.", "尚未明确负责人。"), w("Name one.", "请补填。"))


def column(key, words, takes, *, required=None, aliases=()):
    return Column(key, words, takes, w(f"Fill in {key}.", f"填写{words.zh}。"), aliases, required)


WORKS = ColumnSet(
    sheet=w("Works", "工程台账"),
    columns=(
        column("name", w("Name", "工程名称"), Text(10), required=w("Name it.", "请填写名称。")),
        column("told", w("Particulars", "工程内容"), Text(20, is_long=True)),
        column("level", w("Level", "级别"), Choice(Level, Level.COUNTY)),
        column("cost", w("Cost", "总投资（万元）"), Money(w("10,000 yuan", "万元"))),
        column("homes", w("Homes", "户数"), Whole(most=5000)),
        column("is_new", w("New", "是否新建"), Flag()),
        column("begun_on", w("Begun", "开工日期"), Day()),
        column("done_on", w("Done", "完工日期"), Day(latest=date(2035, 12, 31))),
        column("lead", w("Lead", "牵头单位"), OneUnit(others=w("Others", "配合单位"))),
        column("others", w("Others", "配合单位"), Units()),
        column("leader", w("Leader", "负责人"), OnePerson(HEADS)),
        column("contact", w("Contact", "联系人"), OnePerson(SERVING)),
        column("marks", w("Marks", "节点"), Parts(most=2, limit=5)),
    ),
    same=("name", "level"),
    kept=lambda jurisdiction: {("老桥", "city"): "云建〔2025〕3号"},
    also=(_ends_after_it_begins,),
)
EMPTY = {
    "name": "甲桥", "told": "", "level": "county", "cost": None, "homes": None, "is_new": False, "begun_on": None,
    "done_on": None, "lead": None, "others": [], "leader": None, "contact": None, "marks": [],
}  # fmt: skip


@pytest.fixture
def city(db) -> City:
    return small_city(packs=())


def judged(city: City, *rows: dict[str, object]) -> Judged:
    lines = [Line(n, {"name": "甲桥"} | row) for n, row in enumerate(rows, start=2)]
    return judge(Sheet("工程", lines, []), WORKS, city.office, FRIDAY)


def test_an_empty_cell_stands_for_what_its_column_says(city):
    found = judged(city, {})

    assert found.problems == []
    assert [(r.line, r.values) for r in found.ready] == [(2, EMPTY)]
    assert found.ready[0]["level"] is Level.COUNTY
    assert found.ready[0].without("told", "others").keys() == EMPTY.keys() - {"told", "others"}


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"name": " 乙\n 桥\u200b "}, {"name": "乙 桥"}),
        ({"told": "一\r\n二"}, {"told": "一\n二"}),
        ({"level": "市级"}, {"level": "city"}),
        ({"level": "Town or sub-district"}, {"level": "town"}),
        ({"level": "PROVINCE"}, {"level": "province"}),
        ({"cost": "1,234.50"}, {"cost": Decimal("1234.50")}),
        ({"cost": "￥3500万元"}, {"cost": Decimal("3500")}),
        ({"cost": 0.1 + 0.2}, {"cost": Decimal("0.3")}),
        ({"cost": 0}, {"cost": Decimal(0)}),
        ({"homes": 120.0}, {"homes": 120}),
        ({"homes": "1,200"}, {"homes": 1200}),
        ({"is_new": "是"}, {"is_new": True}),
        ({"is_new": True}, {"is_new": True}),
        ({"is_new": "No"}, {"is_new": False}),
        ({"begun_on": "2026年3月1日", "done_on": date(2026, 3, 1)},
         {"begun_on": date(2026, 3, 1), "done_on": date(2026, 3, 1)}),
        ({"marks": "开工；封顶"}, {"marks": ["开工", "封顶"]}),
    ],
)  # fmt: skip
def test_a_cell_is_read_in_the_ways_people_write_it(city, cells, values):
    found = judged(city, cells)

    assert found.problems == []
    assert {key: found.ready[0][key] for key in values} == values


def test_units_and_persons_are_found_by_name_and_staff_number(city):
    namesake = city.person("other", "郭建平", city.finance, "head", account=False)
    cells = {"lead": "市财政局", "others": "市住房和城乡建设局、市交通运输局，市财政局,市交通运输局",
             "leader": f"郭建平（{namesake.staff_number}）", "contact": "林小雨"}  # fmt: skip

    ready = judged(city, cells).ready[0]

    assert ready["lead"] == city.finance
    assert ready["others"] == [city.housing, city.transport, city.finance]
    assert ready["leader"] == namesake and ready["contact"] == city.persons["housing_clerk"]


@pytest.mark.parametrize(
    ("cells", "column", "said", "mend"),
    [
        ({"name": ""}, "工程名称", "未填写。", "请填写名称。"),
        ({"name": "长" * 11}, "工程名称", "共 11 字，超出限制。", "请压缩到 10 字以内。"),
        ({"level": "国家级"}, "级别", "“国家级”不在可选范围内。", "填写级别。"),
        ({"cost": "3.5亿元"}, "总投资（万元）", "“3.5亿元”不是数字。", "请填写以万元为单位的数字。"),
        ({"cost": "-1"}, "总投资（万元）", "“-1”不是可填的金额。", "请以万元为单位填写不小于零的金额，最多两位小数。"),
        ({"cost": 1.005}, "总投资（万元）", "“1.005”不是可填的金额。", "请以万元为单位填写不小于零的金额，最多两位小数。"),
        ({"cost": 1e13}, "总投资（万元）", "“10000000000000”不是可填的金额。",
         "请以万元为单位填写不小于零的金额，最多两位小数。"),
        ({"cost": 1e300}, "总投资（万元）", "“1000000000000000052504760255204420248704”不是可填的金额。",
         "请以万元为单位填写不小于零的金额，最多两位小数。"),
        ({"cost": "1,23"}, "总投资（万元）", "“1,23”不是数字。", "请填写以万元为单位的数字。"),
        ({"homes": "约百户"}, "户数", "“约百户”不是数字。", "请只填写数字。"),
        ({"homes": 2.5}, "户数", "“2.5”不在可填数值之内。", "请填写 0 至 5,000 的整数。"),
        ({"homes": 5001}, "户数", "“5001”不在可填数值之内。", "请填写 0 至 5,000 的整数。"),
        ({"homes": True}, "户数", "“True”不是数字。", "请只填写数字。"),
        ({"is_new": "也许"}, "是否新建", "“也许”既非“是”也非“否”。", "请填写“是”或“否”。"),
        ({"begun_on": "2026-02-30"}, "开工日期", "“2026-02-30”不是日期。",
         "请写成 2026-06-30 的形式，或将单元格设为日期格式。"),
        ({"done_on": "2036-01-01"}, "完工日期", "2036-01-01 过于久远。", "请核对年份。"),
        ({"begun_on": "2026-05-02", "done_on": "2026-05-01"}, "完工日期", "完工早于开工。", "请核对两个日期。"),
        ({"lead": "市财政局、市交通运输局"}, "牵头单位", "填写了 2 个单位，牵头单位只能有一个。",
         "请保留一个，其余填入“配合单位”。"),
        ({"others": "市铁道局"}, "配合单位", "没有名为“市铁道局”的单位。", "请按机构名录填写全称或简称。"),
        ({"leader": "林小雨"}, "负责人", "林小雨不是单位主要负责人。", "请填写单位主要负责人。"),
        ({"contact": "林晓雨"}, "联系人", "没有名为林晓雨的人员。", "是否为：林小雨？"),
        ({"marks": "一；二；三"}, "节点", "项数过多，或某一项过长。", "最多 2 项，每项不超过 5 字。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_line_column_and_mend_and_the_line_is_not_ready(
    city, cells, column, said, mend
):
    found = judged(city, {}, {"name": "乙桥"} | cells)

    with speaking("zh"):
        told = [(p.line, str(p.column), str(p.said), str(p.mend)) for p in found.problems]
    assert told == [(3, column, said, mend)]
    assert [ready.line for ready in found.ready] == [2]


def test_who_left_is_told_from_who_never_was(city):
    Appointment.objects.filter(person=city.persons["housing_head"]).update(until_on=date(2026, 3, 5))

    found = judged(city, {"leader": "郭建平"})

    assert [p.said.text("zh") for p in found.problems] == ["郭建平已离任。"]


def test_one_who_led_and_now_assists_is_no_head(city):
    city.person("aide", "高远", city.finance, "head", account=False)
    held = Appointment.objects.filter(person=city.persons["aide"])
    held.update(until_on=date(2025, 12, 31))
    in_charge = city.finance.posts.create(name="副局长", rank="in_charge")
    Appointment.objects.create(person=city.persons["aide"], post=in_charge, from_on=date(2026, 1, 1))

    found = judged(city, {"leader": "高远"})

    assert [p.said.text("zh") for p in found.problems] == ["高远不是单位主要负责人。"]


def test_the_same_thing_twice_or_there_already_is_told_and_each_word_of_it_counts(city):
    old = {"name": "老桥", "level": "市级"}

    found = judged(city, {}, {"level": "县（区）级"}, {"level": "市级"}, old, {"name": "老桥"})

    with speaking("zh"):
        told = [(p.line, str(p.column), str(p.said)) for p in found.problems]
    assert told == [
        (3, "工程名称", "与第 2 行工程名称、级别相同。"),
        (5, "工程名称", "已有相同事项（云建〔2025〕3号）。"),
    ]
    assert [ready.line for ready in found.ready] == [2, 4, 6]


def test_hints_stop_nothing_and_headings_left_aside_are_told(city):
    found = judge(Sheet("工程", [Line(2, {"name": "甲桥"})], ["备注"]), WORKS, city.office, FRIDAY)

    told = [(p.line, p.column.zh, p.said.text("zh")) for p in found.hints]
    assert told == [(2, "负责人", "尚未明确负责人。"), (0, "表头", "“备注”列不导入。")]
    assert len(found.ready) == found.lines_count == 1


def test_as_many_questions_are_asked_for_many_lines_as_for_one(city):
    def line(n: int) -> dict[str, object]:
        return {
            "name": f"第{n}桥",
            "lead": "市财政局",
            "others": f"市铁道局{n}",
            "leader": f"无此人{n}",
            "contact": "何清",
        }

    def asked(lines: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            found = judged(city, *(line(n) for n in range(lines)))
        assert len(found.problems) == lines * 2
        return len(seen)

    assert asked(1) == asked(40)


def test_the_template_has_every_column_its_lists_and_its_explanations_and_is_read_back(tmp_path):
    with speaking("zh"):
        content = template.made(WORKS)
    (tmp_path / "t.xlsx").write_bytes(content)

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    told = book.get_sheet_by_name("填写说明").to_python()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert book.sheet_names == ["工程台账", "填写说明"]
    assert told[0] == ["列", "是否必填", "填写要求"]
    assert told[1] == ["工程名称", "是", "填写工程名称。"] and told[13] == ["节点", "否", "填写节点。"]
    assert '"省级,市级,县（区）级,乡镇（街道）级"' in sheet and '"是,否"' in sheet
    with pytest.raises(NothingToImport):
        read(tmp_path / "t.xlsx", "t.xlsx", WORKS)


def test_a_choice_tells_its_words_and_what_an_empty_cell_stands_for():
    assert one_of(Level, Level.CITY).zh == "可填：省级、市级、县（区）级、乡镇（街道）级。不填为“市级”。"
    assert one_of(Level).en == "One of: Province, City, County or district, Town or sub-district."
