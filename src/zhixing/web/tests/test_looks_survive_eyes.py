"""Contrast of every word on every ground it stands on, in both themes, by the formula of WCAG 2.2 (1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = Path(__file__).parent.parent / "static" / "zhixing" / "frame.css"
GROUNDS = ("paper", "ground", "sunk")
ON_EVERY_GROUND = ("text", "muted", "ink", "met", "warn", "bad", "blue", "closed")
ON_ITS_OWN = ("ink", "met", "warn", "bad", "blue", "closed")
AA_TEXT, AA_SIGN = 4.5, 3.0


def colours(theme: str) -> dict[str, str]:
    light, dark = re.findall(
        r"(?:^:root|^\[data-bs-theme=\"dark\"\]) \{(.*?)\n\}", STYLE.read_text(), re.S | re.M
    )[:2]
    found = dict(re.findall(r"--zx-([a-z-]+): (#[0-9a-f]{3,6});", light))
    if theme == "dark":
        found |= dict(re.findall(r"--zx-([a-z-]+): (#[0-9a-f]{3,6});", dark))
    return found


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_knows_its_ends() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(theme: str) -> None:
    colour = colours(theme)
    pairs = [(word, ground) for word in ON_EVERY_GROUND for ground in GROUNDS]
    pairs += [(word, f"{word}-soft") for word in ON_ITS_OWN] + [("on-ink", "ink"), ("on-ink", "ink-strong")]

    weak = {pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in pairs}

    assert len(weak) == 32
    assert {pair: ratio for pair, ratio in weak.items() if ratio < AA_TEXT} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(theme: str) -> None:
    colour = colours(theme)

    assert min(contrast(colour["line-strong"], colour[ground]) for ground in GROUNDS) >= AA_SIGN
