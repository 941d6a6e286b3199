"""Files that are no documents: each is refused with a sentence, and nothing is kept of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from zhixing.base.refusals import Invalid, Refusal
from zhixing.kernel.matters.models import Event, Matter
from zhixing.modules.supervision.documents.refusals import NothingToRead, TwoTexts
from zhixing.modules.supervision.tests.documents import PLAN, Paper
from zhixing.reading.refusals import TextTooLong

SCANNED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def bomb() -> bytes:
    """A .docx whose main part unpacks to 300 MB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return made.getvalue()


def nothing_kept() -> bool:
    return Matter.objects.count() == 0 and Event.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("方案.docx", b"%PDF-1.4 no", "方案.docx", id="a PDF called docx"),
        pytest.param("方案.pdf", "一、任务".encode(), "方案.pdf", id="text called pdf"),
        pytest.param("方案.txt", b"MZ\x90\x00program", "方案.txt", id="a program called txt"),
        pytest.param("空.txt", b"", "空.txt", id="an empty file"),
        pytest.param("空白.txt", b" \n \n", "空白.txt", id="only white space"),
        pytest.param("扫描.pdf", SCANNED, "扫描.pdf", id="a scan without text"),
    ],
)
def test_a_file_that_is_not_what_it_should_be(city, name, content, said):
    with pytest.raises(Refusal) as refusal:
        Paper(city).uploaded(name, content)

    assert said in refusal.value.why()
    assert nothing_kept()


def test_an_archive_bomb_is_refused(city):
    with pytest.raises(Refusal) as refusal:
        Paper(city).uploaded("方案.docx", bomb())

    assert refusal.value.status in (413, 422)
    assert nothing_kept()


def test_a_text_of_fifty_megabytes_is_refused_in_plain_words(city):
    with pytest.raises(Refusal) as refusal:
        Paper(city).uploaded("长文.txt", ("任务" * 8_300_000 + "\n").encode())

    assert "长文.txt" in refusal.value.why()
    assert "拆分" in refusal.value.way_out()
    assert nothing_kept()


def test_a_text_longer_than_a_page_can_show_is_refused(city):
    with pytest.raises(TextTooLong) as refusal:
        Paper(city).uploaded("规划.txt", ("全面推进各项工作。\n" * 60_000).encode())

    assert "500000" in refusal.value.why()
    assert nothing_kept()


def test_a_pasted_text_is_limited(city):
    with pytest.raises(Invalid) as refusal:
        Paper(city).taken_in("任" * 200_001)

    assert "200000" in str(refusal.value.fields["text"])
    assert nothing_kept()


def test_one_source_and_only_one(city):
    with pytest.raises(NothingToRead):
        Paper(city).taken_in("  ")
    with pytest.raises(TwoTexts):
        Paper(city).uploaded("方案.txt", PLAN.encode(), text=PLAN)

    assert nothing_kept()


def test_the_same_text_in_gb18030_and_from_a_word_file_is_read_alike(city):
    plain = Paper(city).uploaded("方案.txt", PLAN.encode("gb18030"))

    assert [p.mark for p in plain.proposals] == ["（一）", "（二）", "（三）"]
    assert plain.document.file.name == "方案.txt"
