"""Writing a circular (S1-19, S1-20, S1-26), and the weekly bulletin from the record of the week."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

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
from zhixing.modules.supervision import bulletin
from zhixing.modules.supervision.choices import CircularState, Conduct, Nature, Scope
from zhixing.modules.supervision.events.circulars import (
    CircularAmended,
    CircularDiscarded,
    CircularDrafted,
    CircularSubmitted,
)
from zhixing.modules.supervision.models import Circular, FieldCheck
from zhixing.modules.supervision.powers import DRAFT_CIRCULAR
from zhixing.modules.supervision.refusals import ConductMissing, NobodyNamed, NotYet
from zhixing.modules.supervision.relations import SUPERVISING, offices, units_of_jurisdiction

ABOUT_SOMEBODY = {Nature.PRAISE, Nature.CRITICISM, Nature.POSITIVE_CASE, Nature.NEGATIVE_CASE}
UNISSUED = [CircularState.DRAFT, CircularState.REVIEW, CircularState.APPROVED]


def checks_in_sight(circular: Any, actor: Actor) -> QuerySet[FieldCheck]:
    """Field checks with findings that the actor may find: what a typical case may come from."""
    return FieldCheck.objects.visible_to(actor).exclude(held_on=None).order_by("-id")


def _opened(actor: Actor, office: Unit, **fields: Any) -> Circular:
    circular = open_matter(
        Circular,
        jurisdiction=jurisdiction_of(office),
        state=CircularState.DRAFT,
        supervising_unit=office,
        writer_ids=[actor.account_id],
        **fields,
    )
    participations.assign(circular, Standing.LEAD, [office])
    participations.assign(circular, Standing.SUPERVISOR, [office])
    return circular


def must_be_about_somebody(nature: Nature, conduct: Conduct | None, named: list[Unit]) -> None:
    """Refuse a criticism without conduct (S1-20), and what is about somebody without naming a unit."""
    if nature == Nature.CRITICISM and conduct is None:
        raise ConductMissing
    if nature in ABOUT_SOMEBODY and not named:
        raise NobodyNamed


@action(
    Circular,
    "draft_circular",
    power=DRAFT_CIRCULAR,
    opens=True,
    tone="primary",
    words=w("Draft a circular", "起草通报"),
    help=w("Somebody else approves it before it is issued.", "由起草人以外的负责人签发后印发。"),
)
def draft_circular(
    *,
    supervising_unit: Annotated[Unit, among(offices), Label(w("Issuing office", "发文单位"))],
    nature: Nature,
    title: str,
    body: Annotated[str, Long(20_000)],
    conduct: Conduct | None = None,
    named_units: Annotated[list[Unit], among(units_of_jurisdiction)] = [],  # noqa: B006  # read, never changed
    addressees: Annotated[list[Unit], among(units_of_jurisdiction)],
    scope: Scope = Scope.GOVERNMENT,
    check: Annotated[
        FieldCheck | None, among(checks_in_sight), Label(w("From the field check", "来源检查"))
    ] = None,
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
    actor: Actor,
) -> tuple[Circular, CircularDrafted]:
    """Draft a circular: praise, criticism, good practice, or a typical case."""
    must_be_about_somebody(nature, conduct, named_units)
    circular = _opened(
        actor,
        supervising_unit,
        title=title,
        nature=nature,
        conduct=conduct or "",
        scope=scope,
        body=body,
        origin=check.matter_ptr if check else None,
    )
    circular.named_units.set(named_units)
    circular.addressees.set(addressees)
    return circular, CircularDrafted(title=title, nature=nature)


@action(
    Circular,
    "draft_bulletin",
    power=DRAFT_CIRCULAR,
    opens=True,
    words=w("Draft the weekly bulletin", "生成督查周报"),
    help=w("Its figures are taken from the record of that week.", "数据取自该周办理记录。"),
)
def draft_bulletin(
    *,
    supervising_unit: Annotated[Unit, among(offices), Label(w("Issuing office", "发文单位"))],
    week_of: date,
    summary: Annotated[str, Long(5000)] = "",
    addressees: Annotated[list[Unit], among(units_of_jurisdiction)],
    actor: Actor,
) -> tuple[Circular, CircularDrafted]:
    """The week from Monday to Sunday in figures as the record has them now; what is approved is what is issued."""
    week = bulletin.week_of(week_of)
    if week.monday > clock.today():
        raise NotYet(day=week.monday)
    told = bulletin.told(supervising_unit, week, clock.today())
    circular = _opened(
        actor,
        supervising_unit,
        title=told.title,
        nature=Nature.BULLETIN,
        body="\n".join(part for part in (told.body, summary) if part),
        tables=told.tables,
    )
    circular.addressees.set(addressees)
    return circular, CircularDrafted(title=told.title, nature=Nature.BULLETIN)


@action(
    Circular,
    "amend_circular",
    power=DRAFT_CIRCULAR,
    by=SUPERVISING,
    moves={CircularState.DRAFT: CircularState.DRAFT},
    words=w("Amend the draft", "修改文稿"),
    help=w(
        "Whoever amends it is a writer of it, too, and cannot approve it.", "修改人视同起草人，不得签发。"
    ),
)
def amend_circular(
    circular: Circular,
    *,
    title: str,
    body: Annotated[str, Long(20_000)],
    conduct: Conduct | None = None,
    named_units: Annotated[list[Unit], among(units_of_jurisdiction)] = [],  # noqa: B006  # read, never changed
    addressees: Annotated[list[Unit], among(units_of_jurisdiction)],
    scope: Scope = Scope.GOVERNMENT,
    actor: Actor,
) -> CircularAmended:
    """Change what a draft says; the record names what changed."""
    must_be_about_somebody(Nature(circular.nature), conduct, named_units)
    wanted = {"title": title, "body": body, "conduct": conduct.value if conduct else "", "scope": scope.value}
    changed = [name for name, value in wanted.items() if getattr(circular, name) != value]
    for name, value in wanted.items():
        setattr(circular, name, value)
    if circular.named_ids != {u.pk for u in named_units}:
        changed.append("named_units")
    if circular.addressee_ids != {u.pk for u in addressees}:
        changed.append("addressees")
    circular.named_units.set(named_units)
    circular.addressees.set(addressees)
    circular.writer_ids = sorted({*circular.writer_ids, actor.account_id})
    return CircularAmended(changed=changed)


@action(
    Circular,
    "submit_circular",
    power=DRAFT_CIRCULAR,
    by=SUPERVISING,
    moves={CircularState.DRAFT: CircularState.REVIEW},
    tone="primary",
    words=w("Send for approval", "送审"),
    help=w("Lay the draft before whoever approves circulars.", "将文稿报负责人签发。"),
)
def submit_circular(circular: Circular, *, note: str = "") -> CircularSubmitted:
    """Lay the draft before somebody who wrote nothing of it."""
    return CircularSubmitted(note=note)


@action(
    Circular,
    "discard_circular",
    power=DRAFT_CIRCULAR,
    by=SUPERVISING,
    moves=dict.fromkeys(UNISSUED, CircularState.DISCARDED),
    tone="grave",
    words=w("Discard", "作废"),
    help=w("A draft that will not be issued.", "作废不再印发的文稿。"),
)
def discard_circular(circular: Circular, *, reason: str) -> CircularDiscarded:
    """Discard a draft before it was issued."""
    circular.closed_on = clock.today()
    return CircularDiscarded(reason=reason)
