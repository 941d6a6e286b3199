"""What may be done to a matter now, and why the rest may not; and what a reference may be chosen from."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from ninja import Router

from zhixing.base.refusals import NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Parameter, ParameterKind
from zhixing.kernel.actions.permission import why_not
from zhixing.kernel.actions.register import Spec, actions_of
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.matters.models import Matter
from zhixing.web.api.operations import IN_PATH, IN_QUERY, said, typed
from zhixing.web.api.shapes.marks import Id, Search
from zhixing.web.api.shapes.matters import ActionOut, Because, ChoiceOut, ParameterOut
from zhixing.web.api.telling import url_of
from zhixing.web.refused import Told

ACTIONS = w("{noun}: actions, and why not", "{noun}可办理的动作及不可办理的原因")
CHOICES = w("{noun}: what a reference may be chosen from", "{noun}动作参数的可选范围")
MOST_CHOICES = 100
_SEARCHED = ("number", "title", "name", "short_name", "code")


def add_reasons(router: Router, kind: Kind) -> None:
    """The two questions about a matter's actions."""
    prefix = kind.code.replace(".", "_")

    def actions(request: Any, id: Any) -> Any:
        matter = kind.model.objects.visible_to(request.actor).get_or_refuse(id)
        offered = [s for s in actions_of(kind.model).values() if not s.opens]
        return [
            _action(prefix, spec, matter, why_not(spec, matter, request.actor))
            for spec in offered
            if spec.shown_if is None or spec.shown_if(matter)
        ]

    def choices(request: Any, id: Any, action: Any, parameter: Any, q: Any = None) -> Any:
        matter = kind.model.objects.visible_to(request.actor).get_or_refuse(id)
        asked = _parameter(kind, action, parameter)
        return _choices(asked, matter, request.actor, q)

    router.get(
        "/{int:id}/actions",
        response=list[ActionOut],
        **said(ACTIONS.put(noun=kind.words), f"{prefix}_actions", power=kind.view),
    )(typed(actions, id=IN_PATH[Id]))
    router.get(
        "/{int:id}/actions/{slug:action}/choices/{slug:parameter}",
        response=list[ChoiceOut],
        **said(CHOICES.put(noun=kind.words), f"{prefix}_choices", power=kind.view),
    )(typed(choices, id=IN_PATH[Id], action=IN_PATH[str], parameter=IN_PATH[str], q=IN_QUERY[Search | None]))


def _action(prefix: str, spec: Spec[Any, Any], matter: Matter, reason: Refusal | None) -> ActionOut:
    url = f"{url_of(matter)}/{spec.name}"
    return ActionOut(
        name=spec.name,
        operation=f"{prefix}_{spec.name}",
        url=url,
        words=str(spec.words),
        help=str(spec.help),
        tone=spec.tone,
        allowed=reason is None,
        why_not=_because(reason) if reason else None,
        parameters=[_question(p, url) for p in spec.parameters],
    )


def _because(refusal: Refusal) -> Because:
    told = Told.of(refusal)
    return Because(code=told.code, title=told.title, detail=told.reason, remedy=told.remedy, basis=told.basis)


def _question(p: Parameter, url: str) -> ParameterOut:
    base, _, action = url.rpartition("/")
    is_text = p.kind in {ParameterKind.LINE, ParameterKind.TEXT}
    is_reference = p.kind == ParameterKind.REFERENCE
    return ParameterOut(
        name=p.name,
        kind=p.kind.value,
        many=p.many,
        required=p.required,
        words=str(p.label),
        hint=str(p.hint) if p.hint else None,
        longest=p.limit if is_text else None,
        options=[ChoiceOut(value=value, words=str(words)) for value, words in p.options],
        choices_url=f"{base}/actions/{action}/choices/{p.name}" if is_reference else None,
    )


def _parameter(kind: Kind, action: str, name: str) -> Parameter:
    spec = actions_of(kind.model).get(action)
    found = next((p for p in spec.parameters if p.name == name), None) if spec and not spec.opens else None
    if found is None or found.choices is None:
        raise NotFound
    return found


def _choices(p: Parameter, matter: Matter, actor: Any, q: str | None) -> list[ChoiceOut]:
    """Up to MOST_CHOICES, those whose name holds what was typed."""
    assert p.choices is not None  # a reference has a source
    rows: QuerySet[Any] = p.choices(matter, actor)
    if q:
        columns = {f.name for f in rows.model._meta.get_fields()}
        wanted = Q(pk__in=[])
        for column in _SEARCHED:
            if column in columns:
                wanted |= Q(**{f"{column}__icontains": q})
        rows = rows.filter(wanted)
    return [ChoiceOut(value=thing.pk, words=str(thing)) for thing in rows[:MOST_CHOICES]]
