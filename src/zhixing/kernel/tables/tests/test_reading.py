"""What is read of a file, and what is refused whole. The declaration is a small list of bridges."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base.words import w
from zhixing.kernel.tables import sheets
from zhixing.kernel.tables.cells import Day, Text
from zhixing.kernel.tables.columns import Column, ColumnSet
from zhixing.kernel.tables.refusals import (
    HeadingsMissing,
    HeadingTwice,
    NothingToImport,
    SheetUnreadable,
    TooManyLines,
)
from zhixing.kernel.tables.tests.sheets import book

BRIDGES = ColumnSet(
    sheet=w("Bridges", "桥梁"),
    columns=(
        Column(
            "name",
            w("Name", "桥名"),
            Text(),
            w("Name.", "名称。"),
            ("桥梁名称",),
            w("Name it.", "请填写桥名。"),
        ),
        Column("road", w("Road", "所在道路"), Text(), w("Road.", "道路。")),
        Column(
            "built_on",
            w("Built", "建成日期"),
            Day(),
            w("Day.", "日期。"),
            required=w("When?", "请填写日期。"),
        ),
    ),
)
HEAD = ["桥名", "所在道路", "建成日期"]
GOOD = ["青溪桥", "滨河路", "2019-09-30"]


@pytest.fixture
def read(tmp_path):
    def reading(content: bytes, name: str = "桥梁.xlsx") -> sheets.Sheet:
        (tmp_path / name).write_bytes(content)
        return sheets.read(tmp_path / name, name, BRIDGES)

    return reading


def test_lines_are_numbered_as_the_spreadsheet_shows_them_and_empty_ones_are_passed_over(read):
    sheet = read(book([GOOD, [], ["云川桥", "", date(2020, 1, 2)]], head=HEAD))

    assert [line.number for line in sheet.lines] == [2, 4]
    assert sheet.lines[0].cells == {"name": "青溪桥", "road": "滨河路", "built_on": "2019-09-30"}
    assert sheet.lines[1].cells == {"name": "云川桥", "road": "", "built_on": date(2020, 1, 2)}


def test_other_names_stars_and_notes_in_the_head_are_understood_and_the_rest_is_left_aside(read):
    head = ["序号", "桥梁名称*", " 建成 日期（必填）", "备注"]

    sheet = read(book([[1, "青溪桥", "2019-09-30", "x"]], head=head, above=[["桥梁一览表"], []]))

    assert sheet.lines[0].number == 4
    assert sheet.lines[0].cells == {"name": "青溪桥", "built_on": "2019-09-30"}
    assert sheet.left_aside == ["序号", "备注"]


def test_a_merged_cell_counts_for_every_line_it_covers_and_is_marked(read):
    rows = [["甲桥", None, "2019-09-30"], ["乙桥", None, "2019-09-30"]]

    sheet = read(book(rows, head=HEAD, merge=[(1, 1, 2, 1, "滨河路")]))

    assert [line.cells["road"] for line in sheet.lines] == ["滨河路", "滨河路"]
    assert [line.merged for line in sheet.lines] == [frozenset(), frozenset({"road"})]


def test_a_formula_counts_with_its_last_value(read):
    sheet = read(book([[('=A1&"桥"', "青溪桥"), "", "2019-09-30"]], head=HEAD))

    assert sheet.lines[0].cells["name"] == "青溪桥"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_csv_is_taken_in_the_encodings_that_offices_write(read, encoding, separator):
    text = "\r\n".join(separator.join(row) for row in (HEAD, GOOD))

    sheet = read(text.encode(encoding), "桥梁.csv")

    assert sheet.lines[0].cells == {"name": "青溪桥", "road": "滨河路", "built_on": "2019-09-30"}


@pytest.mark.parametrize(
    ("content", "name", "refusal", "said"),
    [
        (book([GOOD], head=["甲", "乙", "丙"]), "桥梁.xlsx", HeadingsMissing, "未找到列：桥名、建成日期"),
        (book([GOOD], head=["桥名", "所在道路", "日期"]), "桥梁.xlsx", HeadingsMissing, "未找到列：建成日期"),
        (book([GOOD], head=["桥名", "桥梁名称", "建成日期"]), "桥梁.xlsx", HeadingTwice, "有两列均为“桥名”：桥名、桥梁名称"),
        (book([], head=HEAD), "桥梁.xlsx", NothingToImport, "表头下没有内容"),
        ("甲,乙\n1,2".encode("utf-8-sig"), "桥梁.csv", HeadingsMissing, "未找到列：桥名、建成日期"),
        (b"\xff\xfe\xff\xff", "桥梁.csv", SheetUnreadable, "无法将“桥梁.csv”作为表格读取"),
        (b"PK\x03\x04 not really a workbook", "桥梁.xlsx", SheetUnreadable, "无法将“桥梁.xlsx”作为表格读取"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_one_is_refused_whole(read, content, name, refusal, said):
    with pytest.raises(refusal) as refused:
        read(content, name)

    assert said in str(refused.value)


def test_more_lines_than_the_limit_are_refused(read, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_LINES", 3)
    four = [[f"第{n}桥", "", "2019-09-30"] for n in range(4)]

    with pytest.raises(TooManyLines):
        read(book(four, head=HEAD))
    assert len(read(book(four[:3], head=HEAD)).lines) == 3


def test_a_declaration_that_contradicts_itself_is_a_mistake():
    name, road, _ = BRIDGES.columns
    again = Column("other", w("Other", "别名"), Text(), w("x", "x"), aliases=("桥 名",))

    with pytest.raises(ValueError, match="桥名"):
        ColumnSet(sheet=BRIDGES.sheet, columns=(name, again))
    with pytest.raises(ValueError, match="same key"):
        ColumnSet(sheet=BRIDGES.sheet, columns=(name, road, name))
    with pytest.raises(ValueError, match="number"):
        ColumnSet(sheet=BRIDGES.sheet, columns=(name, road), same=("number",))
