"""Real logs (ZHIXING_REALDATA), nothing tuned to them: what is expected is counted here by a few lines of plain Python."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from zhixing.kernel.rulebook.loading import load
from zhixing.modules.approvals import mapping
from zhixing.modules.approvals.monitoring import proposal
from zhixing.modules.approvals.tests.logs import TWO, found, rows, run

pytestmark = [pytest.mark.realdata, pytest.mark.bulk]
HERE = Path(__file__).parent


def log(realdata, name):
    path = realdata / name
    if not path.exists():
        pytest.skip(f"no {name} among the real data")
    return path


@pytest.fixture(scope="module")
def permits(realdata):
    """The permits' cases with their dates, by plain Python."""
    cases = {}
    with log(realdata, "eventlogs/coselog_receipt.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            dates = [row[f"case:{name}"] for name in ("startdate", "enddate", "enddate_planned")]
            cases[row["case:concept:name"]] = tuple(datetime.fromisoformat(d) if d else None for d in dates)
    return cases


def permit_mapping(zone):
    dates = [{"column": "case:startdate", "event": "started"}, {"column": "case:enddate", "event": "ended"}]
    return {
        "case": "case:concept:name", "activity": "concept:name", "moment": "time:timestamp", "zone": zone,
        "unit": "org:group", "resource": "org:resource", "dates": dates, "starts": ["started"], "ends": ["ended"],
        "facts": {"planned": {"column": "case:enddate_planned", "as": "day"}},
        "limits": [{"code": "permit.planned", "title": TWO, "on": ["started"], "until": ["ended"], "due": "planned"}],
    }  # fmt: skip


@pytest.mark.parametrize(("zone", "by_day"), [("Europe/Amsterdam", 322), ("UTC", 372)])
def test_permits_against_the_planned_end_by_the_day_of_a_zone_and_by_the_moment(
    realdata, permits, tmp_path, zone, by_day
):
    """Of 1,329 ended cases 372 are late by the day of UTC, 322 by that of the town, 389 by the moment."""
    place = ZoneInfo(zone)
    ended = {case: (s, e, p) for case, (s, e, p) in permits.items() if e}
    backwards = {case for case, (s, e, _) in ended.items() if e < s}
    late = {
        case for case, (_, e, p) in ended.items() if e.astimezone(place).date() > p.astimezone(place).date()
    }
    by_moment = {case for case, (_, e, p) in ended.items() if e > p}
    assert (len(permits), len(ended), len(backwards), len(late), len(by_moment)) == (
        1434,
        1329,
        2,
        by_day,
        389,
    )
    assert not late & backwards

    answer = run(log(realdata, "eventlogs/coselog_receipt.csv"), tmp_path / "out", permit_mapping(zone))

    rule = answer.summary["rules"]["permit.planned"]
    assert (rule["obligations"], rule["late_by_day"], rule["late_by_moment"]) == (1434, by_day, 389)
    assert rule["in_time"] + rule["late"] == 1327
    assert found(answer)["end_before_start"] == 2
    assert {case for (case,) in rows(tmp_path / "out" / "obligations.parquet", '"case"', "late")} == late


def test_permits_from_csv_and_from_xes_draw_the_same_cards(realdata, tmp_path):
    what = '"case", rule, holder, colour, drawn_on, due_on, state, ended_on, begun_by, ended_by'
    cards, obligations = [], []
    for name in ("coselog_receipt.csv", "coselog_receipt.xes.gz"):
        run(log(realdata, f"eventlogs/{name}"), tmp_path / name, permit_mapping("Europe/Amsterdam"))
        cards.append(rows(tmp_path / name / "cards.parquet", what))
        obligations.append(
            rows(tmp_path / name / "obligations.parquet", '"case", opened_on, due_on, state, ended_on, late')
        )

    assert cards[0] == cards[1]
    assert len(cards[0]) > 300
    assert obligations[0] == obligations[1]


@pytest.fixture(scope="module")
def fines(realdata):
    """The events of each fine, in the order of the file: activity and day."""
    cases = defaultdict(list)
    with gzip.open(
        log(realdata, "eventlogs/road_traffic_fines_full.csv.gz"), "rt", encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            cases[row["case_id"]].append((row["activity"], date.fromisoformat(row["timestamp"])))
    for events in cases.values():
        events.sort(
            key=lambda e: (e[1], e[0] != "Create Fine")
        )  # a case begins with its creation, also within a day
    return cases


FINES = {  # from, to, days, what ends it without fault: as in fines.yaml
    "fines.sent": ("Create Fine", {"Send Fine"}, 90, {"Payment"}),
    "fines.notified": ("Send Fine", {"Insert Fine Notification"}, 30, {"Payment"}),
    "fines.appealed": ("Insert Fine Notification", {"Insert Date Appeal to Prefecture"}, 60, set()),
    "fines.penalty_early": ("Insert Fine Notification", {"Add penalty"}, 59, set()),
    "fines.appeal_passed_on": ("Insert Date Appeal to Prefecture", {"Send Appeal to Prefecture"}, 30, set()),
    "fines.result_told": (
        "Receive Result Appeal from Prefecture",
        {"Notify Result Appeal to Offender"},
        30,
        set(),
    ),
    "fines.collected": ("Add penalty", {"Payment", "Send for Credit Collection"}, 730, set()),
}


def counted(cases, begins, ends, days, cancels):
    """In time, late, open, excused: the first later event that ends or cancels decides."""
    totals = dict.fromkeys(("in_time", "late", "open", "excused"), 0)
    for events in cases.values():
        for place, (activity, day) in enumerate(events):
            if activity != begins:
                continue
            after = next((e for e in events[place + 1 :] if e[0] in ends | cancels), None)
            if after is None:
                totals["open"] += 1
            elif after[0] in cancels:
                totals["excused"] += 1
            else:
                totals["late" if after[1] > day + timedelta(days=days) else "in_time"] += 1
    return totals


@pytest.mark.slow(40)
def test_seven_rules_over_all_road_fines_count_as_plain_python_counts(realdata, fines, tmp_path):
    answer = run(
        log(realdata, "eventlogs/road_traffic_fines_full.csv.gz"), tmp_path / "out",
        mapping.load(HERE / "fines-mapping.yaml").model_dump(by_alias=True), load(HERE / "fines.yaml"),
    )  # fmt: skip

    assert answer.summary["counts"]["believed"] == 561_470
    for code, (begins, ends, days, cancels) in FINES.items():
        rule = answer.summary["rules"][code]
        told = {
            "in_time": rule["in_time"], "late": rule["late"], "open": rule["open_overdue"] + rule["open_running"],
            "excused": rule["otherwise_ended"],
        }  # fmt: skip
        assert told == counted(fines, begins, ends, days, cancels), code
    assert answer.summary["rules"]["fines.penalty_early"]["in_time"] == 0  # no penalty before the 60th day
    assert "outside_calendar" not in found(answer)


@pytest.mark.slow(40)
def test_dates_of_1948_are_told_and_quarantined(realdata, tmp_path):
    asked = {
        "case": "case:concept:name",
        "activity": "concept:name",
        "moment": "time:timestamp",
        "zone": "UTC",
    }
    path = log(realdata, "eventlogs/bpic2019_1t_per_variant.xes.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        old = sum('key="time:timestamp" value="1948' in line for line in file)
    pack_ = load(HERE / "orders.yaml")

    answer = run(path, tmp_path / "out", asked, pack_)

    assert old == 2
    assert found(answer)["too_early"] == old
    assert answer.summary["counts"]["records"] == 338_247
    quarantined = rows(tmp_path / "out" / "quarantine.parquet", "reason, content")
    assert len(quarantined) == old
    assert all(reason == "too_early" and '"1948-' in content for reason, content in quarantined)


SERVICE = {
    "case": "case_enquiry_id", "unit": "department", "zone": "America/New_York",
    "dates": [{"column": "open_dt", "event": "opened"}, {"column": "closed_dt", "event": "closed"}],
    "starts": ["opened"], "ends": ["closed"],
    "facts": {"target": {"column": "target_dt", "as": "moment"}},
    "limits": [{"code": "service.target", "title": TWO, "on": ["opened"], "until": ["closed"], "due": "target"}],
}  # fmt: skip


def test_the_labels_of_boston_are_met_on_all_decidable_rows(realdata, tmp_path):
    path = log(realdata, "complaints/boston_311_100.csv")
    with path.open(encoding="utf-8", newline="") as file:
        labelled = {
            r["case_enquiry_id"]: r["ontime"]
            for r in csv.DictReader(file)
            if r["target_dt"].strip() and r["closed_dt"].strip()
        }

    answer = run(path, tmp_path / "out", SERVICE)

    judged = dict(
        rows(
            tmp_path / "out" / "obligations.parquet",
            "\"case\", if(late, 'OVERDUE', 'ONTIME')",
            "state = 'met'",
        )
    )
    assert len(labelled) == 77
    assert judged == labelled
    assert found(answer)["no_limit"] == 11


def test_requests_of_shenzhen_come_through_the_same_door_and_are_told_as_without_an_end(realdata, tmp_path):
    """The file gives a day of registration and an outcome, no day of disposal: nothing can be judged late, and nothing is."""
    asked = {
        "case": "rec_id", "unit": "dispose_unit", "activity": "outcome", "moment": "create_time",
        "events": {"按期办结": "said.in_time", "逾期办结": "said.late"},
        "dates": [{"column": "create_time", "event": "opened"}], "starts": ["opened"], "ends": ["closed"],
    }  # fmt: skip

    answer = run(
        log(realdata, "complaints/shenzhen_pingshan_minsheng_10000.csv"),
        tmp_path / "out",
        asked,
        load(HERE / "requests.yaml"),
    )

    assert answer.summary["events"] == {"opened": 10_000, "said.in_time": 9_076, "said.late": 924}
    assert found(answer)["without_end"] == 10_000
    assert answer.summary["rules"]["requests.five"]["late"] == 0


@pytest.mark.parametrize(
    "name",
    [
        "eventlogs/coselog_receipt.csv",
        "eventlogs/bpic2020_DomesticDeclarations.xes.gz",
        "eventlogs/road_traffic_fines_full.csv.gz",
    ],
)
def test_the_mapping_of_a_log_is_proposed_from_its_columns(realdata, name):
    found_ = proposal(log(realdata, name)).mapping

    assert (found_.case, found_.activity, found_.moment) == {
        "eventlogs/road_traffic_fines_full.csv.gz": ("case_id", "activity", "timestamp"),
    }.get(name, ("case:concept:name", "concept:name", "time:timestamp"))


def test_a_log_without_a_mapping_is_judged_by_the_planned_date_that_it_carries(realdata, tmp_path):
    answer = run(log(realdata, "complaints/boston_311_100.csv"), tmp_path / "out", None)

    assert answer.summary["rules"]["log.planned"]["late_by_moment"] == 5
    assert (tmp_path / "out" / "mapping.yaml").exists()
