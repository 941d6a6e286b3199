"""Old office files (OLE compound files): which one it is, told by the streams that its directory names.

Layout: [MS-CFB] Compound File Binary File Format, sections 2.2 (header), 2.3 (FAT), 2.5 (DIFAT) and 2.6 (directory).
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from zhixing.base.words import Words, w
from zhixing.kernel.files import kinds
from zhixing.kernel.files.kinds import Kind
from zhixing.kernel.files.refusals import FileBroken, FileLocked, HoldsMacros

MOST_DIRECTORY_SECTORS = 4_096
_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA  # greater numbers are marks: end of chain, free, …
_PARTS_IN_HEADER = 109
_STREAM_OR_STORAGE = {1, 2, 5}
_MACROS = {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "VBA"}
_LOCKED = {"EncryptedPackage", "EncryptionInfo"}
_BAD_DIRECTORY = w("its directory cannot be read", "目录结构无法读取")


def kind_of(name: str, path: Path) -> Kind | Words:
    """Which kind of old office file this is; "an old compound file" for any other (installers, mail, …)."""
    try:
        with path.open("rb") as content:
            streams = _names(content)
    except (struct.error, IndexError) as broken:
        raise FileBroken(name=name, found=_BAD_DIRECTORY) from broken
    if streams & _LOCKED:
        raise FileLocked(name=name)
    if "Book" in streams:
        streams = streams | {"Workbook"}
    found = next((k for k in kinds.IN_OLE if k.main_part in streams), None)
    if found is not None and streams & _MACROS:
        raise HoldsMacros(name=name)
    return found or kinds.OLE


def _names(content: BinaryIO) -> set[str]:
    """The names of all streams and storages."""
    header = content.read(_HEADER)
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in (9, 12):
        raise struct.error("sector size")
    sector_size = 1 << shift
    (sector,) = struct.unpack_from("<I", header, 48)
    names: set[str] = set()
    for _ in range(MOST_DIRECTORY_SECTORS):
        if sector >= _LAST_SECTOR:
            return names
        names |= _names_in(_sector(content, sector, sector_size))
        sector = _next(content, header, sector, sector_size)
    raise IndexError("the directory never ends")


def _sector(content: BinaryIO, number: int, size: int) -> bytes:
    content.seek((number + 1) * size)
    found = content.read(size)
    if len(found) < _ENTRY:
        raise IndexError("beyond the end")
    return found


def _next(content: BinaryIO, header: bytes, sector: int, size: int) -> int:
    """The sector after this one, by the allocation table."""
    part, at = divmod(sector, size // 4)
    (following,) = struct.unpack_from(
        "<I", _sector(content, _table(content, header, part, size), size), 4 * at
    )
    return int(following)


def _table(content: BinaryIO, header: bytes, part: int, size: int) -> int:
    """The sector that holds this part of the allocation table.

    The header names the first 109 parts (enough for 7 MB); a chain of sectors, each ending with the number of the
    next, names the others.
    """
    if part < _PARTS_IN_HEADER:
        (found,) = struct.unpack_from("<I", header, 76 + 4 * part)
    else:
        steps, at = divmod(part - _PARTS_IN_HEADER, size // 4 - 1)
        (chain,) = struct.unpack_from("<I", header, 68)
        for _ in range(steps):
            (chain,) = struct.unpack_from("<I", _sector(content, chain, size), size - 4)
        (found,) = struct.unpack_from("<I", _sector(content, chain, size), 4 * at)
    if found >= _LAST_SECTOR:
        raise IndexError("no table")
    return int(found)


def _names_in(sector: bytes) -> set[str]:
    names = set()
    for start in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", sector, start + 64)
        if sector[start + 66] in _STREAM_OR_STORAGE and 2 <= length <= 64:
            names.add(sector[start : start + length - 2].decode("utf-16-le", errors="replace"))
    return names
