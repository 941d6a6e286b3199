"""What kind of file some bytes are, judged by the bytes."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from zhixing.reading.refusals import Encrypted, NotWhatItSays, OldWord, UnknownType

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90",
    b"{\\rtf",
    b"PK\x05\x06",
)
#: %PDF- may stand a little after the first byte (ISO 32000-1, annex H.3.4.1).
_PDF_WITHIN = 1024
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


class Kind(StrEnum):
    """The kinds of file that are read."""

    PLAIN = "plain"
    DOCX = "docx"
    PDF = "pdf"


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of `content`. A name that promises another kind is refused, so that nobody mistakes what was
    read."""
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    kind = _by_content(name, content)
    if suffix in ("docx", "pdf") and kind != suffix:
        raise NotWhatItSays(name=name, kind=f".{suffix}")
    if suffix in ("txt", "md") and kind is not Kind.PLAIN:
        raise NotWhatItSays(name=name, kind=f".{suffix}")
    return kind


def _by_content(name: str, content: bytes) -> Kind:
    if content.startswith(_OLE):
        raise (Encrypted if _ENCRYPTED_OFFICE in content else OldWord)(name=name)
    if content.startswith(_ZIP):
        if not _holds_word(content):
            raise (
                NotWhatItSays(name=name, kind=".docx")
                if name.lower().endswith(".docx")
                else UnknownType(name=name)
            )
        return Kind.DOCX
    if _PDF in content[:_PDF_WITHIN] and not content[:_PDF_WITHIN].split(_PDF)[0].strip(
        b"\r\n\t \0\xef\xbb\xbf"
    ):
        return Kind.PDF
    if content.startswith(_OTHER):
        raise UnknownType(name=name)
    return Kind.PLAIN


def _holds_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "word/document.xml" in packed.NameToInfo
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
