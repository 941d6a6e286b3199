"""Names that people, other systems and attackers give to files."""

from __future__ import annotations

import pytest

from zhixing.kernel.files.names import cleaned, extension_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("关于印发《方案》的通知.docx", "关于印发《方案》的通知.docx", id="as it is"),
        pytest.param("../../etc/passwd", "passwd", id="a path upwards"),
        pytest.param("C:\\Users\\li\\方案.pdf", "方案.pdf", id="a Windows path"),
        pytest.param("a\x00b\n.pdf", "ab.pdf", id="NUL and a line end"),
        pytest.param("方案\u202efdp.exe", "方案fdp.exe", id="a direction mark hiding .exe"),
        pytest.param("方\u200b案.pdf", "方案.pdf", id="zero width"),
        pytest.param("NUL.txt", "_NUL.txt", id="a device"),
        pytest.param("com1.tar.pdf", "_com1.tar.pdf", id="a device with two endings"),
        pytest.param('a<b>:"|?*.pdf', "a_b______.pdf", id="reserved characters"),
        pytest.param("方案.pdf. . ", "方案.pdf", id="dots and blanks at the end"),
        pytest.param(".pdf", "pdf", id="nothing but an ending"),
        pytest.param("...", "附件", id="nothing at all"),
        pytest.param("", "附件", id="empty"),
        pytest.param("e\u0301.pdf", "\u00e9.pdf", id="composed"),
    ],
)
def test_a_name_is_cleaned_of_what_misleads(given, kept):
    assert cleaned(given) == kept


def test_a_long_name_keeps_its_extension():
    kept = cleaned("长" * 400 + ".docx")

    assert len(kept) == 150
    assert kept.endswith("长.docx")


def test_cleaning_twice_changes_nothing_more():
    for given in ("con.txt", "..a..", " .b. c .pdf", "长" * 400 + ".docx", "a/b\\c.x y"):
        assert cleaned(cleaned(given)) == cleaned(given)


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("附件", ""), ("第1.2节 说明 全文", ""), (".pdf", "")],
)
def test_an_extension_is_what_stands_after_the_last_dot(name, extension):
    assert extension_of(name) == extension
