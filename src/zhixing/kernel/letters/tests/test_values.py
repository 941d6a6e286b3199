"""Papers as values: cleaned, coded, read back, fingerprinted; numbers, headings, titles."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.letters import PaperUnreadable, fingerprint, format_number, from_plain, to_plain
from zhixing.kernel.letters.compose import Line, compose
from zhixing.kernel.letters.paper import (
    Attendance,
    Cited,
    FieldRow,
    Fields,
    Heading,
    Kind,
    Layout,
    Listing,
    Paper,
    Paragraph,
    SignatureLine,
    Table,
    Urgency,
)
from zhixing.kernel.letters.tests import samples
from zhixing.kernel.letters.titles import title_lines, width

texts = st.text(max_size=30)
lines = st.tuples(texts, texts)
blocks = st.one_of(
    st.builds(Paragraph, text=texts, lead=texts),
    st.builds(Heading, text=texts, level=st.integers(1, 4), numbered=st.booleans()),
    st.builds(Listing, items=lines, numbered=st.booleans()),
    st.builds(Table, head=lines, rows=st.tuples(lines, lines), widths=st.just((1, 2))),
    st.builds(Fields, rows=st.tuples(st.builds(FieldRow, pairs=st.tuples(lines), lines=st.integers(1, 5)))),
    st.builds(Attendance, label=texts, names=lines),
    st.builds(SignatureLine, labels=lines),
)
papers = st.builds(
    Paper,
    kind=st.sampled_from(Kind),
    title=texts.map(lambda text: "题" + text),
    issuers=st.tuples(texts),
    dated=st.dates(date(1949, 10, 1), date(2100, 1, 1)),
    layout=st.sampled_from(Layout),
    urgency=st.none() | st.sampled_from(Urgency),
    copy_number=st.none() | st.integers(1, 999_999),
    issue=st.none() | st.integers(1, 500),
    body=st.lists(blocks, max_size=4).map(tuple),
    bases=st.tuples(st.builds(Cited, limit=texts, article=texts)),
    printed_on=st.none() | st.dates(),
)


@given(papers)
def test_a_paper_comes_back_from_json_as_it_was(paper):
    stored = json.loads(json.dumps(to_plain(paper)))

    assert from_plain(stored) == paper
    assert fingerprint(from_plain(stored)) == fingerprint(paper)


def test_the_stored_paper_holds_no_floats():
    def kinds(value):
        if isinstance(value, dict):
            return set().union(*(kinds(each) for each in value.values()))
        if isinstance(value, list):
            return set().union(set(), *(kinds(each) for each in value))
        return {type(value)}

    for paper in samples.ALL.values():
        assert kinds(to_plain(paper)) <= {str, int, bool, type(None)}


def test_the_fingerprint_is_fixed_for_all_time():
    paper = Paper(kind=Kind.NOTICE, title="通知", issuers=("甲市人民政府",), dated=date(2026, 3, 5))

    assert to_plain(paper) == {
        "version": 1,
        "kind": "notice",
        "title": "通知",
        "issuers": ["甲市人民政府"],
        "dated": "2026-03-05",
    }
    assert fingerprint(paper) == "a283c4e2911b47498ddb22ce1002775cdfa3b85bc4a2f8a842965bffb0b66f45"


def test_another_word_is_another_fingerprint():
    changed = replace(samples.NOTICE, notes="联系人：督查二科")

    assert fingerprint(changed) != fingerprint(samples.NOTICE)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda plain: plain.pop("version"), id="no version"),
        pytest.param(lambda plain: plain.update(version=2), id="of a later version"),
        pytest.param(lambda plain: plain.update(colour="red"), id="unknown field"),
        pytest.param(lambda plain: plain.pop("title"), id="no title"),
        pytest.param(lambda plain: plain.update(title=7), id="title is a number"),
        pytest.param(lambda plain: plain.update(kind="poem"), id="unknown kind"),
        pytest.param(lambda plain: plain.update(dated="5 March"), id="no ISO day"),
        pytest.param(lambda plain: plain.update(dated=20260305), id="day is a number"),
        pytest.param(lambda plain: plain.update(copy_number=True), id="flag for a number"),
        pytest.param(lambda plain: plain.update(copy_number=1.0), id="float for a number"),
        pytest.param(lambda plain: plain.update(issuers="甲"), id="text for a list"),
        pytest.param(lambda plain: plain.update(body=[{"block": "poem"}]), id="unknown block"),
        pytest.param(lambda plain: plain.update(body=["text"]), id="block is a text"),
        pytest.param(
            lambda plain: plain.update(body=[{"block": "heading", "text": "一", "level": 9}]), id="level 9"
        ),
        pytest.param(
            lambda plain: plain.update(body=[{"block": "fields", "rows": [{"pairs": [["only one"]]}]}]),
            id="half a pair",
        ),
    ],
)
def test_data_of_another_shape_is_refused_not_guessed(spoil):
    plain = to_plain(samples.NOTICE)
    spoil(plain)

    with pytest.raises(PaperUnreadable):
        from_plain(plain)


@pytest.mark.parametrize("junk", [None, 3, "paper", [], {}])
def test_what_is_no_paper_at_all_is_refused(junk):
    with pytest.raises(PaperUnreadable):
        from_plain(junk)


def test_characters_that_cannot_be_printed_are_taken_out_wherever_they_stand():
    paper = Paper(
        kind=Kind.NOTICE,
        title="通\x00知\u202e",
        issuers=("甲\u200b市",),
        dated=date(2026, 3, 5),
        body=(Table(head=("列\x0b",), rows=(("格\ud800\ufffe",), ("一\r\n二\t三",))),),
    )

    assert paper.title == "通知"
    assert paper.issuers == ("甲市",)
    assert paper.body[0] == Table(head=("列",), rows=(("格",), ("一\n二 三",)))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: replace(samples.NOTICE, title="  "),
        lambda: replace(samples.NOTICE, issuers=()),
        lambda: replace(samples.NOTICE, copy_number=1_000_000),
        lambda: replace(samples.NOTICE, issue=0),
        lambda: Heading("题", level=5),
        lambda: Table(head=("甲", "乙"), rows=(("一",),)),
        lambda: Table(head=(), rows=()),
        lambda: Table(head=("甲",), rows=(), widths=(0,)),
        lambda: FieldRow(pairs=()),
    ],
)
def test_a_paper_that_no_layout_can_hold_cannot_be_made(wrong):
    with pytest.raises(ValueError):
        wrong()


def test_a_document_number_has_six_sided_brackets_and_no_leading_zero():
    assert format_number("云川督", 2026, 12) == "云川督\u30142026\u301512号"
    assert format_number("云川府办发", 2026, 1) == "云川府办发〔2026〕1号"


@pytest.mark.parametrize(("code", "year", "serial"), [("", 2026, 1), ("云川督", 26, 1), ("云川督", 2026, 0)])
def test_half_a_document_number_is_refused(code, year, serial):
    with pytest.raises(ValueError):
        format_number(code, year, serial)


def _set(*body: object) -> list[str]:
    sheet = compose(replace(samples.MINUTES, body=body))
    return [each.text for each in sheet.flow if isinstance(each, Line)]


def test_headings_are_numbered_level_by_level_and_begin_anew_under_a_higher_one():
    assert _set(
        Heading("甲"),
        Heading("乙", level=2),
        Heading("丙", level=3),
        Heading("丁", level=4),
        Heading("戊", level=2),
        Heading("不编号", numbered=False),
        Heading("己"),
        Heading("庚", level=2),
    ) == ["一、甲", "（一）乙", "1.丙", "（1）丁", "（二）戊", "不编号", "二、己", "（一）庚"]


def test_a_line_feed_starts_a_paragraph_and_blank_lines_vanish():
    assert _set(Paragraph("一\n\n 二 \n三", lead="头：")) == ["一", "二", "三"]


def test_one_attachment_is_not_numbered_and_several_are():
    one = compose(replace(samples.CIRCULAR, attachments=("清单。",)))
    two = compose(replace(samples.CIRCULAR, attachments=("清单", "说明；")))

    assert one.attachments == ("清单",)
    assert two.attachments == ("1.清单", "2.说明")


def test_the_articles_of_the_limits_stand_on_the_paper():
    basis = compose(samples.NOTICE).flow[-1]

    assert basis == Line(
        "basis",
        "签收时限2个工作日：《云川市政府督查工作规则》第九条；办结时限6月30日：市政府第38次常务会议纪要第三项。",
        lead="时限依据：",
    )


def test_too_many_addressees_move_to_the_end_block_so_that_the_first_page_shows_the_body():
    few = compose(replace(samples.CIRCULAR, addressees=("各县（市、区）人民政府", "市政府各部门")))
    many = compose(replace(samples.CIRCULAR, addressees=tuple(f"第{n}县人民政府办公室" for n in range(40))))

    assert few.addressees == "各县（市、区）人民政府，市政府各部门："
    assert few.moved_addressees == ""
    assert many.addressees == ""
    assert many.moved_addressees.startswith("第0县人民政府办公室，第1县")
    assert many.moved_addressees.endswith("第39县人民政府办公室。")


def test_a_title_of_two_lines_keeps_words_whole():
    assert title_lines("云川市人民政府办公室关于2026年第一季度重点工作督查督办情况的通报") == (
        "云川市人民政府办公室关于2026年",
        "第一季度重点工作督查督办情况的通报",
    )


def test_a_short_title_stays_in_one_line_and_own_breaks_are_kept():
    assert title_lines("督办通知单") == ("督办通知单",)
    assert title_lines("甲\n 乙\n") == ("甲", "乙")


@given(st.text(st.sampled_from("关于重点项目建设的通知《办法》，2026年abc（市）"), min_size=1, max_size=140))
def test_a_title_loses_no_character_and_no_line_is_too_long(title):
    broken = title_lines(title)

    assert "".join(broken) == title
    assert all(width(line) <= 20 for line in broken)


@pytest.mark.parametrize("length", range(41, 61))
def test_a_title_of_three_lines_is_no_hourglass(length):
    broken = title_lines(("关于推进全市重点项目建设督查情况的通报与下一步工作安排" * 3)[:length])
    widths = [width(line) for line in broken]

    assert not any(b < a and b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
