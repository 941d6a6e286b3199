"""Plain text: UTF-8 with or without its mark, UTF-16 with its mark, GB 18030 (and so GB 2312 and GBK)."""

from __future__ import annotations

import codecs
import re

from zhixing.reading.extraction.text import Text
from zhixing.reading.refusals import NotText, UnknownEncoding

#: Characters that text does not hold: more than this share of them, and the bytes are no text.
_MOST_STRANGE = 0.01
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd]")


def text_of_plain(name: str, content: bytes) -> Text:
    """The text exactly as Python reads a text file of that encoding (line ends become \\n).

    A NUL is refused: no document holds one, and no database keeps one in a text.
    """
    for encoding in _encodings(content):
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in decoded:
            raise NotText(name=name)
        if _is_text(decoded):
            return Text(decoded.replace("\r\n", "\n").replace("\r", "\n"), "plain", encoding)
    raise UnknownEncoding(name=name)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8", "gb18030")


def _is_text(decoded: str) -> bool:
    """Bytes of something else may happen to decode; they then hold control or private characters."""
    return len(_STRANGE.findall(decoded)) <= max(1, len(decoded) * _MOST_STRANGE)
