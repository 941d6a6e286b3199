"""The whole file of a decision as one archive: record, papers, attachments, comments, and proofs that stand alone.

    record.txt              what happened, in sentences, decision, hearings and meetings together
    record.json             the same events as they are stored
    steps.json              the steps with their evidence, experts, comments, views, links, deviations
    papers/*.pdf            the official papers (DOCX where no font is installed)
    attachments/*           every attached file, by its number and name
    proofs/<id>.json        one proof per matter; `zhixing verify` checks each offline
    manifest.txt            SHA-256 of every file above, as `sha256sum -c` reads it

Names and contacts of those who commented or signed up stay out: the receipts stand for them.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from zhixing.kernel.access.actors import Actor
from zhixing.kernel.files.models import FileUse
from zhixing.kernel.files.service import download
from zhixing.kernel.ledger.serving import proof_of
from zhixing.kernel.letters import FontMissing
from zhixing.kernel.letters import render as render_paper
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.meetings.models import AgendaItem
from zhixing.modules.decisions.models import MajorDecision, Participant

FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def matters_of(decision: MajorDecision, actor: Actor) -> list[Matter]:
    """The decision, its hearings, its meetings and what came of it, as far as the actor may find them."""
    tabled = AgendaItem.objects.filter(matter_id=decision.pk, taken_off=False).values("meeting_id")
    seen = Matter.objects.visible_to(actor)
    wanted = seen.filter(pk=decision.pk) | seen.filter(parent_id=decision.pk)
    return list(
        (wanted | seen.filter(origin_id=decision.pk) | seen.filter(pk__in=tabled)).distinct().order_by("id")
    )


def archive(decision: MajorDecision, actor: Actor) -> bytes:
    """The file as a ZIP. The same record gives the same bytes, seals aside: no clock is read."""
    made = io.BytesIO()
    sums: list[str] = []
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _parts(decision, actor):
            packed.writestr(zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP), content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        packed.writestr(zipfile.ZipInfo("manifest.txt", FIRST_DAY_OF_ZIP), "".join(sums).encode())
    return made.getvalue()


def _parts(decision: MajorDecision, actor: Actor) -> Iterator[tuple[str, bytes]]:
    found = matters_of(decision, actor)
    ids = [m.pk for m in found]
    rows = list(
        Event.objects.filter(matter_id__in=ids).select_related("matter").order_by("happened_at", "id")
    )
    yield "record.txt", "".join(f"{_line(row)}\n" for row in rows).encode()
    yield "record.json", _json([_stored(row) for row in rows])
    yield "steps.json", _json(_steps(decision))
    for letter in Letter.objects.filter(matter_id__in=ids).order_by("id"):
        yield _paper(letter)
    for use in FileUse.objects.filter(matter_id__in=ids).select_related("file").order_by("id"):
        _, path = download(use.file_id, actor)
        yield f"attachments/{use.pk}-{use.file.name}", path.read_bytes()
    for matter in found:
        yield f"proofs/{matter.pk}.json", _json(proof_of(matter))


def _line(row: Event) -> str:
    title = row.matter.title if row.matter else ""
    return f"{row.happened_at.isoformat()} [{title}] {events.tell(row).text('zh')}"


def _stored(row: Event) -> dict[str, Any]:
    return {
        "id": row.pk,
        "matter": row.matter_id,
        "kind": row.kind,
        "actor": row.actor_name,
        "happened_at": row.happened_at.isoformat(),
        "recorded_at": row.recorded_at.isoformat(),
        "facts": row.facts,
    }


def _paper(letter: Letter) -> tuple[str, bytes]:
    name = f"papers/{letter.pk}-{letter.number or letter.title}".replace("/", "-", 0)
    try:
        return f"{name}.pdf", _bytes(render_paper(letter.value(), "pdf"))
    except FontMissing:
        return f"{name}.docx", _bytes(render_paper(letter.value(), "docx"))


def _bytes(made: bytes | str) -> bytes:
    return made.encode() if isinstance(made, str) else made


def _steps(decision: MajorDecision) -> dict[str, Any]:
    views = Participant.objects.filter(hearing__parent_id=decision.pk).exclude(view="")
    return {
        "steps": list(decision.steps.values("kind", "done_on", "done_by", "summary", "file_ids")),
        "experts": list(
            decision.seats.values(
                "expert__title",
                "draw",
                "drawn_on",
                "is_interested",
                "recused_on",
                "stance",
                "opinion",
                "treatment",
                "answer",
            )
        ),
        "comments": list(decision.comments.values("receipt", "received_at", "text", "treatment", "answer")),
        "views": list(views.values("receipt", "capacity", "view", "treatment", "answer")),
        "links": list(decision.links.values("name", "unit__name", "person__name", "liability")),
        "deviations": list(
            decision.deviations.values("unit__name", "what", "found_on", "ended_on", "is_founded", "outcome")
        ),
        "observers": list(
            decision.observers.values("name", "observer_class", "invited_on", "told_on", "attended_on")
        ),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()
