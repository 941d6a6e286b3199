"""What a file is, judged by its content, and whether it may be taken under its name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from zhixing.base.words import Words
from zhixing.kernel.files import compound, kinds, packed, pictures
from zhixing.kernel.files.kinds import Kind
from zhixing.kernel.files.names import extension_of
from zhixing.kernel.files.refusals import KindNotTaken, NotWhatItSays

HEAD = 4096  # bytes that tell most kinds apart
_PIECE = 256 * 1024
_OTHERS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"PAR1",
)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def judged(name: str, path: Path, also: Sequence[Kind] = ()) -> Kind:
    """The kind of the content at `path`, checked to the depth its kind asks for, and fit for `name`.

    `also` are kinds that this door takes beside the usual ones: they are told from others, not looked into.

    KindNotTaken for a kind that is never taken; NotWhatItSays where name and content differ; the refusals
    of containers and images for what is locked, broken or built to exhaust. A name without an extension
    promises nothing.
    """
    extension = extension_of(name)
    said = kinds.BY_EXTENSION.get(extension)
    if also and (kind := _one_of(also, extension, path)):
        return kind
    found = _found(name, path)
    if isinstance(found, Kind) and (found is said or not extension):
        return found
    words = found.words if isinstance(found, Kind) else found
    if said is not None:
        raise NotWhatItSays(name=name, said=said.words, found=words)
    raise KindNotTaken(name=name, found=words if not isinstance(found, Kind) else f".{extension}")


def _one_of(also: Sequence[Kind], extension: str, path: Path) -> Kind | None:
    """Which of these kinds it is, by its beginning and under one of its names; None where it is none of them.

    Lines of a log may be in any encoding, so all that is asked of them is to begin like nothing else that is known.
    """
    with path.open("rb") as content:
        head = content.read(HEAD)
    opening = head.removeprefix(codecs.BOM_UTF8).lstrip()
    is_known = head.startswith(_OTHERS) or _named(head) is not None
    signs = {
        kinds.LOG_TEXT: not is_known,
        kinds.XES: opening.startswith((kinds.IN_XML, b"<log", b"<!--")) or head.startswith(_UTF16_MARKS),
        kinds.GZIP: head.startswith(kinds.IN_GZIP),
        kinds.PARQUET: head.startswith(kinds.IN_PARQUET),
    }
    return next((kind for kind in also if extension in kind.extensions and signs.get(kind)), None)


def _found(name: str, path: Path) -> Kind | Words:
    """The kind, or in words what it is instead."""
    with path.open("rb") as content:
        head = content.read(HEAD)
    if head.startswith(b"%PDF-"):
        return kinds.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return packed.kind_of(name, path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return compound.kind_of(name, path)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return pictures.checked_png(name, path)
    if head.startswith(b"\xff\xd8\xff"):
        return pictures.checked_jpeg(name, path)
    return _named(head) or (kinds.TEXT if _is_text(path, head) else kinds.SOMETHING_ELSE)


def _named(head: bytes) -> Words | None:
    """What it is, for kinds that are not taken."""
    if head[4:8] == b"ftyp":
        return kinds.VIDEO
    for magic, words in kinds.NOT_TAKEN:
        if head.startswith(magic) and (len(magic) > 2 or magic == b"#!" or b"\x00" in head):
            return words
    opening = head.removeprefix(codecs.BOM_UTF8).lstrip()[:200].lower()
    return next((words for tag, words in kinds.MARKUP if opening.startswith(tag)), None)


def _is_text(path: Path, head: bytes) -> bool:
    """Text of one encoding throughout (UTF-8, GB 18030, UTF-16 with its mark), without control characters."""
    encodings = ("utf-16",) if head.startswith(_UTF16_MARKS) else ("utf-8-sig", "gb18030")
    return any(_decodes(path, encoding) for encoding in encodings)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as content:
            while piece := content.read(_PIECE):
                if _NOT_IN_TEXT.search(decoder.decode(piece)):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
