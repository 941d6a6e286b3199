"""Telling, and reading what one was told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from zhixing.base import clock
from zhixing.base.words import speaking, w
from zhixing.kernel.access.models import StandIn
from zhixing.kernel.notices.models import Notice, NoticeRead, ReadThrough
from zhixing.kernel.notices.service import inbox, mark_read, tell, unread_count
from zhixing.kernel.notices.tests.conftest import TUESDAY

ISSUED = w("{number} “{title}” was given to you.", "{number}“{title}”已交办。")


def say(city, matter, *, units=(), persons=(), by="officer", words=ISSUED, **more):
    event = city.event(matter, by)
    return tell(
        matter=matter,
        event=event,
        units=[city.units[u] for u in units],
        persons=[city.persons[p] for p in persons],
        words=words,
        kind="test.done",
        **more,
    )


def test_a_units_notice_is_in_the_inbox_of_whoever_holds_the_power_over_it(city):
    say(city, city.matter(lead="housing"), units=["housing"])

    (notice,) = inbox(city.actor("clerk"))
    assert notice.zh == "云督〔2026〕1号“修建滨河路”已交办。"
    assert notice.en == "云督〔2026〕1号 “修建滨河路” was given to you."
    assert inbox(city.actor("privy")).count() == 1
    assert inbox(city.actor("officer")).count() == 1  # from above
    assert inbox(city.actor("officer"), below=False).count() == 0
    assert inbox(city.actor("handler")).count() == 0  # serves there, without the power
    assert inbox(city.actor("treasurer")).count() == 0


def test_from_above_ones_own_units_are_those_granted_by_name_and_those_one_serves_in(city):
    matter = city.matter(lead="housing")
    say(city, matter, units=["gov", "office", "housing"], by="clerk")

    own = inbox(city.actor("officer"), below=False)

    assert [n.unit.code for n in own] == ["office", "gov"]


def test_a_person_is_told_without_any_power(city):
    say(city, city.matter(lead="housing"), persons=["handler"])

    assert inbox(city.actor("handler")).count() == 1
    assert inbox(city.actor("clerk")).count() == 0


def test_who_is_named_twice_is_told_once(city):
    assert len(say(city, city.matter(), units=["housing", "housing"], persons=["handler", "handler"])) == 2


def test_the_newest_comes_first_and_is_in_the_readers_language(city):
    for n in (1, 2, 3):
        say(city, city.matter(f"事项{n}"), units=["housing"])

    titles = [n.matter.title for n in inbox(city.actor("clerk"))]
    assert titles == ["事项3", "事项2", "事项1"]
    newest = inbox(city.actor("clerk"))[0]
    with speaking("en"):
        assert str(newest.words).endswith("was given to you.")
    with speaking("zh"):
        assert str(newest.words).endswith("已交办。")


def test_each_reader_reads_for_himself(city):
    one, two = (say(city, city.matter(f"事项{n}"), units=["housing"])[0] for n in (1, 2))
    clerk, privy = city.actor("clerk"), city.actor("privy")

    assert mark_read([one.pk], clerk) == 1
    assert mark_read([one.pk], clerk) == 0

    assert [(n.pk, n.is_read) for n in inbox(clerk)] == [(two.pk, False), (one.pk, True)]
    assert (unread_count(clerk), unread_count(privy)) == (1, 2)
    assert mark_read(None, privy) == 2
    assert (unread_count(clerk), unread_count(privy)) == (1, 0)


def test_all_that_is_marked_from_above_without_units_below_is_ones_own(city):
    say(city, city.matter(lead="housing"), units=["office", "housing"], by="clerk")
    officer = city.actor("officer")

    assert (unread_count(officer, below=False), unread_count(officer)) == (1, 2)
    assert mark_read(None, officer, below=False) == 1
    assert (unread_count(officer, below=False), unread_count(officer)) == (0, 1)


def test_naming_no_notice_marks_none(city):
    say(city, city.matter(), units=["housing"])
    clerk = city.actor("clerk")

    assert mark_read([], clerk) == 0
    assert unread_count(clerk) == 1


def test_what_is_read_and_settled_is_not_looked_at_again(city):
    clerk = city.actor("clerk")
    with clock.at(TUESDAY):
        old, older = (say(city, city.matter(f"事项{n}"), units=["housing"])[0] for n in (1, 2))
    with clock.at(TUESDAY + timedelta(minutes=61)):
        mark_read([old.pk], clerk)
        assert ReadThrough.objects.get().through == old.pk
        young = say(city, city.matter("事项3"), units=["housing"])[0]
        assert mark_read(None, clerk) == 2

    assert (
        ReadThrough.objects.get().through == older.pk
    )  # not `young`: one with a lower id may still be uncommitted
    NoticeRead.objects.exclude(notice=young).delete()
    assert [(n.pk, n.is_read) for n in inbox(clerk)] == [(young.pk, True), (older.pk, True), (old.pk, True)]
    assert unread_count(clerk) == 0
    assert unread_count(city.actor("privy")) == 3  # each reader's mark is his own


def test_the_mark_stops_before_the_first_unread_notice(city):
    clerk = city.actor("clerk")
    with clock.at(TUESDAY):
        first, second = (say(city, city.matter(f"事项{n}"), units=["housing"])[0] for n in (1, 2))
    with clock.at(TUESDAY + timedelta(days=1)):
        mark_read([second.pk], clerk)

    assert ReadThrough.objects.get().through == first.pk - 1
    assert unread_count(clerk) == 1


def test_nobody_marks_what_is_not_in_his_inbox(city):
    (notice,) = say(city, city.matter(), units=["finance"])

    assert mark_read([notice.pk], city.actor("clerk")) == 0
    assert NoticeRead.objects.count() == 0


def test_ones_own_deed_is_shown_as_read(city):
    say(city, city.matter(), units=["housing"], by="clerk")

    assert [n.is_read for n in inbox(city.actor("clerk"))] == [True]
    assert (unread_count(city.actor("clerk")), unread_count(city.actor("privy"))) == (0, 1)


def test_a_stand_in_reads_what_the_absent_person_is_told_while_it_lasts(city):
    say(city, city.matter(), persons=["clerk"])
    StandIn.objects.create(
        absent=city.accounts["clerk"],
        deputy=city.accounts["treasurer"],
        from_on=date(2026, 3, 3),
        until_on=date(2026, 3, 3),
        reason="出差",
    )

    assert inbox(city.actor("treasurer")).count() == 1
    StandIn.objects.update(revoked_on=date(2026, 3, 3))
    assert inbox(city.actor("treasurer")).count() == 0


def test_the_count_is_one_query_and_stops_at_a_hundred(city):
    matter = city.matter()
    Notice.objects.bulk_create(
        Notice(
            unit=city.units["housing"],
            matter=matter,
            kind="x",
            zh="x",
            en="x",
            created_at="2026-03-03T00:00Z",
        )
        for _ in range(130)
    )
    clerk = city.actor("clerk")
    assert unread_count(clerk) == 100

    with CaptureQueriesContext(connection) as asked:
        assert unread_count(clerk) == 100
    assert len(asked) == 1


def test_two_thousand_are_told_in_a_few_statements(city):
    units = [city.unit(f"u{n}", f"单位{n}") for n in range(500)]
    matter = city.matter()
    event = city.event(matter)

    with CaptureQueriesContext(connection) as asked:
        for words in (w("a", "甲"), w("b", "乙"), w("c", "丙"), w("d", "丁")):
            tell(matter=matter, event=event, units=units, words=words, kind="x")

    assert Notice.objects.count() == 2_000
    assert len(asked) <= 4 * 5  # one INSERT in its savepoint, subscriptions, jobs


# Confidential matters

SECRET = "某局长被举报一案"


def test_outside_a_confidential_matters_audience_neither_title_nor_matter_is_told(city):
    matter = city.matter(SECRET, kind="secret.thing", lead="housing")
    say(
        city,
        matter,
        units=["finance", "housing"],
        persons=["handler"],
        words=w("{title}: {title}", "{title}：{title}"),
    )

    for reader in ("treasurer", "handler"):
        (notice,) = inbox(city.actor(reader))
        assert notice.zh == "有一项保密事项涉及您，请向主办单位了解。"
        assert SECRET not in notice.zh + notice.en
        assert (notice.matter_id, notice.event_id) == (None, None)


def test_within_its_audience_only_who_may_find_the_matter_is_shown_the_notice(city):
    matter = city.matter(SECRET, kind="secret.thing", lead="housing")
    say(city, matter, units=["housing"])

    assert [SECRET in n.zh for n in inbox(city.actor("privy"))] == [True]
    for reader in ("clerk", "officer"):  # both read the unit's inbox, neither may find the matter
        assert inbox(city.actor(reader)).count() == 0
        assert unread_count(city.actor(reader)) == 0
        assert mark_read(None, city.actor(reader)) == 0


def test_who_may_no_longer_find_a_confidential_matter_no_longer_finds_its_notices(city):
    matter = city.matter(SECRET, kind="secret.thing", lead="housing")
    say(city, matter, units=["housing"])
    matter.audience = []
    matter.save()

    assert inbox(city.actor("privy")).count() == 0


def test_a_kind_that_nobody_registered_is_treated_as_confidential(city):
    matter = city.matter(SECRET, kind="forgotten.thing")
    say(city, matter, units=["housing"])

    assert SECRET not in inbox(city.actor("clerk"))[0].zh


@pytest.mark.parametrize("addressee", [{}, {"unit": "housing", "person": "clerk"}])
def test_the_database_refuses_a_notice_to_nobody_or_to_two(city, addressee):
    unit = city.units["housing"] if "unit" in addressee else None
    person = city.persons["clerk"] if "person" in addressee else None

    with pytest.raises(IntegrityError, match="notice_has_one_addressee"), transaction.atomic():
        Notice.objects.create(
            unit=unit, person=person, kind="x", zh="x", en="x", created_at="2026-03-03T00:00Z"
        )
