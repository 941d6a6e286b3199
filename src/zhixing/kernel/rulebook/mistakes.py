"""What is wrong in a file that people write (a pack, a mapping), told in both languages instead of the schema's own English."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from zhixing.base.words import Words, w


class Mistake(ValueError):
    """A mistake that a schema finds, in words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.text("en"))


_TEXT, _NUMBER = w("must be text", "应为文字"), w("must be a number", "应为数字")
_DAY = w("must be a day such as 2026-03-05", "应为日期，如 2026-03-05")
_FLAG = w("must be true or false", "应为 true 或 false")
_NAMES = w("must be names with values under it", "应为下一级的“名称: 值”")
_ONE_OF = w("must be one of: {expected}", "只能是：{expected}")
_TOLD = {
    "missing": w("is missing", "缺少此项"),
    "extra_forbidden": w("is not known here", "此处没有这一项"),
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "string_type": _TEXT,
    "string_pattern_mismatch": w("must fit the pattern {pattern}", "应符合格式 {pattern}"),
    "string_too_short": w("must have at least {min_length} characters", "至少 {min_length} 个字"),
    "string_too_long": w("must have at most {max_length} characters", "不得超过 {max_length} 个字"),
    "too_short": w("must have at least {min_length} entries", "至少 {min_length} 项"),
    "too_long": w("must have at most {max_length} entries", "不得超过 {max_length} 项"),
    "greater_than": w("must be greater than {gt}", "必须大于 {gt}"),
    "less_than": w("must be less than {lt}", "必须小于 {lt}"),
    "greater_than_equal": w("must be {ge} or more", "不得小于 {ge}"),
    "less_than_equal": w("must be {le} or less", "不得大于 {le}"),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "list_type": w("must be a list", "应为列表"),
    "dict_type": _NAMES,
    "model_type": _NAMES,
    "model_attributes_type": _NAMES,
}
_OTHER = w("cannot be understood ({said})", "无法识别（{said}）")


def first_mistake(wrong: ValidationError) -> tuple[tuple[Any, ...], Words]:
    """The mistake to be told and its place. A name that nobody knows comes first: it is why another is missing."""
    first = min(wrong.errors(include_url=False), key=lambda error: error["type"] != "extra_forbidden")
    facts = first.get("ctx", {})
    meant = facts.get("error")
    if isinstance(meant, Mistake):
        said = meant.words
    else:
        said = _TOLD.get(first["type"], _OTHER).put(
            **{k: v for k, v in facts.items() if k != "error"}, said=first["msg"]
        )
    place = ".".join(str(part) for part in first["loc"])
    return first["loc"], w("{place}: {said}", "{place}：{said}").put(
        place=place, said=said
    ) if place else said
