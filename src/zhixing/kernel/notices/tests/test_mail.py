"""Mail: who gets it, when, in which language, and never twice."""

from __future__ import annotations

import json
import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.db import connection

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.models import Grant
from zhixing.kernel.notices import mail
from zhixing.kernel.notices.inbox import mark_read
from zhixing.kernel.notices.models import Mailing, Notice
from zhixing.kernel.notices.readers import readers_of
from zhixing.kernel.notices.telling import tell
from zhixing.kernel.notices.tests.conftest import TUESDAY

SATURDAY = date(2026, 3, 7)
MONDAY = date(2026, 3, 9)
WORKED_SATURDAY = date(2026, 2, 14)  # made up for the Spring Festival of 2026
SPRING_FESTIVAL = date(2026, 2, 17)


@pytest.fixture(autouse=True)
def mail_is_on(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def say(city, *, to="housing", words="请办理", urgency="plain", matter=None, by="officer", on=TUESDAY):
    with clock.at(on):
        matter = matter or city.matter()
        units = [city.units[to]] if to in city.units else []
        persons = [city.persons[to]] if to in city.persons else []
        return tell(
            matter=matter,
            event=city.event(matter, by),
            units=units,
            persons=persons,
            words=w(f"Please: {words}", words),
            kind="test.done",
            urgency=urgency,
        )


def sent_now(notices):
    with clock.at(TUESDAY):
        return mail.mail_now([n.pk for n in notices])


def digest(city, on, *accounts):
    with clock.at(clock.moment_on(on, 8, 30)):
        return mail.digest_for([city.accounts[a].pk for a in accounts], on)


def received():
    return sorted((m.to[0].split("@")[0], m.subject) for m in outbox.outbox)


def names(accounts):
    return [a.username for a in accounts]


def test_a_units_mail_goes_to_whoever_reads_its_inbox_as_his_own(city):
    unit = {key: city.units[key].pk for key in ("housing", "office", "gov")}

    assert names(readers_of(unit["housing"], MONDAY)) == ["clerk", "privy"]
    assert names(readers_of(unit["office"], MONDAY)) == ["officer"]  # granted above, serves there
    assert names(readers_of(unit["gov"], MONDAY)) == ["officer"]
    assert names(readers_of(-city.persons["handler"].pk, MONDAY)) == ["handler"]


def test_a_unit_without_a_reader_of_its_own_is_read_from_the_nearest_unit_above(city):
    section = city.unit("section", "工程科", city.units["housing"])
    Grant.objects.create(
        account=city.accounts["clerk"],
        role="clerk",
        unit=city.units["housing"],
        reach="below",
        from_on=date(2020, 1, 1),
    )

    assert names(readers_of(section.pk, MONDAY)) == ["clerk"]
    Grant.objects.filter(account=city.accounts["clerk"]).update(revoked_on=MONDAY)
    assert names(readers_of(section.pk, MONDAY)) == ["officer"]


def test_an_urgent_notice_is_mailed_at_once_and_a_plain_one_waits(city):
    assert sent_now(say(city, urgency="urgent")) == 2
    assert sent_now(say(city)) == 0

    assert received() == [("clerk", "【知行】您有 1 条紧急通知"), ("privy", "【知行】您有 1 条紧急通知")]
    assert "· 请办理" in outbox.outbox[0].body


def test_who_wants_mail_at_once_gets_plain_ones_too_in_his_language(city):
    mail.prefer(city.accounts["clerk"], email=True, pace="at_once", language="en")

    assert sent_now(say(city)) == 1

    assert received() == [("clerk", "Zhixing: 1 new notice")]
    assert outbox.outbox[0].body.startswith("· Please: 请办理\n")


def test_who_wants_no_mail_gets_none(city):
    mail.prefer(city.accounts["clerk"], email=False, pace="at_once", language="zh")
    notices = say(city, urgency="urgent")

    assert sent_now(notices) == 1
    assert digest(city, MONDAY, "clerk") == 0
    assert received() == [("privy", "【知行】您有 1 条紧急通知")]


def test_many_at_once_are_one_mail(city):
    notices = [n for k in range(60) for n in say(city, to="handler", words=f"第{k}件", urgency="urgent")]

    assert sent_now(notices) == 1

    (message,) = outbox.outbox
    assert message.subject == "【知行】您有 60 条紧急通知"
    assert message.body.count("· ") == 50
    assert "……另有 10 条。" in message.body


def test_a_job_that_runs_twice_sends_once(city):
    notices = say(city, to="handler", urgency="urgent")

    assert (sent_now(notices), sent_now(notices)) == (1, 0)
    assert len(outbox.outbox) == 1


def test_what_could_not_be_sent_is_sent_by_the_next_attempt(city, monkeypatch):
    notices = say(city, to="handler", urgency="urgent")
    with monkeypatch.context() as broken:
        broken.setattr(
            mail.EmailMessage,
            "send",
            lambda self: (_ for _ in ()).throw(smtplib.SMTPServerDisconnected("gone")),
        )
        with pytest.raises(smtplib.SMTPServerDisconnected):
            sent_now(notices)

    assert Mailing.objects.count() == 0
    assert sent_now(notices) == 1


def test_nobody_is_mailed_his_own_deed_or_what_he_has_read(city):
    own = say(city, urgency="urgent", by="clerk")
    read = say(city, urgency="urgent")
    mark_read([read[0].pk], city.actor("privy"))

    sent_now(own)
    sent_now(read)

    assert [who for who, _ in received()] == ["clerk", "privy"]


def test_the_digest_has_everything_unread_and_unmailed_once(city):
    say(city, words="甲")
    mark_read([n.pk for n in say(city, words="乙")], city.actor("clerk"))
    sent_now(say(city, words="丙", urgency="urgent"))
    outbox.outbox.clear()

    assert digest(city, MONDAY, "clerk") == 1
    assert digest(city, MONDAY, "clerk") == 0

    (message,) = outbox.outbox
    assert message.subject == "【知行】您有 1 条新通知"
    assert "甲" in message.body
    assert "乙" not in message.body
    assert "丙" not in message.body


@pytest.mark.parametrize(
    ("day", "sent"),
    [
        pytest.param(SATURDAY, 0, id="a Saturday"),
        pytest.param(SPRING_FESTIVAL, 0, id="a holiday on a Tuesday"),
        pytest.param(WORKED_SATURDAY, 1, id="a Saturday that is worked"),
        pytest.param(MONDAY, 1, id="a Monday"),
    ],
)
def test_no_reminder_falls_on_a_rest_day(city, day, sent):
    say(city, on=clock.moment_on(day - timedelta(days=1)))

    assert digest(city, day, "clerk") == sent


def test_what_a_rest_day_kept_back_comes_on_the_next_working_day(city):
    say(city, on=clock.moment_on(SATURDAY))

    assert digest(city, SATURDAY, "clerk") == 0
    assert digest(city, MONDAY, "clerk") == 1


def test_from_above_the_digest_tells_of_ones_own_units_only(city):
    say(city, to="housing", words="甲", by="clerk")
    say(city, to="office", words="乙", by="clerk")

    digest(city, MONDAY, "officer")

    assert "乙" in outbox.outbox[0].body
    assert "甲" not in outbox.outbox[0].body


def test_mail_of_a_confidential_matter_tells_nothing_of_it(city):
    matter = city.matter("某局长被举报一案", kind="secret.thing", lead="housing")
    notices = say(city, words="{title}", urgency="urgent", matter=matter)
    assert "某局长" in Notice.objects.get(pk=notices[0].pk).zh

    sent_now(notices)

    assert outbox.outbox
    for message in outbox.outbox:
        assert "某局长" not in message.subject + message.body
        assert "一条保密事项通知" in message.body


def test_the_digests_are_planned_for_everyone_who_takes_mail(city):
    mail.prefer(city.accounts["clerk"], email=False, pace="digest", language="zh")

    assert mail.plan_digests() == 4

    with connection.cursor() as cursor:
        cursor.execute(
            "select args -> 'account_ids' from procrastinate_jobs where task_name = 'notices.digest_for'"
        )
        (job,) = cursor.fetchall()
    assert json.loads(job[0]) == sorted(a.pk for name, a in city.accounts.items() if name != "clerk")


def test_without_mail_no_jobs_are_made_for_it(city, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    say(city, urgency="urgent")

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'notices.mail_now'")
        assert cursor.fetchone() == (0,)
