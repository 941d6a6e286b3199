"""How a field is marked: closed sets and their words in the contract, ids, what every list is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from zhixing.base.words import Words, w
from zhixing.kernel.actions.parameters import Line

Id = Annotated[int, Field(gt=0, lt=2**53)]


def both(words: Words | str) -> dict[str, str]:
    """A text in both languages, for the contract, which has no reader's language."""
    if isinstance(words, Words):
        return {"en": words.text("en"), "zh": words.text("zh")}
    return {"en": words, "zh": words}


def coded(members: Iterable[Any]) -> Any:
    """A code of a closed set: `Annotated[str, coded(State)]`. Its members and their words stand in the contract."""
    return Field(json_schema_extra=labelled(members))


def labelled(members: Iterable[Any]) -> dict[str, Any]:
    """The JSON schema of a closed set: its values, and its words in both languages under `x-labels`."""
    every = list(members)
    told = {m.value: both(getattr(m, "label", m.value)) for m in every}
    labels = {lang: {value: said[lang] for value, said in told.items()} for lang in ("en", "zh")}
    return {"enum": [m.value for m in every], "x-labels": labels}


def known(members: Iterable[Any]) -> AfterValidator:
    """Refuse what is no member: `Annotated[str, coded(Kind), known(Kind)]` for a query parameter."""
    values = [m.value for m in members]

    def check(value: str) -> str:
        if value not in values:
            raise PydanticCustomError(
                "literal_error", "Input should be {expected}", {"expected": ", ".join(values)}
            )
        return value

    return AfterValidator(check)


def worded(words: Words) -> Any:
    """What a query parameter means: `Annotated[int, worded(w("Lead unit", "主办单位"))]`."""
    label: Any = both(words)
    return Field(description=words.text("en"), json_schema_extra={"x-label": label})


Search = Annotated[
    Line,
    worded(w("Words that must occur; Chinese from two characters upward", "须出现的词，两个汉字以上为宜")),
]
Cursor = Annotated[str, Field(max_length=500), worded(w("“next” of the page before", "上一页返回的 next"))]
Limit = Annotated[int, Field(ge=1, le=200), worded(w("Entries on a page", "每页条数"))]
