"""Which units stand below a place, and in whose house one works."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.kernel.organisation.chart import government_over, units_below
from zhixing.kernel.organisation.models import Unit

pytestmark = pytest.mark.django_db


def unit(code: str, above: Unit | None = None, **more: object) -> Unit:
    made = Unit(
        code=code,
        name=code,
        short_name=code,
        level="city",
        kind="department",
        opened_on=date(2020, 1, 1),
        **more,
    )
    made.parent, made.path = above, "0"
    made.save()
    made.path = f"{above.path}.{made.pk}" if above else str(made.pk)
    made.save()
    return made


@pytest.fixture
def chart() -> dict[str, Unit]:
    city = unit("市政府", is_jurisdiction=True, name_en="The city")
    bureau = unit("城建局", city)
    county = unit("临江县", city, is_jurisdiction=True)
    return {"city": city, "bureau": bureau, "county": county, "office": unit("县督查室", county)}


def test_below_a_place_are_the_unit_itself_and_all_under_it(chart):
    city, bureau, county, office = chart.values()

    assert sorted(units_below([str(county.path)])) == sorted([(county.pk, True), (office.pk, False)])
    assert sorted(units_below([str(bureau.path), str(office.path)])) == [
        (bureau.pk, False),
        (office.pk, False),
    ]
    assert {pk for pk, _ in units_below([str(city.path)])} == {u.pk for u in chart.values()}
    assert units_below([]) == []


def test_the_nearest_government_above_is_the_house(chart):
    assert government_over(str(chart["office"].path)) == ("临江县", "")
    assert government_over(str(chart["county"].path)) == ("临江县", "")
    assert government_over(str(chart["bureau"].path)) == ("市政府", "The city")
    assert government_over("") == ("市政府", "The city")


def test_before_there_is_a_chart_there_is_no_house():
    assert government_over("") is None
    assert government_over("1.2") is None
