"""Refusals of document breakdown."""

from __future__ import annotations

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w


class NothingToRead(Refusal):
    """Neither a file nor a text was given."""

    code = "supervision.nothing_to_read"
    status = 422
    reason = w("There is no file and no text.", "未上传文件，也未粘贴正文。")
    remedy = w(
        "Choose a .txt, .md, .docx or .pdf file, or paste the text.",
        "请选择 .txt、.md、.docx 或 .pdf 文件，或粘贴正文。",
    )


class TwoTexts(Refusal):
    """A file and a pasted text at once: which of them is the document?"""

    code = "supervision.two_texts"
    status = 422
    reason = w("Both a file and a pasted text were given.", "同时上传了文件并粘贴了正文。")
    remedy = w("Give one of them.", "请只提供其中一种。")


class SpanOutside(Refusal):
    """A place that is not in the text, or holds no words."""

    code = "supervision.span_outside"
    status = 422
    reason = w(
        "From {start} to {end} there are no words in this document ({length} characters).",
        "文件共 {length} 字，{start} 至 {end} 处没有文字。",
    )
    remedy = w("Mark the words again.", "请重新选取文字。")


class SpanOverlaps(Refusal):
    """Words belong to one item only."""

    code = "supervision.span_overlaps"
    status = 422
    reason = w("These words already belong to item {n}, “{title}”.", "所选文字已属于第 {n} 项“{title}”。")
    remedy = w("Set that item aside or split it first.", "请先将该项拆分或列为不立项。")


class WordsNotFound(Refusal):
    """Quoted words that the document does not hold."""

    code = "supervision.words_not_found"
    status = 422
    reason = w("“{words}” does not occur there.", "文中没有“{words}”。")
    remedy = w("Copy the words from the document as they stand.", "请从文件中原样复制。")


class WordsTwice(Refusal):
    """Quoted words that stand in more than one place."""

    code = "supervision.words_twice"
    status = 422
    reason = w("“{words}” occurs {n} times.", "“{words}”在文中出现 {n} 次。")
    remedy = w("Copy more of the words, so that one place is meant.", "请多复制几个字，以便唯一确定位置。")


class SplitNowhere(Refusal):
    """A place that does not lie inside the item."""

    code = "supervision.split_nowhere"
    status = 422
    reason = w(
        "Item {n} cannot be split there: one part would be empty.",
        "不能在此处拆分第 {n} 项：其中一部分为空。",
    )
    remedy = w("Name words inside the item at which the second part begins.", "请指明第二部分开头的文字。")


class NotNeighbours(Refusal):
    """Items with another one between them cannot become one."""

    code = "supervision.not_neighbours"
    status = 422
    reason = w("Item {n} lies between those to be merged.", "待合并事项之间隔有第 {n} 项。")
    remedy = w("Merge neighbours only; choose that item too.", "只能合并相邻事项，请一并选中该项。")


class OneIsNotMany(Refusal):
    """Merging takes at least two."""

    code = "supervision.one_is_not_many"
    status = 422
    reason = w("Merging takes at least two items.", "合并至少需要两项。")
    remedy = w("Choose the neighbours that belong together.", "请选择需要合并的相邻事项。")


class NothingChosen(Refusal):
    """A deed on items, and none was chosen; the page never takes that for all of them."""

    code = "supervision.nothing_chosen"
    status = 422
    reason = w("Nothing was chosen.", "未选择任何内容。")
    remedy = w("Choose at least one.", "请至少选择一项。")


class DecidedAlready(Refusal):
    """Somebody was quicker: the proposal was accepted or set aside meanwhile."""

    code = "supervision.decided_already"
    reason = w("Decided already: {told}.", "以下事项已处理：{told}。")
    remedy = w("Reload the page and choose among those still waiting.", "请刷新页面，从待处理事项中选择。")


class NothingWaits(Refusal):
    """There is nothing left to accept."""

    code = "supervision.nothing_waits"
    reason = w("No item of “{title}” is waiting to be accepted.", "《{title}》没有待受理的事项。")
    remedy = w("Restore one that was set aside, or mark one by hand.", "可恢复不立项的事项，或手工添加。")


class StillWaiting(Refusal):
    """A document is broken down when nothing waits any more."""

    code = "supervision.still_waiting"
    reason = w("{n} items of “{title}” still wait for a decision.", "《{title}》尚有 {n} 项未处理。")
    remedy = w("Accept them or set them aside.", "请逐项受理或列为不立项。")


class MeaningUnreadable(Refusal):
    """A line that is not “name=unit code”."""

    code = "supervision.meaning_unreadable"
    status = 422
    reason = w("“{line}” is not a name, “=” and unit codes.", "“{line}”不是“名称=单位代码”的形式。")
    remedy = w(
        "Write 市发改委=fgw; several codes with commas; none after “=” to leave the name out.",
        "请写成“市发改委=fgw”；多个代码用逗号分隔；“=”后留空表示不对应本级单位。",
    )


class UnitUnknown(Refusal):
    """A code or name that no unit has today."""

    code = "supervision.unit_unknown"
    status = 422
    reason = w("{name}: there is no unit “{unit}” today.", "{name}：当前没有“{unit}”这一单位。")
    remedy = w("Choose a unit of the chart.", "请从机构列表中选择。")


class NameNotThere(Refusal):
    """A name that no waiting proposal of the document has."""

    code = "supervision.name_not_there"
    status = 422
    reason = w("No item names “{name}”.", "没有事项提到“{name}”。")
    remedy = w("Choose one of the names on the page.", "请从页面列出的名称中选择。")


class NotReady(Refusal):
    """All or nothing: what is missing, line by line. `lines` holds (n, title, [what is missing])."""

    code = "supervision.not_ready"
    status = 422
    reason = w(
        "{n} of {chosen} items cannot be accepted yet, so none was. {told}",
        "所选 {chosen} 项中有 {n} 项暂不能受理，故均未受理。{told}",
    )
    remedy = w(
        "Complete these items, or leave them out of the selection.", "请补充完整，或取消勾选后再受理。"
    )

    def __init__(self, *, lines: list[tuple[int, str, list[Words]]], chosen: int) -> None:
        self.lines = lines
        told = w(_lines(lines, "en"), _lines(lines, "zh"))
        super().__init__(n=len(lines), chosen=chosen, told=told)


def _lines(lines: list[tuple[int, str, list[Words]]], code: str) -> str:
    if code == "en":
        said = [f"{n} {title}: {', '.join(m.text('en') for m in missing)}" for n, title, missing in lines]
        return "; ".join(said) + "."
    said = [f"第{n}项“{title}”：{'，'.join(m.text('zh') for m in missing)}" for n, title, missing in lines]
    return "；".join(said) + "。"
