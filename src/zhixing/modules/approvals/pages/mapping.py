"""The mapping page: upload a sample, say what each column means, see the first records and the trouble found, then adopt."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

import yaml
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.permission import why_not
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.files import contents, kinds
from zhixing.kernel.files.models import FileUse, StoredFile
from zhixing.kernel.files.service import store
from zhixing.kernel.matters import events
from zhixing.kernel.matters import kinds as matter_kinds
from zhixing.modules.approvals import asking
from zhixing.modules.approvals.actions.sources import adopt_mapping, deliver
from zhixing.modules.approvals.mapping import Mapping, parse
from zhixing.modules.approvals.models import Source
from zhixing.modules.approvals.pages.sources import to_own_page
from zhixing.modules.approvals.pages.tables import findings_table, judged_table, read_table
from zhixing.modules.approvals.refusals import NoSuchSample, NothingToMap
from zhixing.modules.approvals.rulesets import rules_of
from zhixing.modules.approvals.trying import MOST_STEPS, Sample, Trial, sample
from zhixing.web.components import Link, Option
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, is_part, page

LARGEST_SAMPLE = 100 * 1024 * 1024


@dataclass
class State:
    """What the page shows: the sample, the mapping under the form, what was tried of it, what stood in the way."""

    stored: StoredFile | None = None
    mapping: Mapping | None = None
    text: str = ""
    trial: Trial | None = None
    confirm: list[Words] = field(default_factory=list)
    refusal: Refusal | None = None
    looks: list[Any] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    form: str = ""


@page(ANYONE_SIGNED_IN)
def mapping_page(request: Request, item_id: int) -> HttpResponse:
    """GET: the mapping in force and a place for a sample. POST: look at a sample, try a mapping on it, adopt what was tried."""
    if is_part(request):
        return to_own_page(request)
    source = Source.objects.visible_to(request.actor).get_or_refuse(item_id)
    if refusal := why_not(adopt_mapping, source, request.actor):
        raise refusal
    state = State(text=source.mapping)
    if request.method == "POST":
        if request.POST.get("do") == "adopt":
            return _adopted(request, source, state)
        _tried(request, source, state)
    elif source.mapping:
        state.mapping = parse(source.mapping, "mapping")
    return _shown(request, source, state)


def _adopted(request: Request, source: Source, state: State) -> HttpResponse:
    """Adopt exactly what was tried; hand the sample in as a delivery too where that is wanted."""
    given = {"mapping": request.POST.get("tried", "")}
    revision = request.POST.get("revision", "")
    try:
        perform(
            adopt_mapping, source.pk, actor=request.actor, given=given,
            if_revision=int(revision) if revision.isdigit() else None, key=request.POST.get("once") or None,
        )  # fmt: skip
        messages.success(request, str(w("The mapping is adopted.", "映射已采用。")))
        if request.POST.get("deliver") == "on":
            perform(deliver, source.pk, actor=request.actor, given={"file": _stored(request, source).pk})
            messages.success(request, str(w("The sample was delivered.", "样本文件已作为数据报送。")))
    except Refusal as refused:
        state.refusal = refused
        _tried(request, source, state, text=given["mapping"])
        return _shown(request, source, state)
    return HttpResponseRedirect(addresses.of(source))


def _tried(request: Request, source: Source, state: State, text: str | None = None) -> None:
    """Open the sample; propose, or read the form or the text; try it. A refusal is shown on the page beside what was sent."""
    try:
        state.stored = _stored(request, source)
        under = _under(request, source)
        with sample(contents.place_of(state.stored.sha256), state.stored.name, _encoding(request)) as opened:
            state.form = opened.source.form
            state.looks = opened.columns()
            _read(request, state, opened, under, text)
            state.steps = opened.steps(state.mapping) if state.mapping else []
            if state.mapping:
                tried = copy(source)
                tried.mapping = state.mapping.written()
                calendar = calendar_for(source.jurisdiction_id)
                state.trial = opened.tried(state.mapping, rules_of(tried), calendar, clock.now())
    except Refusal as refused:
        state.refusal = state.refusal or refused


def _encoding(request: Request) -> str | None:
    return request.POST.get("encoding", "").strip() or None


def _read(request: Request, state: State, opened: Sample, under: Mapping | None, text: str | None) -> None:
    """The mapping that this request means, into the state: what was typed, what was chosen, or a proposal."""
    do = request.POST.get("do", "look")
    if text is not None or do == "text":
        state.text = text if text is not None else request.POST.get("text", "")
        state.mapping = parse(state.text, "mapping")
    elif do == "try":
        plain = asking.asked_for(
            request.POST, [look.name for look in state.looks[: asking.MOST_COLUMNS]], under
        )
        state.text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=110)
        state.mapping = parse(state.text, "mapping")
    elif under is not None and all(name in opened.source.columns for name in under.columns()):
        state.mapping, state.text = under, under.written()
    else:
        try:
            state.mapping, state.confirm = opened.proposal()
            state.text = state.mapping.written()
        except NothingToMap as refused:
            state.refusal = refused


def _under(request: Request, source: Source) -> Mapping | None:
    """The mapping that the form began from: the one carried along, else the one in force."""
    said = request.POST.get("under", "") or source.mapping
    return parse(said, "mapping") if said else None


def _stored(request: Request, source: Source) -> StoredFile:
    """The sample: just uploaded, uploaded before by the same person, or the file of a delivery of this source."""
    sent = request.FILES.get("file")
    if sent is not None:
        stream = cast("BinaryIO", sent.file)
        return store(sent.name or "", stream, actor=request.actor, also=kinds.LOGS, limit=LARGEST_SAMPLE)
    said = request.POST.get("sample", "")
    kept = StoredFile.objects.filter(pk=int(said)).first() if said.isdigit() and len(said) < 16 else None
    is_own = kept is not None and kept.brought_by_id == request.actor.account_id
    if kept is None or not (is_own or source.batches.filter(file=kept).exists()):
        raise NoSuchSample
    return kept


def _shown(request: Request, source: Source, state: State) -> HttpResponse:
    trial, mapping = state.trial, state.mapping
    kind = matter_kinds.kind("approvals.source")
    facts = (
        [name for name, fact in mapping.facts.items() if fact.read_as in ("day", "moment")] if mapping else []
    )
    is_new = state.stored is not None and not FileUse.objects.filter(file=state.stored).exists()
    context = {
        "source": source,
        "state": state,
        "mapping": mapping,
        "columns": asking.column_rows(state.looks, mapping),
        "steps": asking.step_rows(state.steps, mapping),
        "steps_are_cut": len(state.steps) == MOST_STEPS,
        "limits": asking.limit_rows(mapping),
        "day_facts": [Option(name, name) for name in facts],
        "uses": _options(asking.USES),
        "readings": _options(asking.READ_AS),
        "roles": _options(asking.ROLES),
        "zones": asking.ZONES,
        "encodings": asking.ENCODINGS,
        "columns_are_cut": len(state.looks) > asking.MOST_COLUMNS,
        "known_events": [(code, kind.words) for code, kind in sorted(events.outside_kinds().items())],
        "order": "、".join(mapping.order) if mapping else "",
        "refusal": state.refusal,
        "trial": trial,
        "read": read_table(trial.events) if trial else None,
        "found": findings_table(trial.findings) if trial else None,
        "judged": judged_table(trial.judged) if trial else None,
        "earlier": source.batches.filter(file__isnull=False).order_by("-number")[:10],
        "may_deliver": is_new
        and why_not(deliver, source, request.actor) is None
        or source.state == "draft"
        and is_new,
        "once": request.POST.get("once", ""),
        "address": reverse("approvals-mapping", args=[source.pk]),
        "trail": [
            Link(kind.plural, addresses.of_list(kind)),
            Link(source.title, addresses.of(source)),
            Link(adopt_mapping.words, ""),
        ],
    }
    status = state.refusal.status if state.refusal else 200
    return render(request, "approvals/mapping.html", context, status=status)


def _options(pairs: tuple[tuple[str, Words], ...]) -> list[Option]:
    return [Option(value, words) for value, words in pairs]
