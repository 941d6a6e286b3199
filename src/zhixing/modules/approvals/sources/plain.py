"""Any file as plain UTF-8 text on disk: gzip undone within bounds, its encoding found, a byte-order mark dropped.

Everything streams in pieces of one MiB, so memory does not grow with the file.
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zhixing.base.words import w
from zhixing.modules.approvals.refusals import BrokenPacking, EncodingUnknown, NotALog, TooTightlyPacked

PIECE = 1 << 20
MAX_RATIO = 400  # deflate reaches 1,032; real logs stay below 100
FREE = 64 << 20  # so much may come out of any gzip file
MAX_BYTES = 64 << 30
_GZIP = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = {
    b"PK\x03\x04": w("a spreadsheet or an archive", "电子表格或压缩包"),
    b"\xd0\xcf\x11\xe0": w("an old office document", "旧版办公文档"),
    b"%PDF": w("a PDF", "PDF 文件"),
}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text on disk, what it was encoded in, and whether it was packed."""

    path: Path
    encoding: str
    packed: bool


def plain(path: Path, folder: Path, encoding: str | None = None) -> Plain:
    """The file as UTF-8 without a mark: the file itself if it is that already, else a copy in `folder`.

    Raises TooTightlyPacked, BrokenPacking, EncodingUnknown, NotALog.
    """
    first = next(_pieces(path), b"")
    for magic, what in _FOREIGN.items():
        if first.startswith(magic):
            raise NotALog(path=path.name, what=what)
    packed = _is_packed(path)
    names = [encoding] if encoding else _candidates(first)
    failed = 0
    for name in names:
        as_it_is = not packed and name == "utf-8"
        copy = folder / "plain.txt"
        try:
            _copied(path, None if as_it_is else copy, name)
        except LookupError as unknown:
            raise EncodingUnknown(path=path.name, at=0) from unknown
        except UnicodeDecodeError as wrong:
            failed = failed or wrong.start
            continue
        return Plain(path if as_it_is else copy, name, packed)
    raise EncodingUnknown(path=path.name, at=failed)


def _candidates(first: bytes) -> list[str]:
    for mark, name in _MARKS:
        if first.startswith(mark):
            return [name]
    declared = _DECLARED.match(first[:400])
    if declared:
        return [declared.group(1).decode("ascii").lower()]
    return ["utf-8", "gb18030"]


def _copied(path: Path, to: Path | None, encoding: str) -> None:
    """Decode all of it, and write it as UTF-8 if it is to go anywhere. The error's `start` is the byte in the whole file."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    done = 0
    with nullcontext() if to is None else to.open("wb") as out:
        for piece in _with_end(path):
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as wrong:
                wrong.start += done
                raise
            done += len(piece)
            if "\x00" in text:
                raise NotALog(path=path.name, what=w("it holds zero bytes", "含有空字节"))
            if out is not None:
                out.write(text.encode("utf-8"))


def _with_end(path: Path) -> Iterator[bytes]:
    yield from _pieces(path)
    yield b""


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        if file.read(2) == _GZIP:
            file.seek(0)
            yield from _unpacked(path, file)
        else:
            file.seek(0)
            while piece := file.read(PIECE):
                yield piece


def _unpacked(path: Path, file: BinaryIO) -> Iterator[bytes]:
    came = 0
    try:
        with gzip.GzipFile(fileobj=file) as unpacking:
            while piece := unpacking.read(PIECE):
                came += len(piece)
                if came > max(FREE, MAX_RATIO * file.tell()) or came > MAX_BYTES:
                    raise TooTightlyPacked(path=path.name, ratio=MAX_RATIO, bytes=MAX_BYTES)
                yield piece
    except (EOFError, gzip.BadGzipFile, zlib.error) as wrong:
        raise BrokenPacking(path=path.name, what=str(wrong)) from wrong
