"""Every shipped pack loads, every rule has a basis, and every worked case holds."""

from __future__ import annotations

import pytest
from django.utils import translation

from zhixing.kernel.matters import events
from zhixing.kernel.rulebook.cases import run
from zhixing.kernel.rulebook.loading import PACKS, checked, parse, shipped, unknown_in
from zhixing.kernel.rulebook.refusals import PackInvalid
from zhixing.kernel.rulebook.ruleset import compile_packs


@pytest.mark.parametrize("name", shipped())
def test_the_worked_cases_of_the_pack_hold(name):
    wrong = [f"{o.rule}: {o.name.text('en')}: {o.wrong}" for o in run(shipped()[name]) if o.wrong]

    assert wrong == []


def test_every_rule_has_a_worked_case():
    bare = [rule.code for pack in shipped().values() for rule in pack.rules if not rule.cases]

    assert bare == []


def test_a_wrong_case_is_noticed():
    pack = shipped()["supervised-handling"]
    rule = pack.rules[0]
    case = rule.cases[0].model_copy(update={"owed": [{**rule.cases[0].owed[0], "due_on": "2026-03-11"}]})
    wrong = pack.model_copy(update={"rules": [rule.model_copy(update={"cases": [case]}), *pack.rules[1:]]})

    first = next(run(wrong))

    assert first.wrong.startswith("due_on is 2026-03-09, not 2026-03-11")


HEAD = """pack: try
version: 1
title: {en: t, zh: 题}
source: {en: s, zh: 源}
levels: [city]
in_force_on: 2020-01-01
rules:
"""
RULE = """  - code: try.one
    kind: deadline
    title: {en: t, zh: 题}
    basis: [{document: 文件, article: 一}]
    on: [a.b]
    until: [a.c]
    holder: {unit: unit_id}
    values: [{from_on: 2020-01-01, amount: 2, unit: working_days}]
"""


def test_a_sound_pack_is_read():
    assert parse(HEAD + RULE, "try.yaml").rules[0].code == "try.one"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param(
            HEAD + RULE.replace("amount: 2", "amount: 0"), 15, "greater than 0", id="a term of zero"
        ),
        pytest.param(
            HEAD + RULE.replace("    on: [a.b]\n", ""), 8, "deadline.on: is missing", id="no trigger"
        ),
        pytest.param(
            HEAD + RULE.replace("until: [a.c]", "untill: [a.c]"),
            13,
            "untill: is not known here",
            id="a misspelt key",
        ),
        pytest.param(
            HEAD + RULE.replace("basis: [{document: 文件, article: 一}]", "basis: []"),
            11,
            "at least 1",
            id="no basis",
        ),
        pytest.param(HEAD + RULE + "    when: facts.x ==\n", 8, "when", id="a condition that is none"),
        pytest.param("a: &x [1]\nb: *x\n", 2, "alias", id="an alias"),
        pytest.param("- 1\n", 1, "a pack has the names", id="no mapping"),
        pytest.param("a: [", 1, "expected", id="broken YAML"),
        pytest.param(
            HEAD + RULE.replace("values: [", "values: [{from_on: 2021-01-01, amount: 3}, "),
            8,
            "order",
            id="days out of order",
        ),
        pytest.param(
            HEAD + RULE + "    direction: before\n    start_counts: true\n",
            8,
            "no clock",
            id="a term before a day",
        ),
        pytest.param(
            HEAD + RULE + "    extensions: [{on: a.d, amount: 2, unit: hours}]\n",
            8,
            "by hours",
            id="hours added to days",
        ),
        pytest.param("a: 1\na: 2\n", 2, "stands twice", id="a key said twice"),
        pytest.param("a: " + "[" * 60 + "]" * 60 + "\n", 1, "nested deeper", id="nested without end"),
        pytest.param("a: 2026-02-30\n", 1, "day", id="a day that no calendar has"),
        pytest.param(
            HEAD + RULE + "    when: facts.a.exists(x, facts.b.exists(y, y == x))\n",
            8,
            "lists within",
            id="a slow condition",
        ),
        pytest.param(
            HEAD
            + RULE.replace("a.b", "obligations.card_drawn")
            + "    warnings: [{colour: yellow, after: 1}]\n",
            8,
            "without end",
            id="a rule that its own card begins",
        ),
        pytest.param(
            HEAD + RULE.replace("unit: working_days", "unit: hours") + "    start_counts: true\n",
            8,
            "hours",
            id="hours that cannot",
        ),
    ],
)
def test_a_pack_that_cannot_be_believed_is_refused_with_its_line(text, line, said):
    with pytest.raises(PackInvalid) as refusal:
        parse(text, "try.yaml")

    with translation.override("en"):
        assert said in str(refusal.value.facts["problem"])
    assert refusal.value.facts["line"] == line


OFFERED = {"a.b": ["unit_id"], "a.c": []}


def test_an_event_that_nobody_offers_or_foresees_is_refused_and_a_foreseen_one_is_not():
    strange = RULE.replace("a.c", "a.unheard_of")

    with pytest.raises(PackInvalid, match=r"no such event: a\.unheard_of"):
        checked(HEAD + strange, "try.yaml", OFFERED)
    foreseen = HEAD.replace("rules:", "foresees: {a.unheard_of: []}\nrules:")
    assert checked(foreseen + strange, "try.yaml", OFFERED).rules[0].until == ["a.unheard_of"]


def test_a_fact_that_the_event_does_not_have_is_refused():
    with pytest.raises(PackInvalid, match=r"the event a\.b has no fact unit_id"):
        checked(HEAD + RULE, "try.yaml", {**OFFERED, "a.b": ["lead_unit_id"]})


def test_a_case_that_contradicts_its_rule_is_refused_with_its_line():
    case = "    cases:\n      - {name: n, events: [{kind: a.b, on: 2026-03-05, facts: {unit_id: 1}}], due: 2026-03-10}\n"

    with pytest.raises(PackInvalid, match="due_on is 2026-03-09") as refusal:
        checked(HEAD + RULE + case, "try.yaml", OFFERED)
    assert refusal.value.facts["line"] == 17


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_pack_names_only_events_that_are_offered_or_foreseen(name):
    pack = shipped()[name]
    offered = events.facts_by_kind()

    assert [problem for rule in pack.rules for problem in unknown_in(pack, rule, offered)] == []


def test_every_file_of_a_shipped_pack_is_read():
    assert len(shipped()) == len(list(PACKS.glob("*.yaml")))


def test_one_code_in_two_packs_is_refused():
    pack = parse(HEAD + RULE, "try.yaml")

    with pytest.raises(ValueError, match=r"try\.one"):
        compile_packs([pack, pack.model_copy(update={"pack": "other"})])
