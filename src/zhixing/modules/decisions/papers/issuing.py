"""Papers follow from events: each is numbered, kept and on the page in the transaction of the deed itself."""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.letters import issued, register
from zhixing.kernel.letters.issued import Number
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events, numbering
from zhixing.kernel.matters.models import Event
from zhixing.modules.decisions.models import Hearing, MajorDecision

SERIES = {
    "decisions.published_for_comment": ("decisions.comment_notice", "征"),
    "decisions.comment_summarised": ("decisions.comment_report", "采"),
    "decisions.legality_opinion_given": ("decisions.legality_paper", "审"),
    "decisions.issued": ("decisions.decision_paper", "决发"),
}
CODE_LIMIT = 16


def _of_decision(row: Event) -> None:
    code, word = SERIES[row.kind]
    decision = MajorDecision.objects.select_related("lead_unit", "deciding_unit", "legal_unit").get(
        pk=row.matter_id or 0
    )
    _keep(code, decision, (decision.deciding_unit.document_code or "政")[:CODE_LIMIT] + word, row)


for _kind in SERIES:
    events.on(_kind)(_of_decision)


@events.on("decisions.hearing_noticed")
def with_a_hearing(row: Event) -> None:
    hearing = Hearing.objects.select_related("lead_unit", "jurisdiction").get(pk=row.matter_id or 0)
    _keep(
        "decisions.hearing_notice",
        hearing,
        (hearing.jurisdiction.document_code or "政")[:CODE_LIMIT] + "听",
        row,
    )


def _keep(code: str, matter: MajorDecision | Hearing, agency: str, row: Event) -> Letter:
    today = clock.today()
    number = Number(agency, today.year, numbering.take(agency, today.year))
    paper = register.build(code, matter, number=str(number), on=today, event=row)
    return issued.keep(
        paper,
        code=code,
        number=number,
        matter=matter.matter_ptr,
        event_id=row.pk,
        issued_by=row.actor_name,
        even_without_fonts=True,
    )
