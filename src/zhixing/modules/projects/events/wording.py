"""Sentences whose last part may be missing: what nobody wrote is left out, not told as a dash."""

from __future__ import annotations

from zhixing.base.words import Words, w


def without(sentence: Words, name: str) -> Words:
    """The sentence without the place {name} at its end.

    >>> without(w("{actor} has read it. {note}", "{actor}已阅。{note}"), "note").zh
    '{actor}已阅。'
    """
    place = "{" + name + "}"
    return w(sentence.en.replace(place, "").rstrip(), sentence.zh.replace(place, "").rstrip())
