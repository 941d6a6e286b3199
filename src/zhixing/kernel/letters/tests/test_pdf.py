"""The PDF measured: page, grid, colours, page numbers, glyphs; and what hostile or odd text does to it."""

from __future__ import annotations

import io
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pdfplumber
import pypdf
import pytest

from zhixing.kernel.letters import GlyphMissing, render
from zhixing.kernel.letters.paper import Heading, Kind, Layout, Paper, Paragraph, Table
from zhixing.kernel.letters.tests import samples

MM = 72 / 25.4
RED = (0xE6 / 255, 0x00 / 255, 0x12 / 255)


def opened(paper: Paper) -> pdfplumber.PDF:
    return pdfplumber.open(io.BytesIO(render(paper, "pdf")))


def said(paper: Paper) -> str:
    """All text of the PDF without white space (a line's end is white space too)."""
    with opened(paper) as pdf:
        return "".join("".join(page.extract_text(x_tolerance=1).split()) for page in pdf.pages)


def plain(*body: object, **more: object) -> Paper:
    return Paper(
        kind=Kind.NOTICE, title="通知", issuers=("云川市人民政府",), dated=date(2026, 3, 5), body=body, **more
    )


def is_red(colour: object) -> bool:
    return isinstance(colour, tuple) and colour == pytest.approx(RED, abs=0.01)


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area():
    with opened(plain(Paragraph("国" * 28 * 60))) as pdf:
        page = pdf.pages[1]
        body = [char for char in page.chars if char["text"] == "国"]

    assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
    lines = Counter(round(char["top"], 1) for char in body)
    assert len(lines) == 22
    assert set(lines.values()) == {28}
    assert min(char["x0"] for char in body) == pytest.approx(28 * MM, abs=0.1)
    assert max(char["x1"] for char in body) == pytest.approx((28 + 156) * MM, abs=0.3)
    assert min(char["top"] for char in body) >= 37 * MM
    assert max(char["bottom"] for char in body) <= (37 + 225) * MM
    assert {round(char["size"], 3) for char in body} == {16}
    tops = sorted(lines)
    assert all(b - a == pytest.approx(28.95, abs=0.15) for a, b in zip(tops, tops[1:], strict=False))


def test_the_red_head_is_red_and_35_mm_below_the_type_area_and_nothing_else_is():
    with opened(samples.CIRCULAR) as pdf:
        first = pdf.pages[0]
        red = [char for char in first.chars if is_red(char["non_stroking_color"])]
        reds_later = [c for page in pdf.pages[1:] for c in page.chars if is_red(c["non_stroking_color"])]

    assert "".join(char["text"] for char in red) == "云川市人民政府办公室文件"
    assert reds_later == []
    top = min(char["top"] for char in red)
    assert top == pytest.approx((37 + 35) * MM, abs=3)
    assert (min(c["x0"] for c in red) + max(c["x1"] for c in red)) / 2 == pytest.approx((28 + 78) * MM, abs=3)
    assert max(char["x1"] for char in red) <= (28 + 156) * MM + 1


def test_the_red_line_is_4_mm_below_the_number_and_as_wide_as_the_type_area():
    with opened(samples.CIRCULAR) as pdf:
        first = pdf.pages[0]
        (line,) = [line for line in first.lines if is_red(line["stroking_color"])]
        number = [char for char in first.chars if char["text"] in "〔〕"]

    assert line["x0"] == pytest.approx(28 * MM, abs=0.1)
    assert line["x1"] == pytest.approx((28 + 156) * MM, abs=0.1)
    assert line["top"] - max(char["bottom"] for char in number) == pytest.approx(4 * MM, abs=1.5)


def test_the_title_is_22_pt_and_two_lines_below_the_red_line():
    with opened(samples.CIRCULAR) as pdf:
        first = pdf.pages[0]
        (line,) = [line for line in first.lines if is_red(line["stroking_color"])]
        title = [char for char in first.chars if char["size"] == 22]

    assert "".join(char["text"] for char in title) == samples.CIRCULAR.title
    assert min(char["top"] for char in title) - line["top"] == pytest.approx(2 * 28.95, abs=8)


def test_page_numbers_stand_outside_7_mm_below_the_type_area():
    with opened(samples.CIRCULAR) as pdf:
        feet = [[c for c in page.chars if c["top"] > (37 + 225) * MM] for page in pdf.pages]

    assert ["".join(c["text"] for c in foot) for foot in feet] == [
        f"— {n} —" for n in range(1, len(feet) + 1)
    ]
    for number, foot in enumerate(feet, start=1):
        dash = foot[0]
        assert {round(char["size"]) for char in foot} == {14}
        assert (dash["top"] + dash["bottom"]) / 2 == pytest.approx((37 + 225 + 7) * MM, abs=2.5)
        if number % 2:
            assert foot[-1]["x1"] == pytest.approx((28 + 156) * MM - 14, abs=2)
        else:
            assert dash["x0"] == pytest.approx(28 * MM + 14, abs=2)


def test_the_end_block_ends_with_the_type_area_of_the_last_page():
    with opened(samples.CIRCULAR) as pdf:
        last = pdf.pages[-1]
        lines = [line for line in last.lines if line["top"] > 200 * MM]
        printed = last.crop((0, 200 * MM, last.width, (37 + 225) * MM)).extract_text()

    assert max(line["top"] for line in lines) == pytest.approx((37 + 225) * MM, abs=1)
    assert sorted({round(line["linewidth"] / MM, 2) for line in lines}) == [0.25, 0.35]
    assert "抄送：市委办公室" in printed
    assert "2026年4月13日印发" in printed


def test_the_end_block_never_stands_alone_on_a_page_when_closer_spacing_can_keep_it():
    with opened(samples.CIRCULAR) as pdf:
        last = "".join(pdf.pages[-1].extract_text().split())

    assert "此件公开发布" in last
    assert "抄送" in last


def test_the_seal_has_its_place_date_four_characters_from_the_right_and_organ_centred_above():
    with opened(samples.LETTER) as pdf:
        words = pdf.pages[0].extract_words()
    (date_word,) = [word for word in words if word["text"] == "2026年3月11日"]
    organ = [word for word in words if word["text"] == "云川市交通运输局"][-1]

    assert date_word["x1"] == pytest.approx((28 + 156) * MM - 4 * 15.79, abs=1)
    assert (organ["x0"] + organ["x1"]) / 2 == pytest.approx((date_word["x0"] + date_word["x1"]) / 2, abs=1)
    assert organ["bottom"] < date_word["bottom"]


def test_a_letter_has_no_number_on_its_first_page_and_red_double_lines_of_170_mm():
    with opened(samples.LETTER) as pdf:
        first = pdf.pages[0]
        lines = sorted(line["top"] for line in first.lines if is_red(line["stroking_color"]))
        wide = {
            round((line["x1"] - line["x0"]) / MM) for line in first.lines if is_red(line["stroking_color"])
        }
        foot = [char for char in first.chars if char["top"] > (37 + 225) * MM]

    assert wide == {170}
    assert len(lines) == 4
    assert lines[-1] == pytest.approx((297 - 20) * MM, abs=2)
    assert foot == []


def test_every_sample_is_readable_and_its_glyphs_are_in_the_file():
    reader = pypdf.PdfReader(io.BytesIO(render(samples.NOTICE, "pdf")))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]

    assert {str(font["/Subtype"]) for font in fonts} == {"/Type0"}
    for font in fonts:
        below = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert (
            len(below["/FontFile2" if "/FontFile2" in below else "/FontFile3"].get_object().get_data()) > 1000
        )
    for paper in samples.ALL.values():
        text = said(paper)
        assert "".join(paper.title.split()) in text
        assert paper.number in text


def test_no_glyph_of_a_paper_is_the_empty_box():
    """The codes in the page are glyph numbers (Identity-H): number 0 would be .notdef."""
    reader = pypdf.PdfReader(io.BytesIO(render(samples.NOTICE, "pdf")))
    shown = 0
    for page in reader.pages:
        for operands, operator in pypdf.generic.ContentStream(page.get_contents(), reader).operations:
            strings = {b"Tj": operands[:1], b"TJ": operands[0] if operator == b"TJ" else []}.get(operator, [])
            for string in strings:
                if isinstance(string, pypdf.generic.TextStringObject | pypdf.generic.ByteStringObject):
                    codes = string.original_bytes
                    glyphs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
                    assert b"\x00\x00" not in glyphs
                    shown += len(glyphs)

    assert shown > 200


def test_rare_characters_that_the_font_has_are_printed():
    assert "䶮〇㎡①—…℃" in said(plain(Paragraph("䶮〇㎡①—…℃")))


@pytest.mark.parametrize("text", ["办结🙂", "𰻞𰻞面", "𠮷某"])
def test_a_character_without_glyph_is_refused_by_name_and_no_paper_with_holes_is_made(text):
    with pytest.raises(GlyphMissing) as refusal:
        render(plain(Paragraph(text)), "pdf")

    char = next(c for c in text if ord(c) > 0xFFFF)
    assert f"{char}（U+{ord(char):04X}）" in str(refusal.value)


HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/x:0.1.0"',
    "*粗* _斜_ `码` $x^2$ ~ @ref <label> // /* = - + 1.",
    "\\ \\u{4e2d} #{ 1 + 1 } ]#panic() [",
    "</w:t><w:t>&amp; ${x} {{ sheet }} {% w %}",
    '"}, "title": "改',
    "--- -- ... '单' \"双\"",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["body", "title", "cell", "organ"])
def test_markup_in_a_text_is_printed_and_never_obeyed(text, place):
    paper = {
        "body": plain(Paragraph(text)),
        "title": replace(plain(), title=text),
        "cell": plain(Table(head=("列",), rows=((text,),))),
        "organ": replace(plain(), copies_to=(text,)),
    }[place]

    shown = said(paper).replace("\u200b", "")

    wanted = "".join(text.split())
    for straight, curly in (('"', "“”"), ("'", "‘’")):
        assert straight not in wanted or not set(curly) & set(shown)
    assert wanted in shown


def test_a_table_of_50_rows_repeats_its_head_on_every_page_and_loses_no_row():
    rows = tuple((f"第{n}行", f"内容{n}") for n in range(50))
    with opened(plain(Table(head=("行标", "说明栏"), rows=rows))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]

    with_rows = [page for page in pages if "内容" in page]
    assert len(with_rows) >= 2
    assert all(page.count("说明栏") == 1 for page in with_rows)
    assert all(sum(f"内容{n}\n" in page + "\n" for page in pages) == 1 for n in range(50))


def test_nothing_leaves_the_type_area_whatever_is_written():
    body = (
        Paragraph("https://example.org/" + "a" * 300),
        Heading("b" * 90),
        Table(head=tuple("一二三四五六七八"), rows=(tuple("x" * 60 for _ in range(8)),)),
    )
    with opened(plain(*body, notes="c" * 90, copies_to=("d" * 200,), attachments=("e" * 90,))) as pdf:
        right = max(char["x1"] for page in pdf.pages for char in page.chars)
        left = min(char["x0"] for page in pdf.pages for char in page.chars)

    assert right <= (28 + 156) * MM + 0.5
    assert left >= 28 * MM - 0.5


@pytest.mark.parametrize("layout", Layout)
def test_an_empty_body_is_still_a_paper_in_every_layout(layout):
    text = said(plain(layout=layout))

    assert "云川市人民政府" in text
    assert "2026年3月5日" in text


def test_a_body_that_ends_with_a_short_paragraph_keeps_it_with_the_signature():
    """The page is filled to different heights; the signature's page always bears text of the body."""
    for lines in range(10, 24):
        with opened(plain(Paragraph("国" * 28 * lines), Paragraph("特此通知。"))) as pdf:
            last = pdf.pages[-1].extract_text()
        assert "特此通知" in last
        assert "2026年3月5日" in last


def test_the_same_paper_gives_the_same_bytes():
    assert render(samples.NOTICE, "pdf") == render(samples.NOTICE, "pdf")


def test_the_file_is_pdf_a_for_the_archive_and_carries_its_title():
    made = render(samples.CIRCULAR, "pdf")
    about = pypdf.PdfReader(io.BytesIO(made))

    assert about.metadata.title == samples.CIRCULAR.title
    assert b"pdfaid:part" in made
    assert about.trailer["/Root"]["/Lang"] == "zh-CN"
    assert about.outline[0].title == samples.CIRCULAR.title
    assert [each.title for each in about.outline[1] if not isinstance(each, list)] == [
        "一、总体情况",
        "二、各单位办理情况",
        "三、下一步工作要求",
    ]


def test_threads_set_papers_at_the_same_time_and_each_gets_its_own():
    numbered = [replace(samples.NOTICE, number=f"云川督〔2026〕{n}号") for n in range(1, 9)]

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(lambda paper: render(paper, "pdf"), numbered))

    assert made == [render(paper, "pdf") for paper in numbered]
    assert len(set(made)) == 8
