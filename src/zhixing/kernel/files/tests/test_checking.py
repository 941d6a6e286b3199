"""What is taken, what is refused, and that the refusal tells people what they have in their hands."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
import xlsxwriter
from PIL import Image

from zhixing.base.words import speaking
from zhixing.kernel.files import kinds, packed
from zhixing.kernel.files.checking import judged
from zhixing.kernel.files.refusals import (
    FileBroken,
    FileLocked,
    FileRefused,
    HoldsMacros,
    KindNotTaken,
    NotWhatItSays,
    UnpacksTooLarge,
)
from zhixing.kernel.files.tests import samples


@pytest.fixture
def judge(tmp_path):
    def ask(name: str, content: bytes) -> kinds.Kind:
        path: Path = tmp_path / "content"
        path.write_bytes(content)
        return judged(name, path)

    return ask


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("方案.pdf", samples.PDF, kinds.PDF),
        ("方案.docx", samples.docx(), kinds.DOCX),
        ("台账.xlsx", samples.xlsx(), kinds.XLSX),
        ("公文.ofd", samples.ofd(), kinds.OFD),
        ("旧文.doc", samples.compound("WordDocument"), kinds.DOC),
        ("旧文.wps", samples.compound("WordDocument"), kinds.DOC),
        ("旧文.doc", samples.large_compound("1Table", "Data", "a", "b", "WordDocument"), kinds.DOC),
        ("旧表.xls", samples.compound("Book"), kinds.XLS),
        ("旧表.et", samples.compound("Workbook"), kinds.XLS),
        ("现场.jpg", samples.jpeg(), kinds.JPEG),
        ("现场.JPEG", samples.jpeg(), kinds.JPEG),
        ("截图.png", samples.png(), kinds.PNG),
        ("说明.txt", "第一条　办理时限".encode(), kinds.TEXT),
        ("说明.txt", "第一条　办理时限".encode("gb18030"), kinds.TEXT),
        ("说明.txt", "第一条".encode("utf-16"), kinds.TEXT),
        ("台账.csv", b"number,title\n1,a\n", kinds.TEXT),
        ("BM的说明.txt", b"BM is how this text begins\n", kinds.TEXT),
        ("没有扩展名", samples.PDF, kinds.PDF),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(judge, name, content, kind):
    assert judge(name, content) is kind


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("方案.pdf", samples.docx(), "Word 文档"),
        ("方案.pdf", b"MZ\x90\x00\x03" + bytes(60), "Windows 程序"),
        ("现场.jpg", samples.png(), "PNG 图片"),
        ("说明.txt", b"<svg xmlns='x'><script>alert(1)</script></svg>", "含代码的矢量图（SVG）"),
        ("说明.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><html></html>", "网页文件"),
        ("说明.md", b"#!/bin/sh\nrm -rf /\n", "脚本程序"),
        ("台账.xlsx", samples.zipped({"a.txt": b"a"}), "ZIP 压缩包"),
        ("旧文.doc", samples.compound("__properties_version1.0"), "旧版复合文件"),
        ("说明.txt", bytes(range(1, 256)), "无法识别的内容"),
        ("录像.pdf", b"\x00\x00\x00\x18ftypmp42" + bytes(40), "视频文件"),
    ],
)
def test_an_attachment_that_is_not_what_it_says_is_told_what_it_is(judge, name, content, found):
    with pytest.raises(NotWhatItSays) as refused:
        judge(name, content)

    with speaking("zh"):
        assert found in refused.value.why()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("安装.exe", b"MZ\x90\x00\x03" + bytes(60)),
        ("页面.html", b"<html></html>"),
        ("图.svg", b"<svg></svg>"),
        ("材料.zip", samples.zipped({"a.txt": b"a"})),
        ("宏.docm", samples.docx()),
        ("脚本.js", b"alert(1)"),
        ("没有扩展名", b"\x7fELF" + bytes(60)),
    ],
)
def test_kinds_that_are_never_taken_are_refused_with_the_way_out(judge, name, content):
    with pytest.raises(KindNotTaken) as refused:
        judge(name, content)

    with speaking("en"):
        assert "PDF, Word, Excel" in refused.value.way_out()


def test_text_with_control_characters_far_into_it_is_no_text(judge):
    with pytest.raises(NotWhatItSays):
        judge("说明.txt", b"a" * 600_000 + b"\x00")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(samples.encrypted_docx(), FileLocked, id="a part is encrypted"),
        pytest.param(samples.docx(**{"word/vbaProject.bin": b"x"}), HoldsMacros, id="macros"),
        pytest.param(samples.docx(**{"word/embeddings/a.exe": b"MZ"}), FileBroken, id="a program inside"),
        pytest.param(samples.docx(**{"../../etc/cron.d/x": b"x"}), FileBroken, id="a path upwards"),
        pytest.param(samples.docx(**{"/etc/passwd": b"x"}), FileBroken, id="an absolute path"),
        pytest.param(samples.docx(**{"C:\\Windows\\x": b"x"}), FileBroken, id="a drive"),
        pytest.param(samples.docx()[:-40], FileBroken, id="cut off"),
        pytest.param(samples.forged_size(100_000, 10), FileBroken, id="a part larger than it declares"),
        pytest.param(samples.docx(a=bytes(5 * 1024**2)), UnpacksTooLarge, id="a bomb by ratio"),
        pytest.param(
            samples.docx(**{f"p{n}": b"" for n in range(packed.MOST_ENTRIES)}),
            UnpacksTooLarge,
            id="too many parts",
        ),
    ],
)
def test_a_container_that_would_harm_its_reader_is_refused(judge, content, refusal):
    with pytest.raises(refusal):
        judge("方案.docx", content)


def test_a_container_that_declares_more_than_the_limit_is_refused_before_it_is_unpacked(judge, monkeypatch):
    monkeypatch.setattr(packed, "LARGEST_UNPACKED", 1_000_000)
    monkeypatch.setattr(packed, "_unpack", lambda *a: pytest.fail("it was unpacked"))
    varied = bytes((i * i >> 3) & 0xFF for i in range(256)) * 5_000

    with pytest.raises(UnpacksTooLarge):
        judge("方案.docx", samples.docx(**{"word/media/a.bin": varied}))


def test_parts_that_share_bytes_are_refused(judge):
    content = bytearray(samples.zipped({"OFD.xml": b"a" * 50, "b": b"b" * 50}, way=zipfile.ZIP_STORED))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = (0).to_bytes(
        4, "little"
    )  # the second part begins where the first does

    with pytest.raises(FileBroken):
        judge("公文.ofd", bytes(content))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(samples.compound("EncryptedPackage", "EncryptionInfo"), FileLocked, id="locked"),
        pytest.param(samples.compound("WordDocument", "Macros"), HoldsMacros, id="macros"),
        pytest.param(
            samples.large_compound("WordDocument", "a", "b", "c", "Macros"),
            HoldsMacros,
            id="macros behind 14 MB",
        ),
        pytest.param(samples.looping_compound(), FileBroken, id="a directory that never ends"),
        pytest.param(samples.OLE_MAGIC + bytes(20), FileBroken, id="cut off"),
    ],
)
def test_an_old_office_file_that_is_locked_broken_or_a_program_is_refused(judge, content, refusal):
    with pytest.raises(refusal):
        judge("旧文.doc", content)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("大图.png", samples.png(60_000, 60_000), UnpacksTooLarge),
        ("大图.jpg", samples.jpeg(60_000, 60_000), UnpacksTooLarge),
        ("空图.png", samples.png(0, 5), FileBroken),
        ("坏图.jpg", b"\xff\xd8\xff\xe0" + bytes(3), FileBroken),
        ("坏图.png", b"\x89PNG\r\n\x1a\n" + bytes(4), FileBroken),
    ],
)
def test_an_image_is_judged_by_its_header_alone(judge, name, content, refusal):
    with pytest.raises(refusal):
        judge(name, content)


def test_no_cut_off_or_garbled_file_does_anything_but_pass_or_be_refused(judge):
    for whole in (
        samples.docx(),
        samples.compound("WordDocument"),
        samples.png(),
        samples.jpeg(),
        samples.PDF,
    ):
        for cut in range(1, len(whole), max(1, len(whole) // 40)):
            garbled = whole[:cut] + bytes([whole[cut] ^ 0xFF]) + whole[cut + 1 :]
            for content in (whole[:cut], garbled):
                try:
                    assert isinstance(judge("文件.docx", content), kinds.Kind)
                except FileRefused as refused:
                    assert refused.why()


def _by_word(path):
    document = docx.Document()
    document.add_paragraph("关于开展专项督查的通知")
    document.save(path)


def _by_excel(path):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("台账").write(0, 0, "编号")


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("通知.docx", _by_word, kinds.DOCX),
        ("台账.xlsx", _by_excel, kinds.XLSX),
        (
            "现场.jpg",
            lambda path: Image.new("RGB", (40, 30)).save(path, "JPEG", progressive=True),
            kinds.JPEG,
        ),
        ("现场.png", lambda path: Image.new("P", (40, 30)).save(path, "PNG"), kinds.PNG),
    ],
)
def test_files_as_real_programs_write_them_are_taken(tmp_path, name, make, kind):
    make(str(tmp_path / name))

    assert judged(name, tmp_path / name) is kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("办件.csv", "编号,环节\n1,受理\n".encode("gb18030"), kinds.LOG_TEXT),
        ("latin.csv", b"case,step\n1,re\xe7u\n\x01", kinds.LOG_TEXT),
        ("events.jsonl", b'{"case": 1}\n', kinds.LOG_TEXT),
        ("log.xes", b"<?xml version='1.0'?><log></log>", kinds.XES),
        ("log.xes.gz", b"\x1f\x8b\x08\x00rest", kinds.GZIP),
        ("log.parquet", b"PAR1rest", kinds.PARQUET),
    ],
)
def test_a_door_that_reads_logs_takes_them_and_no_other_door_does_as_such(tmp_path, name, content, kind):
    path = tmp_path / "content"
    path.write_bytes(content)

    assert judged(name, path, kinds.LOGS) == kind
    if kind is not kinds.LOG_TEXT:
        with pytest.raises(FileRefused):
            judged(name, path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv", b"MZ\x00program"),
        ("log.csv", b"PK\x03\x04zip"),
        ("log.xes", b"<html><script>"),
        ("log.gz", b"case,step\n"),
        ("log.exe", b"case,step\n"),
    ],
)
def test_a_door_that_reads_logs_takes_nothing_else_for_one(tmp_path, name, content):
    path = tmp_path / "content"
    path.write_bytes(content)

    with pytest.raises(FileRefused):
        judged(name, path, kinds.LOGS)
