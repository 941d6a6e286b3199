"""Documents that are ZIP files inside: which one it is, and that opening it exhausts nobody."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

from zhixing.base.words import Words, w
from zhixing.kernel.files import kinds
from zhixing.kernel.files.kinds import Kind
from zhixing.kernel.files.refusals import FileBroken, FileLocked, HoldsMacros, UnpacksTooLarge

MOST_ENTRIES = 5_000
LARGEST_DIRECTORY = 2 * 1024 * 1024  # bytes of the list of entries, read before anything else is
LARGEST_UNPACKED = 300 * 1024 * 1024  # bytes of all entries together
HIGHEST_RATIO = 200  # unpacked bytes for each packed one, over all
SMALL = 4 * 1024 * 1024  # bytes unpacked below which the ratio says nothing
_END = struct.Struct("<4s4H2LH")
_PIECE = 256 * 1024
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PROGRAMS = (".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".js", ".vbs", ".ps1", ".jar", ".msi", ".lnk")

_NO_END = w("its list of contents is missing", "缺少目录结构")
_CHECKSUM = w("the checksum of a part does not fit", "内部校验不一致")
_BAD_PATH = w("a part of it names a place outside the file", "内部含有越界路径")
_BAD_WAY = w("a part is packed in a way that such files do not use", "内部采用了不允许的压缩方式")
_TWICE = w("two parts lie in the same place or share a name", "内部内容重叠或重名")
_PROGRAM = w("it holds a program", "内含可执行程序")


def kind_of(name: str, path: Path) -> Kind | Words:
    """Which kind of document this ZIP file is; "a ZIP archive" for any other.

    Refuses what is locked, broken, unpacks to too much, names places outside itself, or holds macros or
    programs.
    """
    _bounded_directory(name, path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            found = next((k for k in kinds.IN_ZIP if k.main_part in archive.NameToInfo), None)
            if found is None:
                return kinds.ZIP
            _check_entries(name, entries, path.stat().st_size)
            _unpack(name, archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as broken:
        raise FileBroken(name=name, found=_CHECKSUM) from broken
    return found


def _bounded_directory(name: str, path: Path) -> None:
    """Refuse a list of entries too long to be read, before a library reads it whole."""
    with path.open("rb") as content:
        size = content.seek(0, 2)
        content.seek(max(0, size - 65_557))
        tail = content.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise FileBroken(name=name, found=_NO_END)
    _, _, _, _, entries, directory, _, _ = _END.unpack_from(tail, at)
    if (
        entries > MOST_ENTRIES or directory > LARGEST_DIRECTORY
    ):  # 0xFFFF and 0xFFFFFFFF (ZIP64) are beyond both
        raise UnpacksTooLarge(name=name, found=w("{n} entries", "{n} 个条目").put(n=entries))


def _check_entries(name: str, entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise UnpacksTooLarge(name=name, found=w("{n} entries", "{n} 个条目").put(n=len(entries)))
    for entry in entries:
        _check_entry(name, entry)
    if len({e.filename for e in entries}) < len(entries) or _overlap(entries, size):
        raise FileBroken(name=name, found=_TWICE)
    unpacked = sum(e.file_size for e in entries)
    ratio = unpacked // max(1, sum(e.compress_size for e in entries))
    if unpacked > LARGEST_UNPACKED or (unpacked > SMALL and ratio > HIGHEST_RATIO):
        found = w("{n} MB, {ratio} times its size", "{n} MB，为原大小的 {ratio} 倍").put(
            n=unpacked // 1024**2, ratio=ratio
        )
        raise UnpacksTooLarge(name=name, found=found)


def _check_entry(name: str, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise FileLocked(name=name)
    # `orig_filename` is the name as it stands in the file: zipfile itself cuts at a NUL and turns separators.
    parts = entry.orig_filename.replace("\\", "/").split("/")
    if "\x00" in entry.orig_filename or ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise FileBroken(name=name, found=_BAD_PATH)
    if entry.compress_type not in _WAYS:
        raise FileBroken(name=name, found=_BAD_WAY)
    last = parts[-1].lower()
    if last == "vbaproject.bin":
        raise HoldsMacros(name=name)
    if last.endswith(_PROGRAMS):
        raise FileBroken(name=name, found=_PROGRAM)


def _overlap(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """Do two entries share bytes of the file (one way to pack very much into very little)?"""
    places = sorted((e.header_offset, e.header_offset + 30 + e.compress_size) for e in entries)
    ends_before_next = all(end <= start for (_, end), (start, _) in zip(places, places[1:], strict=False))
    return not ends_before_next or places[-1][1] > size


def _unpack(name: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Read every entry to its end, thrown away piece by piece: sizes and checksums are as declared, or it
    is broken.

    Reading stops at the declared size, so what is read is bounded by what `_check_entries` allowed.
    """
    for entry in entries:
        with archive.open(entry) as part:
            read = 0
            while piece := part.read(_PIECE):
                read += len(piece)
        if read != entry.file_size:
            raise FileBroken(name=name, found=_CHECKSUM)
