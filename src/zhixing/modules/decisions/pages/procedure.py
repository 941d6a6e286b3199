"""The matrix of steps on a decision's page: what it needs, by which article, how each stands, with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words, counted, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.meetings.models import Meeting
from zhixing.kernel.rulebook.service import ruleset
from zhixing.modules.decisions import meetings, procedure
from zhixing.modules.decisions.choices import Forum, HearingState, Risk, RiskLevel, StepKind, Verdict
from zhixing.modules.decisions.models import Hearing, MajorDecision, Step
from zhixing.modules.decisions.procedure import Standing
from zhixing.web.components import Chip, Link
from zhixing.web.dates import day_in_words
from zhixing.web.doors import addresses

CHIPS = {
    Standing.DONE: Chip(w("done", "已履行"), icon="circle-check", tone="met"),
    Standing.OPEN: Chip(w("to be done", "待履行"), icon="clock", tone="warn"),
    Standing.NOT_NEEDED: Chip(w("not needed", "无须履行"), icon="minus", tone="closed"),
    Standing.UNKNOWN: Chip(w("class it first", "待认定类别"), icon="help", tone="plain"),
}
KINDS_OF = {
    "research": [StepKind.RESEARCH, StepKind.JOINT_DRAFTING],
    "consultation": [StepKind.CONSULTATION],
    "local_opinion": [StepKind.LOCAL_OPINION, StepKind.FIELD_STUDY],
    "public": [StepKind.SYMPOSIUM, StepKind.ARGUMENT_MEETING, StepKind.PARTICIPATION_REPORT],
    "fair_competition": [StepKind.FAIR_COMPETITION],
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a step: a sentence, and where it can be opened."""

    said: Words | str
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the matrix."""

    words: Words
    chip: Chip
    basis: Words | None
    evidence: Sequence[Evidence]


def matrix(decision: MajorDecision, actor: Actor) -> list[Shown]:
    """Every step, what is to be done first."""
    lines = procedure.lines(ruleset(decision.rulebook_id), decision.gate_facts(), clock.today())
    found = _evidence(decision, actor)
    order = [Standing.OPEN, Standing.UNKNOWN, Standing.DONE, Standing.NOT_NEEDED]
    shown = [
        (line, Shown(line.step.words, CHIPS[line.standing], line.basis, found.get(line.step.key, [])))
        for line in lines
    ]
    return [row for _, row in sorted(shown, key=lambda pair: order.index(pair[0].standing))]


def _evidence(decision: MajorDecision, actor: Actor) -> dict[str, list[Evidence]]:
    steps = list(decision.steps.all())
    files = StoredFile.objects.in_bulk([pk for step in steps for pk in step.file_ids])
    found = {
        key: [_of_step(step, files) for step in steps if step.kind in kinds]
        for key, kinds in KINDS_OF.items()
    }
    found["experts"] = _of_experts(decision)
    found["hearing"] = [_of_hearing(h) for h in Hearing.objects.filter(parent_id=decision.pk)]
    found["public"] = [*_of_comment(decision), *found["public"]]
    found["dispute"] = [Evidence(decision.dispute)] if decision.dispute else []
    found["risk"] = _of_risk(decision)
    found["legality"] = _of_legality(decision)
    observers = decision.observers.exclude(attended_on=None).count()
    if observers:
        found["observers"] = [Evidence(w("{n} listened", "{n} 人到会旁听").put(n=observers))]
    talks = meetings.talks_of(decision)
    seen = set(
        Meeting.objects.visible_to(actor)
        .filter(pk__in=[t.meeting_id for t in talks])
        .values_list("pk", flat=True)
    )
    found["joint_review"] = [_of_talk(t, seen) for t in talks if t.forum == Forum.JOINT_REVIEW]
    found["collective"] = [_of_talk(t, seen) for t in talks if t.forum != Forum.JOINT_REVIEW]
    return found


def _of_step(step: Step, files: dict[int, StoredFile]) -> Evidence:
    said = w("{kind}, {by}, {on}", "{kind}，{by}，{on}").put(
        kind=StepKind(step.kind).label, by=step.done_by, on=day_in_words(step.done_on)
    )
    return Evidence(said, [file_link(files[pk]) for pk in step.file_ids if pk in files])


def file_link(stored: StoredFile) -> Link:
    """A stored file as a link."""
    return Link(stored.name, reverse("door-file", args=[stored.pk]), icon="paperclip")


def _of_experts(decision: MajorDecision) -> list[Evidence]:
    seats = list(decision.seats.all())
    given = [s for s in seats if s.opinion_on is not None]
    if not seats:
        return []
    said = w(
        "{drawn} drawn, {recused} recused, {given} opinions, {treated} treated",
        "抽取 {drawn} 名，回避 {recused} 名，提出意见 {given} 份，已研究 {treated} 份",
    )
    recused = sum(1 for s in seats if s.recused_on)
    treated = sum(1 for s in given if s.treatment)
    return [Evidence(said.put(drawn=len(seats), recused=recused, given=len(given), treated=treated))]


def _of_hearing(hearing: Hearing) -> Evidence:
    state: Words = HearingState(hearing.state).label  # type: ignore[assignment]  # choices carry Words as labels
    said = w("{day}, {state}", "{day}，{state}").put(
        day=day_in_words(hearing.held_on or hearing.planned_on), state=state
    )
    return Evidence(said, [Link(hearing.title, addresses.of(hearing), icon="microphone")])


def _of_comment(decision: MajorDecision) -> list[Evidence]:
    if decision.comment_opened_on is None or decision.comment_until is None:
        return []
    n = decision.comments.count()
    said = w("{first} to {last}, {n}", "{first}至{last}公开征求意见，{n}").put(
        first=day_in_words(decision.comment_opened_on),
        last=day_in_words(decision.comment_until),
        n=counted(n, "1 comment", "{n} comments", "收到意见 {n} 条"),
    )
    return [Evidence(said)]


def _of_risk(decision: MajorDecision) -> list[Evidence]:
    if not decision.risk:
        return []
    level, risk = RiskLevel(decision.risk_level).label, Risk(decision.risk).label
    return [Evidence(w("{level}, {risk}", "{level}，{risk}").put(level=level, risk=risk))]


def _of_legality(decision: MajorDecision) -> list[Evidence]:
    if decision.legality:
        said: Words = Verdict(decision.legality).label  # type: ignore[assignment]  # choices carry Words as labels
        return [Evidence(said)]
    if decision.legality_due_on:
        return [
            Evidence(
                w("opinion due on {day}", "应于{day}前提出意见").put(
                    day=day_in_words(decision.legality_due_on)
                )
            )
        ]
    return []


def _of_talk(talk: meetings.Talk, seen: set[int]) -> Evidence:
    said = w(
        "{day}, {forum}, {present} present, {dissents} dissents",
        "{day} {forum}，到会 {present} 人，不同意见 {dissents} 条",
    )
    told = said.put(
        day=day_in_words(talk.held_on), forum=talk.forum.label, present=talk.present, dissents=talk.dissents
    )
    if talk.meeting_id not in seen:
        return Evidence(told)
    url = reverse("door-item", args=["meetings", "meetings", talk.meeting_id])
    return Evidence(told, [Link(w("meeting", "会议"), url, icon="users-group")])
