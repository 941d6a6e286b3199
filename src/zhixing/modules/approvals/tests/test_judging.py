"""Judging: days counted by the house's one meaning, limits from columns by day or by the moment, old logs, cards."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.modules.approvals.refusals import MappingInvalid, NoSuchColumn, RulesClash
from zhixing.modules.approvals.tests.logs import (
    FIVE_WORKING_DAYS,
    STEPS,
    TEN_DAYS,
    TWO,
    found,
    pack,
    rows,
    run,
    written,
)

pytestmark = pytest.mark.bulk
COLUMNS = '"case", rule, opened_on, due_on, state, ended_on, late, begun_by_record, ended_by_record'


def judged(tmp_path, records, rule=TEN_DAYS, mapping=STEPS, as_of=None, **more):
    return run(
        written(tmp_path / "log.csv", records, **more), tmp_path / "out", mapping, pack(rule), as_of=as_of
    )


def test_working_days_are_counted_by_the_calendar_and_the_card_comes_on_the_next(tmp_path):
    """In 2026 the festival's days off are 15 to 23 February; Saturday the 14th is worked."""
    judged(tmp_path, [
        ["A", "received", "2026-02-12 10:00:00"], ["A", "decided", "2026-02-26 23:00:00"],
        ["B", "received", "2026-02-12 10:00:00"], ["B", "decided", "2026-02-27 09:00:00"],
    ], FIVE_WORKING_DAYS)  # fmt: skip

    assert rows(tmp_path / "out" / "obligations.parquet", COLUMNS) == [
        ("A", "a.five", date(2026, 2, 12), date(2026, 2, 26), "met", date(2026, 2, 26), False, 1, 2),
        ("B", "a.five", date(2026, 2, 12), date(2026, 2, 26), "met", date(2026, 2, 27), True, 3, 4),
    ]
    assert rows(tmp_path / "out" / "cards.parquet", '"case", colour, drawn_on, basis') == [
        ("B", "yellow", date(2026, 2, 27), "made up 1")
    ]


@pytest.mark.parametrize(
    ("ended", "late"), [("2001-03-11", False), ("2001-03-12", True)], ids=["on the last day", "the day after"]
)
def test_natural_days_are_judged_before_the_calendar_of_working_days_begins(tmp_path, ended, late):
    answer = judged(tmp_path, [["A", "received", "2001-03-01"], ["A", "decided", ended]])

    assert rows(tmp_path / "out" / "obligations.parquet", "due_on, late") == [(date(2001, 3, 11), late)]
    assert rows(tmp_path / "out" / "cards.parquet", "drawn_on") == ([(date(2001, 3, 12),)] if late else [])
    assert "outside_calendar" not in found(answer)


def test_working_days_before_the_calendar_are_told_as_not_judged(tmp_path):
    answer = judged(tmp_path, [["A", "received", "2003-12-30"], ["A", "decided", "2004-01-05"], ["B", "received", "2026-03-05"]],
                    FIVE_WORKING_DAYS)  # fmt: skip

    assert answer.summary["not_judged"] == found(answer)["outside_calendar"] == 1
    assert rows(tmp_path / "out" / "obligations.parquet", '"case"') == [("B",)]


PLANNED = {
    "case": "id", "zone": "America/New_York",
    "dates": [{"column": "opened", "event": "opened"}, {"column": "closed", "event": "closed"}],
    "starts": ["opened"], "ends": ["closed"],
    "limits": [{"code": "own.planned", "title": TWO, "on": ["opened"], "until": ["closed"], "due": "target"}],
}  # fmt: skip
HOURS_LATE = [
    ["A", "2026-01-05 09:00", "2026-01-20 09:00", "2026-01-20 17:00"],
    ["B", "2026-01-05 09:00", "", "2026-01-06 09:00"],
]
HEAD = ("id", "opened", "target", "closed")


@pytest.mark.parametrize(
    ("read_as", "late", "cards"), [("day", 0, []), ("moment", 1, [(date(2026, 1, 20),)])]
)
def test_a_planned_date_is_a_limit_to_the_day_or_to_the_moment_and_both_are_counted(
    tmp_path, read_as, late, cards
):
    mapping = PLANNED | {"facts": {"target": {"column": "target", "as": read_as}}}

    answer = run(written(tmp_path / "log.csv", HOURS_LATE, HEAD), tmp_path / "out", mapping)

    rule = answer.summary["rules"]["own.planned"]
    assert (rule["obligations"], rule["late"], rule["late_by_day"], rule["late_by_moment"]) == (1, late, 0, 1)
    assert rows(tmp_path / "out" / "cards.parquet", "drawn_on") == cards
    assert found(answer)["no_limit"] == 1


def test_days_are_counted_in_the_zone_of_the_mapping(tmp_path):
    log = written(
        tmp_path / "log.csv", [["A", "2026-01-05T10:00Z", "2026-01-20T22:00Z", "2026-01-21T02:00Z"]], HEAD
    )
    facts = {"facts": {"target": {"column": "target", "as": "day"}}}

    late = [
        run(log, tmp_path / zone.replace("/", "-"), PLANNED | facts | {"zone": zone}).summary["rules"][
            "own.planned"
        ]["late"]
        for zone in ("America/New_York", "UTC", "Asia/Shanghai")
    ]

    assert late == [0, 1, 0]  # 17:00 and 21:00 of one day; two days; 6:00 and 10:00 of one day


def test_a_fact_that_stands_on_one_record_only_can_be_of_the_whole_case(tmp_path):
    records = [
        ["A", "received", "2026-03-05", ""],
        ["A", "checked", "2026-03-06", "2026-03-10"],
        ["A", "decided", "2026-03-11", ""],
    ]
    mapping = STEPS | {
        "facts": {"target": {"column": "due", "as": "day", "of": "case"}},
        "limits": [
            {"code": "own.planned", "title": TWO, "on": ["received"], "until": ["decided"], "due": "target"}
        ],
    }

    answer = run(
        written(tmp_path / "log.csv", records, ("case", "step", "at", "due")), tmp_path / "out", mapping
    )

    assert answer.summary["rules"]["own.planned"]["late"] == 1


CONDITION = TEN_DAYS.replace(
    "on: [received]", 'on: [received] ; when: facts.amount>=100.0&&facts.kind!="exempt"'
)
EXEMPT = [["A", "received", "2026-03-05", "250", "plain"], ["B", "received", "2026-03-05", "99.5", "plain"],
          ["C", "received", "2026-03-05", "250", "exempt"], ["D", "received", "2026-03-05", "", "plain"]]  # fmt: skip


def test_a_condition_reads_columns_as_the_mapping_types_them(tmp_path):
    facts = {"facts": {"amount": {"column": "sum", "as": "real"}, "kind": {"column": "sort"}}}

    run(
        written(tmp_path / "log.csv", EXEMPT, ("case", "step", "at", "sum", "sort")),
        tmp_path / "out",
        STEPS | facts,
        pack(CONDITION),
    )

    assert rows(tmp_path / "out" / "obligations.parquet", '"case"') == [("A",)]


def test_a_rule_that_bulk_refuses_is_folded_with_the_same_answer(tmp_path):
    records = [
        ["A", "received", "2026-03-05"],
        ["A", "decided", "2026-03-16"],
        ["B", "received", "2026-03-05"],
        ["B", "decided", "2026-03-15"],
    ]
    folded = pack(TEN_DAYS, TEN_DAYS.replace("a.ten", "a.one_by_one") + " ; bulk: false")

    answer = run(written(tmp_path / "log.csv", records), tmp_path / "out", STEPS, folded)

    assert answer.summary["rules"]["a.one_by_one"]["judged_by"] == "fold"
    same = 'opened_on, due_on, state, ended_on, late, "case", ended_by_record'
    assert rows(tmp_path / "out" / "obligations.parquet", same, "rule = 'a.ten'") == rows(
        tmp_path / "out" / "obligations.parquet", same, "rule = 'a.one_by_one'"
    )
    assert answer.summary["rules"]["a.one_by_one"]["late"] == 1


def test_who_holds_is_the_unit_of_the_record_that_began_it(tmp_path):
    records = [
        ["A", "received", "2026-03-05", "规划局"],
        ["A", "decided", "2026-03-26", "住建局"],
        ["B", "received", "2026-03-05", ""],
    ]

    run(
        written(tmp_path / "log.csv", records, ("case", "step", "at", "unit")),
        tmp_path / "out",
        STEPS | {"unit": "unit"},
        pack(TEN_DAYS),
    )

    assert rows(tmp_path / "out" / "obligations.parquet", '"case", holder, late, overdue, days_late') == [
        ("A", "规划局", True, False, 11), ("B", "", False, True, 11)
    ]  # fmt: skip


def test_what_is_open_is_judged_as_of_the_last_day_of_the_log_or_the_day_that_is_asked_for(tmp_path):
    records = [["A", "received", "2026-03-05"], ["B", "received", "2026-03-15"]]

    answers = [
        judged(tmp_path, records, as_of=as_of).summary["rules"]["a.ten"]
        for as_of in (None, date(2026, 3, 16))
    ]

    assert [(a["open_overdue"], a["open_running"]) for a in answers] == [(0, 2), (1, 1)]


def test_a_second_run_into_the_same_folder_gives_the_same_files(tmp_path):
    records = [["A", "received", "2026-03-05"], ["A", "decided", "2026-03-26"]]
    names = [
        "cards.parquet",
        "mapping.yaml",
        "obligations.parquet",
        "quality.json",
        "quarantine.parquet",
        "summary.json",
    ]

    twice = []
    for _ in range(2):
        judged(tmp_path, records)
        twice.append([rows(tmp_path / "out" / name) for name in names if name.endswith("parquet")])

    assert twice[0] == twice[1]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == names


def test_without_any_rule_the_log_is_questioned_all_the_same(tmp_path):
    answer = run(
        written(tmp_path / "log.csv", [["A", "received", "2026-02-30"], ["B", "received", "2026-03-05"]]),
        tmp_path / "out",
        STEPS,
    )

    assert {"bad_moment", "no_rules"} <= found(answer).keys()
    assert answer.summary["obligations"] == 0
    assert rows(tmp_path / "out" / "obligations.parquet") == []


def test_a_rule_that_nothing_begins_is_told(tmp_path):
    answer = judged(tmp_path, [["A", "Received", "2026-03-05 10:00:00"]])

    assert found(answer) == {"idle_rules": 1}
    assert answer.quality["findings"][0]["examples"] == [{"rule": "a.ten", "said": "received"}]


def test_a_fact_may_have_any_name_also_one_that_databases_keep_for_themselves(tmp_path):
    records = [["A", "received", "2026-03-05", "2026-03-10"], ["A", "decided", "2026-03-11", ""]]
    mapping = STEPS | {
        "facts": {"order": {"column": "due", "as": "day"}, "row": {"column": "case"}},
        "limits": [
            {"code": "own.planned", "title": TWO, "on": ["received"], "until": ["decided"], "due": "order"}
        ],
    }

    answer = run(
        written(tmp_path / "log.csv", records, ("case", "step", "at", "due")), tmp_path / "out", mapping
    )

    assert answer.summary["rules"]["own.planned"]["late"] == 1


def test_a_column_that_the_log_lacks_is_named(tmp_path):
    with pytest.raises(NoSuchColumn, match="when"):
        judged(tmp_path, [["A", "received", "2026-03-05"]], mapping=STEPS | {"moment": "when"})


def test_two_packs_with_one_code_are_refused(tmp_path):
    with pytest.raises(RulesClash):
        run(
            written(tmp_path / "log.csv", [["A", "received", "2026-03-05"]]),
            tmp_path / "out",
            STEPS,
            pack(TEN_DAYS),
            pack(TEN_DAYS),
        )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("case: a\nactivity: b\nmoment: c\ncolour: red\n", 4, "colour：此处没有这一项"),
        ("case: a\nactivity: b\nmoment: c\nzone: Mars/Base\n", 4, "Mars/Base"),
        ("case: a\nactivity: b\n", 1, "moment"),
        ("case: a\ncase: b\n", 2, "case 重复出现"),
        ("- a\n", 1, "映射以 case"),
        ("case: [\n", 2, "YAML 写法有误"),
        (
            "case: a\nactivity: b\nmoment: c\nfacts: {x: {column: d, as: colour}}\n",
            4,
            "facts.x.as：只能是：'text'",
        ),
        ("case: a\nactivity: b\nmoment: c\nstarts: x\n", 4, "starts：应为列表"),
        ("activity: b\nmoment: c\n", 1, "case：缺少此项"),
        ("case: a\nactivity: b\nmoment: c\nearliest: 1949-10-01\n", 1, "1970"),
    ],
)
def test_a_mapping_that_cannot_be_understood_is_refused_with_its_line(text, line, problem):
    from zhixing.modules.approvals.mapping import parse

    with pytest.raises(MappingInvalid, match=problem) as refusal:
        parse(text, "m.yaml")

    assert refusal.value.facts["line"] == line


def test_a_mapping_written_down_is_read_back_the_same():
    from zhixing.modules.approvals.mapping import Mapping, parse

    mapping = Mapping.model_validate(PLANNED | {"facts": {"target": {"column": "target", "as": "moment"}}})

    assert parse(mapping.written(), "m.yaml") == mapping
