"""Shapes that several operations share, and how a closed set is written into the contract."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from zhixing.base.words import Words, w
from zhixing.kernel.actions.parameters import Line
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.organisation.models import Kind, Level, Person, Rank, Unit

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


class UnitRef(Schema):
    """A unit, as it is called now."""

    id: int
    code: str
    name: str
    name_en: str

    @classmethod
    def of(cls, unit: Unit | None) -> UnitRef | None:
        return cls(id=unit.pk, code=unit.code, name=unit.name, name_en=unit.name_en) if unit else None


class PersonRef(Schema):
    """A person by name. Contacts are not told here."""

    id: int
    name: str
    name_en: str

    @classmethod
    def of(cls, person: Person | None) -> PersonRef | None:
        return cls(id=person.pk, name=person.name, name_en=person.name_en) if person else None


class UnitOut(UnitRef):
    """A unit and its place in the chart."""

    short_name: str
    level: Annotated[str, coded(Level)]
    kind: Annotated[str, coded(Kind)]
    parent: int | None
    is_jurisdiction: bool
    opened_on: date
    dissolved_on: date | None = Field(description="The first day on which it no longer exists")
    successor: int | None


class PostOut(Schema):
    """A post that somebody holds."""

    unit: UnitRef
    name: str
    rank: Annotated[str, coded(Rank)]
    from_on: date
    until_on: date | None


class PersonOut(PersonRef):
    """A person and the posts held on the day asked for."""

    posts: list[PostOut]


class UnitPage(Schema):
    items: list[UnitOut]
    next: str | None


class PersonPage(Schema):
    items: list[PersonOut]
    next: str | None


class FileOut(Schema):
    """A stored file. `content_type` was judged by the content, `sha256` is its fingerprint."""

    id: int
    name: str
    content_type: str
    size: int = Field(description="Bytes")
    sha256: str
    version: int
    brought_at: datetime
    url: str = Field(description="Where the content is")

    @classmethod
    def of(cls, file: StoredFile) -> FileOut:
        return cls(
            id=file.pk,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            version=file.version,
            brought_at=file.brought_at,
            url=f"/api/v1/files/{file.pk}/content",
        )
