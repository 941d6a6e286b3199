"""Files as they arrive: of the right kind, of the wrong kind, damaged, hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest

from zhixing.reading import extraction, refusals
from zhixing.reading.breakdown import breakdown
from zhixing.reading.extraction import text_of
from zhixing.reading.extraction.pdf_child import Line, paragraphs

PLAN = "一、重点任务\r\n　　1．建设平台。（市科技局牵头）\n"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, **parts: str) -> bytes:
    """A .docx that holds `body` as its body's XML, and other parts of word/ by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return packed.getvalue()


def blank_pdf(password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


class TestPlainText:
    def test_utf_8_is_exactly_what_python_reads(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        path.write_bytes(PLAN.encode())

        read = text_of("plan.txt", path.read_bytes())

        assert read.text == path.read_text(encoding="utf-8")
        assert (read.kind, read.encoding) == ("plain", "utf-8")

    @pytest.mark.parametrize(
        ("encoding", "said"),
        [("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
    )
    def test_other_encodings_give_the_same_text(self, encoding: str, said: str) -> None:
        read = text_of("plan.md", PLAN.encode(encoding))

        assert read.text == "一、重点任务\n　　1．建设平台。（市科技局牵头）\n"
        assert read.encoding == said


class TestWord:
    def test_paragraphs_and_tables_come_in_order_and_break_down(self) -> None:
        document = docx.Document()
        document.add_paragraph("一、重点任务")
        table = document.add_table(rows=1, cols=4)
        for cell, head in zip(table.rows[0].cells, ["任务", "牵头单位", "责任单位", "完成时限"], strict=True):
            cell.text = head
        for row in (
            ["建设平台", "市科技局", "市财政局\n市教育局", "2026年6月底前"],
            ["开展整治", "市城管局", "", "每月"],
        ):
            cells = table.add_row().cells
            for cell, words in zip(cells, row, strict=True):
                cell.text = words
        document.add_paragraph("二、工作要求")
        made = io.BytesIO()
        document.save(made)

        text = text_of("plan.docx", made.getvalue()).text
        items = breakdown(text, year=2026)

        assert text.splitlines() == [
            "一、重点任务",
            "任务\t牵头单位\t责任单位\t完成时限",
            "建设平台\t市科技局\t市财政局 市教育局\t2026年6月底前",
            "开展整治\t市城管局\t\t每月",
            "二、工作要求",
        ]
        assert [(i.title, i.lead, i.co, i.due_text) for i in items] == [
            ("建设平台", ("市科技局",), ("市财政局", "市教育局"), "2026年6月底前"),
            ("开展整治", ("市城管局",), (), "每月"),
        ]

    def test_a_cell_merged_downwards_counts_for_each_row(self) -> None:
        def cell(words: str, merge: str = "") -> str:
            return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

        first, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        rows = [
            cell("任务") + cell("责任单位"),
            cell("甲") + cell("市科技局", first),
            cell("乙") + cell("", on),
        ]
        body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"

        items = breakdown(text_of("plan.docx", word(body)).text)

        assert [(i.title, i.lead) for i in items] == [("甲", ("市科技局",)), ("乙", ("市科技局",))]

    def test_automatic_numbers_are_written_out_and_deleted_words_are_not(self) -> None:
        def level(at: int, form: str, pattern: str) -> str:
            return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'

        numbering = (
            f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">'
            + level(0, "chineseCounting", "%1、")
            + level(1, "chineseCounting", "（%2）")
            + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
        )

        def line(depth: int, words: str) -> str:
            joined = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
            return f"<w:p>{joined}<w:r><w:t>{words}</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"

        body = line(0, "任务") + line(1, "甲") + line(1, "乙") + line(0, "要求") + line(1, "丙")

        assert text_of("plan.docx", word(body, numbering=numbering)).text.splitlines() == [
            "一、任务",
            "（一）甲",
            "（二）乙",
            "二、要求",
            "（一）丙",
        ]

    def test_words_of_a_text_box_do_not_fall_into_the_paragraph_it_hangs_on(self) -> None:
        box = "<w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict>"
        body = f"<w:p><w:r><w:t>甲</w:t>{box}</w:r><w:r><w:t>乙</w:t></w:r></w:p>"

        assert text_of("plan.docx", word(body)).text == "甲乙\n"

    def test_entities_are_not_followed(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(
                "word/document.xml",
                f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{W}"><w:body><w:p><w:r>'
                "<w:t>&x;</w:t></w:r></w:p></w:body></w:document>",
            )

        with pytest.raises(refusals.Bomb):
            text_of("plan.docx", packed.getvalue())


class TestPdf:
    def test_a_pdf_of_a_plan_breaks_down_like_its_text(self, tmp_path: Path) -> None:
        typst = pytest.importorskip("typst")
        families = typst.Fonts().families()
        font = next((name for name in families if "CJK" in name or "Song" in name), None)
        if font is None:
            pytest.skip("no Chinese font on this machine: apt-get install fonts-noto-cjk")
        words = "推进社区养老服务设施建设，完善居家社区机构相协调的养老服务体系，" * 4
        source = tmp_path / "plan.typ"
        source.write_text(
            f'#set text(font: "{font}", size: 16pt)\n#set page(numbering: "— 1 —")\n'
            "#set par(first-line-indent: (amount: 2em, all: true), "
            f"justify: true)\n一、重点任务\n\n（一）完善服务。{words}6月底前建成。（市民政局牵头，市财政局配合）\n\n"
            "（二）加强监管。（市城管局负责）\n",
            "utf-8",
        )

        read = text_of("plan.pdf", typst.compile(str(source)))
        items = breakdown(read.text, year=2026)

        assert (read.kind, read.pages) == ("pdf", 1)
        assert [(i.number, i.lead, i.co, i.due_text) for i in items] == [
            ("（一）", ("市民政局",), ("市财政局",), "6 月底前"),
            ("（二）", ("市城管局",), (), None),
        ]
        assert "\n" not in read.text[items[0].start : items[0].end]

    def test_lines_are_joined_where_the_paragraph_goes_on(self) -> None:
        full, short = (
            {"left": 90.0, "right": 505.0, "height": 16.0},
            {"left": 90.0, "right": 300.0, "height": 16.0},
        )
        set_in = {"left": 122.0, "right": 505.0, "height": 16.0}

        joined = paragraphs(
            [Line("完善服务，推进", **set_in), Line("设施建设。", **short), Line("加强监管，开展", **set_in),
             Line("检查。", **short), Line("2.通报结果，落", **full), Line("实整改。", **full), Line("3.总结。", **full)]
        )  # fmt: skip

        assert joined == [
            "完善服务，推进设施建设。",
            "加强监管，开展检查。",
            "2.通报结果，落实整改。",
            "3.总结。",
        ]


def _bomb() -> bytes:
    return word("<w:p><w:r><w:t>" + " " * 9_000_000 + "</w:t></w:r></w:p>")


def _old_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _locked_word() -> bytes:
    return _old_word() + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        pytest.param(
            "a.docx", lambda: "正文".encode(), refusals.NotWhatItSays, id="a .docx that is no archive"
        ),
        pytest.param("a.docx", lambda: word("<w:p>")[:-40], refusals.NotWhatItSays, id="a .docx cut short"),
        pytest.param("a.docx", lambda: word("<w:p>"), refusals.NotWhatItSays, id="a .docx of broken XML"),
        pytest.param("a.docx", _bomb, refusals.Bomb, id="a .docx that unpacks without measure"),
        pytest.param(
            "a.docx",
            lambda: word("<w:sdt>" * 240 + "</w:sdt>" * 240),
            refusals.Bomb,
            id="nested without measure",
        ),
        pytest.param("a.docx", lambda: word("<w:p/>"), refusals.NoText, id="an empty .docx"),
        pytest.param("a.docx", _locked_word, refusals.Encrypted, id="a .docx with a password"),
        pytest.param("a.doc", _old_word, refusals.OldWord, id="an old .doc"),
        pytest.param("a.pdf", lambda: "正文".encode(), refusals.NotWhatItSays, id="a .pdf without %PDF"),
        pytest.param(
            "a.pdf",
            lambda: b"%PDF-1.7\nnothing",
            refusals.NotWhatItSays,
            id="a .pdf with its first line only",
        ),
        pytest.param("a.pdf", lambda: blank_pdf("secret"), refusals.Encrypted, id="a .pdf with a password"),
        pytest.param("a.pdf", blank_pdf, refusals.ScannedOnly, id="a .pdf of pictures"),
        pytest.param("a.txt", blank_pdf, refusals.NotWhatItSays, id="a .pdf called .txt"),
        pytest.param("a.txt", lambda: b"", refusals.NoText, id="nothing"),
        pytest.param("a.txt", lambda: b" \n\t", refusals.NoText, id="blanks"),
        pytest.param("a.txt", lambda: "正\0文".encode(), refusals.NotText, id="a NUL in the text"),
        pytest.param(
            "a.txt", lambda: b"\xff\x00\x81" * 50, refusals.UnknownEncoding, id="bytes of no encoding"
        ),
        pytest.param("a.txt", lambda: "字".encode() * 16_700_000, refusals.FileTooLarge, id="50 MB of text"),
        pytest.param(
            "a.txt", lambda: "字".encode() * 3_000_001, refusals.TextTooLong, id="more text than is read"
        ),
        pytest.param("a.png", lambda: b"\x89PNG\r\n\x1a\n", refusals.UnknownType, id="a picture"),
        pytest.param("a.zip", lambda: _plain_zip(), refusals.UnknownType, id="another archive"),
    ],
)
def test_what_is_no_readable_document_is_refused_with_a_way_out(
    name: str, content: Callable[[], bytes], refusal: type[refusals.DocumentRefused]
) -> None:
    with pytest.raises(refusals.DocumentRefused) as refused:
        text_of(name, content())

    assert type(refused.value) is refusal
    assert name in refused.value.why() or "{" not in refused.value.why()
    assert refused.value.way_out()


def _plain_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "正文")
    return packed.getvalue()


def test_a_pdf_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(extraction.pdf, "_CHILD", slow)
    monkeypatch.setattr(extraction.pdf, "PDF_SECONDS", -4)

    with pytest.raises(refusals.TakesTooLong):
        text_of("a.pdf", blank_pdf())
