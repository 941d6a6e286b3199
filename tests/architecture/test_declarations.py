"""What is declared must be told: every action, event, refusal, power and rule, in both languages (guards 1, 3, 4, 5, 15)."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import pytest

import zhixing
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words
from zhixing.kernel.access import powers
from zhixing.kernel.access.actors import SEAT_POWERS
from zhixing.kernel.actions.register import all_actions
from zhixing.kernel.actions.shapes import SENTENCES
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.matters.models import Event
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.ruleset import kinds_of
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule

ACTIONS = all_actions()
EVENTS = list(events.kinds().values())
LATIN_IN_CHINESE = {"PDF", "DOCX", "XLSX", "API", "JSON"}


def modules():
    for found in pkgutil.walk_packages(zhixing.__path__, "zhixing."):
        if (
            ".tests" not in found.name
            and ".migrations" not in found.name
            and not found.name.endswith(".wsgi")
        ):
            yield importlib.import_module(found.name)


def refusals() -> list[type[Refusal]]:
    list(modules())
    found, waiting = [], [Refusal]
    while waiting:
        for child in waiting.pop().__subclasses__():
            if child.__module__.startswith("zhixing.") and ".tests." not in child.__module__:
                found.append(child)
                waiting.append(child)
    return sorted(set(found), key=lambda c: c.__qualname__)


@pytest.mark.parametrize("spec", ACTIONS, ids=[f"{s.model.__name__}.{s.name}" for s in ACTIONS])
def test_every_action_has_a_declared_power_words_and_an_event(spec):
    assert spec.power in powers.powers()
    for text in (spec.words, spec.help, *(p.label for p in spec.parameters)):
        assert text.en and text.zh
        assert text.zh != text.en or text.en in LATIN_IN_CHINESE
    assert inspect.getdoc(spec.do), f"{spec.code} has no docstring"
    assert "return" in spec.do.__annotations__


def test_operation_codes_are_unique():
    codes = [(s.code, s.model.__name__) for s in ACTIONS]

    assert len(codes) == len(set(codes))


def test_no_role_bundles_a_power_that_nobody_declared():
    assert powers.check() == []
    assert {p for ps in SEAT_POWERS.values() for p in ps} <= powers.powers().keys()


def sample(annotation: object) -> object:
    """A value of this type, as a fact of an event might have it."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        return sample(next(a for a in typing.get_args(annotation) if a is not type(None)))
    if typing.get_origin(annotation) in (list, tuple):
        return [sample(typing.get_args(annotation)[0])]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation))
    return {
        str: "事由",
        int: 7,
        bool: True,
        date: date(2026, 5, 9),
        datetime: datetime(2026, 5, 9, 1, tzinfo=UTC),
        Decimal: Decimal("12.50"),
        dict: {},
    }[typing.get_origin(annotation) or annotation]  # type: ignore[index]


def filled(cls: type[events.DomainEvent]) -> events.DomainEvent:
    hints = typing.get_type_hints(cls)
    return cls(**{f.name: sample(hints[f.name]) for f in dataclasses.fields(cls)})


@pytest.mark.parametrize("cls", EVENTS, ids=[c.kind for c in EVENTS])
def test_every_event_can_be_kept_and_told_in_both_languages(cls):
    event = filled(cls)
    row = Event(kind=cls.kind, version=cls.version, actor_name="何清", facts=events.encode(event))

    assert events.decode(cls.kind, row.facts) == event
    for language in ("zh", "en"):
        told = events.tell(row).text(language)
        assert told.strip() and "{" not in told
    assert cls.words is not None, f"{cls.kind} has no words of its own"


@pytest.mark.parametrize("cls", refusals(), ids=lambda c: c.__qualname__)
def test_every_refusal_says_why_and_the_way_out_in_both_languages(cls):
    assert isinstance(cls.reason, Words) and isinstance(cls.remedy, Words)
    assert cls.reason.en and cls.reason.zh and cls.remedy.en and cls.remedy.zh
    assert inspect.getdoc(cls), f"{cls.__qualname__} has no ground in its docstring"
    assert 400 <= cls.status < 600


def test_refusal_codes_are_unique():
    codes = [c.code for c in refusals() if "code" in c.__dict__]

    assert sorted(codes) == sorted(set(codes))


def test_every_rule_of_a_shipped_pack_has_a_basis_with_an_address():
    for pack in shipped().values():
        for rule in pack.rules:
            assert all(b.document and b.article for b in rule.basis), rule.code


def test_rules_of_supervised_handling_name_live_events_and_actions():
    live = events.kinds().keys()
    for rule in shipped()["supervised-handling"].rules:
        if isinstance(rule, (DeadlineRule, RecurringRule)):
            assert kinds_of(rule) <= live, f"{rule.code} names {sorted(kinds_of(rule) - live)}"
        elif hasattr(rule, "action"):
            assert rule.action in {s.code for s in ACTIONS}, rule.code


def test_a_holder_names_a_fact_that_its_starting_event_has():
    for pack in shipped().values():
        for rule in pack.rules:
            if isinstance(rule, (DeadlineRule, RecurringRule)):
                field = rule.holder.unit or rule.holder.units or rule.holder.person
                for kind in (k for k in rule.on if k in events.kinds()):
                    names = {f.name for f in dataclasses.fields(events.kinds()[kind])}
                    assert field in names, f"{rule.code}: {kind} has no fact {field}"


def test_every_kind_of_matter_names_its_parent_link_and_its_states():
    for kind in kinds.kinds().values():
        assert kind.model._meta.parents, kind.code
        link = kind.model._meta.pk
        assert link.name == "matter_ptr", kind.code
        assert hasattr(kind.model, "states"), kind.code


def test_the_table_of_sentences_covers_what_our_parameters_can_raise():
    raised = {
        "missing", "extra_forbidden", "string_type", "string_too_long", "value_error", "int_type", "int_parsing", "bool_type",
        "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact", "timezone_aware", "decimal_type",
        "decimal_parsing", "decimal_max_digits", "decimal_max_places", "decimal_whole_digits", "finite_number", "enum",
        "list_type", "greater_than", "greater_than_equal", "less_than", "less_than_equal", "datetime_parsing",
    }  # fmt: skip

    assert raised <= SENTENCES.keys()
