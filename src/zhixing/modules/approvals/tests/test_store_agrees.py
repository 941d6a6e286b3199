"""What is stored and judged piece by piece is what one file, read at once, would have said."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.city import small_city

from zhixing.kernel.calendars.calendar import national
from zhixing.modules.approvals.judging_store import running
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.monitoring import Asked, monitor
from zhixing.modules.approvals.tests.logs import TWO, rows
from zhixing.modules.approvals.tests.stored import (
    FRIDAY,
    NOON,
    cards,
    connected,
    delivered,
    duties,
    events,
    judged,
)

pytestmark = [pytest.mark.bulk, pytest.mark.django_db]
LIMITS = [
    {"code": "a.due", "title": TWO, "on": ["received"], "until": ["decided"], "due": "due"},
    {"code": "a.paid", "title": TWO, "on": ["received", "checked"], "until": ["paid"], "due": "due"},
]
FACTS = {"due": {"column": "due", "as": "day", "of": "case"}, "weight": {"column": "weight", "as": "whole"}}
SHARED = {
    "case": "case",
    "unit": "unit",
    "starts": ["received"],
    "ends": ["decided"],
    "facts": FACTS,
    "limits": LIMITS,
}
NAMED = {**SHARED, "activity": "step", "moment": "at", "event_id": "id"}
DATED = {**SHARED, "activity": "step", "moment": "at", "dates": [{"column": "paid", "event": "paid"}]}
WHOLE = {**SHARED, "dates": [{"column": name, "event": event} for name, event in
                             (("on", "received"), ("off", "decided"), ("paid", "paid"))]}  # fmt: skip
COLUMNS = ("id", "case", "step", "at", "unit", "due", "paid", "weight", "on", "off")
days = st.integers(1, 28).map(lambda n: f"2026-02-{n:02}")
moments = st.one_of(
    days, st.tuples(days, st.integers(8, 17)).map(lambda t: f"{t[0]} {t[1]:02}:30"), st.just("soon")
)
known = st.one_of(st.just(""), days)
record = st.tuples(
    st.sampled_from(["e1", "e2", "e3", "e4", ""]),
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(["received", "checked", "decided"]),
    moments,
    st.sampled_from(["", "窗口", "市财政局"]),
    known,
    known,
    st.sampled_from(["", "1", "x"]),
    known,
    known,
)


def as_csv(records) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *records])
    return out.getvalue()


@pytest.mark.parametrize(
    "mapping", [NAMED, DATED, WHOLE], ids=["named events", "dates beside events", "rows are cases"]
)
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(record, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_deliveries_cut_anywhere_say_what_one_file_says(mapping, records, chance):
    """In the order in which the source said it, cut into any pieces, ends sent twice, judged in between or not."""
    with transaction.atomic():
        city = small_city(packs=())
        whole, pieces = connected(city, mapping, code="whole"), connected(city, mapping, code="pieces")
        delivered(whole, city, as_csv(records))
        at = 0
        while at < len(records):
            upto = at + chance.randint(1, 5)
            delivered(pieces, city, as_csv(records[max(0, at - chance.randint(0, 1)) : upto]))
            at = upto
            if chance.random() < 0.3:
                judged()
        judged()

        assert (events(pieces), duties(pieces), cards(pieces)) == (events(whole), duties(whole), cards(whole))
        transaction.set_rollback(True)


PERMITS = {
    "case": "case:concept:name", "activity": "concept:name", "moment": "time:timestamp", "zone": "Europe/Amsterdam",
    "unit": "org:group", "resource": "org:resource", "starts": ["started"], "ends": ["ended"],
    "dates": [{"column": "case:startdate", "event": "started"}, {"column": "case:enddate", "event": "ended"}],
    "facts": {"planned": {"column": "case:enddate_planned", "as": "day"}},
    "limits": [{"code": "permit.planned", "title": TWO, "on": ["started"], "until": ["ended"], "due": "planned"}],
}  # fmt: skip


@pytest.mark.realdata
@pytest.mark.parametrize("few", [0, 2_000], ids=["by the engine", "folded one by one"])
def test_the_store_judges_real_permits_as_the_command_does(realdata, tmp_path, monkeypatch, few):
    log = realdata / "eventlogs" / "coselog_receipt.csv"
    if not log.exists():
        pytest.skip("no coselog_receipt.csv among the real data")
    mapping = Mapping.model_validate(PERMITS)
    monitor(Asked(log=log, out=tmp_path, now=NOON, calendar=national(), mapping=mapping, as_of=FRIDAY))
    monkeypatch.setattr(running, "FEW", few)
    city = small_city(packs=())
    source = connected(city, PERMITS)

    batch = delivered(source, city, log.read_bytes(), name=log.name)
    judged()

    assert (batch.records, batch.quarantined, batch.cases) == (8577, 0, 1434)
    told = rows(tmp_path / "obligations.parquet", '"case", rule, opened_on, due_on, state, ended_on, late')
    assert len(told) == 1434
    assert duties(source) == told
    drawn = rows(tmp_path / "cards.parquet", '"case", rule, colour, drawn_on')
    assert len(drawn) > 300
    assert cards(source) == drawn
