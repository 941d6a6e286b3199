"""DOCX and screen: the same words in the same order, opened again and read."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zhixing.kernel.letters import render
from zhixing.kernel.letters.paper import Kind, Paper, Paragraph, Table
from zhixing.kernel.letters.tests import samples
from zhixing.kernel.letters.tests.test_pdf import HOSTILE


def opened(paper: Paper):
    return docx.Document(io.BytesIO(render(paper, "docx")))


def words(document) -> str:
    """All text of the body in order, without white space."""
    texts = [node.text or "" for node in document.element.body.iter(qn("w:t"))]
    return "".join("".join(texts).split())


def plain(*body: object, **more: object) -> Paper:
    return Paper(
        kind=Kind.NOTICE, title="通知", issuers=("云川市",), dated=date(2026, 3, 5), body=body, **more
    )


def test_the_docx_has_the_page_of_the_standard():
    section = opened(samples.CIRCULAR).sections[0]

    twip = 635  # Word keeps lengths in twentieths of a point
    assert section.page_width == pytest.approx(Mm(210), abs=twip)
    assert section.page_height == pytest.approx(Mm(297), abs=twip)
    assert section.top_margin == pytest.approx(Mm(37), abs=twip)
    assert section.left_margin == pytest.approx(Mm(28), abs=twip)
    type_width = section.page_width - section.left_margin - section.right_margin
    assert type_width == pytest.approx(Mm(156), abs=3 * twip)
    type_height = section.page_height - section.top_margin - section.bottom_margin
    assert type_height == pytest.approx(Mm(225), abs=3 * twip)


def test_the_docx_names_the_official_fonts_for_chinese_text():
    document = opened(samples.CIRCULAR)

    def face(text: str) -> str:
        paragraph = next(p for p in document.paragraphs if p.text.startswith(text))
        return paragraph.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia"))

    assert face("云川市人民政府办公室文件") == "方正小标宋简体"
    assert face("为推动") == "仿宋_GB2312"
    assert face("一、总体情况") == "黑体"
    assert face("（一）主要成效") == "楷体_GB2312"


def test_the_docx_has_a_red_head_and_a_red_line():
    document = opened(samples.CIRCULAR)
    head = next(p for p in document.paragraphs if p.text == "云川市人民政府办公室文件")
    number = next(p for p in document.paragraphs if p.text == "云川府办〔2026〕7号")
    line = number._element.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))

    assert str(head.runs[0].font.color.rgb) == "E60012"
    assert line.get(qn("w:color")) == "E60012"
    assert line.get(qn("w:space")) == "11"  # points, 4 mm


def test_body_lines_of_the_docx_stand_on_the_grid():
    paragraph = next(p for p in opened(samples.CIRCULAR).paragraphs if p.text.startswith("为推动"))

    assert paragraph.paragraph_format.line_spacing == Pt(28.95)
    assert paragraph.runs[0].font.size == Pt(16)


def test_page_numbers_of_the_docx_are_fields_on_the_outer_edge():
    document = opened(samples.CIRCULAR)
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        codes = [node.text for node in paragraph._element.iter(qn("w:instrText"))]
        assert codes == [" PAGE "]
        assert paragraph.text == "— 1 —"
        assert paragraph.alignment.name == side


def test_tables_of_the_docx_repeat_their_head_and_keep_rows_whole():
    table = opened(samples.CIRCULAR).tables[0]
    heads = [bool(row._tr.trPr.findall(qn("w:tblHeader"))) for row in table.rows]

    assert heads == [True] + [False] * 23
    assert [cell.text for cell in table.rows[0].cells] == [
        "序号",
        "督办事项",
        "牵头单位",
        "截止日",
        "办理情况",
    ]
    assert all(row._tr.trPr.findall(qn("w:cantSplit")) for row in table.rows)


def test_headings_of_the_docx_are_headings():
    styles = {p.text: p.style.name for p in opened(samples.CIRCULAR).paragraphs}

    assert styles["一、总体情况"] == "Heading 1"
    assert styles["1.反馈不及时"] == "Heading 3"


@pytest.mark.parametrize("name", samples.ALL)
def test_every_sample_says_the_same_in_docx_and_on_screen(name):
    paper = samples.ALL[name]
    document = opened(paper)
    on_screen = "".join(re.sub(r"<[^>]+>", "", render(paper, "html")).split())
    in_docx = words(document)
    if name == "letter":  # the letter's mark stands in the first page's header
        in_docx = document.sections[0].first_page_header.paragraphs[0].text + in_docx

    for text in (
        paper.title,
        paper.number,
        paper.notes,
        paper.printed_by,
        *paper.attachments,
        *paper.copies_to,
    ):
        assert "".join(text.split()) in in_docx
        assert "".join(text.split()) in on_screen
    for organ in paper.issuers:
        assert organ in in_docx
        assert organ in on_screen


def test_the_form_is_a_table_with_its_fields_in_docx():
    table = opened(samples.NOTICE).tables[0]

    assert [cell.text for cell in table.rows[1].cells] == [
        "事项来源",
        "市政府常务会议",
        "事项编号",
        "2026-0117",
    ]
    assert [round(cell.width.pt) for cell in table.rows[1].cells] == [70, 151, 70, 151]
    assert round(table.rows[0].cells[1].width.pt) == 151 + 70 + 151
    assert table.rows[6].height == Pt(3 * 21 + 5)


@pytest.mark.parametrize("text", [*HOSTILE, "控\x00制\x0b符\x1f与\ufffe代\ud83d"])
def test_hostile_text_is_text_in_docx_and_html(text):
    paper = plain(Paragraph(text), Table(head=("列",), rows=((text,),)))

    document = opened(paper)
    html = render(paper, "html")

    cleaned = paper.body[0].text
    assert document.tables[0].rows[1].cells[0].text == cleaned
    assert words(document).count("".join(cleaned.split())) == 2
    assert "</w:t>" not in html
    assert "<label>" not in html
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", html)


def test_a_script_in_a_paper_is_words_on_screen():
    html = render(replace(plain(), title="<script>alert(1)</script>"), "html")

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_docx_is_well_formed_and_orders_run_properties_as_the_schema_does():
    archive = zipfile.ZipFile(io.BytesIO(render(samples.JOINT, "docx")))
    xml = archive.read("word/document.xml").decode()
    order = ["rFonts", "b", "color", "spacing", "w", "sz"]

    found = [
        re.findall(r"<w:(rFonts|b|color|spacing|w|sz)[ />]", part)
        for part in re.findall(r"<w:rPr>.*?</w:rPr>", xml)
    ]
    assert len(found) > 10
    assert all(tags == sorted(tags, key=order.index) for tags in found)


def test_an_unknown_form_is_a_mistake_of_the_programmer():
    with pytest.raises(ValueError, match="pdf, docx, html"):
        render(samples.NOTICE, "odt")
