"""What one setting of a paper proves for the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhixing.kernel.letters import FontMissing, GlyphMissing, fonts, proving
from zhixing.kernel.letters.tests import samples


@pytest.fixture
def settings_made(monkeypatch):
    made = []
    render = proving.render

    def counted(paper, form):
        made.append(paper.title)
        return render(paper, form)

    monkeypatch.setattr(proving, "render", counted)
    proving._proved.clear()
    return made


def test_a_paper_of_known_characters_is_not_set_again(settings_made):
    proving.prove(samples.NOTICE)
    proving.prove(replace(samples.NOTICE, notes="电话：0000-12345678"))

    assert len(settings_made) == 1


def test_a_character_known_in_the_text_is_new_in_the_title(settings_made):
    proving.prove(samples.NOTICE)
    proving.prove(replace(samples.NOTICE, title="督办通知单（城东客运枢纽）"))

    assert len(settings_made) == 2


def test_a_character_without_glyph_is_refused_each_time_and_never_counted_as_proved(settings_made):
    with_emoji = replace(samples.NOTICE, notes="请于周五前反馈\U0001f600")

    for _ in range(2):
        with pytest.raises(GlyphMissing):
            proving.prove(with_emoji)

    assert len(settings_made) == 2


def test_other_fonts_prove_anew(settings_made, monkeypatch):
    proving.prove(samples.NOTICE)
    found = fonts.check()
    monkeypatch.setattr(fonts, "check", lambda: replace(found, faces={**found.faces}, collection=object()))
    with pytest.raises(Exception):  # noqa: B017  # whatever the setter says of such fonts: it was asked
        proving.prove(samples.NOTICE)

    assert len(settings_made) == 2


def test_without_fonts_nothing_is_proved(settings_made, monkeypatch, tmp_path, settings):
    settings.PAPER_FONTS, settings.FONT_DIR = "", str(tmp_path)

    with pytest.raises(FontMissing):
        proving.prove(samples.NOTICE)
    assert settings_made == []
