"""Deliveries go into the store whole or not at all, and again without doubling."""

from __future__ import annotations

from datetime import date

import pytest
from tests.city import City, small_city

from zhixing.base import clock
from zhixing.base.refusals import NotAllowed
from zhixing.kernel.files.models import StoredFile
from zhixing.modules.approvals import arrivals
from zhixing.modules.approvals.judging_store import touch_due
from zhixing.modules.approvals.models import Arrival, Batch, Quarantined
from zhixing.modules.approvals.refusals import SourceNotReady
from zhixing.modules.approvals.tests.stored import (
    HEADER,
    NOON,
    cards,
    case_of,
    connected,
    delivered,
    duties,
    events,
    judged,
)

pytestmark = [pytest.mark.bulk, pytest.mark.django_db]
TWO_CASES = (
    HEADER
    + "A1,received,2026-03-02 09:00,市住房和城乡建设局,2026-03-10\n"
    + "A1,decided,2026-03-12 16:00,市住房和城乡建设局,2026-03-10\n"
    + "A2,received,2026-03-05,窗口一,2026-03-25\n"
    + "A2,checked,someday,窗口一,2026-03-25\n"
)


@pytest.fixture
def city() -> City:
    return small_city(packs=())


def test_a_file_is_loaded_and_judged(city):
    source = connected(city)

    batch = delivered(source, city, TWO_CASES)

    assert (batch.state, batch.problem) == ("loaded", None)
    assert (batch.records, batch.believed, batch.quarantined, batch.known, batch.cases) == (4, 3, 1, 0, 2)
    assert events(source) == [
        ("A1", "received", "2026-03-02"),
        ("A1", "decided", "2026-03-12"),
        ("A2", "received", "2026-03-05"),
    ]
    assert judged() == 2
    assert duties(source) == [
        ("A1", "a.due", date(2026, 3, 2), date(2026, 3, 10), "met", date(2026, 3, 12), True),
        ("A2", "a.due", date(2026, 3, 5), date(2026, 3, 25), "open", None, False),
    ]
    assert cards(source) == [("A1", "a.due", "yellow", date(2026, 3, 11))]
    assert judged() == 0


def test_the_same_file_twice_changes_nothing(city):
    source = connected(city)
    delivered(source, city, TWO_CASES)
    judged()
    before = (events(source), duties(source), cards(source))

    again = delivered(source, city, TWO_CASES)
    longer = delivered(source, city, TWO_CASES + "A3,received,2026-03-06,窗口一,2026-03-09\n")

    assert (again.known, again.cases, again.corrected) == (3, 0, 0)
    assert (longer.known, longer.cases, longer.corrected) == (3, 1, 0)
    assert judged() == 1
    assert ([e for e in events(source) if e[0] != "A3"], duties(source)[:2], cards(source)[:1]) == before
    assert cards(source)[1:] == [("A3", "a.due", "yellow", date(2026, 3, 10))]


def test_each_delivery_is_sealed_by_one_event_with_its_fingerprints(city):
    source = connected(city)

    first = delivered(source, city, TWO_CASES)
    second = delivered(source, city, TWO_CASES.replace("16:00", "15:00"))

    assert first.event.facts == {
        "delivery": 1, "name": "log.csv", "sha256": first.sha256, "believed_sha256": first.event.facts["believed_sha256"],
        "records": 4, "believed": 3, "quarantined": 1, "unread": 0, "known": 0, "corrected": 0, "cases": 2,
    }  # fmt: skip
    assert source.events.filter(kind="approvals.batch_loaded").count() == 2
    assert first.event.facts["believed_sha256"] != second.event.facts["believed_sha256"]
    assert list(first.event.files.values_list("file__sha256", flat=True)) == [first.sha256]


def test_what_is_not_believed_is_kept_whole(city):
    source = connected(city)

    batch = delivered(source, city, TWO_CASES)

    (held,) = Quarantined.objects.filter(batch=batch)
    assert (held.what, held.place, held.case_number, held.reason) == ("record", 4, "A2", "bad_moment")
    assert held.content == '{"case":"A2","step":"checked","at":"someday","unit":"窗口一","due":"2026-03-25"}'
    assert [f["code"] for f in batch.quality["findings"] if f["held"] == "quarantined"] == [
        "bad_moment",
        "much_left_out",
    ]


def test_a_mapping_that_does_not_fit_is_refused_and_nothing_changes(city):
    source = connected(city)

    batch = delivered(source, city, "number,what\n1,2\n")

    assert batch.state == "failed"
    assert batch.problem["zh"] == "日志中没有“case”列。"
    assert batch.problem["way_out_en"] == "Its columns are: number、what."
    assert (events(source), source.cases.count(), Quarantined.objects.count()) == ([], 0, 0)
    assert not source.events.filter(kind="approvals.batch_loaded").exists()


BY_ID = {
    "case": "case", "activity": "step", "moment": "at", "event_id": "id", "starts": ["received"], "ends": ["decided"],
    "limits": [
        {"code": "a.due", "title": {"en": "x", "zh": "某时限"}, "on": ["received"], "until": ["decided"], "due": "due"}
    ],
    "facts": {"due": {"column": "due", "as": "day"}},
}  # fmt: skip
NAMED = "id,case,step,at,due\n"
FIRST = (
    NAMED
    + "e1,B1,received,2026-03-02,2026-03-10\ne2,B1,decided,2026-03-12,\ne3,B2,received,2026-03-02,2026-03-10\n"
)


def test_a_corrected_time_takes_the_place_of_the_old_one_and_only_its_case_is_judged_again(city):
    source = connected(city, BY_ID)
    delivered(source, city, FIRST)
    judged()
    assert cards(source) == [
        ("B1", "a.due", "yellow", date(2026, 3, 11)),
        ("B2", "a.due", "yellow", date(2026, 3, 11)),
    ]

    batch = delivered(source, city, NAMED + "e2,B1,decided,2026-03-09,\n")

    assert (batch.corrected, batch.cases) == (1, 1)
    assert events(source)[:2] == [("B1", "received", "2026-03-02"), ("B1", "decided", "2026-03-09")]
    assert judged() == 1
    assert duties(source)[0][3:] == (date(2026, 3, 10), "met", date(2026, 3, 9), False)
    assert cards(source) == [("B2", "a.due", "yellow", date(2026, 3, 11))]


def test_an_end_before_its_start_is_set_aside_and_comes_back_when_the_start_is_corrected(city):
    source = connected(city, BY_ID)
    delivered(source, city, NAMED + "e2,B1,decided,2026-03-05,\n")
    assert events(source) == [("B1", "decided", "2026-03-05")]

    late_start = delivered(source, city, NAMED + "e1,B1,received,2026-03-06,2026-03-10\n")
    assert events(source) == [("B1", "received", "2026-03-06")]
    assert [(q.what, q.reason) for q in Quarantined.objects.filter(batch=late_start)] == [
        ("earlier", "end_before_start")
    ]

    delivered(source, city, NAMED + "e1,B1,received,2026-03-04,2026-03-10\n")
    assert events(source) == [("B1", "received", "2026-03-04"), ("B1", "decided", "2026-03-05")]


def test_what_cannot_be_in_one_file_is_told_in_its_own_delivery(city):
    source = connected(city, BY_ID)

    batch = delivered(source, city, NAMED + "e1,B1,received,2026-03-06,\ne2,B1,decided,2026-03-05,\n")

    assert (batch.believed, batch.quarantined) == (1, 1)
    assert [(q.what, q.place, q.reason) for q in batch.held.all()] == [("record", 2, "end_before_start")]


def test_a_case_knows_when_it_began_who_has_it_and_what_happened_last(city):
    source = connected(city)
    delivered(source, city, TWO_CASES)
    judged()

    case = case_of(source, "A1")

    assert (case.began_on, case.ended_on, case.last_on) == (
        date(2026, 3, 2),
        date(2026, 3, 12),
        date(2026, 3, 12),
    )
    assert (case.last_kind, case.events, case.unit, case.facts["due"]) == (
        "decided",
        2,
        city.housing,
        "2026-03-10",
    )
    assert (case_of(source, "A2").unit, case_of(source, "A2").unit_name) == (None, "窗口一")
    assert Batch.objects.get().cases == 2


def test_time_alone_draws_the_card_when_its_day_has_come(city):
    source = connected(city)
    delivered(source, city, TWO_CASES)
    judged()
    with clock.at(NOON):
        assert touch_due(date(2026, 3, 25)) == 0

        assert touch_due(date(2026, 3, 26)) == 1
    assert judged(date(2026, 3, 26)) == 1

    assert cards(source)[1:] == [("A2", "a.due", "yellow", date(2026, 3, 26))]
    assert touch_due(date(2026, 3, 30)) == 0


def test_what_comes_by_the_api_is_kept_at_once_and_taken_in_as_one_delivery(city):
    source = connected(city)
    clerk = city.actor("housing_clerk")
    records = [
        {
            "case": "A1",
            "step": "received",
            "at": "2026-03-02T09:00:00+08:00",
            "due": "2026-03-10",
            "more": {"a": 1},
        },
        {"case": "A1", "step": "decided", "at": "2026-03-12T09:00:00+08:00"},
        {"case": "A1", "step": "checked", "at": "some\ud800day"},
    ]

    receipts = arrivals.receive(source, records, clerk)

    assert len(receipts) == 3
    assert events(source) == []
    with clock.at(NOON):
        assert arrivals.drain(source.pk) == 2
    (batch,) = source.batches.all()
    assert (batch.way, batch.state, batch.records, batch.believed, batch.unread) == ("api", "loaded", 2, 2, 1)
    assert duties(source) == [
        ("A1", "a.due", date(2026, 3, 2), date(2026, 3, 10), "met", date(2026, 3, 12), True)
    ]
    assert Arrival.objects.count() == 0
    assert [(q.what, q.reason) for q in batch.held.all()] == [("line", "unread")]


def test_a_stranger_and_a_source_that_is_not_connected_are_refused_and_nothing_is_kept(city):
    source = connected(city)

    with pytest.raises(NotAllowed):
        arrivals.receive(source, [{"case": "A1"}], city.actor("stranger"))
    source.state = "suspended"
    source.save()
    with pytest.raises(SourceNotReady):
        arrivals.receive(source, [{"case": "A1"}], city.actor("housing_clerk"))
    with pytest.raises(SourceNotReady):
        delivered(source, city, TWO_CASES)

    assert (Arrival.objects.count(), Batch.objects.count(), StoredFile.objects.count()) == (0, 0, 0)


def test_a_name_longer_than_any_is_set_aside_and_a_zero_byte_refused(city):
    source = connected(city)

    batch = delivered(
        source, city, HEADER + f"{'9' * 600},received,2026-03-02,,\nA1,{'x' * 300},2026-03-02,,\n"
    )
    zero = delivered(source, city, HEADER + "A\x001,received,2026-03-02,,\n")

    assert [q.reason for q in batch.held.order_by("place")] == ["too_long", "too_long"]
    assert (zero.state, zero.problem["zh"]) == ("failed", "“log.csv”不是可读取的日志：含有空字节。")
    assert events(source) == []
