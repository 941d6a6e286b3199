"""Small pictures of building sites for the demonstration's ledgers: drawn, so that nobody's photograph is used."""

from __future__ import annotations

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 192, 128
Pixel = tuple[int, int, int]


def site_picture(seed: int) -> bytes:
    """A PNG with sky, ground, two unfinished buildings and a crane; the same for the same seed."""
    rng = Random(seed)  # a picture, no secret
    sky, ground = rng.randrange(170, 220), rng.randrange(92, 124)
    rows: list[list[Pixel]] = [
        [(sky - 40 + y // 3, sky - 10 + y // 4, min(255, sky + 25))] * WIDTH for y in range(HEIGHT)
    ]
    for left in (rng.randrange(8, 40), rng.randrange(84, 116)):
        _building(rows, left, rng.randrange(42, 60), rng.randrange(3, 7), ground, rng.randrange(130, 190))
    _crane(rows, rng.randrange(140, 168), rng.randrange(10, 26), ground)
    earth = (rng.randrange(140, 170), rng.randrange(110, 130), rng.randrange(75, 95))
    for y in range(ground, HEIGHT):
        rows[y] = [_shade(earth, ((x * 7 + y * 13) % 17) - 8) for x in range(WIDTH)]
    return _png(rows)


def _shade(colour: Pixel, by: int) -> Pixel:
    return (colour[0] + by, colour[1] + by, colour[2] + by)


def _fill(rows: list[list[Pixel]], left: int, right: int, top: int, bottom: int, colour: Pixel) -> None:
    for y in range(max(0, top), min(HEIGHT, bottom)):
        rows[y][max(0, left) : min(WIDTH, right)] = [colour] * (min(WIDTH, right) - max(0, left))


def _building(rows: list[list[Pixel]], left: int, width: int, floors: int, ground: int, grey: int) -> None:
    """Floor upon floor; the upper ones are bare columns."""
    for floor in range(floors):
        bottom = ground - floor * 13
        _fill(rows, left, left + width, bottom - 13, bottom - 10, (grey - 40, grey - 40, grey - 36))
        if floor < floors - 2:
            _fill(rows, left, left + width, bottom - 10, bottom, (grey, grey - 4, grey - 12))
        for column in range(left, left + width - 2, 9):
            _fill(rows, column, column + 3, bottom - 10, bottom, (grey - 55, grey - 58, grey - 52))


def _crane(rows: list[list[Pixel]], at: int, top: int, ground: int) -> None:
    yellow = (214, 150, 30)
    _fill(rows, at, at + 4, top, ground, yellow)
    _fill(rows, at - 58, at + 22, top, top + 3, yellow)
    _fill(rows, at - 48, at - 47, top, top + 34, (70, 70, 70))


def _png(rows: list[list[Pixel]]) -> bytes:
    raw = b"".join(b"\x00" + bytes(value for pixel in row for value in pixel) for row in rows)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(raw, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
