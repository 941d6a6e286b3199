"""Why a file cannot be read, and what to do."""

from __future__ import annotations

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class DocumentRefused(Refusal):
    """A file whose text is not read. Nothing was kept of it."""

    code = "reading.refused"
    status = 422
    title = w("The file cannot be read", "文件无法读取")


class FileUnreadable(DocumentRefused):
    """There is no such file, or it may not be opened."""

    code = "reading.unreadable"
    reason = w("The file {name} cannot be opened: {said}.", "无法打开文件{name}：{said}。")
    remedy = w("Check the path and its permissions.", "请核对文件路径和读取权限。")


class FileTooLarge(DocumentRefused):
    """More bytes than are read (LARGEST_FILE)."""

    code = "reading.too_large"
    reason = w("The file {name} is larger than {most} MB.", "文件{name}超过 {most} MB。")
    remedy = w("Split it, or save it without pictures.", "请拆分文件，或去除图片后另存。")


class TextTooLong(DocumentRefused):
    """More text than is read (LONGEST_TEXT)."""

    code = "reading.too_long"
    reason = w(
        "The document {name} holds more than {most} characters of text.", "文件{name}的文字超过 {most} 字。"
    )
    remedy = w("Split it into its chapters.", "请按章节拆分后分别导入。")


class NoText(DocumentRefused):
    """The file holds no text."""

    code = "reading.no_text"
    reason = w("There is no text in {name}.", "文件{name}中没有文字。")
    remedy = w("Check that it is the right file.", "请核对是否选对文件。")


class ScannedOnly(DocumentRefused):
    """A PDF of pictures: nothing to read without recognition of characters."""

    code = "reading.scanned"
    reason = w("{name} holds pictures of pages and no text.", "文件{name}为扫描件，不含可读取的文字。")
    remedy = w(
        "Run it through character recognition, or ask for the Word file.",
        "请先进行文字识别（OCR），或向来文单位索取 Word 版。",
    )


class NotWhatItSays(DocumentRefused):
    """The name promises one type and the content is another, or a damaged one."""

    code = "reading.not_what_it_says"
    reason = w("{name} is not a readable {kind} file.", "文件{name}不是有效的 {kind} 文件。")
    remedy = w(
        "Open it in the program it was made with and save it again.", "请用原编辑软件打开后另存，再重新上传。"
    )


class UnknownType(DocumentRefused):
    """Not text, .docx or .pdf."""

    code = "reading.unknown_type"
    reason = w("The type of {name} is not read here.", "不支持读取文件{name}的类型。")
    remedy = w("Save it as .docx, .pdf, .txt or .md.", "请另存为 .docx、.pdf、.txt 或 .md 文件。")


class OldWord(DocumentRefused):
    """A .doc or .wps of the old binary format."""

    code = "reading.old_word"
    reason = w(
        "{name} is in the old binary format of Word or WPS.", "文件{name}为旧版 Word 或 WPS 二进制格式。"
    )
    remedy = w("Open it and save it as .docx.", "请打开后另存为 .docx 文件。")


class Encrypted(DocumentRefused):
    """A password is needed to read it."""

    code = "reading.encrypted"
    reason = w("{name} is protected by a password.", "文件{name}已加密，需要密码。")
    remedy = w("Save a copy without a password.", "请另存为不加密的副本。")


class Bomb(DocumentRefused):
    """An archive that unpacks to far more than a document holds (LARGEST_UNPACKED, HIGHEST_RATIO)."""

    code = "reading.bomb"
    reason = w("{name} unpacks to far more than a document holds.", "文件{name}解压后体积异常。")
    remedy = w(
        "Do not open it; ask the sender. A real document can be saved again as .docx.",
        "请勿打开，并与发件单位核实；如确为公文，请另存为 .docx 后重试。",
    )


class UnknownEncoding(DocumentRefused):
    """Text in none of the encodings that are read, or bytes that are no text."""

    code = "reading.unknown_encoding"
    reason = w("{name} is not text in UTF-8 or GB 18030.", "文件{name}不是 UTF-8 或 GB 18030 编码的文本。")
    remedy = w("Save it as UTF-8 text.", "请另存为 UTF-8 编码的文本文件。")


class NotText(DocumentRefused):
    """Bytes that are no text stand in it (NUL)."""

    code = "reading.not_text"
    reason = w("{name} holds bytes that are no text.", "文件{name}含有非文本内容（空字符）。")
    remedy = w(
        "Open it in its program and save it as text or .docx.", "请用原软件打开，另存为文本或 .docx 文件。"
    )


class TakesTooLong(DocumentRefused):
    """Reading was stopped at its limit of time or memory."""

    code = "reading.takes_too_long"
    reason = w(
        "Reading {name} was stopped after {seconds} seconds.", "读取文件{name}超过 {seconds} 秒，已停止。"
    )
    remedy = w("Print it to a new PDF, or split it.", "请重新打印生成 PDF，或拆分后再试。")
