"""The portal's front and its statements: open to everyone, readable without a script."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/calculator", "/heads", "/accessibility"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everyone_may_read_it_in_both_languages(path, language):
    client = Client()
    client.post("/language/", {"language": language, "next": "/"})

    page = client.get(path)

    assert page.status_code == 200
    assert (
        'lang="zh-Hans"' in page.content.decode()
        if language == "zh-hans"
        else 'lang="en"' in page.content.decode()
    )


def test_the_front_asks_the_calculator_by_a_plain_form():
    page = Client().get("/").content.decode()

    assert 'action="/calculator"' in page
    assert "/heads" in page


@pytest.mark.parametrize(
    "path", ["/calculator", "/heads", "/heads.json", "/calculator.json", "/accessibility"]
)
def test_nothing_can_be_sent_there(path):
    assert Client().post(path).status_code == 405
