"""The inbox: what the actor's units and the actor have been told, and having read it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field, ValidationError

from zhixing.base.refusals import Invalid
from zhixing.base.words import Words, w
from zhixing.kernel.actions.parameters import Reference
from zhixing.kernel.actions.shapes import OTHERWISE, SENTENCES
from zhixing.kernel.notices.inbox import inbox, mark_read, unread, unread_count
from zhixing.kernel.notices.models import Urgency
from zhixing.web.api import cursors
from zhixing.web.api.bodies import json_object
from zhixing.web.api.cursors import LATEST
from zhixing.web.api.matters import Pages
from zhixing.web.api.operations import said
from zhixing.web.api.shapes.marks import coded, worded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef

router = Router(tags=["notices"])
MOST_AT_ONCE = 500


class NoticeOut(Schema):
    """One thing that a unit or person was told."""

    id: int
    kind: str
    sentence: str
    unit: UnitRef | None
    person: PersonRef | None
    matter: int | None
    event: int | None
    urgency: Annotated[str, coded(Urgency)]
    created_at: datetime
    is_read: bool


class NoticePage(Schema):
    items: list[NoticeOut]
    next: str | None
    unread_count: int = Field(description="Counted up to 100")


class NoticesRead(Schema):
    """Which notices were read; without `ids`, all of the inbox."""

    model_config = {"extra": "forbid"}
    ids: Annotated[list[Reference], Field(max_length=MOST_AT_ONCE)] | None = None


class MarkedOut(Schema):
    marked_count: int = Field(description="How many of them were unread before")


class NoticeFilters(Pages):
    unread: Annotated[bool, worded(w("Only what you have not read", "仅未读"))] = False


_BODY = {
    "required": False,
    "content": {"application/json": {"schema": NoticesRead.model_json_schema()}},
}


@router.get(
    "/notices", response=NoticePage, **said(w("Your inbox, newest first", "消息，新的在前"), "notices_list")
)
def notices(request: Any, asked: Query[NoticeFilters]) -> NoticePage:
    rows = unread(request.actor) if asked.unread else inbox(request.actor)
    of = {"list": "notices", "unread": asked.unread}
    shown, cursor = cursors.page(rows.select_related("unit", "person"), LATEST, asked.cursor, asked.limit, of)
    return NoticePage(
        items=[_notice(row) for row in shown], next=cursor, unread_count=unread_count(request.actor)
    )


@router.post(
    "/notices/read",
    response=MarkedOut,
    **said(w("Mark notices as read", "标记消息为已读"), "notices_read", requestBody=_BODY),
)
def read(request: Any) -> MarkedOut:
    try:
        asked = NoticesRead.model_validate(json_object(request))
    except ValidationError as wrong:
        raise Invalid(fields=_sentences(wrong)) from wrong
    if asked.ids == []:
        return MarkedOut(marked_count=0)  # none named is not all
    return MarkedOut(marked_count=mark_read(asked.ids, request.actor))


def _notice(row: Any) -> NoticeOut:
    return NoticeOut(
        id=row.pk,
        kind=row.kind,
        sentence=str(row.words),
        unit=UnitRef.of(row.unit),
        person=PersonRef.of(row.person),
        matter=row.matter_id,
        event=row.event_id,
        urgency=row.urgency,
        created_at=row.created_at,
        is_read=row.is_read,
    )


def _sentences(wrong: ValidationError) -> dict[str, str | Words]:
    return {
        str(error["loc"][0]): SENTENCES.get(error["type"], OTHERWISE).put(
            **{name: str(fact) for name, fact in error.get("ctx", {}).items()}
        )
        for error in wrong.errors(include_url=False, include_input=False)
    }
