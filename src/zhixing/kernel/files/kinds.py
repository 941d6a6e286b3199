"""The kinds of file that are taken, and the names of those that are not."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import Words, w

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content. `extensions` are those under which it may be called, the usual one first.

    `main_part` is the member without which a container is not of this kind.
    """

    words: Words
    content_type: str
    extensions: tuple[str, ...]
    main_part: str = ""


PDF = Kind(w("a PDF", "PDF 文件"), "application/pdf", ("pdf",))
DOCX = Kind(
    w("a Word document", "Word 文档"), f"{_OFFICE}wordprocessingml.document", ("docx",), "word/document.xml"
)
XLSX = Kind(
    w("an Excel workbook", "Excel 工作簿"), f"{_OFFICE}spreadsheetml.sheet", ("xlsx",), "xl/workbook.xml"
)
PPTX = Kind(
    w("a PowerPoint file", "PPT 演示文稿"),
    f"{_OFFICE}presentationml.presentation",
    ("pptx",),
    "ppt/presentation.xml",
)
OFD = Kind(w("an OFD document", "OFD 版式文件"), "application/ofd", ("ofd",), "OFD.xml")
DOC = Kind(
    w("an old Word or WPS document", "旧版 Word（WPS）文档"),
    "application/msword",
    ("doc", "wps"),
    "WordDocument",
)
XLS = Kind(
    w("an old Excel or WPS workbook", "旧版 Excel（WPS）工作簿"),
    "application/vnd.ms-excel",
    ("xls", "et"),
    "Workbook",
)
PPT = Kind(
    w("an old PowerPoint or WPS file", "旧版 PPT（WPS）演示"),
    "application/vnd.ms-powerpoint",
    ("ppt", "dps"),
    "PowerPoint Document",
)
JPEG = Kind(w("a JPEG image", "JPEG 图片"), "image/jpeg", ("jpg", "jpeg"))
PNG = Kind(w("a PNG image", "PNG 图片"), "image/png", ("png",))
TEXT = Kind(w("plain text", "纯文本"), "text/plain", ("txt", "csv", "md"))

# Kinds that only a door takes which says so (`service.store(also=…)`): logs of outside systems, read by code that bounds them.
LOG_TEXT = Kind(
    w("a log in lines", "逐行日志"), "text/x-log", ("csv", "tsv", "jsonl", "ndjson", "json", "txt", "log")
)
XES = Kind(w("an event log in XML (XES)", "XES 事件日志"), "application/xml", ("xes", "xml"))
GZIP = Kind(w("a gzip file", "gzip 压缩文件"), "application/gzip", ("gz",))
PARQUET = Kind(w("a Parquet file", "Parquet 数据文件"), "application/vnd.apache.parquet", ("parquet",))
LOGS = (LOG_TEXT, XES, GZIP, PARQUET)
IN_XML, IN_GZIP, IN_PARQUET = b"<?xml", b"\x1f\x8b", b"PAR1"

TAKEN = (PDF, DOCX, XLSX, PPTX, OFD, DOC, XLS, PPT, JPEG, PNG, TEXT)
IN_ZIP = (DOCX, XLSX, PPTX, OFD)
IN_OLE = (DOC, XLS, PPT)
BY_EXTENSION = {extension: kind for kind in TAKEN for extension in kind.extensions}

SOMETHING_ELSE = w("something that is not recognised", "无法识别的内容")
ZIP = w("a ZIP archive", "ZIP 压缩包")
OLE = w("an old compound file", "旧版复合文件")

# What is not taken is still named, so that the refusal tells people what they have in their hands.
NOT_TAKEN: tuple[tuple[bytes, Words], ...] = (
    (b"MZ", w("a Windows program", "Windows 程序")),
    (b"\x7fELF", w("a Linux program", "Linux 程序")),
    (b"\xca\xfe\xba\xbe", w("a program", "可执行程序")),
    (b"\xcf\xfa\xed\xfe", w("a macOS program", "macOS 程序")),
    (b"\xce\xfa\xed\xfe", w("a macOS program", "macOS 程序")),
    (b"#!", w("a script", "脚本程序")),
    (b"L\x00\x00\x00\x01\x14\x02\x00", w("a Windows shortcut", "Windows 快捷方式")),
    (b"Rar!\x1a\x07", w("a RAR archive", "RAR 压缩包")),
    (b"7z\xbc\xaf\x27\x1c", w("a 7z archive", "7z 压缩包")),
    (b"\x1f\x8b", w("a gzip archive", "gzip 压缩包")),
    (b"BZh", w("a bzip2 archive", "bzip2 压缩包")),
    (b"\xfd7zXZ\x00", w("an xz archive", "xz 压缩包")),
    (b"{\\rtf", w("an RTF document", "RTF 文档")),
    (b"GIF8", w("a GIF image", "GIF 图片")),
    (b"BM", w("a BMP image", "BMP 图片")),
    (b"II*\x00", w("a TIFF image", "TIFF 图片")),
    (b"MM\x00*", w("a TIFF image", "TIFF 图片")),
    (b"RIFF", w("a sound, video or WebP file", "音视频或 WebP 文件")),
    (b"ID3", w("a sound file", "音频文件")),
    (b"SQLite format 3", w("a database", "数据库文件")),
)
MARKUP: tuple[tuple[bytes, Words], ...] = (
    (b"<svg", w("a drawing with code (SVG)", "含代码的矢量图（SVG）")),
    (b"<!doctype html", w("a web page", "网页文件")),
    (b"<html", w("a web page", "网页文件")),
    (b"<script", w("a script", "脚本程序")),
    (b"<?php", w("a script", "脚本程序")),
    (b"<?xml", w("an XML file", "XML 文件")),
)
VIDEO = w("a video", "视频文件")
