"""Every page by power; the audit; the sign-in log; jobs; rule packs."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Event
from zhixing.modules.administration.actions.jobs import retry
from zhixing.modules.administration.actions.organisation import rename
from zhixing.modules.administration.pages.audit import harmless
from zhixing.modules.administration.refusals import JobNotFailed

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 20)
EVERYONE = {"officer", "system", "security", "audit"}
PAGES = {
    "organisation/": EVERYONE,
    "rules/": EVERYONE,
    "rules/supervised-handling/": EVERYONE,
    "rules/open/supervision.sign/": EVERYONE,
    "calendar/": EVERYONE,
    "roles/": EVERYONE,
    "own/": EVERYONE,
    "calendar/changes/": {"system"},
    "jobs/": {"system"},
    "accounts/": {"security"},
    "administrators/": {"security"},
    "audit/": {"audit"},
    "audit/sign-ins/": {"audit"},
    "audit/ledger/": {"audit"},
    "audit/export.csv": {"audit"},
    "units/new/create/": {"system"},
    "persons/new/create/": {"system"},
    "calendar-changes/new/propose_year/": {"system"},
    "accounts/new/create/": {"security"},
    "roles/new/create/": {"security"},
    "stand-ins/new/create/": EVERYONE,
    "tokens/new/issue/": EVERYONE,
}


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.moment_on(TODAY, 14)):
        yield


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("system", "/administration/organisation/"),
        ("security", "/administration/accounts/"),
        ("audit", "/administration/audit/"),
        ("officer", "/workdesk/"),
    ],
)
def test_an_administrator_begins_at_his_own_page_and_everyone_else_at_his_work(signed_in, who, home):
    assert signed_in(who).get("/").headers["Location"] == home


@pytest.mark.parametrize(("path", "may"), PAGES.items(), ids=list(PAGES))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_opens_for_those_who_may_and_for_nobody_else(city, signed_in, path, may, language):
    for who in sorted(EVERYONE):
        browser = signed_in(who)
        browser.cookies["django_language"] = language
        assert browser.get(f"/administration/{path}").status_code == (200 if who in may else 403), who
    assert Client().get(f"/administration/{path}").status_code == 302


def test_what_was_done_is_found_by_who_what_and_when(city, signed_in):
    perform(
        rename, city.housing.pk, actor=city.actor("system", TODAY), name="市住房保障局", from_on="2026-10-01"
    )
    browser = signed_in("audit")

    def found(query: str) -> bool:
        return "更名为市住房保障局" in browser.get(f"/administration/audit/?{query}").content.decode()

    assert found("") and found("actor=方正") and found("kind=organisation.unit_renamed")
    assert found("from=2026-11-20&until=2026-11-20") and found(f"subject=organisation.unit:{city.housing.pk}")
    assert (
        not found("actor=许可")
        and not found("until=2026-11-19")
        and not found("kind=organisation.unit_moved")
    )


def test_a_matter_has_its_title_in_the_audit_unless_its_kind_is_confidential(
    city, story, signed_in, monkeypatch
):
    story.issued(on=TODAY, limit_on="2027-06-30", content="不得外传的内容")
    page = signed_in("audit").get("/administration/audit/").content.decode()
    assert story.item.title in page and "不得外传的内容" not in page

    import dataclasses

    kind = kinds.kind("supervision.item")
    monkeypatch.setitem(kinds._KINDS, kind.code, dataclasses.replace(kind, confidential=True))

    page = signed_in("audit").get("/administration/audit/").content.decode()
    assert story.item.title not in page and "保密事项" in page


def test_the_export_has_what_the_page_has_and_runs_no_formula(city, signed_in):
    perform(
        rename, city.housing.pk, actor=city.actor("system", TODAY), name="=HYPERLINK(1)", from_on="2026-10-01"
    )

    answer = signed_in("audit").get("/administration/audit/export.csv?kind=organisation.unit_renamed")

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][:4] == ["id", "recorded_at", "happened_at", "actor"]
    assert len(rows) == 2 and rows[1][3] == "方正"
    assert harmless("=1+1") == "'=1+1" and harmless("方正") == "方正"


def test_who_comes_in_and_who_fails_stands_on_the_record(city, signed_in):
    browser = Client()
    browser.post("/account/login/", {"login": "officer", "password": "wrong-horse"})
    browser.post("/account/login/", {"login": "Secret-Pass-9", "password": "x"})
    browser.post("/account/login/", {"login": "officer", "password": "Right-Horse-7"})

    rows = Event.objects.filter(kind__startswith="access.sign").order_by("id")
    failed, unknown, came = list(rows)[:3]
    officer = f"access.account:{city.accounts['officer'].pk}"
    assert (failed.kind, failed.subject, failed.facts["username"]) == (
        "access.sign_in_failed",
        officer,
        "officer",
    )
    assert (unknown.subject, unknown.facts["username"]) == ("access.sign_in", "Se…")
    assert (came.kind, came.subject, came.actor_name) == ("access.signed_in", officer, "何清")
    page = signed_in("audit").get("/administration/audit/sign-ins/?only=failed").content.decode()
    assert "officer" in page and "Secret-Pass-9" not in page


def failed_job(lock: str | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, status, queueing_lock)"
            " values ('time', 'obligations.tick', '{}', 'todo', %s) returning id",
            [lock],
        )
        job = cursor.fetchone()[0]
        cursor.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])
        cursor.execute("update procrastinate_jobs set status = 'failed' where id = %s", [job])
        return job


def status_of(job: int) -> str:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.get(pk=job).status


def test_each_recurring_job_and_queue_is_told_in_words(city):
    from zhixing.base.words import Words
    from zhixing.kernel.jobs import schedule
    from zhixing.modules.administration.pages import jobs

    failed_job()

    told = [row.cells[:2] for row in jobs.scheduled().rows]
    assert len(told) == len(schedule.SCHEDULE)
    assert all(isinstance(cell, Words) for cells in told for cell in cells)
    assert [row.cells[0].text("zh") for row in jobs.queues().rows] == ["时限与预警"]


def test_a_failed_job_is_seen_and_tried_again_on_record(city, signed_in):
    job = failed_job()
    page = signed_in("system").get("/administration/jobs/").content.decode()
    assert f"/administration/jobs/{job}/retry/" in page and "到期预警" in page

    signed_in("system").post(f"/administration/jobs/{job}/retry/", follow=True)

    assert status_of(job) == "todo"
    assert Event.objects.filter(kind="administration.job_retried", facts__job=job).count() == 1
    with pytest.raises(JobNotFailed):
        perform(retry, job, actor=city.actor("system", TODAY))


def test_a_job_that_waits_already_is_not_queued_twice(city):
    job = failed_job("obligations.tick")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, queueing_lock)"
            " values ('time', 'obligations.tick', '{}', 'obligations.tick')"
        )

    with pytest.raises(JobNotFailed):
        perform(retry, job, actor=city.actor("system", TODAY))

    assert status_of(job) == "failed" and not Event.objects.exists()


def test_a_pack_shows_its_articles_runs_its_cases_and_counts_what_is_open(city, story, signed_in):
    story.issued(on=TODAY, limit_on="2027-06-30")

    page = (
        signed_in("officer")
        .get(f"/administration/rules/supervised-handling/?in={city.gov.pk}")
        .content.decode()
    )

    assert "市政府关于提高执行力的意见 三(三)" in page and "示例全部通过" in page
    assert "/administration/rules/open/supervision.sign/" in page and "在办 1 项" in page
    listed = signed_in("officer").get("/administration/rules/open/supervision.sign/").content.decode()
    assert story.item.title in listed
    assert (
        story.item.title
        not in signed_in("stranger").get("/administration/rules/open/supervision.sign/").content.decode()
    )


@pytest.mark.parametrize(
    "path", ["rules/no-such-pack/", "rules/supervised-handling/?in=999", "rules/supervised-handling/?in=x"]
)
def test_a_pack_that_is_not_there_is_not_found(city, signed_in, path):
    assert signed_in("officer").get(f"/administration/{path}").status_code == 404


def test_the_permission_table_says_in_words_who_may_what(city, signed_in):
    page = signed_in("officer").get("/administration/roles/").content.decode()

    assert "督查员" in page and "核查销号" in page and "督查员：有" in page


@pytest.mark.parametrize("segment", ["nothing", "matters", "events"])
def test_only_declared_subjects_have_forms(city, signed_in, segment):
    assert signed_in("system").get(f"/administration/{segment}/1/rename/").status_code == 404
