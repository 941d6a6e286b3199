"""Numbers of official papers: as the standard asks, and as sources write them."""

from __future__ import annotations

import csv
import gzip
from collections import Counter

import pytest

from zhixing.reading.numbers import document_number
from zhixing.reading.tests.realdata import DOCUMENTS, needs_documents


@pytest.mark.parametrize(
    ("written", "parts", "irregular"),
    [
        ("临政发〔2026〕5号", ("临政发", 2026, 5), []),
        ("临政办发〔2026〕105号", ("临政办发", 2026, 105), []),
        ("发文字号：临政发〔2026〕5号", ("临政发", 2026, 5), ["label"]),
        ("临政发[2026]5号", ("临政发", 2026, 5), ["brackets"]),
        ("临政发（2026）5号", ("临政发", 2026, 5), ["brackets"]),
        ("临政发【2026】5号", ("临政发", 2026, 5), ["brackets"]),
        ("临政发(2026〕5号", ("临政发", 2026, 5), ["brackets"]),
        ("临政发〔2026〕05号", ("临政发", 2026, 5), ["leading_zero"]),
        ("临政发〔2026〕第5号", ("临政发", 2026, 5), ["ordinal"]),
        ("临政发 〔2026〕 5 号", ("临政发", 2026, 5), ["blanks"]),
        ("\u200b临政发〔2026〕5号", ("临政发", 2026, 5), ["hidden_characters"]),
        ("临政发〔２０２６〕５号", ("临政发", 2026, 5), ["wide_digits"]),
        ("临政发〔2026〕5", ("临政发", 2026, 5), ["mark_misplaced"]),
        ("临政发〔2026〕号5", ("临政发", 2026, 5), ["mark_misplaced"]),
        ("临政发〔26〕5号", ("临政发", 26, 5), ["year_unlikely"]),
        ("〔2026〕5号", ("", 2026, 5), ["no_code"]),
        ("临政发〔2026〕5号〔〕", ("临政发", 2026, 5), ["trailing"]),
        ("临江市人民政府公告2026年第5号", ("临江市人民政府公告", 2026, 5), ["no_brackets", "ordinal"]),
        ("临江市人民政府令第5号", ("临江市人民政府令", None, 5), ["ordinal", "no_year"]),
    ],
)
def test_a_number_is_read_and_what_is_irregular_is_named(
    written: str, parts: tuple, irregular: list[str]
) -> None:
    number = document_number(written)

    assert number is not None
    assert (number.code, number.year, number.serial) == parts
    assert [i.value for i in number.irregularities] == irregular
    assert all(i.words.zh for i in number.irregularities)


@pytest.mark.parametrize(
    "written", ["", "发文字号：", "无", "临政发", "临政发〔2026〕0号", "临" * 200 + "〔2026〕5号"]
)
def test_a_field_without_a_number_gives_none(written: str) -> None:
    assert document_number(written) is None


def test_a_number_is_told_as_the_standard_asks() -> None:
    assert str(document_number("发文字号：临政发[2026]第05号")) == "临政发〔2026〕5号"
    assert str(document_number("临江市人民政府令 第 5 号")) == "临江市人民政府令第5号"
    assert str(document_number("公告2026年第5号")) == "公告2026年第5号"


class TestElevenGovernments:
    pytestmark = needs_documents

    def test_all_numbers_of_eleven_governments_are_read(self) -> None:
        with gzip.open(DOCUMENTS / "document_numbers_11_bodies.csv.gz", "rt", encoding="utf-8") as file:
            written = [row["doc_number"] for row in csv.DictReader(file)]
        fields = [field for field in written if field.strip()]
        numbers = [number for field in fields if (number := document_number(field))]
        odd = Counter(i.value for number in numbers for i in number.irregularities)

        assert (len(written), len(fields)) == (43_316, 38_323)
        assert len(numbers) == 38_318  # the other five hold the words 发文字号： and nothing else
        assert sum(number.is_regular for number in numbers) == 28_456
        assert sum(bool({i.value for i in n.irregularities} - {"blanks"}) for n in numbers) == 4_046
        assert odd == {
            "blanks": 6_040, "label": 3_826, "brackets": 524, "ordinal": 315, "no_year": 279, "no_brackets": 36,
            "hidden_characters": 17, "leading_zero": 8, "mark_misplaced": 2, "trailing": 1, "wide_digits": 1,
        }  # fmt: skip
