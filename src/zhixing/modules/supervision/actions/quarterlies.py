"""Quarterly reports (季报表, S0-36, S0-37): called for, submitted with a copy to the organ, checked, closed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.actions.opening import limit_must_come
from zhixing.modules.supervision.choices import Quarter, QuarterlyState, Subject, Verdict
from zhixing.modules.supervision.events.quarterlies import (
    CallCancelled,
    QuarterClosed,
    ReportChecked,
    ReportsCalled,
    ReportSubmitted,
)
from zhixing.modules.supervision.models import QuarterlyLine, QuarterlyReport
from zhixing.modules.supervision.powers import HANDLE, QUARTERLY
from zhixing.modules.supervision.refusals import (
    CheckedBeforeReported,
    QuarterCalled,
    ReportCheckedAlready,
    ReportEmpty,
)
from zhixing.modules.supervision.relations import CALLED, SUPERVISING, offices, organs, units_of_jurisdiction

Lines = Annotated[list[Annotated[str, Long(3000)]], Label(hint=w("One matter each.", "每项一条。"))]


@action(
    QuarterlyReport,
    "call_reports",
    power=QUARTERLY,
    opens=True,
    tone="primary",
    words=w("Call for quarterly reports", "布置季报"),
    help=w(
        "Each unit reports on four subjects; the supervision organ gets a copy.",
        "各单位按四类内容报送，同步抄送监察部门。",
    ),
)
def call_reports(
    *,
    supervising_unit: Annotated[Unit, among(offices)],
    year: int,
    quarter: Quarter,
    units: Annotated[list[Unit], among(units_of_jurisdiction), Label(w("Units to report", "应报送单位"))],
    organ: Annotated[Unit, among(organs)],
    reports_due_on: date,
    check_due_on: date,
) -> tuple[QuarterlyReport, ReportsCalled]:
    """Call on departments to report on a quarter, with a copy to the supervision organ of the same level (S0-36)."""
    limit_must_come(reports_due_on)
    if check_due_on < reports_due_on:
        raise CheckedBeforeReported(check_due_on=check_due_on, reports_due_on=reports_due_on)
    period = f"{year:04}-{quarter.value}"
    if QuarterlyReport.objects.filter(
        supervising_unit=supervising_unit, period=period, cancelled_on=None
    ).exists():
        raise QuarterCalled(unit=supervising_unit.name, period=period)
    quarterly = open_matter(
        QuarterlyReport,
        jurisdiction=jurisdiction_of(supervising_unit),
        state=QuarterlyState.CALLED,
        title=f"{year}年{Quarter(quarter).label.text('zh')}季报",  # type: ignore[attr-defined]  # a choice's Words
        period=period,
        supervising_unit=supervising_unit,
        organ=organ,
        reports_due_on=reports_due_on,
        check_due_on=check_due_on,
    )
    participations.assign(quarterly, Standing.LEAD, [supervising_unit])
    participations.assign(quarterly, Standing.SUPERVISOR, [supervising_unit])
    participations.assign(quarterly, Standing.SUPPORTING, units)
    participations.assign(quarterly, Standing.OBSERVER, [organ])
    return quarterly, ReportsCalled(
        period=period,
        unit_ids=[u.pk for u in units],
        units=[u.name for u in units],
        reports_due_on=reports_due_on,
        check_due_on=check_due_on,
        supervising_unit_id=supervising_unit.pk,
        organ_id=organ.pk,
        organ=organ.name,
    )


@action(
    QuarterlyReport,
    "submit_report",
    power=HANDLE,
    by=CALLED,
    moves={QuarterlyState.CALLED: ""},
    tone="primary",
    words=w("Submit the report", "报送季报"),
    help=w(
        "Four subjects; where there was nothing, say so. A copy goes to the supervision organ by itself.",
        "按四类内容填报，确无内容的写明“本季度无”；系统同步抄送监察部门。",
    ),
)
def submit_report(
    quarterly: QuarterlyReport,
    *,
    key_work: Lines = [],  # noqa: B006  # read, never changed
    investment: Lines = [],  # noqa: B006  # read, never changed
    decision: Lines = [],  # noqa: B006  # read, never changed
    reform: Lines = [],  # noqa: B006  # read, never changed
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
    actor: Actor,
) -> ReportSubmitted:
    """A unit's report, whole; a second one replaces the first until a line of it was checked."""
    told = {
        Subject.KEY_WORK: key_work,
        Subject.INVESTMENT: investment,
        Subject.DECISION: decision,
        Subject.REFORM: reform,
    }
    written = [(subject, text) for subject, texts in told.items() for text in texts if text]
    if not written:
        raise ReportEmpty
    unit = Unit.objects.get(pk=min(quarterly.called_ids & actor.keys(HANDLE).ids))
    before = quarterly.lines.current().filter(unit=unit)
    if before.exclude(verdict="").exists():
        raise ReportCheckedAlready(unit=unit.name)
    before.update(replaced_at=clock.now())
    QuarterlyLine.objects.bulk_create(
        QuarterlyLine(
            quarterly=quarterly,
            unit=unit,
            subject=subject,
            place=place,
            text=text,
            reported_by=actor.name,
            reported_at=clock.now(),
        )
        for place, (subject, text) in enumerate(written)
    )
    participations.done(quarterly, Standing.SUPPORTING, unit=unit)
    return ReportSubmitted(
        unit_id=unit.pk,
        unit=unit.name,
        lines=len(written),
        organ_id=quarterly.organ_id,
        organ=quarterly.organ.name,
    )


def lines_to_check(quarterly: QuarterlyReport, actor: Actor) -> QuerySet[QuarterlyLine]:
    """Lines not checked yet, of units that the actor does not serve: nobody checks his own unit's word."""
    found = quarterly.lines.current().filter(verdict="").exclude(unit_id__in=actor.unit_ids)
    return found.select_related("unit")


@action(
    QuarterlyReport,
    "check_report",
    power=QUARTERLY,
    by=SUPERVISING,
    moves={QuarterlyState.CALLED: ""},
    words=w("Check a line", "核查上报内容"),
    help=w(
        "Say whether what was reported is true, with evidence where it is not.",
        "核实上报内容是否属实，不属实的须附证据。",
    ),
)
def check_report(
    quarterly: QuarterlyReport,
    *,
    line: Annotated[QuarterlyLine, among(lines_to_check)],
    verdict: Verdict,
    note: Annotated[str, Long(2000)] = "",
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ReportChecked:
    """Find a reported line true, partly true or not true (S0-37); the finding counts in the evaluation (CR-43)."""
    line.verdict, line.note, line.checked_on = verdict.value, note, clock.today()
    line.save(update_fields=["verdict", "note", "checked_on"])
    return ReportChecked(
        unit_id=line.unit_id,
        unit=line.unit.name,
        line=line.pk,
        subject=Subject(line.subject),
        verdict=verdict,
        note=note,
    )


@action(
    QuarterlyReport,
    "close_quarter",
    power=QUARTERLY,
    by=SUPERVISING,
    moves={QuarterlyState.CALLED: QuarterlyState.CLOSED},
    words=w("Close the quarter", "归档季报"),
    help=w(
        "Every reported line is checked; units that did not report stay on record.",
        "上报内容全部核查后归档，未报送单位留痕。",
    ),
)
def close_quarter(quarterly: QuarterlyReport) -> QuarterClosed:
    """Close the quarter once every line was checked (a gate holds it)."""
    quarterly.closed_on = clock.today()
    lines = quarterly.lines.current()
    verdicts = list(lines.values_list("verdict", flat=True))
    return QuarterClosed(
        called=len(quarterly.called_ids),
        reported=lines.values("unit_id").distinct().order_by().count(),
        true_count=verdicts.count(Verdict.TRUE),
        partly_count=verdicts.count(Verdict.PARTLY),
        false_count=verdicts.count(Verdict.FALSE),
    )


@action(
    QuarterlyReport,
    "cancel_call",
    power=QUARTERLY,
    by=SUPERVISING,
    moves={QuarterlyState.CALLED: QuarterlyState.CANCELLED},
    tone="grave",
    words=w("Cancel the call", "取消布置"),
    help=w("Called by mistake: the units' duties end.", "布置有误的予以取消，报送责任随之终止。"),
)
def cancel_call(quarterly: QuarterlyReport, *, reason: str) -> CallCancelled:
    """Cancel the call; what was reported stays on record."""
    quarterly.closed_on = quarterly.cancelled_on = clock.today()
    return CallCancelled(reason=reason)
