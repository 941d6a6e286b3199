"""The chart through time: what is renamed, moved, merged and dissolved stays as it was on the days before."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.access.models import Account
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import NoPower
from zhixing.kernel.matters.models import Event
from zhixing.kernel.organisation.chart import chart_on
from zhixing.kernel.organisation.models import Appointment, Unit
from zhixing.kernel.organisation.refusals import CircularChart, StillHasUnits
from zhixing.modules.administration import refusals
from zhixing.modules.administration.actions import organisation, persons

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.moment_on(TODAY, 14)):
        yield


def do(city, spec, thing=None, who="system", **given):
    return perform(spec, thing.pk if thing is not None else None, actor=city.actor(who, TODAY), **given)


def standing_of(unit_id: int, on: date) -> tuple[str, int | None] | None:
    return next(((p.name, p.parent_id) for p in chart_on(on) if p.unit_id == unit_id), None)


def test_a_new_unit_stands_in_the_tree_from_its_day_on(city):
    done = do(
        city, organisation.create, name="市数据局", code="digital", kind="department", level="city",
        parent=city.gov.pk, opened_on="2026-11-02",
    )  # fmt: skip

    unit = Unit.objects.get(pk=done.item.pk)
    assert str(unit.path) == f"{city.gov.pk}.{unit.pk}"
    assert standing_of(unit.pk, date(2026, 11, 1)) is None
    assert standing_of(unit.pk, date(2026, 11, 2)) == ("市数据局", city.gov.pk)
    assert done.event.subject == f"organisation.unit:{unit.pk}"


def test_a_code_names_one_unit(city):
    with pytest.raises(refusals.CodeTaken):
        do(
            city,
            organisation.create,
            name="x",
            code="housing",
            kind="department",
            level="city",
            opened_on="2026-11-02",
        )

    assert Event.objects.count() == 0


def test_an_earlier_name_stays_in_the_chart_of_earlier_days_and_is_found(city, signed_in):
    do(city, organisation.rename, city.housing, name="市住房保障局", from_on="2026-10-01")

    assert standing_of(city.housing.pk, date(2026, 9, 30))[0] == "市住房和城乡建设局"
    assert standing_of(city.housing.pk, date(2026, 10, 1))[0] == "市住房保障局"
    browser = signed_in("stranger")
    then = browser.get("/administration/organisation/?on=2026-09-30").content.decode()
    assert "市住房和城乡建设局" in then and "市住房保障局" not in then
    assert "市住房保障局" in browser.get("/administration/organisation/?q=住房和城乡").content.decode()


def test_a_unit_moves_with_all_below_it(city):
    do(city, organisation.move, city.housing, parent=city.finance.pk, from_on="2026-10-01")

    section = Unit.objects.get(pk=city.section.pk)
    assert str(section.path) == f"{city.gov.pk}.{city.finance.pk}.{city.housing.pk}.{section.pk}"
    assert standing_of(city.housing.pk, date(2026, 9, 30))[1] == city.gov.pk
    assert standing_of(city.housing.pk, TODAY)[1] == city.finance.pk
    assert set(Unit.objects.below(Unit.objects.get(pk=city.finance.pk))) >= {section}


@pytest.mark.parametrize("below", ["section"])
def test_a_unit_does_not_move_below_itself(city, below):
    with pytest.raises(CircularChart):
        do(city, organisation.move, city.housing, parent=city.units[below].pk, from_on="2026-10-01")

    assert str(Unit.objects.get(pk=city.housing.pk).path) == f"{city.gov.pk}.{city.housing.pk}"
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("from_on", "refusal"), [("2020-01-01", refusals.SpellTooEarly), ("2026-11-21", refusals.StillToCome)]
)
def test_history_is_not_rewritten_and_the_future_not_entered(city, from_on, refusal):
    with pytest.raises(refusal):
        do(city, organisation.rename, city.housing, name="x", from_on=from_on)

    assert Unit.objects.get(pk=city.housing.pk).name == "市住房和城乡建设局"
    assert city.housing.spells.count() == 1 and Event.objects.count() == 0


def test_two_changes_of_the_tree_at_once_one_is_told_to_wait(city):
    import threading

    from django.db import connection, transaction

    from zhixing.modules.administration import tree

    held, over = threading.Event(), threading.Event()

    def other():
        with transaction.atomic():
            tree.alone()
            held.set()
            over.wait(10)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(refusals.ChartBusy):
            do(city, organisation.move, city.housing, parent=city.finance.pk, from_on="2026-10-01")
    finally:
        over.set()
        thread.join()

    assert Unit.objects.get(pk=city.housing.pk).parent_id == city.gov.pk


def test_a_unit_with_units_below_is_not_dissolved(city):
    with pytest.raises(StillHasUnits):
        do(city, organisation.dissolve, city.housing, from_on="2026-11-01", reason="机构改革")

    assert Unit.objects.get(pk=city.housing.pk).dissolved_on is None


@pytest.mark.parametrize("spec", [organisation.dissolve, organisation.merge])
def test_a_unit_with_duties_in_open_matters_stays_and_says_how_many(city, story, spec):
    story.issued(on=TODAY, limit_on="2027-06-30")
    given = {"successor": city.transport.pk} if spec is organisation.merge else {}

    with pytest.raises(refusals.StandsInOpenMatters) as refusal:
        do(city, spec, city.finance, from_on="2026-11-01", reason="机构改革", **given)

    assert "协办 1 件" in str(refusal.value)
    assert Unit.objects.get(pk=city.finance.pk).dissolved_on is None


def test_a_merged_unit_ends_and_those_below_go_over(city):
    do(
        city,
        organisation.merge,
        city.housing,
        successor=city.transport.pk,
        from_on="2026-11-01",
        reason="机构改革",
    )

    housing = Unit.objects.get(pk=city.housing.pk)
    assert (housing.dissolved_on, housing.successor_id) == (date(2026, 11, 1), city.transport.pk)
    section = Unit.objects.get(pk=city.section.pk)
    assert (section.parent_id, str(section.path)) == (
        city.transport.pk, f"{city.gov.pk}.{city.transport.pk}.{section.pk}",
    )  # fmt: skip
    assert standing_of(housing.pk, date(2026, 10, 31)) is not None
    assert standing_of(housing.pk, date(2026, 11, 1)) is None
    assert [e.kind for e in Event.objects.order_by("id")] == [
        "organisation.unit_merged",
        "organisation.unit_moved",
    ]


def test_what_is_dissolved_is_not_changed_any_more(city):
    do(city, organisation.dissolve, city.town, from_on="2026-11-01", reason="撤并")

    with pytest.raises(refusals.GoneUnit):
        do(city, organisation.rename, city.town, name="x", from_on="2026-11-10")


def test_a_post_a_person_and_an_appointment(city):
    post = do(city, persons.add_post, city.finance, post_name="局长", rank="head").item
    person = do(city, persons.enter_person, name="钱进", staff_number="S900").item

    do(city, persons.appoint, post, person=person.pk, from_on="2026-11-01")

    held = Appointment.objects.get(post=post)
    assert (held.person_id, held.from_on, held.until_on) == (person.pk, date(2026, 11, 1), None)
    other = do(city, persons.enter_person, name="钱多", staff_number="S901").item
    with pytest.raises(refusals.PostHeld):
        do(city, persons.appoint, post, person=other.pk, from_on="2026-12-01")
    do(city, persons.end_appointment, held, until_on="2026-11-30")
    do(city, persons.appoint, post, person=other.pk, from_on="2026-12-01")
    assert Appointment.objects.filter(post=post).count() == 2


def test_who_left_holds_no_post_and_does_not_come_in(city):
    do(city, persons.leave, city.persons["finance_clerk"], left_on="2026-11-20")

    assert Appointment.objects.get(person=city.persons["finance_clerk"]).until_on == date(2026, 11, 19)
    assert not Account.objects.get(username="finance_clerk").is_active
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["organisation.person_left", "organisation.appointment_ended"]


def test_an_administrator_hands_over_before_leaving(city):
    with pytest.raises(refusals.HoldsSeat):
        do(city, persons.leave, city.persons["audit"], left_on="2026-11-20")

    assert Account.objects.get(username="audit").is_active


@pytest.mark.parametrize("who", ["security", "audit", "officer", "housing_head"])
def test_only_the_system_administrator_changes_the_chart(city, who):
    with pytest.raises(NoPower):
        do(city, organisation.rename, city.housing, who, name="x", from_on="2026-10-01")

    assert Event.objects.count() == 0


def test_the_form_of_a_deed_shows_the_refusal_and_keeps_what_was_written(city, signed_in):
    address = f"/administration/units/{city.housing.pk}/move/"

    answer = signed_in("system").post(address, {"parent": city.section.pk, "from_on": "2026-10-01"})

    page = answer.content.decode()
    assert answer.status_code == 409 and "不能互为上下级" in page
    assert 'value="2026-10-01"' in page
    assert signed_in("officer").get(address).status_code == 403
    assert signed_in("officer").get("/administration/units/999999/move/").status_code == 403
    assert signed_in("system").get("/administration/units/999999/move/").status_code == 404


def test_the_units_page_counts_what_the_ledger_shows(city, story, signed_in):
    story.issued(on=TODAY, limit_on="2027-06-30")

    page = signed_in("officer").get(f"/administration/organisation/units/{city.housing.pk}/").content.decode()

    assert f"/supervision/items?lead_unit={city.housing.pk}" in page and "<strong>1</strong>" in page
    assert (
        "暂无您可查看的在办事项"
        in signed_in("stranger")
        .get(f"/administration/organisation/units/{city.housing.pk}/")
        .content.decode()
    )
