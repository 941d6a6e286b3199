"""Images, checked by their header alone: how many pixels they unpack to. No image is ever decoded here."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from zhixing.base.words import w
from zhixing.kernel.files import kinds
from zhixing.kernel.files.kinds import Kind
from zhixing.kernel.files.refusals import FileBroken, UnpacksTooLarge

MOST_PIXELS = 200_000_000  # an A0 drawing scanned at 300 dots per inch has 140 million
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG markers that begin a frame and tell its size
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_MOST_SEGMENTS = 10_000
_NO_SIZE = w("its size in pixels cannot be read", "无法读取像素尺寸")


def checked_png(name: str, path: Path) -> Kind:
    """PNG, unless its header is broken or tells of too many pixels."""
    with path.open("rb") as content:
        head = content.read(24)
    if len(head) < 24 or head[12:16] != b"IHDR":
        raise FileBroken(name=name, found=_NO_SIZE)
    width, height = struct.unpack(">II", head[16:24])
    _bounded(name, width, height)
    return kinds.PNG


def checked_jpeg(name: str, path: Path) -> Kind:
    """JPEG, unless no frame is found or it tells of too many pixels."""
    with path.open("rb") as content:
        try:
            width, height = _frame(content)
        except struct.error as broken:
            raise FileBroken(name=name, found=_NO_SIZE) from broken
    _bounded(name, width, height)
    return kinds.JPEG


def _frame(content: BinaryIO) -> tuple[int, int]:
    """Width and height from the first frame's header; struct.error where there is none."""
    content.seek(2)
    for _ in range(_MOST_SEGMENTS):
        mark, code = struct.unpack("BB", content.read(2))
        if mark != 0xFF:
            break
        while code == 0xFF:
            (code,) = struct.unpack("B", content.read(1))
        if code in _ALONE:
            continue
        (length,) = struct.unpack(">H", content.read(2))
        if code in _FRAMES:
            _, height, width = struct.unpack(">BHH", content.read(5))
            return width, height
        content.seek(max(0, length - 2), 1)
    raise struct.error("no frame")


def _bounded(name: str, width: int, height: int) -> None:
    if width == 0 or height == 0:
        raise FileBroken(name=name, found=_NO_SIZE)
    if width * height > MOST_PIXELS:
        found = w("{width} × {height} pixels", "{width} × {height} 像素").put(width=width, height=height)
        raise UnpacksTooLarge(name=name, found=found)
