"""Lists by cursor: nothing is shown twice or left out while others work, and a cursor opens only its own list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.api.callers import THURSDAY, draft, problem
from zhixing.base import clock
from zhixing.kernel.matters.models import Matter


def opened(officer, city, count, **more):
    """So many registered items, in order of registration."""
    return [
        officer.post("/supervision/items", draft(city, title=f"事项{n}", **more)).json()["id"]
        for n in range(count)
    ]


def due(ids, days):
    """Give matters the due days that settling would (the list reads the column alone)."""
    for pk, day in zip(ids, days, strict=True):
        Matter.objects.filter(pk=pk).update(due_on=day)


def walk(caller, path, query, limit, between=lambda: None):
    """Every id of the list, page by page; `between` happens after each page."""
    seen, cursor = [], None
    for _ in range(50):
        page = caller.get(path, {**query, "limit": limit} | ({"cursor": cursor} if cursor else {}))
        assert page.status_code == 200, page.content.decode()
        told = page.json()
        assert len(told["items"]) <= limit
        seen += [m["id"] for m in told["items"]]
        cursor = told["next"]
        if cursor is None:
            return seen
        between()
    raise AssertionError("the list does not end")


DAYS = [
    date(2026, 4, 1),
    None,
    date(2026, 3, 9),
    date(2026, 4, 1),
    date(2026, 4, 1),
    None,
    date(2026, 12, 31),
]


@pytest.mark.parametrize("path", ["/supervision/items", "/matters"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_by_due_day_undated_last_whatever_the_size_of_the_page(city, officer, path, limit):
    ids = opened(officer, city, 7)
    due(ids, DAYS)

    assert walk(officer, path, {}, limit) == [ids[n] for n in (2, 0, 3, 4, 6, 1, 5)]
    assert walk(officer, path, {"order": "newest"}, limit) == ids[::-1]


def test_what_comes_in_between_moves_nothing(city, officer):
    ids = opened(officer, city, 6)
    due(ids, [date(2026, 4, 1) + timedelta(days=n) for n in range(6)])
    added = []

    def meanwhile():
        early, late = opened(officer, city, 2)
        due([early, late], [date(2026, 3, 1), date(2027, 1, 1)])
        added.append(late)

    seen = walk(officer, "/supervision/items", {"show": "open"}, 2, meanwhile)

    assert [pk for pk in seen if pk in ids] == ids
    assert len(seen) == len(set(seen))
    assert set(seen) - set(ids) <= set(added)


def test_what_is_shown_already_may_go_without_a_gap(city, officer):
    ids = opened(officer, city, 5)
    due(ids, [date(2026, 4, 1)] * 5)
    first = officer.get("/supervision/items", {"limit": 2}).json()
    Matter.objects.filter(pk=ids[1]).update(due_on=None)

    rest = officer.get("/supervision/items", {"limit": 2, "cursor": first["next"]}).json()

    assert [m["id"] for m in rest["items"]] == ids[2:4]


def test_a_cursor_opens_only_the_list_it_was_written_for(city, officer):
    opened(officer, city, 3)
    cursor = officer.get("/supervision/items", {"limit": 1}).json()["next"]

    for path, query in [
        ("/supervision/items", {"order": "newest"}),
        ("/supervision/items", {"show": "open"}),
        ("/supervision/items", {"source": "order"}),
        ("/matters", {}),
        ("/notices", {}),
        ("/organisation/units", {}),
    ]:
        problem(officer.get(path, {**query, "cursor": cursor}), 400, "api.cursor_not_readable")
    assert officer.get("/supervision/items", {"limit": 2, "cursor": cursor}).status_code == 200


@pytest.mark.parametrize("cursor", ["x", "a:b:c", "\x00", "é", "W10:1abc:xyz", "=" * 400])
def test_a_cursor_that_we_did_not_write_is_refused(city, officer, cursor):
    problem(officer.get("/supervision/items", {"cursor": cursor}), 400, "api.cursor_not_readable")


def test_open_closed_and_late_around_the_last_day(city, officer):
    ids = opened(officer, city, 4)
    today = THURSDAY
    due(ids, [today - timedelta(days=1), today, today + timedelta(days=1), None])
    officer.post(f"/supervision/items/{ids[3]}/withdraw", {"reason": "重复立项"})

    def shown(show):
        return [m["id"] for m in officer.get("/supervision/items", {"show": show}).json()["items"]]

    assert shown("late") == [ids[0]]
    assert shown("open") == ids[:3]
    assert shown("closed") == [ids[3]]
    late = {m["id"]: m["is_late"] for m in officer.get("/supervision/items").json()["items"]}
    assert late == {ids[0]: True, ids[1]: False, ids[2]: False, ids[3]: False}
    with clock.at(clock.moment_on(today + timedelta(days=1), 10)):
        assert shown("late") == ids[:2]


def test_filters_narrow_and_days_are_inclusive(city, officer):
    ids = opened(officer, city, 3)
    other = officer.post(
        "/supervision/items",
        draft(city, title="整治河道", source="order", lead_unit=city.transport.pk, urgency="urgent"),
    ).json()["id"]
    due([*ids, other], [date(2026, 4, n) for n in (1, 2, 3, 4)])

    def found(**query):
        return [m["id"] for m in officer.get("/supervision/items", query).json()["items"]]

    assert found(due_from="2026-04-02", due_until="2026-04-03") == ids[1:]
    assert found(lead_unit=city.transport.pk) == [other]
    assert found(source="order") == found(urgency="urgent") == found(q="河道") == [other]
    assert found(carrying_leader=city.persons["mayor"].pk) == []
    assert found(carrying_leader=city.persons["vice"].pk) == [*ids, other]
    assert found(state=["draft", "closed"]) == [*ids, other]
    assert found(state="closed") == []
    assert found(opened_from="2026-03-06") == []
    assert found(opened_from="2026-03-05", opened_until="2026-03-05") == [*ids, other]
    assert found(is_listed="true") == []


def test_a_list_of_fifty_asks_the_database_no_more_than_a_list_of_one(
    city, officer, django_assert_max_num_queries
):
    opened(officer, city, 1)
    officer.get("/supervision/items")
    with django_assert_max_num_queries(12) as one:
        officer.get("/supervision/items")
    asked_for_one = len(one)
    opened(officer, city, 12)
    with django_assert_max_num_queries(asked_for_one):
        assert len(officer.get("/supervision/items").json()["items"]) == 13


def test_the_story_comes_in_pages_too(officer, issued):
    first = officer.get(f"/matters/{issued}/events", {"limit": 1}).json()
    second = officer.get(f"/matters/{issued}/events", {"limit": 1, "cursor": first["next"]}).json()

    kinds = [page["items"][0]["kind"] for page in (first, second)]
    assert kinds == ["supervision.registered", "supervision.issued"]
    assert second["next"] is None


def test_units_and_persons_are_those_of_the_day_asked_for(city, officer):
    city.finance.dissolved_on = date(2026, 6, 1)
    city.finance.save()

    def units(**query):
        return {u["code"] for u in officer.get("/organisation/units", query).json()["items"]}

    assert "finance" in units() and "finance" in units(on="2026-05-31")
    assert "finance" not in units(on="2026-06-01")
    assert units(on="2019-12-31") == set()
    assert units(kind="section") == {"section"}
    assert units(q="住房") == {"housing"}
    assert units(parent=city.housing.pk) == {"section"}
    assert walk(officer, "/organisation/units", {}, 3) == sorted(u.pk for u in city.units.values())
    persons = officer.get("/organisation/persons", {"unit": city.housing.pk}).json()["items"]
    assert [(p["name"], p["posts"][0]["name"]) for p in persons] == [
        ("郭建平", "主要负责人"),
        ("林小雨", "工作人员"),
    ]
    assert "email" not in persons[0] and "phone" not in persons[0]


def test_working_days_count_as_the_calendar_says(officer):
    spring = officer.get("/calendar/working-days", {"from_on": "2026-02-13", "count": 3}).json()
    assert spring["last_on"] == "2026-02-25"
    assert spring["provisional"] is False
    back = officer.get("/calendar/working-days", {"from_on": "2026-03-09", "count": -1}).json()
    assert back["last_on"] == "2026-03-06"
    span = officer.get("/calendar/days", {"from_on": "2026-10-01", "until_on": "2026-10-10"}).json()
    assert len(span["days"]) == 10
    assert (span["days"][0]["kind"], span["days"][0]["works"]) == ("holiday", False)
    assert (span["days"][9]["kind"], span["days"][9]["works"]) == ("makeup", True)
    problem(
        officer.get("/calendar/days", {"from_on": "2026-10-02", "until_on": "2026-10-01"}), 422, "invalid"
    )
    problem(
        officer.get("/calendar/days", {"from_on": "2026-01-01", "until_on": "2030-01-01"}), 422, "invalid"
    )
    problem(
        officer.get("/calendar/working-days", {"from_on": "2060-01-01", "count": 1}), 422, "calendars.outside"
    )
    problem(
        officer.get("/calendar/working-days", {"from_on": "2026-01-01", "count": 1, "jurisdiction": 999_999}),
        404,
        "not_found",
    )
