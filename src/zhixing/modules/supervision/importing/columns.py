"""The columns of the ledger that can be brought in, and the names under which people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.base.words import Words, w
from zhixing.modules.supervision.choices import Rhythm, Source, Urgency


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its key (the parameter of `register`), its heading, other headings in use, and what to write there."""

    key: str
    words: Words
    hint: Words
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    width: int = 16


def _said(members: Any) -> str:
    return "、".join(m.label.zh for m in members)


def _said_en(members: Any) -> str:
    return ", ".join(m.label.en for m in members)


HEADINGS = (
    Heading(
        "title",
        w("Title", "事项名称"),
        w("What is to be achieved, at most 200 characters.", "要完成的事项，不超过 200 字。"),
        ("事项", "督办事项", "任务名称", "工作任务", "重点任务"),
        True,
        44,
    ),
    Heading(
        "content",
        w("What is to be done", "任务内容"),
        w("Task in detail.", "任务的具体内容。"),
        ("内容", "具体内容", "工作内容", "办理要求"),
        width=44,
    ),
    Heading(
        "source",
        w("Source", "来源"),
        w(f"One of: {_said_en(Source)}. Empty: other.", f"可填：{_said(Source)}。不填为“其他”。"),
        ("事项来源", "任务来源"),
    ),
    Heading(
        "source_title",
        w("Name of the source", "来源名称"),
        w("Name of meeting or document.", "会议或文件名称。"),
    ),
    Heading(
        "source_number",
        w("Document number of the source", "来源文号"),
        w("As printed, e.g. 云政办〔2026〕8号.", "照原文填写，如：云政办〔2026〕8号。"),
        ("文号",),
    ),
    Heading("source_on", w("Date of the source", "来源日期"), w("A day.", "日期。"), ("成文日期",)),
    Heading(
        "lead_unit",
        w("Lead unit", "主办单位"),
        w("Exactly one unit of the chart, full or short name.", "一个单位，填写机构全称或简称。"),
        ("牵头单位", "责任单位", "承办单位", "主办（牵头）单位", "牵头部门", "责任部门"),
        True,
    ),
    Heading(
        "supporting_units",
        w("Supporting units", "协办单位"),
        w("Several are separated by “、” or line breaks.", "多个单位以“、”或换行分隔。"),
        ("配合单位", "协办（配合）单位", "协助单位", "配合部门"),
        width=24,
    ),
    Heading(
        "carrying_leader",
        w("Carrying leader", "包干领导"),
        w(
            "One leader in office; with the staff number where names repeat.",
            "一名在任领导；重名时注明工号，如：张某（S012）。",
        ),
        ("分管领导", "包干领导（分管领导）", "责任领导"),
    ),
    Heading(
        "overall_leader",
        w("Overall responsible", "负总责"),
        w("Top leader of the lead unit.", "主办单位主要负责人。"),
        ("负总责（一把手）", "主要负责人", "一把手"),
    ),
    Heading(
        "limit_on",
        w("Limit", "办结时限"),
        w("Last day, inclusive, e.g. 2026-06-30.", "截止日（含当日），如：2026-06-30。"),
        ("时限", "完成时限", "办理时限", "截止日期", "完成时间"),
        True,
    ),
    Heading(
        "rhythm",
        w("Feedback", "反馈周期"),
        w(f"One of: {_said_en(Rhythm)}. Empty: monthly.", f"可填：{_said(Rhythm)}。不填为“每月”。"),
    ),
    Heading(
        "urgency",
        w("Urgency", "紧急程度"),
        w(f"One of: {_said_en(Urgency)}. Empty: plain.", f"可填：{_said(Urgency)}。不填为“平件”。"),
    ),
    Heading(
        "targets",
        w("Quantified targets", "量化目标"),
        w("Several are separated by “；” or line breaks.", "多项以“；”或换行分隔。"),
        ("目标", "量化指标"),
        width=24,
    ),
)
BY_KEY = {h.key: h for h in HEADINGS}
_NOISE = re.compile(r"[\s*＊:：]|（必填）|\(必填\)|\(required\)")


def plain(text: str) -> str:
    """A heading without spaces, stars and the note that it is required, in lower case.

    >>> plain(" 事项 名称*（必填）")
    '事项名称'
    """
    return _NOISE.sub("", text.lower())


_KNOWN = {plain(name): h for h in HEADINGS for name in (h.words.zh, h.words.en, *h.aliases)}


def heading_of(text: str) -> Heading | None:
    """The column that a heading means, or None."""
    return _KNOWN.get(plain(text))


def missing(found: Sequence[Heading]) -> list[Heading]:
    """Required columns that are not among these."""
    return [h for h in HEADINGS if h.is_required and h not in found]
