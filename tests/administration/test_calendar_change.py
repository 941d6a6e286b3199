"""A changed calendar: seen first, confirmed by a second person, then written on every record that it moves."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.calendars.models import LocalDayEntry, PublishedYear
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations import recompute
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.administration import calendar_changes, tasks
from zhixing.modules.administration.actions.calendars import (
    confirm,
    decline,
    propose_local_day,
    propose_undo,
    propose_year,
)
from zhixing.modules.administration.models import CalendarProposal
from zhixing.modules.administration.refusals import (
    DecidedAlready,
    NothingChanges,
    ProposedYourself,
    SeenOtherwise,
)

pytestmark = pytest.mark.django_db(transaction=True)
THURSDAY, FRIDAY, MONDAY, TUESDAY = (date(2026, 11, n) for n in (19, 20, 23, 24))
LIMIT = "2027-06-30"
NEW_YEAR = "一、元旦：2027年1月1日（周五）至3日（周日）放假，共3天。"


@pytest.fixture(autouse=True)
def _friday():
    with clock.at(clock.moment_on(FRIDAY, 14)):
        yield


def sign_due() -> Obligation:
    return Obligation.objects.get(rule="supervision.sign")


def proposed(city, spec=propose_local_day, who="system", **given) -> CalendarProposal:
    return perform(spec, actor=city.actor(who, FRIDAY), **given).item


def monday_off(city) -> CalendarProposal:
    return proposed(city, jurisdiction=city.gov.pk, on=MONDAY.isoformat(), ruled="rest", reason="州庆")


def seen(proposal: CalendarProposal) -> str:
    return calendar_changes.fingerprint(calendar_changes.moved_by(proposal))


def confirmed(city, proposal: CalendarProposal, who="system2") -> Event:
    return perform(confirm, proposal.pk, actor=city.actor(who, FRIDAY), seen=seen(proposal)).event


def recomputed() -> list[Event]:
    return list(Event.objects.filter(kind="obligations.dates_recomputed").order_by("id"))


def test_what_would_move_is_listed_and_nothing_is_written(city, story):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)

    changes = calendar_changes.moved_by(proposal)

    sign = next(c for c in changes if c.duty_zh == "签收")
    assert (sign.before, sign.after, sign.holder) == ("2026-11-23", "2026-11-24", "市住房和城乡建设局")
    assert sign_due().due_on == MONDAY
    assert recomputed() == [] and not LocalDayEntry.objects.exists()


def test_a_confirmed_day_moves_the_limit_on_the_record_and_tells_the_holder(city, story):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)
    told_before = Notice.objects.filter(unit=city.housing).count()

    event = confirmed(city, proposal)

    assert sign_due().due_on == TUESDAY
    assert story.item.due_on == TUESDAY
    row = recomputed()[0]
    assert row.matter_id == story.item_id
    assert "签收 / Sign for the item 2026-11-23 → 2026-11-24" in row.facts["changes"]
    assert row.actor_name == "许可"
    assert event.facts["matters"] == 1
    assert Notice.objects.filter(unit=city.housing).count() == told_before + 1
    assert audit() == []
    proposal.refresh_from_db()
    assert proposal.applied_at is not None


def test_whoever_proposed_it_cannot_confirm_it(city, story):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)

    with pytest.raises(ProposedYourself):
        confirmed(city, proposal, who="system")

    assert sign_due().due_on == MONDAY and recomputed() == []
    assert not LocalDayEntry.objects.exists()


def test_the_database_too_wants_two_persons(city):
    proposal = monday_off(city)

    with pytest.raises(IntegrityError, match="calendar_confirmed_by_another"), transaction.atomic():
        CalendarProposal.objects.filter(pk=proposal.pk).update(
            is_confirmed=True, decided_by_id=proposal.proposed_by_id
        )


def test_what_nobody_looked_at_does_not_move(city, story):
    proposal = monday_off(city)
    before = seen(proposal)
    story.issued(on=THURSDAY, limit_on=LIMIT)

    with pytest.raises(SeenOtherwise):
        perform(confirm, proposal.pk, actor=city.actor("system2", FRIDAY), seen=before)

    assert sign_due().due_on == MONDAY and not LocalDayEntry.objects.exists()


def test_a_change_is_decided_once(city):
    proposal = monday_off(city)
    confirmed(city, proposal)

    with pytest.raises(DecidedAlready):
        perform(confirm, proposal.pk, actor=city.actor("system2", FRIDAY), seen=seen(proposal))
    with pytest.raises(DecidedAlready):
        perform(decline, proposal.pk, actor=city.actor("system2", FRIDAY), reason="迟了")

    assert LocalDayEntry.objects.count() == 1


def test_a_declined_change_leaves_everything_as_it_was(city, story):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)

    perform(decline, proposal.pk, actor=city.actor("system2", FRIDAY), reason="州庆不放假")

    assert sign_due().due_on == MONDAY and not LocalDayEntry.objects.exists() and recomputed() == []


def test_undoing_a_local_day_moves_the_limits_back(city, story):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    confirmed(city, monday_off(city))
    entry = LocalDayEntry.objects.get()

    confirmed(city, proposed(city, propose_undo, entry=entry.pk, reason="取消"))

    assert sign_due().due_on == MONDAY
    assert len(recomputed()) == 2
    entry.refresh_from_db()
    assert entry.undone_at is not None


def test_provisional_limits_become_firm_when_the_year_is_published(city, story):
    with clock.at(clock.moment_on(date(2026, 12, 30), 10)):
        story.issued(on=date(2026, 12, 30), limit_on=LIMIT)
        assert (sign_due().due_on, sign_due().provisional) == (date(2027, 1, 1), True)
        proposal = proposed(city, propose_year, year=2027, notice="国办发明电〔2026〕9号", sentences=NEW_YEAR)

        confirmed(city, proposal)

    assert PublishedYear.objects.get().days == [
        ["2027-01-01", True, "元旦"],
        ["2027-01-02", True, "元旦"],
        ["2027-01-03", True, "元旦"],
    ]
    assert (sign_due().due_on, sign_due().provisional) == (date(2027, 1, 4), False)
    assert story.item.due_on == date(2027, 1, 4)


def test_a_limit_that_keeps_its_day_but_becomes_firm_is_on_the_record_too(city, story):
    with clock.at(clock.moment_on(date(2026, 12, 30), 10)):
        story.issued(on=date(2026, 12, 30), limit_on=LIMIT)
        confirmed(
            city, proposed(city, propose_year, year=2027, notice="通知", sentences="2027-02-05 休 春节")
        )

    assert (sign_due().due_on, sign_due().provisional) == (date(2027, 1, 1), False)
    assert (
        "签收 / Sign for the item 2027-01-01（暂定 → 确定 / provisional → firm）"
        in recomputed()[0].facts["changes"]
    )


def test_limits_that_do_not_pass_over_the_day_are_left_alone(city, story):
    story.issued(on=date(2026, 11, 12), limit_on=LIMIT)  # its two working days ended on the 16th
    proposal = monday_off(city)

    assert "签收" not in {c.duty_zh for c in calendar_changes.moved_by(proposal)}


def test_very_many_are_written_by_a_job_that_may_run_twice(city, story, monkeypatch):
    monkeypatch.setattr(recompute, "AT_ONCE", 0)
    deferred: list[int] = []
    monkeypatch.setattr(tasks.recompute_dates, "defer", lambda proposal_id: deferred.append(proposal_id))
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)

    confirmed(city, proposal)

    assert deferred == [proposal.pk]
    assert recomputed() == []
    monkeypatch.setattr(recompute, "AT_ONCE", 500)
    assert tasks.write_changes(proposal.pk) == 1
    assert tasks.write_changes(proposal.pk) == 0
    assert sign_due().due_on == TUESDAY
    assert len(recomputed()) == 1


def test_a_job_that_was_stopped_between_goes_on_where_it_stopped(city, story):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)
    changes = calendar_changes.moved_by(proposal)
    calendar_changes.put_in_force(proposal)
    actor = city.actor("system2", FRIDAY)

    assert recompute.apply_in_batches(changes, "变更", actor) == 1
    assert recompute.apply_in_batches(changes, "变更", actor) == 0
    assert len(recomputed()) == 1


def test_a_day_that_rests_already_is_not_proposed(city):
    with pytest.raises(NothingChanges):
        proposed(city, jurisdiction=city.gov.pk, on="2026-11-22", ruled="rest", reason="周日")

    assert not CalendarProposal.objects.exists()


@pytest.mark.parametrize("who", ["officer", "audit", "security"])
def test_only_the_system_administrator_proposes(city, who):
    from zhixing.kernel.actions.refusals import NoPower

    with pytest.raises(NoPower):
        proposed(city, who=who, jurisdiction=city.gov.pk, on=MONDAY.isoformat(), ruled="rest", reason="州庆")

    assert not CalendarProposal.objects.exists()


def test_the_page_shows_before_and_after_and_confirms_what_was_shown(city, story, signed_in):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)
    page = f"/administration/calendar/changes/{proposal.pk}/"

    own = signed_in("system").get(page).content.decode()
    assert "应由他人确认" in own and 'name="seen"' not in own
    other = signed_in("system2").get(page).content.decode()
    assert "2026年11月23日 周一" in other and "2026年11月24日 周二" in other

    stale = signed_in("system2").post(f"{page}confirm/", {"seen": "0" * 32})
    assert stale.status_code == 409 and "清单已发生变化" in stale.content.decode()
    done = signed_in("system2").post(f"{page}confirm/", {"seen": seen(proposal)}, follow=True)
    assert "重新计算" in done.content.decode()
    assert sign_due().due_on == TUESDAY


def test_a_matter_the_confirming_person_may_not_see_is_counted_but_not_named(city, story, signed_in):
    story.issued(on=THURSDAY, limit_on=LIMIT)
    proposal = monday_off(city)

    page = signed_in("system2").get(f"/administration/calendar/changes/{proposal.pk}/").content.decode()

    assert "您无权查看的事项" in page
    assert story.item.title not in page


def test_everyone_signed_in_reads_the_year_and_only_keepers_see_the_changes(city, signed_in):
    page = signed_in("stranger").get("/administration/calendar/?year=2026")

    assert page.status_code == 200
    assert "10日 国庆节 · 调休上班日" in page.content.decode()
    assert signed_in("stranger").get("/administration/calendar/changes/").status_code == 403
    assert signed_in("system2").get("/administration/calendar/changes/").status_code == 200


def test_the_list_of_changes_names_each_with_its_government_and_how_it_stands(city, signed_in):
    monday_off(city)

    page = signed_in("system2").get("/administration/calendar/changes/").content.decode()

    lines = page.split("<tbody")[1].split("</tbody")[0]
    assert "2026年11月23日为本地休息日" in lines and "云川市人民政府" in lines and "待他人确认" in lines


def test_a_year_that_is_not_published_says_so(city, signed_in):
    page = signed_in("stranger").get("/administration/calendar/?year=2027").content.decode()

    assert "2027年节假日安排尚未公布" in page


@pytest.mark.parametrize("query", ["year=9999", "year=abc", "year=1", "in=9999", "year=２０２６"])
def test_odd_years_do_no_harm(city, signed_in, query):
    assert signed_in("stranger").get(f"/administration/calendar/?{query}").status_code in (200, 404)
