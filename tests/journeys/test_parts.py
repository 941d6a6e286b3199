"""Parts that htmx swaps: the focus goes where the new part wants it, however it was put in."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("swap", "answer"),
    [
        pytest.param("innerHTML", "<p tabindex='-1' data-focus id='new'>新</p>", id="within the old part"),
        pytest.param(
            "outerHTML", "<div><p tabindex='-1' data-focus id='new'>新</p></div>", id="in its place"
        ),
        pytest.param(
            "outerHTML", "\n<p tabindex='-1' data-focus id='new'>新</p>\n", id="the new part itself"
        ),
    ],
)
def test_what_wants_the_focus_gets_it_after_a_swap(visit, swap, answer):
    page = visit()
    page.goto("/accessibility")
    page.route("**/a-part", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=answer))
    page.evaluate(
        """swap => {
            const old = document.createElement("div");
            old.id = "old";
            document.querySelector("main").append(old);
            return htmx.ajax("GET", "/a-part", { target: "#old", swap });
        }""",
        swap,
    )

    page.locator("#new:focus").wait_for(state="attached", timeout=5_000)  # no eval: the pages forbid it
    assert page.wrong == []
