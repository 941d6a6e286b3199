"""The door for programs: one record, a list, or lines; all of it or nothing; from the program's own account alone."""

from __future__ import annotations

import json
from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.access.tokens import issue
from zhixing.modules.approvals.actions.sources import suspend_source
from zhixing.modules.approvals.arrivals import drain
from zhixing.modules.approvals.models import Arrival, Batch, Happened, OutsideCase
from zhixing.modules.approvals.tests.conftest import MONDAY

EVENTS = "/api/v1/approvals/sources/permits/events"
LINES = "application/x-ndjson"
FIRST = {"办件编号": "A1", "环节": "受理", "时间": "2026-03-02 09:00", "单位": "市住房和城乡建设局"}
SECOND = FIRST | {"环节": "办结", "时间": "2026-03-06 16:00"}


@pytest.fixture
def send(client, story, city):
    """Sends as the program's account (or another's) on a Monday at noon."""
    story.connected()
    secrets: dict[str, str] = {}

    def sent(body, who="program", kind="application/json", path=EVENTS):
        with clock.at(clock.moment_on(MONDAY, 12)):
            if who not in secrets:
                secrets[who] = issue(city.accounts[who], "t", expires_on=date(2026, 3, 31))[1]
            raw = body if isinstance(body, (bytes, str)) else json.dumps(body, ensure_ascii=False)
            given = {"headers": {"Authorization": f"Bearer {secrets[who]}", "Accept-Language": "zh"}}
            if body is None:
                return client.get(path, **given)
            return client.post(path, raw, content_type=kind, **given)

    return sent


@pytest.mark.parametrize(
    ("body", "kind", "taken"),
    [
        (FIRST, "application/json", 1),
        ([FIRST, SECOND], "application/json", 2),
        (f"{json.dumps(FIRST)}\n\n{json.dumps(SECOND, ensure_ascii=False)}\n", LINES, 2),
        (json.dumps(FIRST), LINES, 1),
    ],
)
def test_records_come_one_as_a_list_or_on_lines_and_are_kept_as_they_were_said(send, body, kind, taken):
    answer = send(body, kind=kind)

    kept = [json.loads(one) for one in Arrival.objects.order_by("id").values_list("content", flat=True)]
    assert answer.status_code == 202
    assert answer.json()["taken_in"] == taken
    assert answer.json()["last_receipt"] == answer.json()["first_receipt"] + taken - 1
    assert kept == [FIRST, SECOND][:taken]


def test_what_was_sent_twice_is_one_event_and_the_sender_can_see_what_became_of_it(send, story):
    for _ in range(2):
        send([FIRST, SECOND])
        with clock.at(clock.moment_on(date(2026, 3, 7), 12)):
            drain(story.source_id)

    case = OutsideCase.objects.get()
    assert (case.number, case.unit, Happened.objects.count()) == ("A1", story.city.housing, 2)
    told = send(None, path="/api/v1/approvals/sources/permits/deliveries").json()["items"]
    assert [(d["number"], d["way"], d["state"], d["records"], d["believed"], d["known"]) for d in told] == [
        (2, "api", "loaded", 2, 2, 2),
        (1, "api", "loaded", 2, 2, 0),
    ]


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        ([], "application/json", 422, "approvals.nothing_sent"),
        (b"", "application/json", 415, "api.not_the_type"),  # without a body there is no type either
        ("\n \n", LINES, 422, "approvals.nothing_sent"),
        ([FIRST, 7], "application/json", 422, "approvals.record_not_fit"),
        ([FIRST, {}], "application/json", 422, "approvals.record_not_fit"),
        ([{**FIRST, "材料": [1]}], "application/json", 422, "approvals.record_not_fit"),
        ([{**FIRST, "a\x00": "b"}], "application/json", 422, "approvals.record_not_fit"),
        (f"{json.dumps(FIRST)}\nnot json\n", LINES, 422, "approvals.record_not_fit"),
        (f'{json.dumps(FIRST)}\n{{"a": NaN}}\n', LINES, 422, "approvals.record_not_fit"),
        (b'{"a": "\xff"}', LINES, 422, "approvals.record_not_fit"),
        ('{"a": 1, "a": 2}', "application/json", 400, "api.body_not_readable"),
        ("case,step\n", "text/csv", 415, "api.not_the_type"),
    ],
)
def test_a_request_with_one_wrong_record_takes_nothing_in_and_names_it(send, body, kind, status, code):
    answer = send(body, kind=kind)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.json()
    assert not Arrival.objects.exists()
    if code == "approvals.record_not_fit":
        wrong = 1 if len(body) == 1 or isinstance(body, bytes) else 2
        assert f"第 {wrong} 条记录不符合要求" in answer.json()["detail"]


def test_only_who_may_deliver_for_its_unit_finds_the_door(send, story):
    assert send(FIRST, who="finance_clerk").status_code == 404
    assert send(FIRST, path=EVENTS.replace("permits", "nobody")).status_code == 404
    assert send(FIRST, who="hall").status_code == 202
    story.do(suspend_source, "watcher", reason="停机检修")

    answer = send(FIRST)

    assert (answer.status_code, answer.json()["code"]) == (409, "approvals.source_not_ready")
    assert Arrival.objects.count() == 1
    assert not Batch.objects.exists()


def test_what_happens_as_it_happens_has_a_limit_of_its_own(send, settings):
    settings.API_RATE_LIMITS, settings.API_FEED_LIMIT = (100, 1), 4

    answers = [send(FIRST | {"办件编号": f"F{n}"}).status_code for n in range(6)]

    assert answers == [202] * 4 + [429] * 2
    assert Arrival.objects.count() == 4
