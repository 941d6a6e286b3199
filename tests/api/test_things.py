"""Actions on what is no matter (units, persons, tokens) stand behind the same powers, at addresses of their own."""

from __future__ import annotations

import pytest

from tests.api.callers import THURSDAY, caller, problem
from zhixing.kernel.access.models import Seat
from zhixing.kernel.actions.register import all_actions
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.web.api.register import segment_of

THINGS = [spec for spec in all_actions() if not issubclass(spec.model, Matter)]


def test_the_segment_of_a_thing_is_its_name_in_words():
    assert segment_of(Unit) == "units"
    assert segment_of(Seat) == "seats"
    assert {segment_of(spec.model) for spec in THINGS} >= {"units", "persons", "calendar-proposals"}


@pytest.mark.parametrize("spec", THINGS, ids=[f"{s.model.__name__}.{s.name}" for s in THINGS])
def test_nothing_is_done_without_the_power_or_without_sense(city, stranger, spec):
    base = f"/{spec.model._meta.app_label}/{segment_of(spec.model)}"
    path = f"{base}/{spec.name}" if spec.opens else f"{base}/{city.housing.pk}/{spec.name}"
    before = Event.objects.count()

    response = stranger.post(path, {"colour": "no such field"})

    problem(response, 422, "invalid")
    assert Event.objects.count() == before


def test_a_unit_is_renamed_by_the_system_administrator_and_by_nobody_else(city, officer):
    path = f"/organisation/units/{city.housing.pk}/rename"
    body = {"name": "市城乡建设局", "short_name": "市建设局", "from_on": "2026-03-05"}
    before = Event.objects.count()

    refused = problem(officer.post(path, body), 403, "actions.no_power")

    assert refused["remedy"] == "权限由安全管理员授予。"
    assert Event.objects.count() == before
    assert Unit.objects.get(pk=city.housing.pk).name == "市住房和城乡建设局"
    account = city.accounts["arbiter"]
    Seat.objects.create(account=account, person=account.person, office="system", from_on=THURSDAY)

    done = caller(city, "arbiter").post(path, body)

    assert done.status_code == 200, done.content.decode()
    assert (done.json()["id"], done.json()["url"]) == (city.housing.pk, None)
    assert done.json()["event"]["kind"] == "organisation.unit_renamed"
    assert Unit.objects.get(pk=city.housing.pk).name == "市城乡建设局"
