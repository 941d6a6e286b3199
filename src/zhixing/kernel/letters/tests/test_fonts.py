"""Fonts are looked for before anything is set."""

from __future__ import annotations

import shutil

import pytest

from zhixing.kernel.letters import FontMissing, fonts, render
from zhixing.kernel.letters.tests import samples


def test_without_a_chinese_font_a_paper_is_refused_and_the_folder_is_named(settings, tmp_path):
    settings.FONT_DIR, settings.PAPER_FONTS = tmp_path / "none", str(tmp_path)

    with pytest.raises(FontMissing) as refusal:
        render(samples.NOTICE, "pdf")

    assert str(tmp_path / "none") in str(refusal.value)
    assert "ZHIXING_FONTS" in refusal.value.way_out()


def test_a_broken_font_is_no_font(settings, tmp_path):
    (tmp_path / "NotoSerifSC_400Regular.ttf").write_bytes(b"\x00\x01\x00\x00 not really a font")
    settings.FONT_DIR, settings.PAPER_FONTS = tmp_path, ""

    with pytest.raises(FontMissing):
        fonts.check()


def test_a_font_put_into_the_folder_is_found_without_a_restart(settings, tmp_path):
    regular = fonts.folders()[-1] / "NotoSerifSC_400Regular.ttf"
    settings.FONT_DIR, settings.PAPER_FONTS = tmp_path / "none", str(tmp_path)
    with pytest.raises(FontMissing):
        fonts.check()

    shutil.copy(regular, tmp_path)

    assert fonts.check().faces["body"] == ("Noto Serif SC",)


def test_the_administrators_folder_comes_before_the_installations(settings, tmp_path):
    settings.FONT_DIR, settings.PAPER_FONTS = tmp_path / "fetched", str(tmp_path / "own")

    assert fonts.folders() == (tmp_path / "own", tmp_path / "fetched")
