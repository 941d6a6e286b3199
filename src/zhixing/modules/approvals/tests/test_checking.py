"""Checks over a log: order, skipped steps, four eyes, not before a day, content, fee; nothing alleged that is not known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.rulebook import checks
from zhixing.kernel.rulebook.cases import run
from zhixing.kernel.rulebook.loading import parse
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.refusals import PackInvalid
from zhixing.modules.approvals import mapping
from zhixing.modules.approvals.monitoring import Asked, monitor

PACK = """
pack: desk-checks
version: 1
title: {en: Checks of a desk, zh: 窗口核查}
source: {en: a house rule, zh: 内部规定}
levels: [city]
in_force_on: 2020-01-01
foresees: {Accept: [], Examine: [], Decide: [], Notice: []}
rules:
  - code: desk.examined
    kind: check
    ground: procedure
    title: {en: Examined before decided, zh: 先审查后决定}
    basis: [{document: 内部规定, article: 第一条}]
    on: [Decide]
    before: {examined: {of: [Examine], say: count}}
    needs: before.examined >= 1
    says: {en: Decided without an examination, zh: 未经审查即作出决定}
    holder: {unit: unit_id}
    colour: red
    cases:
      - {name: {en: skipped, zh: 跳过}, events: [{kind: Decide, on: 2026-03-03, facts: {unit_id: 1}}],
         breached: [2026-03-03]}
      - {name: {en: kept, zh: 已审查}, breached: [],
         events: [{kind: Examine, on: 2026-03-02, facts: {unit_id: 1}}, {kind: Decide, on: 2026-03-03, facts: {unit_id: 1}}]}
  - code: desk.four_eyes
    kind: check
    ground: integrity
    title: {en: Four eyes, zh: 受理与决定分离}
    basis: [{document: 内部规定, article: 第二条}]
    on: [Decide]
    before: {same: {of: [Accept], say: same_person, which: first}}
    needs: "!before.same"
    says: {en: One person accepted and decided, zh: 同一人受理并决定}
    holder: {unit: unit_id}
  - code: desk.not_early
    kind: check
    ground: procedure
    title: {en: Not before the third day of notice, zh: 公示满三日}
    basis: [{document: 内部规定, article: 第三条}]
    on: [Decide]
    before: {shown: {of: [Notice], say: days}}
    needs: before.shown >= 3
    says: {en: Decided too early, zh: 公示未满即决定}
    holder: {unit: unit_id}
  - code: desk.fee
    kind: check
    ground: fee
    title: {en: No fee beyond the standard, zh: 收费不超标准}
    basis: [{document: 内部规定, article: 第四条}]
    on: [Accept]
    needs: facts.fee <= 100.0
    says: {en: More was charged, zh: 超标准收费}
    holder: {unit: unit_id}
"""
MAPPING = """
case: no
activity: step
moment: at
unit: office
resource: who
facts: {fee: {column: fee, as: real}}
"""
LOG = """no,step,at,office,who,fee
A,Accept,2026-03-02 09:00,建设局,甲,100
A,Notice,2026-03-02 10:00,建设局,甲,
A,Examine,2026-03-03 09:00,建设局,乙,
A,Decide,2026-03-05 09:00,建设局,丙,
B,Accept,2026-03-02 09:00,建设局,甲,120.5
B,Notice,2026-03-03 10:00,建设局,甲,
B,Decide,2026-03-05 09:00,建设局,甲,
B,Examine,2026-03-06 09:00,建设局,乙,
C,Accept,2026-03-02 09:00,规划局,,
C,Examine,2026-03-02 11:00,规划局,,
C,Decide,2026-03-03 09:00,规划局,,
"""


def judged(folder: Path, log: str) -> tuple[dict, list[tuple]]:
    (folder / "log.csv").write_text(log, "utf-8")
    asked = Asked(
        log=folder / "log.csv", out=folder / "out", now=clock.moment_on(date(2026, 4, 1), 9), calendar=national(),
        packs=[parse(PACK, "desk.yaml")], mapping=mapping.parse(MAPPING, "m.yaml"),
    )  # fmt: skip
    told = monitor(asked)
    cards = pq.read_table(folder / "out" / "cards.parquet").to_pylist()
    rows = [
        (c["case"], c["rule"], c["colour"], c["drawn_on"], c["holder"], c["begun_by_record"]) for c in cards
    ]
    return told.summary, sorted(rows)


def test_each_ground_is_found_in_a_log_with_its_record_and_its_holder(tmp_path):
    summary, cards = judged(tmp_path, LOG)
    day = date(2026, 3, 5)
    assert cards == [
        ("B", "desk.examined", "red", day, "建设局", 7),  # the examination came after
        ("B", "desk.fee", "yellow", date(2026, 3, 2), "建设局", 5),
        ("B", "desk.four_eyes", "yellow", day, "建设局", 7),
        ("B", "desk.not_early", "yellow", day, "建设局", 7),  # the second day; A's third is in order
    ]  # of C neither person, fee nor notice is known: nothing is alleged
    assert summary["checks"]["desk.fee"]["breaches"] == 1
    assert summary["checks"]["desk.four_eyes"]["ground"] == "integrity"


def test_worked_cases_of_a_check_are_tried_and_a_wrong_one_is_told():
    pack = parse(PACK, "desk.yaml")
    assert [o.wrong for o in run(pack)] == ["", ""]
    wrong = parse(PACK.replace("breached: []", "breached: [2026-03-03]"), "desk.yaml")
    assert [bool(o.wrong) for o in run(wrong)] == [False, True]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("say: count", "say: often", "say"),
        ("needs: before.examined >= 1", "needs: 'before.examined >='", "needs"),
        ("say: days}", "say: days, fact: x}", "a fact of an earlier event"),
        ("ground: fee", "ground: mood", "ground"),
    ],
)
def test_a_check_that_cannot_be_read_is_refused_with_its_place(was, becomes, said):
    with pytest.raises(PackInvalid) as refused:
        parse(PACK.replace(was, becomes, 1), "desk.yaml")
    assert said in str(refused.value)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["Accept", "Examine", "Notice", "Decide"]), st.integers(0, 6), st.sampled_from(["甲", "乙", ""]),
        st.sampled_from([None, 99.5, 100.0, 100.5]),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(cases=st.lists(STEPS, min_size=1, max_size=6))
def test_in_bulk_as_one_by_one(tmp_path_factory, cases):
    lines, expected = ["no,step,at,office,who,fee"], []
    every = parse(PACK, "desk.yaml").rules
    for n, steps in enumerate(cases):
        story = []
        for place, (kind, day, who, fee) in enumerate(sorted(steps, key=lambda s: s[1])):
            at = datetime(2026, 3, 2, 9, tzinfo=clock.zone()) + timedelta(days=day, minutes=place)
            lines.append(f"{n},{kind},{at:%Y-%m-%d %H:%M},局,{who},{'' if fee is None else fee}")
            facts = {"unit_id": 1, **({"person_id": who} if who else {}), **({"fee": fee} if fee else {})}
            story.append(Happening(place, kind, at, at.date(), facts))
        expected += [(str(n), b.rule.code, b.happening.day) for b in checks.breaches(every, story)]
    _, cards = judged(tmp_path_factory.mktemp("log"), "\n".join(lines) + "\n")
    assert sorted((case, rule, day) for case, rule, _, day, _, _ in cards) == sorted(expected)
