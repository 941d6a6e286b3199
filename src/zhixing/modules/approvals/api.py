"""What the API tells of approval monitoring, and the door at which outside systems hand in what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from zhixing.base.refusals import NotFound
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.modules.approvals.arrivals import receive
from zhixing.modules.approvals.models import Batch, Source
from zhixing.modules.approvals.powers import DELIVER
from zhixing.modules.approvals.refusals import NothingSent, RecordNotFit, TooManyRecords
from zhixing.web.api.bodies import JSON, LINES, read_json
from zhixing.web.api.operations import said
from zhixing.web.api.refusals import BodyNotReadable, BodyTooLarge, NotTheType
from zhixing.web.api.register import add_operations, by_id, register_fields
from zhixing.web.api.shapes.marks import worded
from zhixing.web.api.shapes.organisation import UnitRef

FEED = "approvals-feed"  # the url name of the door for programs
MOST_RECORDS = 100_000
LONGEST_LINE = 1024 * 1024
MOST_MEMBERS = 500
MOST_BATCHES = 100


class ApprovalsSourceFields(Schema):
    """An outside system's own fields, by name: a new column is not published until it stands here."""

    code: str
    supervising_unit: UnitRef | None
    mapping_version: int = Field(description="Counts adopted mappings; 0 before the first")
    packs: list[str]
    watched_from: date | None = Field(description="Cards dated from this day on are drawn")


def fields_of_source(source: Source) -> dict[str, Any]:
    """The fields read off an outside system."""
    return {
        "code": source.code,
        "supervising_unit": UnitRef.of(source.supervising_unit),
        "mapping_version": source.mapping_version,
        "packs": source.packs,
        "watched_from": source.watched_from,
    }


register_fields(
    "approvals.source",
    ApprovalsSourceFields,
    fields_of_source,
    related=("supervising_unit",),
    filters={"supervising_unit": by_id("supervising_unit_id", w("Unit that watches", "监察单位"))},
)


class ApprovalsTakenIn(Schema):
    """What was taken in: it is read, judged and listed within seconds."""

    taken_in: int = Field(description="How many records wait to be read")
    first_receipt: int = Field(description="The number under which the first was kept")
    last_receipt: int


class ApprovalsDelivery(Schema):
    """A delivery: one file, or what came by the API since the last one."""

    number: int
    way: str = Field(description="file, or api")
    name: str
    state: str = Field(description="waiting, loading, loaded or failed")
    problem: str | None = Field(description="Why it was not loaded")
    records: int
    believed: int
    quarantined: int
    unread: int = Field(description="Lines that never became records")
    known: int = Field(description="Came before, changed nothing")
    corrected: int
    cases: int
    sha256: str
    ended_at: datetime | None


class ApprovalsDeliveries(Schema):
    items: list[ApprovalsDelivery]


class DeliveriesAsked(Schema):
    before: Annotated[
        int | None,
        Field(gt=0, lt=2**31),
        worded(w("Only deliveries numbered below this", "仅列批次号小于此数的")),
    ] = None


router = Router(tags=["approvals.source"])
_RECORD = {
    "type": "object",
    "title": "OutsideRecord",
    "description": "One record, its members named as the mapping's columns",
}
_BODY = {
    "required": True,
    "content": {
        JSON: {
            "schema": {"oneOf": [_RECORD, {"type": "array", "title": "OutsideRecords", "items": _RECORD}]}
        },
        LINES: {
            "schema": {
                "type": "string",
                "title": "OutsideLines",
                "description": "One JSON object on each line",
            }
        },
    },
}


@router.post(
    "/approvals/sources/{slug:code}/events",
    url_name=FEED,
    response={202: ApprovalsTakenIn},
    **said(
        w("Hand in what happened: one record, a list, or lines", "报送办件事件：单条、数组或逐行"),
        "approvals_source_events",
        power=DELIVER,
        requestBody=_BODY,
    ),
)
def events(request: Any, code: str) -> Status[ApprovalsTakenIn]:
    """All records are kept, or none. Sending the same again changes nothing: an event is known by its id or by all it says."""
    source = _found(code, request.actor)
    records = list(_records(request))
    if not records:
        raise NothingSent
    receipts = receive(source, records, request.actor)
    return Status(
        202, ApprovalsTakenIn(taken_in=len(receipts), first_receipt=receipts[0], last_receipt=receipts[-1])
    )


@router.get(
    "/approvals/sources/{slug:code}/deliveries",
    response=ApprovalsDeliveries,
    **said(
        w("What became of deliveries, the latest first", "数据报送处理情况，新的在前"),
        "approvals_source_deliveries",
        power=DELIVER,
    ),
)
def deliveries(request: Any, code: str, asked: Query[DeliveriesAsked]) -> ApprovalsDeliveries:
    rows = _found(code, request.actor).batches.order_by("-number")
    if asked.before is not None:
        rows = rows.filter(number__lt=asked.before)
    return ApprovalsDeliveries(items=[_told(batch) for batch in rows[:MOST_BATCHES]])


def _told(batch: Batch) -> ApprovalsDelivery:
    problem = str(w(batch.problem["en"], batch.problem["zh"])) if batch.problem else None
    return ApprovalsDelivery(
        number=batch.number, way=batch.way, name=batch.name, state=batch.state, problem=problem, records=batch.records,
        believed=batch.believed, quarantined=batch.quarantined, unread=batch.unread, known=batch.known,
        corrected=batch.corrected, cases=batch.cases, sha256=batch.sha256, ended_at=batch.ended_at,
    )  # fmt: skip


def _found(code: str, actor: Actor) -> Source:
    """The source to which this actor may deliver: a program's account sees no pages, but its own door."""
    source = Source.objects.filter(code=code).first()
    if source is None or not actor.keys(DELIVER).open(source.jurisdiction_id, source.audience):
        raise NotFound
    return source


def _records(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """The records of the body, each one object of plain values. Lines are read one at a time."""
    if request.content_type == JSON:
        body = read_json(request.body) if request.body else []
        found = body if isinstance(body, list) else [body]
        for n, record in enumerate(found, start=1):
            yield _fit(n, record)
        return
    if request.content_type != LINES:
        raise NotTheType(found=request.content_type or "—", wanted=f"{JSON}, {LINES}")
    n = 0
    while line := request.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise BodyTooLarge(limit=LONGEST_LINE)
        if not line.strip():
            continue
        n += 1
        try:
            record = read_json(line)
        except BodyNotReadable as wrong:
            raise RecordNotFit(n=n, problem=wrong.facts["found"]) from wrong
        yield _fit(n, record)


def _fit(n: int, record: Any) -> dict[str, Any]:
    """The record, if it is one that a table could hold. Raises RecordNotFit, TooManyRecords."""
    if n > MOST_RECORDS:
        raise TooManyRecords(most=MOST_RECORDS)
    if not isinstance(record, dict) or not record:
        raise RecordNotFit(n=n, problem=w("it is no object", "不是 JSON 对象"))
    if len(record) > MOST_MEMBERS:
        raise RecordNotFit(n=n, problem=w("it has too many members", "字段过多"))
    for name, value in record.items():
        if isinstance(value, (dict, list)):
            raise RecordNotFit(
                n=n, problem=w("“{name}” is no plain value", "“{name}”不是简单值").put(name=name)
            )
        if "\x00" in name or (isinstance(value, str) and "\x00" in value):
            raise RecordNotFit(
                n=n,
                problem=w("“{name}” holds a NUL", "“{name}”含有空字符").put(name=name.replace("\x00", "")),
            )
    return record


add_operations(router, feeds=[FEED])
