"""What each kind of supervised handling tells beside what every matter shares."""

from __future__ import annotations


def test_a_check_tells_its_place_and_whether_it_was_announced(city, officer):
    asked = {
        "supervising_unit": city.office.pk,
        "title": "检查幸福小区加装电梯",
        "is_unannounced": True,
        "place": "幸福小区",
        "purpose": "核实进度",
        "planned_on": "2026-03-12",
        "checked_units": [city.housing.pk],
    }
    made = officer.post("/supervision/checks", asked)
    assert made.status_code == 201, made.content.decode()

    told = officer.get(f"/supervision/checks/{made.json()['id']}").json()

    assert (told["place"], told["purpose"], told["is_unannounced"]) == ("幸福小区", "核实进度", True)
    assert (told["planned_on"], told["held_on"], told["evidence_count"]) == ("2026-03-12", None, 0)
    assert told["supervising_unit"]["id"] == city.office.pk
    found = officer.get("/supervision/checks", {"is_unannounced": "false"}).json()["items"]
    assert found == []


def test_a_circular_without_a_conduct_says_none(city, officer):
    asked = {
        "supervising_unit": city.office.pk,
        "nature": "praise",
        "title": "通报表扬",
        "body": "予以表扬",
        "named_units": [city.housing.pk],
        "addressees": [city.finance.pk],
    }
    made = officer.post("/supervision/circulars", asked)
    assert made.status_code == 201, made.content.decode()

    told = officer.get("/supervision/circulars").json()["items"][0]

    assert (told["nature"], told["conduct"], told["body"], told["issue"]) == (
        "praise",
        None,
        "予以表扬",
        None,
    )
