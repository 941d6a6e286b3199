"""What was given → typed values: the shape first, in the words of the reader, then references inside the transaction."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from zhixing.base.refusals import Invalid
from zhixing.base.secrecy import must_not_be_secret
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Parameter, ParameterKind
from zhixing.kernel.actions.refusals import NotChoosable
from zhixing.kernel.actions.register import Spec

# pydantic speaks English only: every type of error that our kinds of parameter can raise has its sentence here, and a
# test holds the table against the kinds.
SENTENCES: dict[str, Words] = {
    "missing": w("Fill this in.", "此项必填。"),
    "extra_forbidden": w("There is no such field.", "没有该字段。"),
    "string_type": w("Write text.", "请填写文字。"),
    "string_too_long": w("At most {max_length} characters.", "最多 {max_length} 个字符。"),
    "string_too_short": w("Fill this in.", "此项必填。"),
    "value_error": w("This cannot be accepted: {error}.", "内容不符合要求：{error}。"),
    "int_type": w("Give a whole number.", "请填写整数。"),
    "int_from_float": w("Give a whole number.", "请填写整数。"),
    "int_parsing": w("Give a whole number.", "请填写整数。"),
    "int_parsing_size": w("The number is too large.", "数值过大。"),
    "bool_type": w("Say yes or no.", "请选择是或否。"),
    "bool_parsing": w("Say yes or no.", "请选择是或否。"),
    "date_type": w("Give a day, like 2026-05-09.", "请填写日期，如 2026-05-09。"),
    "date_parsing": w("Give a day, like 2026-05-09.", "请填写日期，如 2026-05-09。"),
    "date_from_datetime_parsing": w(
        "Give a day that exists, like 2026-05-09.", "请填写真实存在的日期，如 2026-05-09。"
    ),
    "date_from_datetime_inexact": w("Give a day without a time.", "请只填日期，不含时间。"),
    "datetime_type": w("Give day and time.", "请填写日期和时间。"),
    "datetime_parsing": w("Give day and time.", "请填写日期和时间。"),
    "datetime_from_date_parsing": w("Give day and time.", "请填写日期和时间。"),
    "datetime_object_invalid": w("Give day and time.", "请填写日期和时间。"),
    "timezone_aware": w("Give the time with its zone.", "请注明时区。"),
    "decimal_type": w("Give an amount, like 1200.50.", "请填写金额，如 1200.50。"),
    "decimal_parsing": w("Give an amount, like 1200.50.", "请填写金额，如 1200.50。"),
    "decimal_max_digits": w("The amount is too large.", "金额过大。"),
    "decimal_max_places": w("At most {decimal_places} decimal places.", "最多 {decimal_places} 位小数。"),
    "decimal_whole_digits": w("The amount is too large.", "金额过大。"),
    "finite_number": w("Give an amount, like 1200.50.", "请填写金额，如 1200.50。"),
    "enum": w("Choose one of the offered values.", "请从给定选项中选择。"),
    "list_type": w("Give a list.", "请提供列表。"),
    "greater_than": w("More than {gt}.", "应大于 {gt}。"),
    "greater_than_equal": w("At least {ge}.", "不得小于 {ge}。"),
    "less_than": w("Less than {lt}.", "应小于 {lt}。"),
    "less_than_equal": w("At most {le}.", "不得大于 {le}。"),
}
OTHERWISE = w("This cannot be accepted.", "内容不符合要求。")
ENVELOPE = {"model_type", "model_attributes_type", "json_invalid", "dict_type"}


def shaped(spec: Spec[Any, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The given values in their types, or Invalid with a sentence for each field. Asks the database nothing.

    Text that carries a secrecy mark is refused whatever the action (MarkedSecret).
    """
    try:
        model = spec.shape.model_validate(given)
    except ValidationError as wrong:
        raise Invalid(fields=_sentences(spec, wrong)) from wrong
    values = {p.name: getattr(model, p.name) for p in spec.parameters}
    for value in values.values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                must_not_be_secret(text)
    return values


def _sentences(spec: Spec[Any, Any], wrong: ValidationError) -> dict[str, str | Words]:
    labels = {p.name: p.label for p in spec.parameters}
    said: dict[str, str | Words] = {}
    for error in wrong.errors(include_url=False, include_input=False):
        name = str(error["loc"][0]) if error["loc"] else "__all__"
        context = {k: str(v) for k, v in error.get("ctx", {}).items()}
        sentence = SENTENCES.get(error["type"], OTHERWISE).put(**context)
        said.setdefault(name, sentence)
    return {
        name: said[name] for name in sorted(said, key=lambda n: list(labels).index(n) if n in labels else 99)
    }


def resolved(spec: Spec[Any, Any], values: dict[str, Any], item: Any, actor: Actor) -> dict[str, Any]:
    """References as the things themselves, each from its own source of choices, or NotChoosable."""
    found = dict(values)
    for p in spec.parameters:
        if p.kind != ParameterKind.REFERENCE or not values[p.name]:
            continue
        ids = values[p.name] if p.many else [values[p.name]]
        things = _choose(p, ids, item, actor)
        found[p.name] = things if p.many else things[0]
    return found


def _choose(p: Parameter, ids: list[int], item: Any, actor: Actor) -> list[Any]:
    assert p.choices is not None  # `read` refuses a reference without a source
    allowed = {thing.pk: thing for thing in p.choices(item, actor).filter(pk__in=ids)}
    for wanted in ids:
        if wanted not in allowed:
            raise NotChoosable(field=p.label, id=wanted)
    return [allowed[wanted] for wanted in dict.fromkeys(ids)]
