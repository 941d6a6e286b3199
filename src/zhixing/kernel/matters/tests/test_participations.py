"""Who stands how to a matter: what a draft names is not yet theirs to find, and what is written is written once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.city import small_city

from zhixing.kernel.matters import participations
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Participation, Standing
from zhixing.kernel.matters.refusals import SameUnitTwice
from zhixing.modules.supervision.actions.opening import issue, withdraw
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import THURSDAY, Story


@pytest.fixture
def city(db):
    return small_city()


def found_by(city, who: str) -> int:
    return SupervisedItem.objects.visible_to(city.actor(who)).count()


def test_a_draft_is_known_to_its_office_alone_and_found_by_all_who_are_named_once_it_is_issued(city):
    story = Story(city).registered()

    assert (found_by(city, "officer"), found_by(city, "housing_clerk")) == (1, 0)
    assert story.item.lead_unit == city.housing  # the draft says so all the same
    assert audit() == []

    story.do(issue, "officer", THURSDAY)

    assert (found_by(city, "officer"), found_by(city, "housing_clerk")) == (1, 1)
    assert story.item.audience == sorted(
        [city.office.pk, city.housing.pk, city.finance.pk]
        + [-city.persons["vice"].pk, -city.persons["housing_head"].pk]
    )
    assert audit() == []


def test_a_draft_that_is_withdrawn_was_never_theirs(city):
    story = Story(city).registered()

    story.do(withdraw, "officer", date(2026, 3, 6), reason="重复登记")

    assert (found_by(city, "officer"), found_by(city, "housing_clerk")) == (1, 0)


def test_two_units_change_places_in_one_go_and_the_former_ones_end(city):
    item = Story(city).issued().item

    participations.stand(
        item, {Standing.LEAD: ([city.finance], []), Standing.SUPPORTING: ([city.housing], [])}
    )
    item.save()

    assert item.lead_unit_id == city.finance.pk
    ended = Participation.objects.filter(matter=item, until_at__isnull=False)
    assert sorted(ended.values_list("standing", "unit__code")) == [
        ("lead", "housing"),
        ("supporting", "finance"),
    ]
    assert audit() == []


def test_one_unit_as_lead_and_as_support_is_refused_and_nothing_is_written(city):
    item = Story(city).issued().item
    before = list(Participation.objects.order_by("id").values_list("standing", "unit_id", "until_at"))

    with pytest.raises(SameUnitTwice):
        participations.stand(item, {Standing.SUPPORTING: ([city.housing, city.finance], [])})

    assert list(Participation.objects.order_by("id").values_list("standing", "unit_id", "until_at")) == before


def test_many_who_stand_are_written_by_two_statements(city):
    item = Story(city).issued().item
    units = [city.housing, city.finance]

    with CaptureQueriesContext(
        connection,
    ) as statements:
        participations.stand(item, {Standing.READER: (units, [*city.persons.values()])})

    assert len(statements) == 2  # who stands now; all that begin
