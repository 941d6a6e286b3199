"""Whatever the text: no crash, spans that hold what they say, and time that grows with the length only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.reading.breakdown import breakdown
from zhixing.reading.characters import fold
from zhixing.reading.matching import KnownUnit, suggest_units
from zhixing.reading.numbers import document_number
from zhixing.reading.structure import outline, paragraphs

PIECES = """一、 （一） 1. 1． （1） 一是 第三条 —— 推进建设 加快整治。 （ ） ( ) 【 】 牵头单位： 责任单位：
    配合单位： 完成时限： 市财政局 市教育局、 和 及 等部门 等相关部门 、 ， 。 ； ： 牵头 配合 负责 由 会同
    各区县 工业和信息化局 济南、 烟台市政府 6月底前 2026年 到2030年 每年 每月10日前 持续推进 3年内
    6月20日18：00前 0403年 2月30日前 第一季度 “十四五”末 不低于50个 100项左右 《某办法（2020—2025年）》
    特此通知。 2026年3月2日 总体要求 保障措施 序号\t任务\t牵头单位 1\t整治\t市财政局 | \n \n \n \n\n
    \u3000\u3000 ** # \x00 \ufeff 😀"""
WORDS = st.sampled_from(PIECES.split(" "))
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map("".join))


@given(TEXTS, st.one_of(st.none(), st.integers(1950, 2099)))
@settings(max_examples=400, deadline=None)
def test_items_are_ordered_apart_and_hold_what_they_say(text: str, year: int | None) -> None:
    items = breakdown(text, year=year)

    before = 0
    for n, item in enumerate(items, start=1):
        span = text[item.start : item.end]
        assert item.n == n
        assert before <= item.start < item.end <= len(text)
        assert span.startswith(item.number or "")
        assert item.anchor in span
        assert all(unit in span for unit in (*item.lead, *item.co))
        assert not set(item.lead) & set(item.co)
        assert (item.due_text or "") in span
        assert all(m.due_text in span for m in item.milestones)
        assert all(target in span for target in item.targets)
        assert item.due is None or item.due_text
        assert item.as_json()["start"] == item.start
        before = item.end


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_sections_nest_and_follow_each_other(text: str) -> None:
    def check(sections: tuple, start: int, end: int) -> None:
        for section in sections:
            assert start <= section.start <= section.end <= end
            start = section.end
            check(section.children, section.start, section.end)

    check(outline(paragraphs(text)), 0, len(text))


@given(st.text(max_size=150))
@settings(max_examples=300, deadline=None)
def test_a_number_is_read_again_as_itself(text: str) -> None:
    number = document_number(text)

    if number and number.code:
        again = document_number(str(number))
        assert again is not None
        assert (again.code, again.year, again.serial) == (number.code, number.year, number.serial)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), max_size=8))
@settings(max_examples=200, deadline=None)
def test_suggestions_are_of_the_chart_and_best_first(name: str, names: list[str]) -> None:
    known = [KnownUnit(at, unit) for at, unit in enumerate(names)]

    found = suggest_units(name, known)

    assert all(said.unit in known and 0 < said.score <= 1 for said in found)
    assert [said.score for said in found] == sorted((said.score for said in found), reverse=True)


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "piece",
    ["（", "（市财政局负责）", "责任单位：市财政局\n", "由市住建局牵头，", "市财政局、", "和", " ", "1", "月", "《", "一、推进\n",
     "1\t推进\t市财政局\n", "1月1日" + " " * 500, "\n"],
)  # fmt: skip
def test_four_times_the_text_takes_no_more_than_some_four_times_as_long(piece: str) -> None:
    """Process time, with a floor and a wide margin: a quadratic rule takes sixteen times as long and far
    beyond."""

    def seconds(length: int) -> float:
        filled = (piece * (length // len(piece) + 1))[:length]
        text = f"一、任务\n1.推进建设{filled}\n2.推进（市财政局负责）1.建设{filled}（市财政局负责）"
        begun = time.process_time()
        breakdown(text)
        return time.process_time() - begun

    assert seconds(200_000) <= max(4.0, 10 * seconds(50_000))
