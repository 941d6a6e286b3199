"""Refusals of a whole spreadsheet. What is wrong with one line stands in the report (findings.Problem)."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class SheetUnreadable(Refusal):
    """The file is no table that can be read."""

    code = "tables.sheet_unreadable"
    status = 422
    reason = w("“{name}” cannot be read as a table.", "无法将“{name}”作为表格读取。")
    remedy = w(
        "Save it as XLSX (or XLS, ET, CSV) without a password, or start from the template.",
        "请另存为不加密的 XLSX（或 XLS、ET、CSV）文件，或使用导入模板。",
    )


class HeadingsMissing(Refusal):
    """Without these columns no line can be taken."""

    code = "tables.headings_missing"
    status = 422
    reason = w(
        "The first {n} lines of “{sheet}” name no columns {missing}.",
        "工作表“{sheet}”前 {n} 行中未找到列：{missing}。",
    )
    remedy = w(
        "Write the headings as in the template; other columns are left aside.",
        "请按导入模板填写表头，其他列不影响导入。",
    )


class HeadingTwice(Refusal):
    """Two columns mean the same: which of them holds cannot be known."""

    code = "tables.heading_twice"
    status = 422
    reason = w("Two columns mean “{heading}”: {columns}.", "有两列均为“{heading}”：{columns}。")
    remedy = w("Leave one of them.", "请只保留其中一列。")


class NothingToImport(Refusal):
    """The table has headings and nothing below them."""

    code = "tables.nothing_to_import"
    status = 422
    reason = w("There are no lines below the headings.", "表头下没有内容。")
    remedy = w("Write below the headings, one a line.", "请在表头下方逐行填写。")


class TooManyLines(Refusal):
    """One import has a bounded size."""

    code = "tables.too_many_lines"
    status = 422
    reason = w("The table has more than {limit} lines.", "表格超过 {limit} 行。")
    remedy = w("Bring it in in parts.", "请分批导入。")


class LinesWrong(Refusal):
    """Nothing is imported while one line is wrong."""

    code = "tables.lines_wrong"
    status = 422
    reason = w(
        "{n} things are wrong in the table, the first in line {line}, {column}: {said}",
        "表格中有 {n} 处问题，首先是第 {line} 行“{column}”：{said}",
    )
    remedy = w("Mend them in the table; nothing was imported.", "请在表格中更正；未导入任何内容。")
