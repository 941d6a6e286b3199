"""Files as people and attackers bring them, built byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def zipped(parts: dict[str, bytes], *, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", way) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def docx(text: str = "关于开展专项督查的通知", **more: bytes) -> bytes:
    body = (
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    )
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode(), **more})


def xlsx() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def ofd() -> bytes:
    return zipped({"OFD.xml": b"<OFD/>", "Doc_0/Document.xml": b"<Document/>"})


def png(width: int = 4, height: int = 3) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def jpeg(width: int = 4, height: int = 3) -> bytes:
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + bytes(3)
    return b"\xff\xd8" + app0 + frame + b"\xff\xd9"


def compound(*streams: str) -> bytes:
    """An OLE file of three sectors: header, allocation table, directory with these names."""
    header = bytearray(512)
    header[:8] = OLE_MAGIC
    struct.pack_into("<H", header, 30, 9)  # sectors of 512 bytes
    struct.pack_into("<I", header, 48, 1)  # the directory begins in sector 1
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)  # the table is sector 0
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(_entry(name, 5 if name == "Root Entry" else 2) for name in ("Root Entry", *streams))
    return bytes(header) + table + directory.ljust(512, b"\0")[:512]


def large_compound(*streams: str) -> bytes:
    """An OLE file whose directory stands behind 14 MB, in two sectors that only the second link of the table's chain
    leads through.
    """
    first = (109 + 127) * 128  # the first sector that the second link answers for
    content = bytearray((first + 3) * 512)
    content[:512] = compound()[:512]
    struct.pack_into("<I", content, 48, first)
    struct.pack_into("<I", content, 68, 1)  # the chain: sector 1, then sector 2
    struct.pack_into("<I", content, 2 * 512 + 508, 2)
    struct.pack_into("<I", content, 3 * 512, 3)  # whose first entry is the table in sector 3
    struct.pack_into("<2I", content, 4 * 512, first + 1, 0xFFFFFFFE)
    entries = [_entry(name, 5 if name == "Root Entry" else 2) for name in ("Root Entry", *streams)]
    content[(first + 1) * 512 :] = b"".join(entries).ljust(1024, b"\0")
    return bytes(content)


def looping_compound() -> bytes:
    """An OLE file whose directory's chain leads back to itself."""
    content = bytearray(compound("WordDocument"))
    struct.pack_into("<I", content, 512 + 4, 1)
    return bytes(content)


def _entry(name: str, kind: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return written.ljust(64, b"\0") + struct.pack("<HB", len(written), kind) + bytes(61)


def forged_size(honest: int, claimed: int) -> bytes:
    """A .docx one part of which unpacks to `honest` bytes but declares `claimed`."""
    content = bytearray(docx(**{"word/media/a.bin": bytes(honest)}))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = -1
        while (start := content.find(magic, start + 1)) >= 0:
            if struct.unpack_from("<I", content, start + at)[0] == honest:
                struct.pack_into("<I", content, start + at, claimed)
    return bytes(content)


def encrypted_docx() -> bytes:
    content = bytearray(docx())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(magic, start + 1)) >= 0:
            content[start + at] |= 1
    return bytes(content)
