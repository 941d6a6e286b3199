"""My work and the leader's view: every count is as long as the list behind it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.city import small_city

from zhixing.base import clock
from zhixing.base.words import speaking, w
from zhixing.kernel.access.models import Account
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.measures.register import Scope
from zhixing.kernel.measures.standing import ENDED_LATE, ON_TIME
from zhixing.kernel.notices.inbox import unread
from zhixing.kernel.notices.service import tell
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.organisation.models import Person
from zhixing.modules.supervision.actions.doing import report_done
from zhixing.modules.supervision.tests.conftest import Story
from zhixing.modules.workdesk import queries

LATE_DAY = date(2026, 7, 20)


@pytest.fixture
def city(db):
    return small_city()


def signed_in(city, who) -> Client:
    client = Client()
    client.force_login(city.accounts[who])
    return client


def test_a_unit_owes_what_its_clerk_sees_and_the_office_waits_for_it(city):
    Story(city).issued()

    with clock.at(clock.moment_on(date(2026, 3, 6))):
        owed = [o.rule for o in queries.owed_by(city.actor("housing_clerk"))]
        waited = [o.rule for o in queries.waited_for_by(city.actor("officer"))]

    assert owed == ["supervision.sign", "supervision.finish"]
    assert sorted(waited) == ["supervision.finish", "supervision.sign", "supervision.sign_support"]


def test_a_handler_owes_the_duties_of_the_matters_he_handles(city):
    Story(city).under_way()

    with clock.at(clock.moment_on(date(2026, 3, 6))):
        owed = [o.rule for o in queries.owed_by(city.actor("handler"))]

    assert owed == ["supervision.plan", "supervision.finish"]


def test_who_no_longer_takes_part_waits_for_nothing(city):
    story = Story(city).issued()
    with clock.at(clock.moment_on(date(2026, 3, 6))):
        before = [o.rule for o in queries.waited_for_by(city.actor("housing_clerk"))]
        item = story.item
        participations.assign(item, Standing.LEAD, [city.transport])
        item.save()

        after = [o.rule for o in queries.waited_for_by(city.actor("housing_clerk"))]

    assert before == ["supervision.sign_support"]  # housing leads and waits for finance
    assert after == []


def test_my_work_costs_as_many_statements_with_three_duties_as_with_thirty(city):
    page = signed_in(city, "housing_clerk")
    counts = []
    for more in (1, 9):
        for _ in range(more):
            Story(city).under_way()
        page.get("/workdesk/")
        with CaptureQueriesContext(connection) as seen:
            assert page.get("/workdesk/").status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_nothing_to_do_is_a_good_page(city):
    page = signed_in(city, "stranger").get("/workdesk/").content.decode()

    assert "您没有待办事项" in page


def test_what_others_are_told_is_no_news_of_mine_and_names_them_in_the_inbox(city):
    Story(city).issued()
    told = "已交由贵单位主办"
    arbiter, clerk = signed_in(city, "arbiter"), signed_in(city, "housing_clerk")

    with clock.at(clock.moment_on(date(2026, 3, 6))):
        assert told not in arbiter.get("/workdesk/").content.decode()
        assert told in clerk.get("/workdesk/").content.decode()
        own = arbiter.get("/workdesk/inbox").content.decode()
        inbox = arbiter.get("/workdesk/inbox?below=1").content.decode()
        clerks = clerk.get("/workdesk/inbox").content.decode()

    assert told not in own and "含下级单位" in own
    assert told in inbox and f"致{city.housing}" in inbox
    assert told in clerks and "含下级单位" not in clerks  # nobody is below: no tab that shows the same again


def test_the_bell_counts_what_the_inbox_opens_with_and_marking_all_leaves_units_below_alone(city):
    item = Story(city).issued().item
    arbiter = signed_in(city, "arbiter")
    event = item.events.latest("pk")
    tell(matter=item, event=event, units=[city.organ], words=w("Heed this.", "请关注。"), kind="test.done")
    below = unread(city.actor("arbiter")).count() - 1

    with clock.at(clock.moment_on(date(2026, 3, 6))):
        before = arbiter.get("/workdesk/inbox").content.decode()
        arbiter.post("/workdesk/inbox", {"all": "1"})
        after = arbiter.get("/workdesk/inbox").content.decode()

    assert below > 0
    assert "消息：1 条未读" in before and before.count('class="zx-unread"') == 1
    assert "消息：0 条未读" in after and 'class="zx-unread"' not in after
    assert unread(city.actor("arbiter")).count() == below


def test_who_serves_in_no_unit_has_nothing_to_do_and_is_told_so(city):
    person = Person.objects.create(name="方正", staff_number="A-1")
    client = Client()
    client.force_login(Account.objects.create_user(username="system", password="x", person=person))

    answer = client.get("/workdesk/")

    assert answer.status_code == 200 and "您没有待办事项" in answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", ["", "inbox", "search?q=小区", "duties/owed", "board"])
def test_every_page_answers_in_both_languages(city, path, language):
    Story(city).under_way()
    client = signed_in(city, "chief")
    client.cookies["django_language"] = language

    with clock.at(clock.moment_on(LATE_DAY)):
        answer = client.get(f"/workdesk/{path}")

    assert answer.status_code == 200


def test_each_figure_of_the_board_opens_a_list_of_the_same_length(city):
    for _ in range(3):
        Story(city).under_way()
    Story(city).issued()
    with clock.at(clock.moment_on(LATE_DAY)):
        tick()
        client = signed_in(city, "mayor")
        page = client.get("/workdesk/board").content.decode()
        boxes = re.findall(r'zx-figurebox[^>]*><a href="([^"]+)"><strong>(\d+)</strong>', page)
        assert [n for _, n in boxes] == ["4", "4", "0", "4"]
        for address, n in boxes:
            told = client.get(address.replace("&amp;", "&")).content.decode()
            assert f"<strong>{n}</strong>" in told
            assert told.count("<tr") == (int(n) + 1 if int(n) else 0)


def test_who_lacks_the_power_is_refused_and_told_which(city):
    answer = signed_in(city, "housing_clerk").get("/workdesk/board")

    assert answer.status_code == 403
    with speaking("zh"):
        assert "领导视图" in answer.content.decode()


def test_search_finds_only_what_the_reader_may_see(city):
    Story(city).issued()

    assert "老旧小区改造" in signed_in(city, "officer").get("/workdesk/search?q=小区").content.decode()
    assert "老旧小区改造" not in signed_in(city, "stranger").get("/workdesk/search?q=小区").content.decode()


def test_the_past_year_counted_together_is_what_each_measure_counts(city):
    for on, done in ((date(2026, 3, 5), date(2026, 6, 29)), (date(2026, 3, 6), date(2026, 7, 2))):
        Story(city).under_way(on).do(report_done, "housing_clerk", done, result="全部完工")
    period = Scope(
        actor=city.actor("mayor"),
        today=LATE_DAY,
        kind="supervision.item",
        first=date(2026, 1, 1),
        last=LATE_DAY,
    )

    counted = queries.ended_in(period)

    housing = city.housing.pk
    assert (counted.whole, counted.in_time, counted.share) == ({housing: 2}, {housing: 1}, 0.5)
    assert counted.in_time_by_month == {date(2026, 6, 1): 1}
    assert counted.late_by_month == {date(2026, 7, 1): 1}
    assert (ON_TIME.count(period), ENDED_LATE.count(period), ON_TIME.share(period)) == (1, 1, 0.5)
