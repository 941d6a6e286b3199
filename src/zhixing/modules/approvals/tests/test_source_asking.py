"""The mapping as a form: what it shows of a mapping it says again, and what it has no control for is kept."""

from __future__ import annotations

import pytest

from zhixing.modules.approvals import asking
from zhixing.modules.approvals.mapping import Mapping, parse
from zhixing.modules.approvals.trying import ColumnLook, Step

COLUMNS = ["case", "step", "at", "turn", "who", "unit", "id", "opened", "due", "sum", "rest"]
FULL = """
case: case
activity: step
moment: at
zone: Europe/Amsterdam
event_id: id
lifecycle: {column: turn, complete: [done]}
resource: who
unit: unit
dates: [{column: opened, event: case.opened}]
facts:
  due: {column: due, as: day, of: case}
  amount: {column: sum, as: real}
  hidden: {column: elsewhere, as: text}
events: {Accept: approvals.accepted, Gone: approvals.withdrawn}
plain: [Note]
starts: [case.opened]
ends: [approvals.decided, Note]
order: [approvals.accepted, Note]
limits:
- {code: log.planned, title: {en: On time, zh: 按期}, on: [case.opened], until: [Note], due: due}
earliest: 2000-01-01
duplicates: keep
"""


def posted(mapping: Mapping, steps: list[str], columns: list[str] = COLUMNS) -> dict[str, str]:
    """What a browser sends that changes nothing in the form."""
    looks = [ColumnLook(name, 1, 1, 1, ()) for name in columns]
    post = {"zone": mapping.zone, "order": "、".join(mapping.order), "duplicates": mapping.duplicates or "",
            "earliest": mapping.earliest.isoformat(), "moment_format": "", "encoding": ""}  # fmt: skip
    for column in asking.column_rows(looks, mapping):
        post |= {f"col.{column.place}.{part}": value for part, value in
                 (("use", column.use), ("name", column.name), ("as", column.read_as), ("role", column.role))}  # fmt: skip
    for step in asking.step_rows([Step(said, 1) for said in steps], mapping):
        post |= {f"act.{step.place}.{part}": value for part, value in
                 (("said", step.step.said), ("kind", step.kind), ("was", step.kind), ("role", step.role))}  # fmt: skip
    for limit in asking.limit_rows(mapping):
        post |= {
            f"limit.{limit.place}.{part}": getattr(limit, part)
            for part in ("code", "zh", "en", "on", "until", "due")
        }
    return post


def test_a_form_sent_back_as_it_came_says_the_same_mapping():
    mapping = parse(FULL, "mapping")

    plain = asking.asked_for(posted(mapping, ["Accept", "Note"]), COLUMNS, mapping)

    assert Mapping.model_validate(plain) == mapping


def test_columns_and_steps_that_the_form_does_not_show_keep_their_meaning():
    mapping = parse(FULL, "mapping")
    shown = COLUMNS[:3]

    plain = asking.asked_for(posted(mapping, ["Note"], shown), shown, mapping)

    assert Mapping.model_validate(plain) == mapping


def test_one_changed_choice_changes_that_and_nothing_else():
    mapping = parse(FULL, "mapping")
    post = posted(mapping, ["Accept", "Note"])
    post |= {"col.10.use": "event_fact", "col.5.use": "", "act.1.kind": "approvals.decided", "act.1.role": "ends",
             "limit.1.due": "due", "limit.1.on": "approvals.accepted， Note", "limit.1.until": "approvals.decided"}  # fmt: skip

    changed = Mapping.model_validate(asking.asked_for(post, COLUMNS, mapping))

    assert (changed.unit, changed.facts["rest"].column) == (None, "rest")
    assert changed.events == {
        "Accept": "approvals.accepted",
        "Gone": "approvals.withdrawn",
        "Note": "approvals.decided",
    }
    assert (changed.plain, changed.ends) == ([], ["approvals.decided"])
    second = changed.limits[1]
    assert (second.code, second.on, second.until, second.title.zh) == (
        "log.limit_2", ["approvals.accepted", "Note"], ["approvals.decided"], "按所载日期办理",
    )  # fmt: skip
    assert changed.limits[0] == mapping.limits[0]


def test_a_first_choice_without_any_mapping_reads_the_chosen_columns():
    post = {"col.0.use": "case", "col.1.use": "date", "col.1.name": "", "col.1.role": "starts", "col.2.use": "case_fact",
            "col.2.as": "flag", "col.3.use": "case_fact", "col.4.use": "event_fact"}  # fmt: skip
    columns = ["编号", "受理日期", "是否加急", "Due-by Date", "Promised"]

    mapping = Mapping.model_validate(asking.asked_for(post, columns, None))

    assert (mapping.case, mapping.activity, mapping.starts) == ("编号", None, ["受理日期"])
    assert {name: (f.column, f.read_as, f.of) for name, f in mapping.facts.items()} == {
        "fact_1": ("是否加急", "flag", "case"),
        "due_by_date": ("Due-by Date", "text", "case"),
        "fact_2": ("Promised", "text", "event"),  # “promised” is what the catalogue says of the item
    }


@pytest.mark.parametrize("renamed", [True, False])
def test_steps_stay_open_to_new_ones_until_one_is_renamed(renamed):
    under = Mapping(case="c", activity="a", moment="m")
    post = {"col.0.use": "case", "col.1.use": "activity", "col.2.use": "moment", "act.0.said": "受理", "act.1.said": "办结",
            "act.0.kind": "approvals.accepted" if renamed else "", "act.1.kind": ""}  # fmt: skip

    mapping = Mapping.model_validate(asking.asked_for(post, ["c", "a", "m"], under))

    assert mapping.plain == (["办结"] if renamed else [])
